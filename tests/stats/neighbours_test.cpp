// SPDX-License-Identifier: GPL-3.0-or-later
#include "stats/neighbours.hpp"

#include <gtest/gtest.h>

#include <cstdlib>

namespace wardscope::stats {
namespace {

std::vector<Neighbours::Unit> list_of(const Neighbours& neighbours, std::size_t unit) {
  const auto own = neighbours.of(unit);
  return {own.begin(), own.end()};
}

TEST(LatticeNeighbours, AreThoseThatTouch) {
  const Lattice lattice{5, 4};
  for (const Contiguity contiguity : {Contiguity::rook, Contiguity::queen}) {
    const Neighbours neighbours = lattice_neighbours(lattice, contiguity);
    ASSERT_EQ(neighbours.size(), 20U);
    for (int a = 0; a < 20; ++a) {
      for (int b = 0; b < 20; ++b) {
        const int across = std::abs(a % 5 - b % 5);
        const int up = std::abs(a / 5 - b / 5);
        const bool touch = a != b && across <= 1 && up <= 1 && (contiguity == Contiguity::queen || across + up == 1);
        ASSERT_EQ(neighbours.has(static_cast<std::size_t>(a), static_cast<Neighbours::Unit>(b)), touch)
            << a << " " << b;
      }
    }
  }
}

TEST(LatticeNeighbours, NumberTheUnitsWithoutTheSea) {
  // The cell in the middle of three is sea.
  const Neighbours neighbours = lattice_neighbours({3, 1, {true, false, true}}, Contiguity::queen);
  ASSERT_EQ(neighbours.size(), 2U);
  EXPECT_TRUE(neighbours.of(0).empty());
  EXPECT_TRUE(neighbours.of(1).empty());
  EXPECT_EQ(list_of(lattice_neighbours({2, 2, {true, false, true, true}}, Contiguity::queen), 0),
            (std::vector<Neighbours::Unit>{1, 2}));
}

TEST(Neighbours, AreAscendingAndNeedNotBeMutual) {
  const Neighbours neighbours({{2, 1}, {}, {1}});
  EXPECT_EQ(list_of(neighbours, 0), (std::vector<Neighbours::Unit>{1, 2}));
  EXPECT_TRUE(neighbours.has(0, 2));
  EXPECT_FALSE(neighbours.has(2, 0));
  EXPECT_EQ(neighbours.links(), 3U);
  EXPECT_EQ(Neighbours().size(), 0U);
  EXPECT_EQ(lattice_neighbours({0, 0}, Contiguity::rook).size(), 0U);
}

}  // namespace
}  // namespace wardscope::stats
