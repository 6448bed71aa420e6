// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "io/layer_definition.hpp"
#include "io/source.hpp"

namespace wardscope::io {

/// A column of a source that an alias fits.
struct BoundColumn {
  std::size_t index = 0;
  double factor = 1.0;  ///< to the base unit
  std::string key;      ///< tag inside the cell, or empty
};

/// The first alias, in the definition's order, that a column fits. A column of ten characters, the most that a
/// Shapefile holds, may be a longer name cut off ("Falls with" for "Falls within"): where no alias fits whole, it fits
/// those that begin with it, unless they differ in unit or tag.
std::optional<BoundColumn> bind_column(const std::vector<ColumnAlias>& aliases,
                                       const std::vector<std::string>& columns);

/// A field of a definition bound to a source: gives the field's text for each row.
class BoundField {
 public:
  BoundField() = default;
  /// All aliases that fit are kept, in order: the first that has a value in the row gives it.
  BoundField(const LayerDefinition& definition, std::string_view field, const std::vector<std::string>& columns);

  [[nodiscard]] bool has_column() const { return !columns_.empty(); }
  /// Trimmed; the definition's constant where there is no column or no value; empty where nothing is said. "n/a",
  /// "unknown", "not known", "none", "null", "-", "?" and "(empty)" say nothing.
  [[nodiscard]] std::string text(const SourceRow& row) const;
  /// Factor of the column that gave the text.
  struct Measured {
    std::string text;
    double factor = 1.0;
  };
  [[nodiscard]] Measured measured(const SourceRow& row) const;
  /// The cell that gave the text, or the first column's where none says anything, as it stands; for the reject file.
  [[nodiscard]] std::string cell(const SourceRow& row) const;
  /// Name of the first column bound, for messages.
  [[nodiscard]] std::string column_name(const std::vector<std::string>& columns) const;
  /// Name of the column that gave the row's text, or of the first.
  [[nodiscard]] std::string column_name(const std::vector<std::string>& columns, const SourceRow& row) const;
  [[nodiscard]] const std::vector<BoundColumn>& columns() const { return columns_; }

 private:
  /// What a column says in a row, trimmed; nothing where it says nothing.
  static std::optional<std::string> said(const BoundColumn& column, const SourceRow& row);
  /// The column that gives the row's text; null: none says anything.
  [[nodiscard]] const BoundColumn* telling(const SourceRow& row) const;

  std::vector<BoundColumn> columns_;
  std::string constant_;
};

/// The value of `key` in a dictionary as Python prints it ("{'a': 'b', …}"), nothing where the key is absent or the
/// text is no such dictionary. Escapes \\ and \' and \" are undone; non-text values come back as written.
std::optional<std::string> tag_value(std::string_view dictionary, std::string_view key);

/// True for words that say that nothing is known.
bool says_nothing(std::string_view text);

}  // namespace wardscope::io
