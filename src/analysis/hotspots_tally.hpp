// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <array>
#include <cstdint>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "analysis/hotspots.hpp"

namespace wardscope::analysis {

/// Hours of a day with the most incidents, as people say it.
constexpr std::size_t kPeakWindowHours = 4;
/// Below it an hour of day says more about chance than about the place.
constexpr std::int64_t kLeastHoursKnown = 10;

/// The first of the four hours in a row, past midnight too, with most incidents; the earliest of equals. Nothing where
/// fewer than kLeastHoursKnown are counted.
std::optional<std::size_t> first_peak_hour(const std::array<std::int64_t, 24>& by_hour);
/// "20:00 to 23:59": these hours; empty where there are none.
std::string peak_hours(const std::array<std::int64_t, 24>& by_hour);

/// The distinct among points that arrive one by one. Amortised O(log n) a point, memory for the distinct ones.
class DistinctPoints {
 public:
  void add(geo::Point p);
  [[nodiscard]] std::int64_t count();

 private:
  void tidy();

  std::vector<geo::Point> points_;
  std::size_t tidy_at_ = 1024;  ///< with how many points doubles are thrown out next
};

/// What is counted of one hotspot.
struct HotspotTally {
  std::int64_t incidents = 0;
  double weight = 0.0;
  double heaviest = 0.0;
  std::int64_t map_points = 0;
  std::vector<std::int64_t> by_category;
  std::vector<std::int64_t> by_ward;  ///< one more at the end: in none of the wards
  std::array<std::int64_t, 24> by_hour{};
};

struct HotspotTallies {
  std::vector<HotspotTally> hotspots;  ///< as the shapes
  std::int64_t on_land = 0;
};

/// Counts the selected incidents on the land, by shape.
core::Result<HotspotTallies> tally_incidents(const HotspotInput& input, const geo::MultiPolygon& shapes,
                                             const jobs::Progress& progress);

/// The most frequent categories, at most three, equals by name.
std::vector<std::pair<std::string, std::int64_t>> main_types(const HotspotTally& tally,
                                                             const borough::IncidentTable& incidents);
/// The wards with their share of the hotspot's incidents, largest first, equals by name.
std::vector<std::pair<std::string, double>> ward_shares(const HotspotTally& tally, const borough::AreaSet& wards);

}  // namespace wardscope::analysis
