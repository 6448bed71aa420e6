// SPDX-License-Identifier: GPL-3.0-or-later
#include "geo/line_simplification.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>
#include <numbers>

#include "core/random.hpp"

namespace wardscope::geo {
namespace {

LineString rough_line(std::size_t vertices) {
  LineString line;
  for (std::size_t i = 0; i < vertices; ++i) {
    core::CounterRng rng(2, i);
    const auto step = static_cast<double>(i);
    line.push_back({430'000.0 + 3.0 * step, 390'000.0 + 40.0 * std::sin(step / 30.0) + rng.uniform(-2.0, 2.0)});
  }
  return line;
}

LineString circle(int corners) {
  LineString line;
  for (int i = 0; i <= corners; ++i) {
    const double turn = 2 * std::numbers::pi * (i % corners) / corners;
    line.push_back({100 * std::cos(turn), 100 * std::sin(turn)});
  }
  return line;
}

double farthest_from(const LineString& kept, const LineString& line) {
  double farthest = 0.0;
  for (const Point p : line) {
    double nearest = 1e9;
    for (std::size_t i = 1; i < kept.size(); ++i)
      nearest = std::min(nearest, distance_to_segment(p, kept[i - 1], kept[i]));
    farthest = std::max(farthest, nearest);
  }
  return farthest;
}

TEST(SimplifiedLine, NoVertexLiesFartherFromTheResultThanTheTolerance) {
  const LineString line = rough_line(2000);

  for (const double tolerance : {0.5, 2.0, 8.0}) {
    const LineString kept = simplified(line, tolerance);
    EXPECT_LE(farthest_from(kept, line), tolerance);
    EXPECT_LT(kept.size(), line.size());
    EXPECT_EQ(kept.front(), line.front());
    EXPECT_EQ(kept.back(), line.back());
  }
}

TEST(SimplifiedLine, AClosedLineStaysClosed) {
  const LineString line = circle(2000);

  const LineString few = simplified(line, 0.05);

  EXPECT_LT(few.size(), 150U);
  EXPECT_EQ(few.front(), few.back());
  EXPECT_LE(farthest_from(few, line), 0.0501 /* m */);
}

TEST(SimplifiedLine, AStraightLineIsItsEndsAndACornerStays) {
  EXPECT_EQ(simplified(LineString{{0, 0}, {1, 0}, {2, 0}, {3, 0}}, 0.05).size(), 2U);
  EXPECT_EQ(simplified(LineString{{0, 0}, {1, 0}, {2, 1}, {3, 0}}, 0.05).size(), 4U);
  EXPECT_EQ(simplified(LineString{{0, 0}, {5, 5}}, 0.05).size(), 2U);
}

TEST(SimplifiedLine, WithoutAToleranceEverythingStays) {
  const LineString line = rough_line(50);

  EXPECT_EQ(simplified(line, 0.0), line);
  EXPECT_EQ(simplified(LineString{}, 1.0), LineString{});
}

}  // namespace
}  // namespace wardscope::geo
