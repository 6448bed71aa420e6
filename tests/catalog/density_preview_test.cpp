// SPDX-License-Identifier: GPL-3.0-or-later
// What the map shows while a bandwidth is dragged: the question of the form, near the surface that a run would make,
// and no more of single records than that one tells.
#include "catalog/density_preview.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>
#include <utility>

#include "catalog/catalog.hpp"
#include "catalog/small_borough.hpp"
#include "ops/parameters.hpp"

namespace wardscope::catalog {
namespace {

using testing::HasSubstr;

std::unique_ptr<ops::Operation> operation_with(std::string_view name,
                                               const std::vector<std::pair<std::string, std::string>>& settings) {
  auto operation = builtin_operations().make(name);
  for (const auto& [parameter, value] : settings)
    EXPECT_TRUE(ops::set_parameter(*operation, parameter, {value})) << parameter;
  return operation;
}

/// The borough with its first incidents made sensitive ones at exact places.
borough::Dataset with_sensitive_places(borough::Dataset dataset) {
  borough::IncidentTable incidents = *dataset.incidents;
  for (auto& category : incidents.categories) category.sensitivity = borough::Sensitivity::sensitive;
  dataset.incidents = core::make_snapshot(std::move(incidents));
  return dataset;
}

core::Result<PreviewSurface> previewed(const borough::Dataset& dataset, const DensityQuestion& question,
                                       PreviewDetail detail) {
  const auto ground = preview_ground(dataset, question, jobs::Progress());
  if (!ground) return ground.error();
  return preview_surface(*ground, question, detail, jobs::Progress());
}

double greatest(const raster::Raster<float>& surface) {
  float most = 0.0F;
  for (const float value : surface.values()) most = std::isnan(value) ? most : std::max(most, value);
  return static_cast<double>(most);
}

TEST(PreviewedQuestion, IsWhatTheFormHolds) {
  const auto operation = operation_with(
      "kernel-density", {{"bandwidth", "333"}, {"kernel", "epanechnikov"}, {"from", "2025-02"}, {"adaptive", "true"}});

  const auto question = previewed_question(*operation);

  ASSERT_TRUE(question);
  EXPECT_EQ(question->density.bandwidth.value(), 333.0);
  EXPECT_EQ(question->density.kernel, analysis::KernelShape::epanechnikov);
  EXPECT_TRUE(question->density.adaptive);
  EXPECT_EQ(question->filter.from, "2025-02");
}

TEST(PreviewedQuestion, IsNoneWhereARuleChoosesOrNoSurfaceIsMade) {
  EXPECT_FALSE(previewed_question(*operation_with("kernel-density", {{"bandwidth-rule", "scott"}})));
  EXPECT_FALSE(previewed_question(*operation_with("area-rates", {})));
  EXPECT_TRUE(previewed_question(*operation_with("hotspots", {})));
}

TEST(PreviewedQuestion, ChangesItsSelectionWithTheFilterAndNotWithTheBandwidth) {
  const auto plain = *previewed_question(*operation_with("kernel-density", {}));

  const auto wide = *previewed_question(*operation_with("kernel-density", {{"bandwidth", "700"}}));
  const auto late = *previewed_question(*operation_with("kernel-density", {{"from", "2025-03"}}));
  const auto then = *previewed_question(*operation_with("kernel-density", {{"as-of", "2025-03-31"}}));

  EXPECT_EQ(selection_key(plain), selection_key(wide));
  EXPECT_NE(selection_key(plain), selection_key(late));
  EXPECT_NE(selection_key(plain), selection_key(then));
}

TEST(DensityPreview, IsNearTheSurfaceOfARun) {
  const borough::Dataset dataset = small_borough();
  for (const char* name : {"quartic", "gaussian"}) {
    const auto operation = operation_with("kernel-density", {{"bandwidth", "200"}, {"kernel", name}});
    core::Diagnostics diagnostics;
    const auto run = operation->run({dataset, {}, jobs::Progress(), diagnostics});
    ASSERT_TRUE(run) << run.error().message;
    const double exact = greatest(*std::get<core::Snapshot<raster::Raster<float>>>(run->layers.front().data));

    const auto coarse = previewed(dataset, *previewed_question(*operation), PreviewDetail::coarse);
    const auto fine = previewed(dataset, *previewed_question(*operation), PreviewDetail::fine);

    ASSERT_TRUE(coarse && fine);
    EXPECT_NEAR(greatest(fine->per_km2), exact, 0.02 * exact) << name;
    EXPECT_NEAR(greatest(coarse->per_km2), exact, 0.05 * exact) << name;
    EXPECT_GE(coarse->per_km2.grid().cell, fine->per_km2.grid().cell);
    EXPECT_EQ(fine->bandwidth, 200.0);
  }
}

TEST(DensityPreview, OfAFewIncidentsIsRefused) {
  const auto result = previewed(small_borough({.incidents = 4}), {}, PreviewDetail::fine);

  ASSERT_FALSE(result);
  EXPECT_THAT(result.error().message, HasSubstr("widen the filter"));
}

TEST(DensityPreview, ShowsNoMoreOfSensitivePlacesThanTheSurfaceDoes) {
  const borough::Dataset dataset = with_sensitive_places(small_borough());
  DensityQuestion question;

  question.density.bandwidth = core::Metres(100.0);
  const auto narrow = previewed(dataset, question, PreviewDetail::coarse);
  question.density.bandwidth = core::Metres(300.0);
  const auto wide = previewed(dataset, question, PreviewDetail::fine);

  ASSERT_FALSE(narrow);
  EXPECT_THAT(narrow.error().message, HasSubstr("bandwidth of at least 250 m"));
  ASSERT_TRUE(wide) << wide.error().message;
  EXPECT_GE(wide->per_km2.grid().cell, kSensitiveCell.value());
  const auto hidden = std::count_if(wide->per_km2.values().begin(), wide->per_km2.values().end(),
                                    [](float value) { return std::isnan(value); });
  EXPECT_GT(hidden, 0) << "thin ground has no value";
}

TEST(DensityPreview, SaysWhatIsWrongWithABandwidth) {
  DensityQuestion question;
  for (const double bandwidth : {0.0, -5.0, std::nan(""), 1e6}) {
    question.density.bandwidth = core::Metres(bandwidth);
    EXPECT_FALSE(previewed(small_borough(), question, PreviewDetail::coarse)) << bandwidth;
  }
}

}  // namespace
}  // namespace wardscope::catalog
