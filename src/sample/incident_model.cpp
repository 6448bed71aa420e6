// SPDX-License-Identifier: GPL-3.0-or-later
#include "sample/incident_model.hpp"

#include <algorithm>
#include <numeric>

#include "sample/exact_math.hpp"

namespace wardscope::sample {

IncidentModel::IncidentModel(const Town& town, IncidentRecipe recipe, std::int64_t incidents)
    : recipe_(std::move(recipe)), incidents_(incidents), ward_of_small_(town.labels.ward_of_small) {
  make_map_points(town);
  make_grounds(town);
  make_hotspots(town);
  for (const TypeRecipe& type : recipe_.types) {
    where_.emplace_back(std::vector<double>(type.where.begin(), type.where.end()));
  }
  make_months();
}

void IncidentModel::make_months() {
  double planted = 0.0;
  for (std::size_t h = 0; h < recipe_.hotspots.size(); ++h) {
    const HotspotRecipe& spot = recipe_.hotspots[h];
    components_.push_back({static_cast<std::int32_t>(h), 0, spot.season, spot.share});
    planted += spot.share;
  }
  for (std::size_t t = 0; t < recipe_.types.size(); ++t) {
    components_.push_back({-1, t, recipe_.types[t].season, (1 - planted) * recipe_.types[t].share});
  }
  std::vector<double> totals;
  for (int month = 0; month < recipe_.months; ++month) {
    const auto of_year = static_cast<std::size_t>((recipe_.first_month - 1 + month) % 12);
    std::vector<double> weights;
    for (const Component& c : components_) weights.push_back(c.share * recipe_.seasons[c.season].months[of_year]);
    totals.push_back(std::accumulate(weights.begin(), weights.end(), 0.0));
    month_components_.emplace_back(weights);
    month_weights_.push_back(std::move(weights));
  }
  const double whole = std::accumulate(totals.begin(), totals.end(), 0.0);
  double so_far = 0.0;
  for (const double total : totals) {
    month_begin_.push_back(static_cast<std::int64_t>(std::floor(so_far / whole * static_cast<double>(incidents_))));
    so_far += total;
  }
  month_begin_.push_back(incidents_);
}

std::size_t IncidentModel::month_of(std::int64_t index) const {
  const auto after = std::ranges::upper_bound(month_begin_, index);
  return static_cast<std::size_t>(after - month_begin_.begin()) - 1;
}

core::LocalMinute IncidentModel::draw_time(core::CounterRng& rng, std::size_t month, std::size_t profile_index) const {
  const DayProfile& profile = recipe_.profiles[profile_index];
  const int months = recipe_.first_month - 1 + static_cast<int>(month);
  const core::CivilDate first{recipe_.first_year + months / 12, months % 12 + 1, 1};
  const core::CivilDate next{recipe_.first_year + (months + 1) / 12, (months + 1) % 12 + 1, 1};
  const std::int32_t start = core::days_from_civil(first);
  const auto days = static_cast<std::uint64_t>(core::days_from_civil(next) - start);
  while (true) {  // rejection: at least one hour in nine of the dullest profile is taken
    const auto day = static_cast<std::int32_t>(rng.below(days));
    const auto hour = static_cast<std::size_t>(rng.below(24));
    const auto midnight = static_cast<core::LocalMinute>((start + day) * core::kMinutesPerDay);
    const auto weekday = static_cast<std::size_t>(core::weekday_of(midnight));
    if (rng.uniform() * profile.highest >= profile.hours[weekday][hour]) continue;
    auto minute = static_cast<core::LocalMinute>(rng.below(60));
    constexpr core::LocalMinute kHalfHour = 30;
    if (rng.chance(recipe_.quality.on_the_half_hour)) minute = minute / kHalfHour * kHalfHour;
    return midnight + static_cast<core::LocalMinute>(hour) * core::kMinutesPerHour + minute;
  }
}

void IncidentModel::locate(core::CounterRng& rng, const PlaceTable& table, SampleIncident& incident) const {
  const IncidentPlace& place = table.places[table.alias.draw(rng)];
  const geo::Point shift{rng.uniform(-table.jitter, table.jitter), rng.uniform(-table.jitter, table.jitter)};
  if (incident.source == IncidentSource::police) {
    const MapPoint& point = map_points_[place.map_point];
    incident.position = point.position;
    incident.street = point.street;
    incident.small_area = point.small_area;
    return;
  }
  incident.position = to_centimetre(place.position + shift);
  incident.street = place.street;
  incident.small_area = place.small_area;
}

SampleIncident IncidentModel::incident(std::uint64_t seed, std::int64_t index) const {
  core::CounterRng rng(seed, static_cast<std::uint64_t>(index));
  const std::size_t month = month_of(index);
  const Component& component = components_[month_components_[month].draw(rng)];
  SampleIncident incident;
  incident.index = index;
  incident.hotspot = component.hotspot;
  std::size_t type_index = component.type;
  std::size_t profile = recipe_.types[type_index].profile;
  if (component.hotspot >= 0) {
    const auto h = static_cast<std::size_t>(component.hotspot);
    type_index = recipe_.hotspots[h].types[hotspot_types_[h].draw(rng)].type;
    profile = recipe_.hotspots[h].profile;
  }
  const TypeRecipe& type = recipe_.types[type_index];
  const QualityRecipe& quality = recipe_.quality;
  incident.category = static_cast<std::uint16_t>(type_index);
  incident.source = type.police && !rng.chance(type.exact) ? IncidentSource::police : IncidentSource::council;
  const bool police = incident.source == IncidentSource::police;
  const PlaceTable& table = component.hotspot >= 0 ? hotspots_[static_cast<std::size_t>(component.hotspot)]
                                                   : grounds_[where_[type_index].draw(rng)];
  locate(rng, table, incident);
  if (rng.chance(police ? quality.police_without_place : quality.council_without_place)) {
    incident.position.reset();
    incident.small_area = -1;
    if (police) incident.street = SampleIncident::kNoStreet;
  }
  incident.time = draw_time(rng, month, profile);
  incident.precision = core::TimePrecision::minute;
  const core::CivilDate date = core::date_of(incident.time);
  if (police) {
    incident.time = core::local_minute({date.year, date.month, 1});
    incident.precision = core::TimePrecision::month;
    return incident;
  }
  const double flaw = rng.uniform();
  if (flaw < quality.council_without_time) {
    incident.time = 0;
    incident.precision = core::TimePrecision::unknown;
  } else if (flaw < quality.council_without_time + quality.council_day_only) {
    incident.time = core::local_minute(date);
    incident.precision = core::TimePrecision::day;
  }
  if (rng.chance(quality.council_without_type)) incident.category = not_recorded();
  return incident;
}

double IncidentModel::expected_of(std::size_t component) const {
  double sum = 0.0;
  for (std::size_t month = 0; month + 1 < month_begin_.size(); ++month) {
    const std::vector<double>& weights = month_weights_[month];
    const double whole = std::accumulate(weights.begin(), weights.end(), 0.0);
    sum += static_cast<double>(month_begin_[month + 1] - month_begin_[month]) * weights[component] / whole;
  }
  return sum;
}

double IncidentModel::exact_share(std::size_t type) const {
  const TypeRecipe& recipe = recipe_.types[type];
  return (recipe.police ? recipe.exact : 1.0) * (1 - recipe_.quality.council_without_place);
}

double IncidentModel::placed_share(std::size_t type) const {
  const TypeRecipe& recipe = recipe_.types[type];
  return exact_share(type) + (recipe.police ? 1 - recipe.exact : 0.0) * (1 - recipe_.quality.police_without_place);
}

double IncidentModel::expected_planted(std::size_t hotspot) const { return expected_of(hotspot); }

}  // namespace wardscope::sample
