// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstdint>
#include <optional>
#include <span>
#include <vector>

#include "borough/incidents.hpp"
#include "core/result.hpp"
#include "jobs/progress.hpp"

namespace wardscope::analysis {

/// Borrowed columns of points and the rows that a question is about.
struct PointColumns {
  std::span<const double> x;                           ///< easting, m
  std::span<const double> y;                           ///< northing, m; as long as x
  std::span<const float> weight;                       ///< one for each row of x, >= 0; empty: every row weighs 1
  std::optional<std::span<const std::uint32_t>> rows;  ///< indices into the columns; nothing: all rows

  [[nodiscard]] std::size_t size() const { return rows ? rows->size() : x.size(); }
};

/// The columns of a table's selected rows. Borrows both: they must outlive the value.
PointColumns point_columns(const borough::IncidentTable& incidents, const borough::IncidentSelection& selection);

/// Places where incidents happened, each once, with how many and how heavy they were. Snapped data (data.police.uk)
/// puts a million incidents on some 20,000 points: whoever works on these instead does not notice the stacking.
struct DistinctLocations {
  std::vector<double> x;
  std::vector<double> y;
  std::vector<double> weight;  ///< sum of the weights of the rows at that place, added in the order of the rows
  std::vector<std::uint32_t> incidents;  ///< number of rows at that place
  std::int64_t rows = 0;                 ///< sum of `incidents`
  /// False where too few rows shared a place for the search to pay: each row is then a location of its own, so that
  /// equal ones may occur twice.
  bool aggregated = true;

  [[nodiscard]] std::size_t size() const { return x.size(); }
};

/// Below this share of duplicates, aggregation costs more than it saves.
constexpr double kLeastDuplicateShare = 0.2;

/// What to do where few rows share a place.
enum class Aggregation {
  adaptive,  ///< leave the rows as they are when a sample shows fewer than kLeastDuplicateShare duplicates
  always,    ///< equal places are merged whatever it costs
};

/// Merges rows with exactly equal coordinates. Locations stand in the order of their first row, so the result is a
/// function of the input alone. O(rows), one hash table of the distinct places.
/// @returns invalid_argument where a selected row has a coordinate that is not finite or a weight that is negative or
/// not finite; the message names the row (from 0) and no coordinate; cancelled.
core::Result<DistinctLocations> distinct_locations(const PointColumns& points,
                                                   Aggregation aggregation = Aggregation::adaptive,
                                                   const jobs::Progress& progress = jobs::Progress());

}  // namespace wardscope::analysis
