// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <array>
#include <cstddef>
#include <string_view>

#include "borough/areas.hpp"
#include "borough/cameras.hpp"
#include "borough/incidents.hpp"
#include "store/workspace.hpp"
#include "table/feature_table.hpp"

namespace wardscope::store {

// Enumerations are stored as words, so that a table reads well in any GIS. The order is that of the enumerators.
constexpr std::array<std::string_view, 5> kAreaKindWords = {"ward", "small_area", "borough", "neighbourhood", "other"};
constexpr std::array<std::string_view, 4> kCameraKindWords = {"unknown", "fixed", "dome", "pan_tilt_zoom"};
constexpr std::array<std::string_view, 4> kCameraStatusWords = {"unknown", "in_service", "out_of_service", "proposed"};
constexpr std::array<std::string_view, 3> kSensitivityWords = {"open", "official", "sensitive"};
constexpr std::array<std::string_view, 3> kBatchStateWords = {"staged", "complete", "withdrawn"};
constexpr std::array<std::string_view, 3> kColumnTypeWords = {"integer", "number", "text"};

template <typename Enum, std::size_t Count>
constexpr std::string_view word_of(const std::array<std::string_view, Count>& words, Enum value) {
  return words[static_cast<std::size_t>(value)];
}

/// The enumerator of this word, or `otherwise` where it is none of ours (somebody edited the table).
template <typename Enum, std::size_t Count>
constexpr Enum enum_of(const std::array<std::string_view, Count>& words, std::string_view word, Enum otherwise) {
  for (std::size_t i = 0; i < Count; ++i) {
    if (words[i] == word) return static_cast<Enum>(i);
  }
  return otherwise;
}

}  // namespace wardscope::store
