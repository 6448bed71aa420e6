// SPDX-License-Identifier: GPL-3.0-or-later
#include "analysis/clark_evans.hpp"

#include <gtest/gtest.h>

#include <cmath>
#include <limits>
#include <string>
#include <vector>

#include "analysis/distinct_locations.hpp"
#include "core/random.hpp"
#include "spatstat_pattern.hpp"
#include "support/reference_points.hpp"
#include "support/shared_data.hpp"

namespace wardscope::analysis {
namespace {

ClarkEvans clark_evans_of(const std::vector<double>& x, const std::vector<double>& y, const PatternWindow& window) {
  const auto places = distinct_locations({x, y, {}, std::nullopt}, Aggregation::always);
  EXPECT_TRUE(places);
  auto found = clark_evans({places->x, places->y, places->incidents}, window, jobs::Progress());
  EXPECT_TRUE(found);
  return *found;
}

// methods.md E.5 and tests/reference/point_pattern.R.
TEST(ClarkEvans, IsThatOfSpatstatOnTheReferencePoints) {
  const PatternWindow window({geo::to_polygon({407000.0, 91000.0, 408000.0, 91800.0})});
  auto points = test::reference_points();

  const ClarkEvans all = clark_evans_of(points.x, points.y, window);
  EXPECT_NEAR(all.mean_nearest, 48.1394142862199, 1e-12);
  EXPECT_NEAR(all.none, 0.867845632898847, 1e-12);
  EXPECT_NEAR(all.donnelly.value(), 0.821494276290548, 1e-12);
  EXPECT_NEAR(all.cdf.value(), 0.674467094762109, 1e-12);

  points.x.resize(60);  // without the stack
  points.y.resize(60);
  const ClarkEvans distinct = clark_evans_of(points.x, points.y, window);
  EXPECT_NEAR(distinct.none, 0.911166957510358, 1e-12);
  EXPECT_NEAR(distinct.donnelly.value(), 0.860448665400485, 1e-12);
  EXPECT_NEAR(distinct.cdf.value(), 0.711883158103944, 1e-12);
}

TEST(ClarkEvans, IsThatOfSpatstatOnRealPatterns) {
  WARDSCOPE_SHARED_DATA(folder, "reference/spatstat");
  struct Case {
    std::string name;
    double none;
    double donnelly;  ///< 0: not given on polygons
    double cdf;
  };
  for (const Case& own : {Case{"bei", 0.735178648208087, 0.729805800202510, 0.692765133604900},
                          Case{"redwood", 0.618650157291248, 0.584990626589943, 0.583588037553731},
                          Case{"longleaf", 0.832054731186041, 0.817679949858518, 0.819459474361604},
                          Case{"chorley", 0.356199765584632, 0.0, 0.339887736639891},
                          Case{"humberside", 0.442150680685555, 0.0, 0.394373228751773},
                          Case{"clmfires", 0.349851544285862, 0.0, 0.306055514867373}}) {
    const test::SpatstatPattern data = test::spatstat_pattern(folder, own.name);
    const ClarkEvans found = clark_evans_of(data.x, data.y, PatternWindow(data.window));
    EXPECT_NEAR(found.none, own.none, 1e-9) << own.name;
    EXPECT_EQ(found.donnelly.has_value(), own.donnelly > 0.0) << own.name;
    if (found.donnelly) {
      EXPECT_NEAR(*found.donnelly, own.donnelly, 1e-9) << own.name;
    }
    EXPECT_NEAR(found.cdf.value(), own.cdf, 1e-6) << own.name;
  }
}

TEST(ClarkEvans, OfALatticeIsTheHighestThereIs) {
  std::vector<double> x;
  std::vector<double> y;
  for (int i = 0; i < 400; ++i) {
    x.push_back(i % 20 * 10.0 + 5.0);
    y.push_back(i / 20 * 10.0 + 5.0);
  }
  const ClarkEvans found = clark_evans_of(x, y, PatternWindow({geo::to_polygon({0.0, 0.0, 200.0, 200.0})}));

  EXPECT_NEAR(found.none, 2.0, 1e-12);
  EXPECT_GT(found.z, 30.0);
}

TEST(NearestDistances, AreThePlainOnes) {
  std::vector<double> x;
  std::vector<double> y;
  std::vector<std::uint32_t> incidents;
  for (std::uint64_t i = 0; i < 700; ++i) {
    core::CounterRng rng(2, i);
    x.push_back(rng.uniform(0.0, 500.0));
    y.push_back(rng.uniform(0.0, 500.0));
    incidents.push_back(i % 9 == 0 ? 3 : 1);
  }
  const auto nearest = nearest_distances({x, y, incidents}, jobs::Progress());

  ASSERT_TRUE(nearest);
  for (std::size_t i = 0; i < x.size(); ++i) {
    double plain = incidents[i] > 1 ? 0.0 : std::numeric_limits<double>::infinity();
    for (std::size_t j = 0; j < x.size() && plain > 0.0; ++j) {
      if (j != i) plain = std::min(plain, std::hypot(x[j] - x[i], y[j] - y[i]));
    }
    EXPECT_NEAR((*nearest)[i], plain, 1e-9);
  }
}

TEST(ClarkEvans, OfOneStackIsZero) {
  const std::vector<double> same(10, 50.0);
  const ClarkEvans found = clark_evans_of(same, same, PatternWindow({geo::to_polygon({0.0, 0.0, 100.0, 100.0})}));

  EXPECT_EQ(found.none, 0.0);
  EXPECT_EQ(found.cdf.value(), 0.0);
}

}  // namespace
}  // namespace wardscope::analysis
