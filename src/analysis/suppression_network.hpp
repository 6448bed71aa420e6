// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstddef>
#include <cstdint>
#include <vector>

#include "analysis/disclosure.hpp"

namespace wardscope::analysis {

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
  void hide(std::size_t arc) { arcs_[arc].hidden = true; }

  /// How far the number could rise or fall, up to `limit`, with the hidden numbers as they are.
  [[nodiscard]] std::int64_t possible_rise(std::size_t arc, std::int64_t limit);
  [[nodiscard]] std::int64_t possible_fall(std::size_t arc, std::int64_t limit);
  /// Hides the cheapest further numbers until the number could rise and fall so far.
  /// @pre the arc is hidden; fall <= its value
  void widen(std::size_t arc, std::int64_t rise, std::int64_t fall);

 private:
  enum class Hiding { none, allowed };
  struct Arc {
    std::size_t tail = 0;
    std::size_t head = 0;
    std::int64_t value = 0;
    std::int64_t change = 0;  ///< of the flow that is being pushed
    std::int64_t cost = 0;    ///< of hiding it
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

  std::int64_t push(const Push& push);
  std::int64_t push_once(const Push& push, std::int64_t wanted);
  std::int64_t push_over_three(const Push& push, std::int64_t wanted);
  /// How much may flow over the arc from this end of it.
  [[nodiscard]] std::int64_t room(std::size_t arc, std::size_t node) const;
  void change(std::size_t arc, std::size_t from, std::int64_t amount);

  std::size_t rows_;
  std::size_t columns_;
  std::size_t nodes_;
  std::vector<Arc> arcs_;
  std::vector<std::size_t> changed_;  ///< arcs whose change may not be 0
  std::vector<std::vector<std::size_t>> arcs_at_;  ///< of each node, both directions
};

}  // namespace wardscope::analysis
