// SPDX-License-Identifier: GPL-3.0-or-later
#include "io/unused_columns.hpp"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <vector>

#include "core/control_characters.hpp"
#include "io/column_binding.hpp"

namespace wardscope::io {
namespace {

constexpr std::size_t kNamesShown = 12;
constexpr std::size_t kLongestName = 40;  // bytes

}  // namespace

std::string shown_column(std::string_view name) {
  std::string shown = core::without_controls(name.substr(0, 4 * kLongestName));
  for (char& c : shown) {
    if (c == '\n' || c == '\r' || c == '\t') c = ' ';
  }
  if (shown.size() <= kLongestName) return shown;
  std::size_t end = kLongestName;
  while (end > 0 && (static_cast<unsigned char>(shown[end]) & 0xC0U) == 0x80U) --end;  // not inside a character
  return shown.substr(0, end) + "…";
}

std::string unused_columns(const SourceSchema& schema, std::set<std::size_t> used, const LayerDefinition& definition) {
  for (const PositionScheme& scheme : definition.positions) {
    for (const auto* names : {&scheme.x, &scheme.y}) {
      if (const auto bound = bind_column(*names, schema.columns)) used.insert(bound->index);
    }
  }
  std::vector<std::string> names;
  std::size_t count = 0;
  for (std::size_t i = 0; i < schema.columns.size(); ++i) {
    if (used.contains(i) || schema.columns[i].empty()) continue;
    if (++count <= kNamesShown) names.push_back(shown_column(schema.columns[i]));
  }
  if (count == 0) return {};
  const std::string more = count > names.size() ? fmt::format(" and {} more", count - names.size()) : std::string();
  return fmt::format("columns not used: {}{}", fmt::join(names, ", "), more);
}

}  // namespace wardscope::io
