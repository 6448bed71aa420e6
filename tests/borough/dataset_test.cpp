// SPDX-License-Identifier: GPL-3.0-or-later
#include "borough/dataset.hpp"

#include <gtest/gtest.h>

namespace wardscope::borough {
namespace {

core::Snapshot<AreaSet> set_of(AreaKind kind, std::string name, geo::Extent extent) {
  AreaSet set;
  set.name = std::move(name);
  set.kind = kind;
  set.areas.push_back({.code = "A", .name = "A", .shape = {geo::to_polygon(extent)}});
  return core::make_snapshot(std::move(set));
}

TEST(Dataset, TheNewestSetOfAKindIsTheLast) {
  Dataset dataset;
  dataset.area_sets = {set_of(AreaKind::ward, "old", {0, 0, 1, 1}), set_of(AreaKind::small_area, "lsoa", {0, 0, 1, 1}),
                       set_of(AreaKind::ward, "new", {0, 0, 1, 1})};

  EXPECT_EQ(areas_of(dataset, AreaKind::ward)->name, "new");
  EXPECT_FALSE(areas_of(dataset, AreaKind::neighbourhood));
}

TEST(Dataset, SmallAreasWithoutResidentsDoNotStandBeforeThoseWithSome) {
  AreaSet peopled;
  peopled.name = "LSOAs (2021)";
  peopled.kind = AreaKind::small_area;
  peopled.areas.push_back({.code = "A", .name = "A", .shape = {}, .population = 1500.0});
  Dataset dataset;
  dataset.area_sets = {core::make_snapshot(peopled), set_of(AreaKind::small_area, "LSOAs (2011)", {0, 0, 1, 1})};

  EXPECT_EQ(areas_of(dataset, AreaKind::small_area)->name, "LSOAs (2021)");
}

TEST(Dataset, ItsExtentIsThatOfTheWardsWhereThereAreAny) {
  Dataset dataset;
  HubRegister hubs(1);
  hubs[0].position = {500, 500};
  dataset.hubs = core::make_snapshot(std::move(hubs));
  EXPECT_EQ(extent_of(dataset), (geo::Extent{500, 500, 500, 500}));

  dataset.area_sets = {set_of(AreaKind::ward, "wards", {0, 0, 9, 9})};

  EXPECT_EQ(extent_of(dataset), (geo::Extent{0, 0, 9, 9}));
  EXPECT_TRUE(extent_of(Dataset()).empty());
}

TEST(Parts, AreASet) {
  constexpr Parts some = Part::areas | Part::hubs;

  EXPECT_TRUE(some.has(Part::areas));
  EXPECT_FALSE(some.has(Part::cameras));
  EXPECT_TRUE(Parts::all().has(Part::actions));
  EXPECT_EQ(some, Part::hubs | Part::areas);
}

}  // namespace
}  // namespace wardscope::borough
