// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstddef>
#include <cstdint>
#include <span>
#include <string>
#include <vector>

#include "borough/places.hpp"
#include "core/parameter.hpp"
#include "core/result.hpp"
#include "core/units.hpp"
#include "geo/shapes.hpp"
#include "jobs/progress.hpp"

namespace wardscope::analysis {

/// What two streets are to each other where their lines cross without a shared point.
enum class Crossings {
  apart,   ///< one passes over the other on a bridge: nothing goes from one to the other
  joined,  ///< a junction that the source did not mark
};

struct StreetGraphOptions {
  Crossings crossings = Crossings::apart;
  /// A street's end so near another street meets it: ends that a digitiser did not join.
  core::Metres join_within{0.5};
};

void describe(StreetGraphOptions& options, core::ParameterVisitor& visitor);

/// A piece of a street from one node to the next.
struct StreetPiece {
  std::uint32_t from = 0;    ///< node
  std::uint32_t to = 0;      ///< node; may be `from` (a loop)
  std::uint32_t street = 0;  ///< index into the streets it was made of
  double length = 0.0;       ///< m along the line, > 0
  geo::LineString line;      ///< from `from` to `to`
};

/// An end of a piece, told apart by number: 2 * piece at its `from`, 2 * piece + 1 at its `to`.
using PieceEnd = std::uint32_t;

/// Streets as they hang together. Where they meet:
///  - a point that is a vertex of two lines (to a millimetre), or of one line twice, is a node, and so is each end;
///  - an end within `join_within` of another line is joined to it there;
///  - lines that cross otherwise do not meet (a bridge), unless the options say so. How many do is counted.
/// A piece that was listed twice (the same ends, length and middle) is kept once: the wave would pass two streets.
struct StreetGraph {
  std::vector<geo::Point> nodes;
  std::vector<StreetPiece> pieces;
  std::vector<std::uint32_t> first_end;  ///< by node, and one more: its ends are ends[first_end[n]] …
  std::vector<PieceEnd> ends;
  std::vector<std::uint32_t> part;  ///< of each node: which connected part, the longest being 0
  std::vector<double> part_length;  ///< m, the longest first

  std::int64_t dead_ends = 0;  ///< nodes with one end
  std::int64_t crossings = 0;  ///< without a shared point: taken for bridges, or joined
  std::int64_t joined_ends = 0;
  std::int64_t doubled = 0;  ///< pieces left out because they are listed twice
  double length = 0.0;       ///< m, of all pieces

  [[nodiscard]] std::size_t degree(std::uint32_t node) const { return first_end[node + 1] - first_end[node]; }
  [[nodiscard]] std::span<const PieceEnd> ends_of(std::uint32_t node) const {
    return std::span(ends).subspan(first_end[node], degree(node));
  }
  [[nodiscard]] std::uint32_t node_of(PieceEnd end) const {
    return end % 2 == 0 ? pieces[end / 2].from : pieces[end / 2].to;
  }
};

/// @returns invalid_argument where no street has a length, a coordinate is not finite or the tolerance is out of its
/// range (0 to 20 m); cancelled. O(vertices) for streets that are spread over the ground.
core::Result<StreetGraph> street_graph(const borough::StreetSet& streets, const StreetGraphOptions& options,
                                       const jobs::Progress& progress);

/// "3,507 streets, 412 km between 5,120 nodes (310 dead ends) in 3 parts, the longest 411.2 km; …": for the method.
std::string describe_in_words(const StreetGraph& graph, const StreetGraphOptions& options);

/// The part of a line between two distances along it, m. @pre 0 <= from <= to <= its length (and 2 mm), two vertices or
/// more
geo::LineString part_of_line(const geo::LineString& line, double from, double to);

}  // namespace wardscope::analysis
