// SPDX-License-Identifier: GPL-3.0-or-later
//
// The attacker who asks for a file of every type by itself and one of all types, and adds them up.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <array>
#include <cctype>
#include <cmath>
#include <optional>
#include <string>
#include <vector>

#include "analysis/disclosure.hpp"
#include "catalog/small_workspace.hpp"
#include "core/random.hpp"
#include "core/text.hpp"

namespace wardscope::catalog {
namespace {

constexpr std::array kTypes{"Theft", "Drugs", "Arson", "Hate crime", "Burglary", "Robbery"};

/// One file: the count of each area, nothing where it is hidden, and the total where it is told.
struct OneFile {
  std::vector<analysis::ProfileNumber> areas;
  analysis::ProfileNumber total;
};

class TypesAddedUp : public SmallWorkspace {
 protected:
  /// So many of each type in each area of the kind, drawn: many small ones, some none.
  void plant(std::uint64_t seed, borough::AreaKind kind) {
    borough::Dataset data = small_borough();
    const auto set = borough::areas_of(data, kind);
    borough::IncidentTable incidents;
    truth_ = {set->areas.size(), kTypes.size(), {}};
    core::CounterRng draw(seed, 1);
    for (const char* type : kTypes) borough::category_index(incidents, type, borough::Sensitivity::open);
    for (const borough::Area& area : set->areas) {
      const geo::Point centre = geo::extent_of(area.shape).centre();
      for (std::size_t type = 0; type < kTypes.size(); ++type) {
        const bool rare = draw.uniform(0, 3) < 1;
        const auto count = static_cast<std::int64_t>(draw.uniform(0, rare ? 6 : 40));
        truth_.cells.push_back(count);
        for (std::int64_t i = 0; i < count; ++i) {
          incidents.add(centre, static_cast<std::uint16_t>(type), core::local_minute({2025, 3, 1}),
                        core::TimePrecision::month);
        }
      }
    }
    for (const char* type : kTypes) truth_.column_sensitivity.push_back(analysis::sensitivity_of_type(type));
    data.incidents = core::make_snapshot(std::move(incidents));
    make(data);
  }

  OneFile exported(Words words) {
    const auto rates = run("area-rates", words);
    EXPECT_TRUE(rates) << rates.error().message;
    const auto written = run("export", {{"layer", "area-rates"}, {"output", file("one.csv")}});
    EXPECT_TRUE(written) << written.error().message;
    OneFile one;
    const std::string csv = text_of("one.csv");
    const auto lines = core::split(csv, '\n');
    std::int64_t sum = 0;
    for (std::size_t i = 1; i < lines.size() && !lines[i].empty(); ++i) {
      const auto cells = core::split(lines[i], ',');
      const bool shown = !cells[1].empty();
      const double count = shown ? std::stod(std::string(cells[1])) : 0.0;
      one.areas.push_back(shown ? analysis::ProfileNumber{count, false} : analysis::ProfileNumber{std::nullopt, true});
      sum += static_cast<std::int64_t>(count);
      if (shown && count > 0 && !cells[7].empty())
        one.total = {std::round(count / std::stod(std::string(cells[7])) * 100.0), false};
    }
    const std::string& said = rates->result.sentences.front();
    if (std::isdigit(static_cast<unsigned char>(said.front())) != 0) {
      std::string digits;
      for (const char c : said.substr(0, said.find(' '))) {
        if (c != ',') digits += c;
      }
      one.total = {std::stod(digits), false};
    }
    return one;
  }

  /// All that the files show, laid out as the table whose margins they are.
  analysis::ProtectedTable added_up(const Words& how, bool all_types_first) {
    analysis::ProtectedTable shown;
    shown.columns = kTypes.size();
    shown.cells.resize(truth_.cells.size());
    OneFile all;
    if (all_types_first) all = exported(how);
    for (std::size_t type = 0; type < kTypes.size(); ++type) {
      Words words = how;
      words.emplace_back("type", kTypes[type]);
      const OneFile one = exported(words);
      for (std::size_t area = 0; area < truth_.rows; ++area) shown.cells[area * kTypes.size() + type] = one.areas[area];
      shown.column_totals.push_back(one.total);
    }
    if (!all_types_first) all = exported(how);
    shown.row_totals = all.areas;
    shown.total = all.total;
    return shown;
  }

  /// How many small counts are not protected: what an outsider works out is no wide range from 0 to the threshold.
  [[nodiscard]] std::size_t worked_out(const analysis::ProtectedTable& shown) const {
    const analysis::DisclosureControl control;
    std::size_t found = 0;
    for (std::size_t area = 0; area < truth_.rows; ++area) {
      for (std::size_t type = 0; type < truth_.columns; ++type) {
        const borough::Sensitivity sensitivity = truth_.sensitivity_of(type);
        if (!control.is_small(truth_.at(area, type), sensitivity)) continue;
        if (shown.at(area, type).value) {
          ++found;
          continue;
        }
        const analysis::CellRange range = analysis::audited_range(truth_, shown, area, type);
        if (range.least > 0 || range.most < control.threshold(sensitivity)) ++found;
      }
    }
    return found;
  }

  /// Every number that is shown is the true one.
  [[nodiscard]] std::size_t shown_cells(const analysis::ProtectedTable& shown) const {
    std::size_t count = 0;
    for (std::size_t i = 0; i < shown.cells.size(); ++i) {
      if (!shown.cells[i].value) continue;
      ++count;
      EXPECT_EQ(*shown.cells[i].value, static_cast<double>(truth_.cells[i]));
    }
    return count;
  }

  analysis::CountTable truth_;
};

TEST_F(TypesAddedUp, TellNoSmallCountOfAWard) {
  plant(1, borough::AreaKind::ward);

  const auto shown = added_up({}, false);

  EXPECT_EQ(worked_out(shown), 0U);
  EXPECT_GT(shown_cells(shown), truth_.cells.size() / 3);
}

TEST_F(TypesAddedUp, TellNoSmallCountOfASmallArea) {
  plant(2, borough::AreaKind::small_area);

  const auto shown = added_up({{"areas", "small-areas"}}, false);

  EXPECT_EQ(worked_out(shown), 0U);
  EXPECT_GT(shown_cells(shown), truth_.cells.size() / 3);
}

TEST_F(TypesAddedUp, AreHiddenAlikeWhicheverWasWrittenFirst) {
  plant(2, borough::AreaKind::small_area);
  const auto last = added_up({{"areas", "small-areas"}}, false);
  const auto again = added_up({{"areas", "small-areas"}}, true);

  EXPECT_EQ(worked_out(again), 0U);
  for (std::size_t i = 0; i < last.cells.size(); ++i) EXPECT_EQ(last.cells[i].value, again.cells[i].value);
}

}  // namespace
}  // namespace wardscope::catalog
