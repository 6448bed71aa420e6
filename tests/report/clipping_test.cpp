// SPDX-License-Identifier: GPL-3.0-or-later
#include "report/clipping.hpp"

#include <gtest/gtest.h>

#include <cmath>
#include <numbers>

namespace wardscope::report {
namespace {

double distance_to_line(geo::Point p, const std::vector<geo::Point>& line) {
  double least = 1e300;
  for (std::size_t i = 1; i < line.size(); ++i) {
    const geo::Point a = line[i - 1];
    for (int step = 0; step <= 1000; ++step) {
      least = std::min(least, geo::distance(p, a + (line[i] - a) * (step / 1000.0)));
    }
  }
  return least;
}

std::vector<geo::Point> circle(int corners) {
  std::vector<geo::Point> line;
  for (int i = 0; i <= corners; ++i) {
    const double turn = 2 * std::numbers::pi * (i % corners) / corners;
    line.push_back({100 * std::cos(turn), 100 * std::sin(turn)});
  }
  return line;
}

TEST(Simplified, NoVertexIsFartherThanTheTolerance) {
  const auto line = circle(2000);

  const auto few = simplified(line, 0.05);

  EXPECT_LT(few.size(), 150U);
  EXPECT_EQ(few.front(), few.back());
  for (const geo::Point& p : line) EXPECT_LE(distance_to_line(p, few), 0.0501);
}

TEST(Simplified, AStraightLineIsItsEndsAndACornerStays) {
  EXPECT_EQ(simplified({{0, 0}, {1, 0}, {2, 0}, {3, 0}}, 0.05).size(), 2U);
  EXPECT_EQ(simplified({{0, 0}, {1, 0}, {2, 1}, {3, 0}}, 0.05).size(), 4U);
  EXPECT_EQ(simplified({{0, 0}, {5, 5}}, 0.05).size(), 2U);
}

}  // namespace
}  // namespace wardscope::report
