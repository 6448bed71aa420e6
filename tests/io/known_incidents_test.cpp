// SPDX-License-Identifier: GPL-3.0-or-later
#include "io/known_incidents.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <map>
#include <set>
#include <string>
#include <utility>
#include <vector>

#include "core/random.hpp"
#include "io/import_harness.hpp"
#include "support/shared_data.hpp"

namespace wardscope::io {
namespace {

using test::ImportHarness;
using testing::HasSubstr;

constexpr std::string_view kHeader =
    "Crime ID,Month,Reported by,Falls within,Longitude,Latitude,Location,LSOA code,LSOA name,Crime type,"
    "Last outcome category,Context\n";

/// An id as data.police.uk writes it: 64 hexadecimal digits.
std::string digest(int number) {
  const std::string text = std::to_string(number);
  return std::string(64 - text.size(), 'a') + text;
}

std::string crime(const std::string& id, std::string_view month = "2025-01") {
  return id + "," + std::string(month) +
         ",Dorset Police,Dorset Police,-1.88,50.72,On or near High Street,E01015301,Poole 001A," +
         (id.empty() ? "Anti-social behaviour" : "Burglary") + ",,\n";
}

/// Crimes of these numbers, past excluded, and one incident of anti-social behaviour, which has no id.
std::string month_file(int first, int past, std::string_view month = "2025-01") {
  std::string text(kHeader);
  for (int number = first; number < past; ++number) text += crime(digest(number), month);
  return text + crime("", month);
}

TEST(KnownIncidents, AFileThatHoldsEarlierMonthsIsRefusedWithTheNumbersTheImportsAndTheRemedy) {
  ImportHarness town;
  ASSERT_TRUE(town.import_text("2025-01.csv", month_file(0, 100)));
  ASSERT_TRUE(town.import_text("2025-02.csv", month_file(100, 200, "2025-02")));

  const std::string refusal =
      town.refusal_of_text("all.csv", month_file(0, 100) + month_file(100, 300, "2025-02").substr(kHeader.size()));

  EXPECT_THAT(refusal,
              HasSubstr("200 of the 300 ids of 'all.csv' stand for incidents that are in the workspace already "
                        "(imports 1, 2, the first '2025-01.csv'): they would count twice"));
  EXPECT_THAT(refusal, HasSubstr("wardscope withdraw --batch 1-2)"));
  EXPECT_THAT(refusal, HasSubstr("--again allow"));
  EXPECT_EQ(town.load().incidents->size(), 202U);
}

TEST(KnownIncidents, TheImportsToWithdrawAreNamedAsWithdrawTakesThem) {
  ImportHarness town;
  for (int file = 0; file < 5; ++file) {
    ASSERT_TRUE(town.import_text("month" + std::to_string(file) + ".csv", month_file(100 * file, 100 * file + 100)));
  }

  const std::string refusal =
      town.refusal_of_text("all.csv", month_file(0, 200) + month_file(300, 500).substr(kHeader.size()));

  EXPECT_THAT(refusal, HasSubstr("(imports 1, 2, 4, 5, the first 'month0.csv')"));
  EXPECT_THAT(refusal, HasSubstr("wardscope withdraw --batch 1-2,4-5)"));
}

TEST(KnownIncidents, AnEarlierImportIsNotHiddenInALongFile) {
  ImportHarness town;
  ASSERT_TRUE(town.import_text("2025-01.csv", month_file(0, 5)));

  EXPECT_THAT(town.refusal_of_text("all.csv", month_file(0, 1000)), HasSubstr("5 of the 1,000 ids"));
}

TEST(KnownIncidents, FilesOfOneImportAreComparedToo) {
  ImportHarness town;
  const auto a = town.folder.write("a.csv", month_file(0, 50));
  const auto b = town.folder.write("b.csv", month_file(25, 75));

  const auto report = town.import({a, b});

  ASSERT_TRUE(report) << report.error().message;
  EXPECT_EQ(report->files.size(), 1U);
  ASSERT_EQ(report->failures.size(), 1U);
  EXPECT_THAT(report->failures[0].error.message, HasSubstr("25 of the 50 ids of 'b.csv'"));
  EXPECT_THAT(report->failures[0].error.message, HasSubstr("(import 1, 'a.csv')"));
}

TEST(KnownIncidents, TheyComeInBesideEachOtherWhereTheUserSaysSoAndTheReportCountsThem) {
  ImportHarness town;
  ASSERT_TRUE(town.import_text("2025-01.csv", month_file(0, 100)));
  town.options.again = Again::allow;

  const auto report = town.import_text("more.csv", month_file(50, 150));

  ASSERT_TRUE(report) << report.error().message;
  EXPECT_EQ(report->stored(), 101);
  EXPECT_EQ(report->files[0].quality.known_ids, 50);
  EXPECT_THAT(import_text(*report), HasSubstr("50 of its 100 ids are in earlier imports too; 50 of them for the same "
                                              "incident (import 1, '2025-01.csv'): they count twice"));
}

TEST(KnownIncidents, AWithdrawnImportIsForgotten) {
  ImportHarness town;
  ASSERT_TRUE(town.import_text("2025-01.csv", month_file(0, 100)));
  {
    auto workspace = store::Workspace::open(town.options.workspace, store::Access::write);
    ASSERT_TRUE(workspace);
    ASSERT_TRUE(workspace->withdraw_batch(1));
  }

  const auto report = town.import_text("corrected.csv", month_file(0, 101));

  ASSERT_TRUE(report) << report.error().message;
  EXPECT_EQ(report->files[0].quality.known_ids, 0);
}

TEST(KnownIncidents, AFewSharedIdsComeInWithARemark) {
  ImportHarness town;
  ASSERT_TRUE(town.import_text("2025-01.csv", month_file(0, 300)));

  const auto report = town.import_text("2025-02.csv", month_file(299, 600, "2025-02"));

  ASSERT_TRUE(report) << report.error().message;
  EXPECT_EQ(report->files[0].quality.known_ids, 1);
  EXPECT_THAT(
      import_text(*report),
      HasSubstr("'2025-02.csv': 1 of its 301 ids is in earlier imports too, in another month or of another type"));
}

TEST(KnownIncidents, RunningNumbersThatStartAgainAreOtherIncidents) {
  ImportHarness town;
  const auto list = [](std::string_view type, std::string_view date) {
    std::string text = "Ref,Incident type,Incident date,Easting,Northing\n";
    for (int number = 1; number <= 40; ++number) {
      text += std::to_string(number) + "," + std::string(type) + "," + std::string(date) + ",409722,92041\n";
    }
    return text;
  };
  ASSERT_TRUE(town.import_text("noise-2024.csv", list("Noise nuisance", "05/01/2024")));

  EXPECT_TRUE(town.import_text("noise-2025.csv", list("Noise nuisance", "05/01/2025")));
  EXPECT_TRUE(town.import_text("tipping-2024.csv", list("Fly-tipping", "06/01/2024")));
  EXPECT_THAT(town.refusal_of_text("again.csv", list("Noise nuisance", "07/01/2024")), HasSubstr("40 of the 40 ids"));
}

TEST(KnownIncidents, AColumnThatIsTheSameInMostRowsIdentifiesNothing) {
  ImportHarness town;
  std::string text = "Ref,Incident type,Incident date,Easting,Northing\n";
  for (int row = 0; row < 10; ++row) text += "Beat 7,Noise nuisance,05/01/2024,409722,92041\n";
  ASSERT_TRUE(town.import_text("a.csv", text));

  EXPECT_TRUE(town.import_text("b.csv", text + "Beat 7,Noise nuisance,06/01/2024,409722,92041\n"));
}

TEST(KnownIncidents, OverlapAgreesWithCountingByHand) {
  ImportHarness town;
  core::CounterRng random(7, 0);
  std::map<std::string, std::set<int>> months_of;
  std::int64_t stored_ids = 0;
  town.options.again = Again::allow;
  for (int file = 0; file < 3; ++file) {
    std::string text(kHeader);
    for (int row = 0; row < 200; ++row) {
      const auto month = static_cast<int>(1 + random.below(3));
      const std::string id = digest(static_cast<int>(random.below(400)));
      text += crime(id, "2025-0" + std::to_string(month));
      months_of[id].insert(month);
    }
    ASSERT_TRUE(town.import_text("file" + std::to_string(file) + ".csv", text));
  }
  stored_ids = static_cast<std::int64_t>(months_of.size());
  IncidentKeys keys;
  std::map<std::string, std::set<int>> source;
  for (int row = 0; row < 300; ++row) {
    const auto month = static_cast<int>(1 + random.below(3));
    const std::string id = digest(static_cast<int>(300 + random.below(200)));
    keys.push_back(incident_key(id, core::local_minute({2025, month, 1}), "Burglary"));
    source[id].insert(month);
  }
  const auto workspace = store::Workspace::open(town.options.workspace, store::Access::read);
  ASSERT_TRUE(workspace);
  const auto known = KnownIncidents::of(*workspace, jobs::Progress());
  ASSERT_TRUE(known);

  const Overlap overlap = known->overlap_with(keys);

  std::int64_t shared = 0;
  std::int64_t same = 0;
  for (const auto& [id, months] : source) {
    const auto there = months_of.find(id);
    if (there == months_of.end()) continue;
    ++shared;
    bool any = false;
    for (const int month : months) any = any || there->second.count(month) > 0;
    same += any ? 1 : 0;
  }
  EXPECT_EQ(overlap.ids, static_cast<std::int64_t>(source.size()));
  EXPECT_EQ(overlap.shared, shared);
  EXPECT_EQ(overlap.same, same);
  EXPECT_GT(shared, same);
  EXPECT_LT(shared, stored_ids);
}

TEST(KnownIncidents, MonthsOfRealPoliceFilesComeInWholeAndTheirSumIsRefused) {
  WARDSCOPE_SHARED_DATA(folder, "bcp/raw_police");
  WARDSCOPE_SHARED_DATA(sum, "bcp/incidents_police_street.csv");
  ImportHarness town;

  const auto months = town.import({folder});

  ASSERT_TRUE(months) << months.error().message;
  EXPECT_EQ(months->files.size(), 18U);
  EXPECT_TRUE(months->failures.empty());
  EXPECT_EQ(months->stored(), 90199);
  EXPECT_THAT(town.refusal(sum),
              HasSubstr("of 'incidents_police_street.csv' stand for incidents that are in the workspace already"));
}

}  // namespace
}  // namespace wardscope::io
