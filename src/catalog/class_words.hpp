// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <algorithm>
#include <array>
#include <string_view>

namespace wardscope::catalog {

/// Whether a word of a list's column "class" says that nothing was found there, or that it could not be told.
inline bool is_ordinary_class(std::string_view word) {
  static constexpr std::array<std::string_view, 7> kOrdinary{
      "within what chance may do", "never a hotspot", "holds none",     "too few to tell",
      "none, or too few to tell",  "too few to test", "no clear change"};
  return word.empty() || word.starts_with("not tested") ||
         std::find(kOrdinary.begin(), kOrdinary.end(), word) != kOrdinary.end();
}

}  // namespace wardscope::catalog
