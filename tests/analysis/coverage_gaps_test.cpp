// SPDX-License-Identifier: GPL-3.0-or-later
#include "analysis/coverage_gaps.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <numbers>
#include <stop_token>

#include "analysis/camera_town.hpp"
#include "analysis/gap_scene.hpp"

namespace wardscope::analysis {
namespace {

using testing::ElementsAre;
using testing::IsEmpty;

TEST(CoverageGap, ACameraAtTheEdgeCoversHalfItsDisc) {
  GapScene scene;
  scene.add_camera({0, 50}, {geo::disc({0, 50}, 40, 512)});
  scene.add_incident({80, 50});

  const auto set = gaps_of(scene.input(), {.ground = GapGround::hotspots});

  ASSERT_EQ(set.gaps.size(), 1U);
  EXPECT_NEAR(set.gaps[0].area_km2 * 1e6, 1e4 - std::numbers::pi * 1600 / 2, 0.1 /* m^2: the disc is a 512-gon */);
  EXPECT_NEAR(set.in_view_km2 * 1e6, std::numbers::pi * 1600 / 2, 0.1);
  EXPECT_THAT(set.gaps[0].hotspots, ElementsAre(7));
}

TEST(CoverageGap, ABandOfViewCutsAHotspotIntoRankedGaps) {
  GapScene scene;
  scene.add_camera({50, 50}, square(40, -10, 60, 110));
  for (const double y : {10.0, 20.0, 30.0}) scene.add_incident({80, y}, "Drugs");
  scene.add_incident({80, 40}, "Robbery");
  scene.add_incident({10, 10});
  scene.add_incident({50, 50});    // in view
  scene.add_incident({500, 500});  // off the ground

  const auto set = gaps_of(scene.input(), {.ground = GapGround::hotspots});

  ASSERT_EQ(set.gaps.size(), 2U);
  EXPECT_EQ(set.gaps[0].rank, 1);
  EXPECT_EQ(set.gaps[0].incidents, 4);
  EXPECT_EQ(set.gaps[0].main_type, "Drugs");
  EXPECT_EQ(set.gaps[0].main_type_incidents, 3);
  EXPECT_EQ(set.gaps[1].incidents, 1);
  EXPECT_EQ(set.incidents, 6);
  EXPECT_EQ(set.in_view, 1);
  EXPECT_EQ(set.in_gaps, 5);
  ASSERT_TRUE(set.gaps[0].nearest_camera);
  EXPECT_EQ(set.gaps[0].nearest_camera->reference, "C1");
  // From the busiest place, where the four incidents are (80, 10 … 40), not from the outline that touches the view.
  ASSERT_TRUE(set.gaps[0].busiest);
  EXPECT_EQ(set.gaps[0].busiest->incidents, 4);
  EXPECT_NEAR(set.gaps[0].nearest_camera->metres, geo::distance(set.gaps[0].busiest->at, {50, 50}), 1e-9 /* m */);
  EXPECT_GT(set.gaps[0].nearest_camera->metres, 30.0);
}

TEST(CoverageGap, OfTargetedHotspotsIsClippedToTheNeighbourhoods) {
  GapScene scene;
  scene.add_incident({30, 50});
  scene.add_incident({80, 50});

  const auto both = gaps_of(scene.input(), {});
  const auto one = gaps_of(scene.input(), {.neighbourhoods = {"old town"}});

  EXPECT_NEAR(both.ground_km2 * 1e6, 1e4, 1e-6);
  EXPECT_THAT(both.gaps[0].neighbourhoods, ElementsAre("Old Town", "Harbour"));
  EXPECT_NEAR(one.ground_km2 * 1e6, 6e3, 1e-6 /* m^2 */);
  EXPECT_EQ(one.in_gaps, 1);
  EXPECT_THAT(one.gaps[0].neighbourhoods, ElementsAre("Old Town"));
}

TEST(CoverageGap, OfNeighbourhoodsLooksAtAllTheirGround) {
  GapScene scene;
  scene.hotspots.clear();
  scene.add_incident({150, 140});

  const auto set = gaps_of(scene.input(), {.ground = GapGround::neighbourhoods, .neighbourhoods = {"Harbour"}});

  ASSERT_EQ(set.gaps.size(), 1U);
  EXPECT_NEAR(set.gaps[0].area_km2 * 1e6, 140.0 * 200.0, 1e-6 /* m^2 */);
  EXPECT_THAT(set.gaps[0].hotspots, IsEmpty());
}

TEST(CoverageGap, RoofsAreNoGround) {
  GapScene scene;
  scene.add_incident({5, 5});
  scene.add_incident({52, 52});  // on the roof: police points often are
  const BuildingIndex roofs({block({40, 40, 60, 60}), block({50, 50, 70, 70})});
  CoverageGapInput input = scene.input();
  input.buildings = &roofs;

  const auto without = gaps_of(input, {.ground = GapGround::hotspots});
  const auto with = gaps_of(input, {.ground = GapGround::hotspots, .buildings = BuildingGround::keep});
  const auto tolerant = gaps_of(input, {.ground = GapGround::hotspots, .tolerance = 15_m});

  EXPECT_NEAR(without.gaps[0].area_km2 * 1e6, 1e4 - 700, 1e-6 /* m^2: the roofs overlap by 100 */);
  EXPECT_EQ(without.in_gaps, 1);
  EXPECT_EQ(without.on_roofs, 1);
  EXPECT_EQ(without.incidents, 2);
  EXPECT_EQ(without.out_of_view(), 2);  // a roof is not in view
  EXPECT_EQ(with.on_roofs, 0);
  EXPECT_EQ(tolerant.on_roofs, 0);
  EXPECT_NEAR(with.gaps[0].area_km2 * 1e6, 1e4, 1e-6);
  EXPECT_EQ(with.in_gaps, 2);
  EXPECT_EQ(tolerant.in_gaps, 2);
}

TEST(CoverageGap, AnIncidentIsCountedInOneGapOnly) {
  GapScene scene;
  scene.add_camera({50, 50}, square(49, -10, 51, 110));
  scene.add_incident({47, 50});
  scene.add_incident({54, 50});

  const auto set = gaps_of(scene.input(), {.ground = GapGround::hotspots, .tolerance = 2.5_m});

  // 47 is 2 m from the view: in view by the tolerance. 54 is 3 m from it: in the east gap, once.
  EXPECT_EQ(set.in_gaps, 1);
  EXPECT_EQ(set.in_view, 1);
}

TEST(CoverageGap, LeavesOutSliversAndGapsWithoutIncidents) {
  GapScene scene;
  scene.add_camera({50, 50}, square(0.5, -10, 60, 110));  // leaves a strip of 50 m^2 and one of 4,000 m^2
  scene.add_incident({0.2, 50});

  const auto set = gaps_of(scene.input(), {.ground = GapGround::hotspots});
  const auto all = gaps_of(scene.input(), {.ground = GapGround::hotspots, .least_incidents = 0});

  EXPECT_THAT(set.gaps, IsEmpty());
  EXPECT_EQ(set.in_left_out, 1);
  EXPECT_NEAR(set.left_out_km2 * 1e6, 4050, 1e-6 /* m^2 */);
  ASSERT_EQ(all.gaps.size(), 1U);
  EXPECT_NEAR(all.left_out_km2 * 1e6, 50, 1e-6);
}

TEST(CoverageGap, WithTooFewIncidentsLeavesThemInTheAccount) {
  GapScene scene;
  scene.add_camera({50, 50}, square(40, -10, 60, 110));
  for (const double y : {10.0, 20.0, 30.0}) scene.add_incident({80, y});
  scene.add_incident({10, 10});
  scene.add_incident({50, 50});

  const auto set = gaps_of(scene.input(), {.ground = GapGround::hotspots, .least_incidents = 2});

  EXPECT_EQ(set.in_gaps, 3);
  EXPECT_EQ(set.in_left_out, 1);
  EXPECT_EQ(set.in_view, 1);
  EXPECT_EQ(set.out_of_view(), 4);
}

TEST(CoverageGap, TakesNoIncidentFromBesideTheGround) {
  GapScene scene;
  scene.add_incident({80, 50});
  scene.add_incident({102, 50});  // 2 m off the hotspot

  const auto set = gaps_of(scene.input(), {.ground = GapGround::hotspots, .tolerance = 5_m});

  EXPECT_EQ(set.incidents, 1);
  EXPECT_EQ(set.in_gaps, 1);
}

TEST(CoverageGap, WithoutIncidentsIsMeasuredFromItsCentroid) {
  GapScene scene;
  scene.add_camera({50, 150}, square(40, 140, 60, 160));

  const auto set = gaps_of(scene.input(), {.ground = GapGround::hotspots, .least_incidents = 0});

  ASSERT_EQ(set.gaps.size(), 1U);
  EXPECT_FALSE(set.gaps[0].busiest);
  EXPECT_NEAR(set.gaps[0].nearest_camera->metres, 100.0, 1e-9 /* m */);
}

TEST(CoverageGap, CountsWhatIsPerhapsInViewWhereTheSourceMovedItsPoints) {
  GapScene scene;
  scene.add_camera({50, 50}, square(40, -10, 60, 110));
  for (const double x : {50.0, 65.0, 80.0, 105.0}) scene.add_incident({x, 50});
  CoverageGapInput input = scene.input();
  input.moved_by = 10_m;

  const auto set = gaps_of(input, {.ground = GapGround::hotspots});

  EXPECT_EQ(set.in_view, 1);
  EXPECT_EQ(set.perhaps_in_view, 2);
  EXPECT_EQ(set.out_of_view(), 2);
}

TEST(CoverageGap, NamesItsWardsLargestPartFirst) {
  GapScene scene;
  scene.add_incident({30, 50});
  const auto wards = areas({area("Small", square(-10, -10, 20, 110)), area("Large", square(20, -10, 110, 110)),
                            area("Next door", square(100, 0, 200, 100))});
  CoverageGapInput input = scene.input();
  input.wards = &wards;

  const auto set = gaps_of(input, {.ground = GapGround::hotspots});

  EXPECT_THAT(set.gaps[0].wards, ElementsAre("Large", "Small"));
}

TEST(CoverageGap, TellsOfCamerasInsideWhoseViewIsNotKnown) {
  GapScene scene;
  scene.add_incident({30, 50});
  scene.add_camera({30, 55}, {}, ViewStatus::not_known);
  scene.add_camera({30, 50}, {}, ViewStatus::left_out);
  scene.add_camera({500, 500}, square(490, 490, 510, 510));

  const auto set = gaps_of(scene.input(), {.ground = GapGround::hotspots});

  EXPECT_EQ(set.gaps[0].cameras_not_known, 1);
  ASSERT_TRUE(set.gaps[0].nearest_camera);
  EXPECT_FALSE(set.gaps[0].nearest_camera->view_known);
  EXPECT_EQ(set.gaps[0].nearest_camera->metres, 5.0);
}

TEST(CoverageGap, RanksByWeightWhereIncidentsAreWeighted) {
  GapScene scene;
  scene.add_camera({50, 50}, square(40, -10, 60, 110));
  scene.add_incident({10, 10});
  scene.add_incident({80, 10});
  scene.add_incident({80, 20});
  scene.incidents.weight = {10.0F, 1.0F, 1.0F};

  const auto set = gaps_of(scene.input(), {.ground = GapGround::hotspots});

  ASSERT_EQ(set.gaps.size(), 2U);
  EXPECT_EQ(set.gaps[0].incidents, 1);
  EXPECT_DOUBLE_EQ(set.gaps[0].weight, 10.0);
}

TEST(CoverageGaps, StopWhenAsked) {
  const GapScene scene;
  std::stop_source stop;
  stop.request_stop();

  const auto set = coverage_gaps(scene.input(), {}, jobs::Progress(stop.get_token()));

  ASSERT_FALSE(set);
  EXPECT_EQ(set.error().code, core::ErrorCode::cancelled);
}

std::string message_of(const CoverageGapInput& input, const CoverageGapOptions& options) {
  const auto set = coverage_gaps(input, options, jobs::Progress());
  return set ? "no error" : set.error().message;
}

TEST(CoverageGaps, SayWhatIsWrongAndWhatToDo) {
  const GapScene scene;
  CoverageGapInput none = scene.input();
  none.neighbourhoods = nullptr;

  EXPECT_EQ(message_of(scene.input(), {.neighbourhoods = {"Newtown"}}),
            "no neighbourhood 'Newtown'. The neighbourhoods are: Old Town, Harbour");
  EXPECT_EQ(message_of(none, {}),
            "there are no targeted neighbourhoods: import them, or look for gaps on all hotspots (ground: hotspots)");
  EXPECT_EQ(message_of(none, {.ground = GapGround::targeted_hotspots, .neighbourhoods = {"Newtown"}}),
            "no neighbourhood 'Newtown': there are no targeted neighbourhoods; import them, or look for gaps on all "
            "hotspots (ground: hotspots)");
  EXPECT_EQ(
      message_of(scene.input(), {.ground = GapGround::hotspots, .neighbourhoods = {"Harbour"}}),
      "neighbourhoods are named, but gaps are to be looked for on all hotspots: leave out one of the two (ground: "
      "targeted-hotspots looks at hotspots in neighbourhoods)");
  EXPECT_EQ(message_of(scene.input(), {.smallest_area = core::SquareKilometres(-1)}),
            "smallest-area is -1 km2, but must lie between 0 and 1 km2");
  EXPECT_EQ(message_of(scene.input(), {.least_incidents = -1}), "least-incidents is -1, but must be 0 or more");
  EXPECT_EQ(message_of(scene.input(), {.tolerance = 200_m}), "tolerance is 200 m, but must lie between 0 and 100 m");
}

TEST(CoverageGaps, AreNotKnownWhereNoViewIs) {
  GapScene scene;
  scene.add_incident({30, 50});
  scene.add_camera({50, 50}, {}, ViewStatus::not_known);

  EXPECT_EQ(message_of(scene.input(), {.ground = GapGround::hotspots}),
            "none of the 1 cameras has a known view, so that nobody can say what is out of view: state an assumption "
            "(assumed-range, unknown-bearing …), or complete the register");
}

}  // namespace
}  // namespace wardscope::analysis
