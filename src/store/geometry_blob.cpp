// SPDX-License-Identifier: GPL-3.0-or-later
#include "store/geometry_blob.hpp"

#include <algorithm>
#include <bit>
#include <cassert>
#include <cmath>
#include <cstdint>
#include <cstring>
#include <type_traits>

namespace wardscope::store {
namespace {

static_assert(std::endian::native == std::endian::little, "blobs are copied as they lie in memory");

constexpr std::byte kStart{0x00};
constexpr std::byte kLittleEndian{0x01};
constexpr std::byte kExtentEnd{0x7C};
constexpr std::byte kEntity{0x69};
constexpr std::byte kEnd{0xFE};

enum GeometryClass : std::int32_t {
  kPoint = 1,
  kLineString = 2,
  kPolygon = 3,
  kMultiPoint = 4,
  kMultiLineString = 5,
  kMultiPolygon = 6
};

class BlobWriter {
 public:
  explicit BlobWriter(std::size_t points) { blob_.reserve(64 + points * sizeof(geo::Point)); }

  template <typename T>
  void put(T value) {
    const auto at = blob_.size();
    blob_.resize(at + sizeof(T));
    std::memcpy(blob_.data() + at, &value, sizeof(T));
  }
  void begin(const geo::Extent& extent, GeometryClass type) {
    put(kStart);
    put(kLittleEndian);
    put<std::int32_t>(kBritishNationalGrid);
    put(extent.min_x);
    put(extent.min_y);
    put(extent.max_x);
    put(extent.max_y);
    put(kExtentEnd);
    put<std::int32_t>(type);
  }
  void entity(GeometryClass type) {
    put(kEntity);
    put<std::int32_t>(type);
  }
  void count(std::size_t value) { put(static_cast<std::int32_t>(value)); }
  void points(const std::vector<geo::Point>& points) {
    static_assert(sizeof(geo::Point) == 2 * sizeof(double));
    count(points.size());
    const auto at = blob_.size();
    blob_.resize(at + points.size() * sizeof(geo::Point));
    if (!points.empty()) std::memcpy(blob_.data() + at, points.data(), points.size() * sizeof(geo::Point));
  }
  void rings(const geo::Polygon& polygon) {
    count(1 + polygon.holes.size());
    points(polygon.exterior);
    for (const geo::Ring& hole : polygon.holes) points(hole);
  }
  Blob finish() {
    put(kEnd);
    return std::move(blob_);
  }

 private:
  Blob blob_;
};

/// Reads within bounds; after the first overrun every value is 0 and ok() is false.
class BlobReader {
 public:
  explicit BlobReader(std::span<const std::byte> blob) : rest_(blob) {}

  template <typename T>
  T take() {
    T value{};
    if (rest_.size() < sizeof(T)) {
      ok_ = false;
      rest_ = {};
      return value;
    }
    std::memcpy(&value, rest_.data(), sizeof(T));
    rest_ = rest_.subspan(sizeof(T));
    return value;
  }
  void expect(std::byte mark) { ok_ = take<std::byte>() == mark && ok_; }
  void skip(std::size_t bytes) {
    ok_ = ok_ && rest_.size() >= bytes;
    rest_ = ok_ ? rest_.subspan(bytes) : std::span<const std::byte>{};
  }
  /// A count of things that take at least `least_bytes` each: a damaged count never asks for more than the blob holds.
  std::size_t take_count(std::size_t least_bytes) {
    const auto count = take<std::int32_t>();
    if (count < 0 || static_cast<std::size_t>(count) > rest_.size() / least_bytes) {
      ok_ = false;
      return 0;
    }
    return static_cast<std::size_t>(count);
  }
  geo::LineString take_points() {
    geo::LineString points(take_count(sizeof(geo::Point)));
    const std::size_t bytes = points.size() * sizeof(geo::Point);
    if (bytes != 0) std::memcpy(points.data(), rest_.data(), bytes);
    rest_ = rest_.subspan(bytes);
    return points;
  }
  geo::Polygon take_polygon() {
    geo::Polygon polygon;
    const std::size_t rings = take_count(sizeof(std::int32_t));
    for (std::size_t i = 0; i < rings && ok_; ++i) {
      if (i == 0)
        polygon.exterior = take_points();
      else
        polygon.holes.push_back(take_points());
    }
    return polygon;
  }
  [[nodiscard]] bool ok() const { return ok_; }
  [[nodiscard]] bool at_end() const { return ok_ && rest_.empty(); }

 private:
  std::span<const std::byte> rest_;
  bool ok_ = true;
};

constexpr std::size_t kEntityBytes = 1 + sizeof(std::int32_t);

geo::Geometry read_body(BlobReader& reader, std::int32_t type) {
  switch (type) {
    case kPoint: {
      const auto x = reader.take<double>();
      return geo::Point{x, reader.take<double>()};
    }
    case kLineString:
      return geo::MultiLineString{reader.take_points()};
    case kPolygon:
      return geo::MultiPolygon{reader.take_polygon()};
    case kMultiLineString: {
      geo::MultiLineString lines;
      const std::size_t count = reader.take_count(kEntityBytes);
      for (std::size_t i = 0; i < count && reader.ok(); ++i) {
        reader.skip(kEntityBytes);
        lines.push_back(reader.take_points());
      }
      return lines;
    }
    case kMultiPolygon: {
      geo::MultiPolygon polygons;
      const std::size_t count = reader.take_count(kEntityBytes);
      for (std::size_t i = 0; i < count && reader.ok(); ++i) {
        reader.skip(kEntityBytes);
        polygons.push_back(reader.take_polygon());
      }
      return polygons;
    }
    default:
      return std::monostate{};
  }
}

}  // namespace

Blob to_blob(geo::Point point) {
  const auto bytes = point_blob(point);
  return {bytes.begin(), bytes.end()};
}

std::array<std::byte, 60> point_blob(geo::Point point) {
  constexpr std::size_t kSridAt = 2;
  constexpr std::size_t kExtentAt = 6;
  constexpr std::size_t kExtentEndAt = 38;
  constexpr std::size_t kTypeAt = 39;
  constexpr std::size_t kBodyAt = 43;
  const std::array<double, 4> extent = {point.x, point.y, point.x, point.y};
  const std::int32_t srid = kBritishNationalGrid;
  const std::int32_t type = kPoint;
  std::array<std::byte, 60> blob{kStart, kLittleEndian};
  std::memcpy(blob.data() + kSridAt, &srid, sizeof srid);
  std::memcpy(blob.data() + kExtentAt, extent.data(), sizeof extent);
  blob[kExtentEndAt] = kExtentEnd;
  std::memcpy(blob.data() + kTypeAt, &type, sizeof type);
  std::memcpy(blob.data() + kBodyAt, extent.data(), sizeof point);
  blob.back() = kEnd;
  return blob;
}

Blob to_blob(const geo::LineString& line) {
  BlobWriter writer(line.size());
  writer.begin(geo::extent_of(line), kLineString);
  writer.points(line);
  return writer.finish();
}

Blob to_blob(const geo::MultiLineString& lines) {
  BlobWriter writer(0);
  writer.begin(geo::extent_of(geo::Geometry(lines)), kMultiLineString);
  writer.count(lines.size());
  for (const geo::LineString& line : lines) {
    writer.entity(kLineString);
    writer.points(line);
  }
  return writer.finish();
}

Blob to_blob(const geo::Polygon& polygon) {
  BlobWriter writer(polygon.exterior.size());
  writer.begin(geo::extent_of(polygon), kPolygon);
  writer.rings(polygon);
  return writer.finish();
}

Blob to_blob(const geo::MultiPolygon& polygons) {
  BlobWriter writer(geo::vertex_count(polygons));
  writer.begin(geo::extent_of(polygons), kMultiPolygon);
  writer.count(polygons.size());
  for (const geo::Polygon& polygon : polygons) {
    writer.entity(kPolygon);
    writer.rings(polygon);
  }
  return writer.finish();
}

Blob to_blob(const geo::Geometry& geometry) {
  if (geo::extent_of(geometry).empty()) return {};
  return std::visit(
      [](const auto& shape) -> Blob {
        if constexpr (std::is_same_v<std::decay_t<decltype(shape)>, std::monostate>)
          return {};
        else
          return to_blob(shape);
      },
      geometry);
}

core::Result<geo::Geometry> geometry_from(std::span<const std::byte> blob) {
  if (blob.empty()) return geo::Geometry{};
  BlobReader reader(blob);
  reader.expect(kStart);
  reader.expect(kLittleEndian);
  const auto srid = reader.take<std::int32_t>();
  reader.skip(4 * sizeof(double));
  reader.expect(kExtentEnd);
  geo::Geometry geometry = read_body(reader, reader.take<std::int32_t>());
  reader.expect(kEnd);
  if (!reader.at_end() || std::holds_alternative<std::monostate>(geometry)) {
    return core::malformed("a geometry is damaged or of a type that the workspace does not hold");
  }
  if (srid != kBritishNationalGrid) {
    return core::malformed("a geometry is not in EPSG:27700 but has SRID " + std::to_string(srid));
  }
  return geometry;
}

bool is_finite(geo::Point point) { return std::isfinite(point.x) && std::isfinite(point.y); }

bool is_finite(const geo::LineString& line) {
  return std::all_of(line.begin(), line.end(), [](geo::Point p) { return is_finite(p); });
}

bool is_finite(const geo::Polygon& polygon) {
  return is_finite(polygon.exterior) &&
         std::all_of(polygon.holes.begin(), polygon.holes.end(), [](const geo::Ring& ring) { return is_finite(ring); });
}

bool is_finite(const geo::MultiPolygon& polygons) {
  return std::all_of(polygons.begin(), polygons.end(), [](const geo::Polygon& p) { return is_finite(p); });
}

bool is_finite(const geo::Geometry& geometry) {
  if (const auto* point = std::get_if<geo::Point>(&geometry)) return is_finite(*point);
  if (const auto* polygons = std::get_if<geo::MultiPolygon>(&geometry)) return is_finite(*polygons);
  if (const auto* lines = std::get_if<geo::MultiLineString>(&geometry)) {
    return std::all_of(lines->begin(), lines->end(), [](const geo::LineString& line) { return is_finite(line); });
  }
  return true;
}

}  // namespace wardscope::store
