// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <string_view>

namespace wardscope::core {

/// A file of the repository that was made part of the program at build time.
struct EmbeddedFile {
  std::string_view name;  ///< file name without folder
  std::string_view text;
};

}  // namespace wardscope::core
