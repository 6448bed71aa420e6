// SPDX-License-Identifier: GPL-3.0-or-later
//
// Counts on their way out: which threshold holds, and what earlier exports tell by subtraction.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <cmath>

#include "catalog/export_layers.hpp"
#include "catalog/small_workspace.hpp"
#include "catalog/suppressed_counts.hpp"
#include "core/text.hpp"

namespace wardscope::catalog {
namespace {

using testing::AllOf;
using testing::HasSubstr;
using testing::Not;

/// So many incidents of a type in the middle of each of the four wards in a month of 2025.
struct Planted {
  const char* type;
  int month;
  std::vector<int> by_ward;
  const char* street = nullptr;  ///< the anonymised map point that they were published at; null: where they happened
};

class CountsLeaving : public SmallWorkspace {
 protected:
  void plant(const std::vector<Planted>& planted) {
    borough::Dataset data = small_borough();
    borough::IncidentTable incidents;
    const auto& wards = data.area_sets.front()->areas;
    for (const Planted& one : planted) {
      const auto type = borough::category_index(incidents, one.type, borough::Sensitivity::open);
      for (std::size_t ward = 0; ward < wards.size(); ++ward) {
        const geo::Point centre = geo::extent_of(wards[ward].shape).centre();
        for (int i = 0; i < one.by_ward[ward]; ++i) {
          incidents.add(centre, type, core::local_minute({2025, one.month, 1}), core::TimePrecision::month);
          incidents.place.resize(incidents.size(), borough::IncidentTable::kNoPlace);
          if (one.street == nullptr) continue;
          incidents.place_names = {one.street};
          incidents.place.back() = 0;
        }
      }
    }
    data.incidents = core::make_snapshot(std::move(incidents));
    make(data);
  }

  /// The incidents of each ward in the CSV; "" where they are hidden.
  std::vector<std::string> exported(const Words& words, const std::string& name) {
    const auto rates = run("area-rates", words);
    EXPECT_TRUE(rates) << rates.error().message;
    const auto written = run("export", {{"layer", "area-rates"}, {"output", file(name)}});
    error_ = written ? "" : written.error().message;
    std::vector<std::string> counts;
    if (!written) return counts;
    const std::string csv = text_of(name);
    const auto lines = core::split(csv, '\n');
    for (std::size_t i = 1; i < lines.size() && !lines[i].empty(); ++i)
      counts.emplace_back(core::split(lines[i], ',')[1]);
    return counts;
  }

  std::string error_;
};

TEST_F(CountsLeaving, OfSensitiveTypesAloneAreHiddenBelowTheirOwnThreshold) {
  plant({{"Domestic abuse", 1, {7, 40, 50, 9}}});

  EXPECT_THAT(exported({}, "rates.csv"), testing::ElementsAre("", "40", "50", ""));
  EXPECT_THAT(text_of("rates.csv"), HasSubstr("counts below 10"));
}

TEST_F(CountsLeaving, InABriefingAreHiddenAsInAnExport) {
  plant({{"Domestic abuse", 1, {7, 40, 50, 9}}});
  ASSERT_TRUE(run("area-rates", {}));
  ASSERT_TRUE(run("briefing", {{"layer", "area-rates"}, {"output", file("b.html")}}));

  const std::string page = text_of("b.html");
  EXPECT_THAT(page, AllOf(HasSubstr(">40</td>"), HasSubstr(">50</td>"), HasSubstr(">hidden</td>")));
  EXPECT_THAT(page, AllOf(Not(HasSubstr(">7</td>")), Not(HasSubstr(">9</td>"))));
}

TEST_F(CountsLeaving, OfAMixtureAreShownWhereThoseOfItsSensitiveTypeAreNot) {
  plant({{"Domestic abuse", 1, {7, 40, 50, 9}}, {"Theft", 1, {20, 21, 20, 20}}});

  EXPECT_THAT(exported({}, "all.csv"), testing::ElementsAre("27", "61", "70", "29"));
  EXPECT_THAT(exported({{"type", "Domestic abuse"}}, "abuse.csv"), testing::ElementsAre("", "40", "50", ""));
  EXPECT_THAT(exported({{"type", "Theft"}}, "theft.csv"), testing::ElementsAre("", "21", "20", ""));
}

TEST_F(CountsLeaving, OfASensitiveTypeAreNotToldInSentencesEither) {
  plant({{"Domestic abuse", 1, {7, 0, 0, 0}}});

  const auto rates = run("area-rates", {});

  ASSERT_TRUE(rates);
  EXPECT_THAT(rates->result.sentences, testing::Contains(HasSubstr("fewer than 10 recorded incidents")));
  EXPECT_THAT(rates->result.sentences, testing::Contains("In no area are there enough to tell a number."));
}

TEST_F(CountsLeaving, AKeptResultOfASensitiveTypeRemembersThatItIs) {
  plant({{"Domestic abuse", 1, {7, 40, 50, 9}}, {"Theft", 1, {20, 20, 20, 20}}});
  ASSERT_TRUE(run("area-rates", {{"type", "Domestic abuse"}}));
  ASSERT_TRUE(run("export", {{"layer", "area-rates"}, {"output", file("h.csv")}}));

  EXPECT_THAT(text_of("h.csv"), AllOf(HasSubstr("counts below 10"), Not(HasSubstr(",7,"))));
}

TEST_F(CountsLeaving, AreasThatHoldTooFewAreNoHotspots) {
  plant({{"Domestic abuse", 1, {7, 40, 50, 9}}, {"Theft", 1, {4, 20, 20, 20}}});
  const auto sensitive =
      run("hotspots", {{"type", "Domestic abuse"}, {"bandwidth", "250"}, {"rule", "level"}, {"level", "20"}});
  const auto open = run("hotspots", {{"type", "Theft"}, {"rule", "level"}, {"level", "20"}});

  ASSERT_TRUE(sensitive && open) << sensitive.error().message;
  EXPECT_THAT(sensitive->result.sentences, testing::Contains(AllOf(HasSubstr("2 hotspots hold 84.9 %"))));
  EXPECT_THAT(sensitive->result.sentences,
              testing::Contains("2 more areas reach the level and are left out, with fewer than 10 incidents each."));
  EXPECT_THAT(open->result.sentences,
              testing::Contains("1 more area reaches the level and is left out, with fewer than 5 incidents each."));
  ASSERT_TRUE(run("export", {{"layer", "hotspots"}, {"output", file("open.csv")}}));
  const std::string csv = text_of("open.csv");
  EXPECT_EQ(core::split(csv, '\n').size(), 5U) << "a heading, three hotspots, and what follows the last line";
}

TEST_F(CountsLeaving, ASurfaceOfASensitiveTypeShowsAreasAndNoRecord) {
  plant({{"Domestic abuse", 1, {7, 40, 50, 9}}});
  const Words of_abuse{{"type", "Domestic abuse"}};
  const auto with = [&](const Words& more) {
    Words words = of_abuse;
    words.insert(words.end(), more.begin(), more.end());
    return run("kernel-density", words);
  };

  const auto sharp = with({{"bandwidth", "200"}});
  const auto fine = with({{"bandwidth", "250"}, {"cell", "50"}});
  const auto good = with({{"bandwidth", "250"}});

  ASSERT_FALSE(sharp || fine);
  EXPECT_THAT(sharp.error().message,
              AllOf(HasSubstr("bandwidth of at least 250 m"), HasSubstr("cells of at least 100 m")));
  ASSERT_TRUE(good) << good.error().message;
  const auto& surface = *std::get<core::Snapshot<raster::Raster<float>>>(good->result.layers.front().data);
  EXPECT_EQ(surface.grid().cell, 100.0);
  // Ten or more lie in reach round the middles of the second and third ward only.
  std::size_t shown = 0;
  const auto wards = small_borough().area_sets.front()->areas;
  for (std::size_t row = 0; row < surface.grid().rows; ++row) {
    for (std::size_t column = 0; column < surface.grid().columns; ++column) {
      if (std::isnan(surface.at(column, row))) continue;
      ++shown;
      const geo::Point p = surface.grid().centre(column, row);
      EXPECT_TRUE(geo::distance(p, geo::extent_of(wards[1].shape).centre()) <= 250.0 ||
                  geo::distance(p, geo::extent_of(wards[2].shape).centre()) <= 250.0);
    }
  }
  EXPECT_GT(shown, 20U);
  EXPECT_LT(shown, 50U);
}

TEST_F(CountsLeaving, ARowOfAnotherTypeSharpensNoSurfaceOfSensitiveOnes) {
  plant({{"Domestic abuse", 1, {7, 40, 50, 9}}, {"Theft", 1, {1, 0, 0, 0}}});

  for (const char* operation : {"kernel-density", "hotspots", "coverage-gaps"}) {
    Words words{{"bandwidth", "200"}};
    if (std::string_view(operation) == "coverage-gaps") words.emplace_back("assumed-range", "60");
    const auto sharp = run(operation, words);
    ASSERT_FALSE(sharp) << operation;
    EXPECT_EQ(sharp.error().code, core::ErrorCode::invalid_argument);
    EXPECT_THAT(sharp.error().message, AllOf(HasSubstr("exact places (Domestic abuse)"),
                                             HasSubstr("bandwidth of at least 250 m"), HasSubstr("at least 100 m")));
  }
  EXPECT_FALSE(run("kernel-density", {{"cell", "50"}}));
  EXPECT_FALSE(run("profile", {{"all", "true"}, {"output", file("profiles")}, {"bandwidth", "200"}}));
  EXPECT_TRUE(run("kernel-density", {{"type", "Theft"}}).error().message.find("fewer than 5") != std::string::npos);
}

TEST_F(CountsLeaving, WhatNobodySetIsNeverTooSharp) {
  plant({{"Domestic abuse", 1, {7, 40, 50, 9}}, {"Theft", 1, {1, 0, 0, 0}}});

  const auto density = run("kernel-density", {});

  ASSERT_TRUE(density) << density.error().message;
  const auto& surface = *std::get<core::Snapshot<raster::Raster<float>>>(density->result.layers.front().data);
  EXPECT_EQ(surface.grid().cell, 100.0);
  EXPECT_EQ(diagnostics_.count("sensitive-places"), 1);
  const geo::Point first = geo::extent_of(small_borough().area_sets.front()->areas.front().shape).centre();
  const auto column = static_cast<std::size_t>((first.x - surface.grid().x0) / 100.0);
  const auto row = static_cast<std::size_t>((first.y - surface.grid().y0) / 100.0);
  EXPECT_TRUE(std::isnan(surface.at(column, row))) << "eight incidents are in reach";
}

TEST_F(CountsLeaving, ThatLieInAreasOfAMixtureWithTooFewAreNoHotspots) {
  plant({{"Domestic abuse", 1, {1, 40, 50, 5}}, {"Theft", 1, {8, 0, 0, 0}}});

  const auto found = run("hotspots", {{"rule", "level"}, {"level", "20"}});

  ASSERT_TRUE(found) << found.error().message;
  EXPECT_THAT(found->result.sentences,
              testing::Contains("2 more areas reach the level and are left out, with fewer than 10 incidents each."));
}

TEST_F(CountsLeaving, PublishedMapPointsMayBeMappedSharply) {
  plant({{"Domestic abuse", 1, {70, 40, 50, 90}, "Quay Road"}, {"Theft", 1, {10, 10, 10, 10}}});

  const auto mixed = run("kernel-density", {{"bandwidth", "100"}, {"cell", "20"}});
  const auto alone = run("kernel-density", {{"bandwidth", "100"}, {"type", "Domestic abuse"}});

  EXPECT_TRUE(mixed) << mixed.error().message;
  EXPECT_TRUE(alone) << alone.error().message;
  EXPECT_EQ(diagnostics_.count("sensitive-places"), 0);
}

TEST_F(CountsLeaving, NoSurfaceIsMadeOfAHandfulOfRecords) {
  plant({{"Theft", 1, {1, 1, 1, 1}}, {"Domestic abuse", 1, {7, 0, 0, 2}}});
  const auto few = run("kernel-density", {{"type", "Theft"}});
  const auto sensitive = run("hotspots", {{"type", "Domestic abuse"}, {"bandwidth", "250"}});

  ASSERT_FALSE(few || sensitive);
  EXPECT_THAT(few.error().message, HasSubstr("fewer than 5 incidents match the filter"));
  EXPECT_THAT(sensitive.error().message, HasSubstr("fewer than 10 incidents match the filter"));
}

TEST_F(CountsLeaving, AMapHidesThemByTheSameThreshold) {
  ops::CountedIncidents counted{borough::Sensitivity::sensitive, {}, {}};

  EXPECT_EQ(counted_of(ops::with_counted(R"({"operation": "hotspots"})", counted)).sensitivity,
            borough::Sensitivity::sensitive);
  EXPECT_EQ(counted_of(R"({"parameters": {"type": ["Rape"]}})").sensitivity, borough::Sensitivity::sensitive);
  EXPECT_EQ(counted_of(R"({"parameters": {"type": ["Rape", "Theft"]}})").sensitivity, borough::Sensitivity::open);
  EXPECT_EQ(counted_of(R"({"parameters": {"type": []}})").sensitivity, borough::Sensitivity::open);
}

TEST_F(CountsLeaving, ThatAnEarlierFileWouldTellBySubtractionAreHiddenAndSoIsAPartner) {
  plant({{"Theft", 3, {40, 41, 42, 43}}, {"Theft", 4, {3, 20, 30, 40}}});
  ASSERT_THAT(exported({{"to", "2025-03"}}, "march.csv"), testing::ElementsAre("40", "41", "42", "43"));

  EXPECT_THAT(exported({}, "april.csv"), testing::ElementsAre("", "", "72", "83"));
  EXPECT_EQ(diagnostics_.count("told-by-difference"), 1);
  EXPECT_THAT(diagnostics_.kept().back().message, HasSubstr("exported before (all types; 2025-03, on "));
}

TEST_F(CountsLeaving, ThatAreHiddenTogetherDifferByEnough) {
  plant({{"Theft", 3, {40, 41, 42, 43}}, {"Theft", 4, {2, 0, 1, 40}}});
  ASSERT_EQ(exported({{"to", "2025-03"}}, "march.csv").size(), 4U);

  // The first and third differ by three together: only with the fourth may each be anything up to the threshold.
  EXPECT_THAT(exported({}, "april.csv"), testing::ElementsAre("", "", "", ""));
}

TEST_F(CountsLeaving, AreRefusedWhereTheTotalWouldTell) {
  plant({{"Theft", 3, {40, 41, 42, 43}}, {"Theft", 4, {3, 0, 0, 0}}});
  ASSERT_EQ(exported({{"to", "2025-03"}}, "march.csv").size(), 4U);

  EXPECT_TRUE(exported({}, "april.csv").empty());
  EXPECT_THAT(error_, HasSubstr("a small count of all areas together by subtraction"));
}

TEST_F(CountsLeaving, AreTheSameWhenTheyAreExportedAgain) {
  plant({{"Theft", 3, {40, 41, 42, 43}}, {"Theft", 4, {3, 20, 30, 40}}});
  const auto first = exported({}, "a.csv");

  EXPECT_EQ(exported({}, "b.csv"), first);
  EXPECT_EQ(diagnostics_.count("told-by-difference"), 0);
}

TEST_F(CountsLeaving, AProfileIsHeldAgainstThemToo) {
  plant({{"Theft", 3, {40, 41, 42, 43}}, {"Theft", 4, {3, 20, 30, 40}}});
  ASSERT_EQ(exported({{"to", "2025-03"}}, "march.csv").size(), 4U);

  const auto profile =
      run("profile", {{"ward", "Ward 1"}, {"from", "2025-03"}, {"to", "2025-04"}, {"output", file("p")}});

  ASSERT_FALSE(profile);
  EXPECT_THAT(profile.error().message, HasSubstr("a small count of Ward 1 by subtraction"));
}

TEST_F(CountsLeaving, ProfilesThatWereWrittenBeforeOneFailedAreRemembered) {
  plant({{"Theft", 3, {40, 41, 42, 43}}, {"Theft", 4, {3, 20, 30, 40}}});
  std::filesystem::create_directories(file("p/2025-03_Ward_Profile_W4_Ward_4.html"));

  const auto all =
      run("profile",
          {{"all", "true"}, {"from", "2025-03"}, {"to", "2025-03"}, {"overwrite", "true"}, {"output", file("p")}});
  const auto more = run("profile", {{"ward", "Ward 1"}, {"from", "2025-03"}, {"to", "2025-04"}, {"output", file("q")}});

  ASSERT_FALSE(all);
  EXPECT_THAT(all.error().message, HasSubstr("2025-03_Ward_Profile_W4_Ward_4.html"));
  EXPECT_FALSE(std::filesystem::exists(file("p/2025-03_Ward_Profile_W4_Ward_4.pdf")));
  EXPECT_TRUE(std::filesystem::exists(file("p/2025-03_Ward_Profile_W1_Ward_1.pdf")));
  ASSERT_FALSE(more);
  EXPECT_THAT(more.error().message, HasSubstr("a small count of Ward 1 by subtraction"));
}

}  // namespace
}  // namespace wardscope::catalog
