// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <span>
#include <string>
#include <string_view>

namespace wardscope::io {

/// A format that GDAL reads for us, in the worker.
struct ForeignFormat {
  std::string_view extension;  ///< lower case, with its dot
  std::string_view driver;     ///< GDAL's name
  std::string_view name;       ///< for people
};

/// The format of an extension; null where it is none.
const ForeignFormat* foreign_format_of(std::string_view lower_extension);
/// ".geojson, .json, …"
std::string foreign_extensions();
std::span<const ForeignFormat> foreign_formats();

}  // namespace wardscope::io
