// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <filesystem>
#include <string>
#include <utility>
#include <vector>

#include "core/result.hpp"
#include "render/image.hpp"

namespace wardscope::render {

struct PngOptions {
  double pixels_per_inch = 96.0;  ///< written as the picture's physical size
  /// Keyword and text pairs: "Title", "Source", "Software" … A keyword has 1 to 79 Latin-1 characters; texts are UTF-8.
  std::vector<std::pair<std::string, std::string>> texts;
};

/// Writes the picture: first beside it as NAME.part, flushed to the disk, read back and compared pixel by pixel, then
/// renamed. A file of that name is replaced only by a complete one.
/// @returns io where the folder cannot be written, the disk is full, or what was read back differs.
core::Status write_png(const std::filesystem::path& file, const Image& image, const PngOptions& options = {});

/// @returns io where it cannot be read, malformed where it is no PNG or is cut short.
core::Result<Image> read_png(const std::filesystem::path& file);

}  // namespace wardscope::render
