// SPDX-License-Identifier: GPL-3.0-or-later
#include "analysis/relative_risk.hpp"

#include <gtest/gtest.h>

#include <cmath>
#include <stop_token>
#include <string>
#include <vector>

#include "core/random.hpp"
#include "jobs/parallel.hpp"
#include "support/reference_points.hpp"

namespace wardscope::analysis {
namespace {

/// The distinct reference points; the first 25 and every fourth are cases (tests/reference/density.R).
struct CasesAndControls {
  test::ReferencePoints points = test::reference_points();
  std::vector<std::uint32_t> cases;
  std::vector<std::uint32_t> controls;
  geo::MultiPolygon window = test::reference_window();

  CasesAndControls() {
    for (std::uint32_t i = 1; i <= 60; ++i) (i <= 25 || i % 4 == 0 ? cases : controls).push_back(i - 1);
  }
  [[nodiscard]] RelativeRiskInput input() const { return {points.x, points.y, cases, controls, &window, nullptr}; }
};

RelativeRiskOptions reference_options() {
  RelativeRiskOptions options;
  options.density.kernel = KernelShape::gaussian;
  options.density.bandwidth = core::Metres(120.0);
  options.density.cell = core::Metres(10.0);
  return options;
}

template <typename T>
T value_at(const raster::Raster<T>& surface, geo::Point p) {
  const raster::GridSpec& grid = surface.grid();
  return surface.at(static_cast<std::size_t>((p.x - grid.x0) / grid.cell),
                    static_cast<std::size_t>((p.y - grid.y0) / grid.cell));
}

TEST(RelativeRisk, IsTheLogRatioOfTheTwoCorrectedDensities) {
  const CasesAndControls town;
  RelativeRiskOptions options = reference_options();
  options.permutations = 0;

  const auto risk = relative_risk(town.input(), options, {});

  ASSERT_TRUE(risk.has_value()) << risk.error().message;
  const auto density = [&](const std::vector<std::uint32_t>& rows, const geo::Point& at) {
    return density_at({{town.points.x, town.points.y, {}, rows}, &town.window, {}}, options.density, {{at}})->front() /
           static_cast<double>(rows.size());
  };
  const raster::GridSpec& grid = risk->log_ratio.grid();
  std::size_t seen = 0;
  for (std::size_t row = 0; row < grid.rows; row += 7) {
    for (std::size_t column = 0; column < grid.columns; column += 7) {
      const float value = risk->log_ratio.at(column, row);
      if (std::isnan(value)) continue;
      const geo::Point at = grid.centre(column, row);
      const double expected = std::log(density(town.cases, at) / density(town.controls, at));
      EXPECT_NEAR(static_cast<double>(value), std::min(std::max(expected, -kMostLogRatio), kMostLogRatio), 1e-5);
      ++seen;
    }
  }
  EXPECT_GT(seen, 20U);
}

TEST(RelativeRisk, AgreesWithSparrWithinAPixel) {
  const CasesAndControls town;
  RelativeRiskOptions options = reference_options();
  options.density.cell = core::Metres(2.0);
  options.permutations = 0;

  const auto risk = relative_risk(town.input(), options, {});

  // sparr 2.2-17 on 64 x 64 pixels; at two of the probes fewer than one control is expected and we give no value.
  ASSERT_TRUE(risk.has_value());
  EXPECT_NEAR(static_cast<double>(value_at(risk->log_ratio, {407775, 91675})), -1.46535295415805, 0.05);
}

TEST(RelativeRisk, ToleratesAsMonteCarloDoes) {
  const CasesAndControls town;
  RelativeRiskOptions options = reference_options();
  options.permutations = 999;

  const auto risk = relative_risk(town.input(), options, {});

  // sparr's tolerance(method = "MC", ITER = 199) has 1.0 here.
  ASSERT_TRUE(risk.has_value());
  EXPECT_GT(value_at(risk->p_more, {407775, 91675}), 0.98F);
  EXPECT_LT(value_at(risk->p_fewer, {407775, 91675}), 0.02F);
}

TEST(RelativeRisk, IsOutsideItsLimitsOnOneInTwentyPlacesWhenLabelsAreRandom) {
  test::ReferencePoints points;
  std::vector<std::uint32_t> cases;
  std::vector<std::uint32_t> controls;
  const geo::MultiPolygon window{geo::to_polygon({0, 0, 4000, 4000})};
  for (std::uint32_t i = 0; i < 3000; ++i) {
    core::CounterRng rng(77, i);
    points.x.push_back(rng.uniform(0.0, 4000.0));
    points.y.push_back(rng.uniform(0.0, 4000.0));
  }
  double beyond = 0.0;
  double cells = 0.0;
  for (std::uint64_t map = 0; map < 12; ++map) {
    cases.clear();
    controls.clear();
    for (std::uint32_t i = 0; i < 3000; ++i)
      (core::CounterRng(1000 + map, i).chance(0.3) ? cases : controls).push_back(i);
    RelativeRiskOptions options;
    options.density.bandwidth = core::Metres(400.0);
    options.density.cell = core::Metres(50.0);
    const auto risk = relative_risk({points.x, points.y, cases, controls, &window, nullptr}, options, {});
    ASSERT_TRUE(risk.has_value());
    for (std::size_t i = 0; i < risk->p_more.values().size(); ++i) {
      if (std::isnan(risk->log_ratio.values()[i])) continue;
      cells += 1.0;
      beyond += risk->p_more.values()[i] < 0.025F || risk->p_fewer.values()[i] < 0.025F ? 1.0 : 0.0;
    }
  }

  EXPECT_NEAR(beyond / cells, 0.05, 0.02);  // 12 maps of some hundred kernels each
}

TEST(RelativeRisk, FindsAPlantedExcess) {
  std::vector<double> x;
  std::vector<double> y;
  std::vector<std::uint32_t> cases;
  std::vector<std::uint32_t> controls;
  const geo::MultiPolygon window{geo::to_polygon({0, 0, 4000, 4000})};
  for (std::uint32_t i = 0; i < 4000; ++i) {
    core::CounterRng rng(78, i);
    x.push_back(rng.uniform(0.0, 4000.0));
    y.push_back(rng.uniform(0.0, 4000.0));
    const bool in_excess = std::hypot(x.back() - 1000.0, y.back() - 3000.0) < 400.0;
    (rng.chance(in_excess ? 0.6 : 0.2) ? cases : controls).push_back(i);
  }
  RelativeRiskOptions options;
  options.density.bandwidth = core::Metres(500.0);
  options.density.cell = core::Metres(100.0);

  const auto risk = relative_risk({x, y, cases, controls, &window, nullptr}, options, {});

  ASSERT_TRUE(risk.has_value());
  EXPECT_GT(value_at(risk->log_ratio, {1000, 3000}), 0.7F);
  EXPECT_LE(value_at(risk->p_more, {1000, 3000}), 0.005F + 1e-6F);
}

TEST(RelativeRisk, HasNoValueWhereFewerThanOneControlIsExpected) {
  const CasesAndControls town;
  RelativeRiskOptions options = reference_options();
  options.density.bandwidth = core::Metres(40.0);
  options.permutations = 0;

  const auto risk = relative_risk(town.input(), options, {});

  ASSERT_TRUE(risk.has_value());
  EXPECT_TRUE(std::isnan(value_at(risk->log_ratio, {407050, 91750})));
  EXPECT_GT(risk->thin_share, 0.3);
}

TEST(RelativeRisk, DoesNotDependOnTheNumberOfThreads) {
  const CasesAndControls town;
  std::vector<std::vector<float>> found;
  for (const unsigned threads : {1U, 2U, 7U}) {
    jobs::set_thread_count(threads);
    found.push_back(relative_risk(town.input(), reference_options(), {})->p_more.values());
  }
  jobs::set_thread_count(0);

  for (std::size_t i = 0; i < found[0].size(); ++i) {
    ASSERT_TRUE(found[0][i] == found[1][i] || std::isnan(found[0][i]));
    ASSERT_TRUE(found[0][i] == found[2][i] || std::isnan(found[0][i]));
  }
}

TEST(RelativeRisk, AnswersBadQuestionsInSentences) {
  const CasesAndControls town;
  const auto message = [](const RelativeRiskInput& input, const RelativeRiskOptions& options) {
    const auto risk = relative_risk(input, options, {});
    EXPECT_FALSE(risk.has_value());
    return risk ? std::string() : risk.error().message;
  };
  RelativeRiskInput input = town.input();

  input.cases = {};
  EXPECT_NE(message(input, {}).find("no incidents are selected"), std::string::npos);
  input = town.input();
  input.controls = {};
  EXPECT_NE(message(input, {}).find("to compare with"), std::string::npos);
  input.controls = town.cases;
  EXPECT_NE(message(input, {}).find("in common"), std::string::npos);
  RelativeRiskOptions adaptive = reference_options();
  adaptive.density.adaptive = true;
  EXPECT_NE(message(town.input(), adaptive).find("--adaptive"), std::string::npos);
  RelativeRiskOptions few = reference_options();
  few.permutations = 20;
  EXPECT_NE(message(town.input(), few).find("at least 99"), std::string::npos);
}

TEST(RelativeRisk, StopsWhenAsked) {
  const CasesAndControls town;
  std::stop_source source;
  source.request_stop();

  const auto risk = relative_risk(town.input(), reference_options(), jobs::Progress(source.get_token()));

  ASSERT_FALSE(risk.has_value());
  EXPECT_EQ(risk.error().code, core::ErrorCode::cancelled);
}

}  // namespace
}  // namespace wardscope::analysis
