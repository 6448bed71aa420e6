// SPDX-License-Identifier: GPL-3.0-or-later
#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <cmath>

#include "analysis/hotspots_tally.hpp"
#include "analysis/ward_profile_basis.hpp"
#include "core/civil_time.hpp"
#include "core/text.hpp"
#include "stats/rate_interval.hpp"

namespace wardscope::analysis {
namespace {

constexpr double kStrictConfidence = 0.998;  // many types are looked at: one in 500 by chance, as on a funnel plot

std::string whole(double number) { return core::fixed(number, 0); }
std::string percent(double share) { return core::fixed(share * 100.0, 1) + " %"; }

const KeyFigure* figure_named(const WardProfile& profile, std::string_view label) {
  const auto found = std::find_if(profile.key_figures.begin(), profile.key_figures.end(),
                                  [&](const KeyFigure& figure) { return figure.label == label; });
  return found == profile.key_figures.end() ? nullptr : &*found;
}

std::string total_finding(const ProfileBasis& basis, std::size_t ward, const WardProfile& profile) {
  const ProfileNumber& count = basis.incidents_of(ward);
  if (!count.value) {
    return fmt::format("The number of incidents recorded in {} in this period is hidden by disclosure control.",
                       profile.ward_name);
  }
  const std::string which = profile.counted.empty() ? "" : " (" + profile.counted + ")";
  std::string text = fmt::format("{} incident{}{} {} recorded in {} in the period {}", whole(*count.value),
                                 *count.value == 1.0 ? "" : "s", which, *count.value == 1.0 ? "was" : "were",
                                 profile.ward_name, profile.period);
  const KeyFigure* rate = figure_named(profile, "Rate");
  if (rate != nullptr && rate->number.value) {
    text += fmt::format(", {} per 1,000 residents over the period", core::fixed(*rate->number.value, 1));
    if (rate->borough) text += fmt::format(" (borough {})", core::fixed(*rate->borough, 1));
  }
  return text + ".";
}

std::string change_finding(const ProfileBasis& basis, std::size_t ward) {
  const YearChange change = ward_change(basis, ward);
  if (!change.percent) return {};
  const auto months = basis.tallies.compared_months.size();
  const std::string when =
      months == 1 ? "the same month a year before" : fmt::format("the same {} months a year before", months);
  if (change.later == change.earlier)
    return fmt::format("As many were recorded as in {}: {}.", when, whole(change.later));
  const std::string_view chance =
      change.beyond_chance ? "That is more than chance alone would make." : "A difference of this size can be chance.";
  return fmt::format("{} % {} were recorded than in {} ({} against {}{}). {}",
                     core::fixed(std::abs(*change.percent), 1), *change.percent > 0.0 ? "more" : "fewer", when,
                     whole(change.later), whole(change.earlier), basis.control.rounds() ? ", both rounded" : "",
                     chance);
}

/// "More were recorded than expected in July 2025 (90; limits 15.0 to 48.9)."
std::string months_finding(const WardProfile& profile) {
  std::string text;
  for (const AgainstLimits side : {AgainstLimits::above, AgainstLimits::below}) {
    std::string months;
    for (const MonthCount& month : profile.months) {
      if (against_limits(month, profile.month_limits) != side) continue;
      months += fmt::format("{}{} ({})", months.empty() ? "" : ", ", core::month_name(month.month_index),
                            whole(*month.count.value));
    }
    if (months.empty()) continue;
    text += fmt::format("{}{} were recorded than expected in {}.", text.empty() ? "" : " ",
                        side == AgainstLimits::above ? "More" : "Fewer", months);
  }
  if (text.empty()) return {};
  return fmt::format("{} The limits are {} to {} a month.", text, core::fixed(profile.month_limits->low, 1),
                     core::fixed(profile.month_limits->high, 1));
}

std::string limits_method(const MonthLimits& limits) {
  return fmt::format(
      "Expected range of a month: a c-chart. Centre c = {}, the mean of the {} months from {} to {}; limits "
      "c - 3 s √c (at least 0) and c + 3 s √c, with s = {}, at least 1, for counts that vary more than chance "
      "alone (Montgomery 2009, eq. 7.17; Laney 2002). About 3 months in 1,000 lie outside by chance; seasons are not "
      "allowed for.",
      core::fixed(limits.centre, 1), limits.last_month - limits.first_month + 1, core::month_name(limits.first_month),
      core::month_name(limits.last_month), core::fixed(limits.dispersion, 2));
}

std::string type_finding(const WardProfile& profile) {
  constexpr std::size_t kWorthComparing = 2;  // one type alone is all of the ward's and of the borough's
  if (profile.types.size() < kWorthComparing || !profile.types.front().count.value) return {};
  const TypeCount& first = profile.types.front();
  const bool hidden =
      std::any_of(profile.types.begin(), profile.types.end(), [](const TypeCount& t) { return t.count.suppressed; });
  std::string text = fmt::format("The most frequent type{} is {} ({}", hidden ? " that can be shown" : "", first.type,
                                 whole(*first.count.value));
  if (first.share.value) text += ", " + percent(*first.share.value);
  if (std::isfinite(first.borough_share)) text += "; borough " + percent(first.borough_share);
  return text + ").";
}

/// The type that exceeds most what the ward would have with the borough's mix.
std::string excess_finding(const ProfileBasis& basis, std::size_t ward, const WardProfile& profile) {
  const ProfileNumber& total = basis.incidents_of(ward);
  if (!total.value) return {};
  const TypeCount* most = nullptr;
  double largest = 0.0;
  for (const TypeCount& type : profile.types) {
    if (!type.count.value || *type.count.value < static_cast<double>(kLeastBase) || !std::isfinite(type.borough_share))
      continue;
    const double expected = type.borough_share * *total.value;
    const auto interval = stats::poisson_interval(static_cast<std::int64_t>(*type.count.value), kStrictConfidence);
    const double excess = *type.count.value - expected;
    if (interval.low <= expected || excess <= largest) continue;
    largest = excess;
    most = &type;
  }
  if (most == nullptr) return {};
  return fmt::format("{} is recorded more than expected: {}, where the borough's mix of types would give {}.",
                     most->type, whole(*most->count.value), whole(most->borough_share * *total.value));
}

constexpr std::int64_t kHidden = -1;

/// The incidents of the four hours from `first` on, any weekday; kHidden where one of their cells is.
std::int64_t shown_in_window(const WardProfile& profile, std::size_t first) {
  double sum = 0.0;
  for (const auto& day : profile.hours) {
    for (std::size_t i = 0; i < kPeakWindowHours; ++i) {
      const ProfileNumber& cell = day[(first + i) % day.size()];
      if (!cell.value) return kHidden;
      sum += *cell.value;
    }
  }
  return std::llround(sum);
}

std::string hours_finding(const ProfileBasis& basis, std::size_t ward, const WardProfile& profile) {
  if (!profile.has_hours) return {};
  std::array<std::int64_t, 24> by_hour{};
  for (const auto& day : basis.tallies.wards[ward].by_hour) {
    for (std::size_t hour = 0; hour < 24; ++hour) by_hour[hour] += day[hour];
  }
  const auto first = first_peak_hour(by_hour);
  if (!first) return {};
  // Of rounded cells the sum is no count.
  const std::int64_t in_window = basis.control.rounds() ? kHidden : shown_in_window(profile, *first);
  const std::string all = core::with_thousands(profile.with_hours);
  if (in_window == kHidden) {
    return fmt::format("Of the {} incidents whose hour is known, no four hours in a row hold more than {}.", all,
                       peak_hours(by_hour));
  }
  const double percent = 100.0 * static_cast<double>(in_window) / static_cast<double>(profile.with_hours);
  return fmt::format(
      "Of the {} incidents whose hour is known, {} ({} %) were recorded from {}; no other four hours in a "
      "row hold more.",
      all, core::with_thousands(in_window), core::fixed(percent, 0), peak_hours(by_hour));
}

/// "about High Street": the street with most incidents of those that lie mainly in the hotspot of this rank. Where no
/// street does, "with parking areas in it".
std::string about_place(const ProfileBasis& basis, std::size_t ward, int rank) {
  if (basis.streets.empty()) return {};
  const borough::PlaceKind* first_kind = nullptr;
  for (const StreetTally& place : basis.streets[ward]) {
    if (basis.control.is_small(place.incidents, basis.mixture)) break;
    if (!place.hotspot) continue;
    if (basis.input.hotspots->hotspots[static_cast<std::size_t>(*place.hotspot)].rank != rank) continue;
    const borough::PlaceKind* kind = basis.kind_of(place);
    if (kind == nullptr) return ", about " + place.name;
    if (first_kind == nullptr) first_kind = kind;
  }
  return first_kind == nullptr ? "" : fmt::format(", with {} in it", first_kind->several);
}

/// The place with most incidents of the ward. A kind of place is said to be one, and the first street stands beside it.
std::string most_recorded_place(const ProfileBasis& basis, std::size_t ward, const WardProfile& profile) {
  const auto first = std::find_if(profile.hotspot_places.begin(), profile.hotspot_places.end(),
                                  [](const ProfilePlace& one) { return one.count.value.has_value(); });
  if (first == profile.hotspot_places.end()) return {};
  const borough::PlaceKind* kind = basis.streets.empty() ? nullptr : basis.kind_of(basis.streets[ward].front());
  if (kind == nullptr) {
    return fmt::format("The place with most recorded incidents is {} ({}).", first->name, whole(*first->count.value));
  }
  const auto& places = basis.streets[ward];
  const std::string most = whole(*first->count.value);
  std::string text =
      places.front().points > 1
          ? fmt::format(
                "By the source's names most were recorded on or near {} ({}): a kind of place at {} map "
                "points, not one street.",
                kind->several, most, places.front().points)
          : fmt::format("By the source's names most were recorded on or near a {} ({}).", kind->one, most);
  const auto street = std::find_if(places.begin(), places.end(),
                                   [&](const StreetTally& place) { return basis.kind_of(place) == nullptr; });
  if (street == places.end()) return text;
  const ProfileNumber count = basis.control.count(street->incidents, basis.mixture);
  if (count.value) text += fmt::format(" The street with most is {} ({}).", street->name, whole(*count.value));
  return text;
}

std::string place_finding(const ProfileBasis& basis, std::size_t ward, const WardProfile& profile) {
  std::string text;
  if (!profile.hotspots.empty()) {
    const int rank = profile.hotspots.front().rank;
    const std::string about = about_place(basis, ward, rank);
    text = profile.hotspots.size() == 1
               ? fmt::format("One hotspot touches the ward: number {} of the borough{}.", rank, about)
               : fmt::format("{} hotspots touch the ward; the foremost is number {} of the borough{}.",
                             profile.hotspots.size(), rank, about);
  }
  const std::string place = most_recorded_place(basis, ward, profile);
  return text + (text.empty() || place.empty() ? "" : " ") + place;
}

/// Where the source moved its points, a share in view is a span.
std::string moved_point_words(const ProfileBasis& basis, std::size_t ward) {
  const Coverage* coverage = basis.input.coverage;
  if (coverage == nullptr || ward >= coverage->wards.size() || !(coverage->moved_by.value() > 0.0)) return {};
  const AreaCoverage& here = coverage->wards[ward];
  const ProfileNumber perhaps = basis.control.share(here.perhaps_in_view, here.incidents, basis.mixture);
  if (!perhaps.value) return {};
  return fmt::format(
      " Their source moved them to shared points: {} are in view or within {} m of a view, and the points tell no more "
      "than that span.",
      percent(*perhaps.value), whole(coverage->moved_by.value()));
}

std::string camera_finding(const ProfileBasis& basis, std::size_t ward, const WardProfile& profile) {
  const KeyFigure* figure = figure_named(profile, "Incidents in view of a camera");
  if (figure == nullptr || !figure->number.value) return {};
  std::string text = fmt::format("{} % of the incidents were recorded on ground in view of a camera",
                                 core::fixed(*figure->number.value, 1));
  if (figure->borough) text += fmt::format(" (borough {} %)", core::fixed(*figure->borough, 1));
  if (!profile.view_condition.empty()) text += ", " + profile.view_condition;
  text += "; in view means that a camera could have seen the place, not that it recorded anything.";
  text += moved_point_words(basis, ward);
  const auto blind = std::count_if(profile.cameras.begin(), profile.cameras.end(),
                                   [](const ProfileCamera& camera) { return !camera.visible_m2; });
  if (blind == 0) return text;
  return text + fmt::format(
                    " {} of the ward's {} cameras count as seeing nothing: their view is not known, or they are "
                    "out of service.",
                    blind, profile.cameras.size());
}

std::string hub_finding(const ProfileBasis& basis, const WardProfile& profile) {
  if (basis.input.access == nullptr || !profile.people_beyond_reach.value) return {};
  const std::string reach = whole(basis.input.hub_reach.value());
  if (*profile.people_beyond_reach.value == 0.0)
    return fmt::format("No residents live more than {} m from an open hub.", reach);
  return fmt::format("About {} residents live more than {} m from an open hub.",
                     whole(*profile.people_beyond_reach.value), reach);
}

void add_suppressed(const ProfileBasis& basis, WardProfile& profile) {
  const auto hidden_types =
      std::count_if(profile.types.begin(), profile.types.end(), [](const TypeCount& t) { return t.count.suppressed; });
  const auto hidden_months = std::count_if(profile.months.begin(), profile.months.end(),
                                           [](const MonthCount& m) { return m.count.suppressed; });
  std::int64_t hidden_hours = 0;
  for (const auto& day : profile.hours) {
    hidden_hours += std::count_if(day.begin(), day.end(), [](const ProfileNumber& n) { return n.suppressed; });
  }
  if (hidden_types != 0)
    profile.suppressed.push_back(
        fmt::format("Counts of {} of {} types are hidden.", hidden_types, profile.types.size()));
  if (hidden_months != 0)
    profile.suppressed.push_back(
        fmt::format("Counts of {} of {} months are hidden.", hidden_months, profile.months.size()));
  const auto hidden_parts = std::count_if(profile.month_parts.begin(), profile.month_parts.end(),
                                          [](const MonthParts& parts) { return parts.rest.suppressed; });
  if (hidden_parts != 0)
    profile.suppressed.push_back(fmt::format("Both parts of {} of {} months are hidden: anti-social behaviour and {}.",
                                             hidden_parts, profile.months.size(),
                                             core::lower_ascii(profile.rest_name)));
  if (hidden_hours != 0)
    profile.suppressed.push_back(fmt::format("Counts of {} of 168 hours of the week are hidden.", hidden_hours));
  if (profile.share_in_view.suppressed)
    profile.suppressed.emplace_back("The share in view is hidden: it, or the rest, is a small count.");
  if (!profile.suppressed.empty()) profile.suppressed.push_back(basis.control.sentence());
}

}  // namespace

void add_findings(const ProfileBasis& basis, std::size_t ward, WardProfile& profile) {
  for (std::string& finding : std::array{
           total_finding(basis, ward, profile), change_finding(basis, ward), months_finding(profile),
           type_finding(profile), excess_finding(basis, ward, profile), hours_finding(basis, ward, profile),
           place_finding(basis, ward, profile), camera_finding(basis, ward, profile), hub_finding(basis, profile)}) {
    if (!finding.empty()) profile.findings.push_back(std::move(finding));
  }
}

void add_methods(const ProfileBasis& basis, std::size_t ward, WardProfile& profile) {
  auto& methods = profile.methods;
  borough::IncidentFilter without_period = basis.input.filter;
  without_period.from.clear();
  without_period.to.clear();
  methods.push_back(
      fmt::format("Incidents: {}; {}. An incident belongs to the ward that its recorded point lies in; the point "
                  "may be moved to the middle of a street by the source.",
                  borough::describe_in_words(without_period), basis.period));
  if (basis.populations[ward].residents) {
    methods.push_back(fmt::format(
        "Rates are per 1,000 residents over the whole period, not a year; residents {}; intervals are exact Poisson "
        "limits (Garwood 1936).",
        basis.populations[ward].source));
  }
  if (!basis.tallies.compared_months.empty()) {
    methods.push_back(fmt::format(
        "Change: the same months a year before, up to the last twelve with records in both years; a percentage "
        "only from {} incidents on; beyond chance where the difference exceeds 1.96 times the root of the sum.",
        kLeastBase));
  }
  if (profile.month_limits) methods.push_back(limits_method(*profile.month_limits));
  methods.emplace_back(
      "A type more than expected: the exact 99.8 % Poisson interval of the count lies above the borough's share of the "
      "type times the ward's incidents.");
  if (!basis.streets.empty()) {
    methods.push_back(
        basis.places_by_source
            ? std::string("Places are the names that the source gives the map points to which it moves its incidents; "
                          "one name may stand for several map points.")
            : fmt::format("Places are the nearest named street within {} m.", whole(kStreetReach.value())));
  }
  methods.insert(methods.end(), basis.input.methods.begin(), basis.input.methods.end());
  methods.push_back(basis.control.sentence());
  if (basis.control.rounds()) {
    methods.emplace_back(
        "Rates, shares and changes are computed from the rounded counts, so that they tell no more than these do; "
        "they differ a little from those of exact counts.");
  }
  auto& assumptions = profile.assumptions;
  assumptions = camera_assumptions(basis, ward);
  if (basis.tallies.time_not_exact > 0) {
    assumptions.push_back(
        fmt::format("{} incidents of the borough are left out: the filter asks for a day, weekday or hour that their "
                    "records do not have.",
                    core::with_thousands(basis.tallies.time_not_exact)));
  }
  if (profile.has_hours && profile.with_hours < profile.incidents) {
    assumptions.push_back(fmt::format("Hours are those of the {} incidents whose time is recorded to the minute.",
                                      core::with_thousands(profile.with_hours)));
  }
  if (profile.has_hours && !basis.incidents.until.empty()) {
    assumptions.emplace_back(
        "Incidents known to have happened between two times count at the hour when that range begins.");
  }
  add_suppressed(basis, profile);
}

}  // namespace wardscope::analysis
