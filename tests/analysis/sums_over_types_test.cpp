// SPDX-License-Identifier: GPL-3.0-or-later
#include "analysis/sums_over_types.hpp"

#include <gtest/gtest.h>

#include <numeric>
#include <set>

#include "analysis/ward_town.hpp"
#include "core/random.hpp"

namespace wardscope::analysis {
namespace {

HiddenSums hidden_of(Town& town, const std::vector<std::string>& types) {
  std::vector<std::uint32_t> rows(town.incidents().size());
  std::iota(rows.begin(), rows.end(), 0U);
  const auto hidden = sums_hidden_by_types({town.incidents(), rows, *town.ready().area_sets.front(), types},
                                           DisclosureControl(), jobs::Progress());
  EXPECT_TRUE(hidden) << hidden.error().message;
  return *hidden;
}

TEST(SumsOverTypes, AreAllShownWhereNoCountIsSmall) {
  Town town = busy_town();

  for (const auto& types : {std::vector<std::string>{}, {"Theft"}, {"theft ", "Arson"}}) {
    const HiddenSums hidden = hidden_of(town, types);
    EXPECT_EQ(hidden.areas, std::vector<bool>(4, false));
    EXPECT_FALSE(hidden.total);
  }
}

TEST(SumsOverTypes, ATypeThatTellsAnothersSmallCountIsHiddenWithIt) {
  Town town;
  for (int ward = 0; ward < 4; ++ward) town.with(ward, theft, 100).with(ward, drugs, 50).with(ward, arson, 20);
  town.with(1, hate, 3);  // of one ward alone: with all other types shown, its total tells it

  const HiddenSums hate_alone = hidden_of(town, {"Hate crime"});
  const HiddenSums arson_alone = hidden_of(town, {"Arson"});
  const HiddenSums both = hidden_of(town, {"Arson", "Hate crime"});

  EXPECT_TRUE(hate_alone.areas[1]);
  EXPECT_TRUE(arson_alone.areas[1]);  // the cheapest that leaves room
  EXPECT_FALSE(both.areas[1]);        // 23, which is the ward's total less what is shown
}

TEST(SumsOverTypes, ATypesTotalIsHiddenWhereItWouldTellOneAreasCount) {
  Town town;
  for (int ward = 0; ward < 4; ++ward) town.with(ward, theft, 100).with(ward, arson, 20);
  town.with(1, hate, 3);

  std::vector<std::uint32_t> rows(town.incidents().size());
  std::iota(rows.begin(), rows.end(), 0U);
  const TypedIncidents all{town.incidents(), rows, *town.ready().area_sets.front(), {}};
  const auto hidden = totals_hidden_by_type(all, DisclosureControl(), jobs::Progress());

  ASSERT_TRUE(hidden) << hidden.error().message;
  for (std::size_t category = 0; category < hidden->size(); ++category) {
    const std::string& type = town.incidents().categories[category].name;
    EXPECT_EQ((*hidden)[category], hidden_of(town, {type}).total) << type;
    EXPECT_TRUE(type != "Hate crime" || (*hidden)[category]);
  }
}

TEST(SumsOverTypes, OfNoRecordsAreAllShown) {
  Town town;

  EXPECT_EQ(hidden_of(town, {}).areas, std::vector<bool>(4, false));
}

/// All tables that show what the files of single types and that of all types show, for the brute-force twin.
class Outsider {
 public:
  Outsider(const CountTable& truth, const ProtectedTable& shown) : truth_(truth), shown_(shown), guess_(truth.cells) {
    place(0);
  }
  [[nodiscard]] std::size_t sums_possible(std::size_t area, unsigned types) const {
    std::set<std::int64_t> sums;
    for (const auto& table : tables_) {
      std::int64_t sum = 0;
      for (std::size_t c = 0; c < truth_.columns; ++c)
        sum += (types >> c & 1U) != 0 ? table[area * truth_.columns + c] : 0;
      sums.insert(sum);
    }
    return sums.size();
  }

 private:
  static constexpr std::int64_t kMost = 9;  // of a hidden count; enough for sums to differ
  void place(std::size_t cell) {
    if (cell == guess_.size()) {
      if (adds_up()) tables_.push_back(guess_);
      return;
    }
    if (shown_.cells[cell].value) return place(cell + 1);
    for (std::int64_t count = 0; count <= kMost; ++count) {
      guess_[cell] = count;
      place(cell + 1);
    }
    guess_[cell] = truth_.cells[cell];
  }
  [[nodiscard]] bool adds_up() const {
    for (std::size_t r = 0; r < truth_.rows; ++r) {
      std::int64_t sum = 0;
      for (std::size_t c = 0; c < truth_.columns; ++c) sum += guess_[r * truth_.columns + c];
      if (shown_.row_totals[r].value && *shown_.row_totals[r].value != static_cast<double>(sum)) return false;
    }
    for (std::size_t c = 0; c < truth_.columns; ++c) {
      std::int64_t sum = 0;
      for (std::size_t r = 0; r < truth_.rows; ++r) sum += guess_[r * truth_.columns + c];
      if (shown_.column_totals[c].value && *shown_.column_totals[c].value != static_cast<double>(sum)) return false;
    }
    return true;
  }

  const CountTable& truth_;
  const ProtectedTable& shown_;
  std::vector<std::int64_t> guess_;
  std::vector<std::vector<std::int64_t>> tables_;
};

TEST(SumsOverTypes, AreShownWhereTheyFollowFromTheOtherFilesAndNowhereElse) {
  constexpr std::array<const char*, 3> kNames{"Theft", "Drugs", "Arson"};
  std::size_t shown_sums = 0;
  std::size_t hidden_sums = 0;
  for (std::uint64_t seed = 1; seed <= 12; ++seed) {
    core::CounterRng draw(seed, 1);
    Town town;
    CountTable truth{4, 3, {}};
    for (int ward = 0; ward < 4; ++ward) {
      for (std::uint16_t type = 0; type < 3; ++type) {
        const int count = draw.uniform(0, 10) < 2 ? 3 : 6 + static_cast<int>(draw.uniform(0, 4));
        town.with(ward, type, count);
        truth.cells.push_back(count);
      }
    }
    const ProtectedTable shown = DisclosureControl().protect(truth);
    const auto hidden_cells =
        std::count_if(shown.cells.begin(), shown.cells.end(), [](const auto& cell) { return !cell.value; });
    if (hidden_cells > 6) continue;  // 10^6 tables are enough
    const Outsider outsider(truth, shown);
    for (unsigned types = 1; types < 7; ++types) {
      std::vector<std::string> names;
      for (std::size_t c = 0; c < 3; ++c) {
        if ((types >> c & 1U) != 0) names.emplace_back(kNames[c]);
      }
      const HiddenSums hidden = hidden_of(town, names);
      for (std::size_t ward = 0; ward < 4; ++ward) {
        EXPECT_EQ(hidden.areas[ward], outsider.sums_possible(ward, types) > 1) << seed << " " << ward << " " << types;
        ++(hidden.areas[ward] ? hidden_sums : shown_sums);
      }
    }
  }
  EXPECT_GT(shown_sums, 50U);
  EXPECT_GT(hidden_sums, 50U);
}

TEST(SumsOverTypes, AProfileOfOneTypeShowsAndHidesWhatThatOfAllTypesDoes) {
  constexpr std::array<const char*, 4> kNames{"Theft", "Drugs", "Arson", "Hate crime"};
  constexpr std::array<const char*, 4> kWards{"Harbour", "Market", "Moor", "Fen"};
  std::size_t hidden_though_large = 0;
  for (std::uint64_t seed = 1; seed <= 10; ++seed) {
    core::CounterRng draw(seed, 1);
    Town town;
    std::array<std::array<int, 4>, 4> truth{};
    for (int ward = 0; ward < 4; ++ward) {
      for (std::uint16_t type = 0; type < 4; ++type) {
        const int count = draw.uniform(0, 10) < 2 ? 3 : 20 + static_cast<int>(draw.uniform(0, 30));
        truth[static_cast<std::size_t>(ward)][type] = count;
        town.with(ward, type, count);
      }
    }
    for (std::size_t ward = 0; ward < 4; ++ward) {
      const WardProfile all = profile_of(town, kWards[ward]);
      for (std::size_t type = 0; type < 4; ++type) {
        const WardProfile one =
            profile_of(town, kWards[ward], [&](auto& input) { input.filter.types = {kNames[type]}; });
        const auto row =
            std::find_if(all.types.begin(), all.types.end(), [&](const auto& t) { return t.type == kNames[type]; });
        ASSERT_NE(row, all.types.end());
        const ProfileNumber& shown = figure(one, "Recorded").number;
        EXPECT_EQ(shown.value, row->count.value) << seed << kWards[ward] << kNames[type];
        if (shown.value) continue;
        hidden_though_large += truth[ward][type] >= 20 ? 1U : 0U;
        EXPECT_FALSE(one.has_hours);
        for (const MonthCount& month : one.months) EXPECT_TRUE(month.count.suppressed);
        for (const ProfilePlace& place : one.hotspot_places) EXPECT_TRUE(place.count.suppressed);
      }
    }
  }
  EXPECT_GT(hidden_though_large, 5U);
}

}  // namespace
}  // namespace wardscope::analysis
