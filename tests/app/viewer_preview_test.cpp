// SPDX-License-Identifier: GPL-3.0-or-later
//
// A density follows the bandwidth in its form: on the map, in no result.
#include <gtest/gtest.h>

#include "app/viewer_fixture.hpp"

namespace wardscope::app {
namespace {

TEST_F(ViewerTest, APreviewIsDrawnAndKeptNowhere) {
  Viewer viewer(registry, path);
  viewer.start_loading();
  settle(viewer);
  const auto layers_before = viewer.shown_project().layers;

  viewer.carry_out({ui::PreviewOperation{density_of(registry, "300")}});
  settle(viewer);

  const auto model = viewer.view_model({{}, {}, no_legend});
  EXPECT_EQ(model.preview.words, "Preview, bandwidth 300 m");
  EXPECT_EQ(viewer.drawn_data().results.size(), 1U);
  EXPECT_GT(viewer.drawn_project().layers.size(), layers_before.size());
  EXPECT_EQ(viewer.shown_project().layers, layers_before) << "what is exported and saved has none";
  EXPECT_TRUE(viewer.map_data().results.empty());
  EXPECT_FALSE(model.undo_label) << "and nothing is to be undone";
  EXPECT_TRUE(model.results.empty());
  EXPECT_TRUE(model.jobs.empty()) << "no job comes and goes in the tray with every movement";
  EXPECT_TRUE(store::Workspace::open(path, store::Access::read)->result_names()->empty());
}

TEST_F(ViewerTest, ARunTakesThePlaceOfItsPreview) {
  Viewer viewer(registry, path);
  viewer.start_loading();
  settle(viewer);
  viewer.carry_out({ui::PreviewOperation{density_of(registry, "300")}});
  settle(viewer);

  viewer.carry_out({ui::RunOperation{density_of(registry, "300")}});
  settle(viewer);

  const auto model = viewer.view_model({{}, {}, no_legend});
  EXPECT_FALSE(model.preview.asked);
  EXPECT_TRUE(model.preview.words.empty());
  EXPECT_EQ(viewer.drawn_project().layers, viewer.shown_project().layers);
  ASSERT_EQ(viewer.drawn_data().results.size(), 1U);
  EXPECT_EQ(viewer.drawn_data().results.front().name, "density");
}

TEST_F(ViewerTest, ARunOfSomethingElseLeavesThePreview) {
  Viewer viewer(registry, path);
  viewer.start_loading();
  settle(viewer);
  viewer.carry_out({ui::PreviewOperation{density_of(registry, "300")}});
  settle(viewer);

  viewer.carry_out({ui::RunOperation{registry.make("concentration")}});
  settle(viewer);

  EXPECT_EQ(viewer.view_model({{}, {}, no_legend}).preview.words, "Preview, bandwidth 300 m");
}

TEST_F(ViewerTest, FollowsTheHandUntilTheFineSurfaceIsThere) {
  Viewer viewer(registry, path);
  viewer.start_loading();
  settle(viewer);
  EXPECT_FALSE(viewer.follows_hand());

  viewer.carry_out({ui::PreviewOperation{density_of(registry, "300")}});
  EXPECT_TRUE(viewer.follows_hand());
  settle(viewer);

  EXPECT_FALSE(viewer.follows_hand()) << "the map at rest is drawn in full";
}

}  // namespace
}  // namespace wardscope::app
