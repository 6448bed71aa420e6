// SPDX-License-Identifier: GPL-3.0-or-later
#include "sample/area_labels.hpp"

#include <algorithm>
#include <array>
#include <cmath>
#include <functional>
#include <limits>
#include <queue>
#include <span>
#include <tuple>

#include "sample/exact_math.hpp"

namespace wardscope::sample {
namespace {

constexpr std::int32_t kStraight = 10;            // cost of a cell's side …
constexpr std::int32_t kDiagonal = 14;            // … and of its diagonal, 10 * sqrt(2)
constexpr double kRough = 9.0;                    // cost added by the noise, at most
constexpr double kRoughWave = 90.0;               // m
constexpr std::int32_t kBarrier = 150;            // cost of a cell of main road or railway: 15 cells of open ground
constexpr double kDwellingsPerSmallArea = 590.0;  // about 1,400 residents, as an English LSOA has
constexpr int kFewest = 3;                        // small areas in a ward
constexpr int kMost = 9;
constexpr std::uint64_t kRoughChannel = 401;

struct Source {
  std::size_t cell = 0;
  std::int32_t label = 0;
};

/// Labels grow from their sources; the cheaper way wins. Cells of other wards and outside cells are walls.
class Growth {
 public:
  Growth(const raster::GridSpec& grid, const std::vector<std::int32_t>& cost,
         const std::vector<std::int32_t>& territory)
      : grid_(grid), cost_(cost), territory_(territory) {}

  [[nodiscard]] std::vector<std::int32_t> grow(const std::vector<Source>& sources) const {
    using Entry = std::tuple<std::int32_t, std::size_t, std::int32_t>;  // cost, cell, label: ties fall by cell
    std::priority_queue<Entry, std::vector<Entry>, std::greater<>> open;
    std::vector<std::int32_t> label(grid_.size(), AreaLabels::kOutside);
    std::vector<std::int32_t> spent(grid_.size(), std::numeric_limits<std::int32_t>::max());
    for (const Source& source : sources) {
      spent[source.cell] = 0;
      open.emplace(0, source.cell, source.label);
    }
    while (!open.empty()) {
      const auto [so_far, cell, name] = open.top();
      open.pop();
      if (label[cell] != AreaLabels::kOutside) continue;
      label[cell] = name;
      const auto column = static_cast<std::ptrdiff_t>(cell % grid_.columns);
      const auto row = static_cast<std::ptrdiff_t>(cell / grid_.columns);
      for (std::ptrdiff_t v = -1; v <= 1; ++v) {
        for (std::ptrdiff_t u = -1; u <= 1; ++u) {
          const std::ptrdiff_t i = column + u;
          const std::ptrdiff_t j = row + v;
          if (i < 0 || j < 0 || i >= std::ssize(cost_) || i >= static_cast<std::ptrdiff_t>(grid_.columns) ||
              j >= static_cast<std::ptrdiff_t>(grid_.rows)) {
            continue;
          }
          const std::size_t to = static_cast<std::size_t>(j) * grid_.columns + static_cast<std::size_t>(i);
          if (territory_[to] != territory_[cell] || label[to] != AreaLabels::kOutside) continue;
          const std::int32_t total = so_far + cost_[to] * (u != 0 && v != 0 ? kDiagonal : kStraight) / kStraight;
          if (total >= spent[to]) continue;
          spent[to] = total;
          open.emplace(total, to, name);
        }
      }
    }
    return label;
  }

 private:
  const raster::GridSpec& grid_;
  const std::vector<std::int32_t>& cost_;
  const std::vector<std::int32_t>& territory_;
};

std::vector<std::int32_t> crossing_costs(const Ground& ground, const StreetNetwork& streets) {
  std::vector<std::int32_t> cost(ground.grid.size());
  for (std::size_t cell = 0; cell < cost.size(); ++cell) {
    const geo::Point p = ground.grid.centre(cell % ground.grid.columns, cell / ground.grid.columns);
    cost[cell] = kStraight + static_cast<std::int32_t>(kRough * (1 + noise(p * (1 / kRoughWave), kRoughChannel)) / 2);
    if (ground.park[cell] == Ground::kCorridor) cost[cell] += kBarrier;
  }
  for (const SketchStreet& street : streets.streets) {
    if (street.rank > StreetRank::b_road) continue;
    for (std::size_t i = 1; i < street.line.size(); ++i) {
      constexpr int kPieces = 4;  // points 2.5 m apart leave no gap between cells of 10 m
      for (int k = 0; k < kPieces; ++k) {
        const double t = static_cast<double>(k) / kPieces;
        const geo::Point p = street.line[i - 1] + (street.line[i] - street.line[i - 1]) * t;
        for (const geo::Point aside : {geo::Point{0, 0}, geo::Point{5, 0}, geo::Point{0, 5}}) {
          std::int32_t& value = cost[ground.cell_at(p + aside)];
          if (value < kBarrier) value += kBarrier;
        }
      }
    }
  }
  return cost;
}

/// Middles of `count` parts of about equally many dwellings: halved again and again across the longer side.
void add_part_middles(std::span<const SketchBuilding*> buildings, std::size_t count, std::vector<geo::Point>& middles) {
  geo::Extent extent;
  geo::Point sum;
  double dwellings = 0.0;
  for (const SketchBuilding* building : buildings) {
    extent.add(building->door);
    sum = sum + building->door * building->dwellings;
    dwellings += building->dwellings;
  }
  if (count <= 1 || buildings.size() < 2) {
    if (dwellings > 0) middles.push_back(sum * (1 / dwellings));
    return;
  }
  const bool wide = extent.width() > extent.height();
  std::ranges::stable_sort(buildings, {}, [&](const SketchBuilding* b) { return wide ? b->door.x : b->door.y; });
  const std::size_t first_parts = count / 2;
  const double wanted = dwellings * static_cast<double>(first_parts) / static_cast<double>(count);
  double so_far = 0.0;
  std::size_t split = 0;
  while (split + 1 < buildings.size() && so_far < wanted) so_far += buildings[split++]->dwellings;
  add_part_middles(buildings.first(split), first_parts, middles);
  add_part_middles(buildings.subspan(split), count - first_parts, middles);
}

/// Moves cells between labels until none touches itself at a corner only and each is one piece a part of the land.
class Tidying {
 public:
  explicit Tidying(AreaLabels& labels) : labels_(labels) {}

  void run() {
    constexpr int kRounds = 60;  // a handful is enough; the limit only guards against a cycle
    for (int round = 0; round < kRounds; ++round) {
      const bool moved_small = open_pinches([this](std::size_t cell) { return labels_.small_area[cell]; });
      const bool moved_ward = open_pinches([this](std::size_t cell) { return labels_.ward(cell); });
      if (!moved_small && !moved_ward && !absorb_fragments()) return;
    }
  }

 private:
  template <typename Level>
  bool open_pinches(Level level) {
    bool moved = false;
    const std::size_t columns = labels_.grid.columns;
    for (std::size_t row = 0; row + 1 < labels_.grid.rows; ++row) {
      for (std::size_t column = 0; column + 1 < columns; ++column) {
        const std::size_t a = row * columns + column;
        const std::size_t d = a + columns + 1;
        moved = open_pinch(level, {a, d}, {a + 1, a + columns}) || moved;
        moved = open_pinch(level, {a + 1, a + columns}, {a, d}) || moved;
      }
    }
    return moved;
  }

  template <typename Level>
  bool open_pinch(Level level, std::array<std::size_t, 2> pair, std::array<std::size_t, 2> others) {
    const std::int32_t name = level(pair[0]);
    if (name != level(pair[1]) || name == level(others[0]) || name == level(others[1])) return false;
    auto& cells = labels_.small_area;
    if (name == AreaLabels::kOutside) {
      cells[pair[0]] = cells[others[0]];  // land grows by a cell
    } else {
      cells[others[0]] = cells[pair[0]];
    }
    return true;
  }

  /// Gives all but the largest piece of each small area to a neighbour. @returns whether there was one.
  bool absorb_fragments() {
    std::vector<std::int32_t> piece(labels_.grid.size(), -1);
    std::vector<std::vector<std::size_t>> pieces;
    for (std::size_t cell = 0; cell < piece.size(); ++cell) {
      if (labels_.small_area[cell] == AreaLabels::kOutside || piece[cell] >= 0) continue;
      pieces.push_back(flood(cell, static_cast<std::int32_t>(pieces.size()), piece));
    }
    std::vector<std::size_t> largest(labels_.ward_of_small.size(), pieces.size());
    for (std::size_t p = 0; p < pieces.size(); ++p) {
      auto& best = largest[static_cast<std::size_t>(labels_.small_area[pieces[p].front()])];
      if (best == pieces.size() || pieces[p].size() > pieces[best].size()) best = p;
    }
    bool moved = false;
    for (std::size_t p = 0; p < pieces.size(); ++p) {
      const std::int32_t name = labels_.small_area[pieces[p].front()];
      if (largest[static_cast<std::size_t>(name)] == p) continue;
      std::int32_t heir = AreaLabels::kOutside;
      for (const std::size_t cell : pieces[p]) {
        for (const std::size_t next : neighbours(cell)) {
          if (labels_.small_area[next] != name && labels_.small_area[next] != AreaLabels::kOutside) {
            heir = labels_.small_area[next];
          }
        }
      }
      for (const std::size_t cell : pieces[p]) labels_.small_area[cell] = heir;
      moved = true;
    }
    return moved;
  }

  [[nodiscard]] std::vector<std::size_t> neighbours(std::size_t cell) const {
    const std::size_t columns = labels_.grid.columns;
    std::vector<std::size_t> result;
    if (cell % columns > 0) result.push_back(cell - 1);
    if (cell % columns + 1 < columns) result.push_back(cell + 1);
    if (cell >= columns) result.push_back(cell - columns);
    if (cell + columns < labels_.grid.size()) result.push_back(cell + columns);
    return result;
  }

  std::vector<std::size_t> flood(std::size_t start, std::int32_t name, std::vector<std::int32_t>& piece) const {
    std::vector<std::size_t> cells{start};
    piece[start] = name;
    for (std::size_t done = 0; done < cells.size(); ++done) {
      for (const std::size_t next : neighbours(cells[done])) {
        if (piece[next] >= 0 || labels_.small_area[next] != labels_.small_area[start]) continue;
        piece[next] = name;
        cells.push_back(next);
      }
    }
    return cells;
  }

  AreaLabels& labels_;
};

}  // namespace

AreaLabels label_areas(const Recipe& recipe, const Ground& ground, const StreetNetwork& streets,
                       const std::vector<SketchBuilding>& buildings) {
  const std::vector<std::int32_t> cost = crossing_costs(ground, streets);
  std::vector<std::int32_t> land(ground.grid.size());
  for (std::size_t cell = 0; cell < land.size(); ++cell) land[cell] = ground.land[cell] != 0 ? 0 : AreaLabels::kOutside;
  std::vector<Source> sources;
  for (std::size_t w = 0; w < recipe.wards.size(); ++w) {
    sources.push_back({ground.cell_at(recipe.wards[w].position), static_cast<std::int32_t>(w)});
  }
  const std::vector<std::int32_t> wards = Growth(ground.grid, cost, land).grow(sources);

  std::vector<std::vector<const SketchBuilding*>> homes(recipe.wards.size());
  std::vector<double> dwellings(recipe.wards.size(), 0.0);
  for (const SketchBuilding& building : buildings) {
    const std::int32_t ward = wards[ground.cell_at(building.door)];
    if (ward == AreaLabels::kOutside || building.dwellings <= 0) continue;
    homes[static_cast<std::size_t>(ward)].push_back(&building);
    dwellings[static_cast<std::size_t>(ward)] += building.dwellings;
  }
  AreaLabels labels{ground.grid, {}, {}};
  sources.clear();
  for (std::size_t w = 0; w < recipe.wards.size(); ++w) {
    const int wanted = std::clamp(static_cast<int>(std::lround(dwellings[w] / kDwellingsPerSmallArea)), kFewest, kMost);
    const std::size_t count = std::min(static_cast<std::size_t>(wanted), homes[w].size());
    std::vector<geo::Point> middles;
    add_part_middles(homes[w], count, middles);
    for (const geo::Point middle : middles) {
      std::size_t cell = ground.cell_at(middle);
      if (wards[cell] != static_cast<std::int32_t>(w)) {  // a middle in the river or next door: its nearest home
        const auto nearest = std::ranges::min_element(homes[w], {}, [&](const SketchBuilding* home) {
          const geo::Point apart = home->door - middle;
          return geo::dot(apart, apart);
        });
        cell = ground.cell_at((*nearest)->door);
      }
      sources.push_back({cell, static_cast<std::int32_t>(labels.ward_of_small.size())});
      labels.ward_of_small.push_back(static_cast<std::int32_t>(w));
    }
  }
  labels.small_area = Growth(ground.grid, cost, wards).grow(sources);
  Tidying(labels).run();
  return labels;
}

}  // namespace wardscope::sample
