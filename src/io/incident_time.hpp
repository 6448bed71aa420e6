// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "core/civil_time.hpp"
#include "io/column_binding.hpp"
#include "io/layer_definition.hpp"
#include "io/rejected_row.hpp"
#include "io/source.hpp"

namespace wardscope::io {

/// What a date and a clock cell give together.
struct WrittenMoment {
  std::optional<core::ParsedTime> time;  ///< nothing where the cells are not understood
  bool zoned = false;                    ///< it was written with a zone
  bool bad_clock = false;                ///< the date is good, and the clock is what is not understood
};

/// When an incident happened, as its row says.
struct IncidentTime {
  core::ParsedTime begin;  ///< of the range, or the moment; precision unknown: not said
  /// Before which it happened, where the row gives a range that tells more than `begin` does. Of an end that is a day
  /// alone, the first minute of the next.
  std::optional<core::LocalMinute> until;
  bool zoned = false;
  bool swapped = false;               ///< the row had the end before the beginning
  std::optional<RejectedRow> remark;  ///< what became of a range that could not be used as it stands
};

/// Reads the columns in which the rows of a source say when something happened: one moment, or the two between which it
/// did ("committed from", "committed to").
///
/// A range whose end is before its beginning is taken as swapped where the two are at most a week apart, and refused
/// where they are further: then one of them is wrong, and nobody knows which. An end that is a time of the day alone
/// and earlier than the beginning is on the next day. A day without a time, and an end within that day, is known from
/// its midnight until then. An end that is not understood leaves the beginning, with a remark.
class IncidentTimeReader {
 public:
  IncidentTimeReader(const LayerDefinition& definition, const std::vector<std::string>& columns);

  /// The fields, for the list of columns that are used.
  [[nodiscard]] std::vector<const BoundField*> fields() const;
  /// @returns nothing where the row must be rejected, with `why`.
  std::optional<IncidentTime> read(const SourceRow& row, RejectedRow& why);

 private:
  /// Columns that give one moment.
  struct Columns {
    BoundField moment;
    BoundField date;
    BoundField clock;
    // Monthly files repeat a time in every row.
    std::string last_text;
    std::string last_clock;
    WrittenMoment last;
  };
  /// The moment that the row's cells give, unknown where they say nothing. A clock alone is one on the day of `day`.
  std::optional<WrittenMoment> moment_of(Columns& columns, const SourceRow& row, const core::ParsedTime* day,
                                         RejectedRow& why);
  /// False where the row must be rejected.
  bool add_range(IncidentTime& time, const SourceRow& row, RejectedRow& why);
  [[nodiscard]] RejectedRow about_end(const SourceRow& row, std::string reason, std::string remedy) const;

  const std::vector<std::string>& names_;
  core::DateOrder order_;
  Columns begin_;
  Columns end_;
};

}  // namespace wardscope::io
