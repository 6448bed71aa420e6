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

}  // namespace
}  // namespace wardscope::ui
