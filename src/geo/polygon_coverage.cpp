// SPDX-License-Identifier: GPL-3.0-or-later
#include "geo/polygon_coverage.hpp"

#include <algorithm>
#include <cassert>
#include <cmath>
#include <utility>

#include "geo/orientation.hpp"
#include "geo/ring_edges.hpp"
#include "jobs/parallel.hpp"

namespace wardscope::geo {
namespace {

constexpr double kCellsPerEdge = 8.0;  // measured on wards: more cells miss the cache, fewer leave long edge lists
constexpr double kLeastCells = 16.0;
constexpr double kMostCells = 4194304.0;  // 16 MiB of owners
constexpr double kMarginInCells = 1e-6;   // an edge this close to a cell counts as in it, so rounding never loses one
constexpr std::size_t kPointsPerRange = 65536;

/// Whether p's ray towards the north crosses ab, for p standing as in crosses_eastward_ray() a little to the east and
/// even less to the north.
bool crosses_northward_ray(Point a, Point b, Point p) {
  if ((a.x > p.x) == (b.x > p.x)) return false;
  if (a.x > b.x) std::swap(a, b);
  const int side = orientation(a, b, p);
  return side < 0 || (side == 0 && b.y > a.y);
}

/// Square cells whose side is a power of two and whose corners are multiples of it: every corner is then exact, however
/// it is computed. One cell more than needed on each side.
Lattice cells_over(const Extent& extent, std::size_t edges) {
  const double wanted = std::clamp(kCellsPerEdge * static_cast<double>(edges), kLeastCells, kMostCells);
  const double longer = std::max({extent.width(), extent.height(), 1.0});
  const double ideal = std::max(std::sqrt(extent.width() * extent.height() / wanted), longer / wanted);
  Lattice cells;
  cells.step = std::exp2(std::ceil(std::log2(ideal) - 0.5));
  cells.x0 = (std::floor(extent.min_x / cells.step) - 1.0) * cells.step;
  cells.y0 = (std::floor(extent.min_y / cells.step) - 1.0) * cells.step;
  cells.columns = static_cast<std::size_t>((extent.max_x - cells.x0) / cells.step) + 2;
  cells.rows = static_cast<std::size_t>((extent.max_y - cells.y0) / cells.step) + 2;
  return cells;
}

}  // namespace

/// Scratch space of the constructor.
struct PolygonCoverage::Builder {
  struct Local {
    std::uint32_t cell;
    Edge edge;
  };
  struct Seed {
    std::uint32_t cell;
    std::int32_t area;
    std::uint32_t edges;
    bool corner_inside;
  };

  explicit Builder(PolygonCoverage& built)
      : coverage(built), cells(built.corners_), edges_here(cells.columns * cells.rows, 0) {}

  void add_area(std::int32_t index, const MultiPolygon& area) {
    const std::size_t first_local = locals.size();
    for_each_edge(area, [&](Point a, Point b) { add_edge(a, b); });
    const Extent extent = extent_of(area);
    if (extent.empty()) return;
    const std::size_t c0 = column(extent.min_x) - 1;
    const std::size_t r0 = row(extent.min_y) - 1;
    Lattice corners = cells;
    corners.x0 = cells.at(c0 + 1, 0).x;  // south-east corners
    corners.y0 = cells.at(0, r0).y;
    corners.columns = column(extent.max_x) - c0 + 1;
    corners.rows = row(extent.max_y) - r0 + 1;
    const std::vector<std::uint8_t> inside = lattice_parity(area, corners);
    for (std::size_t i = 0; i < inside.size(); ++i) {
      const std::size_t cell = (r0 + i / corners.columns) * cells.columns + c0 + i % corners.columns;
      if (edges_here[cell] != 0) {
        seeds.push_back({static_cast<std::uint32_t>(cell), index, edges_here[cell], inside[i] != 0});
      } else if (inside[i] != 0 && coverage.cells_[cell] == kNowhere) {
        coverage.cells_[cell] = index;
      }
    }
    for (std::size_t i = first_local; i < locals.size(); ++i) edges_here[locals[i].cell] = 0;
  }

  /// Lays runs and edges out cell by cell. Seeds and locals of a cell are in rising order of area already; a stable
  /// counting sort keeps that.
  void finish() {
    coverage.edges_.resize(locals.size());
    std::stable_sort(seeds.begin(), seeds.end(), [](const Seed& a, const Seed& b) { return a.cell < b.cell; });
    std::uint32_t edge_end = 0;
    std::vector<std::uint32_t> next(cells.columns * cells.rows, 0);
    for (std::size_t i = 0; i < seeds.size(); ++i) {
      const Seed& seed = seeds[i];
      if (i == 0 || seeds[i - 1].cell != seed.cell) {
        std::int32_t& slot = coverage.cells_[seed.cell];
        MixedCell cell;
        cell.corner = cells.at(seed.cell % cells.columns + 1, seed.cell / cells.columns);
        cell.first_edge = edge_end;
        cell.first_run = static_cast<std::uint32_t>(i);
        cell.owner = slot;
        slot = -2 - static_cast<std::int32_t>(coverage.mixed_.size());
        coverage.mixed_.push_back(cell);
        next[seed.cell] = edge_end;
      }
      edge_end += seed.edges;
      coverage.mixed_.back().last_run = static_cast<std::uint32_t>(i + 1);
      coverage.runs_.push_back({seed.area, edge_end, seed.corner_inside});
    }
    for (const Local& local : locals) coverage.edges_[next[local.cell]++] = local.edge;
  }

 private:
  [[nodiscard]] std::size_t column(double x) const { return static_cast<std::size_t>((x - cells.x0) / cells.step); }
  [[nodiscard]] std::size_t row(double y) const { return static_cast<std::size_t>((y - cells.y0) / cells.step); }

  /// Notes the edge in every cell that it passes, or nearly passes.
  void add_edge(Point a, Point b) {
    if (a.y > b.y) std::swap(a, b);
    const double margin = cells.step * kMarginInCells;
    const std::size_t last_row = row(b.y + margin);
    for (std::size_t r = row(a.y - margin); r <= last_row; ++r) {
      const double bottom = cells.at(0, r).y - margin;
      const double top = cells.at(0, r + 1).y + margin;
      const double x1 = bottom <= a.y ? a.x : a.x + (bottom - a.y) / (b.y - a.y) * (b.x - a.x);
      const double x2 = top >= b.y ? b.x : a.x + (top - a.y) / (b.y - a.y) * (b.x - a.x);
      const std::size_t last_column = column(std::max(x1, x2) + margin);
      for (std::size_t c = column(std::min(x1, x2) - margin); c <= last_column; ++c) {
        const std::size_t cell = r * cells.columns + c;
        ++edges_here[cell];
        locals.push_back({static_cast<std::uint32_t>(cell), {a, b}});
      }
    }
  }

  PolygonCoverage& coverage;
  Lattice cells;
  std::vector<std::uint32_t> edges_here;  ///< of the area that is being added
  std::vector<Local> locals;
  std::vector<Seed> seeds;
};

PolygonCoverage::PolygonCoverage(std::span<const MultiPolygon> areas) : area_count_(areas.size()) {
  std::size_t edges = 0;
  for (const MultiPolygon& area : areas) {
    for_each_edge(area, [&](Point a, Point b) {
      assert(std::isfinite(a.x) && std::isfinite(a.y));
      extent_.add(a);
      extent_.add(b);
      ++edges;
    });
  }
  if (extent_.empty()) return;
  corners_ = cells_over(extent_, edges);
  cells_per_metre_ = 1.0 / corners_.step;
  cells_.assign(corners_.columns * corners_.rows, kNowhere);
  Builder builder(*this);
  for (std::size_t i = 0; i < areas.size(); ++i) builder.add_area(static_cast<std::int32_t>(i), areas[i]);
  builder.finish();
}

std::int32_t PolygonCoverage::index_at(Point p) const {
  if (!extent_.contains(p)) return kNowhere;
  const auto column = static_cast<std::size_t>((p.x - corners_.x0) * cells_per_metre_);
  const auto row = static_cast<std::size_t>((p.y - corners_.y0) * cells_per_metre_);
  const std::int32_t cell = cells_[row * corners_.columns + column];
  return cell >= kNowhere ? cell : index_in(mixed_[static_cast<std::size_t>(-2 - cell)], p);
}

std::int32_t PolygonCoverage::index_in(const MixedCell& cell, Point p) const {
  // From p east to q, below or above the corner, then along the cell's east side to the corner, whose areas are known.
  const Point q{cell.corner.x, p.y};
  std::uint32_t edge = cell.first_edge;
  for (std::uint32_t r = cell.first_run; r < cell.last_run; ++r) {
    const Run& run = runs_[r];
    if (cell.owner != kNowhere && cell.owner < run.area) break;
    bool inside = run.corner_inside;
    for (; edge < run.end; ++edge) {
      const auto [a, b] = edges_[edge];
      if ((a.y > p.y) != (b.y > p.y)) inside ^= crosses_eastward_ray(a, b, p) != crosses_eastward_ray(a, b, q);
      if ((a.x > q.x) != (b.x > q.x)) {
        inside ^= crosses_northward_ray(a, b, q) != crosses_northward_ray(a, b, cell.corner);
      }
    }
    if (inside) return run.area;
  }
  return cell.owner;
}

std::optional<std::size_t> PolygonCoverage::locate(Point p) const {
  const std::int32_t index = index_at(p);
  if (index == kNowhere) return std::nullopt;
  return static_cast<std::size_t>(index);
}

core::Result<std::vector<std::int32_t>> PolygonCoverage::locate_all(std::span<const double> x,
                                                                    std::span<const double> y,
                                                                    const jobs::Progress& progress) const {
  assert(x.size() == y.size());
  std::vector<std::int32_t> indices(x.size());
  const auto done = jobs::parallel_for(x.size(), kPointsPerRange, progress, [&](std::size_t begin, std::size_t end) {
    for (std::size_t i = begin; i < end; ++i) indices[i] = index_at({x[i], y[i]});
  });
  if (!done) return done.error();
  return indices;
}

}  // namespace wardscope::geo
