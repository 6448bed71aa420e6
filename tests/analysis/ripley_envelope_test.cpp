// SPDX-License-Identifier: GPL-3.0-or-later
#include "analysis/ripley_envelope.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>
#include <numeric>
#include <stop_token>
#include <string>
#include <vector>

#include "jobs/parallel.hpp"
#include "star_land.hpp"

namespace wardscope::analysis {
namespace {

using testing::HasSubstr;

struct Town {
  PatternWindow window{test::star_land({0.0, 0.0}, 1000.0, 40, 3)};
  RandomPlaces null = RandomPlaces::evenly(window).value();
  std::vector<double> x;
  std::vector<double> y;

  void place(std::size_t count, const Draw& which) {
    for (const geo::Point& p : null.draw(count, which)) {
      x.push_back(p.x);
      y.push_back(p.y);
    }
  }
  [[nodiscard]] RipleyCurve curve(RipleyCorrection correction = RipleyCorrection::isotropic) const {
    const PlacedCounts places{x, y, {}};
    return ripley_k({places, window, {200.0, 20}, correction}, jobs::Progress()).value();
  }
  [[nodiscard]] core::Result<RipleyEnvelope> test(const EnvelopeOptions& options) const {
    return ripley_envelope({curve(), window, RipleyCorrection::isotropic, null, options}, jobs::Progress());
  }
};

TEST(RipleyEnvelope, RejectsChanceAsOftenAsItSays) {
  int rejected = 0;
  double sum = 0.0;
  constexpr int kPatterns = 200;
  for (int i = 0; i < kPatterns; ++i) {
    Town town;
    town.place(60, {1000, static_cast<std::uint64_t>(i)});
    const auto envelope = town.test({19, i, 0.05});
    ASSERT_TRUE(envelope);
    EXPECT_EQ(envelope->p <= 0.05, envelope->most_deviation > envelope->half_width);
    if (envelope->p <= 0.05) ++rejected;
    sum += envelope->p;
  }
  // 10 expected, standard deviation 3.1; the mean p of an exact test with 19 simulations is 0.525.
  EXPECT_LE(rejected, 20);
  EXPECT_GE(rejected, 2);
  EXPECT_NEAR(sum / kPatterns, 0.525, 0.08);
}

TEST(RipleyEnvelope, FindsAPlantedClusterAndItsReach) {
  Town town;
  town.place(300, {7, 0});
  const auto cluster = RandomPlaces::evenly(PatternWindow({geo::disc({500.0, 0.0}, 50.0)}));
  for (const geo::Point& p : cluster->draw(60, {8, 0})) {
    town.x.push_back(p.x);
    town.y.push_back(p.y);
  }
  const auto envelope = town.test({99, 1, 0.05});

  ASSERT_TRUE(envelope);
  EXPECT_DOUBLE_EQ(envelope->p, 0.01);
  const RipleyCurve curve = town.curve();
  EXPECT_GT(curve.excess(5), envelope->high[5]);
  EXPECT_GT(curve.excess(envelope->at_step), envelope->expected[envelope->at_step]);
  EXPECT_GE(curve.steps.radius(envelope->at_step), 40.0);
  EXPECT_LE(curve.steps.radius(envelope->at_step), 120.0);
}

TEST(RipleyEnvelope, BandsHoldWhatTheySay) {
  Town town;
  town.place(150, {7, 0});
  const auto envelope = town.test({199, 1, 0.05});

  ASSERT_TRUE(envelope);
  EXPECT_DOUBLE_EQ(envelope->level_at_one, 0.05);  // fifth of 200 on either side
  EXPECT_EQ(envelope->steps_tested, 20U);
  EXPECT_EQ(envelope->mean_nearest.size(), 199U);
  for (std::size_t k = 1; k <= 20; ++k) {
    EXPECT_LT(envelope->low[k], envelope->expected[k]);  // though the pattern itself may be far off
    EXPECT_GT(envelope->high[k], envelope->expected[k]);
    EXPECT_NEAR(envelope->expected[k], 0.0, 4.0 /* m: of chance L is about r */);
  }
  EXPECT_GT(envelope->half_width, envelope->high[10] - envelope->expected[10]);
}

TEST(RipleyEnvelope, TestsAsFarAsTheBorderCorrectionReaches) {
  Town town;
  town.place(50, {7, 0});
  const RipleyCurve far =
      ripley_k({{town.x, town.y, {}}, town.window, {600.0, 12}, RipleyCorrection::border}, jobs::Progress()).value();
  const auto envelope =
      ripley_envelope({far, town.window, RipleyCorrection::border, town.null, {19, 1, 0.05}}, jobs::Progress());

  ASSERT_TRUE(envelope);
  EXPECT_GT(envelope->steps_tested, 1U);
  EXPECT_LT(envelope->steps_tested, 12U);
  EXPECT_TRUE(std::isfinite(envelope->most_deviation));
}

TEST(RipleyEnvelope, DoesNotDependOnTheNumberOfThreads) {
  Town town;
  town.place(400, {7, 0});
  std::vector<RipleyEnvelope> found;
  for (const unsigned threads : {1U, 2U, 7U}) {
    jobs::set_thread_count(threads);
    found.push_back(town.test({19, 1, 0.05}).value());
    EXPECT_EQ(found.back().low, found.front().low);
    EXPECT_EQ(found.back().mean_nearest, found.front().mean_nearest);
    EXPECT_EQ(found.back().most_deviation, found.front().most_deviation);
  }
  jobs::set_thread_count(0);
}

TEST(RipleyEnvelope, RefusesWithWhatToDoAndStops) {
  Town town;
  town.place(30, {7, 0});
  EXPECT_THAT(town.test({5, 1, 0.05}).error().message, HasSubstr("the number must be 19 to 9999"));
  EXPECT_THAT(town.test({19, 1, 0.01}).error().message, HasSubstr("ask for more, or for a higher level"));
  std::stop_source stop;
  stop.request_stop();
  const auto stopped = ripley_envelope({town.curve(), town.window, RipleyCorrection::isotropic, town.null, {}},
                                       jobs::Progress(stop.get_token()));
  ASSERT_FALSE(stopped);
  EXPECT_EQ(stopped.error().code, core::ErrorCode::cancelled);
}

}  // namespace
}  // namespace wardscope::analysis
