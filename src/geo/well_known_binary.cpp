// SPDX-License-Identifier: GPL-3.0-or-later
#include "geo/well_known_binary.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <bit>
#include <cmath>
#include <cstdint>
#include <cstring>
#include <optional>
#include <type_traits>
#include <utility>

namespace wardscope::geo {
namespace {

enum WkbType : std::uint32_t {
  point = 1,
  line = 2,
  polygon = 3,
  multi_point = 4,
  multi_line = 5,
  multi_polygon = 6,
  collection = 7
};

constexpr int kDeepestNesting = 8;  // collections in collections; more is an attack, not a map
constexpr std::byte kLittleEndian{1};

static_assert(std::endian::native == std::endian::little, "the writer copies numbers as they lie in memory");

class Writer {
 public:
  void header(WkbType type) {
    bytes_.push_back(kLittleEndian);
    raw(static_cast<std::uint32_t>(type));
  }
  void count(std::size_t size) { raw(static_cast<std::uint32_t>(size)); }
  void position(Point p) {
    raw(p.x);
    raw(p.y);
  }
  void positions(const std::vector<Point>& points) {
    count(points.size());
    for (const Point p : points) position(p);
  }
  std::vector<std::byte> take() { return std::move(bytes_); }

 private:
  template <typename Number>
  void raw(Number number) {
    const std::size_t at = bytes_.size();
    bytes_.resize(at + sizeof(Number));
    std::memcpy(bytes_.data() + at, &number, sizeof(Number));
  }
  std::vector<std::byte> bytes_;
};

/// What has been read so far; at most one of the three is filled in the end.
struct Shapes {
  std::vector<Point> points;
  MultiLineString lines;
  MultiPolygon polygons;
};

class Reader {
 public:
  explicit Reader(std::span<const std::byte> bytes) : bytes_(bytes) {}

  core::Status geometry(Shapes& shapes, int depth = 0) {
    if (depth > kDeepestNesting) return core::malformed("a geometry nests collections too deep; simplify it");
    if (left() < 5) return ends_early();
    const std::byte order = bytes_[at_++];
    if (order > kLittleEndian) return core::malformed("a geometry does not begin with a byte order of 0 or 1");
    const bool swapped = order != kLittleEndian;
    const auto kind = header(swapped);
    if (!kind) return kind.error();
    switch (kind->type) {
      case point:
        return read_point(*kind, shapes);
      case line: {
        LineString read;
        if (auto done = positions(*kind, read); !done) return done;
        shapes.lines.push_back(std::move(read));
        return {};
      }
      case polygon:
        return read_polygon(*kind, shapes);
      case multi_point:
      case multi_line:
      case multi_polygon:
      case collection: {
        const auto parts = number<std::uint32_t>(swapped);
        if (!parts) return ends_early();
        for (std::uint32_t i = 0; i < *parts; ++i) {
          if (auto done = geometry(shapes, depth + 1); !done) return done;
        }
        return {};
      }
      default:
        return core::unsupported(
            fmt::format("a geometry of WKB type {} is not a point, line or polygon; convert curves and surfaces first",
                        kind->type));
    }
  }
  [[nodiscard]] std::size_t left() const { return bytes_.size() - at_; }

 private:
  struct Kind {
    std::uint32_t type = 0;
    std::size_t dimensions = 2;
    bool swapped = false;
  };

  static core::Error ends_early() { return core::malformed("a geometry ends before all its coordinates are there"); }

  template <typename Number>
  std::optional<Number> number(bool swapped) {
    if (left() < sizeof(Number)) return std::nullopt;
    std::array<std::byte, sizeof(Number)> raw;
    std::memcpy(raw.data(), bytes_.data() + at_, sizeof(Number));
    at_ += sizeof(Number);
    if (swapped) std::reverse(raw.begin(), raw.end());
    return std::bit_cast<Number>(raw);
  }

  core::Result<Kind> header(bool swapped) {
    constexpr std::uint32_t kHasHeight = 0x80000000U;
    constexpr std::uint32_t kHasMeasure = 0x40000000U;
    constexpr std::uint32_t kHasSrid = 0x20000000U;
    constexpr std::uint32_t kIsoStep = 1000;  // ISO: 1001 has a height, 2001 a measure, 3001 both
    const auto word = number<std::uint32_t>(swapped);
    if (!word) return ends_early();
    Kind kind;
    kind.swapped = swapped;
    const std::uint32_t plain = *word & 0x1FFFFFFFU;
    kind.type = plain % kIsoStep;
    const std::uint32_t iso = plain / kIsoStep;
    if (iso > 3) return core::unsupported(fmt::format("a geometry of WKB type {} is not one we know", plain));
    if ((*word & kHasHeight) != 0 || iso == 1 || iso == 3) ++kind.dimensions;
    if ((*word & kHasMeasure) != 0 || iso == 2 || iso == 3) ++kind.dimensions;
    if ((*word & kHasSrid) != 0 && !number<std::uint32_t>(swapped)) return ends_early();
    return kind;
  }

  /// The next position; the caller has checked that the bytes are there.
  Point position(const Kind& kind) {
    const Point p{*number<double>(kind.swapped), *number<double>(kind.swapped)};
    at_ += (kind.dimensions - 2) * sizeof(double);
    return p;
  }

  core::Status positions(const Kind& kind, std::vector<Point>& points) {
    const auto count = number<std::uint32_t>(kind.swapped);
    if (!count || *count > left() / (kind.dimensions * sizeof(double))) return ends_early();
    points.reserve(*count);
    for (std::uint32_t i = 0; i < *count; ++i) {
      points.push_back(position(kind));
      if (!std::isfinite(points.back().x) || !std::isfinite(points.back().y)) {
        return core::malformed("a geometry has a coordinate that is not a finite number");
      }
    }
    return {};
  }

  core::Status read_point(const Kind& kind, Shapes& shapes) {
    if (left() < kind.dimensions * sizeof(double)) return ends_early();
    const Point p = position(kind);
    if (std::isnan(p.x) && std::isnan(p.y)) return {};  // POINT EMPTY
    if (!std::isfinite(p.x) || !std::isfinite(p.y)) {
      return core::malformed("a point has a coordinate that is not a finite number");
    }
    shapes.points.push_back(p);
    return {};
  }

  core::Status read_polygon(const Kind& kind, Shapes& shapes) {
    const auto rings = number<std::uint32_t>(kind.swapped);
    if (!rings || *rings > left() / sizeof(std::uint32_t)) return ends_early();
    Polygon read;
    for (std::uint32_t i = 0; i < *rings; ++i) {
      Ring ring;
      if (auto done = positions(kind, ring); !done) return done;
      if (i == 0) {
        read.exterior = std::move(ring);
      } else {
        read.holes.push_back(std::move(ring));
      }
    }
    if (!read.exterior.empty()) shapes.polygons.push_back(std::move(read));
    return {};
  }

  std::span<const std::byte> bytes_;
  std::size_t at_ = 0;
};

}  // namespace

std::vector<std::byte> to_wkb(const Geometry& geometry) {
  Writer writer;
  std::visit(
      [&](const auto& shape) {
        using Shape = std::decay_t<decltype(shape)>;
        if constexpr (std::is_same_v<Shape, Point>) {
          writer.header(point);
          writer.position(shape);
        } else if constexpr (std::is_same_v<Shape, MultiLineString>) {
          writer.header(multi_line);
          writer.count(shape.size());
          for (const LineString& part : shape) {
            writer.header(line);
            writer.positions(part);
          }
        } else if constexpr (std::is_same_v<Shape, MultiPolygon>) {
          writer.header(multi_polygon);
          writer.count(shape.size());
          for (const Polygon& part : shape) {
            writer.header(polygon);
            writer.count(1 + part.holes.size());
            writer.positions(part.exterior);
            for (const Ring& hole : part.holes) writer.positions(hole);
          }
        }
      },
      geometry);
  return writer.take();
}

core::Result<Geometry> from_wkb(std::span<const std::byte> bytes) {
  if (bytes.empty()) return Geometry{};
  Reader reader(bytes);
  Shapes shapes;
  if (const auto done = reader.geometry(shapes); !done) return done.error();
  if (reader.left() != 0) return core::malformed("a geometry has bytes after its end");
  const int kinds =
      (shapes.points.empty() ? 0 : 1) + (shapes.lines.empty() ? 0 : 1) + (shapes.polygons.empty() ? 0 : 1);
  if (kinds > 1)
    return core::unsupported("a geometry mixes points, lines and polygons; split it into layers of one kind");
  if (shapes.points.size() > 1)
    return core::unsupported("a geometry holds several points; split it into one row a point");
  if (!shapes.points.empty()) return Geometry{shapes.points.front()};
  if (!shapes.lines.empty()) return Geometry{std::move(shapes.lines)};
  if (!shapes.polygons.empty()) return Geometry{std::move(shapes.polygons)};
  return Geometry{};
}

}  // namespace wardscope::geo
