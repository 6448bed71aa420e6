// SPDX-License-Identifier: GPL-3.0-or-later
#include "analysis/ripley_pairs.hpp"

#include <algorithm>
#include <cmath>
#include <numbers>
#include <numeric>

#include "core/random.hpp"
#include "geo/point_index.hpp"
#include "jobs/parallel.hpp"

namespace wardscope::analysis {
namespace {

constexpr std::int64_t kMostIsotropic = 3000;  // incidents: the arcs cost more than they tell beyond
constexpr std::size_t kMostCentres = 20000;
constexpr double kLeastArc = 0.01;  // of a circle: bounds what one pair can weigh
constexpr std::size_t kCentresARange = 64;

double distance_to_edge(geo::Point p, const LandBoundary::Edge& edge) {
  const geo::Point along = edge.b - edge.a;
  const double length = geo::dot(along, along);
  const double t = length > 0.0 ? std::clamp(geo::dot(p - edge.a, along) / length, 0.0, 1.0) : 0.0;
  return geo::distance(p, edge.a + along * t);
}

/// The share of the circle of radius d about u that is on the land.
class CircleOnLand {
 public:
  CircleOnLand(const LandBoundary& land, geo::Point u, double reach) : land_(land), u_(u) {
    land.for_edges_near(u, reach, [&](const LandBoundary::Edge& edge) {
      const double distance = distance_to_edge(u, edge);
      border_ = std::min(border_, distance);
      if (distance <= reach) near_.push_back(edge);
    });
  }
  [[nodiscard]] double border() const { return border_; }  ///< distance, where it is within the reach

  [[nodiscard]] double share(double d) const {
    if (d <= border_ || d == 0.0) return 1.0;
    std::vector<double> angles;
    for (const LandBoundary::Edge& edge : near_) add_crossings(edge, d, angles);
    if (angles.empty()) return 1.0;
    std::sort(angles.begin(), angles.end());
    angles.push_back(angles.front() + 2.0 * std::numbers::pi);
    double on_land = 0.0;
    for (std::size_t k = 1; k < angles.size(); ++k) {
      const double middle = 0.5 * (angles[k - 1] + angles[k]);
      if (land_.contains({u_.x + d * std::cos(middle), u_.y + d * std::sin(middle)}))
        on_land += angles[k] - angles[k - 1];
    }
    return std::max(kLeastArc, on_land / (2.0 * std::numbers::pi));
  }

 private:
  void add_crossings(const LandBoundary::Edge& edge, double d, std::vector<double>& angles) const {
    const geo::Point from = edge.a - u_;
    const geo::Point along = edge.b - edge.a;
    // |from + t along|^2 = d^2
    const double a = geo::dot(along, along);
    const double half_b = geo::dot(from, along);
    const double root = half_b * half_b - a * (geo::dot(from, from) - d * d);
    if (!(root > 0.0)) return;
    for (const double sign : {-1.0, 1.0}) {
      const double t = (-half_b + sign * std::sqrt(root)) / a;
      if (t < 0.0 || t >= 1.0) continue;
      const geo::Point at = from + along * t;
      angles.push_back(std::atan2(at.y, at.x));
    }
  }

  const LandBoundary& land_;
  geo::Point u_;
  std::vector<LandBoundary::Edge> near_;
  double border_ = std::numeric_limits<double>::infinity();
};

/// Sums by step of the radius; added up in the order of the ranges, so that threads leave no trace.
struct Sums {
  std::vector<double> pairs;    ///< of pairs whose distance ends in this step
  std::vector<double> centres;  ///< border: centres that count up to this step
};

class RipleyPairCounter {
 public:
  RipleyPairCounter(const DistinctLocations& locations, const LandBoundary& land, const PairCurve& curve)
      : locations_(locations),
        land_(land),
        curve_(curve),
        incidents_(std::accumulate(locations.incidents.begin(), locations.incidents.end(), std::int64_t{0})),
        isotropic_(incidents_ <= kMostIsotropic) {
    std::vector<geo::Point> points(locations.size());
    for (std::size_t i = 0; i < points.size(); ++i) points[i] = {locations.x[i], locations.y[i]};
    index_ = geo::PointIndex(points);
    const double share = static_cast<double>(kMostCentres) / static_cast<double>(points.size());
    for (std::size_t i = 0; i < points.size(); ++i) {
      if (isotropic_ || core::CounterRng(kCentreSeed, i).chance(share)) centres_.push_back(i);
    }
  }

  core::Result<std::vector<double>> curve(const jobs::Progress& progress) const {
    const std::size_t ranges = (centres_.size() + kCentresARange - 1) / kCentresARange;
    std::vector<Sums> by_range(ranges);
    const core::Status status = jobs::parallel_for(
        centres_.size(), kCentresARange, progress,
        [&](std::size_t begin, std::size_t end) { by_range[begin / kCentresARange] = count(begin, end); });
    if (!status) return status.error();
    Sums all = empty();
    for (const Sums& sums : by_range) {
      for (std::size_t k = 0; k <= curve_.steps; ++k) {
        all.pairs[k] += sums.pairs[k];
        all.centres[k] += sums.centres[k];
      }
    }
    return finished(all);
  }

 private:
  static constexpr std::uint64_t kCentreSeed = 1989;

  [[nodiscard]] Sums empty() const {
    return {std::vector<double>(curve_.steps + 1, 0.0), std::vector<double>(curve_.steps + 1, 0.0)};
  }
  [[nodiscard]] std::size_t step_of(double distance) const {
    return static_cast<std::size_t>(
        std::ceil(distance / curve_.longest.value() * static_cast<double>(curve_.steps) - 1e-9));
  }

  [[nodiscard]] Sums count(std::size_t begin, std::size_t end) const {
    Sums sums = empty();
    for (std::size_t c = begin; c < end; ++c) {
      const std::size_t i = centres_[c];
      const geo::Point u{locations_.x[i], locations_.y[i]};
      const CircleOnLand circle(land_, u, curve_.longest.value());
      const double own = locations_.incidents[i];
      // The last step up to which this centre counts: a curve of pairs stops there, by a negative step of both.
      const double border_steps = circle.border() / curve_.longest.value() * static_cast<double>(curve_.steps);
      const std::size_t last = isotropic_ || border_steps >= static_cast<double>(curve_.steps)
                                   ? curve_.steps
                                   : static_cast<std::size_t>(border_steps);
      double counted = own * (own - 1.0);
      sums.pairs[0] += counted;
      for (const std::size_t j : index_.within(u, curve_.longest)) {
        if (j == i) continue;
        const double distance = geo::distance(u, {locations_.x[j], locations_.y[j]});
        const std::size_t step = step_of(distance);
        if (step > last) continue;
        const double weight = own * locations_.incidents[j] / (isotropic_ ? circle.share(distance) : 1.0);
        sums.pairs[step] += weight;
        counted += weight;
      }
      sums.centres[0] += own;
      if (last < curve_.steps) {
        sums.pairs[last + 1] -= counted;
        sums.centres[last + 1] -= own;
      }
    }
    return sums;
  }

  [[nodiscard]] std::vector<double> finished(const Sums& all) const {
    std::vector<double> k;
    double pairs = 0.0;
    double centres = 0.0;
    const auto n = static_cast<double>(incidents_);
    for (std::size_t step = 0; step <= curve_.steps; ++step) {
      pairs += all.pairs[step];
      centres += all.centres[step];
      if (isotropic_) {
        k.push_back(land_.area() * pairs / (n * (n - 1.0)));
      } else if (centres > 0.5) {
        k.push_back(land_.area() * pairs / (n * centres));
      } else {
        break;
      }
    }
    return k;
  }

  const DistinctLocations& locations_;
  const LandBoundary& land_;
  PairCurve curve_;
  std::int64_t incidents_;
  bool isotropic_;
  geo::PointIndex index_;
  std::vector<std::size_t> centres_;
};

}  // namespace

core::Result<std::vector<double>> pair_curve(const DistinctLocations& locations, const LandBoundary& land,
                                             const PairCurve& curve, const jobs::Progress& progress) {
  return RipleyPairCounter(locations, land, curve).curve(progress);
}

}  // namespace wardscope::analysis
