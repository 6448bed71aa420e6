// SPDX-License-Identifier: GPL-3.0-or-later
#include "analysis/disclosure.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <algorithm>

#include "core/random.hpp"

namespace wardscope::analysis {
namespace {

using borough::Sensitivity;
using testing::HasSubstr;

CountTable random_table(std::uint64_t seed, std::size_t rows, std::size_t columns, std::uint64_t most) {
  CountTable table{rows, columns, {}, Totals::rows_and_columns, {}};
  core::CounterRng rng(seed, 0);
  for (std::size_t i = 0; i < rows * columns; ++i) {
    const double skewed = rng.uniform() * rng.uniform() * rng.uniform();  // many small counts, few large ones
    table.cells.push_back(static_cast<std::int64_t>(skewed * static_cast<double>(most + 1)));
  }
  return table;
}

/// Every table of counts up to `cap` that agrees with all that is shown: the outsider's search, by brute force.
class Outsider {
 public:
  Outsider(const CountTable& truth, const ProtectedTable& shown, std::int64_t cap)
      : truth_(truth),
        shown_(shown),
        cap_(cap),
        guess_(truth.cells.size(), 0),
        least_(truth.cells.size(), cap),
        most_(truth.cells.size(), 0) {
    search(0);
  }
  [[nodiscard]] std::int64_t least(std::size_t cell) const { return least_[cell]; }
  [[nodiscard]] std::int64_t most(std::size_t cell) const { return most_[cell]; }

 private:
  [[nodiscard]] static bool agrees(const ProfileNumber& shown, std::int64_t sum) {
    return !shown.value || static_cast<std::int64_t>(*shown.value) == sum;
  }
  void search(std::size_t cell) {
    if (cell > 0 && cell % truth_.columns == 0) {
      const std::size_t row = cell / truth_.columns - 1;
      std::int64_t sum = 0;
      for (std::size_t c = 0; c < truth_.columns; ++c) sum += guess_[row * truth_.columns + c];
      if (!agrees(shown_.row_totals[row], sum)) return;
    }
    if (cell == guess_.size()) return finish();
    const auto& number = shown_.cells[cell];
    const std::int64_t first = number.value ? static_cast<std::int64_t>(*number.value) : 0;
    const std::int64_t last = number.value ? first : cap_;
    for (guess_[cell] = first; guess_[cell] <= last; ++guess_[cell]) search(cell + 1);
  }
  void finish() {
    std::int64_t total = 0;
    for (std::size_t c = 0; c < truth_.columns; ++c) {
      std::int64_t sum = 0;
      for (std::size_t r = 0; r < truth_.rows; ++r) sum += guess_[r * truth_.columns + c];
      if (!agrees(shown_.column_totals[c], sum)) return;
      total += sum;
    }
    if (!agrees(shown_.total, total)) return;
    for (std::size_t i = 0; i < guess_.size(); ++i) {
      least_[i] = std::min(least_[i], guess_[i]);
      most_[i] = std::max(most_[i], guess_[i]);
    }
  }
  const CountTable& truth_;
  const ProtectedTable& shown_;
  std::int64_t cap_;
  std::vector<std::int64_t> guess_;
  std::vector<std::int64_t> least_;
  std::vector<std::int64_t> most_;
};

TEST(SensitivityOfType, NamesThatConcernVictimsAreSensitive) {
  for (const char* name : {"Domestic abuse", "Violence and sexual offences", "HATE CRIME", "Child sexual exploitation",
                           "Modern slavery", "Stalking and harassment"}) {
    EXPECT_EQ(sensitivity_of_type(name), Sensitivity::sensitive) << name;
  }
  for (const char* name : {"Anti-social behaviour", "Bicycle theft", "Drugs", "Shoplifting", "Vehicle crime"}) {
    EXPECT_EQ(sensitivity_of_type(name), Sensitivity::open) << name;
  }
  EXPECT_EQ(sensitivity_of({"Drugs", Sensitivity::sensitive}), Sensitivity::sensitive);
}

TEST(DisclosureControl, InternallyOneToFourAreHidden) {
  const DisclosureControl control;

  EXPECT_EQ(control.count(0).value, 0.0);
  for (const std::int64_t small : {1, 4}) EXPECT_TRUE(control.count(small).suppressed);
  EXPECT_EQ(control.count(5).value, 5.0);
  EXPECT_TRUE(control.count(0, Sensitivity::sensitive).suppressed);
  EXPECT_TRUE(control.count(9, Sensitivity::sensitive).suppressed);
  EXPECT_EQ(control.count(10, Sensitivity::sensitive).value, 10.0);
}

TEST(DisclosureControl, PublishedOneToSevenAreHiddenAndTheRestRoundedToFive) {
  const DisclosureControl control({.profile = DisclosureProfile::published});

  EXPECT_EQ(control.count(0).value, 0.0);
  for (const std::int64_t small : {1, 7}) EXPECT_TRUE(control.count(small).suppressed);
  EXPECT_EQ(control.count(8).value, 10.0);
  EXPECT_EQ(control.count(12).value, 10.0);
  EXPECT_EQ(control.count(13).value, 15.0);
  EXPECT_EQ(control.count(1203).value, 1205.0);
}

TEST(DisclosureControl, AShareIsHiddenWhereItOrItsRestIsSmall) {
  const DisclosureControl control;

  EXPECT_TRUE(control.share(3, 100).suppressed);
  EXPECT_TRUE(control.share(97, 100).suppressed);
  EXPECT_EQ(control.share(25, 100).value, 0.25);
  EXPECT_EQ(control.share(0, 100).value, 0.0);
  EXPECT_FALSE(control.share(0, 0).value);
}

TEST(Protect, NothingSmallHidesNothing) {
  const CountTable table{2, 2, {10, 20, 30, 40}, Totals::rows_and_columns, {}};

  const ProtectedTable shown = DisclosureControl().protect(table);

  EXPECT_EQ(shown.primary + shown.secondary, 0U);
  EXPECT_EQ(shown.at(1, 0).value, 30.0);
  EXPECT_EQ(shown.row_totals[0].value, 30.0);
  EXPECT_EQ(shown.column_totals[1].value, 60.0);
  EXPECT_EQ(shown.total.value, 100.0);
}

TEST(Protect, ASingleSmallCellTakesThreePartnersInItsRowAndColumn) {
  const CountTable table{3, 3, {3, 20, 30, 40, 50, 60, 70, 80, 90}, Totals::rows_and_columns, {}};

  const ProtectedTable shown = DisclosureControl().protect(table);

  EXPECT_EQ(shown.primary, 1U);
  EXPECT_EQ(shown.secondary, 3U);
  for (const std::size_t cell : {0U, 1U, 3U, 4U}) EXPECT_TRUE(shown.cells[cell].suppressed);  // the cheapest cycle
  EXPECT_EQ(shown.total.value, 443.0);
}

TEST(Protect, ARowByItselfTakesOnePartner) {
  const CountTable table{1, 4, {100, 2, 30, 50}, Totals::rows, {}};

  const ProtectedTable shown = DisclosureControl().protect(table);

  EXPECT_TRUE(shown.cells[1].suppressed);
  EXPECT_TRUE(shown.cells[2].suppressed);
  EXPECT_EQ(shown.cells[0].value, 100.0);
  EXPECT_EQ(shown.row_totals[0].value, 182.0);
}

TEST(Protect, SensitiveColumnsHaveTheirOwnThreshold) {
  CountTable table{2, 3, {0, 40, 50, 8, 60, 70}, Totals::rows_and_columns, {}};
  table.column_sensitivity = {Sensitivity::sensitive, Sensitivity::open, Sensitivity::open};

  const ProtectedTable shown = DisclosureControl().protect(table);

  EXPECT_TRUE(shown.at(0, 0).suppressed);
  EXPECT_TRUE(shown.at(1, 0).suppressed);
  EXPECT_TRUE(shown.column_totals[0].suppressed);  // 8 in all
}

TEST(Protect, PublishedTablesAreRoundedCellByCell) {
  const CountTable table{1, 3, {3, 11, 22}, Totals::rows, {}};

  const ProtectedTable shown = DisclosureControl({.profile = DisclosureProfile::published}).protect(table);

  EXPECT_TRUE(shown.cells[0].suppressed);
  EXPECT_EQ(shown.cells[1].value, 10.0);
  EXPECT_EQ(shown.cells[2].value, 20.0);
  EXPECT_EQ(shown.row_totals[0].value, 35.0);  // from the exact 36
  EXPECT_EQ(shown.secondary, 0U);
}

TEST(Audit, RangesAgreeWithABruteForceSearch) {
  constexpr std::int64_t kCap = 10;     // the search's largest count
  constexpr std::int64_t kCertain = 6;  // a range up to here is not cut short by the cap: counts are at most 4
  int bounded = 0;
  for (std::uint64_t seed = 0; seed < 150; ++seed) {
    const CountTable table = random_table(seed, 2, 3, 4);
    const ProtectedTable shown = DisclosureControl({.threshold = 2}).protect(table);
    const Outsider outsider(table, shown, kCap);
    for (std::size_t i = 0; i < table.cells.size(); ++i) {
      if (!shown.cells[i].suppressed) continue;
      const CellRange range = audited_range(table, shown, i / table.columns, i % table.columns);
      ASSERT_EQ(range.least, outsider.least(i)) << "seed " << seed << " cell " << i;
      if (range.most <= kCertain) {
        ASSERT_EQ(range.most, outsider.most(i)) << "seed " << seed << " cell " << i;
        ++bounded;
      } else {
        ASSERT_GT(outsider.most(i), kCertain) << "seed " << seed << " cell " << i;
      }
    }
  }
  EXPECT_GT(bounded, 50);
}

TEST(Audit, FindsTheCellsThatPrimarySuppressionAloneGivesAway) {
  const CountTable table{3, 3, {3, 20, 30, 40, 50, 60, 70, 80, 2}, Totals::rows_and_columns, {}};
  ProtectedTable naive = DisclosureControl({.threshold = 1}).protect(table);
  naive.cells[0] = {std::nullopt, true};
  naive.cells[8] = {std::nullopt, true};

  const CellRange range = audited_range(table, naive, 0, 0);

  EXPECT_EQ(range.least, 3);
  EXPECT_EQ(range.most, 3);
}

TEST(Protect, NoSmallCountOfAThousandRandomTablesCanBeBounded) {
  const DisclosureControl control;
  for (std::uint64_t seed = 0; seed < 1000; ++seed) {
    CountTable table = random_table(seed, 2 + seed % 12, 2 + seed % 7, seed % 3 == 0 ? 20 : 300);
    if (seed % 4 == 0) {
      table.column_sensitivity.assign(table.columns, Sensitivity::open);
      table.column_sensitivity[0] = Sensitivity::sensitive;
    }
    if (seed % 5 == 0) table.totals = Totals::rows;
    const ProtectedTable shown = control.protect(table);
    for (std::size_t i = 0; i < table.cells.size(); ++i) {
      const std::size_t column = i % table.columns;
      const auto sensitivity = table.column_sensitivity.empty() ? Sensitivity::open : table.column_sensitivity[column];
      if (!control.is_small(table.cells[i], sensitivity)) continue;
      ASSERT_TRUE(shown.cells[i].suppressed);
      const CellRange range = audited_range(table, shown, i / table.columns, column);
      ASSERT_EQ(range.least, 0) << "seed " << seed;
      ASSERT_GE(range.most, control.threshold(sensitivity)) << "seed " << seed;
    }
  }
}

TEST(Protect, WhatIsShownIsTheTruth) {
  const CountTable table = random_table(7, 30, 8, 200);

  const ProtectedTable shown = DisclosureControl().protect(table);

  std::size_t visible = 0;
  for (std::size_t i = 0; i < table.cells.size(); ++i) {
    if (shown.cells[i].suppressed) continue;
    EXPECT_EQ(shown.cells[i].value, static_cast<double>(table.cells[i]));
    ++visible;
  }
  EXPECT_GT(visible, table.cells.size() / 3);  // it does not hide everything
}

TEST(DisclosureControl, SaysItsRule) {
  EXPECT_THAT(DisclosureControl().sentence(), HasSubstr("1 to 4"));
  EXPECT_THAT(DisclosureControl({.profile = DisclosureProfile::published}).sentence(), HasSubstr("nearest 5"));
}

}  // namespace
}  // namespace wardscope::analysis
