// SPDX-License-Identifier: GPL-3.0-or-later
#include "analysis/cluster_outlines.hpp"

#include <algorithm>
#include <cassert>
#include <cmath>
#include <cstddef>
#include <numbers>
#include <numeric>
#include <optional>
#include <tuple>
#include <utility>

#include "core/disjoint_sets.hpp"
#include "geo/polygon_operations.hpp"
#include "jobs/parallel.hpp"

namespace wardscope::analysis {
namespace {

constexpr int kSidesOfDisc = 32;

/// A square of the lattice.
struct Square {
  std::int64_t row;
  std::int64_t column;
  friend bool operator==(const Square&, const Square&) = default;
  friend bool operator<(const Square& a, const Square& b) {
    return a.row != b.row ? a.row < b.row : a.column < b.column;
  }
};

/// Squares by group, group after group, each once, row by row.
struct SquaresByGroup {
  std::vector<Square> squares;
  std::vector<std::size_t> first;  ///< by group; one more at the end
  [[nodiscard]] std::span<const Square> of(std::size_t group) const {
    return std::span(squares).subspan(first[group], first[group + 1] - first[group]);
  }
};

SquaresByGroup squares_by_group(const GroupedPlaces& places, double side) {
  std::vector<std::pair<std::int32_t, Square>> all;
  for (std::size_t i = 0; i < places.x.size(); ++i) {
    if (places.group[i] < 0) continue;
    assert(places.group[i] < places.groups);
    const Square square{static_cast<std::int64_t>(std::floor(places.y[i] / side)),
                        static_cast<std::int64_t>(std::floor(places.x[i] / side))};
    const std::pair<std::int32_t, Square> entry{places.group[i], square};
    if (all.empty() || all.back() != entry) all.push_back(entry);
  }
  std::sort(all.begin(), all.end());
  all.erase(std::unique(all.begin(), all.end()), all.end());
  SquaresByGroup sorted;
  sorted.squares.reserve(all.size());
  sorted.first.assign(static_cast<std::size_t>(places.groups) + 1, 0);
  for (const auto& [group, square] : all) {
    ++sorted.first[static_cast<std::size_t>(group) + 1];
    sorted.squares.push_back(square);
  }
  std::partial_sum(sorted.first.begin(), sorted.first.end(), sorted.first.begin());
  return sorted;
}

/// The pieces whose union is the outline of one group.
class OutlinePieces {
 public:
  OutlinePieces(std::span<const Square> squares, const ClusterOutlineOptions& options)
      : squares_(squares), options_(options), parts_(squares.size()) {
    find_edge();
    add_discs();
    add_runs();
    join_what_overlaps();
    add_necks();
  }

  std::vector<geo::MultiPolygon> take() { return std::move(pieces_); }

 private:
  [[nodiscard]] geo::Point centre(const Square& square) const {
    const double side = options_.square.value();
    return {(static_cast<double>(square.column) + 0.5) * side, (static_cast<double>(square.row) + 0.5) * side};
  }

  [[nodiscard]] bool holds(const Square& square) const {
    return std::binary_search(squares_.begin(), squares_.end(), square);
  }

  /// Squares with a neighbour missing on one of their four sides. The disc of another square lies within the discs of
  /// its neighbours, for one of them is less than 45 degrees off any direction: the discs of the edge and the squares
  /// within are the whole outline.
  void find_edge() {
    for (std::size_t i = 0; i < squares_.size(); ++i) {
      const auto [row, column] = squares_[i];
      if (!holds({row, column - 1}) || !holds({row, column + 1}) || !holds({row - 1, column}) ||
          !holds({row + 1, column})) {
        edge_.push_back(i);
      }
    }
  }

  void add_discs() {
    for (const std::size_t i : edge_) {
      pieces_.push_back({geo::disc(centre(squares_[i]), options_.radius.value(), kSidesOfDisc)});
    }
  }

  /// Squares in a row as one rectangle, where some of them have no disc.
  void add_runs() {
    const double side = options_.square.value();
    for (std::size_t begin = 0; begin < squares_.size();) {
      std::size_t end = begin + 1;
      const auto [row, column] = squares_[begin];
      while (end < squares_.size() && squares_[end] == Square{row, column + static_cast<std::int64_t>(end - begin)}) {
        ++end;
      }
      constexpr std::size_t kLeastWithin = 3;
      if (end - begin >= kLeastWithin) {
        pieces_.push_back({geo::to_polygon({static_cast<double>(column) * side, static_cast<double>(row) * side,
                                            (static_cast<double>(column) + static_cast<double>(end - begin)) * side,
                                            (static_cast<double>(row) + 1.0) * side})});
      }
      begin = end;
    }
  }

  /// Calls visit(other, squared distance in squares) for the later squares within `reach` squares of square i.
  template <typename Visit>
  void for_later_near(std::size_t i, double reach, Visit visit) const {
    const auto [row, column] = squares_[i];
    const auto steps = static_cast<std::int64_t>(std::floor(reach));
    for (std::int64_t r = row; r <= row + steps; ++r) {
      auto other = std::lower_bound(squares_.begin() + static_cast<std::ptrdiff_t>(i) + 1, squares_.end(),
                                    Square{r, r == row ? column + 1 : column - steps});
      for (; other != squares_.end() && other->row == r && other->column <= column + steps; ++other) {
        const std::int64_t squared = (r - row) * (r - row) + (other->column - column) * (other->column - column);
        if (static_cast<double>(squared) <= reach * reach) {
          visit(static_cast<std::size_t>(other - squares_.begin()), squared);
        }
      }
    }
  }

  /// @returns whether they were apart.
  bool join(std::size_t a, std::size_t b) {
    const bool apart = parts_.find(a) != parts_.find(b);
    parts_.join(a, b);
    return apart;
  }

  void join_what_overlaps() {
    constexpr double kOverlap = 1.9;  // radii: below 2, so that they share ground and not a point
    const double reach = kOverlap * (options_.radius / options_.square);
    for (std::size_t i = 0; i < squares_.size(); ++i) {
      for_later_near(i, reach, [&](std::size_t other, std::int64_t) { join(i, other); });
    }
  }

  /// Joins parts by the shortest links between them that places of the group may have.
  void add_necks() {
    const std::uint32_t first = squares_.empty() ? 0 : parts_.find(0);
    bool one = true;
    for (std::size_t i = 0; i < squares_.size() && one; ++i) one = parts_.find(i) == first;
    if (one) return;
    // Places in the corners of two squares may be nearer to each other than the centres are.
    const double reach = options_.link / options_.square + std::numbers::sqrt2 + 1e-9;
    std::vector<std::tuple<std::int64_t, std::size_t, std::size_t>> links;
    for (std::size_t i = 0; i < squares_.size(); ++i) {
      for_later_near(i, reach, [&](std::size_t other, std::int64_t squared) {
        if (parts_.find(i) != parts_.find(other)) links.emplace_back(squared, i, other);
      });
    }
    std::sort(links.begin(), links.end());
    for (const auto& [squared, a, b] : links) {
      if (join(a, b)) pieces_.push_back({neck(centre(squares_[a]), centre(squares_[b]))});
    }
  }

  /// A strip from centre to centre, as wide as half a disc.
  [[nodiscard]] geo::Polygon neck(geo::Point a, geo::Point b) const {
    const geo::Point along = (b - a) * (1.0 / geo::distance(a, b));
    const geo::Point aside = geo::Point{-along.y, along.x} * (0.5 * options_.radius.value());
    geo::Polygon strip;
    strip.exterior = {a - aside, b - aside, b + aside, a + aside, a - aside};
    return strip;
  }

  std::span<const Square> squares_;
  const ClusterOutlineOptions& options_;
  core::DisjointSets parts_;  ///< squares whose discs hang together
  std::vector<std::size_t> edge_;
  std::vector<geo::MultiPolygon> pieces_;
};

/// The union without holes smaller than a square: chinks between discs, which tell nothing.
core::Result<geo::MultiPolygon> united(const std::vector<geo::MultiPolygon>& pieces, double square_area,
                                       const jobs::Progress& progress) {
  auto outline = geo::union_of(pieces, progress);
  if (!outline) return outline;
  for (geo::Polygon& polygon : *outline) {
    std::erase_if(polygon.holes,
                  [&](const geo::Ring& hole) { return std::fabs(geo::signed_area(hole)) < square_area; });
  }
  return outline;
}

/// The outlines of groups with few pieces, several at once.
struct SmallGroups {
  const std::vector<std::size_t>& groups;
  const std::vector<std::vector<geo::MultiPolygon>>& pieces;  ///< by group
  double square_area;
};
core::Status unite_small(const SmallGroups& small, std::vector<geo::MultiPolygon>& outlines,
                         const jobs::Progress& progress) {
  const std::vector<std::size_t>& groups = small.groups;
  constexpr std::size_t kGroupsATime = 16;
  std::vector<std::optional<core::Error>> errors(groups.size());
  auto done = jobs::parallel_for(groups.size(), kGroupsATime, progress, [&](std::size_t begin, std::size_t end) {
    for (std::size_t i = begin; i < end; ++i) {
      auto outline = united(small.pieces[groups[i]], small.square_area, jobs::Progress());
      if (outline) {
        outlines[groups[i]] = *std::move(outline);
      } else {
        errors[i] = outline.error();
      }
    }
  });
  if (!done) return done;
  for (const auto& error : errors) {
    if (error) return *error;
  }
  return {};
}

}  // namespace

core::Result<std::vector<geo::MultiPolygon>> cluster_outlines(const GroupedPlaces& places,
                                                              const ClusterOutlineOptions& options,
                                                              const jobs::Progress& progress) {
  assert(places.x.size() == places.y.size() && places.x.size() == places.group.size());
  assert(options.square.value() > 0.0 && options.radius.value() >= 0.75 * options.square.value());
  const auto groups = static_cast<std::size_t>(places.groups);
  const SquaresByGroup squares = squares_by_group(places, options.square.value());
  std::vector<std::vector<geo::MultiPolygon>> pieces(groups);
  constexpr std::size_t kGroupsATime = 16;
  auto status =
      jobs::parallel_for(groups, kGroupsATime, progress.part(0.0, 0.2), [&](std::size_t begin, std::size_t end) {
        for (std::size_t group = begin; group < end; ++group) {
          pieces[group] = OutlinePieces(squares.of(group), options).take();
        }
      });
  if (!status) return status.error();

  constexpr std::size_t kFewPieces = 100;  // some milliseconds: nobody waits for them to stop
  std::vector<geo::MultiPolygon> outlines(groups);
  std::vector<std::size_t> small;
  std::vector<std::size_t> large;
  for (std::size_t group = 0; group < groups; ++group) {
    (pieces[group].size() <= kFewPieces ? small : large).push_back(group);
  }
  const double square_area = options.square.value() * options.square.value();
  const double middle = large.empty() ? 1.0 : 0.4;
  status = unite_small({small, pieces, square_area}, outlines, progress.part(0.2, middle));
  if (!status) return status.error();
  for (std::size_t i = 0; i < large.size(); ++i) {
    const double share = (1.0 - middle) / static_cast<double>(large.size());
    auto outline =
        united(pieces[large[i]], square_area,
               progress.part(middle + static_cast<double>(i) * share, middle + static_cast<double>(i + 1) * share));
    if (!outline) return outline.error();
    outlines[large[i]] = *std::move(outline);
  }
  return outlines;
}

}  // namespace wardscope::analysis
