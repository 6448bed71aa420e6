// SPDX-License-Identifier: GPL-3.0-or-later
#include "analysis/quadrat_test.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <string>
#include <vector>

#include "core/random.hpp"
#include "jobs/parallel.hpp"
#include "support/reference_points.hpp"

namespace wardscope::analysis {
namespace {

using testing::HasSubstr;

struct Pattern {
  std::vector<double> x;
  std::vector<double> y;
  [[nodiscard]] PlacedCounts counts() const { return {x, y, {}}; }
};

const PatternWindow kTown({geo::to_polygon({0.0, 0.0, 2000.0, 2000.0})});

Pattern even_town(std::size_t incidents, double width = 2000.0) {
  Pattern pattern;
  for (std::uint64_t i = 0; i < incidents; ++i) {
    core::CounterRng rng(4, i);
    pattern.x.push_back(rng.uniform(0.0, width));
    pattern.y.push_back(rng.uniform(0.0, 2000.0));
  }
  return pattern;
}

std::string refusal(const Pattern& pattern, const PatternWindow& window, double side) {
  const auto test = quadrat_test({pattern.counts(), window, {core::Metres(side), 1}}, jobs::Progress());
  return test ? std::string() : test.error().message;
}

// methods.md E.5: 5 x 4 quadrats of 200 m. One point lies on a side of two squares, at northing 91400: ours is the
// northern one, as everywhere in this program; spatstat's the southern one.
TEST(QuadratTest, IsThatOfSpatstatOnTheReferencePoints) {
  auto points = test::reference_points();
  const PatternWindow window({geo::to_polygon({407000.0, 91000.0, 408000.0, 91800.0})});
  const QuadratOptions options{core::Metres(200.0), 1};

  const auto ours = quadrat_test({{points.x, points.y, {}}, window, options}, jobs::Progress());
  for (double& y : points.y) y -= y == 91400.0 ? 0.001 : 0.0;
  const auto test = quadrat_test({{points.x, points.y, {}}, window, options}, jobs::Progress());

  ASSERT_TRUE(ours && test);
  EXPECT_NEAR(ours->dispersion.x2, 87.3076923076923, 1e-9);
  EXPECT_EQ(test->quadrats, 20U);
  EXPECT_EQ(test->incidents, 65);
  EXPECT_NEAR(test->dispersion.x2, 89.7692307692308, 1e-9);
  EXPECT_TRUE(test->replicated);  // 3.25 expected in each
  EXPECT_DOUBLE_EQ(test->dispersion.p, 0.002);
}

TEST(QuadratTest, FindsNothingWhereChancePlacedThem) {
  const auto test = quadrat_test({even_town(1500).counts(), kTown, {}}, jobs::Progress());

  ASSERT_TRUE(test);
  EXPECT_EQ(test->side, core::Metres(200.0));
  EXPECT_FALSE(test->replicated);
  EXPECT_GT(test->dispersion.p, 0.05);
  EXPECT_NEAR(test->dispersion.ratio, 1.0, 0.3);
}

/// Half of each square in the last column is sea.
TEST(QuadratTest, ExpectsByTheLandInASquare) {
  const PatternWindow coast({geo::to_polygon({0.0, 0.0, 1900.0, 2000.0})});

  const auto test = quadrat_test({even_town(1500, 1900.0).counts(), coast, {core::Metres(200.0), 1}}, jobs::Progress());

  ASSERT_TRUE(test);
  EXPECT_EQ(test->quadrats, 100U);
  EXPECT_GT(test->dispersion.p, 0.05);
}

TEST(QuadratTest, DoesNotDependOnTheNumberOfThreads) {
  const Pattern pattern = even_town(200);
  std::vector<double> found;
  for (const unsigned threads : {1U, 2U, 7U}) {
    jobs::set_thread_count(threads);
    const auto test = quadrat_test({pattern.counts(), kTown, {core::Metres(200.0), 1}}, jobs::Progress());
    ASSERT_TRUE(test);
    EXPECT_TRUE(test->replicated);
    found.push_back(test->dispersion.p);
  }
  jobs::set_thread_count(0);
  EXPECT_EQ(found[0], found[1]);
  EXPECT_EQ(found[0], found[2]);
}

TEST(QuadratTest, RefusesWithWhatToDo) {
  EXPECT_THAT(refusal(even_town(100), kTown, 5.0), HasSubstr("they must be 10 m to 10000 m wide"));
  EXPECT_THAT(refusal(even_town(100), kTown, 1500.0), HasSubstr("choose narrower quadrats"));
  EXPECT_THAT(refusal(even_town(3), kTown, 200.0), HasSubstr("or a wider filter"));
  EXPECT_THAT(refusal(even_town(6), kTown, 0.0), HasSubstr("too few, or the ground too small"));
}

}  // namespace
}  // namespace wardscope::analysis
