// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "borough/incidents.hpp"
#include "core/parameter.hpp"
#include "core/result.hpp"
#include "jobs/progress.hpp"

namespace wardscope::analysis {

/// A count or number that may have been suppressed by disclosure control. `value` is empty where it was, and where it
/// is not known.
struct ProfileNumber {
  std::optional<double> value;
  bool suppressed = false;
};

/// Who will read the numbers.
enum class DisclosureProfile {
  internal,   ///< colleagues: small counts hidden, and enough others that none can be worked out from totals
  published,  ///< anybody: counts 1 to 7 hidden, all others rounded to 5 (NHS Digital's rule for hospital statistics)
};

struct DisclosureOptions {
  DisclosureProfile profile = DisclosureProfile::internal;
  std::int64_t threshold = 5;             ///< internal: counts of 1 to threshold - 1 are hidden
  std::int64_t sensitive_threshold = 10;  ///< the same for sensitive types, whose zeros are hidden too
};

void describe(DisclosureOptions& options, core::ParameterVisitor& visitor);

/// The confidentiality of a type of incident by its name: domestic abuse, sexual offences, hate, children,
/// exploitation, slavery, stalking and mental health are sensitive, whatever the source says; others are open. Take the
/// higher of this and the category's own.
borough::Sensitivity sensitivity_of_type(std::string_view name);
borough::Sensitivity sensitivity_of(const borough::IncidentCategory& category);

/// Of counts over these rows: sensitive where there are some and all are of sensitive types, else open.
borough::Sensitivity sensitivity_of_rows(const borough::IncidentTable& incidents, std::span<const std::uint32_t> rows);

/// Which totals a reader sees beside the cells.
enum class Totals {
  rows_and_columns,  ///< wards by types, where all wards and the borough are published
  rows,              ///< each row is a table of its own: a ward's incidents by hour
};

/// Counts to publish as one table, row by row. Totals follow from the cells.
struct CountTable {
  std::size_t rows = 0;
  std::size_t columns = 0;
  std::vector<std::int64_t> cells;  ///< rows * columns, none negative
  Totals totals = Totals::rows_and_columns;
  std::vector<borough::Sensitivity> column_sensitivity;  ///< of a column and its total; empty: all open
  borough::Sensitivity total_sensitivity =
      borough::Sensitivity::open;  ///< of row totals: sensitive where all columns are
  [[nodiscard]] std::int64_t at(std::size_t row, std::size_t column) const { return cells[row * columns + column]; }
  /// Of the numbers of a column; column == columns is that of row totals.
  [[nodiscard]] borough::Sensitivity sensitivity_of(std::size_t column) const {
    if (column == columns) return total_sensitivity;
    return column_sensitivity.empty() ? borough::Sensitivity::open : column_sensitivity[column];
  }
};

/// What may be shown of a CountTable.
struct ProtectedTable {
  std::size_t columns = 0;
  std::vector<ProfileNumber> cells;
  std::vector<ProfileNumber> row_totals;
  std::vector<ProfileNumber> column_totals;
  ProfileNumber total;
  std::size_t primary = 0;    ///< hidden because they are small
  std::size_t secondary = 0;  ///< hidden because a small one could be worked out from them
  [[nodiscard]] const ProfileNumber& at(std::size_t row, std::size_t column) const {
    return cells[row * columns + column];
  }
};

/// Decides what leaves the program. Every count that a person could read passes through one of these.
class DisclosureControl {
 public:
  /// @pre thresholds >= 1
  explicit DisclosureControl(const DisclosureOptions& options = {});

  [[nodiscard]] const DisclosureOptions& options() const { return options_; }
  /// Whether the counts that are shown are rounded, and with them all that is computed from counts.
  [[nodiscard]] bool rounds() const { return options_.profile == DisclosureProfile::published; }
  /// Counts from 1 to this less one are hidden.
  [[nodiscard]] std::int64_t threshold(borough::Sensitivity sensitivity) const;
  [[nodiscard]] bool is_small(std::int64_t count, borough::Sensitivity sensitivity = borough::Sensitivity::open) const;

  /// A count from which no other published count can be subtracted.
  [[nodiscard]] ProfileNumber count(std::int64_t count,
                                    borough::Sensitivity sensitivity = borough::Sensitivity::open) const;
  /// part / whole, 0..1. Hidden where the part or the rest is small: either could be worked out from the share and the
  /// whole. Published: from rounded counts. Empty where the whole is 0.
  [[nodiscard]] ProfileNumber share(std::int64_t part, std::int64_t whole,
                                    borough::Sensitivity sensitivity = borough::Sensitivity::open) const;

  /// Internal: hides small cells and totals, then enough others that from all that is shown, and knowing only that
  /// counts are not negative, every small one could be anything from 0 to its threshold at least. Exact: counts under
  /// known totals are flows in a network; a hidden cell's range is found by augmenting paths, and partners are the
  /// cheapest path that widens it (Kelly, Golden & Assad 1992; Fischetti & Salazar 1999 for the audit). Published:
  /// hides counts of 1 to 7 and rounds the others to 5, totals from unrounded values.
  /// @returns cancelled
  [[nodiscard]] core::Result<ProtectedTable> protect(const CountTable& table, const jobs::Progress& progress) const;
  /// The same of a table of a few hundred numbers, a millisecond's work, which nobody stops.
  [[nodiscard]] ProtectedTable protect(const CountTable& table) const;

  /// The rule in a sentence, for the method section.
  [[nodiscard]] std::string sentence() const;

 private:
  DisclosureOptions options_;
};

/// What an outsider can work out about one hidden number of a table.
struct CellRange {
  std::int64_t least = 0;
  std::int64_t most = 0;  ///< kUnlimited where nothing bounds it
};
constexpr std::int64_t kUnlimited = INT64_MAX;

/// The range of a number of the table with its totals, given what `shown` shows. Row `table.rows` is the row of column
/// totals and column `table.columns` that of row totals. @pre the number is hidden in `shown`
CellRange audited_range(const CountTable& table, const ProtectedTable& shown, std::size_t row, std::size_t column);

}  // namespace wardscope::analysis
