// SPDX-License-Identifier: GPL-3.0-or-later
// The choices of kernel-density beyond the plain surface: who sets the bandwidth.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <utility>
#include <vector>

#include "catalog/catalog.hpp"
#include "catalog/small_borough.hpp"
#include "ops/operation.hpp"
#include "ops/parameters.hpp"

namespace wardscope::catalog {
namespace {

using testing::AllOf;
using testing::Contains;
using testing::HasSubstr;

using Settings = std::vector<std::pair<std::string, std::string>>;

core::Result<ops::OperationResult> run(std::string_view name, const borough::Dataset& dataset,
                                       const Settings& settings) {
  const auto operation = builtin_operations().make(name);
  for (const auto& [parameter, value] : settings)
    EXPECT_TRUE(ops::set_parameter(*operation, parameter, {value})) << parameter;
  core::Diagnostics diagnostics;
  return operation->run({dataset, {}, jobs::Progress(), diagnostics});
}

const raster::Raster<float>& surface_of(const ops::OperationResult& result, std::string_view name) {
  const auto layer =
      std::find_if(result.layers.begin(), result.layers.end(), [&](const auto& one) { return one.name == name; });
  EXPECT_NE(layer, result.layers.end()) << name;
  return *std::get<core::Snapshot<raster::Raster<float>>>(layer->data);
}

/// "…, for this kernel 123 m": the number.
std::string bandwidth_said(const ops::OperationResult& result) {
  for (const std::string& sentence : result.sentences) {
    const std::string mark = "for this kernel ";
    const auto at = sentence.find(mark);
    if (at != std::string::npos)
      return sentence.substr(at + mark.size(), sentence.find(" m", at + mark.size()) - at - mark.size());
  }
  return {};
}

class EveryRule : public testing::TestWithParam<std::string> {};

TEST_P(EveryRule, SaysABandwidthThatGivesTheSameSurfaceWhenTyped) {
  const borough::Dataset dataset = small_borough();

  const auto by_rule = run("kernel-density", dataset, {{"bandwidth-rule", GetParam()}});
  ASSERT_TRUE(by_rule) << by_rule.error().message;
  const auto typed = run("kernel-density", dataset, {{"bandwidth", bandwidth_said(*by_rule)}});

  ASSERT_TRUE(typed) << typed.error().message;
  const auto& a = surface_of(*by_rule, "density");
  const auto& b = surface_of(*typed, "density");
  ASSERT_EQ(a.grid(), b.grid());
  EXPECT_TRUE(std::equal(a.values().begin(), a.values().end(), b.values().begin(),
                         [](float one, float other) { return one == other || (one != one && other != other); }));
}

INSTANTIATE_TEST_SUITE_P(Rules, EveryRule, testing::Values("scott", "likelihood", "cvl", "practice", "diggle"),
                         [](const auto& rule) { return rule.param; });

std::string method_with(const char* correction) {
  const auto result = run("kernel-density", small_borough(), {{"edge-correction", correction}});
  EXPECT_TRUE(result) << result.error().message;
  return result ? result->sentences.back() : std::string();
}

TEST(KernelDensity, CreditsTheEdgeCorrectionThatItUsed) {
  EXPECT_THAT(method_with("jones-diggle"), HasSubstr("corrected at the edge of the land (Jones 1993)"));
  EXPECT_THAT(method_with("uniform"), HasSubstr("corrected at the edge of the land (Diggle 1985)"));
  EXPECT_THAT(method_with("none"), HasSubstr("; not corrected at the edge of the land."));
}

/// Half of the incidents stand on six points: what is kept of the surface says that 80 m are too narrow for them.
TEST(KernelDensity, KeepsTheWarningOfABandwidthNarrowerThanItsPointsSupport) {
  borough::Dataset dataset = small_borough();
  borough::IncidentTable incidents = *dataset.incidents;
  for (std::size_t row = 0; row < incidents.size(); row += 2) {
    incidents.x[row] = incidents.x[row % 12];
    incidents.y[row] = incidents.y[row % 12];
  }
  dataset.incidents = core::make_snapshot(incidents);
  for (const char* operation : {"kernel-density", "hotspots"}) {
    const auto narrow = run(operation, dataset, {{"bandwidth", "80"}});
    ASSERT_TRUE(narrow) << narrow.error().message;
    EXPECT_THAT(narrow->sentences, Contains(HasSubstr("of about 200 m and more are supported: use at least 2")));
    const auto wide = run(operation, dataset, {{"bandwidth", "300"}});
    ASSERT_TRUE(wide) << wide.error().message;
    EXPECT_THAT(wide->sentences, testing::Not(Contains(HasSubstr("use at least"))));
  }
}

TEST(BandwidthRule, NeedsMoreThanOnePlace) {
  const auto result =
      run("kernel-density", small_borough({.all_on_one_point = true}), {{"bandwidth-rule", "likelihood"}});

  ASSERT_FALSE(result);
  EXPECT_THAT(result.error().message, HasSubstr("set one"));
}

TEST(BandwidthRule, IsSaidByHotspotsToo) {
  const auto result = run("hotspots", small_borough(), {{"bandwidth-rule", "scott"}});

  ASSERT_TRUE(result) << result.error().message;
  EXPECT_THAT(result->sentences, Contains(AllOf(HasSubstr("Scott's rule of thumb"), HasSubstr("standard deviation"))));
}

TEST(AdaptiveDensity, SaysHowWideItsKernelsAre) {
  const auto result = run("kernel-density", small_borough(), {{"adaptive", "true"}});

  ASSERT_TRUE(result) << result.error().message;
  EXPECT_THAT(result->sentences, Contains(HasSubstr("The bandwidth follows the density: ")));
  EXPECT_THAT(result->sentences.back(), HasSubstr("Abramson 1982"));
}

TEST(AdaptiveDensity, OfHotspotsHasItsOwnOutlines) {
  const auto fixed = run("hotspots", small_borough(), {});
  const auto adaptive = run("hotspots", small_borough(), {{"adaptive", "true"}});

  ASSERT_TRUE(fixed && adaptive);
  EXPECT_NE(surface_of(*fixed, "density").values(), surface_of(*adaptive, "density").values());
}

}  // namespace
}  // namespace wardscope::catalog
