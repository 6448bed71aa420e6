// SPDX-License-Identifier: GPL-3.0-or-later
#include "analysis/hotspots_tally.hpp"

#include <fmt/format.h>

#include <algorithm>

#include "analysis/density_land.hpp"
#include "core/civil_time.hpp"
#include "geo/polygon_coverage.hpp"
#include "jobs/parallel.hpp"

namespace wardscope::analysis {
namespace {

/// Largest count first, equals by name.
template <typename Number>
void sort_by_number(std::vector<std::pair<std::string, Number>>& entries) {
  std::sort(entries.begin(), entries.end(), [](const auto& a, const auto& b) {
    return a.second > b.second || (!(b.second > a.second) && a.first < b.first);
  });
}

/// Index of the shape for each row on the land, kNowhere outside all, kOffLand off the land.
constexpr std::int32_t kOffLand = -2;

core::Result<std::vector<std::int32_t>> place_rows(const HotspotInput& input, const geo::MultiPolygon& shapes,
                                                   const jobs::Progress& progress) {
  std::vector<geo::MultiPolygon> areas;
  for (const geo::Polygon& shape : shapes) areas.push_back({shape});
  const geo::PolygonCoverage coverage(areas);
  const LandBoundary boundary(input.land);
  std::vector<std::int32_t> place(input.rows.size());
  constexpr std::size_t kRowsATime = 8192;
  const core::Status status =
      jobs::parallel_for(input.rows.size(), kRowsATime, progress, [&](std::size_t begin, std::size_t end) {
        for (std::size_t i = begin; i < end; ++i) {
          const geo::Point position = input.incidents.position(input.rows[i]);
          const bool on_land = boundary.empty() || boundary.contains(position);
          place[i] = on_land ? coverage.index_at(position) : kOffLand;
        }
      });
  if (!status) return status.error();
  return place;
}

}  // namespace

void DistinctPoints::add(geo::Point p) {
  if (!points_.empty() && points_.back() == p) return;
  points_.push_back(p);
  if (points_.size() >= tidy_at_) tidy();
}

std::int64_t DistinctPoints::count() {
  tidy();
  return static_cast<std::int64_t>(points_.size());
}

void DistinctPoints::tidy() {
  std::sort(points_.begin(), points_.end(),
            [](geo::Point a, geo::Point b) { return a.x != b.x ? a.x < b.x : a.y < b.y; });
  points_.erase(std::unique(points_.begin(), points_.end()), points_.end());
  tidy_at_ = std::max(tidy_at_, 2 * points_.size());
}

std::optional<std::size_t> first_peak_hour(const std::array<std::int64_t, 24>& by_hour) {
  std::int64_t known = 0;
  for (const std::int64_t count : by_hour) known += count;
  if (known < kLeastHoursKnown) return std::nullopt;
  std::size_t best = 0;
  std::int64_t most = -1;
  for (std::size_t first = 0; first < by_hour.size(); ++first) {
    std::int64_t count = 0;
    for (std::size_t i = 0; i < kPeakWindowHours; ++i) count += by_hour[(first + i) % by_hour.size()];
    if (count > most) {
      most = count;
      best = first;
    }
  }
  return best;
}

std::string peak_hours(const std::array<std::int64_t, 24>& by_hour) {
  const auto first = first_peak_hour(by_hour);
  if (!first) return {};
  return fmt::format("{:02}:00 to {:02}:59", *first, (*first + kPeakWindowHours - 1) % by_hour.size());
}

core::Result<HotspotTallies> tally_incidents(const HotspotInput& input, const geo::MultiPolygon& shapes,
                                             const jobs::Progress& progress) {
  const auto place = place_rows(input, shapes, progress.part(0.0, 0.5));
  if (!place) return place.error();
  std::vector<geo::MultiPolygon> ward_shapes;
  if (input.wards != nullptr) {
    for (const borough::Area& ward : input.wards->areas) ward_shapes.push_back(ward.shape);
  }
  const geo::PolygonCoverage wards(ward_shapes);

  HotspotTallies tallies;
  HotspotTally none;
  none.by_category.resize(input.incidents.categories.size());
  none.by_ward.resize(ward_shapes.size() + 1);
  tallies.hotspots.assign(shapes.size(), none);
  std::vector<DistinctPoints> points(shapes.size());
  constexpr std::size_t kRowsBetweenTicks = std::size_t{1} << 16U;
  const jobs::Progress counting = progress.part(0.5, 1.0);
  for (std::size_t i = 0; i < input.rows.size(); ++i) {
    if (i % kRowsBetweenTicks == 0 && !counting.tick(static_cast<double>(i) / static_cast<double>(input.rows.size()))) {
      return core::cancelled();
    }
    if ((*place)[i] == kOffLand) continue;
    ++tallies.on_land;
    if ((*place)[i] == geo::PolygonCoverage::kNowhere) continue;
    const std::uint32_t row = input.rows[i];
    HotspotTally& tally = tallies.hotspots[static_cast<std::size_t>((*place)[i])];
    ++tally.incidents;
    points[static_cast<std::size_t>((*place)[i])].add(input.incidents.position(row));
    const double weight = input.incidents.weight.empty() ? 1.0 : static_cast<double>(input.incidents.weight[row]);
    tally.weight += weight;
    tally.heaviest = std::max(tally.heaviest, weight);
    ++tally.by_category[input.incidents.category[row]];
    ++tally.by_ward[wards.locate(input.incidents.position(row)).value_or(ward_shapes.size())];
    if (input.incidents.precision[row] == core::TimePrecision::minute) {
      ++tally.by_hour[static_cast<std::size_t>(core::hour_of(input.incidents.time[row]))];
    }
  }
  for (std::size_t i = 0; i < points.size(); ++i) tallies.hotspots[i].map_points = points[i].count();
  return tallies;
}

std::vector<std::pair<std::string, std::int64_t>> main_types(const HotspotTally& tally,
                                                             const borough::IncidentTable& incidents) {
  constexpr std::size_t kMainTypes = 3;
  std::vector<std::pair<std::string, std::int64_t>> types;
  for (std::size_t i = 0; i < tally.by_category.size(); ++i) {
    if (tally.by_category[i] > 0) types.emplace_back(incidents.categories[i].name, tally.by_category[i]);
  }
  sort_by_number(types);
  if (types.size() > kMainTypes) types.resize(kMainTypes);
  return types;
}

std::vector<std::pair<std::string, double>> ward_shares(const HotspotTally& tally, const borough::AreaSet& wards) {
  std::vector<std::pair<std::string, double>> shares;
  for (std::size_t i = 0; i < wards.areas.size(); ++i) {
    if (tally.by_ward[i] == 0) continue;
    shares.emplace_back(wards.areas[i].name,
                        static_cast<double>(tally.by_ward[i]) / static_cast<double>(tally.incidents));
  }
  sort_by_number(shares);
  return shares;
}

}  // namespace wardscope::analysis
