// SPDX-License-Identifier: GPL-3.0-or-later
#include "borough/place_sharing.hpp"

#include <algorithm>
#include <cassert>
#include <cmath>
#include <cstddef>
#include <functional>
#include <unordered_map>

namespace wardscope::borough {
namespace {

struct SamePoint {
  bool operator()(const geo::Point& a, const geo::Point& b) const { return a.x == b.x && a.y == b.y; }
};
struct PointHash {
  std::size_t operator()(const geo::Point& p) const {
    constexpr std::size_t kOdd = 0x9E3779B97F4A7C15ULL;
    return (std::hash<double>()(p.x) * kOdd) ^ std::hash<double>()(p.y);
  }
};

std::string percent_of(std::int64_t part, std::int64_t whole) {
  return std::to_string(std::lround(100.0 * static_cast<double>(part) / static_cast<double>(whole))) + " %";
}

}  // namespace

std::int64_t count_on_map_points(const IncidentTable& incidents) {
  return std::count_if(incidents.place.begin(), incidents.place.end(),
                       [](std::uint32_t place) { return place != IncidentTable::kNoPlace; });
}

PlaceSharing place_sharing(const IncidentTable& incidents) {
  std::unordered_map<geo::Point, std::int64_t, PointHash, SamePoint> rows_at;
  for (std::size_t row = 0; row < incidents.size(); ++row) ++rows_at[incidents.position(row)];
  PlaceSharing sharing;
  sharing.incidents = static_cast<std::int64_t>(incidents.size());
  sharing.points = static_cast<std::int64_t>(rows_at.size());
  for (const auto& [point, rows] : rows_at) {
    if (rows >= kStackedRows) sharing.in_stacks += rows;
  }
  sharing.on_map_points = count_on_map_points(incidents);
  return sharing;
}

SharedPoints::SharedPoints(const IncidentTable& incidents) {
  std::unordered_map<geo::Point, std::uint32_t, PointHash, SamePoint> points;
  point_.reserve(incidents.size());
  for (std::size_t row = 0; row < incidents.size(); ++row) {
    const auto next = static_cast<std::uint32_t>(rows_at_.size());
    const std::uint32_t point = points.try_emplace(incidents.position(row), next).first->second;
    if (point == next) rows_at_.push_back(0);
    ++rows_at_[point];
    point_.push_back(point);
  }
}

PlaceSharing SharedPoints::of(const IncidentTable& incidents, std::span<const std::uint32_t> rows) const {
  assert(point_.size() == incidents.size());
  std::vector<bool> seen(rows_at_.size(), false);
  PlaceSharing sharing;
  sharing.incidents = static_cast<std::int64_t>(rows.size());
  for (const std::uint32_t row : rows) {
    const std::uint32_t point = point_[row];
    if (!seen[point]) ++sharing.points;
    seen[point] = true;
    if (rows_at_[point] >= kStackedRows) ++sharing.in_stacks;
    if (!incidents.place.empty() && incidents.place[row] != IncidentTable::kNoPlace) ++sharing.on_map_points;
  }
  return sharing;
}

PlaceSharing place_sharing(const IncidentTable& incidents, std::span<const std::uint32_t> rows) {
  return SharedPoints(incidents).of(incidents, rows);
}

std::string street_level_words(const PlaceSharing& sharing) {
  if (sharing.street_level()) return {};
  std::string words(kNoStreetLevel);
  if (supports_street_level(sharing.in_stacks, sharing.incidents)) {
    words += ": the source moved " + percent_of(sharing.on_map_points, sharing.incidents) +
             " of the incidents to map points nearby";
  } else {
    words += ": " + percent_of(sharing.in_stacks, sharing.incidents) + " of the incidents stand on points that " +
             std::to_string(kStackedRows) + " or more records share, as an anonymising source puts them";
  }
  return words + "; areas of about 200 m and more are supported.";
}

}  // namespace wardscope::borough
