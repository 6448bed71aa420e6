// SPDX-License-Identifier: GPL-3.0-or-later
#include <numeric>
#include <utility>
#include <vector>

#include "analysis/hub_access.hpp"
#include "analysis/repeat_places.hpp"
#include "verification/chapters.hpp"
#include "verification/reference_data.hpp"

namespace wardscope::verification {
namespace {

constexpr const char* kCountedByHand = "by hand";

core::Result<Statistic> places_that_repeat(const jobs::Progress& progress) {
  const ReferencePoints points = reference_points();
  borough::IncidentTable incidents;
  incidents.categories.push_back({"Theft", borough::Sensitivity::open});
  constexpr core::LocalMinute kDay = 24 * 60;
  for (std::size_t i = 0; i < points.x.size(); ++i) {
    incidents.add({points.x[i], points.y[i]}, 0, static_cast<core::LocalMinute>(points.day[i]) * kDay,
                  core::TimePrecision::day);
  }
  std::vector<std::uint32_t> rows(incidents.size());
  std::iota(rows.begin(), rows.end(), 0U);
  const auto found = analysis::repeat_places(incidents, rows, {}, progress);
  if (!found) return found.error();
  return Statistic{
      .name = "Repeat places",
      .formula = "share = Σ_(r ≤ k) x_r / Σ_r x_r,  k = ⌈s m⌉",
      .symbols =
          "x_r incidents of the place of rank r, m places with any, s the share of them; soon: an incident 30 "
          "days or less after the one before at its place",
      .literature = "Farrell & Pease 1993; Weisel 2005",
      .data = kPointsInWords,
      .unit = "incidents; places",
      .headers = {"analysis/repeat_places.hpp"},
      .checks = {{"places", "60", static_cast<double>(found->places.size()), kCountedByHand},
                 {"incidents at the first", "6", static_cast<double>(found->places.front().incidents), kCountedByHand},
                 {"places with two or more", "1", static_cast<double>(found->repeat_places), kCountedByHand},
                 {"soon after the one before", "5", static_cast<double>(found->soon), kCountedByHand},
                 {"incidents at the first tenth, 6 + 5 · 1", "11", static_cast<double>(found->incidents_at_top(0.1)),
                  kCountedByHand}}};
}

core::Result<Statistic> beyond_reach(const jobs::Progress& progress) {
  borough::AreaSet areas;
  areas.kind = borough::AreaKind::small_area;
  borough::Area area;
  area.code = "A";
  area.shape = {geo::to_polygon({-2000.0, -2000.0, 2000.0, 2000.0})};
  area.population = 1600.0;
  areas.areas.push_back(area);
  borough::Hub hub;
  hub.kind = borough::HubKind::library;
  const borough::HubRegister hubs{hub};
  const auto found = analysis::hub_access({hubs, areas}, {}, progress);
  if (!found) return found.error();
  constexpr double kPolygon = 0.05;  // residents: the circle is drawn with 256 corners
  return Statistic{
      .name = "Residents beyond reach of a hub",
      .formula = "Σ_s p_s |S_s less the circles of radius d| / |S_s|",
      .symbols =
          "p_s residents of small area s, |S_s| its ground, d = 800 m about each open hub; by ground, for where "
          "in an area people live is not known",
      .literature = "Goodchild & Lam 1980",
      .data = "a small area of 4 km by 4 km with 1,600 residents, a hub in its middle",
      .unit = "residents; share",
      .headers = {"analysis/hub_access.hpp"},
      .checks = {{"beyond: 1600 − 100 π 0.64", "1398.93807017", found->beyond, kCountedByHand, kPolygon},
                 {"share", "0.874336294", found->small_areas.front().beyond_share, kCountedByHand, 4e-5}},
      .conventions = {{"area's middle within 800 m (most tools)", 0.0, Whose::others,
                       "all or nothing: all 1,600 count as served"},
                      {"by ground", found->beyond, Whose::ours, "a lower bound: real walks are longer"}},
      .convention_question = "Residents beyond 800 m"};
}

}  // namespace

core::Result<Chapter> places_chapter(const jobs::Progress& progress) {
  Chapter chapter;
  chapter.intro = "Which places have incidents again and again, and how many residents live beyond reach of a hub.";
  for (const auto make : {places_that_repeat, beyond_reach}) {
    auto statistic = make(progress);
    if (!statistic) return statistic.error();
    chapter.statistics.push_back(std::move(statistic).value());
  }
  return chapter;
}

}  // namespace wardscope::verification
