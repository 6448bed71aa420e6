// SPDX-License-Identifier: GPL-3.0-or-later
// Against spdep 1.2-7 on the reference points counted in 10 x 8 cells of 100 m, queen contiguity.
#include "stats/spatial_association.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>
#include <utility>

#include "core/random.hpp"
#include "stats/multiple_testing.hpp"
#include "support/reference_points.hpp"

namespace wardscope::stats {
namespace {

constexpr std::size_t kColumns = 10;
constexpr std::size_t kRows = 8;

std::vector<double> reference_counts() {
  const auto points = test::reference_points();
  std::vector<double> counts(kColumns * kRows, 0.0);
  for (std::size_t i = 0; i < points.x.size(); ++i) {
    const auto column = static_cast<std::size_t>((points.x[i] - 407000) / 100);
    const auto row = static_cast<std::size_t>((points.y[i] - 91000) / 100);
    ++counts[row * kColumns + column];
  }
  return counts;
}

Neighbours queens() { return lattice_neighbours({kColumns, kRows}, Contiguity::queen); }

/// Cell as spdep numbers it, from 1, with the number that it has there.
using Reference = std::pair<std::size_t, double>;

TEST(GetisOrd, GiStarHoldsTheReferenceNumbers) {
  const auto z = getis_ord_z(reference_counts(), queens(), Self::included);
  for (const auto& [cell, expected] :
       {Reference{1, -0.568029130424}, Reference{25, 2.035148371968}, Reference{34, 4.298842817793},
        Reference{35, 4.124712475807}, Reference{44, 4.124712475807}, Reference{78, 2.323985513891}}) {
    EXPECT_NEAR(z[cell - 1], expected, 5e-13) << cell;
  }
}

TEST(GetisOrd, GiHoldsTheReferenceNumbers) {
  const auto z = getis_ord_z(reference_counts(), queens(), Self::excluded);
  for (const auto& [cell, expected] :
       {Reference{1, -0.423093310249}, Reference{25, 2.266942122854}, Reference{34, 3.412777552164},
        Reference{35, 3.736678572036}, Reference{44, 3.346446625972}, Reference{78, 2.267401603065}}) {
    EXPECT_NEAR(z[cell - 1], expected, 5e-13) << cell;
  }
}

TEST(GetisOrd, AsManyCellsStandOutAsInTheReference) {
  std::vector<double> p;
  for (const double z : getis_ord_z(reference_counts(), queens(), Self::included)) p.push_back(two_sided_p(z));
  const auto below = [&](Correction correction) {
    const auto adjusted = adjusted_p_values(p, correction);
    return std::count_if(adjusted.begin(), adjusted.end(), [](double value) { return value < 0.05; });
  };
  EXPECT_EQ(below(Correction::none), 11);
  EXPECT_EQ(below(Correction::benjamini_hochberg), 4);
  EXPECT_EQ(below(Correction::bonferroni), 4);
}

TEST(MoranI, HoldsTheReferenceNumbers) {
  const Association moran = moran_i(reference_counts(), queens(), WeightStyle::row_standardised);
  EXPECT_NEAR(moran.value, 0.221115156160184, 1e-14);
  EXPECT_NEAR(moran.expected, -0.0126582278481013, 1e-15);
  EXPECT_NEAR(moran.variance, 0.00289365326156887, 1e-16);
  EXPECT_NEAR(moran.z, 4.3458208454707, 1e-12);
  EXPECT_NEAR(moran.p, 1.38755788090571e-05, 1e-17);
}

TEST(LocalMoran, HoldsTheReferenceNumbersWithEitherMoments) {
  const auto conditional = local_moran(reference_counts(), queens(), {});
  const auto total = local_moran(reference_counts(), queens(), {WeightStyle::row_standardised, LocalMoments::total});
  EXPECT_NEAR(conditional[33].value, 4.630197355815, 1e-12);
  EXPECT_NEAR(conditional[33].expected, -0.38856320988792, 1e-13);
  EXPECT_NEAR(conditional[33].variance, 2.1626039446764, 1e-12);
  EXPECT_NEAR(conditional[33].p, 0.000643044082312, 1e-14);
  EXPECT_NEAR(conditional[34].z, 3.73667857204, 1e-11);
  EXPECT_NEAR(conditional[77].z, 2.26740160306, 1e-11);
  EXPECT_NEAR(total[33].z, 15.30263130659, 1e-10);
  EXPECT_NEAR(total[34].variance, 0.0920530369032, 1e-13);
  EXPECT_NEAR(total[77].variance, 0.1517193167437, 1e-12);
  EXPECT_NEAR(total[77].p, 1.28868141334e-01, 1e-12);
}

TEST(LocalMoran, WithTheUnitsValueHeldFixedIsGiUpToItsSign) {
  const auto counts = reference_counts();
  const double mean = 65.0 / 80.0;
  const auto gi = getis_ord_z(counts, queens(), Self::excluded);
  const auto local = local_moran(counts, queens(), {});
  for (std::size_t i = 0; i < counts.size(); ++i) {
    ASSERT_NEAR(local[i].z, counts[i] < mean ? -gi[i] : gi[i], 1e-10) << i;
  }
}

/// Mean and variance over every order of the values: 8 units, 40,320 of them.
TEST(MoranI, HasTheMomentsOfAllPermutations) {
  std::vector<double> values{0, 0, 1, 2, 3, 5, 8, 21};
  const Neighbours neighbours = lattice_neighbours({4, 2}, Contiguity::rook);
  for (const WeightStyle style : {WeightStyle::binary, WeightStyle::row_standardised}) {
    const Association moran = moran_i(values, neighbours, style);
    std::vector<double> order{0, 0, 1, 2, 3, 5, 8, 21};
    double sum = 0.0;
    double squares = 0.0;
    double count = 0.0;
    do {
      const double value = moran_i(order, neighbours, style).value;
      sum += value;
      squares += value * value;
      ++count;
    } while (std::next_permutation(order.begin(), order.end()));
    EXPECT_NEAR(moran.expected, sum / count, 1e-12);
    EXPECT_NEAR(moran.variance, squares / count - (sum / count) * (sum / count), 1e-12);
  }
}

TEST(MoranI, HasTheMomentsOfAllPermutationsWithLinksThatAreNotMutual) {
  const Neighbours neighbours({{1, 2}, {2}, {3, 4}, {0}, {5, 6}, {4}, {0, 1}});
  std::vector<double> order{1, 2, 3, 4, 7, 9, 15};
  const Association moran = moran_i(order, neighbours, WeightStyle::row_standardised);
  double sum = 0.0;
  double squares = 0.0;
  double count = 0.0;
  do {
    const double value = moran_i(order, neighbours, WeightStyle::row_standardised).value;
    sum += value;
    squares += value * value;
    ++count;
  } while (std::next_permutation(order.begin(), order.end()));
  EXPECT_NEAR(moran.expected, sum / count, 1e-12);
  EXPECT_NEAR(moran.variance, squares / count - (sum / count) * (sum / count), 1e-12);
}

TEST(SpatialAssociation, LeavesIslandsUntested) {
  const std::vector<double> values{1, 5, 2, 8, 40, 3};
  const Neighbours with_island({{1}, {0, 2}, {1, 3}, {2, 5}, {}, {3}});
  const std::vector<double> ashore{1, 5, 2, 8, 3};
  const Neighbours without({{1}, {0, 2}, {1, 3}, {2, 4}, {3}});

  EXPECT_TRUE(std::isnan(getis_ord_z(values, with_island, Self::excluded)[4]));
  EXPECT_FALSE(std::isnan(getis_ord_z(values, with_island, Self::included)[4]));
  EXPECT_TRUE(std::isnan(local_moran(values, with_island, {})[4].z));
  const Association a = moran_i(values, with_island, WeightStyle::binary);
  const Association b = moran_i(ashore, without, WeightStyle::binary);
  EXPECT_DOUBLE_EQ(a.value, b.value);
  EXPECT_DOUBLE_EQ(a.variance, b.variance);
}

TEST(SpatialAssociation, LosesNoDigitsToALargeMean) {
  const auto counts = reference_counts();
  std::vector<double> raised = counts;
  for (double& value : raised) value += 1e9;
  const auto low = getis_ord_z(counts, queens(), Self::included);
  const auto high = getis_ord_z(raised, queens(), Self::included);
  for (std::size_t i = 0; i < counts.size(); ++i) ASSERT_NEAR(low[i], high[i], 1e-6);
}

TEST(TwoSidedP, IsThatOfTheNormalDistribution) {
  EXPECT_NEAR(two_sided_p(1.959963984540054), 0.05, 1e-15);
  EXPECT_EQ(two_sided_p(0.0), 1.0);
  EXPECT_EQ(two_sided_p(-3.0), two_sided_p(3.0));
  EXPECT_GT(two_sided_p(38.0), 0.0);  // no cancellation far out
}

}  // namespace
}  // namespace wardscope::stats
