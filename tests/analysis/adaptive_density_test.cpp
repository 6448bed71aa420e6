// SPDX-License-Identifier: GPL-3.0-or-later
#include "analysis/adaptive_bandwidths.hpp"

#include <gtest/gtest.h>

#include <cmath>
#include <string>
#include <vector>

#include "analysis/kernel_density.hpp"
#include "core/random.hpp"
#include "jobs/parallel.hpp"
#include "support/reference_points.hpp"

namespace wardscope::analysis {
namespace {

/// The reference points without the copies of the first.
test::ReferencePoints distinct_reference() {
  test::ReferencePoints points = test::reference_points();
  points.x.resize(60);
  points.y.resize(60);
  return points;
}

const std::vector<geo::Point> kProbes{{407400, 91400}, {407775, 91675}, {407050, 91050}, {407999, 91799}};
constexpr double kSquareMetres = 1e6;

TEST(AdaptiveDensity, GivesTheNumbersOfTheFormulaAndOfSparr) {
  const auto points = distinct_reference();
  const auto window = test::reference_window();
  const KernelDensityOptions options{.kernel = KernelShape::gaussian,
                                     .bandwidth = core::Metres(60.0),
                                     .cell = core::Metres(5.0),
                                     .edge_correction = EdgeCorrection::jones_diggle,
                                     .adaptive = true,
                                     .least_spread = core::Metres(25.0)};

  const auto found = density_at({{points.x, points.y, {}, {}}, &window, {}}, options, kProbes);

  ASSERT_TRUE(found.has_value()) << found.error().message;
  // tests/reference/density.R: the formula in double precision; sparr 2.2-17 on 400 x 400 pixels.
  const std::vector<double> formula{5.65606156277123e-04, 6.58932582248184e-04, 1.69425950827638e-05,
                                    3.51269406934249e-05};
  const std::vector<double> sparr{5.6987125e-04, 6.5359340e-04, 1.6898345e-05, 3.4896174e-05};
  for (std::size_t k = 0; k < kProbes.size(); ++k) {
    EXPECT_NEAR((*found)[k] / kSquareMetres / formula[k], 1.0, 5e-4) << k;  // the pilot's fast sums
    EXPECT_NEAR((*found)[k] / kSquareMetres / sparr[k], 1.0, 0.01) << k;    // sparr's pixels
  }
}

TEST(AdaptiveBandwidths, FollowTheSquareRootOfThePilot) {
  const auto points = distinct_reference();
  const DistinctLocations places = distinct_locations({points.x, points.y, {}, {}}, Aggregation::always).value();

  const auto found = adaptive_bandwidths(places, LandBoundary({}), {core::Metres(60.0), core::Metres(1.0)}, {});

  ASSERT_TRUE(found.has_value());
  const auto pilot = [&](std::size_t i) {
    double sum = 0.0;
    for (std::size_t j = 0; j < places.size(); ++j) {
      const double d = std::hypot(places.x[i] - places.x[j], places.y[i] - places.y[j]);
      sum += DensityKernel{KernelShape::gaussian, 60.0}.at_squared(d * d);
    }
    return sum;
  };
  double logs = 0.0;
  for (std::size_t i = 0; i < places.size(); ++i) logs += std::log(pilot(i));
  const double mean = std::exp(logs / static_cast<double>(places.size()));
  for (std::size_t i = 0; i < places.size(); ++i)
    EXPECT_NEAR(found->sigma[i] / (60.0 / std::sqrt(pilot(i) / mean)), 1.0, 5e-5) << i;
}

TEST(AdaptiveBandwidths, AreNoNarrowerThanTheFloorOverAStackAndNoWiderThanFiveMedians) {
  std::vector<double> x(300, 500.0);  // one stack, a few about it, one far away
  std::vector<double> y(300, 500.0);
  for (std::uint64_t i = 0; i < 2000; ++i) {
    core::CounterRng rng(9, i);
    x.push_back(rng.uniform(0.0, 1500.0));
    y.push_back(rng.uniform(0.0, 1500.0));
  }
  x.push_back(90000.0);
  y.push_back(90000.0);
  const DistinctLocations places = distinct_locations({x, y, {}, {}}, Aggregation::always).value();

  const auto found = adaptive_bandwidths(places, LandBoundary({}), {core::Metres(40.0), core::Metres(25.0)}, {});

  ASSERT_TRUE(found.has_value());
  EXPECT_EQ(found->sigma.front(), 25.0);
  EXPECT_EQ(found->least.value(), 25.0);
  EXPECT_LE(found->greatest.value(), 5.0 * found->median.value() * (1.0 + 1e-9));
  EXPECT_EQ(found->sigma.back(), found->greatest.value());
}

class AdaptiveSurface : public testing::TestWithParam<KernelShape> {};

TEST_P(AdaptiveSurface, IsTheSumOfEachIncidentsOwnKernelAtEveryCell) {
  const auto points = test::reference_points();
  const auto window = test::reference_window();
  const double bandwidth = GetParam() == KernelShape::gaussian ? 40.0 : 120.0;
  const KernelDensityOptions options{.kernel = GetParam(),
                                     .bandwidth = core::Metres(bandwidth),
                                     .cell = core::Metres(4.0),
                                     .edge_correction = EdgeCorrection::jones_diggle,
                                     .adaptive = true,
                                     .least_spread = core::Metres(5.0)};
  const DensityInput input{{points.x, points.y, {}, {}}, &window, {}};

  const auto surface = kernel_density(input, options, {});

  ASSERT_TRUE(surface.has_value()) << surface.error().message;
  ASSERT_TRUE(surface->adapted.has_value());
  EXPECT_GT(surface->adapted->greatest / surface->adapted->least, 2.0);  // more than one group of the sweep
  const raster::GridSpec& grid = surface->per_km2.grid();
  std::vector<geo::Point> centres;
  for (std::size_t row = 0; row < grid.rows; ++row) {
    for (std::size_t column = 0; column < grid.columns; ++column) centres.push_back(grid.centre(column, row));
  }
  const auto by_definition = density_at(input, options, centres);
  ASSERT_TRUE(by_definition.has_value());
  for (std::size_t i = 0; i < centres.size(); ++i) {
    ASSERT_NEAR(static_cast<double>(surface->per_km2.values()[i]), (*by_definition)[i],
                2e-7 * surface->greatest_per_km2 /* floats */)
        << i;
  }
  EXPECT_NEAR(surface->mass, surface->weight, 0.005 * surface->weight);
}

INSTANTIATE_TEST_SUITE_P(Kernels, AdaptiveSurface,
                         testing::Values(KernelShape::quartic, KernelShape::epanechnikov, KernelShape::gaussian));

TEST(AdaptiveDensity, OfAPartIsAWindowOnThatOfTheWhole) {
  const auto points = test::reference_points();
  const auto window = test::reference_window();
  const geo::MultiPolygon part{geo::to_polygon({407200, 91200, 407600, 91600})};
  KernelDensityOptions options{.bandwidth = core::Metres(150.0), .adaptive = true};
  DensityInput input{{points.x, points.y, {}, {}}, &window, raster::GridSpec{407200, 91200, 10.0, 40, 40}};

  const auto whole = kernel_density(input, options, {});
  input.part = &part;
  const auto cut = kernel_density(input, options, {});

  ASSERT_TRUE(whole.has_value() && cut.has_value());
  for (std::size_t i = 0; i < whole->per_km2.values().size(); ++i) {
    ASSERT_NEAR(static_cast<double>(cut->per_km2.values()[i]), static_cast<double>(whole->per_km2.values()[i]),
                1e-6 * whole->greatest_per_km2);
  }
}

TEST(AdaptiveDensity, DoesNotDependOnTheNumberOfThreads) {
  const auto points = test::reference_points();
  const auto window = test::reference_window();
  const KernelDensityOptions options{.bandwidth = core::Metres(150.0), .adaptive = true};
  std::vector<std::vector<float>> found;
  for (const unsigned threads : {1U, 2U, 7U}) {
    jobs::set_thread_count(threads);
    found.push_back(kernel_density({{points.x, points.y, {}, {}}, &window, {}}, options, {})->per_km2.values());
  }
  jobs::set_thread_count(0);

  EXPECT_EQ(found[0], found[1]);
  EXPECT_EQ(found[0], found[2]);
}

TEST(AdaptiveDensity, RefusesTheUniformCorrectionInASentence) {
  const auto points = test::reference_points();
  const auto window = test::reference_window();
  const KernelDensityOptions options{.edge_correction = EdgeCorrection::uniform, .adaptive = true};

  const auto surface = kernel_density({{points.x, points.y, {}, {}}, &window, {}}, options, {});

  ASSERT_FALSE(surface.has_value());
  EXPECT_NE(surface.error().message.find("use jones-diggle"), std::string::npos);
}

}  // namespace
}  // namespace wardscope::analysis
