// SPDX-License-Identifier: GPL-3.0-or-later
#include "analysis/coverage_gaps.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <limits>
#include <map>
#include <tuple>

#include "analysis/coverage_ground.hpp"
#include "analysis/coverage_places.hpp"
#include "analysis/gap_ground.hpp"
#include "geo/polygon_operations.hpp"

namespace wardscope::analysis {
namespace {

constexpr core::NumberRange kAreas{0.0, 1.0};  // km2
constexpr core::NumberRange kIncidents{0.0, 1e9};

constexpr std::array kGroundChoices{core::Choice{"targeted-hotspots", "Hotspots in targeted neighbourhoods"},
                                    core::Choice{"hotspots", "All hotspots"},
                                    core::Choice{"neighbourhoods", "Targeted neighbourhoods, all their ground"}};
constexpr std::array kBuildingChoices{core::Choice{"leave-out", "Leave out"}, core::Choice{"keep", "Keep"}};

/// What is left of one piece of ground.
struct Remains {
  double ground = 0.0;       // m^2
  double out_of_view = 0.0;  // m^2
  geo::MultiPolygon shape;
};

core::Status check(const CoverageGapOptions& options) {
  const double area = options.smallest_area.value();
  if (!(area >= kAreas.least && area <= kAreas.most)) {
    return core::invalid_argument(fmt::format("smallest-area is {} km2, but must lie between 0 and 1 km2", area));
  }
  const double tolerance = options.tolerance.value();
  if (!(tolerance >= kViewTolerances.least && tolerance <= kViewTolerances.most)) {
    return core::invalid_argument(fmt::format("tolerance is {} m, but must lie between 0 and 100 m", tolerance));
  }
  if (options.least_incidents < 0) {
    return core::invalid_argument(fmt::format("least-incidents is {}, but must be 0 or more", options.least_incidents));
  }
  return {};
}

/// Where no view is known all ground is out of known view, which says nothing of the ground.
core::Status some_view_known(const CoverageGapInput& input) {
  const auto& views = input.views.views;
  if (views.empty()) return {};
  if (std::any_of(views.begin(), views.end(), [](const auto& view) { return !view.in_view.empty(); })) return {};
  return core::not_found(
      fmt::format("none of the {} cameras has a known view, so that nobody can say what is out of view: state an "
                  "assumption (assumed-range, unknown-bearing …), or complete the register",
                  views.size()));
}

constexpr std::size_t kNoGap = std::numeric_limits<std::size_t>::max();

class Finder {
 public:
  Finder(const CoverageGapInput& input, const CoverageGapOptions& options)
      : input_(input), options_(options), places_(input.incidents, input.rows) {}

  core::Result<CoverageGapSet> run(const jobs::Progress& progress) {
    if (progress.stopped()) return core::cancelled();
    auto neighbourhoods = chosen_neighbourhoods(input_, options_);
    if (!neighbourhoods) return neighbourhoods.error();
    neighbourhoods_ = *std::move(neighbourhoods);
    auto grounds = gap_ground(input_, options_, neighbourhoods_);
    if (!grounds) return grounds.error();
    if (const auto done = unite_views(progress.part(0.0, 0.2, "Uniting the views")); !done) return done.error();
    if (const auto done = unite_roofs(*grounds, progress.part(0.2, 0.3, "Uniting roofs")); !done) return done.error();
    if (const auto done = cut(*grounds, progress.part(0.3, 0.7, "Cutting out what is in view")); !done) {
      return done.error();
    }
    if (const auto done = tally(*grounds, progress.part(0.7, 0.8, "Counting incidents")); !done) return done.error();
    drop_small();
    if (const auto done = name(progress.part(0.8, 1.0, "Naming the gaps")); !done) return done.error();
    return std::move(result_);
  }

 private:
  core::Status unite_views(const jobs::Progress& progress) {
    if (input_.in_view != nullptr) return {};
    std::vector<geo::MultiPolygon> shapes;
    for (const CameraViewResult& view : input_.views.views) shapes.push_back(view.in_view);
    auto united = geo::union_of(shapes, progress);
    if (!united) return united.error();
    own_in_view_ = *std::move(united);
    return {};
  }
  [[nodiscard]] const geo::MultiPolygon& in_view() const {
    return input_.in_view != nullptr ? *input_.in_view : own_in_view_;
  }

  /// Roofs touch and overlap: united once, no cut has to repair them again.
  core::Status unite_roofs(const std::vector<GapPiece>& grounds, const jobs::Progress& progress) {
    if (input_.buildings == nullptr || options_.buildings == BuildingGround::keep) return {};
    auto united = geo::union_of(roofs_on(grounds, *input_.buildings), progress);
    if (!united) return united.error();
    roofs_ = *std::move(united);
    return {};
  }

  core::Result<Remains> remains_of(const geo::MultiPolygon& shape) const {
    geo::MultiPolygon ground = shape;
    if (const geo::MultiPolygon roofs = parts_near(roofs_, geo::extent_of(ground)); !roofs.empty()) {
      auto open = geo::difference(ground, roofs);
      if (!open) return open.error();
      ground = *std::move(open);
    }
    Remains remains;
    remains.ground = geo::area(ground);
    auto left = geo::difference(ground, parts_near(in_view(), geo::extent_of(ground)));
    if (!left) return left.error();
    remains.out_of_view = geo::area(*left);
    remains.shape = *std::move(left);
    return remains;
  }

  core::Status cut(const std::vector<GapPiece>& grounds, const jobs::Progress& progress) {
    std::vector<Remains> remains(grounds.size());
    core::Status done = for_each_in_parallel(grounds.size(), progress, [&](std::size_t i) -> core::Status {
      auto part = remains_of(grounds[i].shape);
      if (!part) return part.error();
      remains[i] = *std::move(part);
      return {};
    });
    if (!done) return done;
    const double smallest = options_.smallest_area.value() * core::kSquareMetresPerSquareKilometre;
    for (std::size_t i = 0; i < grounds.size(); ++i) {
      result_.ground_km2 += core::from_square_metres(remains[i].ground).value();
      result_.in_view_km2 += core::from_square_metres(remains[i].ground - remains[i].out_of_view).value();
      for (geo::Polygon& piece : remains[i].shape) {
        CoverageGap gap;
        gap.shape = {std::move(piece)};
        gap.area_km2 = square_kilometres(gap.shape);
        if (grounds[i].hotspot) gap.hotspots.push_back(*grounds[i].hotspot);
        if (geo::area(gap.shape) < smallest) {
          result_.left_out_km2 += gap.area_km2;
        } else {
          result_.gaps.push_back(std::move(gap));
        }
      }
    }
    return {};
  }

  /// Marks places in view, and gives every other one on the ground to the gap that it lies in or is nearest to within
  /// the tolerance, or else to the roofs, or else to the pieces that are left out.
  core::Status tally(const std::vector<GapPiece>& grounds, const jobs::Progress& progress) {
    std::vector<bool> on_ground(places_.size());
    for (const GapPiece& ground : grounds) {
      for (const std::uint32_t place : places_within(places_, ground.shape, 0.0)) on_ground[place] = true;
    }
    std::vector<bool> seen(places_.size());
    if (core::Status done = find_seen(on_ground, seen, progress); !done) return done;
    const double tolerance = options_.tolerance.value();
    std::vector<std::pair<double, std::size_t>> nearest(places_.size(), {tolerance, kNoGap});
    for (std::size_t i = 0; i < result_.gaps.size(); ++i) {
      const geo::MultiPolygon& shape = result_.gaps[i].shape;
      for (const auto& [place, metres] : places_near(places_, shape, tolerance)) {
        if (nearest[place].second == kNoGap || metres < nearest[place].first) nearest[place] = {metres, i};
      }
      if (!progress.tick(static_cast<double>(i) / static_cast<double>(result_.gaps.size()))) return core::cancelled();
    }
    gap_of_place_.assign(places_.size(), kNoGap);
    for (std::size_t place = 0; place < places_.size(); ++place) {
      if (!on_ground[place]) continue;
      result_.incidents += places_.incidents(place);
      if (seen[place]) {
        result_.in_view += places_.incidents(place);
      } else if (nearest[place].second != kNoGap) {
        gap_of_place_[place] = nearest[place].second;
      } else if (on_a_roof(places_.point(place))) {
        result_.on_roofs += places_.incidents(place);
      } else {
        result_.in_left_out += places_.incidents(place);
      }
    }
    count_gaps();
    count_types();
    return {};
  }

  core::Status find_seen(const std::vector<bool>& on_ground, std::vector<bool>& seen, const jobs::Progress& progress) {
    const double tolerance = std::max(options_.tolerance.value(), kOnOutline);
    const double reach = std::max(tolerance, input_.moved_by.value());
    std::vector<bool> perhaps(places_.size());
    for (const CameraViewResult& view : input_.views.views) {
      if (!progress.tick(0.0)) return core::cancelled();
      for (const auto& [place, metres] : places_near(places_, view.in_view, reach)) {
        perhaps[place] = true;
        if (metres <= tolerance) seen[place] = true;
      }
    }
    for (std::size_t place = 0; place < places_.size(); ++place) {
      if (on_ground[place] && perhaps[place]) result_.perhaps_in_view += places_.incidents(place);
    }
    return {};
  }

  [[nodiscard]] bool on_a_roof(geo::Point p) const {
    return options_.buildings == BuildingGround::leave_out && input_.buildings != nullptr &&
           input_.buildings->standing_on(p).has_value();
  }

  void count_gaps() {
    std::vector<std::vector<PlaceCount>> places(result_.gaps.size());
    for (std::size_t place = 0; place < places_.size(); ++place) {
      if (gap_of_place_[place] == kNoGap) continue;
      places[gap_of_place_[place]].push_back({places_.point(place), places_.incidents(place), places_.weight(place)});
    }
    for (std::size_t i = 0; i < places.size(); ++i) {
      CoverageGap& gap = result_.gaps[i];
      for (const PlaceCount& place : places[i]) {
        gap.incidents += place.incidents;
        gap.weight += place.weight;
      }
      gap.busiest = busiest_place(places[i]);
    }
  }

  void count_types() {
    std::vector<std::map<std::string, std::int64_t>> types(result_.gaps.size());
    for (std::size_t i = 0; i < input_.rows.size(); ++i) {
      const std::uint32_t place = places_.place_of(i);
      if (place == IncidentPlaces::kNoPlace || gap_of_place_[place] >= types.size()) continue;
      const std::uint32_t row = input_.rows[i];
      const std::uint16_t category = input_.incidents.category[row];
      const std::vector<float>& weight = input_.incidents.weight;
      double& heaviest = result_.gaps[gap_of_place_[place]].heaviest;
      heaviest = std::max(heaviest, weight.empty() ? 1.0 : static_cast<double>(weight[row]));
      ++types[gap_of_place_[place]][input_.incidents.categories[category].name];
    }
    for (std::size_t i = 0; i < types.size(); ++i) {
      for (const auto& [type, count] : types[i]) {  // by name: the first of equals stays
        if (count <= result_.gaps[i].main_type_incidents) continue;
        result_.gaps[i].main_type = type;
        result_.gaps[i].main_type_incidents = count;
      }
    }
  }

  /// Leaves out gaps with too few incidents and ranks the others.
  void drop_small() {
    std::vector<CoverageGap> kept;
    for (CoverageGap& gap : result_.gaps) {
      if (gap.incidents < options_.least_incidents) {
        result_.left_out_km2 += gap.area_km2;
        result_.in_left_out += gap.incidents;
        continue;
      }
      result_.gaps_km2 += gap.area_km2;
      result_.in_gaps += gap.incidents;
      kept.push_back(std::move(gap));
    }
    const auto key = [](const CoverageGap& gap) {
      const geo::Extent extent = geo::extent_of(gap.shape);
      return std::tuple(-gap.weight, -gap.incidents, -gap.area_km2, extent.min_x, extent.min_y);
    };
    std::sort(kept.begin(), kept.end(), [&](const auto& l, const auto& r) { return key(l) < key(r); });
    for (std::size_t i = 0; i < kept.size(); ++i) kept[i].rank = static_cast<int>(i) + 1;
    result_.gaps = std::move(kept);
  }

  core::Status name(const jobs::Progress& progress) {
    return for_each_in_parallel(result_.gaps.size(), progress, [&](std::size_t i) -> core::Status {
      CoverageGap& gap = result_.gaps[i];
      for (const auto& [set, names] :
           {std::pair{input_.wards, &gap.wards},
            std::pair<const borough::AreaSet*, std::vector<std::string>*>{&neighbourhoods_, &gap.neighbourhoods}}) {
        if (set == nullptr) continue;
        const auto areas = areas_under(gap.shape, *set);
        if (!areas) return areas.error();
        for (const auto& [area, ground] : *areas) names->push_back(area);
      }
      find_cameras(gap);
      return {};
    });
  }

  void find_cameras(CoverageGap& gap) const {
    const geo::Point from = gap.busiest ? gap.busiest->at : geo::centroid(gap.shape);
    for (const CameraViewResult& view : input_.views.views) {
      if (view.status == ViewStatus::left_out) continue;
      const bool known = view.status != ViewStatus::not_known;
      if (!known && geo::contains(gap.shape, view.viewpoint)) ++gap.cameras_not_known;
      const double metres = geo::distance(from, view.viewpoint);
      if (!(metres < (gap.nearest_camera ? gap.nearest_camera->metres : std::numeric_limits<double>::infinity()))) {
        continue;
      }
      const borough::Camera& camera = input_.cameras[view.camera];
      gap.nearest_camera = NearestCamera{view.camera, camera.reference, camera.name, metres, known};
    }
  }

  const CoverageGapInput& input_;
  const CoverageGapOptions& options_;
  IncidentPlaces places_;
  borough::AreaSet neighbourhoods_;
  geo::MultiPolygon own_in_view_;
  geo::MultiPolygon roofs_;  ///< disjoint; empty where roofs are kept
  std::vector<std::size_t> gap_of_place_;
  CoverageGapSet result_;
};

}  // namespace

void describe(CoverageGapOptions& options, core::ParameterVisitor& visitor) {
  visitor.enumeration({"ground", "Ground", "where gaps are looked for"}, kGroundChoices, options.ground);
  visitor.texts({"neighbourhood", "Neighbourhoods", "names or codes of targeted neighbourhoods; none: all of them"},
                core::TextKind::area_name, options.neighbourhoods);
  visitor.enumeration({"buildings", "Roofs", "whether roofs, which no view contains, are left out of the gaps"},
                      kBuildingChoices, options.buildings);
  double area = options.smallest_area.value();
  visitor.number({"smallest-area", "Smallest area (km²)", "smaller pieces are slivers and left out"}, kAreas, area);
  options.smallest_area = core::SquareKilometres(area);
  visitor.integer({"least-incidents", "Least incidents", "gaps that hold fewer are left out"}, kIncidents,
                  options.least_incidents);
  visitor.metres(
      {"tolerance", "Tolerance (m)",
       "an incident this near to a view is in view; else, on the ground looked at and this near to a gap, in it"},
      kViewTolerances, options.tolerance);
}

core::Result<CoverageGapSet> coverage_gaps(const CoverageGapInput& input, const CoverageGapOptions& options,
                                           const jobs::Progress& progress) {
  if (const core::Status good = check(options); !good) return good.error();
  if (const core::Status known = some_view_known(input); !known) return known.error();
  return Finder(input, options).run(progress);
}

}  // namespace wardscope::analysis
