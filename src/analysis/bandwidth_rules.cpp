// SPDX-License-Identifier: GPL-3.0-or-later
#include "analysis/bandwidth_rules.hpp"

#include <algorithm>
#include <cmath>
#include <functional>
#include <limits>
#include <numbers>
#include <numeric>

#include "analysis/gaussian_sums.hpp"
#include "analysis/ripley.hpp"
#include "geo/point_index.hpp"
#include "jobs/parallel.hpp"

namespace wardscope::analysis {
namespace {

core::Error too_few_places() {
  return core::invalid_argument(
      "the selected incidents lie at fewer than two distinct places, from which no bandwidth can be chosen; set one "
      "(150 to 250 m suits street crime in a town), or widen the period or the types");
}

/// The points with what every search needs: their land, and how far the nearest other place is.
class Search {
 public:
  static core::Result<Search> of(const BandwidthPoints& points, const jobs::Progress& progress) {
    if (points.locations.size() < 2) return too_few_places();
    Search search(points);
    if (const core::Status status = search.find_nearest(progress); !status) return status.error();
    return search;
  }

  [[nodiscard]] const LandBoundary& land() const { return window_.boundary(); }
  [[nodiscard]] const PatternWindow& window() const { return window_; }
  [[nodiscard]] double incidents() const { return incidents_; }
  [[nodiscard]] double least_distance() const { return least_; }
  [[nodiscard]] double half_diagonal() const {
    return std::hypot(land().extent().width(), land().extent().height()) / 2;
  }

  /// sum over incidents of log f_-i(x_i).
  [[nodiscard]] core::Result<double> likelihood(core::Metres sigma, const jobs::Progress& progress) const {
    const auto shares = gaussian_shares_on_land(weighed(multiplicity_), land(), sigma, progress.part(0.0, 0.3));
    if (!shares) return shares.error();
    std::vector<double> weight(multiplicity_);
    for (std::size_t i = 0; i < weight.size(); ++i) weight[i] /= std::max((*shares)[i], kLeastShare);
    const auto sums = gaussian_sums(weighed(weight), sigma, progress.part(0.3, 0.9));
    if (!sums) return sums.error();
    const double peak = 0.5 / (std::numbers::pi * sigma.value() * sigma.value());
    std::vector<double> logs(weight.size());
    constexpr std::size_t kPointsARange = 512;
    const core::Status status = jobs::parallel_for(
        logs.size(), kPointsARange, progress.part(0.9, 1.0), [&](std::size_t begin, std::size_t end) {
          for (std::size_t i = begin; i < end; ++i) {
            const bool alone = multiplicity_[i] == 1.0 && nearest_[i] > kIsolated * sigma.value();
            logs[i] = multiplicity_[i] * (alone ? log_of_far_neighbours(i, sigma.value(), weight)
                                                : std::log((*sums)[i] - weight[i] / multiplicity_[i] * peak));
          }
        });
    if (!status) return status.error();
    return std::accumulate(logs.begin(), logs.end(), 0.0);
  }

  /// (sum over incidents of 1 / f(x_i) - |W|)^2
  [[nodiscard]] core::Result<double> area_error(core::Metres sigma, const jobs::Progress& progress) const {
    const auto sums = gaussian_sums(weighed(multiplicity_), sigma, progress);
    if (!sums) return sums.error();
    double area = 0.0;
    for (std::size_t i = 0; i < sums->size(); ++i) area += multiplicity_[i] / (*sums)[i];
    return (area - land().area()) * (area - land().area());
  }

 private:
  static constexpr double kLeastShare = 1e-6;
  // Beyond three standard deviations the lattice's sums lose digits; beyond six the nearest place alone is what counts
  // (the others change its logarithm by less than that of their number).
  static constexpr double kIsolated = 3.0;
  static constexpr double kLonely = 6.0;

  explicit Search(const BandwidthPoints& points)
      : locations_(&points.locations), window_(window_of(points)), multiplicity_(points.locations.size()) {
    std::copy(points.locations.incidents.begin(), points.locations.incidents.end(), multiplicity_.begin());
    incidents_ = std::accumulate(multiplicity_.begin(), multiplicity_.end(), 0.0);
  }

  static PatternWindow window_of(const BandwidthPoints& points) {
    if (points.land != nullptr && !points.land->empty()) return PatternWindow(*points.land);
    geo::Extent extent;
    for (std::size_t i = 0; i < points.locations.size(); ++i)
      extent.add(geo::Point{points.locations.x[i], points.locations.y[i]});
    return PatternWindow({geo::to_polygon(extent.grown(kRim))});
  }
  static constexpr double kRim = 0.5;  // m: places on one line have some ground, too

  core::Status find_nearest(const jobs::Progress& progress) {
    std::vector<geo::Point> points(locations_->size());
    for (std::size_t i = 0; i < points.size(); ++i) points[i] = {locations_->x[i], locations_->y[i]};
    index_ = geo::PointIndex(points);
    nearest_.resize(points.size());
    partner_.resize(points.size());
    constexpr std::size_t kPointsARange = 512;
    core::Status status =
        jobs::parallel_for(points.size(), kPointsARange, progress, [&](std::size_t begin, std::size_t end) {
          for (std::size_t i = begin; i < end; ++i) {
            const auto two = index_.nearest(points[i], 2);
            const geo::Neighbour& other = two[0].index == i ? two[1] : two[0];
            nearest_[i] = other.distance.value();
            partner_[i] = other.index;
          }
        });
    least_ = std::numeric_limits<double>::infinity();
    for (std::size_t i = 0; i < points.size(); ++i) {
      // A stack is at no distance from itself; only what stands alone is at some distance.
      if (multiplicity_[i] == 1.0 && nearest_[i] > 0.0) least_ = std::min(least_, nearest_[i]);
    }
    if (!std::isfinite(least_)) least_ = *std::min_element(nearest_.begin(), nearest_.end());
    return status;
  }

  [[nodiscard]] WeightedPoints weighed(const std::vector<double>& weight) const {
    return {locations_->x, locations_->y, weight};
  }

  /// log sum_j w_j g(x_i - x_j), the nearest taken out of the sum, so that nothing falls below the least number.
  [[nodiscard]] double log_of_far_neighbours(std::size_t i, double sigma, const std::vector<double>& weight) const {
    const double rate = 0.5 / (sigma * sigma);
    const double squared = nearest_[i] * nearest_[i];
    double sum = weight[partner_[i]];
    if (nearest_[i] < kLonely * sigma) {
      constexpr double kDigits = 16.0;  // partners below exp(-16) of the nearest do not count
      const geo::Point own{locations_->x[i], locations_->y[i]};
      sum = 0.0;
      for (const std::size_t j : index_.within(own, core::Metres(std::sqrt(squared + kDigits / rate)))) {
        if (j == i) continue;
        const geo::Point apart = geo::Point{locations_->x[j], locations_->y[j]} - own;
        sum += weight[j] * std::exp(-rate * (geo::dot(apart, apart) - squared));
      }
    }
    return std::log(sum * rate / std::numbers::pi) - rate * squared;
  }

  const DistinctLocations* locations_;
  PatternWindow window_;
  std::vector<double> multiplicity_;
  double incidents_ = 0.0;
  geo::PointIndex index_;
  std::vector<double> nearest_;
  std::vector<std::size_t> partner_;
  double least_ = 0.0;
};

using Criterion = std::function<core::Result<double>(core::Metres, const jobs::Progress&)>;

/// The least of a criterion: 16 values in geometric steps, then golden section between the neighbours of the best.
class LeastAlongBandwidths {
 public:
  LeastAlongBandwidths(Criterion criterion, jobs::Progress progress)
      : criterion_(std::move(criterion)), progress_(std::move(progress)) {}

  core::Result<FoundBandwidth> find(double from, double to) {
    const double ratio = std::pow(to / from, 1.0 / static_cast<double>(kGrid - 1));
    std::size_t best = 0;
    double least = std::numeric_limits<double>::infinity();
    for (std::size_t k = 0; k < kGrid; ++k) {
      const auto value = at(from * std::pow(ratio, static_cast<double>(k)));
      if (!value) return value.error();
      if (*value < least) {
        least = *value;
        best = k;
      }
    }
    FoundBandwidth found;
    found.on_grid = core::Metres(from * std::pow(ratio, static_cast<double>(best)));
    found.at_end = best == 0 || best + 1 == kGrid;
    const double low = found.on_grid.value() / (best == 0 ? 1.0 : ratio);
    const double high = found.on_grid.value() * (best + 1 == kGrid ? 1.0 : ratio);
    const auto refined = refine(std::log(low), std::log(high));
    if (!refined) return refined.error();
    found.sigma = core::Metres(std::exp(*refined));
    return found;
  }

 private:
  static constexpr std::size_t kGrid = 16;
  static constexpr int kRefinements = 11;  // (0.618)^11 of two steps of the grid is below 1 %

  core::Result<double> at(double sigma) {
    const double from = static_cast<double>(done_) / kAll;
    auto value = criterion_(core::Metres(sigma), progress_.part(from, from + 1.0 / kAll));
    ++done_;
    return value;
  }

  core::Result<double> refine(double low, double high) {
    constexpr double kGolden = 0.6180339887498949;
    double a = high - kGolden * (high - low);
    double b = low + kGolden * (high - low);
    auto at_a = at(std::exp(a));
    if (!at_a) return at_a.error();
    auto at_b = at(std::exp(b));
    if (!at_b) return at_b.error();
    double value_a = *at_a;
    double value_b = *at_b;
    for (int k = 0; k < kRefinements; ++k) {
      const bool lower = value_a < value_b;
      if (lower) {
        high = b;
        b = a;
        value_b = value_a;
        a = high - kGolden * (high - low);
      } else {
        low = a;
        a = b;
        value_a = value_b;
        b = low + kGolden * (high - low);
      }
      const auto value = at(std::exp(lower ? a : b));
      if (!value) return value.error();
      (lower ? value_a : value_b) = *value;
    }
    return (low + high) / 2.0;
  }

  static constexpr double kAll = static_cast<double>(kGrid) + 2.0 + kRefinements;
  Criterion criterion_;
  jobs::Progress progress_;
  std::size_t done_ = 0;
};

/// What two discs of radius r at distance t share.
double shared_area(double t, double r) {
  const double y = std::clamp(t / (2.0 * r), 0.0, 1.0);
  return 2.0 * r * r * (std::acos(y) - y * std::sqrt(1.0 - y * y));
}

}  // namespace

core::Result<double> likelihood_criterion(const BandwidthPoints& points, core::Metres sigma,
                                          const jobs::Progress& progress) {
  const auto search = Search::of(points, progress.part(0.0, 0.2));
  if (!search) return search.error();
  const auto logs = search->likelihood(sigma, progress.part(0.2, 1.0));
  if (!logs) return logs.error();
  return *logs - search->incidents();
}

core::Result<FoundBandwidth> likelihood_bandwidth(const BandwidthPoints& points, const jobs::Progress& progress) {
  const auto search = Search::of(points, progress.part(0.0, 0.1, "Finding neighbours"));
  if (!search) return search.error();
  const Criterion criterion = [&](core::Metres sigma, const jobs::Progress& part) -> core::Result<double> {
    const auto logs = search->likelihood(sigma, part);
    if (!logs) return logs.error();
    return -*logs;
  };
  return LeastAlongBandwidths(criterion, progress.part(0.1, 1.0, "Trying bandwidths"))
      .find(search->least_distance(), search->half_diagonal());
}

core::Result<FoundBandwidth> cronie_van_lieshout_bandwidth(const BandwidthPoints& points,
                                                           const jobs::Progress& progress) {
  const auto search = Search::of(points, progress.part(0.0, 0.1, "Finding neighbours"));
  if (!search) return search.error();
  const Criterion criterion = [&](core::Metres sigma, const jobs::Progress& part) {
    return search->area_error(sigma, part);
  };
  return LeastAlongBandwidths(criterion, progress.part(0.1, 1.0, "Trying bandwidths"))
      .find(search->least_distance(), search->half_diagonal());
}

core::Result<FoundBandwidth> berman_diggle_bandwidth(const BandwidthPoints& points, const jobs::Progress& progress) {
  const auto search = Search::of(points, progress.part(0.0, 0.1, "Finding neighbours"));
  if (!search) return search.error();
  const LandBoundary& land = search->land();
  const double lambda = search->incidents() / land.area();
  constexpr double kCountWithin = 1000.0;  // radii at which a disc holds this many points are long enough
  constexpr std::size_t kRadii = 511;      // as bw.diggle of spatstat has them
  const DistanceSteps steps{std::min(std::min(land.extent().width(), land.extent().height()) / 4.0,
                                     std::sqrt(kCountWithin / (std::numbers::pi * lambda))),
                            kRadii};
  // Points near the border are few among many: leaving them out costs less than weighing each of their pairs.
  constexpr double kMostIsotropic = 3000.0;
  const RipleyCorrection correction =
      search->incidents() <= kMostIsotropic ? RipleyCorrection::isotropic : RipleyCorrection::border;
  auto curve = ripley_k(
      {{points.locations.x, points.locations.y, points.locations.incidents}, search->window(), steps, correction},
      progress.part(0.1, 0.95, "Counting pairs"));
  if (!curve) return curve.error();
  std::vector<double> k = std::move(curve->k);
  k.erase(std::find_if(k.begin(), k.end(), [](double own) { return !std::isfinite(own); }), k.end());
  const double step = steps.radius(1);
  FoundBandwidth found;
  double least = std::numeric_limits<double>::infinity();
  const std::size_t last = (k.size() - 1) / 2;
  std::size_t best = 0;
  for (std::size_t i = 1; i <= last; ++i) {
    const double r = step * static_cast<double>(i);
    const double disc = std::numbers::pi * r * r;
    double shared = 0.0;  // pairs on one spot are not in the integral; distinct places have none
    for (std::size_t j = 1; j < k.size() && static_cast<double>(j - 1) * step < 2.0 * r; ++j)
      shared += shared_area(static_cast<double>(j) * step, r) * (k[j] - k[j - 1]);
    const double error = (1.0 / lambda - 2.0 * k[i]) / disc + shared / (disc * disc);
    if (error < least) {
      least = error;
      best = i;
    }
  }
  if (best == 0) {
    return core::invalid_argument(
        "no incident is far enough from the edge for the rule of Berman and Diggle; choose another rule, or set a "
        "bandwidth");
  }
  found.sigma = found.on_grid = core::Metres(step * static_cast<double>(best) / 2.0);
  found.at_end = best == 1 || best == last;
  return found;
}

}  // namespace wardscope::analysis
