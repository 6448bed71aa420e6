// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "borough/areas.hpp"
#include "borough/cameras.hpp"
#include "borough/incidents.hpp"
#include "borough/places.hpp"
#include "core/civil_time.hpp"
#include "core/parameter.hpp"
#include "core/result.hpp"
#include "core/units.hpp"
#include "geo/shapes.hpp"
#include "jobs/progress.hpp"

/// Saltmere (synthetic): a coastal borough that does not exist, in EPSG:27700 in the middle of the English Channel,
/// with its planted truths. Equal digits for equal options on every machine.
namespace wardscope::sample {

struct SampleOptions {
  std::int64_t incidents = 100'000;
  std::int64_t seed = 1;
};

void describe(SampleOptions& options, core::ParameterVisitor& visitor);

/// A camera register of one of the two former councils.
struct NamedRegister {
  std::string name;
  borough::CameraRegister cameras;
};

/// A concentration of incidents that was planted, and what an analysis must find there.
struct PlantedHotspot {
  std::string name;
  geo::Point centre;
  core::Metres radius;
  std::vector<std::string> types;
  std::string rhythm;             ///< name of the day profile, "night_time_economy"
  std::string season;             ///< name of the season, "seaside"
  double expected_planted = 0.0;  ///< incidents that belong to it
  double expected_within = 0.0;   ///< exact-placed incidents inside the circle, background included
  bool blind = false;             ///< out of every camera's reach
};

/// One camera that stands in both registers.
struct DuplicatePair {
  std::string first_register;
  std::string first_reference;
  std::string second_register;
  std::string second_reference;
  core::Metres apart;
};

/// What an incident of each type and ward is expected to count, missing places left out.
struct ExpectedCounts {
  std::vector<double> by_type;  ///< in the order of SampleBorough::categories
  std::vector<double> by_ward;  ///< in the order of the wards
};

class IncidentModel;

struct SampleBorough {
  std::string place;  ///< "Saltmere (synthetic)"
  SampleOptions options;
  std::vector<borough::AreaSet> area_sets;  ///< wards, small areas, the borough, targeted neighbourhoods, open spaces
  std::vector<NamedRegister> registers;     ///< two, with duplicates between them
  borough::HubRegister hubs;
  borough::PointsOfInterest points_of_interest;
  borough::BuildingSet buildings;
  borough::StreetSet streets;
  borough::IndicatorSeries indicators;
  borough::ActionPlan actions;
  std::vector<borough::IncidentCategory> categories;  ///< that incidents point to

  std::vector<PlantedHotspot> hotspots;
  std::vector<DuplicatePair> duplicates;
  ExpectedCounts expected;
  std::shared_ptr<const IncidentModel> model;  ///< what generate_incidents() draws from; immutable
};

/// Everything but the incidents. Takes about a second.
/// @returns invalid_argument for a negative number of incidents or seed; cancelled.
core::Result<SampleBorough> make_borough(const SampleOptions& options, const jobs::Progress& progress);

/// Who wrote the incident down: the published police file (place snapped to a street point, month only) or the
/// partnership's own list (exact place and minute).
enum class IncidentSource : std::uint8_t { police, council };

struct SampleIncident {
  static constexpr std::uint32_t kNoStreet = 0xFFFFFFFFU;

  std::int64_t index = 0;
  std::optional<geo::Point> position;
  std::uint16_t category = 0;  ///< index into SampleBorough::categories
  core::LocalMinute time = 0;
  core::TimePrecision precision = core::TimePrecision::unknown;
  IncidentSource source = IncidentSource::council;
  std::uint32_t street = kNoStreet;  ///< index into SampleBorough::streets
  std::int32_t small_area = -1;      ///< index into the small areas; -1 where the place is missing
  std::int32_t hotspot = -1;         ///< planted hotspot that it belongs to; -1: background
};

/// The incidents begin … end - 1 of the borough, in order of month. Incident i depends on (seed, number of incidents,
/// i) alone, so any chunks make the same whole. @pre 0 <= begin <= end <= options.incidents
std::vector<SampleIncident> generate_incidents(const SampleBorough& borough, std::int64_t begin, std::int64_t end);

/// Between which times an incident is known to have happened: burglaries are found out later.
struct KnownBetween {
  core::LocalMinute from = 0;
  core::LocalMinute until = 0;
};
/// Of some of the council's burglaries and bicycle thefts, whose `time` is the truth that nobody knows: from when the
/// place was left, not before the incident's month, until it was found out. Nothing of the others.
std::optional<KnownBetween> known_between(const SampleBorough& borough, const SampleIncident& incident);

/// Publisher's id: 64 hexadecimal digits for the police, none for their anti-social behaviour, "CSP-" and a number for
/// the council.
std::string source_id(const SampleBorough& borough, const SampleIncident& incident);
/// Place as written: "On or near Albert Street", "Albert Street", "No Location".
std::string location_text(const SampleBorough& borough, const SampleIncident& incident);

}  // namespace wardscope::sample
