// SPDX-License-Identifier: GPL-3.0-or-later
#include "analysis/pattern_trend.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>
#include <numbers>
#include <stop_token>

#include "analysis/kernel_density.hpp"
#include "analysis/ripley_envelope.hpp"
#include "core/random.hpp"
#include "jobs/parallel.hpp"

namespace wardscope::analysis {
namespace {

constexpr double kTownSide = 4000.0;  // m
constexpr DistanceSteps kNear{300.0, 10};

/// A square town; nine in ten residents live in its western half.
struct UnevenTown {
  PatternWindow window{{geo::to_polygon({0.0, 0.0, kTownSide, kTownSide})}};
  RandomPlaces residents = RandomPlaces::in_proportion(grounds(), window).value();
  std::vector<double> x;
  std::vector<double> y;

  static std::vector<WeighedGround> grounds() {
    return {{{geo::to_polygon({0.0, 0.0, kTownSide / 2.0, kTownSide})}, 9000.0},
            {{geo::to_polygon({kTownSide / 2.0, 0.0, kTownSide, kTownSide})}, 1000.0}};
  }
  void add(const std::vector<geo::Point>& points) {
    for (const geo::Point& p : points) {
      x.push_back(p.x);
      y.push_back(p.y);
    }
  }
  /// Groups of `size` within 30 m of points that follow the residents.
  void add_groups(std::size_t groups, int size) {
    for (const geo::Point& p : residents.draw(groups, {77, 0})) {
      for (int i = 0; i < size; ++i) {
        core::CounterRng rng(78, x.size());
        const geo::Point at{p.x + rng.uniform(-30.0, 30.0), p.y + rng.uniform(-30.0, 30.0)};
        if (window.boundary().contains(at)) add({at});
      }
    }
  }
  PlacedCounts counts() const { return {x, y, {}}; }
  core::Result<RipleyEnvelope> test(const PatternTrend* trend) const {
    const auto curve = curve_beside(trend, {counts(), window, kNear}, jobs::Progress());
    EXPECT_TRUE(curve);
    const auto even = RandomPlaces::evenly(window);
    return ripley_envelope({*curve, window, RipleyCorrection::isotropic, *even, {99, 1, 0.05}, nullptr, trend},
                           jobs::Progress());
  }
};

TEST(PatternTrend, OfIncidentsIsTheirCorrectedDensityWithoutTheirOwnKernel) {
  UnevenTown town;
  town.add(town.residents.draw(200, {3, 0}));
  const core::Metres sigma(400.0);
  const auto trend = PatternTrend::of_incidents(town.counts(), town.window, sigma, jobs::Progress());
  ASSERT_TRUE(trend);

  const auto at = trend->at(town.counts(), jobs::Progress());

  ASSERT_TRUE(at);
  for (std::size_t i = 0; i < town.x.size(); i += 17) {
    std::vector<double> x(town.x);
    std::vector<double> y(town.y);
    x.erase(x.begin() + static_cast<std::ptrdiff_t>(i));
    y.erase(y.begin() + static_cast<std::ptrdiff_t>(i));
    KernelDensityOptions options;
    options.kernel = KernelShape::gaussian;
    options.bandwidth = sigma;
    const std::vector<geo::Point> probe{{town.x[i], town.y[i]}};
    const auto exact = density_at({{x, y, {}, {}}, &town.window.land(), {}, nullptr}, options, probe);
    ASSERT_TRUE(exact);
    EXPECT_NEAR(at->per_m2[i] * 1e6, exact->front(), 0.01 * exact->front()) << i;
  }
}

TEST(PatternTrend, DrawsInProportionToItself) {
  UnevenTown town;
  const auto trend = PatternTrend::of_residents(town.residents, town.window, core::Metres(100.0), jobs::Progress());
  ASSERT_TRUE(trend);

  const auto points = trend->draw(20000, {5, 0});

  double west = 0.0;
  for (const geo::Point& p : points) {
    ASSERT_TRUE(town.window.boundary().contains(p));
    west += p.x < kTownSide / 2.0 - 300.0 ? 1.0 : 0.0;
  }
  EXPECT_NEAR(west / 20000.0, 0.9 * 0.85, 0.015 /* four standard errors of the points and of the 20,000 places */);
}

TEST(PatternTrend, TakesUnevenGroundForWhatItIs) {
  UnevenTown town;
  const auto residents =
      PatternTrend::of_residents(town.residents, town.window, core::Metres(1000.0), jobs::Progress());
  ASSERT_TRUE(residents);
  town.add(residents->draw(250, {5, 0}));
  const auto own = PatternTrend::of_incidents(town.counts(), town.window, core::Metres(800.0), jobs::Progress());
  ASSERT_TRUE(own);

  EXPECT_LE(town.test(nullptr)->p, 0.01);
  EXPECT_GT(town.test(&*residents)->p, 0.05);
  EXPECT_GT(town.test(&*own)->p, 0.05);
}

TEST(PatternTrend, LeavesGroupsToBeFound) {
  UnevenTown town;
  town.add(town.residents.draw(200, {3, 0}));
  town.add_groups(20, 6);
  const auto residents = PatternTrend::of_residents(town.residents, town.window, core::Metres(300.0), jobs::Progress());
  const auto own = PatternTrend::of_incidents(town.counts(), town.window, core::Metres(800.0), jobs::Progress());
  ASSERT_TRUE(residents && own);

  EXPECT_LE(town.test(&*residents)->p, 0.01);
  EXPECT_LE(town.test(&*own)->p, 0.01);
}

TEST(PatternTrend, BelievesNoPlaceThinnerThanATenthOfTheMean) {
  UnevenTown town;
  for (int i = 0; i < 100; ++i) town.add({{100.0 + i, 100.0}});
  town.add({{3900.0, 3900.0}});
  const auto trend = PatternTrend::of_incidents(town.counts(), town.window, core::Metres(200.0), jobs::Progress());
  ASSERT_TRUE(trend);
  const auto at = trend->at(town.counts(), jobs::Progress());
  ASSERT_TRUE(at);
  EXPECT_EQ(at->floored, 1);
  EXPECT_DOUBLE_EQ(at->per_m2.back(), 0.1 * 101.0 / (kTownSide * kTownSide));
}

TEST(PatternTrend, IsTheSameForAnyNumberOfThreadsAndStops) {
  UnevenTown town;
  town.add(town.residents.draw(150, {3, 0}));
  std::vector<double> deviations;
  for (const unsigned threads : {1U, 7U}) {
    jobs::set_thread_count(threads);
    const auto own = PatternTrend::of_incidents(town.counts(), town.window, core::Metres(800.0), jobs::Progress());
    deviations.push_back(town.test(&*own)->most_deviation);
  }
  jobs::set_thread_count(0);
  EXPECT_EQ(deviations[0], deviations[1]);
  std::stop_source stop;
  stop.request_stop();
  EXPECT_FALSE(
      PatternTrend::of_incidents(town.counts(), town.window, core::Metres(800.0), jobs::Progress(stop.get_token())));
}

}  // namespace
}  // namespace wardscope::analysis
