// SPDX-License-Identifier: GPL-3.0-or-later
#include "borough/area_choice.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace wardscope::borough {
namespace {

using testing::ElementsAre;
using testing::HasSubstr;

core::Snapshot<AreaSet> set_named(AreaKind kind, std::string name, std::string vintage,
                                  std::optional<double> population = {}) {
  AreaSet set;
  set.name = std::move(name);
  set.kind = kind;
  set.vintage = std::move(vintage);
  Area area;
  area.code = area.name = "A";
  area.population = population;
  set.areas.push_back(std::move(area));
  return core::make_snapshot(std::move(set));
}

Dataset town() {
  Dataset dataset;
  dataset.area_sets = {set_named(AreaKind::ward, "Wards (December 2020)", "December 2020"),
                       set_named(AreaKind::ward, "Wards (2023)", "2023"),
                       set_named(AreaKind::small_area, "LSOAs (2021)", "2021", 1500.0),
                       set_named(AreaKind::small_area, "LSOAs (2011)", "2011")};
  return dataset;
}

TEST(AreaChoice, ANamedSetIsTheOnlyOneOfItsKind) {
  const auto chosen = with_area_sets(town(), {"wards (december 2020)"});

  ASSERT_TRUE(chosen) << chosen.error().message;
  EXPECT_EQ(areas_of(*chosen, AreaKind::ward)->name, "Wards (December 2020)");
  EXPECT_THAT(set_names(*chosen, AreaKind::small_area), ElementsAre("LSOAs (2021)", "LSOAs (2011)"));
}

TEST(AreaChoice, AVintageOrItsYearNamesASetOfEachKind) {
  for (const char* vintage : {"December 2020", "2020"}) {
    const auto chosen = with_area_sets(town(), {vintage, "2011"});

    ASSERT_TRUE(chosen) << chosen.error().message;
    EXPECT_EQ(areas_of(*chosen, AreaKind::ward)->name, "Wards (December 2020)");
    EXPECT_EQ(areas_of(*chosen, AreaKind::small_area)->name, "LSOAs (2011)")
        << "though it knows no residents: it was asked for";
  }
}

TEST(AreaChoice, WithoutANameEveryThingStaysAsItIs) {
  const auto chosen = with_area_sets(town(), {});

  ASSERT_TRUE(chosen);
  EXPECT_EQ(chosen->area_sets.size(), 4U);
}

TEST(AreaChoice, ASetThatIsNotThereIsNamedWithThoseThatAreNear) {
  const auto chosen = with_area_sets(town(), {"Wards (2032)"});

  ASSERT_FALSE(chosen);
  EXPECT_THAT(chosen.error().message, HasSubstr("no area set 'Wards (2032)'; did you mean 'Wards (2023)'"));
}

TEST(AreaChoice, TwoSetsOfOneKindAreOneTooMany) {
  const auto chosen = with_area_sets(town(), {"2020", "2023"});

  ASSERT_FALSE(chosen);
  EXPECT_THAT(chosen.error().message, HasSubstr("two sets of wards, 'Wards (December 2020)' and 'Wards (2023)'"));
}

TEST(AreaChoice, SeveralSetsAreSaidWithTheOneThatIsUsedAndWhy) {
  EXPECT_EQ(several_sets(town(), AreaKind::ward),
            "the workspace has 2 sets of wards ('Wards (December 2020)', 'Wards (2023)'): 'Wards (2023)' is used, "
            "imported last; "
            "choose another with --area-set");
  EXPECT_THAT(several_sets(town(), AreaKind::small_area), HasSubstr("'LSOAs (2021)' is used, for it knows residents"));
  EXPECT_EQ(several_sets(town(), AreaKind::borough), "");
}

TEST(AreaChoice, TheSetsInUseAreOneOfAKind) {
  std::vector<std::string> names;
  for (const auto& set : sets_in_use(town())) names.push_back(set->name);

  EXPECT_THAT(names, ElementsAre("Wards (2023)", "LSOAs (2021)"));
}

}  // namespace
}  // namespace wardscope::borough
