// SPDX-License-Identifier: GPL-3.0-or-later
#include <fmt/format.h>

#include <cmath>

#include "analysis/ward_profile_basis.hpp"
#include "core/text.hpp"
#include "stats/rate_interval.hpp"

namespace wardscope::analysis {
namespace {

constexpr double kPerResidents = 1000.0;
constexpr double kChanceLimit = 1.96;  // standard normal, two-sided 5 %

ProfileNumber percent(const ProfileNumber& share) {
  ProfileNumber number = share;
  if (number.value) *number.value *= 100.0;
  return number;
}

std::optional<double> shown_incidents(const ProfileBasis& basis, std::size_t ward) {
  return basis.incidents_of(ward).value;
}

/// Incidents per 1,000 residents, where both are known and shown.
std::optional<double> shown_rate(const ProfileBasis& basis, std::size_t ward) {
  const auto incidents = shown_incidents(basis, ward);
  const auto& residents = basis.populations[ward].residents;
  if (!incidents || !residents || *residents <= 0.0) return std::nullopt;
  return *incidents / *residents * kPerResidents;
}

std::string rank_in_words(const ProfileBasis& basis, std::size_t ward,
                          std::optional<double> (*value_of)(const ProfileBasis&, std::size_t)) {
  std::vector<std::optional<double>> values;
  for (std::size_t w = 0; w < basis.wards.areas.size(); ++w) values.push_back(value_of(basis, w));
  if (!values[ward]) return {};
  return fmt::format("rank {} of {} wards", rank_of(values, ward), values.size());
}

KeyFigure recorded(const ProfileBasis& basis, std::size_t ward) {
  return {"Recorded incidents",   basis.incidents_of(ward), "", 0, rank_in_words(basis, ward, &shown_incidents),
          basis.types.total.value};
}

KeyFigure rate(const ProfileBasis& basis, std::size_t ward) {
  KeyFigure figure{"Rate", {}, "per 1,000 residents", 1, "residents not known", std::nullopt};
  const auto& residents = basis.populations[ward].residents;
  if (!residents || *residents <= 0.0) return figure;
  const ProfileNumber& count = basis.incidents_of(ward);
  figure.number.suppressed = count.suppressed;
  figure.detail.clear();
  if (count.value) {
    const stats::Rate rate =
        stats::poisson_rate({static_cast<std::int64_t>(*count.value), *residents, kPerResidents, 0.95});
    figure.number.value = rate.value;
    const std::size_t months = basis.tallies.months.size();
    const std::string span = months == 0 ? "" : months == 1 ? "in 1 month; " : fmt::format("in {} months; ", months);
    figure.detail = fmt::format("{}{} to {} (95 % interval), {}", span, core::fixed(rate.interval.low, 1),
                                core::fixed(rate.interval.high, 1), rank_in_words(basis, ward, &shown_rate));
  }
  const auto all = basis.borough_population();
  if (all && *all > 0.0 && basis.types.total.value) figure.borough = *basis.types.total.value / *all * kPerResidents;
  return figure;
}

KeyFigure borough_share(const ProfileBasis& basis, std::size_t ward) {
  KeyFigure figure{"Share of the borough's incidents", {}, "%", 1, "", std::nullopt};
  const ProfileNumber& count = basis.incidents_of(ward);
  figure.number.suppressed = count.suppressed || basis.types.total.suppressed;
  if (count.value && basis.types.total.value && *basis.types.total.value > 0.0) {
    figure.number.value = *count.value / *basis.types.total.value * 100.0;
  }
  const auto& residents = basis.populations[ward].residents;
  const auto all = basis.borough_population();
  if (residents && all && *all > 0.0)
    figure.detail = fmt::format("{} % of its residents", core::fixed(*residents / *all * 100.0, 1));
  return figure;
}

KeyFigure change(const ProfileBasis& basis, std::size_t ward) {
  KeyFigure figure{"Change on the same months a year before", {}, "%", 1, "", std::nullopt, true};
  if (basis.tallies.compared_months.empty()) {
    figure.detail = "no records of the same months a year before";
    return figure;
  }
  const YearChange change = ward_change(basis, ward);
  figure.number.value = change.percent;
  figure.borough = year_change(basis, basis.tallies.borough).percent;
  if (!change.percent) {
    figure.detail = fmt::format("fewer than {} incidents in one of the years, or hidden: no percentage", kLeastBase);
    return figure;
  }
  figure.detail =
      fmt::format("{} against {}{} in {} month{}; {}", core::fixed(change.later, 0), core::fixed(change.earlier, 0),
                  basis.control.rounds() ? " (rounded counts)" : "", basis.tallies.compared_months.size(),
                  basis.tallies.compared_months.size() == 1 ? "" : "s",
                  change.beyond_chance ? "more than chance alone" : "no more than chance alone could make");
  return figure;
}

KeyFigure in_view(const ProfileBasis& basis, std::size_t ward, const WardProfile& profile) {
  KeyFigure figure{"Incidents in view of a camera", percent(profile.share_in_view), "%", 1, "", std::nullopt};
  if (!basis.any_view()) {
    figure.detail = "no camera has a known view";
    return figure;
  }
  const WardTally& borough = basis.tallies.borough;
  figure.borough = percent(basis.control.share(borough.in_view, borough.incidents, basis.mixture)).value;
  const double ground = geo::area(basis.wards.areas[ward].shape);
  if (ground > 0.0) {
    figure.detail = fmt::format("{} % of the ward's ground is in view",
                                core::fixed(geo::area(profile.in_view) / ground * 100.0, 1));
  }
  if (profile.assumed_views > 0) {  // a card has room for no more; findings and caption say what is assumed
    figure.detail += fmt::format("{}if {} assumed view{}", figure.detail.empty() ? "" : ", ", profile.assumed_views,
                                 profile.assumed_views == 1 ? " holds" : "s hold");
  }
  return figure;
}

KeyFigure cameras(const WardProfile& profile) {
  KeyFigure figure{"Cameras in the ward", {static_cast<double>(profile.cameras.size()), false}, "", 0, "",
                   std::nullopt};
  std::size_t known = 0;
  std::size_t assumed = 0;
  for (const ProfileCamera& camera : profile.cameras) {
    if (camera.visible_m2) ++(camera.assumed ? assumed : known);
  }
  figure.detail = fmt::format("{} with a known view", known);
  if (assumed > 0) figure.detail += fmt::format(", {} with an assumed one", assumed);
  return figure;
}

KeyFigure in_hotspots(const ProfileBasis& basis, std::size_t ward) {
  const WardTally& tally = basis.tallies.wards[ward];
  const WardTally& borough = basis.tallies.borough;
  ProfileNumber share = basis.control.share(tally.in_hotspots, tally.incidents, basis.mixture);
  if (basis.incidents_of(ward).suppressed) share = {std::nullopt, true};
  return {"Incidents in hotspots",
          percent(share),
          "%",
          1,
          "",
          percent(basis.control.share(borough.in_hotspots, borough.incidents, basis.mixture)).value};
}

KeyFigure residents(const ProfileBasis& basis, std::size_t ward) {
  const AreaPopulation& population = basis.populations[ward];
  KeyFigure figure{"Residents", {}, "", 0, population.source, basis.borough_population()};
  if (population.residents) figure.number.value = std::round(*population.residents);
  if (!population.residents) figure.detail = "not known: neither the wards nor small areas have a population";
  return figure;
}

KeyFigure beyond_hubs(const ProfileBasis& basis, const WardProfile& profile) {
  KeyFigure figure{fmt::format("Residents beyond {} m of an open hub", core::fixed(basis.input.hub_reach.value(), 0)),
                   profile.people_beyond_reach,
                   "",
                   0,
                   "straight line, estimated from small areas",
                   std::nullopt};
  figure.borough = std::round(basis.input.access->beyond);
  return figure;
}

}  // namespace

YearChange year_change(const ProfileBasis& basis, const WardTally& tally) {
  YearChange change;
  const ProfileNumber later = basis.control.count(tally.later, basis.mixture);
  const ProfileNumber earlier = basis.control.count(tally.earlier, basis.mixture);
  if (!later.value || !earlier.value || tally.earlier < kLeastBase) return change;
  change.later = *later.value;
  change.earlier = *earlier.value;
  change.percent = (change.later / change.earlier - 1.0) * 100.0;
  change.beyond_chance =
      std::abs(change.later - change.earlier) > kChanceLimit * std::sqrt(change.later + change.earlier);
  return change;
}

YearChange ward_change(const ProfileBasis& basis, std::size_t ward) {
  const std::size_t months = basis.tallies.months.size();
  const bool all_compared = basis.tallies.compared_months.size() == months;
  for (std::size_t m = 0; m < months && !all_compared; ++m) {
    if (basis.months.at(ward, m).suppressed) return {};
  }
  return year_change(basis, basis.tallies.wards[ward]);
}

void add_key_figures(const ProfileBasis& basis, std::size_t ward, WardProfile& profile) {
  profile.key_figures.push_back(recorded(basis, ward));
  profile.key_figures.push_back(rate(basis, ward));
  profile.key_figures.push_back(borough_share(basis, ward));
  profile.key_figures.push_back(change(basis, ward));
  if (basis.input.hotspots != nullptr) profile.key_figures.push_back(in_hotspots(basis, ward));
  if (basis.input.coverage != nullptr) profile.key_figures.push_back(in_view(basis, ward, profile));
  if (profile.has_cameras) profile.key_figures.push_back(cameras(profile));
  profile.key_figures.push_back(residents(basis, ward));
  if (basis.input.access != nullptr) profile.key_figures.push_back(beyond_hubs(basis, profile));
}

}  // namespace wardscope::analysis
