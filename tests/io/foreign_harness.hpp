// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <filesystem>
#include <iosfwd>
#include <string>
#include <string_view>

namespace wardscope::io::test {

/// Registers all drivers of GDAL in the test's own process, once, and keeps its words off the terminal.
void register_all();

/// A file that GDAL makes.
struct Format {
  const char* driver;
  const char* file;
  int epsg;
};

/// Else GoogleTest prints the bytes, addresses among them, and the tests are named differently each time.
void PrintTo(const Format& format, std::ostream* out);

/// Three wards of a square kilometre each, by GDAL.
void write_wards(const std::filesystem::path& path, const Format& format);

/// Every byte of a file.
std::string content_of(const std::filesystem::path& path);

/// The members of a GeoJSON collection of one ward, after its "type".
inline constexpr std::string_view kOneWard =
    R"("features": [{"type": "Feature", "properties": {"WD20CD": "E1", "WD20NM": "One"}, "geometry": {"type": "Polygon",
    "coordinates": [[[-1.9, 50.7], [-1.8, 50.7], [-1.8, 50.8], [-1.9, 50.7]]]}}]})";

}  // namespace wardscope::io::test
