// SPDX-License-Identifier: GPL-3.0-or-later
//
// Tables of many free-text types, each rare: wide, and mostly empty. What protects them is held against a search of the
// test's own, which shares no code with the program's.
#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>
#include <deque>
#include <limits>
#include <stop_token>

#include "analysis/disclosure.hpp"
#include "core/random.hpp"

namespace wardscope::analysis {
namespace {

using borough::Sensitivity;

struct Shape {
  std::size_t areas;
  std::size_t types;
  double per_cell;   ///< incidents, on average
  double steepness;  ///< of how unequal types are: the n-th has 1 / n^steepness
};

constexpr Shape kShapes[] = {{12, 60, 0.1, 1.0}, {12, 60, 1.0, 1.5},  {30, 40, 0.5, 0.0}, {5, 130, 0.3, 1.0},
                             {70, 9, 0.4, 1.0},  {25, 70, 0.05, 1.5}, {8, 30, 12.0, 0.5}, {20, 20, 30.0, 0.0}};

CountTable wide_table(std::uint64_t seed) {
  const Shape& shape = kShapes[seed % std::size(kShapes)];
  CountTable table{shape.areas, shape.types, std::vector<std::int64_t>(shape.areas * shape.types, 0), {}, {}};
  std::vector<double> up_to;  // of types, by how common they are
  double sum = 0.0;
  for (std::size_t type = 0; type < shape.types; ++type) {
    up_to.push_back(sum += std::pow(static_cast<double>(type + 1), -shape.steepness));
    core::CounterRng rng(seed, type);
    const bool sensitive = rng.chance(seed % 3 == 0 ? 0.0 : 0.2);
    table.column_sensitivity.push_back(sensitive ? Sensitivity::sensitive : Sensitivity::open);
  }
  const auto incidents = static_cast<std::uint64_t>(shape.per_cell * static_cast<double>(table.cells.size()));
  for (std::uint64_t i = 0; i < incidents; ++i) {
    core::CounterRng rng(seed + 1'000'000, i);
    const double skewed = rng.uniform() * rng.uniform();
    const auto area = static_cast<std::size_t>(skewed * static_cast<double>(shape.areas));
    const auto type = std::lower_bound(up_to.begin(), up_to.end() - 1, rng.uniform() * sum) - up_to.begin();
    ++table.cells[area * shape.types + static_cast<std::size_t>(type)];
  }
  return table;
}

/// An outsider who sees a table with its totals: how far can a hidden number go? Plain breadth-first search over a
/// matrix of what may flow (Edmonds & Karp).
class Searcher {
 public:
  Searcher(const CountTable& truth, const ProtectedTable& shown) : rows_(truth.rows + 1), columns_(truth.columns + 1) {
    const std::size_t nodes = rows_ + columns_;
    room_.assign(nodes, std::vector<std::int64_t>(nodes, 0));
    for (std::size_t r = 0; r < rows_; ++r) {
      for (std::size_t c = 0; c < columns_; ++c) {
        const bool hidden = !number(shown, r, c).value;
        const auto [from, to] = ends(r, c);
        room_[from][to] = hidden ? kNoEnd : 0;
        room_[to][from] = hidden ? value(truth, r, c) : 0;
      }
    }
  }

  [[nodiscard]] std::int64_t rise(std::size_t r, std::size_t c, std::int64_t limit) const {
    const auto [from, to] = ends(r, c);
    return flow(to, from, limit);
  }
  [[nodiscard]] std::int64_t fall(std::size_t r, std::size_t c, std::int64_t limit) const {
    const auto [from, to] = ends(r, c);
    return flow(from, to, limit);
  }

  [[nodiscard]] const ProfileNumber& number(const ProtectedTable& shown, std::size_t r, std::size_t c) const {
    if (r + 1 == rows_) return c + 1 == columns_ ? shown.total : shown.column_totals[c];
    return c + 1 == columns_ ? shown.row_totals[r] : shown.at(r, c);
  }
  [[nodiscard]] std::int64_t value(const CountTable& truth, std::size_t r, std::size_t c) const {
    std::int64_t sum = 0;
    for (std::size_t row = 0; row < truth.rows; ++row) {
      for (std::size_t column = 0; column < truth.columns; ++column) {
        if ((r + 1 == rows_ || row == r) && (c + 1 == columns_ || column == c)) sum += truth.at(row, column);
      }
    }
    return sum;
  }

 private:
  static constexpr std::int64_t kNoEnd = std::numeric_limits<std::int64_t>::max() / 4;

  /// A cell leads from its row to its column, a total the other way.
  [[nodiscard]] std::pair<std::size_t, std::size_t> ends(std::size_t r, std::size_t c) const {
    if ((r + 1 == rows_) == (c + 1 == columns_)) return {r, rows_ + c};
    return {rows_ + c, r};
  }

  [[nodiscard]] std::int64_t flow(std::size_t from, std::size_t to, std::int64_t limit) const {
    auto room = room_;
    room[from][to] = room[to][from] = 0;  // the number itself
    std::int64_t flowed = 0;
    while (flowed < limit) {
      std::vector<std::size_t> before(room.size(), room.size());
      std::deque<std::size_t> queue{from};
      while (!queue.empty() && before[to] == room.size()) {
        const std::size_t node = queue.front();
        queue.pop_front();
        for (std::size_t next = 0; next < room.size(); ++next) {
          if (next == from || before[next] != room.size() || room[node][next] <= 0) continue;
          before[next] = node;
          queue.push_back(next);
        }
      }
      if (before[to] == room.size()) break;
      std::int64_t amount = limit - flowed;
      for (std::size_t node = to; node != from; node = before[node])
        amount = std::min(amount, room[before[node]][node]);
      for (std::size_t node = to; node != from; node = before[node]) {
        room[before[node]][node] -= amount;
        room[node][before[node]] += amount;
      }
      flowed += amount;
    }
    return flowed;
  }

  std::size_t rows_;
  std::size_t columns_;
  std::vector<std::vector<std::int64_t>> room_;
};

TEST(WideTables, KeepEverySmallCountFromASearchOfTheTestsOwn) {
  const DisclosureControl control;
  std::size_t protected_counts = 0;
  std::size_t partners = 0;
  for (std::uint64_t seed = 0; seed < 64; ++seed) {
    const CountTable table = wide_table(seed);
    const ProtectedTable shown = control.protect(table);
    const Searcher outsider(table, shown);
    partners += shown.secondary;
    core::CounterRng rng(seed, 77);
    for (std::size_t r = 0; r <= table.rows; ++r) {
      for (std::size_t c = 0; c <= table.columns; ++c) {
        const std::int64_t value = outsider.value(table, r, c);
        const Sensitivity sensitivity = table.sensitivity_of(c);
        const auto& number = outsider.number(shown, r, c);
        if (number.value) {
          ASSERT_EQ(static_cast<std::int64_t>(*number.value), value);
        }
        if (!control.is_small(value, sensitivity)) continue;
        ASSERT_TRUE(number.suppressed) << "seed " << seed << " row " << r << " column " << c;
        if (!rng.chance(0.2)) continue;  // the plain search is slow
        const std::int64_t enough = control.threshold(sensitivity) - value;
        ASSERT_EQ(outsider.rise(r, c, enough), enough) << "seed " << seed << " row " << r << " column " << c;
        ASSERT_EQ(outsider.fall(r, c, value), value) << "seed " << seed << " row " << r << " column " << c;
        ++protected_counts;
      }
    }
  }
  EXPECT_GT(protected_counts, 500U);
  EXPECT_GT(partners, 20U);  // some could not be left to each other
}

TEST(WideTables, AreAuditedAsTheSearchFindsThem) {
  const DisclosureControl naive({.threshold = 5, .sensitive_threshold = 10});
  std::size_t narrow = 0;
  for (std::uint64_t seed = 0; seed < 64; ++seed) {
    const CountTable table = wide_table(seed);
    ProtectedTable shown = naive.protect(table);
    core::CounterRng rng(seed, 78);
    for (ProfileNumber& number : shown.cells) {  // some numbers leak, so that others have ranges to be found
      if (number.suppressed && rng.chance(0.6)) {
        const auto cell = static_cast<std::size_t>(&number - shown.cells.data());
        number = {static_cast<double>(table.cells[cell]), false};
      }
    }
    const Searcher outsider(table, shown);
    for (std::size_t r = 0; r <= table.rows; ++r) {
      for (std::size_t c = 0; c <= table.columns; ++c) {
        if (outsider.number(shown, r, c).value || !rng.chance(0.2)) continue;
        const std::int64_t value = outsider.value(table, r, c);
        const CellRange range = audited_range(table, shown, r, c);
        ASSERT_EQ(range.least, value - outsider.fall(r, c, value))
            << "seed " << seed << " row " << r << " column " << c;
        constexpr std::int64_t kEnough = 1000;
        const std::int64_t rise = outsider.rise(r, c, kEnough);
        ASSERT_EQ(std::min(range.most - value, kEnough), rise) << "seed " << seed << " row " << r << " column " << c;
        if (rise < 5 || range.least > 0) ++narrow;
      }
    }
  }
  EXPECT_GT(narrow, 50U);
}

TEST(WideTables, TellHowFarTheyAre) {
  const jobs::Progress progress;

  ASSERT_TRUE(DisclosureControl().protect(wide_table(1), progress));

  EXPECT_GT(progress.fraction(), 0.9);
}

TEST(WideTables, StopWhenAsked) {
  std::stop_source stop;
  stop.request_stop();

  const auto shown = DisclosureControl().protect(wide_table(1), jobs::Progress(stop.get_token()));

  ASSERT_FALSE(shown);
  EXPECT_EQ(shown.error().code, core::ErrorCode::cancelled);
}

}  // namespace
}  // namespace wardscope::analysis
