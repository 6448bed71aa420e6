// SPDX-License-Identifier: GPL-3.0-or-later
#include "analysis/bandwidth.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <numeric>

#include "geo/shapes.hpp"

namespace wardscope::analysis {
namespace {

/// Sample variance (n - 1) of one axis, every location counted as often as it has incidents.
double variance(const std::vector<double>& values, const std::vector<std::uint32_t>& counts) {
  double n = 0.0;
  double sum = 0.0;
  const double origin = values.front();  // keeps the digits that a northing of 100,000 m would take
  for (std::size_t i = 0; i < values.size(); ++i) {
    n += counts[i];
    sum += counts[i] * (values[i] - origin);
  }
  const double mean = sum / n;
  double squares = 0.0;
  for (std::size_t i = 0; i < values.size(); ++i) {
    const double apart = values[i] - origin - mean;
    squares += counts[i] * apart * apart;
  }
  return squares / (n - 1.0);
}

/// Distinct points, by easting, then northing.
std::vector<geo::Point> sorted_points(const DistinctLocations& locations) {
  std::vector<geo::Point> points(locations.size());
  for (std::size_t i = 0; i < points.size(); ++i) points[i] = {locations.x[i], locations.y[i]};
  std::sort(points.begin(), points.end(),
            [](geo::Point a, geo::Point b) { return a.x < b.x || (a.x == b.x && a.y < b.y); });
  points.erase(std::unique(points.begin(), points.end()), points.end());
  return points;
}

/// A balanced k-d tree in an array: the median of a range is its node, split by x and y in turn.
class PointTree {
 public:
  explicit PointTree(std::vector<geo::Point> points) : points_(std::move(points)) { build(0, points_.size(), 0); }

  /// Squared distance from the tree's own point `self` to the nearest other one.
  [[nodiscard]] double nearest_squared(geo::Point self) const {
    double best = std::numeric_limits<double>::infinity();
    search(self, 0, points_.size(), 0, best);
    return best;
  }

 private:
  static double along(geo::Point p, int axis) { return axis == 0 ? p.x : p.y; }

  void build(std::size_t begin, std::size_t end, int axis) {
    if (end - begin < 2) return;
    const std::size_t middle = begin + (end - begin) / 2;
    const auto at = [&](std::size_t i) { return points_.begin() + static_cast<std::ptrdiff_t>(i); };
    std::nth_element(at(begin), at(middle), at(end),
                     [axis](geo::Point a, geo::Point b) { return along(a, axis) < along(b, axis); });
    build(begin, middle, 1 - axis);
    build(middle + 1, end, 1 - axis);
  }

  void search(geo::Point p, std::size_t begin, std::size_t end, int axis, double& best) const {
    if (begin == end) return;
    const std::size_t middle = begin + (end - begin) / 2;
    const geo::Point apart = points_[middle] - p;
    if (const double squared = geo::dot(apart, apart); squared > 0.0) best = std::min(best, squared);
    const double gap = along(apart, axis);
    const bool low_first = gap > 0.0;
    search(p, low_first ? begin : middle + 1, low_first ? middle : end, 1 - axis, best);
    if (gap * gap < best) search(p, low_first ? middle + 1 : begin, low_first ? end : middle, 1 - axis, best);
  }

  std::vector<geo::Point> points_;
};

}  // namespace

std::optional<ScottBandwidth> scott_bandwidth(const DistinctLocations& locations) {
  const double n = std::accumulate(locations.incidents.begin(), locations.incidents.end(), 0.0);
  if (n < 2.0) return std::nullopt;
  const double shrink = std::pow(n, -1.0 / 6.0);
  const double easting = shrink * std::sqrt(variance(locations.x, locations.incidents));
  const double northing = shrink * std::sqrt(variance(locations.y, locations.incidents));
  if (!(easting > 0.0 && northing > 0.0)) return std::nullopt;
  return ScottBandwidth{core::Metres(easting), core::Metres(northing), core::Metres(std::sqrt(easting * northing))};
}

std::optional<core::Metres> median_nearest_distance(const DistinctLocations& locations) {
  const std::vector<geo::Point> points = sorted_points(locations);
  if (points.size() < 2) return std::nullopt;
  const PointTree tree(points);
  std::vector<double> nearest;
  nearest.reserve(points.size());
  for (const geo::Point p : points) nearest.push_back(std::sqrt(tree.nearest_squared(p)));
  std::sort(nearest.begin(), nearest.end());
  const std::size_t half = nearest.size() / 2;
  return core::Metres(nearest.size() % 2 == 1 ? nearest[half] : (nearest[half - 1] + nearest[half]) / 2.0);
}

std::string narrow_bandwidth_warning(const DensityKernel& kernel, core::Metres median_nearest) {
  if (kernel.quartic_equivalent() >= median_nearest.value() / 2.0) return {};
  return fmt::format(
      "The bandwidth of {:.0f} m is below half the usual distance between neighbouring places of incidents ({:.0f} m): "
      "the "
      "surface shows single places, not areas. Use at least {:.0f} m.",
      kernel.bandwidth, median_nearest.value(),
      std::ceil(median_nearest.value() / 2.0 * kernel.bandwidth / kernel.quartic_equivalent()));
}

std::string moved_points_warning(const DensityKernel& kernel, core::Metres moved_by) {
  if (!(moved_by.value() > 0.0)) return {};
  const double apart = 2.0 * moved_by.value();
  const double supported = std::max(apart, kSupportedByMovedPoints.value());
  if (kernel.quartic_equivalent() >= supported) return {};
  return fmt::format(
      "The source moved the incidents to points that many share, usually by some {:.0f} m, so that two from one place "
      "may "
      "stand {:.0f} m apart: with a bandwidth of {:.0f} m the surface shows the points of the source, not places. "
      "Areas "
      "of about 200 m and more are supported: use at least {:.0f} m.",
      moved_by.value(), apart, kernel.bandwidth, std::ceil(supported * kernel.bandwidth / kernel.quartic_equivalent()));
}

}  // namespace wardscope::analysis
