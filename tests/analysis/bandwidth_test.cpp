// SPDX-License-Identifier: GPL-3.0-or-later
#include "analysis/bandwidth.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>

#include "core/random.hpp"
#include "support/reference_points.hpp"

namespace wardscope::analysis {
namespace {

DistinctLocations locations_of(const std::vector<double>& x, const std::vector<double>& y) {
  auto found = distinct_locations({x, y, {}, {}}, Aggregation::always);
  EXPECT_TRUE(found.has_value());
  return std::move(found).value();
}

TEST(ScottBandwidth, GivesTheReferenceNumbersWithStacksCounted) {
  const auto points = test::reference_points();

  const auto scott = scott_bandwidth(locations_of(points.x, points.y));

  ASSERT_TRUE(scott.has_value());
  EXPECT_NEAR(scott->easting.value(), 123.039289994549, 1e-11 /* m */);
  EXPECT_NEAR(scott->northing.value(), 84.346226672047, 1e-11 /* m */);
  EXPECT_NEAR(scott->isotropic.value(), 101.871977714423, 1e-11 /* m */);
}

TEST(ScottBandwidth, IsNotKnownForOnePointOrPointsOnALine) {
  EXPECT_FALSE(scott_bandwidth(locations_of({}, {})).has_value());
  EXPECT_FALSE(scott_bandwidth(locations_of({5.0}, {5.0})).has_value());
  EXPECT_FALSE(scott_bandwidth(locations_of({1.0, 2.0, 3.0}, {5.0, 5.0, 5.0})).has_value());
}

TEST(MedianNearestDistance, AgreesWithAllPairs) {
  std::vector<double> x;
  std::vector<double> y;
  for (std::uint64_t i = 0; i < 700; ++i) {
    core::CounterRng rng(11, i);
    x.push_back(std::floor(rng.uniform(0.0, 60.0)));  // so coarse that some coincide
    y.push_back(std::floor(rng.uniform(0.0, 60.0)));
  }
  const DistinctLocations places = locations_of(x, y);
  std::vector<double> nearest;
  for (std::size_t i = 0; i < places.size(); ++i) {
    double best = 1e300;
    for (std::size_t j = 0; j < places.size(); ++j) {
      if (i != j) best = std::min(best, std::hypot(places.x[i] - places.x[j], places.y[i] - places.y[j]));
    }
    nearest.push_back(best);
  }
  std::sort(nearest.begin(), nearest.end());
  const std::size_t half = nearest.size() / 2;
  const double expected = nearest.size() % 2 == 1 ? nearest[half] : (nearest[half - 1] + nearest[half]) / 2.0;

  const auto median = median_nearest_distance(places);

  ASSERT_TRUE(median.has_value());
  EXPECT_NEAR(median->value(), expected, 1e-12 /* m */);
}

TEST(MedianNearestDistance, IgnoresStacksAndNeedsTwoPlaces) {
  EXPECT_EQ(median_nearest_distance(locations_of({0.0, 0.0, 0.0, 30.0}, {0.0, 0.0, 0.0, 40.0}))->value(), 50.0);
  EXPECT_FALSE(median_nearest_distance(locations_of({7.0, 7.0}, {7.0, 7.0})).has_value());
}

TEST(NarrowBandwidthWarning, SpeaksOnlyBelowHalfTheMedianDistance) {
  EXPECT_EQ(narrow_bandwidth_warning({KernelShape::quartic, 50.0}, core::Metres(100.0)), "");
  EXPECT_EQ(narrow_bandwidth_warning({KernelShape::gaussian, 18.0}, core::Metres(100.0)), "");
  const std::string warning = narrow_bandwidth_warning({KernelShape::quartic, 49.0}, core::Metres(100.0));
  EXPECT_NE(warning.find("bandwidth of 49 m"), std::string::npos) << warning;
  EXPECT_NE(warning.find("at least 50 m"), std::string::npos) << warning;
}

TEST(MovedPointsWarning, SpeaksOnlyBelowTheDistanceThatTwoIncidentsOfOnePlaceMayBeApart) {
  EXPECT_EQ(moved_points_warning({KernelShape::quartic, 10.0}, core::Metres(0.0)), "");  // not moved
  EXPECT_EQ(moved_points_warning({KernelShape::quartic, 240.0}, core::Metres(120.0)), "");
  EXPECT_EQ(moved_points_warning({KernelShape::gaussian, 85.0}, core::Metres(120.0)), "");
  EXPECT_NE(moved_points_warning({KernelShape::quartic, 239.0}, core::Metres(120.0)), "");
  const std::string warning = moved_points_warning({KernelShape::quartic, 80.0}, core::Metres(60.0));
  EXPECT_NE(warning.find("bandwidth of 80 m"), std::string::npos) << warning;
  EXPECT_NE(warning.find("of about 200 m and more are supported: use at least 200 m"), std::string::npos) << warning;
}

}  // namespace
}  // namespace wardscope::analysis
