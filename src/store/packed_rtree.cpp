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
#include <utility>

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

  static core::Result<TreeWriter> open(const Connection& connection, const std::string& rtree, std::size_t bytes) {
    auto node =
        connection.prepare(fmt::format("INSERT INTO {} (nodeno, data) VALUES (?, ?)", sql_name(rtree + "_node")));
    if (!node) return node.error();
    auto parent = connection.prepare(
        fmt::format("INSERT INTO {} (nodeno, parentnode) VALUES (?, ?)", sql_name(rtree + "_parent")));
    if (!parent) return parent.error();
    auto row =
        connection.prepare(fmt::format("INSERT INTO {} (rowid, nodeno) VALUES (?, ?)", sql_name(rtree + "_rowid")));
    if (!row) return row.error();
    return TreeWriter{*std::move(node), *std::move(parent), *std::move(row), NodeBuffer(bytes)};
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

core::Result<std::size_t> node_bytes(const Connection& connection, const std::string& rtree) {
  const auto bytes = connection.integer(
      fmt::format("SELECT length(data) FROM {} WHERE nodeno = {}", sql_name(rtree + "_node"), kRootNode));
  if (!bytes) return bytes.error();
  return static_cast<std::size_t>(*bytes);
}

std::vector<IndexEntry> along_curve(const std::vector<IndexEntry>& entries, const std::vector<std::uint32_t>& order) {
  std::vector<IndexEntry> sorted;
  sorted.reserve(entries.size());
  for (const std::uint32_t i : order) sorted.push_back(entries[i]);
  return sorted;
}

/// Writes the leaves over `entries`, numbered from `first`, and which leaf each row is in. @returns a box for each leaf
core::Result<std::vector<IndexEntry>> write_leaves(TreeWriter& tree, const std::vector<IndexEntry>& entries,
                                                   std::int64_t first) {
  const std::vector<std::uint32_t> order = curve_order(entries);
  std::vector<std::int64_t> holder(entries.size());
  auto boxes = core::Result<std::vector<IndexEntry>>(std::vector<IndexEntry>());
  {
    const std::vector<IndexEntry> sorted = along_curve(entries, order);
    boxes = write_level(tree, sorted, first);
    if (!boxes) return boxes.error();
    for (std::size_t leaf = 0, cell = 0; leaf < boxes->size(); ++leaf) {
      const std::size_t rows = cells_of(sorted, leaf, boxes->size()).size();
      for (std::size_t i = 0; i < rows; ++i) holder[order[cell++]] = (*boxes)[leaf].row;
    }
  }
  for (std::size_t i = 0; i < entries.size(); ++i) {
    if (auto done = TreeWriter::write_pair(tree.row, entries[i].row, holder[i]); !done) return done.error();
  }
  return boxes;
}

/// Writes what is above these leaves, up to the root. `next` numbers new nodes.
core::Status write_above(TreeWriter& tree, std::vector<IndexEntry> level, std::int64_t next) {
  int depth = 1;
  for (; level.size() > tree.buffer.capacity(); ++depth) {
    auto boxes = write_level(tree, level, next);
    if (!boxes) return boxes.error();
    for (std::size_t node = 0; node < boxes->size(); ++node) {
      for (const IndexEntry& own : cells_of(level, node, boxes->size())) {
        if (auto done = TreeWriter::write_pair(tree.parent, own.row, (*boxes)[node].row); !done) return done;
      }
    }
    next += static_cast<std::int64_t>(boxes->size());
    level = *std::move(boxes);
  }
  if (auto done = tree.write_node(kRootNode, level, depth); !done) return done;
  for (const IndexEntry& child : level) {
    if (auto done = TreeWriter::write_pair(tree.parent, child.row, kRootNode); !done) return done;
  }
  return {};
}

core::Status remove_all(const Connection& connection, const std::string& rtree) {
  for (const char* table : {"_node", "_parent", "_rowid"}) {
    if (auto done = connection.run("DELETE FROM " + sql_name(rtree + table)); !done) return done;
  }
  return {};
}

std::uint64_t number_at(std::span<const std::byte> bytes, std::size_t at, std::size_t width) {
  std::uint64_t value = 0;
  for (std::size_t i = 0; i < width; ++i) value = value << 8U | std::to_integer<std::uint64_t>(bytes[at + i]);
  return value;
}

/// The cells of a node. @returns malformed where its bytes can't be one.
core::Result<std::vector<IndexEntry>> cells_in(std::span<const std::byte> node) {
  const core::Error broken = core::malformed("the spatial index is damaged; 'wardscope check' says more");
  if (node.size() < kNodeHeaderBytes) return broken;
  const auto count = static_cast<std::size_t>(number_at(node, 2, 2));
  if (kNodeHeaderBytes + count * kCellBytes > node.size()) return broken;
  std::vector<IndexEntry> cells;
  for (std::size_t i = 0; i < count; ++i) {
    const std::size_t at = kNodeHeaderBytes + i * kCellBytes;
    const auto side = [&](std::size_t k) {
      return std::bit_cast<float>(static_cast<std::uint32_t>(number_at(node, at + 8 + 4 * k, 4)));
    };
    cells.push_back({static_cast<std::int64_t>(number_at(node, at, 8)), side(0), side(1), side(2), side(3)});
  }
  return cells;
}

}  // namespace

core::Status pack_rtree(const Connection& connection, const std::string& rtree,
                        const std::vector<IndexEntry>& entries) {
  const ShadowTableAccess access(connection);
  const auto bytes = node_bytes(connection, rtree);
  if (!bytes) return bytes.error();
  if (auto done = remove_all(connection, rtree); !done) return done;
  auto tree = TreeWriter::open(connection, rtree, *bytes);
  if (!tree) return tree.error();
  if (entries.size() > tree->buffer.capacity()) {
    auto leaves = write_leaves(*tree, entries, kRootNode + 1);
    if (!leaves) return leaves.error();
    const auto next = kRootNode + 1 + static_cast<std::int64_t>(leaves->size());
    return write_above(*tree, *std::move(leaves), next);
  }
  if (auto done = tree->write_node(kRootNode, along_curve(entries, curve_order(entries)), 0); !done) return done;
  for (const IndexEntry& entry : entries) {
    if (auto done = TreeWriter::write_pair(tree->row, entry.row, kRootNode); !done) return done;
  }
  return {};
}

ChunkedRtree::ChunkedRtree(const Connection& connection, std::string rtree, std::size_t node_bytes)
    : connection_(&connection), rtree_(std::move(rtree)), node_bytes_(node_bytes) {}

core::Result<ChunkedRtree> ChunkedRtree::open(const Connection& connection, std::string rtree) {
  const ShadowTableAccess access(connection);
  const auto bytes = node_bytes(connection, rtree);
  if (!bytes) return bytes.error();
  ChunkedRtree tree(connection, std::move(rtree), *bytes);
  if (auto done = tree.take_over_leaves(); !done) return done.error();
  return tree;
}

core::Status ChunkedRtree::take_over_leaves() {
  const std::string node = sql_name(rtree_ + "_node");
  const std::string row = sql_name(rtree_ + "_rowid");
  std::vector<IndexEntry> in_root;
  {
    auto nodes = connection_->query(
        fmt::format("SELECT nodeno, data FROM {} WHERE nodeno IN (SELECT nodeno FROM {})", node, row));
    if (!nodes) return nodes.error();
    auto found = nodes->step();
    for (; found && *found; found = nodes->step()) {
      auto cells = cells_in(nodes->blob(1));
      if (!cells) return cells.error();
      if (cells->empty()) return core::malformed("the spatial index is damaged; 'wardscope check' says more");
      if (nodes->integer(0) == kRootNode)
        in_root = *std::move(cells);
      else
        leaves_.push_back(box_around(nodes->integer(0), *cells));
    }
    if (!found) return found.error();
  }
  const auto last = connection_->integer(fmt::format("SELECT max(nodeno) FROM {}", node));
  if (!last) return last.error();
  next_node_ = *last + 1;
  if (leaves_.empty()) {  // a tree that fits into its root: its rows become a chunk
    if (auto done = remove_all(*connection_, rtree_); !done) return done;
    std::sort(in_root.begin(), in_root.end(), [](const auto& a, const auto& b) { return a.row < b.row; });
    return in_root.empty() ? core::Status() : add(in_root);
  }
  if (auto done = connection_->run("DELETE FROM " + sql_name(rtree_ + "_parent")); !done) return done;
  return connection_->run(fmt::format("DELETE FROM {} WHERE nodeno NOT IN (SELECT nodeno FROM {})", node, row));
}

core::Status ChunkedRtree::add(const std::vector<IndexEntry>& chunk) {
  const ShadowTableAccess access(*connection_);
  auto tree = TreeWriter::open(*connection_, rtree_, node_bytes_);
  if (!tree) return tree.error();
  const auto boxes = write_leaves(*tree, chunk, next_node_);
  if (!boxes) return boxes.error();
  next_node_ += static_cast<std::int64_t>(boxes->size());
  leaves_.insert(leaves_.end(), boxes->begin(), boxes->end());
  return {};
}

core::Status ChunkedRtree::finish() {
  const ShadowTableAccess access(*connection_);
  auto tree = TreeWriter::open(*connection_, rtree_, node_bytes_);
  if (!tree) return tree.error();
  return write_above(*tree, along_curve(leaves_, curve_order(leaves_)), next_node_);
}

}  // namespace wardscope::store
