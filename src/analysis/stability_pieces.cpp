// SPDX-License-Identifier: GPL-3.0-or-later
#include "analysis/stability_pieces.hpp"

#include <algorithm>
#include <cassert>
#include <map>
#include <utility>

#include "analysis/bandwidth.hpp"
#include "analysis/distinct_locations.hpp"
#include "borough/place_sharing.hpp"
#include "jobs/parallel.hpp"

namespace wardscope::analysis {
namespace {

constexpr double kReach = 3.0;  // of a catchment, in usual distances between points (decision 0031)

/// Whether the source moved the incident of a row to a map point, in a table that supports no street level.
bool is_moved(const borough::IncidentTable& incidents, std::uint32_t row) {
  return incidents.place.empty() || incidents.place[row] != borough::IncidentTable::kNoPlace;
}

core::Result<DistinctLocations> places_of(const borough::IncidentTable& incidents,
                                          const std::vector<std::uint32_t>& rows, const jobs::Progress& progress) {
  return distinct_locations({incidents.x, incidents.y, {}, rows}, Aggregation::always, progress);
}

using PointKey = std::pair<double, double>;

}  // namespace

core::Result<StabilityPieces> StabilityPieces::build(const StabilityInput& input, const LandBoundary& land,
                                                     const StabilityOptions& options, const jobs::Progress& progress) {
  StabilityPieces pieces;
  pieces.seed_ = options.seed;
  const bool moves = options.jitter != SnapJitter::none && !borough::place_sharing(input.incidents).street_level();
  if (moves) pieces.jitter_ = options.jitter;
  std::vector<std::uint32_t> moved;
  std::vector<std::uint32_t> exact;
  for (const std::uint32_t row : input.rows) {
    (moves && is_moved(input.incidents, row) ? moved : exact).push_back(row);
  }
  for (const bool thrown : {false, true}) {
    const auto found = places_of(input.incidents, thrown ? moved : exact, progress.part(0.0, 0.2));
    if (!found) return found.error();
    for (std::size_t i = 0; i < found->size(); ++i) {
      const geo::Point at{found->x[i], found->y[i]};
      if (!land.empty() && !land.contains(at)) continue;
      pieces.places_.push_back({at, found->incidents[i], thrown ? 0U : StabilityPlace::kStays});
    }
  }
  if (!moved.empty()) {
    if (auto status = pieces.add_catchments(input, land, progress.part(0.2, 1.0)); !status) return status.error();
  }
  return pieces;
}

core::Status StabilityPieces::add_catchments(const StabilityInput& input, const LandBoundary& land,
                                             const jobs::Progress& progress) {
  std::vector<std::uint32_t> rows;
  for (std::uint32_t row = 0; row < input.incidents.size(); ++row) {
    if (is_moved(input.incidents, row)) rows.push_back(row);
  }
  const auto points = places_of(input.incidents, rows, progress.part(0.0, 0.4));
  if (!points) return points.error();
  const auto usual = median_nearest_distance(*points);
  std::vector<geo::Point> at;
  std::map<PointKey, std::uint32_t> index;
  for (std::size_t i = 0; i < points->size(); ++i) {
    index.emplace(PointKey{points->x[i], points->y[i]}, static_cast<std::uint32_t>(i));
    at.push_back({points->x[i], points->y[i]});
  }
  for (StabilityPlace& place : places_) {
    if (place.catchment == StabilityPlace::kStays) continue;
    // With one point alone nobody knows how far it was moved.
    place.catchment = usual ? index.at({place.at.x, place.at.y}) : StabilityPlace::kStays;
  }
  if (!usual) return {};
  reach_ = core::Metres(kReach * usual->value());
  auto built = MapPointCatchments::build({at, land, reach_}, progress.part(0.4, 1.0));
  if (!built) return built.error();
  catchments_ = std::move(built).value();
  return {};
}

std::int64_t StabilityPieces::thrown() const {
  std::int64_t sum = 0;
  for (const StabilityPlace& place : places_) sum += place.catchment == StabilityPlace::kStays ? 0 : place.incidents;
  return sum;
}

void StabilityPieces::draw_place(std::int64_t run, std::size_t place, std::vector<StabilityPiece>& pieces) const {
  const StabilityPlace& own = places_[place];
  core::CounterRng rng(seed_, static_cast<std::uint64_t>(run) << 32U | static_cast<std::uint64_t>(place));
  const bool stays = own.catchment == StabilityPlace::kStays;
  const std::uint32_t a_piece = !stays && jitter_ == SnapJitter::apart ? 1U : own.incidents;
  for (std::uint32_t done = 0; done < own.incidents; done += a_piece) {
    const geo::Point at = stays ? own.at : catchments_->throw_into(own.catchment, rng);
    pieces.push_back({at, a_piece, static_cast<std::uint32_t>(poisson_(a_piece, rng))});
  }
}

core::Status StabilityPieces::draw(std::int64_t run, std::vector<StabilityPiece>& pieces,
                                   const jobs::Progress& progress) const {
  constexpr std::size_t kPlacesARange = 512;
  std::vector<std::vector<StabilityPiece>> by_range((places_.size() + kPlacesARange - 1) / kPlacesARange);
  core::Status status =
      jobs::parallel_for(places_.size(), kPlacesARange, progress, [&](std::size_t begin, std::size_t end) {
        for (std::size_t place = begin; place < end; ++place) draw_place(run, place, by_range[begin / kPlacesARange]);
      });
  if (!status) return status;
  pieces.clear();
  for (const auto& range : by_range) pieces.insert(pieces.end(), range.begin(), range.end());
  return {};
}

}  // namespace wardscope::analysis
