// SPDX-License-Identifier: GPL-3.0-or-later
//
// A bandwidth is dragged: the map follows, what was asked last is what stays, and nothing of it is kept.
#include "app/live_preview.hpp"

#include <gtest/gtest.h>

#include <chrono>
#include <cmath>

#include "core/random.hpp"
#include "project/default_project.hpp"

namespace wardscope::app {
namespace {

constexpr std::chrono::milliseconds kPatience{50};

borough::Dataset town(std::uint64_t incidents) {
  borough::Dataset dataset;
  borough::AreaSet wards{"Wards", borough::AreaKind::ward, "", true, {}};
  wards.areas.push_back({"W1", "North", {geo::to_polygon({400000, 100000, 404000, 103000})}, 5000.0, {}, ""});
  dataset.area_sets.push_back(core::make_snapshot(std::move(wards)));
  borough::IncidentTable table;
  table.categories.push_back({"ASB", borough::Sensitivity::open});
  for (std::uint64_t i = 0; i < incidents; ++i) {
    core::CounterRng rng(1, i);
    table.x.push_back(rng.uniform(400100, 403900));
    table.y.push_back(rng.uniform(100100, 102900));
  }
  table.category.assign(incidents, 0);
  table.time.assign(incidents, core::local_minute({2025, 3, 1}));
  table.precision.assign(incidents, core::TimePrecision::month);
  dataset.incidents = core::make_snapshot(std::move(table));
  return dataset;
}

catalog::DensityQuestion question_of(double bandwidth) {
  catalog::DensityQuestion question;
  question.density.bandwidth = core::Metres(bandwidth);
  return question;
}

void settle(LivePreview& preview) {
  while (!preview.idle()) {
    preview.jobs().wait_finished(kPatience);
    preview.drain();
  }
}

double sum_of(const cartography::MapResult& surface) {
  double total = 0.0;
  for (const float value : surface.raster->values()) total += std::isnan(value) ? 0.0 : static_cast<double>(value);
  return total;
}

TEST(LivePreview, ShowsNothingBeforeItIsAsked) {
  LivePreview preview;

  preview.make_ready(question_of(300), town(500));
  settle(preview);

  EXPECT_FALSE(preview.asked());
  EXPECT_EQ(preview.surface(), nullptr);
  EXPECT_TRUE(preview.words().empty());
}

TEST(LivePreview, EndsWithWhatWasAskedLast) {
  LivePreview preview;
  const borough::Dataset dataset = town(3000);

  for (const double bandwidth : {200.0, 240.0, 300.0, 280.0, 260.0}) {
    preview.show(question_of(bandwidth), dataset);
    preview.jobs().wait_finished(std::chrono::milliseconds(1));
    preview.drain();
  }
  settle(preview);

  ASSERT_NE(preview.surface(), nullptr);
  EXPECT_EQ(preview.words(), "Preview, bandwidth 260 m");
  EXPECT_EQ(preview.surface()->title, preview.words()) << "the legend says it too";
  const auto ground = catalog::preview_ground(dataset, question_of(260), jobs::Progress());
  const auto fine = catalog::preview_surface(*ground, question_of(260), catalog::PreviewDetail::fine, jobs::Progress());
  EXPECT_EQ(preview.surface()->raster->grid(), fine->per_km2.grid()) << "the fine one, after the coarse";
}

TEST(LivePreview, ShowsSomethingThoughTheHandNeverRests) {
  LivePreview preview;
  const borough::Dataset dataset = town(3000);
  double bandwidth = 200.0;

  while (preview.surface() == nullptr && bandwidth < 1000.0) {
    preview.show(question_of(bandwidth += 1.0), dataset);  // faster than any surface is made
    preview.jobs().wait_finished(kPatience);
    preview.drain();
  }

  EXPECT_NE(preview.surface(), nullptr);
}

TEST(LivePreview, IsOfTheDataThatItIsAskedWith) {
  LivePreview preview;
  preview.show(question_of(300), town(500));
  settle(preview);
  borough::Dataset later = town(4000);
  later.revision = 2;
  ASSERT_NE(preview.surface(), nullptr);
  const double before = sum_of(*preview.surface());

  preview.show(question_of(300), later);
  settle(preview);

  EXPECT_GT(sum_of(*preview.surface()), 6.0 * before);
}

TEST(LivePreview, ComesBackToASelectionThatWasLeftWhileItWasMadeReady) {
  LivePreview preview;
  const borough::Dataset dataset = town(3000);
  catalog::DensityQuestion other = question_of(300);
  other.filter.from = "2025-01";

  preview.show(question_of(300), dataset);
  preview.show(other, dataset);  // stops what is being made ready
  preview.show(question_of(300), dataset);
  settle(preview);

  EXPECT_NE(preview.surface(), nullptr);
  EXPECT_TRUE(preview.trouble().empty()) << preview.trouble();
}

TEST(LivePreview, HoldsNothingOfDataThatItForgot) {
  LivePreview preview;
  preview.show(question_of(300), town(500));
  settle(preview);
  ASSERT_NE(preview.surface(), nullptr);
  const double before = sum_of(*preview.surface());

  preview.forget();
  settle(preview);
  EXPECT_EQ(preview.surface(), nullptr);
  preview.show(question_of(300), town(4000));  // of the same revision: what was made ready must be gone
  settle(preview);

  ASSERT_NE(preview.surface(), nullptr);
  EXPECT_GT(sum_of(*preview.surface()), 6.0 * before);
}

TEST(LivePreview, SaysWhyThereIsNone) {
  LivePreview preview;

  preview.show(question_of(300), town(3));
  settle(preview);

  EXPECT_EQ(preview.surface(), nullptr);
  EXPECT_NE(preview.trouble().find("widen the filter"), std::string::npos) << preview.trouble();
}

TEST(LivePreview, TroubleGoesWithTheNextSurface) {
  LivePreview preview;
  const borough::Dataset dataset = town(500);
  preview.show(question_of(90000), dataset);
  settle(preview);
  ASSERT_FALSE(preview.trouble().empty());

  preview.show(question_of(300), dataset);
  settle(preview);

  EXPECT_TRUE(preview.trouble().empty());
  EXPECT_NE(preview.surface(), nullptr);
}

TEST(LivePreview, IsGoneWhenItIsEndedThoughASurfaceWasUnderWay) {
  LivePreview preview;
  const borough::Dataset dataset = town(2000);
  preview.show(question_of(300), dataset);
  settle(preview);
  preview.show(question_of(400), dataset);

  preview.end();
  settle(preview);

  EXPECT_FALSE(preview.asked());
  EXPECT_EQ(preview.surface(), nullptr);
  EXPECT_TRUE(preview.words().empty());
}

TEST(LivePreview, StandsInThePlaceOfTheSurfaceThatTheProjectShows) {
  LivePreview preview;
  project::Project project;
  project.layers.push_back(project::layer_of({"density", "Density of incidents", "density"}));

  EXPECT_EQ(preview.drawn(project).layers, project.layers) << "without a preview it is as it is";
  preview.show(question_of(300), town(500));
  settle(preview);
  const project::Project drawn = preview.drawn(project);

  ASSERT_EQ(drawn.layers.size(), 2U);
  for (const project::Layer& layer : drawn.layers) EXPECT_EQ(layer.visible, layer.name == "preview") << layer.id;
}

}  // namespace
}  // namespace wardscope::app
