// SPDX-License-Identifier: GPL-3.0-or-later
#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <limits>
#include <string_view>

#include "analysis/ward_profile_basis.hpp"
#include "core/text.hpp"
#include "geo/polygon_operations.hpp"

namespace wardscope::analysis {
namespace {

constexpr std::size_t kMostPlaces = 8;
constexpr std::size_t kMostHubs = 12;
constexpr std::size_t kMostClauses = 3;
constexpr std::size_t kHoursInAWeek = 7 * 24;
constexpr double kTouchingGround = 1.0;  // m2; less in common is a slip of the pen

double share_or_unknown(const ProfileNumber& part, const ProfileNumber& whole) {
  if (!part.value || !whole.value || *whole.value <= 0.0) return std::numeric_limits<double>::quiet_NaN();
  return *part.value / *whole.value;
}

void add_types(const ProfileBasis& basis, std::size_t ward, WardProfile& profile) {
  const ProfileNumber& total = basis.incidents_of(ward);
  for (std::size_t c = 0; c < basis.incidents.categories.size(); ++c) {
    if (basis.tallies.borough.by_category[c] == 0) continue;
    const ProfileNumber& count = basis.types.at(ward, c);
    if (count.value == 0.0) continue;
    TypeCount type{basis.incidents.categories[c].name, count, {}, 0.0};
    type.share.suppressed = count.suppressed || total.suppressed;
    if (count.value && total.value && *total.value > 0.0) type.share.value = *count.value / *total.value;
    type.borough_share = share_or_unknown(basis.types.column_totals[c], basis.types.total);
    profile.types.push_back(std::move(type));
  }
  // Hidden counts come last and by name: their order must not tell their size.
  std::sort(profile.types.begin(), profile.types.end(), [](const TypeCount& a, const TypeCount& b) {
    const double x = a.count.value.value_or(-1.0);
    const double y = b.count.value.value_or(-1.0);
    return x != y ? x > y : a.type < b.type;
  });
}

void add_months(const ProfileBasis& basis, std::size_t ward, WardProfile& profile) {
  const auto wards = static_cast<double>(basis.wards.areas.size());
  for (std::size_t m = 0; m < basis.tallies.months.size(); ++m) {
    MonthCount month{basis.tallies.months[m], basis.months.at(ward, m), std::numeric_limits<double>::quiet_NaN()};
    if (basis.months.column_totals[m].value) month.borough_mean = *basis.months.column_totals[m].value / wards;
    profile.months.push_back(month);
  }
  profile.month_limits = month_limits(profile.months);
}

void add_hours(const ProfileBasis& basis, std::size_t ward, WardProfile& profile) {
  const WardTally& tally = basis.tallies.wards[ward];
  const ProfileNumber known = basis.control.count(tally.with_hours, basis.mixture);
  if (tally.with_hours == 0 || known.suppressed || basis.incidents_of(ward).suppressed)
    return;  // their sum is the ward's count
  CountTable table{1, kHoursInAWeek, {}, Totals::rows, {}, basis.mixture};
  table.column_sensitivity.assign(kHoursInAWeek, basis.mixture);
  for (const auto& day : tally.by_hour) table.cells.insert(table.cells.end(), day.begin(), day.end());
  const ProtectedTable shown = basis.control.protect(table);
  for (std::size_t i = 0; i < kHoursInAWeek; ++i) profile.hours[i / 24][i % 24] = shown.cells[i];
  profile.has_hours = true;
  profile.with_hours = static_cast<std::int64_t>(*known.value);
}

/// "mostly anti-social behaviour", where one type makes up half of an openly countable number.
std::string main_type(const ProfileBasis& basis, const StreetTally& street) {
  const auto [category, count] = street.types.front();
  const borough::IncidentCategory& type = basis.incidents.categories[category];
  if (basis.control.is_small(count, sensitivity_of(type)) || 2 * count < street.incidents) return {};
  if (basis.control.is_small(street.incidents - count)) return {};  // the others could be counted
  return "mostly " + core::lower_ascii(type.name.substr(0, 1)) + type.name.substr(1);
}

std::string with_capital(std::string_view words) {
  std::string text(words);
  const bool small = !text.empty() && text.front() >= 'a' && text.front() <= 'z';
  if (small) text.front() = static_cast<char>(text.front() - 'a' + 'A');
  return text;
}

/// Of a place in the ward: hidden with the ward's own count, which is that at least.
ProfileNumber count_of_part(const ProfileBasis& basis, std::size_t ward, std::int64_t incidents) {
  if (basis.incidents_of(ward).suppressed) return {std::nullopt, true};
  return basis.control.count(incidents, basis.mixture);
}

void add_streets(const ProfileBasis& basis, std::size_t ward, WardProfile& profile) {
  for (const StreetTally& street : basis.streets[ward]) {
    if (profile.hotspot_places.size() == kMostPlaces || basis.control.is_small(street.incidents, basis.mixture)) break;
    std::string detail = main_type(basis, street);
    const auto add = [&detail](const std::string& clause) { detail += (detail.empty() ? "" : "; ") + clause; };
    const borough::PlaceKind* kind = basis.kind_of(street);
    if (kind != nullptr) add("a kind of place, not one street");
    if (basis.places_by_source && street.points > 1) add(fmt::format("{} map points", street.points));
    if (street.hotspot) {
      const int rank = basis.input.hotspots->hotspots[static_cast<std::size_t>(*street.hotspot)].rank;
      add(fmt::format("{}in hotspot {}", kind != nullptr && street.points > 1 ? "mostly " : "", rank));
    }
    std::string name = kind == nullptr ? street.name : with_capital(street.points > 1 ? kind->several : kind->one);
    profile.hotspot_places.push_back(
        {std::move(name), std::move(detail), count_of_part(basis, ward, street.incidents)});
  }
}

/// The hotspot as the profile may show it; nothing where its count is hidden.
std::optional<Hotspot> shown_hotspot(const ProfileBasis& basis, const Hotspot& hotspot) {
  const ProfileNumber count = basis.control.count(hotspot.incidents, basis.mixture);
  if (count.suppressed) return std::nullopt;
  Hotspot shown = hotspot;
  shown.incidents = static_cast<std::int64_t>(*count.value);
  std::erase_if(shown.types,
                [&](const auto& type) { return basis.control.is_small(type.second, sensitivity_of_type(type.first)); });
  for (auto& [name, incidents] : shown.types)
    incidents = static_cast<std::int64_t>(*basis.control.count(incidents).value);
  return shown;
}

void add_hotspots(const ProfileBasis& basis, const borough::Area& area, WardProfile& profile) {
  if (basis.input.hotspots == nullptr) return;
  for (const Hotspot& hotspot : basis.input.hotspots->hotspots) {
    const auto common = geo::intersection(hotspot.shape, area.shape);
    if (!common || geo::area(*common) < kTouchingGround) continue;
    if (auto shown = shown_hotspot(basis, hotspot)) profile.hotspots.push_back(*std::move(shown));
  }
}

/// Where there are no street names, hotspots are the places. Only what was recorded in the ward counts: a hotspot may
/// reach over its border.
void name_hotspots(const ProfileBasis& basis, std::size_t ward, WardProfile& profile) {
  if (basis.input.hotspots == nullptr) return;
  const auto& all = basis.input.hotspots->hotspots;
  CountTable table{1, all.size(), std::vector<std::int64_t>(all.size(), 0), Totals::rows, {}, basis.mixture};
  table.column_sensitivity.assign(all.size(), basis.mixture);
  for (std::size_t i = 0; i < basis.tallies.rows.size(); ++i) {
    const std::int32_t hotspot = basis.tallies.hotspot_of_row[i];
    if (hotspot >= 0 && static_cast<std::size_t>(basis.tallies.ward_of_row[i]) == ward) {
      ++table.cells[static_cast<std::size_t>(hotspot)];
    }
  }
  const ProtectedTable shown = basis.control.protect(table);
  for (const Hotspot& hotspot : profile.hotspots) {
    if (profile.hotspot_places.size() == kMostPlaces) return;
    const auto own = std::find_if(all.begin(), all.end(), [&](const Hotspot& h) { return h.rank == hotspot.rank; });
    ProfileNumber count = shown.cells[static_cast<std::size_t>(own - all.begin())];
    if (count.value == 0.0) continue;
    if (basis.incidents_of(ward).suppressed) count = {std::nullopt, true};
    std::string detail = fmt::format("{} km²", core::fixed(hotspot.area_km2, 2));
    if (!hotspot.types.empty()) detail += "; most often " + hotspot.types.front().first;
    if (!hotspot.peak_hours.empty()) detail += "; busiest from " + hotspot.peak_hours;
    profile.hotspot_places.push_back({fmt::format("Hotspot {}", hotspot.rank), std::move(detail), count});
  }
}

void add_hubs(const ProfileBasis& basis, const borough::Area& area, WardProfile& profile) {
  if (!basis.input.dataset.hubs || geo::vertex_count(area.shape) == 0) return;
  const geo::Point centre = geo::centroid(area.shape);
  for (const borough::Hub& hub : *basis.input.dataset.hubs) {
    if (!hub.open) continue;
    const bool near = geo::contains(area.shape, hub.position) ||
                      geo::distance_to_boundary(area.shape, hub.position) <= basis.input.hub_reach.value();
    if (!near) continue;
    profile.hubs.push_back(
        {hub.name, std::string(borough::to_label(hub.kind)), hub.opening_hours, geo::distance(centre, hub.position)});
  }
  std::sort(profile.hubs.begin(), profile.hubs.end(), [](const ProfileHub& a, const ProfileHub& b) {
    return a.metres_to_ward_centre != b.metres_to_ward_centre ? a.metres_to_ward_centre < b.metres_to_ward_centre
                                                              : a.name < b.name;
  });
  if (profile.hubs.size() > kMostHubs) profile.hubs.resize(kMostHubs);
}

/// Numbers in references by their value: camera 2 stands before camera 10.
bool precedes(std::string_view a, std::string_view b) {
  const auto is_digit = [](char c) { return c >= '0' && c <= '9'; };
  std::size_t i = 0;
  std::size_t j = 0;
  while (i < a.size() && j < b.size()) {
    if (!is_digit(a[i]) || !is_digit(b[j])) {
      if (a[i] != b[j]) return a[i] < b[j];
      ++i, ++j;
      continue;
    }
    while (i < a.size() && a[i] == '0') ++i;
    while (j < b.size() && b[j] == '0') ++j;
    const std::size_t first_a = i;
    const std::size_t first_b = j;
    while (i < a.size() && is_digit(a[i])) ++i;
    while (j < b.size() && is_digit(b[j])) ++j;
    const std::string_view x = a.substr(first_a, i - first_a);
    const std::string_view y = b.substr(first_b, j - first_b);
    if (x != y) return x.size() != y.size() ? x.size() < y.size() : x < y;
  }
  if (i == a.size() && j == b.size()) return a < b;  // "07" and "7": an order all the same
  return i == a.size();
}

/// How the camera's view is known, in a line.
std::string view_in_words(const borough::Camera& camera, const CameraViewResult* view) {
  std::string words = describe_in_words(camera);
  if (view == nullptr) return words;
  if (view->status == ViewStatus::not_known || view->status == ViewStatus::left_out) {
    return words + (view->reason.empty() ? "" : "; no view: " + view->reason);
  }
  for (std::size_t i = 0; i < std::min(kMostClauses, view->assumed.size()); ++i) {
    words += (i == 0 ? "; assumed: " : ", ") + view->assumed[i];
  }
  for (std::size_t i = 0; i < std::min(kMostClauses, view->at_least.size()); ++i) {
    words += (i == 0 ? "; at least: " : ", ") + view->at_least[i];
  }
  return words;
}

}  // namespace

void add_counts(const ProfileBasis& basis, std::size_t ward, WardProfile& profile) {
  add_types(basis, ward, profile);
  add_months(basis, ward, profile);
  add_hours(basis, ward, profile);
}

void add_places(const ProfileBasis& basis, std::size_t ward, WardProfile& profile) {
  const borough::Area& area = basis.wards.areas[ward];
  add_hotspots(basis, area, profile);
  if (!basis.streets.empty()) {
    add_streets(basis, ward, profile);
  } else {
    name_hotspots(basis, ward, profile);
  }
  add_hubs(basis, area, profile);
  if (basis.input.access != nullptr) {
    constexpr double kPeopleRounding = 10.0;  // an estimate that promises no more digits than it has
    const double beyond = basis.input.access->wards[ward].beyond;
    const double shown = std::round(beyond / kPeopleRounding) * kPeopleRounding;
    profile.people_beyond_reach.value = shown;
  }
}

namespace {

/// Rows of the cameras that stand in the ward or see into it.
std::vector<std::size_t> cameras_about(const ProfileBasis& basis, std::size_t ward) {
  const WardProfileInput& input = basis.input;
  const geo::MultiPolygon& shape = basis.wards.areas[ward].shape;
  const geo::Extent extent = geo::extent_of(shape);
  std::vector<std::size_t> chosen;
  for (std::size_t i = 0; i < std::min(input.views->views.size(), input.dataset.cameras->size()); ++i) {
    const geo::Point at = (*input.dataset.cameras)[i].position;
    const geo::MultiPolygon& view = input.views->views[i].in_view;
    if (extent.contains(at) && geo::contains(shape, at)) {
      chosen.push_back(i);
    } else if (!view.empty() && geo::extent_of(view).intersects(extent)) {
      const auto common = geo::intersection(view, shape);
      if (common && geo::area(*common) >= kTouchingGround) chosen.push_back(i);
    }
  }
  return chosen;
}

void add_view_condition(const ProfileBasis& basis, std::size_t ward, WardProfile& profile) {
  const WardProfileInput& input = basis.input;
  if (input.views == nullptr || !input.dataset.cameras) return;
  std::vector<std::string> clauses;
  for (const std::size_t camera : cameras_about(basis, ward)) {
    const CameraViewResult& view = input.views->views[camera];
    if (view.in_view.empty()) continue;
    ++(view.status == ViewStatus::assumed ? profile.assumed_views : profile.known_views);
    for (const std::string& clause : view.assumed) {
      if (std::find(clauses.begin(), clauses.end(), clause) == clauses.end()) clauses.push_back(clause);
    }
  }
  if (profile.assumed_views == 0) return;
  std::string what;
  for (std::size_t i = 0; i < std::min(kMostClauses, clauses.size()); ++i) what += (i == 0 ? "" : "; ") + clauses[i];
  if (clauses.size() > kMostClauses) what += "; and more";
  const bool one = profile.assumed_views == 1;
  profile.view_condition = fmt::format("if {} camera{} what is assumed of {}", profile.assumed_views,
                                       one ? " sees" : "s see", one ? "it" : "them");
  if (!what.empty()) profile.view_condition += " (" + what + ")";
}

}  // namespace

std::vector<std::string> camera_assumptions(const ProfileBasis& basis, std::size_t ward) {
  const WardProfileInput& input = basis.input;
  if (input.views == nullptr || !input.dataset.cameras) return {};
  return assumptions_of(*input.views, *input.dataset.cameras, cameras_about(basis, ward));
}

core::Status add_cameras(const ProfileBasis& basis, std::size_t ward, WardProfile& profile) {
  const borough::Area& area = basis.wards.areas[ward];
  const WardProfileInput& input = basis.input;
  if (input.dataset.cameras) {
    const geo::Extent extent = geo::extent_of(area.shape);
    for (std::size_t i = 0; i < input.dataset.cameras->size(); ++i) {
      const borough::Camera& camera = (*input.dataset.cameras)[i];
      if (!extent.contains(camera.position) || !geo::contains(area.shape, camera.position)) continue;
      const CameraViewResult* view =
          input.views != nullptr && i < input.views->views.size() ? &input.views->views[i] : nullptr;
      ProfileCamera shown{camera.reference, camera.name, view_in_words(camera, view), {}, {}};
      const bool seen = view != nullptr && !view->in_view.empty();
      constexpr double kPerSquareKilometre = 1e6;
      shown.assumed = seen && view->status == ViewStatus::assumed;
      if (seen) shown.visible_m2 = view->area_km2 * kPerSquareKilometre;
      if (seen && input.coverage != nullptr && i < input.coverage->cameras.size()) {
        shown.incidents_in_view = basis.control.count(input.coverage->cameras[i].incidents, basis.mixture);
      }
      profile.cameras.push_back(std::move(shown));
    }
    std::stable_sort(profile.cameras.begin(), profile.cameras.end(),
                     [](const ProfileCamera& a, const ProfileCamera& b) {
                       return a.reference != b.reference ? precedes(a.reference, b.reference) : a.name < b.name;
                     });
  }
  if (input.coverage == nullptr || !basis.any_view()) return {};
  auto ground = geo::intersection(input.coverage->in_view, area.shape);
  if (!ground) return ground.error().within(fmt::format("the ground in view in {}", area.name));
  profile.in_view = *std::move(ground);
  const WardTally& tally = basis.tallies.wards[ward];
  profile.share_in_view = basis.control.share(tally.in_view, tally.incidents, basis.mixture);
  if (basis.incidents_of(ward).suppressed) profile.share_in_view = {std::nullopt, true};
  add_view_condition(basis, ward, profile);
  return {};
}

namespace {

/// A whole number whose unit does not say otherwise may count people or incidents.
bool may_be_count(const borough::IndicatorValue& value) {
  if (value.value < 0.0 || value.value != std::floor(value.value)) return false;
  const std::string unit = core::lower_ascii(value.unit);
  for (const char* word : {"%", "per ", "/", "rate", "score", "index", "rank", "minute", "hour", "day", "£", "km"}) {
    if (unit.find(word) != std::string::npos) return false;
  }
  return true;
}

/// Of the type of incident that the indicator names; sensitive where it names none.
borough::Sensitivity sensitivity_of(const borough::IndicatorValue& value, const borough::IncidentTable& incidents) {
  const std::string name = core::lower_ascii(value.indicator);
  for (const borough::IncidentCategory& category : incidents.categories) {
    if (name.find(core::lower_ascii(category.name)) != std::string::npos) return category.sensitivity;
  }
  return borough::Sensitivity::sensitive;
}

}  // namespace

void add_plans(const ProfileBasis& basis, std::size_t ward, WardProfile& profile) {
  const borough::Area& area = basis.wards.areas[ward];
  const auto concerns = [&](const std::string& code) {
    return !code.empty() && (code == area.code || core::lower_ascii(code) == core::lower_ascii(area.name));
  };
  if (basis.input.dataset.indicators) {
    for (const borough::IndicatorValue& value : *basis.input.dataset.indicators) {
      if (!concerns(value.area_code)) continue;
      const ProfileNumber shown =
          may_be_count(value) ? basis.control.count(std::llround(value.value), sensitivity_of(value, basis.incidents))
                              : ProfileNumber{value.value, false};
      profile.indicators.push_back({value.indicator, value.period, value.unit, shown, value.higher_is_better});
    }
  }
  if (basis.input.dataset.actions) {
    for (const borough::PlanAction& action : *basis.input.dataset.actions) {
      if (concerns(action.area_code)) profile.actions.push_back(action);
    }
  }
}

}  // namespace wardscope::analysis
