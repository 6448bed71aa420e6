// SPDX-License-Identifier: GPL-3.0-or-later
#include "analysis/kernel_density.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <array>
#include <cmath>
#include <limits>

#include "analysis/star_land.hpp"
#include "core/random.hpp"
#include "jobs/parallel.hpp"
#include "support/reference_points.hpp"

namespace wardscope::analysis {
namespace {

using core::Metres;

constexpr double kPerSquareMetre = 1e-6;  // of one per km2
constexpr geo::Point kTown{407400, 91400};
constexpr geo::Point kCorner{407999, 91799};

/// The reference points with their window, ready to be asked.
struct Reference {
  test::ReferencePoints points = test::reference_points();
  geo::MultiPolygon window = test::reference_window();
  [[nodiscard]] DensityInput input() const { return {{points.x, points.y, {}, {}}, &window, {}}; }
};

KernelDensityOptions options_of(KernelShape kernel, double bandwidth, EdgeCorrection correction) {
  return {kernel, Metres(bandwidth), Metres(0.0), correction};
}

double density_per_m2(const Reference& reference, const KernelDensityOptions& options, geo::Point probe) {
  const auto values = density_at(reference.input(), options, std::array{probe});
  EXPECT_TRUE(values.has_value());
  return values->front() * kPerSquareMetre;
}

// Values per m2 as methods.md E.1 has them, 15 digits; the tolerance is a few units of the last one.
constexpr double kDigits = 1e-14;

TEST(KernelDensity, GaussianHoldsTheReferenceNumbers) {
  const Reference reference;
  const auto options = options_of(KernelShape::gaussian, 100.0, EdgeCorrection::none);
  EXPECT_NEAR(density_per_m2(reference, options, kTown), 3.52748205699121e-4, 3.5e-4 * kDigits);
  EXPECT_NEAR(density_per_m2(reference, options, kCorner), 2.54730449081516e-5, 2.5e-5 * kDigits);
}

TEST(KernelDensity, UniformCorrectionHoldsTheReferenceNumber) {
  const auto options = options_of(KernelShape::gaussian, 100.0, EdgeCorrection::uniform);
  EXPECT_NEAR(density_per_m2(Reference(), options, kCorner), 1.00285497147138e-4, 1e-4 * kDigits);
  EXPECT_NEAR(density_per_m2(Reference(), options, kTown), 3.52781724445349e-4, 3.5e-4 * kDigits);
}

TEST(KernelDensity, JonesDiggleCorrectionHoldsTheReferenceNumber) {
  const auto options = options_of(KernelShape::gaussian, 100.0, EdgeCorrection::jones_diggle);
  EXPECT_NEAR(density_per_m2(Reference(), options, kCorner), 4.67454029734723e-5, 4.7e-5 * kDigits);
  EXPECT_NEAR(density_per_m2(Reference(), options, kTown), 3.53120213220772e-4, 3.5e-4 * kDigits);
}

TEST(KernelDensity, QuarticHoldsTheReferenceNumbers) {
  const auto options = options_of(KernelShape::quartic, 250.0, EdgeCorrection::none);
  EXPECT_NEAR(density_per_m2(Reference(), options, kTown), 3.68045886664709e-4, 3.7e-4 * kDigits);
  EXPECT_NEAR(density_per_m2(Reference(), options, kCorner), 1.86435154337357e-5, 1.9e-5 * kDigits);
}

TEST(KernelDensity, RasterHoldsTheFormulaAtEachCentre) {
  const Reference reference;
  for (const KernelShape kernel : {KernelShape::quartic, KernelShape::gaussian, KernelShape::epanechnikov}) {
    for (const EdgeCorrection correction :
         {EdgeCorrection::none, EdgeCorrection::uniform, EdgeCorrection::jones_diggle}) {
      const auto options = options_of(kernel, 120.0, correction);
      const auto surface = kernel_density(reference.input(), options, jobs::Progress());
      ASSERT_TRUE(surface.has_value()) << surface.error().message;
      const raster::GridSpec& grid = surface->per_km2.grid();
      std::vector<geo::Point> centres;
      for (std::size_t row = 0; row < grid.rows; row += 3) {
        for (std::size_t column = 0; column < grid.columns; column += 5) centres.push_back(grid.centre(column, row));
      }
      const auto expected = density_at(reference.input(), options, centres);
      ASSERT_TRUE(expected.has_value());
      std::size_t i = 0;
      for (std::size_t row = 0; row < grid.rows; row += 3) {
        for (std::size_t column = 0; column < grid.columns; column += 5, ++i) {
          ASSERT_NEAR(static_cast<double>(surface->per_km2.at(column, row)), (*expected)[i],
                      1e-7 * surface->greatest_per_km2 /* float holds 24 bits */);
        }
      }
    }
  }
}

TEST(KernelDensity, JonesDiggleKeepsTheTotalOnARaggedCoast) {
  const geo::MultiPolygon land = test::star_land({400000, 90000}, 2000.0, 120, 4);
  std::vector<double> x;
  std::vector<double> y;
  for (std::uint64_t i = 0; i < 4000; ++i) {
    core::CounterRng rng(17, i);
    x.push_back(rng.uniform(398000, 402000));
    y.push_back(rng.uniform(88000, 92000));
  }
  const DensityInput input{{x, y, {}, {}}, &land, {}};
  for (const KernelShape kernel : {KernelShape::quartic, KernelShape::gaussian, KernelShape::epanechnikov}) {
    const auto surface =
        kernel_density(input, options_of(kernel, 150.0, EdgeCorrection::jones_diggle), jobs::Progress());
    ASSERT_TRUE(surface.has_value()) << surface.error().message;
    EXPECT_EQ(surface->incidents + surface->off_land, 4000);
    EXPECT_GT(surface->off_land, 500);
    EXPECT_NEAR(surface->mass / surface->weight, 1.0, 0.005);
    const auto plain = kernel_density(input, options_of(kernel, 150.0, EdgeCorrection::none), jobs::Progress());
    EXPECT_LT(plain->mass / plain->weight, 0.97);  // so the correction is what keeps it
  }
}

/// Integrals over the window of spatstat's density.ppp on pixels of 2 m (methods.md E.1); its pixels put 65.03 where
/// the formula has 65.
TEST(KernelDensity, AddsUpToTheReferenceNumbersUnderEachCorrection) {
  for (const auto& [correction, integral] :
       {std::pair(EdgeCorrection::none, 60.02), std::pair(EdgeCorrection::uniform, 67.42),
        std::pair(EdgeCorrection::jones_diggle, 65.03)}) {
    auto options = options_of(KernelShape::gaussian, 100.0, correction);
    options.cell = Metres(4.0);
    const Reference reference;
    const auto surface = kernel_density(reference.input(), options, jobs::Progress());
    ASSERT_TRUE(surface);
    EXPECT_NEAR(surface->mass, integral, 0.05);
  }
}

TEST(KernelDensity, HasNoValueOffTheLandAndOneOnIt) {
  const geo::MultiPolygon land = test::star_land({1000, 1000}, 900.0, 50, 6);
  const std::vector<double> x{600.0};
  const std::vector<double> y{1000.0};
  const auto surface = kernel_density({{x, y, {}, {}}, &land, {}},
                                      options_of(KernelShape::quartic, 200.0, EdgeCorrection::none), jobs::Progress());
  ASSERT_TRUE(surface.has_value()) << surface.error().message;
  const raster::GridSpec& grid = surface->per_km2.grid();
  for (std::size_t row = 0; row < grid.rows; ++row) {
    for (std::size_t column = 0; column < grid.columns; ++column) {
      ASSERT_EQ(std::isnan(surface->per_km2.at(column, row)), !geo::contains(land, grid.centre(column, row)));
    }
  }
}

TEST(KernelDensity, CountsWeightsAndStacksAlike) {
  const geo::MultiPolygon land{geo::to_polygon({0, 0, 2000, 2000})};
  const std::vector<double> once_x{700.0, 1200.0};
  const std::vector<double> once_y{800.0, 900.0};
  const std::vector<float> weight{3.0F, 1.0F};
  const std::vector<double> often_x{700.0, 1200.0, 700.0, 700.0};
  const std::vector<double> often_y{800.0, 900.0, 800.0, 800.0};
  const KernelDensityOptions options;

  const auto weighted = kernel_density({{once_x, once_y, weight, {}}, &land, {}}, options, jobs::Progress());
  const auto stacked = kernel_density({{often_x, often_y, {}, {}}, &land, {}}, options, jobs::Progress());

  ASSERT_TRUE(weighted.has_value() && stacked.has_value());
  EXPECT_EQ(weighted->per_km2.values(), stacked->per_km2.values());
  EXPECT_EQ(weighted->incidents, 2);
  EXPECT_EQ(stacked->incidents, 4);
  EXPECT_EQ(weighted->weight, 4.0);
}

TEST(KernelDensity, MovesWithTheBorough) {
  const Reference here;
  Reference there;
  constexpr double kEast = 102400.0;  // multiples of any cell, and exact in binary
  constexpr double kNorth = -51200.0;
  for (double& x : there.points.x) x += kEast;
  for (double& y : there.points.y) y += kNorth;
  there.window = {geo::to_polygon({407000 + kEast, 91000 + kNorth, 408000 + kEast, 91800 + kNorth})};
  const auto options = options_of(KernelShape::quartic, 130.0, EdgeCorrection::jones_diggle);

  const auto a = kernel_density(here.input(), options, jobs::Progress());
  const auto b = kernel_density(there.input(), options, jobs::Progress());

  ASSERT_TRUE(a.has_value() && b.has_value());
  ASSERT_EQ(a->per_km2.values().size(), b->per_km2.values().size());
  for (std::size_t i = 0; i < a->per_km2.values().size(); ++i) {
    ASSERT_NEAR(static_cast<double>(a->per_km2.values()[i]), static_cast<double>(b->per_km2.values()[i]),
                1e-6 * a->greatest_per_km2);
  }
}

TEST(KernelDensity, IsTheSameForAnyNumberOfThreads) {
  const Reference reference;
  const auto options = options_of(KernelShape::quartic, 130.0, EdgeCorrection::uniform);
  jobs::set_thread_count(1);
  const auto one = kernel_density(reference.input(), options, jobs::Progress());
  for (const unsigned threads : {2U, 7U}) {
    jobs::set_thread_count(threads);
    const auto many = kernel_density(reference.input(), options, jobs::Progress());
    EXPECT_EQ(many->mass, one->mass);
    EXPECT_EQ(many->greatest_per_km2, one->greatest_per_km2);
    EXPECT_TRUE(std::equal(one->per_km2.values().begin(), one->per_km2.values().end(), many->per_km2.values().begin(),
                           [](float a, float b) { return a == b || (std::isnan(a) && std::isnan(b)); }));
  }
  jobs::set_thread_count(0);
}

TEST(KernelDensity, StopsWhenAsked) {
  std::stop_source stop;
  stop.request_stop();
  const auto surface = kernel_density(Reference().input(), {}, jobs::Progress(stop.get_token()));
  ASSERT_FALSE(surface.has_value());
  EXPECT_EQ(surface.error().code, core::ErrorCode::cancelled);
}

TEST(KernelDensity, WithoutLandCoversTheSurroundingsAndKeepsTheTotal) {
  const std::vector<double> x{500.0, 700.0};
  const std::vector<double> y{500.0, 650.0};
  const auto surface = kernel_density({{x, y, {}, {}}, nullptr, {}}, {}, jobs::Progress());
  ASSERT_TRUE(surface.has_value()) << surface.error().message;
  EXPECT_EQ(surface->options.edge_correction, EdgeCorrection::none);
  EXPECT_NEAR(surface->mass, 2.0, 0.002);
}

TEST(AutomaticCell, IsAFifthOfTheBandwidthRoundedDownOrTheExtentAllows) {
  const geo::Extent borough{0, 0, 30000, 20000};
  EXPECT_EQ(automatic_cell(borough, {KernelShape::quartic, 200.0}).value(), 20.0);
  EXPECT_EQ(automatic_cell(borough, {KernelShape::quartic, 250.0}).value(), 50.0);
  EXPECT_EQ(automatic_cell({0, 0, 1000, 800}, {KernelShape::quartic, 250.0}).value(), 5.0);
  EXPECT_EQ(automatic_cell(borough, {KernelShape::quartic, 10.0}).value(), 13.0);  // four million cells
}

/// What a bad question is answered with.
core::Error error_of(const DensityInput& input, const KernelDensityOptions& options) {
  const auto surface = kernel_density(input, options, jobs::Progress());
  EXPECT_FALSE(surface.has_value());
  return surface.has_value() ? core::Error{} : surface.error();
}

void expect_refusal(const core::Error& error, std::string_view words) {
  EXPECT_EQ(error.code, core::ErrorCode::invalid_argument);
  EXPECT_NE(error.message.find(words), std::string::npos) << error.message;
}

TEST(KernelDensity, RefusesABandwidthThatIsNone) {
  const Reference reference;
  for (const double bandwidth :
       {0.0, -5.0, std::numeric_limits<double>::quiet_NaN(), std::numeric_limits<double>::infinity()}) {
    expect_refusal(error_of(reference.input(), options_of(KernelShape::quartic, bandwidth, EdgeCorrection::none)),
                   "it must be a positive number of metres; 150 to 250 suits street crime");
  }
}

TEST(KernelDensity, RefusesABandwidthLargerThanTheBorough) {
  expect_refusal(
      error_of(Reference().input(), options_of(KernelShape::quartic, 801.0, EdgeCorrection::none)),
      "bandwidth 801 m is larger than the area (0.8 km on its short side) and would smooth everything away; use at "
      "most a tenth of it, 80 m");
}

TEST(KernelDensity, RefusesANegativeCell) {
  KernelDensityOptions options;
  options.cell = Metres(-1.0);
  expect_refusal(error_of(Reference().input(), options), "cell -1 m");
}

TEST(KernelDensity, RefusesARasterThatWouldNotFit) {
  KernelDensityOptions options;
  options.cell = Metres(0.1);
  const core::Error error = error_of(Reference().input(), options);
  expect_refusal(error, "would make 80 million values, the limit is 40 million; use cells of at least 1 m");
}

TEST(KernelDensity, RefusesAKernelThatFallsBetweenCells) {
  KernelDensityOptions options;
  options.bandwidth = Metres(15.0);
  options.cell = Metres(20.0);
  expect_refusal(error_of(Reference().input(), options),
                 "bandwidth 15 m is narrower than a cell of 20 m, so incidents would fall between the centres of the "
                 "cells; use a bandwidth of at least 40 m, or smaller cells");
}

TEST(KernelDensity, RefusesAnEmptySelection) {
  const Reference reference;
  DensityInput input = reference.input();
  const std::vector<std::uint32_t> none;
  input.points.rows = none;
  expect_refusal(error_of(input, {}), "no incidents are selected; widen the period");
}

TEST(KernelDensity, RefusesIncidentsThatAllLieOffTheLand) {
  const geo::MultiPolygon elsewhere{geo::to_polygon({0, 0, 5000, 5000})};
  Reference reference;
  reference.window = elsewhere;
  expect_refusal(error_of(reference.input(), {}), "none of the selected incidents lies on the land");
}

TEST(KernelDensity, RefusesWeightsThatAreNegativeOrAllZero) {
  const Reference reference;
  DensityInput input = reference.input();
  std::vector<float> weight(65, 0.0F);
  input.points.weight = weight;
  expect_refusal(error_of(input, {}), "all selected incidents have the weight 0");
  weight[7] = -1.0F;
  expect_refusal(error_of(input, {}), "row 7 has the weight -1");
}

TEST(KernelDensityOptions, AreDescribedInWords) {
  KernelDensityOptions options;
  options.cell = Metres(20.0);
  EXPECT_EQ(describe_in_words(options), "quartic kernel, bandwidth 200 m, cells of 20 m, Jones-Diggle edge correction");
}

}  // namespace
}  // namespace wardscope::analysis
