// SPDX-License-Identifier: GPL-3.0-or-later
#include "analysis/ward_streets.hpp"

#include <algorithm>
#include <cmath>
#include <map>
#include <set>
#include <unordered_map>

#include "jobs/parallel.hpp"

namespace wardscope::analysis {
namespace {

constexpr double kSpacing = 10.0;  // m between the points that stand for a street
constexpr std::size_t kRowsPerRange = 8192;
constexpr std::uint32_t kNoStreet = UINT32_MAX;

struct Counts {
  std::int64_t incidents = 0;
  std::map<std::uint16_t, std::int64_t> types;
  std::map<std::int32_t, std::int64_t> hotspots;
  std::set<std::pair<double, double>> points;
};

StreetTally finished(const std::string& name, const Counts& counts) {
  StreetTally tally{
      name, counts.incidents, counts.points.size(), {counts.types.begin(), counts.types.end()}, std::nullopt};
  std::stable_sort(tally.types.begin(), tally.types.end(),
                   [](const auto& a, const auto& b) { return a.second > b.second; });
  for (const auto& [hotspot, count] : counts.hotspots) {
    if (hotspot >= 0 && 2 * count >= counts.incidents) tally.hotspot = hotspot;
  }
  return tally;
}

/// The street of each row; rows at one point are looked up once in a run.
core::Result<std::vector<std::uint32_t>> streets_of_rows(const StreetTallyInput& input,
                                                         const jobs::Progress& progress) {
  const WardTallies& tallies = input.tallies;
  std::vector<std::uint32_t> street(tallies.rows.size(), kNoStreet);
  if (input.streets == nullptr) {
    for (std::size_t i = 0; i < tallies.rows.size() && !input.incidents.place.empty(); ++i) {
      const std::uint32_t place = input.incidents.place[tallies.rows[i]];
      if (place != borough::IncidentTable::kNoPlace) street[i] = place;
    }
    return street;
  }
  const auto done =
      jobs::parallel_for(tallies.rows.size(), kRowsPerRange, progress, [&](std::size_t begin, std::size_t end) {
        for (std::size_t i = begin; i < end; ++i) {
          if (input.ward && static_cast<std::size_t>(tallies.ward_of_row[i]) != *input.ward) continue;
          const auto nearest = input.streets->nearest(input.incidents.position(tallies.rows[i]));
          if (nearest) street[i] = static_cast<std::uint32_t>(*nearest);
        }
      });
  if (!done) return done.error();
  return street;
}

}  // namespace

StreetNames::StreetNames(const borough::StreetSet& streets) {
  std::map<std::string, std::uint32_t> index;
  std::vector<geo::Point> points;
  for (const borough::Street& street : streets) {
    if (street.name.empty() || street.line.empty()) continue;
    const auto [found, is_new] = index.emplace(street.name, static_cast<std::uint32_t>(names_.size()));
    if (is_new) names_.push_back(street.name);
    const auto add = [&, name = found->second](geo::Point p) {
      points.push_back(p);
      name_of_point_.push_back(name);
    };
    add(street.line.front());
    for (std::size_t i = 1; i < street.line.size(); ++i) {
      const geo::Point a = street.line[i - 1];
      const geo::Point b = street.line[i];
      const double steps = std::max(1.0, std::ceil(geo::distance(a, b) / kSpacing));
      for (double k = 1.0; k <= steps; k += 1.0) add(a + (b - a) * (k / steps));
    }
  }
  points_ = geo::PointIndex(points);
}

std::optional<std::size_t> StreetNames::nearest(geo::Point p) const {
  const auto found = points_.nearest(p);
  if (!found || found->distance > kStreetReach) return std::nullopt;
  return name_of_point_[found->index];
}

core::Result<std::vector<std::vector<StreetTally>>> tally_streets(const StreetTallyInput& input,
                                                                  const jobs::Progress& progress) {
  const WardTallies& tallies = input.tallies;
  const auto street = streets_of_rows(input, progress);
  if (!street) return street.error();
  std::vector<std::unordered_map<std::uint32_t, Counts>> counts(tallies.wards.size());
  for (std::size_t i = 0; i < tallies.rows.size(); ++i) {
    if ((*street)[i] == kNoStreet) continue;
    if (input.ward && static_cast<std::size_t>(tallies.ward_of_row[i]) != *input.ward) continue;
    Counts& one = counts[static_cast<std::size_t>(tallies.ward_of_row[i])][(*street)[i]];
    ++one.incidents;
    ++one.types[input.incidents.category[tallies.rows[i]]];
    ++one.hotspots[tallies.hotspot_of_row[i]];
    one.points.emplace(input.incidents.x[tallies.rows[i]], input.incidents.y[tallies.rows[i]]);
  }
  const auto& names = input.streets != nullptr ? input.streets->names() : input.incidents.place_names;
  std::vector<std::vector<StreetTally>> all(tallies.wards.size());
  for (std::size_t w = 0; w < counts.size(); ++w) {
    for (const auto& [name, one] : counts[w]) all[w].push_back(finished(names[name], one));
    std::sort(all[w].begin(), all[w].end(), [](const StreetTally& a, const StreetTally& b) {
      return a.incidents != b.incidents ? a.incidents > b.incidents : a.name < b.name;
    });
  }
  return all;
}

}  // namespace wardscope::analysis
