// SPDX-License-Identifier: GPL-3.0-or-later
#include "analysis/hub_access.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <cmath>
#include <limits>
#include <numbers>
#include <stop_token>

#include "core/random.hpp"
#include "geo/polygon_operations.hpp"
#include "jobs/parallel.hpp"

namespace wardscope::analysis {
namespace {

using namespace core::literals;
using testing::ElementsAre;

borough::Area square_area(std::string code, const geo::Extent& extent, std::optional<double> people) {
  return {.code = code,
          .name = "Area " + code,
          .shape = {geo::to_polygon(extent)},
          .population = people,
          .deprivation_rank = {},
          .note = ""};
}

borough::AreaSet set_of(std::vector<borough::Area> list) {
  return {.name = "Small areas", .kind = borough::AreaKind::small_area, .vintage = "", .areas = std::move(list)};
}

borough::Hub hub_at(geo::Point p, borough::HubKind kind = borough::HubKind::library) {
  borough::Hub hub;
  hub.position = p;
  hub.kind = kind;
  hub.name = "Hub";
  return hub;
}

HubAccess access_of(const HubAccessInput& input, const HubAccessOptions& options = {}) {
  auto access = hub_access(input, options, jobs::Progress());
  EXPECT_TRUE(access) << access.error().message;
  return access ? *access : HubAccess{};
}

TEST(HubAccess, CountsThePeopleOfTheGroundBeyondReach) {
  // One small area of 4 km x 4 km with 1,600 people, a hub at its centre: pi 0.8^2 of 16 km2 are within 800 m.
  const auto areas = set_of({square_area("A", {-2000, -2000, 2000, 2000}, 1600)});
  const borough::HubRegister hubs{hub_at({0, 0})};

  const auto access = access_of({hubs, areas});

  EXPECT_NEAR(access.beyond, 1600 - 100 * std::numbers::pi * 0.64, 0.05 /* people: the circle is a 256-gon */);
  EXPECT_NEAR(access.small_areas[0].beyond_share, access.beyond / 1600, 1e-12);
  EXPECT_EQ(access.small_areas[0].nearest_hub, 0U);
  EXPECT_NEAR(access.small_areas[0].metres_to_nearest, 0.0, 1e-9);
  EXPECT_NEAR(geo::area(access.within_reach) + geo::area(access.beyond_reach), 16e6, 1e-3 /* m^2 */);
}

TEST(HubAccess, AsksOnlyForOpenHubsOfTheChosenKinds) {
  const auto areas = set_of({square_area("A", {0, 0, 100, 100}, 100)});
  borough::HubRegister hubs{hub_at({50, 50}, borough::HubKind::community_centre), hub_at({50, 50})};
  hubs[1].open = false;

  EXPECT_EQ(access_of({hubs, areas}).beyond, 0.0);
  EXPECT_THAT(access_of({hubs, areas}, {.kinds = {"Community Centre"}}).hubs, ElementsAre(0U));
}

TEST(HubAccess, ListsUnderservedAreasMostPeopleFirst) {
  const auto areas = set_of({square_area("near", {0, 0, 100, 100}, 500), square_area("far", {5000, 0, 5100, 100}, 300),
                             square_area("farther", {9000, 0, 9100, 100}, 400)});
  const borough::HubRegister hubs{hub_at({50, 50})};

  const auto access = access_of({hubs, areas});

  EXPECT_THAT(access.underserved, ElementsAre(2U, 1U));
  EXPECT_NEAR(access.small_areas[1].metres_to_nearest, 5000.0, 1e-9);
}

TEST(HubAccess, SharesSmallAreasOutAmongWards) {
  // A small area of 100 people across two wards, a quarter of its ground in the west one; the hub reaches all of the
  // west.
  const auto areas = set_of({square_area("A", {0, 0, 4000, 1000}, 100)});
  const auto wards =
      set_of({square_area("West", {0, 0, 1000, 1000}, {}), square_area("East", {1000, 0, 4000, 1000}, {}),
              square_area("Sea", {9000, 0, 9500, 1000}, {})});
  const borough::HubRegister hubs{hub_at({500, 500})};

  const auto access = access_of({hubs, areas, &wards, &wards});

  EXPECT_NEAR(access.wards[0].people, 25.0, 1e-9);
  EXPECT_NEAR(access.wards[0].beyond, 0.0, 1e-9);
  EXPECT_NEAR(access.wards[1].people, 75.0, 1e-9);
  EXPECT_NEAR(access.wards[1].beyond, access.beyond, 1e-9);
  EXPECT_NEAR(access.wards[1].metres_to_nearest, 2000.0, 1e-6 /* m: from (2500, 500) */);
  EXPECT_EQ(access.wards[2].people, 0.0);
  EXPECT_EQ(access.wards[2].beyond_share, 0.0);
  EXPECT_EQ(access.neighbourhoods.size(), 3U);
}

TEST(HubAccess, SaysHowManySmallAreasHaveNoPopulation) {
  const auto areas = set_of({square_area("A", {0, 0, 100, 100}, 100), square_area("B", {200, 0, 300, 100}, {}),
                             square_area("C", {400, 0, 500, 100}, std::numeric_limits<double>::quiet_NaN())});

  const auto access = access_of({{hub_at({50, 50})}, areas});

  EXPECT_EQ(access.without_population, 2);
  EXPECT_FALSE(access.small_areas[1].population_known);
  EXPECT_EQ(access.people, 100.0);
}

/// A grid of small areas of unequal population, hubs among them.
struct Town {
  borough::AreaSet areas;
  borough::HubRegister hubs;
};

Town town_at(geo::Point by) {
  Town town;
  core::CounterRng rng(31, 0);
  for (int i = 0; i < 8; ++i) {
    for (int j = 0; j < 8; ++j) {
      const double x = by.x + i * 500;
      const double y = by.y + j * 500;
      town.areas.areas.push_back(
          square_area(std::to_string(i * 8 + j), {x, y, x + 500, y + 500}, std::floor(rng.uniform(800, 2200))));
    }
  }
  for (int i = 0; i < 5; ++i) town.hubs.push_back(hub_at(by + geo::Point{rng.uniform(0, 4000), rng.uniform(0, 4000)}));
  return town;
}

TEST(HubAccess, AgreesWithPeoplePutOnAFineGrid) {
  const Town town = town_at({0, 0});
  const double reach = 600.0;

  const auto access = access_of({town.hubs, town.areas}, {.reach = core::Metres(reach)});

  constexpr int kSide = 100;  // people per area stand on 100 x 100 points
  for (std::size_t i = 0; i < town.areas.areas.size(); ++i) {
    const geo::Extent extent = geo::extent_of(town.areas.areas[i].shape);
    int beyond = 0;
    for (int a = 0; a < kSide; ++a) {
      for (int b = 0; b < kSide; ++b) {
        const geo::Point p{extent.min_x + (a + 0.5) * 500.0 / kSide, extent.min_y + (b + 0.5) * 500.0 / kSide};
        const bool reached = std::any_of(town.hubs.begin(), town.hubs.end(), [&](const borough::Hub& hub) {
          return geo::distance(hub.position, p) <= reach;
        });
        beyond += reached ? 0 : 1;
      }
    }
    EXPECT_NEAR(access.small_areas[i].beyond_share, beyond / 1e4, 0.004) << i;
  }
}

TEST(HubAccess, DoesNotDependOnThreadsNorOnWhereTheTownLies) {
  const Town town = town_at({0, 0});
  const Town moved = town_at({431'072, 391'536});
  jobs::set_thread_count(1);
  const auto one = access_of({town.hubs, town.areas, &town.areas});
  jobs::set_thread_count(7);
  const auto seven = access_of({town.hubs, town.areas, &town.areas});
  jobs::set_thread_count(0);
  const auto there = access_of({moved.hubs, moved.areas});

  EXPECT_EQ(one.beyond, seven.beyond);
  EXPECT_EQ(one.beyond_reach, seven.beyond_reach);
  EXPECT_NEAR(one.beyond, there.beyond, 1e-3 /* people */);
  for (std::size_t i = 0; i < one.wards.size(); ++i) EXPECT_NEAR(one.wards[i].beyond, one.small_areas[i].beyond, 1e-6);
}

TEST(HubAccess, StopsWhenAsked) {
  const Town town = town_at({0, 0});
  std::stop_source stop;
  stop.request_stop();

  const auto access = hub_access({town.hubs, town.areas}, {}, jobs::Progress(stop.get_token()));

  ASSERT_FALSE(access);
  EXPECT_EQ(access.error().code, core::ErrorCode::cancelled);
}

std::string message_of(const HubAccessInput& input, const HubAccessOptions& options) {
  const auto access = hub_access(input, options, jobs::Progress());
  return access ? "no error" : access.error().message;
}

TEST(HubAccess, SaysWhatIsWrongAndWhatToDo) {
  const Town town = town_at({0, 0});
  const auto empty = set_of({square_area("A", {0, 0, 1, 1}, {})});

  EXPECT_EQ(message_of({town.hubs, town.areas}, {.reach = 1_m}), "reach is 1 m, but must lie between 10 and 50000 m");
  EXPECT_EQ(
      message_of({town.hubs, town.areas}, {.kinds = {"pub"}}),
      "no kind of hub 'pub'. The kinds are: library, community-centre, childrens-centre, reporting-centre, other");
  borough::HubRegister hubs{hub_at({0, 0}), hub_at({1, 0}), hub_at({2, 0}, borough::HubKind::community_centre),
                            hub_at({3, 0}, borough::HubKind::reporting_centre)};
  hubs[3].open = false;
  EXPECT_EQ(message_of({hubs, town.areas}, {.kinds = {"reporting-centre", "Children's centre"}}),
            "no open hub with a place is of kind reporting-centre or childrens-centre; the open ones are: library (2), "
            "community-centre (1)");
  EXPECT_EQ(message_of({{}, town.areas}, {}),
            "there are no open hubs; import some, or check which are marked as closed");
  EXPECT_EQ(hub_access({hubs, town.areas}, {.kinds = {"reporting-centre"}}, jobs::Progress()).error().code,
            core::ErrorCode::not_found);
  EXPECT_EQ(message_of({town.hubs, empty}, {}),
            "no small area has a population: import small areas (LSOAs) with their residents");
}

}  // namespace
}  // namespace wardscope::analysis
