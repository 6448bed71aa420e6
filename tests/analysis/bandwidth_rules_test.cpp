// SPDX-License-Identifier: GPL-3.0-or-later
#include "analysis/bandwidth_rules.hpp"

#include <gtest/gtest.h>

#include <cmath>
#include <numbers>
#include <stop_token>

#include "analysis/bandwidth_choice.hpp"
#include "analysis/edge_correction.hpp"
#include "analysis/gaussian_sums.hpp"
#include "core/random.hpp"
#include "jobs/parallel.hpp"
#include "support/reference_points.hpp"

namespace wardscope::analysis {
namespace {

/// The reference points in their window, stacks as given.
struct ReferenceTown {
  test::ReferencePoints points = test::reference_points();
  DistinctLocations stacked = distinct_locations({points.x, points.y, {}, {}}, Aggregation::always).value();
  DistinctLocations distinct = as_distinct(stacked);
  geo::MultiPolygon window = test::reference_window();
};

TEST(LikelihoodBandwidth, FindsTheReferenceValueOnTheGridOfTheReference) {
  const ReferenceTown town;

  const auto stacked = likelihood_bandwidth({town.stacked, &town.window}, {});
  const auto distinct = likelihood_bandwidth({town.distinct, &town.window}, {});

  ASSERT_TRUE(stacked.has_value() && distinct.has_value());
  EXPECT_NEAR(stacked->on_grid.value(), 84.0735050274381, 1e-9 /* m */);  // spatstat 3.0-3, bw.ppl
  EXPECT_NEAR(distinct->on_grid.value(), 84.0735050274381, 1e-9 /* m */);
  EXPECT_FALSE(distinct->at_end);
}

TEST(LikelihoodBandwidth, RefinesToTheGreatestOfItsCriterion) {
  const ReferenceTown town;
  const BandwidthPoints points{town.distinct, &town.window};
  const double sigma = likelihood_bandwidth(points, {})->sigma.value();

  const double best = likelihood_criterion(points, core::Metres(sigma), {}).value();

  for (const double factor : {0.5, 0.8, 0.95, 1.05, 1.25, 2.0})
    EXPECT_GT(best, likelihood_criterion(points, core::Metres(factor * sigma), {}).value()) << factor;
}

TEST(CronieVanLieshoutBandwidth, FindsTheReferenceValue) {
  const ReferenceTown town;

  const auto found = cronie_van_lieshout_bandwidth({town.stacked, &town.window}, {});

  ASSERT_TRUE(found.has_value());
  EXPECT_NEAR(found->on_grid.value(), 165.413167669437, 1e-9 /* m */);  // spatstat 3.0-3, bw.CvL
}

TEST(CronieVanLieshoutBandwidth, MakesTheInverseDensitiesAddUpToTheLand) {
  const ReferenceTown town;
  const double sigma = cronie_van_lieshout_bandwidth({town.stacked, &town.window}, {})->sigma.value();

  double area = 0.0;
  for (std::size_t i = 0; i < town.points.x.size(); ++i) {
    double density = 0.0;
    for (std::size_t j = 0; j < town.points.x.size(); ++j) {
      const double d = std::hypot(town.points.x[i] - town.points.x[j], town.points.y[i] - town.points.y[j]);
      density += DensityKernel{KernelShape::gaussian, sigma}.at_squared(d * d);
    }
    area += 1.0 / density;
  }

  EXPECT_NEAR(area, 800000.0, 10000.0 /* m^2: sigma is known to 1 % */);
}

TEST(BermanDiggleBandwidth, FindsTheReferenceValuesWithAndWithoutStacks) {
  const ReferenceTown town;

  const auto stacked = berman_diggle_bandwidth({town.stacked, &town.window}, {});
  const auto distinct = berman_diggle_bandwidth({town.distinct, &town.window}, {});

  ASSERT_TRUE(stacked.has_value() && distinct.has_value());
  EXPECT_NEAR(stacked->sigma.value(), 14.6771037181996, 1e-9 /* m */);  // spatstat 3.0-3, bw.diggle
  EXPECT_NEAR(distinct->sigma.value(), 22.8962818003914, 1e-9 /* m */);
}

TEST(NormalReferenceBandwidth, GivesTheReferenceNumbers) {
  const ReferenceTown town;

  const auto found = normal_reference_bandwidth(town.stacked);

  ASSERT_TRUE(found.has_value());
  EXPECT_NEAR(found->easting.value(), 453.91990516192, 1e-9 /* m */);  // MASS::bandwidth.nrd
  EXPECT_NEAR(found->northing.value(), 311.172400405085, 1e-9 /* m */);
}

TEST(PracticeBandwidth, IsFiveCellsOfA150thOfTheShortSide) {
  EXPECT_NEAR(practice_bandwidth({0, 0, 9000, 30000}).value(), 300.0, 1e-12 /* m */);
}

TEST(BandwidthRules, NeedTwoPlaces) {
  const std::vector<double> x{5.0, 5.0};
  const DistinctLocations one = distinct_locations({x, x, {}, {}}, Aggregation::always).value();
  const geo::MultiPolygon window{geo::to_polygon({0, 0, 100, 100})};

  for (const BandwidthRule rule :
       {BandwidthRule::scott, BandwidthRule::likelihood, BandwidthRule::diggle, BandwidthRule::cvl}) {
    const auto chosen = choose_bandwidth(rule, {one, &window}, {});
    ASSERT_FALSE(chosen.has_value());
    EXPECT_NE(chosen.error().message.find("set one"), std::string::npos) << chosen.error().message;
  }
}

TEST(BandwidthRules, AreCutToATenthOfTheShortSide) {
  const std::vector<double> x{10.0, 30.0, 60.0, 90.0};
  const std::vector<double> y{10.0, 80.0, 30.0, 90.0};
  const DistinctLocations far_apart = distinct_locations({x, y, {}, {}}, Aggregation::always).value();
  const geo::MultiPolygon window{geo::to_polygon({0, 0, 100, 100})};

  const auto chosen = choose_bandwidth(BandwidthRule::scott, {far_apart, &window}, {});

  ASSERT_TRUE(chosen.has_value());
  EXPECT_NEAR(chosen->sigma.value(), 10.0, 1e-9 /* m */);
  EXPECT_NE(chosen->remark.find("a tenth of the short side"), std::string::npos) << chosen->remark;
}

TEST(BandwidthRules, StopWhenAsked) {
  const ReferenceTown town;
  std::stop_source source;
  source.request_stop();
  const jobs::Progress stopped(source.get_token());

  for (const BandwidthRule rule : {BandwidthRule::likelihood, BandwidthRule::diggle, BandwidthRule::cvl}) {
    const auto chosen = choose_bandwidth(rule, {town.distinct, &town.window}, stopped);
    ASSERT_FALSE(chosen.has_value());
    EXPECT_EQ(chosen.error().code, core::ErrorCode::cancelled);
  }
}

/// Two hills and a background in 3 km x 2 km.
struct TestCloud {
  std::vector<double> x;
  std::vector<double> y;
  std::vector<double> weight;
  explicit TestCloud(std::uint64_t count) {
    for (std::uint64_t i = 0; i < count; ++i) {
      core::CounterRng rng(5, i);
      const bool hill = rng.chance(0.6);
      const double spread = rng.chance(0.5) ? 60.0 : 200.0;
      x.push_back(hill ? 900.0 + spread * core::sample_normal(rng) : rng.uniform(0.0, 3000.0));
      y.push_back(hill ? 800.0 + spread * core::sample_normal(rng) : rng.uniform(0.0, 2000.0));
      weight.push_back(rng.uniform(0.5, 2.0));
    }
  }
  [[nodiscard]] WeightedPoints view() const { return {x, y, weight}; }
};

class GaussianSumsAt : public testing::TestWithParam<double> {};

TEST_P(GaussianSumsAt, AgreeWithAllPairs) {
  const TestCloud cloud(900);
  const double sigma = GetParam();
  const DensityKernel kernel{KernelShape::gaussian, sigma};

  const auto sums = gaussian_sums(cloud.view(), core::Metres(sigma), {});

  ASSERT_TRUE(sums.has_value());
  for (std::size_t i = 0; i < cloud.x.size(); ++i) {
    double expected = 0.0;
    for (std::size_t j = 0; j < cloud.x.size(); ++j) {
      const geo::Point apart{cloud.x[i] - cloud.x[j], cloud.y[i] - cloud.y[j]};
      expected += cloud.weight[j] * kernel.at_squared(geo::dot(apart, apart));
    }
    EXPECT_NEAR((*sums)[i] / expected, 1.0, 1e-4) << i;
  }
}

INSTANTIATE_TEST_SUITE_P(NarrowAndWide, GaussianSumsAt, testing::Values(0.3, 1.0, 5.0, 40.0, 300.0, 4000.0));

TEST(GaussianShares, AgreeWithTheIntegralOverThePolygon) {
  const TestCloud cloud(300);
  // A bay, a headland and a hole.
  const geo::MultiPolygon land{{{{0, 0},
                                 {3100, 0},
                                 {3100, 900},
                                 {1500, 1000},
                                 {1400, 700},
                                 {1300, 1000},
                                 {1200, 2100},
                                 {0, 2000},
                                 {300, 1100},
                                 {0, 0}},
                                {{{500, 300}, {500, 500}, {900, 500}, {900, 300}, {500, 300}}}}};
  const LandBoundary boundary(land);
  for (const double sigma : {20.0, 100.0, 450.0, 3000.0}) {
    const auto shares = gaussian_shares_on_land(cloud.view(), boundary, core::Metres(sigma), {});

    ASSERT_TRUE(shares.has_value());
    for (std::size_t i = 0; i < cloud.x.size(); ++i) {
      EXPECT_NEAR((*shares)[i], mass_on_land(boundary, {KernelShape::gaussian, sigma}, {cloud.x[i], cloud.y[i]}), 0.003)
          << sigma << " " << i;
    }
  }
}

TEST(BandwidthRules, DoNotDependOnTheNumberOfThreads) {
  const TestCloud cloud(2000);
  const DistinctLocations places = distinct_locations({cloud.x, cloud.y, {}, {}}, Aggregation::always).value();
  const geo::MultiPolygon window{geo::to_polygon({-500, -500, 3500, 2500})};
  std::vector<double> found;
  for (const unsigned threads : {1U, 2U, 7U}) {
    jobs::set_thread_count(threads);
    found.push_back(likelihood_bandwidth({places, &window}, {})->sigma.value());
    found.push_back(berman_diggle_bandwidth({places, &window}, {})->sigma.value());
  }
  jobs::set_thread_count(0);

  EXPECT_EQ(found[0], found[2]);
  EXPECT_EQ(found[0], found[4]);
  EXPECT_EQ(found[1], found[3]);
  EXPECT_EQ(found[1], found[5]);
}

}  // namespace
}  // namespace wardscope::analysis
