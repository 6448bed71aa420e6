// SPDX-License-Identifier: GPL-3.0-or-later
#include "sample/sample.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <cassert>
#include <limits>
#include <nlohmann/json.hpp>

#include "core/random.hpp"
#include "sample/incident_model.hpp"
#include "sample/places.hpp"
#include "sample/town.hpp"

namespace wardscope::sample {
namespace {

constexpr std::uint64_t kIncidentChannel = 801;
constexpr std::uint64_t kIdChannel = 802;
constexpr std::uint64_t kRangeChannel = 803;
constexpr double kMostIncidents = 1e9;
constexpr double kMostSeed = 1e9;

std::uint64_t channel_seed(const SampleBorough& borough, std::uint64_t channel) {
  return static_cast<std::uint64_t>(borough.options.seed) * 1000 + channel;
}

std::vector<PlantedHotspot> plant(const IncidentRecipe& recipe) {
  std::vector<PlantedHotspot> hotspots;
  for (const HotspotRecipe& spot : recipe.hotspots) {
    PlantedHotspot planted{spot.name, spot.centre, core::Metres(spot.radius), {}, {}, {}};
    for (const HotspotType& type : spot.types) planted.types.push_back(recipe.types[type.type].name);
    planted.rhythm = recipe.profiles[spot.profile].name;
    planted.season = recipe.seasons[spot.season].name;
    planted.blind = spot.blind;
    hotspots.push_back(std::move(planted));
  }
  return hotspots;
}

core::Result<SampleBorough> furnish(const SampleOptions& options, const jobs::Progress& progress) {
  auto town = build_town(static_cast<std::uint64_t>(options.seed), progress.part(0.0, 0.6));
  if (!town) return town.error();
  SampleBorough borough;
  borough.place = town->recipe.place;
  borough.options = options;
  borough.area_sets = make_area_sets(*town);
  borough.buildings = make_building_set(*town);
  borough.streets = make_street_set(*town);
  borough.hubs = make_hubs(*town);
  borough.indicators = make_indicators(*town, borough.area_sets);
  borough.actions = make_actions(borough.area_sets);
  if (!progress.tick(0.7)) return core::cancelled();
  const geo::Point origin{town->recipe.extent.min_x, town->recipe.extent.min_y};
  IncidentRecipe recipe = read_incident_recipe(shipped_file("saltmere_incidents.json"), origin);
  borough.hotspots = plant(recipe);
  for (const TypeRecipe& type : recipe.types) borough.categories.push_back({type.name, type.sensitivity});
  borough.categories.push_back({"Not recorded", borough::Sensitivity::sensitive});
  borough.points_of_interest = make_points_of_interest(*town, borough.hotspots);
  CameraRegisters cameras = make_cameras(*town, borough.hotspots);
  borough.registers = std::move(cameras.registers);
  borough.duplicates = std::move(cameras.duplicates);
  const auto model = std::make_shared<const IncidentModel>(*town, std::move(recipe), options.incidents);
  for (std::size_t h = 0; h < borough.hotspots.size(); ++h) {
    borough.hotspots[h].expected_planted = model->expected_planted(h);
    borough.hotspots[h].expected_within = model->expected_within(h);
  }
  borough.expected = model->expected(town->labels);
  borough.model = model;
  if (!progress.tick(1.0)) return core::cancelled();
  return borough;
}

constexpr core::LocalMinute kFiveMinutes = 5;

/// How long a home or a bicycle is left: an evening, a day's work or a night, a weekend, a holiday.
core::LocalMinute minutes_away(core::CounterRng& rng) {
  struct Absence {
    double up_to;  ///< of the draws, cumulated
    std::uint64_t least_hours;
    std::uint64_t most_hours;
  };
  static constexpr std::array<Absence, 4> kAbsences{{{0.35, 2, 5}, {0.92, 6, 11}, {0.98, 24, 72}, {1.0, 120, 336}}};
  const double draw = rng.uniform();
  const auto* absence =
      std::find_if(kAbsences.begin(), kAbsences.end() - 1, [&](const Absence& one) { return draw < one.up_to; });
  const std::uint64_t minutes = 60 * (absence->most_hours - absence->least_hours);
  return static_cast<core::LocalMinute>(60 * absence->least_hours + rng.below(minutes));
}

}  // namespace

void describe(SampleOptions& options, core::ParameterVisitor& visitor) {
  visitor.integer({"incidents", "Incidents", "How many incidents to make, over 36 months"}, {0, kMostIncidents},
                  options.incidents);
  visitor.integer({"seed", "Seed", "The same seed makes the same borough on every machine"}, {0, kMostSeed},
                  options.seed);
}

core::Result<SampleBorough> make_borough(const SampleOptions& options, const jobs::Progress& progress) {
  if (options.incidents < 0 || static_cast<double>(options.incidents) > kMostIncidents) {
    return core::invalid_argument(
        fmt::format("incidents is {}; give a number from 0 to {:.0f}", options.incidents, kMostIncidents));
  }
  if (options.seed < 0 || static_cast<double>(options.seed) > kMostSeed) {
    return core::invalid_argument(fmt::format("seed is {}; give a number from 0 to {:.0f}", options.seed, kMostSeed));
  }
  try {
    return furnish(options, progress);
  } catch (const nlohmann::json::exception& error) {  // the shipped recipes: a missing key or a wrong type
    return core::malformed(std::string("recipe of the synthetic borough: ") + error.what());
  }
}

std::vector<SampleIncident> generate_incidents(const SampleBorough& borough, std::int64_t begin, std::int64_t end) {
  assert(0 <= begin && begin <= end && end <= borough.options.incidents);
  const std::uint64_t seed = channel_seed(borough, kIncidentChannel);
  std::vector<SampleIncident> incidents;
  incidents.reserve(static_cast<std::size_t>(end - begin));
  for (std::int64_t i = begin; i < end; ++i) incidents.push_back(borough.model->incident(seed, i));
  return incidents;
}

std::optional<KnownBetween> known_between(const SampleBorough& borough, const SampleIncident& incident) {
  const IncidentRecipe& recipe = borough.model->recipe();
  if (incident.source != IncidentSource::council || incident.precision != core::TimePrecision::minute ||
      incident.category >= recipe.types.size()) {
    return std::nullopt;
  }
  core::CounterRng rng(channel_seed(borough, kRangeChannel), static_cast<std::uint64_t>(incident.index));
  if (!rng.chance(recipe.types[incident.category].found_later)) return std::nullopt;
  const core::LocalMinute away = minutes_away(rng);
  const auto before = static_cast<core::LocalMinute>(rng.below(static_cast<std::uint64_t>(away)));
  const core::CivilDate date = core::date_of(incident.time);
  const auto on_five = [](core::LocalMinute time) { return time / kFiveMinutes * kFiveMinutes; };
  return KnownBetween{std::max(on_five(incident.time - before), core::local_minute({date.year, date.month, 1})),
                      on_five(incident.time - before + away) + kFiveMinutes};
}

std::string source_id(const SampleBorough& borough, const SampleIncident& incident) {
  if (incident.source == IncidentSource::council) return fmt::format("CSP-{:08}", incident.index + 1);
  if (borough.categories[incident.category].name == "Anti-social behaviour") return {};
  core::CounterRng rng(channel_seed(borough, kIdChannel), static_cast<std::uint64_t>(incident.index));
  std::string id;
  for (int word = 0; word < 4; ++word) id += fmt::format("{:016x}", rng.bits());
  return id;
}

std::string location_text(const SampleBorough& borough, const SampleIncident& incident) {
  if (incident.street == SampleIncident::kNoStreet) return "No Location";
  const std::string& street = borough.streets[incident.street].name;
  return incident.source == IncidentSource::police ? "On or near " + street : street;
}

}  // namespace wardscope::sample
