// SPDX-License-Identifier: GPL-3.0-or-later
#include "analysis/st_dbscan.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cassert>
#include <cmath>
#include <cstdlib>
#include <numeric>
#include <tuple>
#include <vector>

#include "analysis/place_grid.hpp"
#include "core/disjoint_sets.hpp"
#include "jobs/parallel.hpp"

namespace wardscope::analysis {
namespace {

constexpr core::NumberRange kStReaches{1.0, 10000.0};
constexpr core::NumberRange kStDays{0.0, 3660.0};
constexpr std::size_t kSquaresATime = 64;

core::Status check(const PlacedDays& incidents, const StDbscanOptions& options) {
  const double reach = options.reach.value();
  if (!(reach >= kStReaches.least && reach <= kStReaches.most)) {
    return core::invalid_argument(fmt::format("a reach of {:g} m: it must be {:g} to {:g} m; 50 to 200 suits a town",
                                              reach, kStReaches.least, kStReaches.most));
  }
  if (options.days < 0 || options.days > static_cast<std::int64_t>(kStDays.most)) {
    return core::invalid_argument(
        fmt::format("{} days: it must be 0 to {:.0f}; 7 to 28 is usual", options.days, kStDays.most));
  }
  if (options.least < 0) return core::invalid_argument("the least number of incidents is negative: use 0 for the rule");
  if (incidents.size() == 0) return core::invalid_argument("there is no incident to look for clusters in");
  return {};
}

/// Places and days, square by square and within a square day by day.
class DayGrid {
 public:
  DayGrid(const PlacedDays& incidents, const StDbscanOptions& options)
      : incidents_(incidents),
        grid_(incidents.x, incidents.y, options.reach.value()),
        reach_squared_(options.reach.value() * options.reach.value()),
        days_(static_cast<std::int32_t>(options.days)) {
    for (std::size_t square = 0; square < grid_.squares(); ++square) {
      first_.push_back(order_.size());
      const auto own = grid_.places(square);
      order_.insert(order_.end(), own.begin(), own.end());
      std::stable_sort(order_.end() - static_cast<std::ptrdiff_t>(own.size()), order_.end(),
                       [&](std::uint32_t a, std::uint32_t b) { return incidents.day[a] < incidents.day[b]; });
    }
    first_.push_back(order_.size());
  }

  [[nodiscard]] std::size_t squares() const { return grid_.squares(); }
  [[nodiscard]] std::span<const std::uint32_t> of(std::size_t square) const {
    return std::span(order_).subspan(first_[square], first_[square + 1] - first_[square]);
  }

  [[nodiscard]] double apart_squared(std::size_t a, std::size_t b) const {
    const double dx = incidents_.x[a] - incidents_.x[b];
    const double dy = incidents_.y[a] - incidents_.y[b];
    return dx * dx + dy * dy;
  }
  [[nodiscard]] std::int64_t count(std::size_t i) const {
    return incidents_.incidents.empty() ? 1 : incidents_.incidents[i];
  }

  /// Calls visit(other) for each in reach of i, itself too, until it answers false.
  template <typename Visit>
  void for_each_in_reach(std::size_t i, Visit visit) const {
    const std::int64_t day = incidents_.day[i];
    for (const std::uint32_t square : grid_.around(grid_.square_of(i))) {
      const auto own = of(square);
      auto other = std::partition_point(own.begin(), own.end(),
                                        [&](std::uint32_t j) { return incidents_.day[j] < day - days_; });
      for (; other != own.end() && incidents_.day[*other] <= day + days_; ++other) {
        if (apart_squared(i, *other) <= reach_squared_ && !visit(*other)) return;
      }
    }
  }

 private:
  const PlacedDays& incidents_;
  PlaceGrid grid_;
  double reach_squared_;
  std::int64_t days_;
  std::vector<std::uint32_t> order_;
  std::vector<std::size_t> first_;
};

constexpr std::uint32_t kNoCore = UINT32_MAX;

/// The core that a border belongs to.
std::uint32_t nearest_core(std::size_t i, const PlacedDays& incidents, const DayGrid& grid,
                           const std::vector<std::uint8_t>& core) {
  std::uint32_t best = kNoCore;
  const auto key = [&](std::uint32_t j) {
    return std::tuple(grid.apart_squared(i, j), std::abs(incidents.day[j] - incidents.day[i]), incidents.x[j],
                      incidents.y[j], incidents.day[j]);
  };
  grid.for_each_in_reach(i, [&](std::uint32_t other) {
    if (core[other] != 0 && (best == kNoCore || key(other) < key(best))) best = other;
    return true;
  });
  return best;
}

/// Joins cores in reach of each other. Squares are of the grid.
core::Status join_cores(const DayGrid& grid, const std::vector<std::uint8_t>& core, core::DisjointSets& sets,
                        const jobs::Progress& progress) {
  for (std::size_t square = 0; square < grid.squares(); ++square) {
    if (square % kSquaresATime == 0 &&
        !progress.tick(static_cast<double>(square) / static_cast<double>(grid.squares()))) {
      return core::cancelled();
    }
    for (const std::uint32_t i : grid.of(square)) {
      if (core[i] == 0) continue;
      grid.for_each_in_reach(i, [&](std::uint32_t other) {
        if (other > i && core[other] != 0) sets.join(i, other);
        return true;
      });
    }
  }
  return {};
}

}  // namespace

std::int64_t default_st_least(std::int64_t incidents) {
  constexpr double kFewest = 5.0;
  return static_cast<std::int64_t>(std::max(kFewest, std::ceil(std::log(static_cast<double>(incidents)))));
}

core::Result<Clusters> st_dbscan(const PlacedDays& incidents, const StDbscanOptions& options,
                                 const jobs::Progress& progress) {
  assert(incidents.x.size() == incidents.y.size() && incidents.x.size() == incidents.day.size());
  assert(incidents.incidents.empty() || incidents.incidents.size() == incidents.size());
  if (auto status = check(incidents, options); !status) return status.error();
  Clusters found;
  const auto all = std::accumulate(incidents.incidents.begin(), incidents.incidents.end(), std::int64_t{0});
  found.least = options.least > 0
                    ? options.least
                    : default_st_least(incidents.incidents.empty() ? static_cast<std::int64_t>(incidents.size()) : all);
  const DayGrid grid(incidents, options);
  std::vector<std::uint8_t> core(incidents.size(), 0);
  auto status = jobs::parallel_for(
      grid.squares(), kSquaresATime, progress.part(0.1, 0.5), [&](std::size_t begin, std::size_t end) {
        for (std::size_t square = begin; square < end; ++square) {
          for (const std::uint32_t i : grid.of(square)) {
            std::int64_t count = 0;
            grid.for_each_in_reach(i, [&](std::uint32_t other) { return (count += grid.count(other)) < found.least; });
            core[i] = count >= found.least ? 1 : 0;
          }
        }
      });
  if (!status) return status.error();
  core::DisjointSets sets(incidents.size());
  if (status = join_cores(grid, core, sets, progress.part(0.5, 0.9)); !status) return status.error();
  std::vector<std::uint32_t> home(incidents.size(), kNoCore);
  status = jobs::parallel_for(grid.squares(), kSquaresATime, progress.part(0.9, 1.0),
                              [&](std::size_t begin, std::size_t end) {
                                for (std::size_t square = begin; square < end; ++square) {
                                  for (const std::uint32_t i : grid.of(square)) {
                                    home[i] = core[i] != 0 ? i : nearest_core(i, incidents, grid, core);
                                  }
                                }
                              });
  if (!status) return status.error();
  found.cluster.assign(incidents.size(), Clusters::kNoise);
  found.core.assign(core.begin(), core.end());
  std::vector<std::int32_t> number(incidents.size(), Clusters::kNoise);
  for (std::size_t i = 0; i < incidents.size(); ++i) {
    if (home[i] == kNoCore) continue;
    std::int32_t& own = number[sets.find(home[i])];
    if (own == Clusters::kNoise) own = found.count++;
    found.cluster[i] = own;
  }
  return found;
}

}  // namespace wardscope::analysis
