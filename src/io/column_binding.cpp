// SPDX-License-Identifier: GPL-3.0-or-later
#include "io/column_binding.hpp"

#include <algorithm>
#include <array>
#include <utility>

#include "core/text.hpp"

namespace wardscope::io {
namespace {

constexpr std::size_t kLongestNothing = 9;  // characters of the longest word below
constexpr std::size_t kShapefileName = 10;  // characters of a column's name in a Shapefile
constexpr std::size_t kFewestLetters = 7;   // of those ten, for a beginning to tell a name

/// A scanner over a Python dictionary's text.
class TagScanner {
 public:
  explicit TagScanner(std::string_view text) : rest_(core::trimmed(text)) {}

  bool take(char c) {
    rest_ = core::trimmed(rest_);
    if (rest_.empty() || rest_.front() != c) return false;
    rest_.remove_prefix(1);
    return true;
  }
  /// A quoted text with its escapes undone, or a bare word up to a separator.
  std::optional<std::string> token() {
    rest_ = core::trimmed(rest_);
    if (rest_.empty()) return std::nullopt;
    const char quote = rest_.front();
    if (quote != '\'' && quote != '"') {
      const std::size_t end = std::min(rest_.find_first_of(",:}"), rest_.size());
      std::string word(core::trimmed(rest_.substr(0, end)));
      rest_.remove_prefix(end);
      return word;
    }
    std::string text;
    for (std::size_t i = 1; i < rest_.size(); ++i) {
      if (rest_[i] == '\\' && i + 1 < rest_.size()) {
        text += rest_[++i];
      } else if (rest_[i] == quote) {
        rest_.remove_prefix(i + 1);
        return text;
      } else {
        text += rest_[i];
      }
    }
    return std::nullopt;
  }

 private:
  std::string_view rest_;
};

std::optional<BoundColumn> bind_whole_column(const ColumnAlias& alias, const std::vector<std::string>& columns) {
  for (std::size_t i = 0; i < columns.size(); ++i) {
    if (name_fits(alias.pattern, normalised_name(columns[i]))) return BoundColumn{i, alias.factor, alias.key};
  }
  return std::nullopt;
}

/// The column whose name is the beginning of an alias, cut off where a Shapefile cuts.
std::optional<BoundColumn> bind_cut_column(const std::vector<ColumnAlias>& aliases,
                                           const std::vector<std::string>& columns) {
  for (std::size_t i = 0; i < columns.size(); ++i) {
    const std::string name = normalised_name(columns[i]);
    if (columns[i].size() != kShapefileName || name.size() < kFewestLetters) continue;
    std::vector<const ColumnAlias*> begun;
    for (const ColumnAlias& alias : aliases) {
      if (alias.pattern.size() > name.size() && name_fits(alias.pattern.substr(0, name.size()), name)) {
        begun.push_back(&alias);
      }
    }
    const bool one_meaning = std::all_of(begun.begin(), begun.end(), [&](const ColumnAlias* alias) {
      return alias->factor == begun.front()->factor && alias->key == begun.front()->key;
    });
    if (!begun.empty() && one_meaning) return BoundColumn{i, begun.front()->factor, begun.front()->key};
  }
  return std::nullopt;
}

}  // namespace

bool says_nothing(std::string_view text) {
  if (text.empty()) return true;
  if (text.size() > kLongestNothing) return false;
  constexpr std::array<std::string_view, 13> kWords{"n/a", "na", "unknown", "not known", "none",    "null", "nil",
                                                    "-",   "--", "?",       "(empty)",   "no data", "."};
  const std::string lowered = core::lower_ascii(text);
  return std::find(kWords.begin(), kWords.end(), lowered) != kWords.end();
}

std::optional<std::string> tag_value(std::string_view dictionary, std::string_view key) {
  TagScanner scanner(dictionary);
  if (!scanner.take('{')) return std::nullopt;
  while (!scanner.take('}')) {
    const auto name = scanner.token();
    if (!name || !scanner.take(':')) return std::nullopt;
    auto value = scanner.token();
    if (!value) return std::nullopt;
    if (*name == key) return value;
    if (!scanner.take(',')) break;
  }
  return std::nullopt;
}

std::optional<BoundColumn> bind_column(const std::vector<ColumnAlias>& aliases,
                                       const std::vector<std::string>& columns) {
  for (const ColumnAlias& alias : aliases) {
    if (auto bound = bind_whole_column(alias, columns)) return bound;
  }
  return bind_cut_column(aliases, columns);
}

BoundField::BoundField(const LayerDefinition& definition, std::string_view field,
                       const std::vector<std::string>& columns) {
  const auto aliases = definition.fields.find(field);
  if (aliases != definition.fields.end()) {
    for (const ColumnAlias& alias : aliases->second) {
      if (auto bound = bind_whole_column(alias, columns)) columns_.push_back(std::move(*bound));
    }
    if (columns_.empty()) {
      if (auto bound = bind_cut_column(aliases->second, columns)) columns_.push_back(std::move(*bound));
    }
  }
  const auto constant = definition.constants.find(field);
  if (constant != definition.constants.end()) constant_ = constant->second;
}

std::optional<std::string> BoundField::said(const BoundColumn& column, const SourceRow& row) {
  const std::string_view cell = row.values[column.index];
  if (column.key.empty()) {
    const std::string_view text = core::trimmed(cell);
    if (says_nothing(text)) return std::nullopt;
    return std::string(text);
  }
  const auto tag = tag_value(cell, column.key);
  if (!tag || says_nothing(core::trimmed(*tag))) return std::nullopt;
  return std::string(core::trimmed(*tag));
}

const BoundColumn* BoundField::telling(const SourceRow& row) const {
  const auto found = std::find_if(columns_.begin(), columns_.end(),
                                  [&](const BoundColumn& column) { return said(column, row).has_value(); });
  return found == columns_.end() ? nullptr : &*found;
}

BoundField::Measured BoundField::measured(const SourceRow& row) const {
  for (const BoundColumn& column : columns_) {
    if (auto text = said(column, row)) return {std::move(*text), column.factor};
  }
  return {constant_, 1.0};
}

std::string BoundField::text(const SourceRow& row) const { return measured(row).text; }

std::string BoundField::cell(const SourceRow& row) const {
  if (columns_.empty()) return {};
  const BoundColumn* const column = telling(row);
  if (column != nullptr && !column->key.empty()) return *said(*column, row);
  return std::string(row.values[column != nullptr ? column->index : columns_.front().index]);
}

std::string BoundField::column_name(const std::vector<std::string>& columns) const {
  return columns_.empty() ? std::string() : columns[columns_.front().index];
}

std::string BoundField::column_name(const std::vector<std::string>& columns, const SourceRow& row) const {
  const BoundColumn* const column = telling(row);
  return column != nullptr ? columns[column->index] : column_name(columns);
}

}  // namespace wardscope::io
