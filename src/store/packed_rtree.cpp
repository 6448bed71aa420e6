// SPDX-License-Identifier: GPL-3.0-or-later
#include "store/packed_rtree.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <bit>
#include <cstddef>
#include <cstdint>
#include <optional>
#include <span>

namespace wardscope::store {
namespace {

// A node as SQLite's rtree.c writes it, all numbers big-endian: depth of the tree (16 bits, in the root alone), number
// of cells (16 bits), then cells of a 64-bit id (row or child node) and xmin, xmax, ymin, ymax in single precision.
constexpr std::size_t kNodeHeaderBytes = 4;
constexpr std::size_t kCellBytes = 24;
constexpr std::int64_t kRootNode = 1;
// Not quite full: the first rows that a GIS adds find room without splitting a node each.
constexpr std::size_t kFillPercent = 90;

/// Switches SQLite's guard of the tables behind a virtual table off for as long as it lives.
class ShadowTableAccess {
 public:
  explicit ShadowTableAccess(const Connection& connection) : connection_(&connection) {
    connection.set_defensive(false);
  }
  ShadowTableAccess(const ShadowTableAccess&) = delete;
  ShadowTableAccess& operator=(const ShadowTableAccess&) = delete;
  ~ShadowTableAccess() { connection_->set_defensive(true); }

 private:
  const Connection* connection_;
};

class NodeBuffer {
 public:
  explicit NodeBuffer(std::size_t bytes) : bytes_(bytes) {}

  [[nodiscard]] std::size_t capacity() const { return (bytes_.size() - kNodeHeaderBytes) / kCellBytes; }
  void start(std::size_t cells, int depth) {
    std::fill(bytes_.begin(), bytes_.end(), std::byte{0});
    at_ = 0;
    put(static_cast<std::uint64_t>(depth), 2);
    put(cells, 2);
  }
  void add(const IndexEntry& entry) {
    put(static_cast<std::uint64_t>(entry.row), 8);
    for (const float side : {entry.min_x, entry.max_x, entry.min_y, entry.max_y}) {
      put(std::bit_cast<std::uint32_t>(side), 4);
    }
  }
  [[nodiscard]] std::span<const std::byte> bytes() const { return bytes_; }

 private:
  void put(std::uint64_t value, std::size_t width) {
    for (std::size_t i = width; i > 0; --i) {
      bytes_[at_++] = static_cast<std::byte>(value >> (8 * (i - 1)));
    }
  }

  std::vector<std::byte> bytes_;
  std::size_t at_ = 0;
};

/// The statements that write the three tables of one tree.
struct TreeWriter {
  Statement node;
  Statement parent;
  Statement row;
  NodeBuffer buffer;

  static core::Result<TreeWriter> open(const Connection& connection, const std::string& rtree) {
    const auto bytes = connection.integer(
        fmt::format("SELECT length(data) FROM {} WHERE nodeno = {}", sql_name(rtree + "_node"), kRootNode));
    if (!bytes) return bytes.error();
    for (const char* table : {"_node", "_parent", "_rowid"}) {
      if (auto done = connection.run("DELETE FROM " + sql_name(rtree + table)); !done) return done.error();
    }
    auto node =
        connection.prepare(fmt::format("INSERT INTO {} (nodeno, data) VALUES (?, ?)", sql_name(rtree + "_node")));
    if (!node) return node.error();
    auto parent = connection.prepare(
        fmt::format("INSERT INTO {} (nodeno, parentnode) VALUES (?, ?)", sql_name(rtree + "_parent")));
    if (!parent) return parent.error();
    auto row =
        connection.prepare(fmt::format("INSERT INTO {} (rowid, nodeno) VALUES (?, ?)", sql_name(rtree + "_rowid")));
    if (!row) return row.error();
    return TreeWriter{*std::move(node), *std::move(parent), *std::move(row),
                      NodeBuffer(static_cast<std::size_t>(*bytes))};
  }

  core::Status write_node(std::int64_t number, std::span<const IndexEntry> cells, int depth) {
    buffer.start(cells.size(), depth);
    for (const IndexEntry& cell : cells) buffer.add(cell);
    node.bind(1, number);
    node.bind(2, buffer.bytes());
    return node.run();
  }
  static core::Status write_pair(Statement& statement, std::int64_t first, std::int64_t second) {
    statement.bind(1, first);
    statement.bind(2, second);
    return statement.run();
  }
};

IndexEntry box_around(std::int64_t node, std::span<const IndexEntry> cells) {
  IndexEntry box = cells.front();
  box.row = node;
  for (const IndexEntry& cell : cells) {
    box.min_x = std::min(box.min_x, cell.min_x);
    box.max_x = std::max(box.max_x, cell.max_x);
    box.min_y = std::min(box.min_y, cell.min_y);
    box.max_y = std::max(box.max_y, cell.max_y);
  }
  return box;
}

/// How many nodes hold `cells`, and which cells the node of this index holds: as even as can be, so that none is nearly
/// empty.
std::size_t nodes_for(std::size_t cells, std::size_t capacity) {
  const std::size_t fill = capacity * kFillPercent / 100;
  return (cells + fill - 1) / fill;
}

std::span<const IndexEntry> cells_of(std::span<const IndexEntry> all, std::size_t index, std::size_t nodes) {
  const std::size_t begin = all.size() * index / nodes;
  const std::size_t end = all.size() * (index + 1) / nodes;
  return all.subspan(begin, end - begin);
}

/// Writes the nodes over `cells`, numbered from `first`, and returns a box for each.
core::Result<std::vector<IndexEntry>> write_level(TreeWriter& tree, std::span<const IndexEntry> cells,
                                                  std::int64_t first) {
  const std::size_t nodes = nodes_for(cells.size(), tree.buffer.capacity());
  std::vector<IndexEntry> boxes;
  boxes.reserve(nodes);
  for (std::size_t i = 0; i < nodes; ++i) {
    const auto number = first + static_cast<std::int64_t>(i);
    const auto own = cells_of(cells, i, nodes);
    if (auto done = tree.write_node(number, own, 0); !done) return done.error();
    boxes.push_back(box_around(number, own));
  }
  return boxes;
}

}  // namespace

core::Status pack_rtree(const Connection& connection, const std::string& rtree, const std::vector<IndexEntry>& entries) {
  const ShadowTableAccess access(connection);
  auto tree = TreeWriter::open(connection, rtree);
  if (!tree) return tree.error();
  const std::vector<std::uint32_t> order = curve_order(entries);
  std::vector<IndexEntry> level;
  level.reserve(entries.size());
  for (const std::uint32_t i : order) level.push_back(entries[i]);

  // Leaves first, level by level up to what fits into the root. `holder` is each entry's leaf.
  std::vector<std::int64_t> holder(entries.size(), kRootNode);
  std::int64_t next = kRootNode + 1;
  int depth = 0;
  for (; level.size() > tree->buffer.capacity(); ++depth) {
    auto boxes = write_level(*tree, level, next);
    if (!boxes) return boxes.error();
    for (std::size_t node = 0, cell = 0; node < boxes->size(); ++node) {
      const std::int64_t number = (*boxes)[node].row;
      for (const IndexEntry& own : cells_of(level, node, boxes->size())) {
        if (depth == 0) holder[order[cell++]] = number;
        else if (auto done = TreeWriter::write_pair(tree->parent, own.row, number); !done) return done;
      }
    }
    next += static_cast<std::int64_t>(boxes->size());
    level = *std::move(boxes);
  }
  if (auto done = tree->write_node(kRootNode, level, depth); !done) return done;
  for (std::size_t i = 0; depth > 0 && i < level.size(); ++i) {
    if (auto done = TreeWriter::write_pair(tree->parent, level[i].row, kRootNode); !done) return done;
  }
  for (std::size_t i = 0; i < entries.size(); ++i) {
    if (auto done = TreeWriter::write_pair(tree->row, entries[i].row, holder[i]); !done) return done;
  }
  return {};
}

}  // namespace wardscope::store
