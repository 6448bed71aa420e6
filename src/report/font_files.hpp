// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <filesystem>

#include "core/result.hpp"

namespace wardscope::report {

/// The files of the house font (Inter, else Noto Sans, else whatever sans-serif fontconfig has), for programs that read
/// font files themselves.
struct FontFiles {
  std::filesystem::path regular;
  std::filesystem::path bold;
};

/// @returns not_found where fontconfig knows no sans-serif font at all.
core::Result<FontFiles> find_font_files();

}  // namespace wardscope::report
