// SPDX-License-Identifier: GPL-3.0-or-later
#include "analysis/hub_access.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <cmath>
#include <limits>

#include "analysis/coverage_ground.hpp"
#include "core/near_names.hpp"
#include "core/text.hpp"
#include "geo/polygon_operations.hpp"

namespace wardscope::analysis {
namespace {

constexpr core::NumberRange kReaches{10.0, 50'000.0};  // m
constexpr int kCircleSides = 256;
constexpr double kNobody = 0.5;  // fewer people are rounding, not somebody beyond reach

constexpr std::array kKinds{borough::HubKind::library, borough::HubKind::community_centre,
                            borough::HubKind::childrens_centre, borough::HubKind::reporting_centre,
                            borough::HubKind::other};

core::Result<std::vector<borough::HubKind>> kinds_of(const HubAccessOptions& options) {
  std::vector<borough::HubKind> kinds;
  for (const std::string& text : options.kinds) {
    const borough::HubKind kind = borough::hub_kind_from(text);
    const bool is_other = core::lower_ascii(core::trimmed(text)) == borough::to_word(borough::HubKind::other);
    if (kind == borough::HubKind::other && !is_other) {
      std::vector<std::string> known;
      known.reserve(kKinds.size());
      for (const borough::HubKind k : kKinds) known.emplace_back(borough::to_word(k));
      return core::invalid_argument(core::no_such_name({"kind of hub", "kinds", ""}, text, known));
    }
    kinds.push_back(kind);
  }
  return kinds;
}

/// Residents, where the set says a number that can be one.
std::optional<double> residents(const borough::Area& area) {
  const bool usable = area.population && std::isfinite(*area.population) && *area.population >= 0.0;
  return usable ? area.population : std::nullopt;
}

/// A small area with its ground, told apart by reach.
struct ReachedGround {
  double square_metres = 0.0;
  geo::MultiPolygon within;
  geo::MultiPolygon beyond;
};

class Access {
 public:
  Access(const HubAccessInput& input, const HubAccessOptions& options) : input_(input), options_(options) {}

  core::Result<HubAccess> run(const jobs::Progress& progress) {
    const auto kinds = kinds_of(options_);
    if (!kinds) return kinds.error();
    choose_hubs(*kinds);
    if (result_.hubs.empty()) return no_hub(*kinds);
    if (const auto done = draw_reach(progress.part(0.0, 0.2, "Drawing the reach")); !done) return done.error();
    if (const auto done = serve_small_areas(progress.part(0.2, 0.6, "Looking at small areas")); !done) {
      return done.error();
    }
    auto wards = serve(input_.wards, progress.part(0.6, 0.75, "Counting by ward"));
    if (!wards) return wards.error();
    result_.wards = *std::move(wards);
    auto neighbourhoods = serve(input_.neighbourhoods, progress.part(0.75, 0.85, "Counting by neighbourhood"));
    if (!neighbourhoods) return neighbourhoods.error();
    result_.neighbourhoods = *std::move(neighbourhoods);
    if (const auto done = unite_ground(progress.part(0.85, 1.0, "Uniting the ground")); !done) return done.error();
    return std::move(result_);
  }

 private:
  void choose_hubs(const std::vector<borough::HubKind>& kinds) {
    for (std::size_t row = 0; row < input_.hubs.size(); ++row) {
      const borough::Hub& hub = input_.hubs[row];
      const bool wanted = kinds.empty() || std::find(kinds.begin(), kinds.end(), hub.kind) != kinds.end();
      const bool placed = std::isfinite(hub.position.x) && std::isfinite(hub.position.y);
      if (hub.open && wanted && placed) result_.hubs.push_back(row);
    }
  }

  /// What is asked for, and what there is instead.
  [[nodiscard]] core::Error no_hub(const std::vector<borough::HubKind>& kinds) const {
    std::string asked;
    for (const borough::HubKind kind : kinds) asked.append(asked.empty() ? "" : " or ").append(borough::to_word(kind));
    std::string there;
    for (const borough::HubKind kind : kKinds) {
      const auto count = std::count_if(input_.hubs.begin(), input_.hubs.end(),
                                       [kind](const borough::Hub& hub) { return hub.open && hub.kind == kind; });
      if (count > 0) there += fmt::format("{}{} ({})", there.empty() ? "" : ", ", borough::to_word(kind), count);
    }
    if (there.empty())
      return core::not_found("there are no open hubs; import some, or check which are marked as closed");
    if (asked.empty()) return core::not_found("no open hub has a place; check the register's coordinates");
    return core::not_found(fmt::format("no open hub with a place is of kind {}; the open ones are: {}", asked, there));
  }

  core::Status draw_reach(const jobs::Progress& progress) {
    std::vector<geo::MultiPolygon> discs;
    for (const std::size_t row : result_.hubs) {
      discs.push_back({geo::disc(input_.hubs[row].position, options_.reach.value(), kCircleSides)});
    }
    auto reach = geo::union_of(discs, progress);
    if (!reach) return reach.error();
    reach_ = *std::move(reach);
    return {};
  }

  core::Status serve_small_areas(const jobs::Progress& progress) {
    const auto& areas = input_.small_areas.areas;
    grounds_.resize(areas.size());
    result_.small_areas.resize(areas.size());
    core::Status done = for_each_in_parallel(areas.size(), progress, [&](std::size_t i) -> core::Status {
      return serve_small_area(areas[i], grounds_[i], result_.small_areas[i]);
    });
    if (!done) return done;
    for (std::size_t i = 0; i < areas.size(); ++i) {
      const AreaAccess& row = result_.small_areas[i];
      result_.people += row.people;
      result_.beyond += row.beyond;
      if (!row.population_known) ++result_.without_population;
      if (row.beyond >= kNobody) result_.underserved.push_back(i);
    }
    std::sort(result_.underserved.begin(), result_.underserved.end(), [&](std::size_t l, std::size_t r) {
      const AreaAccess& a = result_.small_areas[l];
      const AreaAccess& b = result_.small_areas[r];
      return a.beyond != b.beyond ? a.beyond > b.beyond : a.code < b.code;
    });
    return {};
  }

  core::Status serve_small_area(const borough::Area& area, ReachedGround& ground, AreaAccess& row) const {
    row.code = area.code;
    row.name = area.name;
    row.population_known = residents(area).has_value();
    ground.square_metres = geo::area(area.shape);
    if (ground.square_metres <= 0.0) return {};
    const geo::MultiPolygon reach = parts_near(reach_, geo::extent_of(area.shape));
    auto within = geo::intersection(area.shape, reach);
    if (!within) return within.error().within(area.name);
    auto beyond = geo::difference(area.shape, reach);
    if (!beyond) return beyond.error().within(area.name);
    ground.within = *std::move(within);
    ground.beyond = *std::move(beyond);
    row.people = residents(area).value_or(0.0);
    row.beyond = row.people * std::min(1.0, geo::area(ground.beyond) / ground.square_metres);
    finish(row, geo::centroid(area.shape));
    return {};
  }

  void finish(AreaAccess& row, geo::Point centre) const {
    row.beyond_share = row.people > 0.0 ? row.beyond / row.people : 0.0;
    double nearest = std::numeric_limits<double>::infinity();
    for (const std::size_t hub : result_.hubs) {
      const double metres = geo::distance(centre, input_.hubs[hub].position);
      if (metres >= nearest) continue;
      nearest = metres;
      row.nearest_hub = hub;
      row.metres_to_nearest = metres;
    }
  }

  core::Result<std::vector<AreaAccess>> serve(const borough::AreaSet* set, const jobs::Progress& progress) const {
    std::vector<AreaAccess> rows(set != nullptr ? set->areas.size() : 0);
    const core::Status done = for_each_in_parallel(
        rows.size(), progress, [&](std::size_t i) -> core::Status { return serve_area(set->areas[i], rows[i]); });
    if (!done) return done.error();
    return rows;
  }

  /// People of the parts of small areas that lie in the area.
  core::Status serve_area(const borough::Area& area, AreaAccess& row) const {
    row.code = area.code;
    row.name = area.name;
    geo::Point centre_sum;
    const geo::Extent extent = geo::extent_of(area.shape);
    for (std::size_t i = 0; i < grounds_.size(); ++i) {
      const borough::Area& small = input_.small_areas.areas[i];
      const double people = residents(small).value_or(0.0);
      if (people <= 0.0 || !geo::extent_of(small.shape).intersects(extent)) continue;
      const auto part = geo::intersection(small.shape, area.shape);
      if (!part) return part.error().within(area.name);
      if (geo::area(*part) <= 0.0) continue;
      const auto beyond = geo::intersection(grounds_[i].beyond, area.shape);
      if (!beyond) return beyond.error().within(area.name);
      const double here = people * geo::area(*part) / grounds_[i].square_metres;
      row.people += here;
      row.beyond += people * geo::area(*beyond) / grounds_[i].square_metres;
      centre_sum = centre_sum + (geo::centroid(*part) - extent.centre()) * here;
    }
    row.beyond = std::min(row.beyond, row.people);
    const bool inhabited = row.people > 0.0;
    if (!inhabited && geo::area(area.shape) <= 0.0) return {};
    finish(row, inhabited ? extent.centre() + centre_sum * (1.0 / row.people) : geo::centroid(area.shape));
    return {};
  }

  core::Status unite_ground(const jobs::Progress& progress) {
    std::vector<geo::MultiPolygon> within;
    std::vector<geo::MultiPolygon> beyond;
    for (ReachedGround& ground : grounds_) {
      within.push_back(std::move(ground.within));
      beyond.push_back(std::move(ground.beyond));
    }
    auto within_reach = geo::union_of(within, progress.part(0.0, 0.5));
    if (!within_reach) return within_reach.error();
    auto beyond_reach = geo::union_of(beyond, progress.part(0.5, 1.0));
    if (!beyond_reach) return beyond_reach.error();
    result_.within_reach = *std::move(within_reach);
    result_.beyond_reach = *std::move(beyond_reach);
    return {};
  }

  const HubAccessInput& input_;
  const HubAccessOptions& options_;
  geo::MultiPolygon reach_;
  std::vector<ReachedGround> grounds_;
  HubAccess result_;
};

}  // namespace

void describe(HubAccessOptions& options, core::ParameterVisitor& visitor) {
  visitor.metres({"reach", "Reach (m)", "straight line from a hub; 800 m is about ten minutes' walk"}, kReaches,
                 options.reach);
  visitor.texts(
      {"kind", "Kinds of hub", "library, community-centre, childrens-centre, reporting-centre, other; none: any"},
      core::TextKind::plain, options.kinds);
}

core::Result<HubAccess> hub_access(const HubAccessInput& input, const HubAccessOptions& options,
                                   const jobs::Progress& progress) {
  const double reach = options.reach.value();
  if (!(reach >= kReaches.least && reach <= kReaches.most)) {
    return core::invalid_argument(
        fmt::format("reach is {} m, but must lie between {} and {} m", reach, kReaches.least, kReaches.most));
  }
  const auto& areas = input.small_areas.areas;
  if (std::none_of(areas.begin(), areas.end(), [](const borough::Area& area) { return residents(area).has_value(); })) {
    return core::invalid_argument("no small area has a population: import small areas (LSOAs) with their residents");
  }
  if (progress.stopped()) return core::cancelled();
  return Access(input, options).run(progress);
}

}  // namespace wardscope::analysis
