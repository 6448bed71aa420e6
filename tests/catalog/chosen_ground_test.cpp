// SPDX-License-Identifier: GPL-3.0-or-later
// Density and hotspots of chosen wards and neighbourhoods.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "catalog/catalog.hpp"
#include "catalog/chosen_ground.hpp"
#include "catalog/inputs.hpp"
#include "catalog/small_borough.hpp"
#include "geo/shapes.hpp"
#include "ops/operation.hpp"
#include "ops/parameters.hpp"

namespace wardscope::catalog {
namespace {

using testing::AllOf;
using testing::HasSubstr;

core::Result<ops::OperationResult> result_in(std::string_view operation_name, const std::string& kind_of_area,
                                             const std::vector<std::string>& names) {
  const borough::Dataset dataset = small_borough();
  const auto operation = builtin_operations().make(operation_name);
  const auto set = ops::set_parameter(*operation, kind_of_area, names);
  EXPECT_TRUE(set) << set.error().message;
  core::Diagnostics diagnostics;
  return operation->run({dataset, {}, jobs::Progress(), diagnostics});
}

std::int64_t incidents_in(const std::vector<std::string>& wards) {
  const borough::Dataset dataset = small_borough();
  std::int64_t count = 0;
  for (const std::string& name : wards) {
    const borough::Area* ward = borough::find_area(*borough::areas_of(dataset, borough::AreaKind::ward), name);
    for (std::size_t row = 0; row < dataset.incidents->size(); ++row) {
      if (geo::contains(ward->shape, dataset.incidents->position(row))) ++count;
    }
  }
  return count;
}

TEST(HotspotsOfChosenGround, AreOfTheIncidentsInTheNamedWardsAlone) {
  for (const char* operation : {"hotspots", "kernel-density"}) {
    const auto two = result_in(operation, "ward", {"Ward 1", "W2"});

    ASSERT_TRUE(two) << two.error().message;
    EXPECT_THAT(two->sentences.front(),
                AllOf(HasSubstr(std::to_string(incidents_in({"Ward 1", "Ward 2"})) + " recorded incidents"),
                      HasSubstr(" in Ward 1 and Ward 2")));
  }
}

TEST(HotspotsOfChosenGround, RefuseANameThatThereIsNotAndSayWhichThereAre) {
  const auto ward = result_in("hotspots", "ward", {"Wardd 1"});
  const auto neighbourhood = result_in("kernel-density", "neighbourhood", {"Nowhere"});

  ASSERT_FALSE(ward || neighbourhood);
  EXPECT_EQ(ward.error().code, core::ErrorCode::not_found);
  EXPECT_THAT(ward.error().message, AllOf(HasSubstr("no ward 'Wardd 1'"), HasSubstr("Ward 1")));
  EXPECT_THAT(neighbourhood.error().message, HasSubstr("no neighbourhood 'Nowhere'"));
}

TEST(HotspotsOfChosenGround, AreNotMadeOfCountsTooSmallToBeTold) {
  borough::Dataset dataset = small_borough({.incidents = 0});
  borough::IncidentTable incidents;
  const auto theft = borough::category_index(incidents, "Theft", borough::Sensitivity::open);
  const geo::Point corner =
      geo::extent_of(borough::areas_of(dataset, borough::AreaKind::ward)->areas[0].shape).centre();
  for (int i = 0; i < 30; ++i) {
    incidents.add({corner.x + 1000.0 + i, corner.y}, theft, core::local_minute({2025, 1, 1}), core::TimePrecision::day);
  }
  for (int i = 0; i < 3; ++i) incidents.add(corner, theft, core::local_minute({2025, 1, 1}), core::TimePrecision::day);
  dataset.incidents = core::make_snapshot(incidents);
  const auto operation = builtin_operations().make("hotspots");
  ASSERT_TRUE(ops::set_parameter(*operation, "ward", {std::vector<std::string>{"Ward 1"}}));
  core::Diagnostics diagnostics;
  const auto result = operation->run({dataset, {}, jobs::Progress(), diagnostics});

  ASSERT_FALSE(result);
  EXPECT_THAT(result.error().message, AllOf(HasSubstr("fewer than 5 incidents in Ward 1"), HasSubstr("widen")));
}

TEST(ChosenGround, IsCutToTheLand) {
  borough::Dataset dataset = small_borough();
  const auto wards = borough::areas_of(dataset, borough::AreaKind::ward);
  const geo::Extent first = geo::extent_of(wards->areas[0].shape);
  borough::AreaSet seaside{"Seaside", borough::AreaKind::neighbourhood, "", false, {}};
  seaside.areas.push_back(
      {"S",
       "Pier",
       {geo::to_polygon({first.min_x - 500, first.min_y + 100, first.min_x + 500, first.min_y + 200})},
       {},
       {},
       ""});
  seaside.areas.push_back({"T",
                           "Buoy",
                           {geo::to_polygon({first.min_x - 500, first.min_y, first.min_x - 400, first.min_y + 100})},
                           {},
                           {},
                           ""});
  dataset.area_sets = {dataset.area_sets.front(), core::make_snapshot(seaside)};
  core::Diagnostics diagnostics;
  const geo::MultiPolygon land = land_of(dataset, diagnostics);

  const auto pier = chosen_ground(dataset, {{}, {"Pier"}}, land);
  const auto buoy = chosen_ground(dataset, {{}, {"Buoy"}}, land);

  ASSERT_TRUE(pier) << pier.error().message;
  EXPECT_NEAR(geo::area(pier->shape), 500.0 * 100.0, 1e-6);
  EXPECT_EQ(pier->in_words, " in Pier");
  ASSERT_FALSE(buoy);
  EXPECT_THAT(buoy.error().message, HasSubstr("nothing of the ground in Buoy is land"));
}

}  // namespace
}  // namespace wardscope::catalog
