// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstddef>
#include <cstdint>
#include <span>
#include <vector>

#include "analysis/disclosure.hpp"

namespace wardscope::analysis {

/// For each node of a table's network a set of the nodes on its other side (of a row columns, of a column rows), a bit
/// each, so that a search looks at 64 numbers of a line at once.
class NodeSets {
 public:
  NodeSets() = default;
  NodeSets(std::size_t nodes, std::size_t most_members);

  void put(std::size_t node, std::size_t member, std::uint64_t is_in) {
    std::uint64_t& word = words_[node * stride_ + member / 64];
    word = (word & ~(std::uint64_t{1} << member % 64)) | (is_in << member % 64);
  }
  [[nodiscard]] std::span<const std::uint64_t> of(std::size_t node) const {
    return std::span(words_).subspan(node * stride_, stride_);
  }

 private:
  std::size_t stride_ = 0;
  std::vector<std::uint64_t> words_;
};

/// A table with its totals as a network: each row and column (the totals too) is a node, each number an arc, and the
/// rule that cells add up to totals is that what flows into a node flows out. All tables that an outsider may think of
/// differ from the true one by flows round cycles of hidden arcs, of which none may fall below zero.
class SuppressionNetwork {
 public:
  explicit SuppressionNetwork(const CountTable& table);

  [[nodiscard]] std::size_t arc_count() const { return arcs_.size(); }
  /// Row table.rows holds column totals, column table.columns row totals.
  [[nodiscard]] std::size_t arc(std::size_t row, std::size_t column) const { return row * (columns_ + 1) + column; }
  [[nodiscard]] std::int64_t value(std::size_t arc) const { return arcs_[arc].value; }
  [[nodiscard]] bool hidden(std::size_t arc) const { return arcs_[arc].hidden; }
  [[nodiscard]] bool published(std::size_t arc) const { return arcs_[arc].published; }
  void hide(std::size_t arc);

  /// How far the number could rise or fall, up to `limit`, with the hidden numbers as they are.
  [[nodiscard]] std::int64_t possible_rise(std::size_t arc, std::int64_t limit);
  [[nodiscard]] std::int64_t possible_fall(std::size_t arc, std::int64_t limit);
  /// Hides the cheapest further numbers until the number could rise or fall so far.
  /// @pre the arc is hidden; fall <= its value
  void widen_rise(std::size_t arc, std::int64_t rise);
  void widen_fall(std::size_t arc, std::int64_t fall);

 private:
  enum class Hiding { none, allowed };
  struct Arc {
    std::int64_t value = 0;
    std::int64_t change = 0;  ///< of the flow that is being pushed
    bool hidden = false;
    bool published = true;
  };
  struct Push {
    std::size_t arc;  ///< the number whose range is asked about: not itself part of the path
    std::size_t from;
    std::size_t to;
    std::int64_t limit;
    Hiding hiding;
  };

  [[nodiscard]] std::size_t tail(std::size_t arc) const;
  [[nodiscard]] std::size_t head(std::size_t arc) const;
  [[nodiscard]] Push rise_of(std::size_t arc, std::int64_t limit, Hiding hiding) const;
  [[nodiscard]] Push fall_of(std::size_t arc, std::int64_t limit, Hiding hiding) const;
  [[nodiscard]] bool is_row(std::size_t node) const { return node <= rows_; }
  /// A node's number among the rows, or among the columns; and the node of that number on the side across from `node`.
  [[nodiscard]] std::size_t place(std::size_t node) const { return is_row(node) ? node : node - rows_ - 1; }
  [[nodiscard]] std::size_t across(std::size_t node, std::size_t place) const {
    return is_row(node) ? rows_ + 1 + place : place;
  }
  /// @pre one is a row, the other a column
  [[nodiscard]] std::size_t arc_between(std::size_t node, std::size_t other) const {
    return is_row(node) ? arc(node, place(other)) : arc(other, place(node));
  }
  /// What it costs to hide the number.
  [[nodiscard]] std::int64_t cost(std::size_t arc) const;
  /// How much may flow over the arc from this end of it, were it hidden.
  [[nodiscard]] std::int64_t room(std::size_t arc, std::size_t node) const;

  std::int64_t push(const Push& push);
  bool find_over_three(const Push& push);
  bool find_free(const Push& push);
  bool find_cheapest(const Push& push);
  std::int64_t push_along_found(const Push& push, std::int64_t wanted);
  void change(std::size_t arc, std::size_t from, std::int64_t amount);
  void note_ways(std::size_t arc);

  std::size_t rows_;
  std::size_t columns_;
  std::size_t nodes_;
  std::vector<Arc> arcs_;
  std::vector<std::size_t> changed_;  ///< arcs whose change may not be 0
  NodeSets ways_out_;                 ///< of each node: where flow may go over a hidden number
  NodeSets ways_in_;                  ///< and whence it may come
  std::vector<std::size_t> before_;   ///< of each node on the path that was found, the one before it
};

}  // namespace wardscope::analysis
