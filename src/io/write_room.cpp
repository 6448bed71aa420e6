// SPDX-License-Identifier: GPL-3.0-or-later
#include "io/write_room.hpp"

#include <string>
#include <variant>

namespace wardscope::io {
namespace {

constexpr std::uintmax_t kEmptyFile =
    256U * 1024U;                       // an empty GeoPackage has 96 kB, with an index of its shapes 110 kB
constexpr std::uintmax_t kVertex = 48;  // "[-1.87654321,50.71234567]," or 16 bytes of binary
constexpr std::uintmax_t kValue = 64;   // "<c r="AB1234" t="n"><v>1234.567890</v></c>"

std::uintmax_t vertices(const geo::Geometry& shape) {
  std::uintmax_t count = std::holds_alternative<geo::Point>(shape) ? 1 : 0;
  if (const auto* lines = std::get_if<geo::MultiLineString>(&shape)) {
    for (const geo::LineString& line : *lines) count += line.size();
  }
  if (const auto* polygons = std::get_if<geo::MultiPolygon>(&shape)) {
    for (const geo::Polygon& polygon : *polygons) {
      count += polygon.exterior.size();
      for (const geo::Ring& hole : polygon.holes) count += hole.size();
    }
  }
  return count;
}

}  // namespace

std::uintmax_t room_for(const table::FeatureTable& features) {
  std::uintmax_t bytes = kEmptyFile;
  for (std::size_t row = 0; row < features.row_count(); ++row) {
    bytes += kVertex * vertices(features.geometry(row)) + kValue * features.columns().size();
    for (std::size_t column = 0; column < features.columns().size(); ++column) {
      if (const auto* text = std::get_if<std::string>(&features.at(row, column))) bytes += text->size();
    }
  }
  return bytes;
}

std::uintmax_t room_for(const raster::Raster<float>& raster) {
  return kEmptyFile + static_cast<std::uintmax_t>(raster.grid().size()) * sizeof(float);
}

}  // namespace wardscope::io
