// SPDX-License-Identifier: GPL-3.0-or-later
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <map>
#include <string>

#include "io/import_harness.hpp"

namespace wardscope::io {
namespace {

using test::ImportHarness;
using testing::ElementsAre;
using testing::HasSubstr;
using testing::Pair;

std::map<std::string, int> kinds_of(const borough::Dataset& dataset) {
  std::map<std::string, int> kinds;
  if (!dataset.points_of_interest) return kinds;
  for (const borough::PointOfInterest& point : *dataset.points_of_interest) ++kinds[point.kind];
  return kinds;
}

TEST(PointOfInterestImport, AFileIsOfTheKindThatTheUserNames) {
  ImportHarness town;
  town.options.kind = "points-of-interest";
  town.options.name = "Late takeaways";

  const auto report =
      town.import_text("list.csv", "Name,Easting,Northing\nGrill 1,409700,92041\n,409710,92050\nGrill 3,,\n");

  ASSERT_TRUE(report) << report.error().message;
  EXPECT_THAT(kinds_of(town.load()), ElementsAre(Pair("Late takeaways", 2)));
  EXPECT_THAT(town.rejects("list.csv").at(1), HasSubstr("point of interest has no position"));
}

TEST(PointOfInterestImport, WithoutANameTheKindIsThatOfTheFile) {
  ImportHarness town;
  town.options.kind = "points-of-interest";

  const auto report = town.import_text("cash_machines.csv", "Easting,Northing\n409700,92041\n");

  ASSERT_TRUE(report) << report.error().message;
  EXPECT_THAT(kinds_of(town.load()), ElementsAre(Pair("Cash machines", 1)));
}

TEST(PointOfInterestImport, AColumnOfKindsIsRecognisedAndKept) {
  ImportHarness town;

  const auto report = town.import_text(
      "features.csv",
      "Name,Point of interest type,Easting,Northing\nA,Bus stops,409700,92041\nB,Car parks,409710,92050\n"
      "C,Bus stops,409720,92050\n");

  ASSERT_TRUE(report) << report.error().message;
  EXPECT_EQ(report->files.front().kind, "points-of-interest");
  EXPECT_THAT(kinds_of(town.load()), ElementsAre(Pair("Bus stops", 2), Pair("Car parks", 1)));
}

TEST(PointOfInterestImport, NationalListsAndRegistersAreRecognised) {
  ImportHarness town;

  const auto stops = town.import_text(
      "Stops.csv", "ATCOCode,CommonName,StopType,Easting,Northing\n1280BOA1,Square,BCT,409700,92041\n");
  const auto premises = town.import_text(
      "register.csv",
      "Premises name,Licence number,Licence holder,Easting,Northing\nThe Ship,P1,Jo Bloggs,409710,92050\n");
  const auto food = town.import_text(
      "ratings.csv", "FHRSID,BusinessName,BusinessType,Longitude,Latitude\n1,The Ship,Pub/bar/nightclub,-1.87,50.72\n");

  ASSERT_TRUE(stops) << stops.error().message;
  ASSERT_TRUE(premises) << premises.error().message;
  ASSERT_TRUE(food) << food.error().message;
  EXPECT_THAT(kinds_of(town.load()), ElementsAre(Pair("Licensed premises", 1), Pair("Pub/bar/nightclub", 1),
                                                 Pair("Public transport stops", 1)));
  for (const borough::PointOfInterest& point : *town.load().points_of_interest) {
    EXPECT_THAT(point.name, testing::Not(HasSubstr("Bloggs")));
  }
}

TEST(PointOfInterestImport, TablesOfOtherThingsAreNotTakenForPoints) {
  ImportHarness town;

  EXPECT_THAT(town.refusal_of_text("unknown.csv", "Colour,Easting,Northing\nred,409700,92041\n"),
              testing::Not(HasSubstr("imported")));
}

}  // namespace
}  // namespace wardscope::io
