// SPDX-License-Identifier: GPL-3.0-or-later
#include "store/spatial_index.hpp"

#include <algorithm>
#include <memory>
#include <set>

#include "core/random.hpp"
#include "fixtures.hpp"
#include "raw_sqlite.hpp"
#include "store/connection.hpp"
#include "store/packed_rtree.hpp"

namespace wardscope::store::test {
namespace {

class PackedRtree : public testing::Test {
 protected:
  PackedRtree() {
    static_cast<void>(folder_.write("tree.sqlite", ""));
    auto opened = Connection::open(path_, OpenMode::write);
    connection_ = *std::move(opened);
    EXPECT_TRUE(connection_->script("CREATE VIRTUAL TABLE tree USING rtree(pkid, xmin, xmax, ymin, ymax); BEGIN"));
  }
  static std::vector<IndexEntry> boxes(std::int64_t count, std::int64_t first_row = 1) {
    std::vector<IndexEntry> entries;
    for (std::int64_t i = 0; i < count; ++i) {
      core::CounterRng random(4, static_cast<std::uint64_t>(first_row + i));
      // Town-like: half of them in one corner, many on the same spot.
      const bool in_the_corner = random.chance(0.5);
      const double on_a_spot = 400000 + 10 * static_cast<double>(random.below(20));
      const double x = in_the_corner ? on_a_spot : random.uniform(400000, 420000);
      const double y = random.uniform(90000, 102000);
      entries.push_back(index_entry(first_row + i, {x, y, x + random.uniform(0, 30), y + random.uniform(0, 30)}));
    }
    return entries;
  }
  std::set<std::int64_t> rows_in(const IndexEntry& window) {
    auto rows = connection_->query("SELECT pkid FROM tree WHERE xmin <= ? AND xmax >= ? AND ymin <= ? AND ymax >= ?",
                                   {static_cast<double>(window.max_x), static_cast<double>(window.min_x),
                                    static_cast<double>(window.max_y), static_cast<double>(window.min_y)});
    std::set<std::int64_t> found;
    while (*rows->step()) found.insert(rows->integer(0));
    return found;
  }
  static std::set<std::int64_t> brute_force(const std::vector<IndexEntry>& entries, const IndexEntry& window) {
    std::set<std::int64_t> found;
    for (const IndexEntry& e : entries) {
      if (e.min_x <= window.max_x && e.max_x >= window.min_x && e.min_y <= window.max_y && e.max_y >= window.min_y) {
        found.insert(e.row);
      }
    }
    return found;
  }
  std::string check() { return *connection_->text("SELECT rtreecheck('tree')"); }

  wardscope::test::TemporaryFolder folder_;
  std::filesystem::path path_ = folder_ / "tree.sqlite";
  std::unique_ptr<Connection> connection_;
};

TEST_F(PackedRtree, FindsWhatEveryRowComparedFindsAtEachDepth) {
  // 51 cells fill a node: one leaf, the first split, two levels, three levels.
  for (const std::int64_t count : {1, 51, 52, 500, 3000, 110'000}) {
    const std::vector<IndexEntry> entries = boxes(count);
    ASSERT_TRUE(pack_rtree(*connection_, "tree", entries));
    ASSERT_EQ(check(), "ok") << count;
    for (int i = 0; i < 20; ++i) {
      core::CounterRng random(9, static_cast<std::uint64_t>(i));
      const double x = random.uniform(399000, 421000);
      const double y = random.uniform(89000, 103000);
      const IndexEntry window = index_entry(0, {x, y, x + random.uniform(0, 4000), y + random.uniform(0, 4000)});
      EXPECT_EQ(rows_in(window), brute_force(entries, window)) << count;
    }
  }
}

TEST_F(PackedRtree, GrowsByChunksFromAnyTree) {
  // Held before: nothing, a root that is a leaf, one level, two levels.
  for (const std::int64_t held : {0, 40, 500, 5000}) {
    std::vector<IndexEntry> all = boxes(held);
    ASSERT_TRUE(connection_->script("DELETE FROM tree"));
    if (held > 0) {
      ASSERT_TRUE(pack_rtree(*connection_, "tree", all));
    }
    auto tree = ChunkedRtree::open(*connection_, "tree");
    ASSERT_TRUE(tree) << tree.error().message;
    for (const std::int64_t rows : {4000, 1, 7000}) {
      const std::vector<IndexEntry> chunk = boxes(rows, static_cast<std::int64_t>(all.size()) + 1);
      ASSERT_TRUE(tree->add(chunk));
      all.insert(all.end(), chunk.begin(), chunk.end());
    }
    ASSERT_TRUE(tree->finish());

    ASSERT_EQ(check(), "ok") << held;
    EXPECT_EQ(*connection_->integer("SELECT count(*) FROM tree"), static_cast<std::int64_t>(all.size()));
    for (int i = 0; i < 20; ++i) {
      core::CounterRng random(11, static_cast<std::uint64_t>(i));
      const double x = random.uniform(399000, 421000);
      const double y = random.uniform(89000, 103000);
      const IndexEntry window = index_entry(0, {x, y, x + random.uniform(0, 4000), y + random.uniform(0, 4000)});
      EXPECT_EQ(rows_in(window), brute_force(all, window)) << held;
    }
    ASSERT_TRUE(connection_->script("DELETE FROM tree WHERE pkid % 7 = 0"));
    EXPECT_EQ(check(), "ok") << held;
  }
}

TEST_F(PackedRtree, TakesInsertsAndDeletesAfterwards) {
  std::vector<IndexEntry> entries = boxes(3000);
  ASSERT_TRUE(pack_rtree(*connection_, "tree", entries));

  ASSERT_TRUE(connection_->script("DELETE FROM tree WHERE pkid % 3 = 0"));
  for (const IndexEntry& more : boxes(500, 10'000)) {
    ASSERT_TRUE(connection_->run("INSERT INTO tree VALUES (?, ?, ?, ?, ?)",
                                 {more.row, static_cast<double>(more.min_x), static_cast<double>(more.max_x),
                                  static_cast<double>(more.min_y), static_cast<double>(more.max_y)}));
  }

  EXPECT_EQ(check(), "ok");
  EXPECT_EQ(*connection_->integer("SELECT count(*) FROM tree"), 2500);
}

TEST_F(PackedRtree, AnIndexEntryCoversItsExtentInSinglePrecision) {
  const geo::Extent extent{400000.1, 91000.3, 400000.1, 91000.3};

  const IndexEntry entry = index_entry(1, extent);

  EXPECT_LE(static_cast<double>(entry.min_x), extent.min_x);
  EXPECT_GE(static_cast<double>(entry.max_x), extent.max_x);
  EXPECT_LE(static_cast<double>(entry.min_y), extent.min_y);
  EXPECT_GE(static_cast<double>(entry.max_y), extent.max_y);
  EXPECT_NEAR(static_cast<double>(entry.min_x), extent.min_x, 0.04 /* m: one step of a float there */);
}

TEST(HilbertCurve, MeetsEveryCellOnceAndStepsToANeighbour) {
  constexpr std::uint32_t kSide = 32;
  constexpr std::uint32_t kScale = 65536 / kSide;
  std::vector<std::pair<std::uint32_t, geo::Point>> cells;
  for (std::uint32_t x = 0; x < kSide; ++x) {
    for (std::uint32_t y = 0; y < kSide; ++y) {
      cells.push_back({hilbert_distance(x * kScale, y * kScale) / (kScale * kScale),
                       geo::Point{static_cast<double>(x), static_cast<double>(y)}});
    }
  }
  std::sort(cells.begin(), cells.end(), [](const auto& a, const auto& b) { return a.first < b.first; });

  for (std::size_t i = 0; i < cells.size(); ++i) {
    EXPECT_EQ(cells[i].first, i);
    const geo::Point before = cells[i == 0 ? 1 : i - 1].second;
    EXPECT_EQ(geo::distance(before, cells[i].second), 1.0) << i;
  }
}

TEST(SpatialIndex, StaysTrueWhetherABatchIsPackedOrInserted) {
  const wardscope::test::TemporaryFolder folder;
  Workspace workspace = new_workspace(folder / "w.sqlite");

  for (const int count : {3000, 2000, 100, 10, 5000}) import_incidents(workspace, count);

  EXPECT_EQ(raw_text(folder / "w.sqlite", "SELECT rtreecheck('idx_incident_geometry')"), "ok");
  EXPECT_EQ(raw_integer(folder / "w.sqlite", "SELECT count(*) FROM idx_incident_geometry"), 10'110);
  EXPECT_EQ(
      raw_integer(folder / "w.sqlite",
                  "SELECT count(*) FROM incident LEFT JOIN idx_incident_geometry ON pkid = id WHERE pkid IS NULL OR "
                  "NOT (xmin <= easting AND easting <= xmax AND ymin <= northing AND northing <= ymax)"),
      0);
}

}  // namespace
}  // namespace wardscope::store::test
