// SPDX-License-Identifier: GPL-3.0-or-later
#include "geo/polygon_operations.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <limits>
#include <numbers>

#include "core/random.hpp"
#include "jobs/parallel.hpp"

namespace wardscope::geo {
namespace {

using core::Metres;
using testing::HasSubstr;

MultiPolygon square(double x, double y, double side) { return {to_polygon(Extent{x, y, x + side, y + side})}; }

const MultiPolygon kBowtie = {{{{0, 0}, {10, 10}, {10, 0}, {0, 10}, {0, 0}}, {}}};

TEST(Validity, ASquareIsValid) { EXPECT_TRUE(is_valid(square(0, 0, 10))); }

TEST(Validity, ABowtieSaysWhereItCrosses) {
  const auto validity = check_validity(kBowtie);

  ASSERT_TRUE(validity);
  EXPECT_FALSE(validity->valid);
  EXPECT_THAT(validity->reason, HasSubstr("Self-intersection"));
  EXPECT_EQ(validity->where, (Point{5, 5}));
}

TEST(MakeValid, ABowtieBecomesItsTwoTriangles) {
  const auto repair = make_valid(kBowtie);

  ASSERT_TRUE(repair);
  EXPECT_TRUE(repair->changed);
  EXPECT_EQ(repair->shape.size(), 2U);
  EXPECT_TRUE(is_valid(repair->shape));
  EXPECT_DOUBLE_EQ(repair->area_before, 0.0);  // the lobes cancel
  EXPECT_DOUBLE_EQ(repair->area_after, 50.0);
}

TEST(MakeValid, AValidShapeComesBackUnchanged) {
  const auto repair = make_valid(square(1, 2, 3));

  ASSERT_TRUE(repair);
  EXPECT_FALSE(repair->changed);
  EXPECT_EQ(repair->shape, square(1, 2, 3));
}

TEST(MakeValid, OverlappingPartsAreMerged) {
  MultiPolygon overlapping = square(0, 0, 10);
  overlapping.push_back(square(5, 0, 10).front());

  const auto repair = make_valid(overlapping);

  ASSERT_TRUE(repair);
  EXPECT_DOUBLE_EQ(repair->area_before, 200.0);
  EXPECT_DOUBLE_EQ(repair->area_after, 150.0);
}

TEST(MakeValid, ACollapsedRingLeavesNothing) {
  const auto repair = make_valid({{{{0, 0}, {10, 0}, {5, 0}, {0, 0}}, {}}});

  ASSERT_TRUE(repair);
  EXPECT_TRUE(repair->shape.empty());
}

TEST(Gate, ANotANumberIsRefusedInWords) {
  const double nan = std::numeric_limits<double>::quiet_NaN();
  MultiPolygon broken = square(0, 0, 10);
  broken.front().exterior[1].x = nan;

  const auto repair = make_valid(broken);

  ASSERT_FALSE(repair);
  EXPECT_EQ(repair.error().code, core::ErrorCode::malformed);
  EXPECT_THAT(repair.error().message, HasSubstr("not a place in metres"));
  EXPECT_FALSE(is_valid(broken));
  EXPECT_FALSE(intersection(broken, square(0, 0, 5)));
  EXPECT_FALSE(buffer(MultiLineString{{{0, 0}, {nan, 1}}}, Metres(1)));
}

TEST(Gate, ACoordinateBeyondTheEarthIsRefused) { EXPECT_FALSE(check_validity(square(0, 0, 2e7))); }

TEST(Gate, EmptyPartsRepeatedPointsAndOpenRingsPass) {
  MultiPolygon odd = {
      {{}, {}}, {{{0, 0}, {0, 0}, {4, 0}, {4, 4}, {4, 4}, {0, 4}}, {{}, {{1, 1}, {1, 1}}}}, {{{7, 7}}, {}}};

  const auto same = union_of(std::span(&odd, 1), jobs::Progress());

  ASSERT_TRUE(same);
  EXPECT_DOUBLE_EQ(area(*same), 16.0);
}

TEST(Union, NeighboursWithASharedBorderBecomeOneSquare) {
  std::vector<MultiPolygon> tiles;
  for (int i = 0; i < 20; ++i) {
    for (int j = 0; j < 20; ++j) tiles.push_back(square(i, j, 1));
  }

  const auto whole = union_of(tiles, jobs::Progress());

  ASSERT_TRUE(whole);
  ASSERT_EQ(whole->size(), 1U);
  EXPECT_TRUE(whole->front().holes.empty());
  EXPECT_DOUBLE_EQ(area(*whole), 400.0);
}

TEST(Union, ThreeDiscsObeyInclusionAndExclusion) {
  const MultiPolygon a = {disc({0, 0}, 10)};
  const MultiPolygon b = {disc({8, 0}, 10)};
  const MultiPolygon c = {disc({4, 7}, 10)};
  const auto area_of = [](const core::Result<MultiPolygon>& shape) { return area(*shape); };
  const double pairs = area_of(intersection(a, b)) + area_of(intersection(a, c)) + area_of(intersection(b, c));
  const double all = area_of(intersection(*intersection(a, b), c));

  const auto whole = union_of(std::vector{a, b, c}, jobs::Progress());

  ASSERT_TRUE(whole);
  EXPECT_NEAR(area(*whole), 3 * area(a) - pairs + all, 1e-9 /* m^2 */);
}

TEST(Union, DoesNotDependOnTheNumberOfThreads) {
  std::vector<MultiPolygon> discs;
  core::CounterRng rng(7, 0);
  for (int i = 0; i < 300; ++i) discs.push_back({disc({rng.uniform(0, 500), rng.uniform(0, 500)}, 20, 24)});
  jobs::set_thread_count(1);
  const auto alone = union_of(discs, jobs::Progress());
  jobs::set_thread_count(7);
  const auto together = union_of(discs, jobs::Progress());
  jobs::set_thread_count(0);

  ASSERT_TRUE(alone);
  ASSERT_TRUE(together);
  EXPECT_EQ(*alone, *together);
}

TEST(Union, OfGroupsApartHoldsThePointsThatAnyShapeHolds) {
  core::CounterRng rng(11, 0);
  std::vector<MultiPolygon> shapes;  // some alone, some in pairs, a crowd of more than one round
  for (int i = 0; i < 60; ++i) shapes.push_back(square(rng.uniform(0, 400), rng.uniform(0, 400), 12));
  for (int i = 0; i < 70; ++i) shapes.push_back({disc({rng.uniform(600, 660), rng.uniform(0, 60)}, 9, 16)});
  shapes.push_back({});
  shapes.push_back(square(1000, 0, 1));
  shapes.push_back(square(1001, 0, 1));  // touches the one before

  const auto whole = union_of(shapes, jobs::Progress());

  ASSERT_TRUE(whole);
  EXPECT_TRUE(is_valid(*whole));  // so no ground is in two of its parts
  for (int i = 0; i < 20000; ++i) {
    const Point p = i % 2 == 0 ? Point{rng.uniform(-5, 420), rng.uniform(-5, 420)}
                               : Point{rng.uniform(590, 670), rng.uniform(-10, 70)};
    const bool held = std::any_of(shapes.begin(), shapes.end(), [&](const auto& shape) { return contains(shape, p); });
    ASSERT_EQ(contains(*whole, p), held) << p.x << " " << p.y;
  }
}

TEST(SharedArea, IsThatOfEachIntersection) {
  core::CounterRng rng(12, 0);
  MultiPolygon sieve = {to_polygon({0, 0, 200, 200})};
  for (int i = 0; i < 18; ++i) {
    for (int j = 0; j < 18; ++j) {
      Ring hole = to_polygon({10.0 + 10 * i, 10.0 + 10 * j, 14.0 + 10 * i, 13.0 + 10 * j}).exterior;
      std::reverse(hole.begin(), hole.end());
      sieve[0].holes.push_back(hole);
    }
  }
  std::vector<MultiPolygon> others{kBowtie, {}, square(500, 500, 9)};
  for (int i = 0; i < 25; ++i) others.push_back({disc({rng.uniform(-40, 240), rng.uniform(-40, 240)}, 45, 20)});

  const auto areas = shared_areas(sieve, others);

  ASSERT_TRUE(areas);
  ASSERT_EQ(areas->size(), others.size());
  for (std::size_t i = 0; i < others.size(); ++i) {
    EXPECT_NEAR((*areas)[i], area(*intersection(sieve, others[i])), 1e-9 /* m^2 */) << i;
  }
}

TEST(SharedArea, OfWhatIsNoShapeIsAnError) {
  const double nan = std::numeric_limits<double>::quiet_NaN();
  const std::vector<MultiPolygon> others{square(0, 0, 1)};
  EXPECT_FALSE(shared_areas({{{{0, 0}, {nan, 1}, {1, 1}, {0, 0}}, {}}}, others));
}

TEST(Union, OfNothingIsNothing) {
  const auto nothing = union_of({}, jobs::Progress());
  ASSERT_TRUE(nothing);
  EXPECT_TRUE(nothing->empty());
}

TEST(Union, StopsWhenAsked) {
  std::stop_source stop;
  stop.request_stop();

  const auto stopped = union_of(std::vector{square(0, 0, 1), square(1, 0, 1)}, jobs::Progress(stop.get_token()));

  ASSERT_FALSE(stopped);
  EXPECT_EQ(stopped.error().code, core::ErrorCode::cancelled);
}

TEST(Union, RepairsASelfTouchingViewFirst) {
  const auto whole = union_of(std::vector{kBowtie, square(20, 0, 1)}, jobs::Progress());

  ASSERT_TRUE(whole);
  EXPECT_DOUBLE_EQ(area(*whole), 51.0);
  EXPECT_TRUE(is_valid(*whole));
}

TEST(Difference, CutsAHoleThatRunsClockwise) {
  const auto ring = difference(square(0, 0, 10), square(4, 4, 2));

  ASSERT_TRUE(ring);
  ASSERT_EQ(ring->size(), 1U);
  ASSERT_EQ(ring->front().holes.size(), 1U);
  EXPECT_GT(signed_area(ring->front().exterior), 0.0);
  EXPECT_LT(signed_area(ring->front().holes.front()), 0.0);
  EXPECT_DOUBLE_EQ(area(*ring), 96.0);
}

TEST(Intersection, OfDistantShapesIsEmpty) {
  const auto nothing = intersection(square(0, 0, 1), square(5, 5, 1));
  ASSERT_TRUE(nothing);
  EXPECT_TRUE(nothing->empty());
}

TEST(Intersection, OfNeighboursDropsTheSharedLine) {
  const auto nothing = intersection(square(0, 0, 1), square(1, 0, 1));
  ASSERT_TRUE(nothing);
  EXPECT_TRUE(nothing->empty());
}

TEST(Buffer, ASquareGrowsByItsSidesAndACircle) {
  const auto grown = buffer(square(0, 0, 10), Metres(5));

  ASSERT_TRUE(grown);
  EXPECT_NEAR(area(*grown), 100 + 4 * 50 + std::numbers::pi * 25, 0.2 /* m^2: corners are 64-gons */);
}

TEST(Buffer, ALineBecomesACapsule) {
  const auto capsule = buffer(MultiLineString{{{0, 0}, {100, 0}}}, Metres(10));

  ASSERT_TRUE(capsule);
  EXPECT_NEAR(area(*capsule), 2000 + std::numbers::pi * 100, 1.0 /* m^2 */);
}

TEST(Simplify, KeepsTheAreaOfAFineDisc) {
  const MultiPolygon fine = {disc({400000, 100000}, 1000, 4096)};

  const auto coarse = simplify(fine, Metres(2));

  ASSERT_TRUE(coarse);
  EXPECT_LT(vertex_count(*coarse), 128U);
  EXPECT_NEAR(area(*coarse), area(fine), 2.0 * perimeter(fine));
  EXPECT_TRUE(is_valid(*coarse));
}

}  // namespace
}  // namespace wardscope::geo
