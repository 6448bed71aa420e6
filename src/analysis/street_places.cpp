// SPDX-License-Identifier: GPL-3.0-or-later
#include "analysis/street_places.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <limits>
#include <tuple>
#include <utility>

#include "analysis/segment_grid.hpp"
#include "jobs/parallel.hpp"

namespace wardscope::analysis {
namespace {

constexpr double kOnePlace = 0.001;  // m

/// The segments of all pieces and where along its piece each begins.
struct PieceSegments {
  SegmentGrid grid;
  std::vector<double> begin;  ///< m, by segment
};

PieceSegments segments_of(const StreetGraph& graph) {
  std::vector<LineSegment> segments;
  std::vector<double> begin;
  for (std::size_t p = 0; p < graph.pieces.size(); ++p) {
    const geo::LineString& line = graph.pieces[p].line;
    double along = 0.0;
    for (std::size_t v = 0; v + 1 < line.size(); ++v) {
      segments.push_back({line[v], line[v + 1], static_cast<std::uint32_t>(p), static_cast<std::uint32_t>(v)});
      begin.push_back(along);
      along += geo::distance(line[v], line[v + 1]);
    }
  }
  return {SegmentGrid(std::move(segments)), std::move(begin)};
}

/// A location on its street; `moved` is infinite where none is near enough.
struct Move {
  StreetPlace place;
  double moved = std::numeric_limits<double>::infinity();
};

core::Metres weighted_median(std::vector<std::pair<double, std::uint32_t>> moves, std::int64_t incidents) {
  std::sort(moves.begin(), moves.end());
  std::int64_t passed = 0;
  for (const auto& [distance, count] : moves) {
    passed += count;
    if (2 * passed >= incidents) return core::Metres(distance);
  }
  return core::Metres(0.0);
}

}  // namespace

core::Result<PlacesOnStreets> places_on_streets(const StreetGraph& graph, const DistinctLocations& locations,
                                                core::Metres within, const jobs::Progress& progress) {
  if (!(within.value() > 0.0) || !std::isfinite(within.value())) {
    return core::invalid_argument(
        fmt::format("incidents are moved to streets within {:g} m: the distance must be above 0", within.value()));
  }
  const PieceSegments streets = segments_of(graph);
  std::vector<Move> moves(locations.size());
  const auto move_range = [&](std::size_t begin, std::size_t end) {
    for (std::size_t i = begin; i < end; ++i) {
      const geo::Point p{locations.x[i], locations.y[i]};
      const auto found = streets.grid.nearest(p, within.value(), [](const LineSegment&) { return true; });
      if (!found) continue;
      const LineSegment& segment = streets.grid.segments()[found->segment];
      const StreetPiece& piece = graph.pieces[segment.line];
      const double along = streets.begin[found->segment] + geo::distance(segment.a, found->at);
      moves[i] = {{segment.line, std::clamp(along, 0.0, piece.length), locations.weight[i], locations.incidents[i]},
                  found->distance};
    }
  };
  constexpr std::size_t kGrain = 1024;
  if (auto status = jobs::parallel_for(locations.size(), kGrain, progress, move_range); !status) return status.error();
  PlacesOnStreets result;
  std::vector<std::pair<double, std::uint32_t>> distances;
  std::vector<StreetPlace> found;
  for (const Move& move : moves) {
    if (!std::isfinite(move.moved)) continue;
    found.push_back(move.place);
    distances.emplace_back(move.moved, move.place.incidents);
    result.incidents += move.place.incidents;
    result.weight += move.place.weight;
  }
  result.too_far = locations.rows - result.incidents;
  result.usual_move = weighted_median(std::move(distances), result.incidents);
  std::stable_sort(found.begin(), found.end(), [](const StreetPlace& a, const StreetPlace& b) {
    return std::tie(a.piece, a.along) < std::tie(b.piece, b.along);
  });
  for (const StreetPlace& place : found) {
    if (!result.places.empty() && result.places.back().piece == place.piece &&
        place.along - result.places.back().along < kOnePlace) {
      result.places.back().weight += place.weight;
      result.places.back().incidents += place.incidents;
    } else {
      result.places.push_back(place);
    }
  }
  return result;
}

}  // namespace wardscope::analysis
