// SPDX-License-Identifier: GPL-3.0-or-later
#include "catalog/result_map.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <string>
#include <variant>
#include <vector>

#include "borough/dataset.hpp"
#include "catalog/result_focus.hpp"
#include "catalog/small_workspace.hpp"
#include "project/default_project.hpp"

namespace wardscope::catalog {
namespace {

using testing::AllOf;
using testing::Contains;
using testing::HasSubstr;
using testing::Not;

class ResultMapTest : public SmallWorkspace {
 protected:
  void SetUp() override { make(small_borough()); }

  ResultMap map_of(const std::vector<std::string>& names) {
    const auto loaded = load_map_workspace(workspace(), jobs::Progress());
    EXPECT_TRUE(loaded);
    auto map = result_map(*loaded, names);
    EXPECT_TRUE(map);
    return map ? *std::move(map) : ResultMap{};
  }
  static std::vector<std::string> layers_of(const cartography::Scene& scene) {
    std::vector<std::string> ids;
    for (const auto& layer : scene.layers) ids.push_back(layer.id);
    return ids;
  }
  static std::vector<std::string> texts_of(const cartography::Scene& scene) {
    std::vector<std::string> texts;
    for (const auto& item : scene.furniture) {
      if (const auto* text = std::get_if<cartography::TextItem>(&item)) texts.push_back(text->text);
    }
    return texts;
  }
};

TEST_F(ResultMapTest, DrawsWhatOneRunLeftTogetherWithItsKeys) {
  ASSERT_TRUE(run("stability", {{"bandwidth", "180"}, {"runs", "20"}, {"top-share", "0.02"}}));
  for (const std::vector<std::string>& names :
       {std::vector<std::string>{"stability", "stability-hotspots"}, {"stability-hotspots", "stability"}}) {
    const ResultMap map = map_of(names);
    EXPECT_THAT(layers_of(map.scene),
                AllOf(Contains("result:stability"), Contains("result:stability-hotspots"), Contains("labels")));
    EXPECT_THAT(texts_of(map.scene), Contains(HasSubstr("found again")));
    EXPECT_THAT(texts_of(map.scene), Contains("always"));
  }
}

TEST_F(ResultMapTest, LeavesOtherRunsOut) {
  ASSERT_TRUE(run("hotspots", {{"bandwidth", "180"}}));
  ASSERT_TRUE(run("kernel-density", {{"bandwidth", "250"}, {"name", "other"}}));
  EXPECT_THAT(layers_of(map_of({"hotspots"}).scene), Not(Contains("result:other")));
}

TEST_F(ResultMapTest, IsZoomedToWhatWasFound) {
  ASSERT_TRUE(run("hotspots", {{"bandwidth", "180"}, {"area-share", "0.02"}}));
  const auto loaded = load_map_workspace(workspace(), jobs::Progress());
  ASSERT_TRUE(loaded);
  geo::Extent found;
  for (const auto& result : loaded->data.results) {
    if (result.name != "hotspots") continue;
    for (std::size_t row = 0; row < result.features->row_count(); ++row)
      found.add(geo::extent_of(result.features->geometry(row)));
  }
  const geo::Extent place = borough::extent_of(loaded->data.dataset);
  ASSERT_LT(found.width(), place.width() / 3);

  const cartography::Scene scene = map_of({"hotspots", "hotspots-density"}).scene;

  EXPECT_LT(scene.view.width(), place.width());
  EXPECT_TRUE(scene.view.contains({found.min_x, found.min_y}));
  EXPECT_TRUE(scene.view.contains({found.max_x, found.max_y}));
}

TEST_F(ResultMapTest, KeepsKeyAndSourcesOffTheGround) {
  ASSERT_TRUE(run("area-rates", {{"areas", "wards"}}));
  const cartography::Scene scene = map_of({"area-rates"}).scene;
  const auto loaded = load_map_workspace(workspace(), jobs::Progress());
  ASSERT_TRUE(loaded);
  const geo::Extent place = borough::extent_of(loaded->data.dataset);
  const double scale = scene.metres_per_point();
  EXPECT_NEAR(scene.width, 510.0F, 0.01F);
  EXPECT_LE(scene.height, 401.0F);
  for (const auto& item : scene.furniture) {
    const auto* text = std::get_if<cartography::TextItem>(&item);
    if (text == nullptr || text->text.size() < 12) continue;  // of the scale bar, which stands on the map
    const geo::Point at{scene.view.min_x + static_cast<double>(text->x) * scale,
                        scene.view.max_y - static_cast<double>(text->y) * scale};
    EXPECT_FALSE(place.contains(at)) << text->text;
  }
}

}  // namespace
}  // namespace wardscope::catalog
