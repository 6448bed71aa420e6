// SPDX-License-Identifier: GPL-3.0-or-later
#include "sample/ground.hpp"

#include <algorithm>
#include <cmath>

#include "sample/exact_math.hpp"

namespace wardscope::sample {
namespace {

constexpr double kCell = 10.0;        // m: borders traced along cells and smoothed look drawn, not pixelled
constexpr double kCoastStep = 12.0;   // m between points of the outline
constexpr double kCoastWave = 260.0;  // m, wavelength of the coarse noise; the fine one has a quarter of it
constexpr double kDistrictWave = 220.0;
constexpr double kDistrictRoughness = 70.0;  // m
constexpr double kParkRoughness = 0.12;      // share of the radius
constexpr int kParkCorners = 72;

// Channels of noise, kept apart from each other and from other files'.
enum Channel : std::uint64_t { coast_x = 101, coast_y, coast_fine_x, coast_fine_y, district_x, district_y, park_edge };

geo::Point wave(geo::Point p, double wavelength, std::uint64_t channel) {
  const geo::Point at = p * (1 / wavelength);
  return {noise(at, channel), noise(at, channel + 1)};
}

struct Outline {
  geo::Ring ring;         ///< closed
  geo::LineString coast;  ///< the part that is coast
};

/// Points on the closed smooth curve through the outline, pushed by noise.
Outline rough_outline(const Recipe& recipe, std::uint64_t seed) {
  const std::size_t count = recipe.outline.size();
  Outline outline;
  for (std::size_t i = 0; i < count; ++i) {
    const OutlinePoint& before = recipe.outline[(i + count - 1) % count];
    const OutlinePoint& from = recipe.outline[i];
    const OutlinePoint& to = recipe.outline[(i + 1) % count];
    const OutlinePoint& after = recipe.outline[(i + 2) % count];
    const geo::LineString piece =
        smooth_curve({before.position, from.position, to.position, after.position}, kCoastStep);
    // The first and the last stretch belong to the neighbours: keep what lies between `from` and `to`.
    const auto begin = std::ranges::find(piece, from.position);
    const auto end = std::ranges::find(piece, to.position);
    const auto length = static_cast<double>(end - begin);
    for (auto at = begin; at != end; ++at) {
      const double t = static_cast<double>(at - begin) / length;
      const double roughness = from.roughness * (1 - t) + to.roughness * t;
      const geo::Point coarse = wave(*at, kCoastWave, seed * 1000 + coast_x);
      const geo::Point fine = wave(*at, kCoastWave / 4, seed * 1000 + coast_fine_x);
      outline.ring.push_back(*at + coarse * roughness + fine * (roughness / 3));
      if (i + 1 < recipe.coast_points) outline.coast.push_back(outline.ring.back());
    }
  }
  outline.ring.push_back(outline.ring.front());
  return outline;
}

/// Calls visit(cell index) for each cell whose centre lies in the ring (even-odd, scan line by scan line).
template <typename Visit>
void fill(const raster::GridSpec& grid, const geo::Ring& ring, Visit visit) {
  std::vector<double> crossings;
  for (std::size_t row = 0; row < grid.rows; ++row) {
    const double y = grid.centre(0, row).y;
    crossings.clear();
    for (std::size_t i = 1; i < ring.size(); ++i) {
      const geo::Point a = ring[i - 1];
      const geo::Point b = ring[i];
      if ((a.y > y) != (b.y > y)) crossings.push_back(a.x + (b.x - a.x) * ((y - a.y) / (b.y - a.y)));
    }
    std::ranges::sort(crossings);
    for (std::size_t pair = 0; pair + 1 < crossings.size(); pair += 2) {
      const double first = std::ceil((crossings[pair] - grid.x0) / grid.cell - 0.5);
      for (double column = std::max(first, 0.0); column < static_cast<double>(grid.columns); ++column) {
        if (grid.x0 + (column + 0.5) * grid.cell >= crossings[pair + 1]) break;
        visit(row * grid.columns + static_cast<std::size_t>(column));
      }
    }
  }
}

void cut_river(const Recipe& recipe, Ground& ground) {
  geo::LineString course;
  for (const RiverPoint& at : recipe.river) course.push_back(at.position);
  const geo::LineString curve = smooth_curve(course, kCell);
  std::size_t stretch = 0;
  for (std::size_t i = 0; i < curve.size(); ++i) {
    if (stretch + 2 < course.size() && curve[i] == course[stretch + 1]) ++stretch;
    const RiverPoint& from = recipe.river[stretch];
    const RiverPoint& to = recipe.river[stretch + 1];
    const double whole = exact_length(to.position - from.position);
    const double t = std::min(1.0, exact_length(curve[i] - from.position) / whole);
    const double radius = (from.width * (1 - t) + to.width * t) / 2;
    const double reach = std::ceil(radius / kCell);
    for (double v = -reach; v <= reach; ++v) {
      for (double u = -reach; u <= reach; ++u) {
        const geo::Point p = curve[i] + geo::Point{u * kCell, v * kCell};
        const std::size_t cell = ground.cell_at(p);
        const geo::Point centre = ground.grid.centre(cell % ground.grid.columns, cell / ground.grid.columns);
        if (exact_length(centre - curve[i]) <= radius) ground.land[cell] = 0;
      }
    }
  }
}

/// Marks the cells within `radius` of the points that nothing else has marked.
void mark_strip(const geo::LineString& points, double radius, std::int16_t mark, Ground& ground) {
  const double reach = std::ceil(radius / kCell);
  for (const geo::Point& p : points) {
    for (double v = -reach; v <= reach; ++v) {
      for (double u = -reach; u <= reach; ++u) {
        const std::size_t cell = ground.cell_at(p + geo::Point{u * kCell, v * kCell});
        const geo::Point centre = ground.grid.centre(cell % ground.grid.columns, cell / ground.grid.columns);
        if (ground.park[cell] == Ground::kNoPark && exact_length(centre - p) <= radius) ground.park[cell] = mark;
      }
    }
  }
}

geo::Ring park_ring(const ParkRecipe& park, std::uint64_t channel) {
  geo::Ring ring;
  for (int corner = 0; corner < kParkCorners; ++corner) {
    const geo::Point around = direction_of_bearing(360.0 - 360.0 * corner / kParkCorners);  // anticlockwise
    const double swell = 1 + kParkRoughness * noise(around * 1.7 + park.centre * 0.013, channel);
    const geo::Point along = direction_of_bearing(park.bearing);
    const geo::Point across = left_of(along);
    ring.push_back(to_centimetre(park.centre + along * (around.y * park.half_length * swell) -
                                 across * (around.x * park.half_width * swell)));
  }
  ring.push_back(ring.front());
  return ring;
}

/// Only land that a ward can reach stays: islets that the noise cut off become sea.
void drop_islets(const Recipe& recipe, Ground& ground) {
  std::vector<std::uint8_t> reached(ground.grid.size(), 0);
  std::vector<std::size_t> cells;
  for (const WardRecipe& ward : recipe.wards) cells.push_back(ground.cell_at(ward.position));
  const auto columns = static_cast<std::ptrdiff_t>(ground.grid.columns);
  while (!cells.empty()) {
    const std::size_t cell = cells.back();
    cells.pop_back();
    if (ground.land[cell] == 0 || reached[cell] != 0) continue;
    reached[cell] = 1;
    for (const std::ptrdiff_t step : {std::ptrdiff_t{-1}, std::ptrdiff_t{1}, -columns, columns}) {
      const std::ptrdiff_t next = static_cast<std::ptrdiff_t>(cell) + step;
      if (next >= 0 && next < std::ssize(reached)) cells.push_back(static_cast<std::size_t>(next));
    }
  }
  ground.land = std::move(reached);
}

void mark_districts(const Recipe& recipe, std::uint64_t seed, Ground& ground) {
  for (std::size_t cell = 0; cell < ground.grid.size(); ++cell) {
    if (ground.land[cell] == 0) continue;
    const geo::Point centre = ground.grid.centre(cell % ground.grid.columns, cell / ground.grid.columns);
    const geo::Point p = centre + wave(centre, kDistrictWave, seed * 1000 + district_x) * kDistrictRoughness;
    double best = 1e30;
    for (std::size_t i = 0; i < recipe.districts.size(); ++i) {
      const double far = exact_length(p - recipe.districts[i].position) - recipe.districts[i].pull;
      if (far >= best) continue;
      best = far;
      ground.district[cell] = static_cast<std::uint16_t>(i);
    }
  }
}

}  // namespace

std::size_t Ground::cell_at(geo::Point p) const {
  const double column = std::floor((p.x - grid.x0) / grid.cell);
  const double row = std::floor((p.y - grid.y0) / grid.cell);
  const double i = std::clamp(column, 0.0, static_cast<double>(grid.columns - 1));
  const double j = std::clamp(row, 0.0, static_cast<double>(grid.rows - 1));
  return static_cast<std::size_t>(j) * grid.columns + static_cast<std::size_t>(i);
}

bool Ground::is_land_around(geo::Point p, double margin) const {
  for (double v = -margin; v <= margin; v += margin) {
    for (double u = -margin; u <= margin; u += margin) {
      if (!is_land(p + geo::Point{u, v})) return false;
    }
  }
  return true;
}

Ground make_ground(const Recipe& recipe, std::uint64_t seed) {
  Ground ground;
  ground.grid = raster::GridSpec{recipe.extent.min_x, recipe.extent.min_y, kCell,
                                 static_cast<std::size_t>(recipe.extent.width() / kCell),
                                 static_cast<std::size_t>(recipe.extent.height() / kCell)};
  ground.land.assign(ground.grid.size(), 0);
  ground.park.assign(ground.grid.size(), Ground::kNoPark);
  ground.district.assign(ground.grid.size(), 0);
  const Outline outline = rough_outline(recipe, seed);
  fill(ground.grid, outline.ring, [&](std::size_t cell) { ground.land[cell] = 1; });
  cut_river(recipe, ground);
  drop_islets(recipe, ground);
  for (std::size_t i = 0; i < recipe.parks.size(); ++i) {
    const geo::Ring ring = park_ring(recipe.parks[i], seed * 1000 + park_edge);
    fill(ground.grid, ring, [&](std::size_t cell) { ground.park[cell] = static_cast<std::int16_t>(i); });
    ground.park_shapes.push_back({geo::Polygon{ring, {}}});
  }
  mark_strip(outline.coast, recipe.beach_width, Ground::kBeach, ground);
  for (const CorridorRecipe& strip : recipe.corridors) {
    mark_strip(smooth_curve(strip.points, kCell), strip.width / 2, Ground::kCorridor, ground);
  }
  mark_districts(recipe, seed, ground);
  return ground;
}

geo::LineString smooth_curve(const geo::LineString& points, double step) {
  geo::LineString curve;
  for (std::size_t i = 0; i + 1 < points.size(); ++i) {
    const geo::Point p1 = points[i];
    const geo::Point p2 = points[i + 1];
    const geo::Point p0 = i > 0 ? points[i - 1] : p1;
    const geo::Point p3 = i + 2 < points.size() ? points[i + 2] : p2;
    const int pieces = std::max(1, static_cast<int>(exact_length(p2 - p1) / step));
    for (int k = 0; k < pieces; ++k) {
      if (k == 0) {
        curve.push_back(p1);
        continue;
      }
      const double t = static_cast<double>(k) / pieces;
      const geo::Point a = p1 * 2.0;
      const geo::Point b = (p2 - p0) * t;
      const geo::Point c = (p0 * 2.0 - p1 * 5.0 + p2 * 4.0 - p3) * (t * t);
      const geo::Point d = (p1 * 3.0 - p0 - p2 * 3.0 + p3) * (t * t * t);
      curve.push_back((a + b + c + d) * 0.5);
    }
  }
  curve.push_back(points.back());
  return curve;
}

geo::LineString resampled(const geo::LineString& line, double step) {
  double whole = 0.0;
  for (std::size_t i = 1; i < line.size(); ++i) whole += exact_length(line[i] - line[i - 1]);
  const int pieces = std::max(1, static_cast<int>(std::floor(whole / step + 0.5)));
  const double even = whole / pieces;
  geo::LineString result{line.front()};
  double done = 0.0;
  std::size_t i = 1;
  for (int k = 1; k < pieces; ++k) {
    const double target = even * k;
    while (i + 1 < line.size() && done + exact_length(line[i] - line[i - 1]) < target) {
      done += exact_length(line[i] - line[i - 1]);
      ++i;
    }
    const double piece = exact_length(line[i] - line[i - 1]);
    const double t = piece > 0 ? (target - done) / piece : 0.0;
    result.push_back(line[i - 1] + (line[i] - line[i - 1]) * t);
  }
  result.push_back(line.back());
  return result;
}

}  // namespace wardscope::sample
