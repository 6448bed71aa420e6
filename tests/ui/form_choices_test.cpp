// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/form_choices.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "ui/ui_driver.hpp"

namespace wardscope::ui {
namespace {

TEST(FormChoices, AnAreaSetIsChosenAmongThoseThatOperationsCountIn) {
  UiDriver driver;
  driver.dataset.area_sets = {
      core::make_snapshot(borough::AreaSet{"Wards (2020)", borough::AreaKind::ward, "2020", true, {}}),
      core::make_snapshot(borough::AreaSet{"walks", borough::AreaKind::other, "", true, {}}),
      core::make_snapshot(borough::AreaSet{"Wards (2023)", borough::AreaKind::ward, "2023", true, {}})};

  const auto choices = choices_for({"area-set", "Area sets", ""}, core::TextKind::plain, driver.view());

  ASSERT_TRUE(choices);
  EXPECT_THAT(choices->words, testing::ElementsAre("Wards (2020)", "Wards (2023)"));
  EXPECT_EQ(choices->none, "Newest of each kind");
}

TEST(FormChoices, AKindOfFeatureIsChosenAmongThoseThereAre) {
  UiDriver driver;
  driver.feature_kinds = {"Bus stops", "Licensed premises"};

  const auto choices = choices_for({"feature", "Kinds of features", ""}, core::TextKind::plain, driver.view());

  ASSERT_TRUE(choices);
  EXPECT_THAT(choices->words, testing::ElementsAre("Bus stops", "Licensed premises"));
  EXPECT_EQ(choices->none, "All but cameras");
}

TEST(FormChoices, AResultWhoseGroundIsMeantIsAListAndItsClassesAreToo) {
  UiDriver driver;
  table::FeatureTable cells({{"class", "Class", "", table::ColumnType::text, false}});
  for (const char* word : {"persistent hotspot", "former hotspot", "persistent hotspot"})
    cells.add_row({std::string(word)}, geo::MultiPolygon{geo::to_polygon({0, 0, 1, 1})});
  ResultEntry emerging;
  emerging.name = "emerging";
  emerging.title = "Lasting hotspots";
  emerging.style = "cluster";
  emerging.features = core::make_snapshot(std::move(cells));
  ResultEntry surface;
  surface.name = "density";
  surface.style = "density";
  driver.results = {surface, emerging};

  const auto results = choices_for({"result", "Result", ""}, core::TextKind::plain, driver.view());
  const auto classes = choices_for({"class", "Classes", ""}, core::TextKind::plain, driver.view());

  ASSERT_TRUE(results && classes);
  EXPECT_THAT(results->words, testing::ElementsAre("emerging"));  // a surface has no areas of its own
  EXPECT_THAT(results->labels, testing::ElementsAre("Lasting hotspots"));
  EXPECT_THAT(classes->words, testing::ElementsAre("persistent hotspot", "former hotspot"));
}

}  // namespace
}  // namespace wardscope::ui
