// SPDX-License-Identifier: GPL-3.0-or-later
#include "analysis/nearest_neighbour_hierarchy.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cassert>
#include <cmath>
#include <numeric>
#include <queue>
#include <tuple>
#include <utility>

#include "analysis/place_grid.hpp"
#include "jobs/parallel.hpp"
#include "stats/normal_quantile.hpp"

namespace wardscope::analysis {
namespace {

constexpr core::NumberRange kNnhDistances{1.0, 10000.0};
constexpr std::int64_t kLeastOfAPair = 2;

core::Status check(const PlacedCounts& places, const NnhOptions& options) {
  if (places.size() == 0) return core::invalid_argument("there is no incident to look for clusters in");
  if (options.least < kLeastOfAPair) {
    return core::invalid_argument(
        fmt::format("a least of {} incidents: a cluster needs {} or more; 10 is usual", options.least, kLeastOfAPair));
  }
  if (options.threshold == NnhThreshold::fixed) {
    const double distance = options.distance.value();
    if (distance >= kNnhDistances.least && distance <= kNnhDistances.most) return {};
    return core::invalid_argument(
        fmt::format("a threshold of {:g} m: it must be {:g} to {:g} m; 50 to 200 suits a town", distance,
                    kNnhDistances.least, kNnhDistances.most));
  }
  if (!(options.chance > 0.0 && options.chance < 1.0)) {
    return core::invalid_argument(
        fmt::format("a chance of {:g}: it must lie between 0 and 1; 0.5 is usual", options.chance));
  }
  if (!(options.land.value() > 0.0 && std::isfinite(options.land.value()))) {
    return core::invalid_argument(
        "the threshold follows from the area of the land, which is not known: import wards, or set a fixed threshold");
  }
  return {};
}

/// Grows the clusters of one order.
class Growth {
 public:
  Growth(const PlacedCounts& places, double threshold)
      : places_(places),
        grid_(places.x, places.y, std::max(threshold, kLeastSide)),
        threshold_squared_(threshold * threshold),
        around_(places.size(), 0) {}

  core::Result<Clusters> grow(std::int64_t least, const jobs::Progress& progress) {
    if (auto status = count_around(progress.part(0.0, 0.5)); !status) return status.error();
    std::vector<std::int32_t> cluster(places_.size(), Clusters::kNoise);
    Clusters found;
    found.least = least;
    found.core.assign(places_.size(), false);
    std::priority_queue<Seed, std::vector<Seed>, Later> seeds{Later{places_}};
    for (std::size_t place = 0; place < places_.size(); ++place) {
      if (around_[place] >= least) seeds.push({around_[place], static_cast<std::uint32_t>(place)});
    }
    const std::size_t all = seeds.size();
    const jobs::Progress growing = progress.part(0.5, 1.0);
    std::size_t looked_at = 0;  // each time some seed is settled or goes back; the bar asks for those that are settled
    while (!seeds.empty()) {
      constexpr std::size_t kSeedsATick = 64;
      if (looked_at++ % kSeedsATick == 0 &&
          !growing.tick(static_cast<double>(all - seeds.size()) / static_cast<double>(all))) {
        return core::cancelled();
      }
      const Seed seed = seeds.top();
      seeds.pop();
      if (cluster[seed.place] >= 0 || around_[seed.place] < least) continue;
      if (around_[seed.place] != seed.incidents) {  // some around it went to another cluster
        seeds.push({around_[seed.place], seed.place});
        continue;
      }
      found.core[seed.place] = true;
      take(seed.place, found.count++, cluster);
    }
    number_by_first_place(cluster, found.count);
    found.cluster = std::move(cluster);
    return found;
  }

 private:
  static constexpr double kLeastSide = 1.0;  // m, of a square, where the threshold is nothing

  struct Seed {
    std::int64_t incidents;
    std::uint32_t place;
  };
  /// The queue hands out the one with most incidents, the western, the southern.
  struct Later {
    const PlacedCounts& places;
    bool operator()(const Seed& a, const Seed& b) const {
      return std::tuple(-a.incidents, places.x[a.place], places.y[a.place], a.place) >
             std::tuple(-b.incidents, places.x[b.place], places.y[b.place], b.place);
    }
  };

  [[nodiscard]] std::int64_t count(std::size_t place) const {
    return places_.incidents.empty() ? 1 : places_.incidents[place];
  }

  template <typename Visit>
  void for_each_near(std::size_t place, Visit visit) const {
    for (const std::uint32_t square : grid_.around(grid_.square_of(place))) {
      for (const std::uint32_t other : grid_.places(square)) {
        const double dx = places_.x[place] - places_.x[other];
        const double dy = places_.y[place] - places_.y[other];
        if (dx * dx + dy * dy <= threshold_squared_) visit(other);
      }
    }
  }

  core::Status count_around(const jobs::Progress& progress) {
    constexpr std::size_t kSquaresATime = 64;
    return jobs::parallel_for(grid_.squares(), kSquaresATime, progress, [&](std::size_t begin, std::size_t end) {
      for (std::size_t square = begin; square < end; ++square) {
        for (const std::uint32_t place : grid_.places(square)) {
          for_each_near(place, [&](std::uint32_t other) { around_[place] += count(other); });
        }
      }
    });
  }

  /// Those near the seed that are free become its cluster, and nobody counts them any more.
  void take(std::uint32_t seed, std::int32_t number, std::vector<std::int32_t>& cluster) {
    std::vector<std::uint32_t> taken;
    for_each_near(seed, [&](std::uint32_t other) {
      if (cluster[other] < 0) taken.push_back(other);
    });
    for (const std::uint32_t place : taken) {
      cluster[place] = number;
      for_each_near(place, [&](std::uint32_t other) { around_[other] -= count(place); });
    }
  }

  static void number_by_first_place(std::vector<std::int32_t>& cluster, std::int32_t count) {
    std::vector<std::int32_t> number(static_cast<std::size_t>(count), Clusters::kNoise);
    std::int32_t next = 0;
    for (std::int32_t& own : cluster) {
      if (own < 0) continue;
      std::int32_t& name = number[static_cast<std::size_t>(own)];
      if (name < 0) name = next++;
      own = name;
    }
  }

  const PlacedCounts& places_;
  PlaceGrid grid_;
  double threshold_squared_;
  std::vector<std::int64_t> around_;  ///< incidents of no cluster yet within the threshold of a place
};

struct Centres {
  std::vector<double> x;
  std::vector<double> y;
};

/// The mean centre of each cluster, weighted by incidents.
Centres mean_centres(const PlacedCounts& places, const std::vector<std::int32_t>& cluster, std::int32_t count) {
  const auto clusters = static_cast<std::size_t>(count);
  Centres centres{std::vector<double>(clusters, 0.0), std::vector<double>(clusters, 0.0)};
  std::vector<double> weight(clusters, 0.0);
  for (std::size_t place = 0; place < places.size(); ++place) {
    if (cluster[place] < 0) continue;
    const auto own = static_cast<std::size_t>(cluster[place]);
    const double incidents = places.incidents.empty() ? 1.0 : places.incidents[place];
    weight[own] += incidents;
    centres.x[own] += incidents * places.x[place];
    centres.y[own] += incidents * places.y[place];
  }
  for (std::size_t i = 0; i < clusters; ++i) {
    centres.x[i] /= weight[i];
    centres.y[i] /= weight[i];
  }
  return centres;
}

core::Metres threshold_of(std::int64_t points, const NnhOptions& options) {
  return options.threshold == NnhThreshold::fixed ? options.distance
                                                  : random_threshold(points, options.land, options.chance);
}

}  // namespace

core::Metres random_threshold(std::int64_t n, core::SquareKilometres land, double chance) {
  assert(n >= 1 && land.value() > 0.0);
  constexpr double kSpread = 0.26136;  // sqrt((4 - pi) / (4 pi)), as the manual has it
  const double area = land.value() * core::kSquareMetresPerSquareKilometre;
  const auto points = static_cast<double>(n);
  const double mean = 0.5 * std::sqrt(area / points);
  const double error = kSpread / std::sqrt(points * points / area);
  return core::Metres(std::max(0.0, mean - stats::normal_quantile(1.0 - chance) * error));
}

core::Result<NnhHierarchy> nearest_neighbour_hierarchy(const PlacedCounts& places, const NnhOptions& options,
                                                       const jobs::Progress& progress) {
  assert(places.x.size() == places.y.size());
  assert(places.incidents.empty() || places.incidents.size() == places.size());
  if (auto status = check(places, options); !status) return status.error();
  const auto incidents = places.incidents.empty()
                             ? static_cast<std::int64_t>(places.size())
                             : std::accumulate(places.incidents.begin(), places.incidents.end(), std::int64_t{0});
  NnhHierarchy hierarchy;
  hierarchy.threshold = threshold_of(incidents, options);
  auto first = Growth(places, hierarchy.threshold.value()).grow(options.least, progress.part(0.0, 0.9));
  if (!first) return first.error();
  hierarchy.first = *std::move(first);
  Centres centres = mean_centres(places, hierarchy.first.cluster, hierarchy.first.count);
  while (centres.x.size() >= static_cast<std::size_t>(kLeastOfAPair)) {
    const PlacedCounts points{centres.x, centres.y, {}};
    NnhOrder order;
    order.threshold = threshold_of(static_cast<std::int64_t>(centres.x.size()), options);
    auto wider = Growth(points, order.threshold.value()).grow(kLeastOfAPair, progress.part(0.9, 0.9));
    if (!wider) return wider.error();
    if (wider->count == 0) break;
    order.cluster = std::move(wider->cluster);
    order.count = wider->count;
    Centres next = mean_centres(points, order.cluster, order.count);
    hierarchy.wider.push_back(std::move(order));
    centres = std::move(next);
  }
  return hierarchy;
}

}  // namespace wardscope::analysis
