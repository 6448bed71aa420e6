// SPDX-License-Identifier: GPL-3.0-or-later
#include "sample/raw_incidents.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>

#include "core/random.hpp"
#include "sample/incident_model.hpp"
#include "sample/text_file.hpp"

namespace wardscope::sample {
namespace {

constexpr std::int64_t kChunk = 50'000;  // incidents in memory at a time
constexpr std::uint64_t kOutcomeChannel = 901;

std::string outcome_of(const SampleBorough& borough, const SampleIncident& incident) {
  constexpr std::array<const char*, 5> kOutcomes{"Investigation complete; no suspect identified",
                                                 "Unable to prosecute suspect", "Under investigation",
                                                 "Awaiting court outcome", "Local resolution"};
  if (borough.categories[incident.category].name == "Anti-social behaviour") return {};  // never has one
  core::CounterRng rng(kOutcomeChannel, static_cast<std::uint64_t>(incident.index));
  return kOutcomes[rng.below(kOutcomes.size())];
}

std::string date_text(core::LocalMinute time) {
  const core::CivilDate day = core::date_of(time);
  return fmt::format("{:02}/{:02}/{}", day.day, day.month, day.year);
}

std::string clock_text(core::LocalMinute time) {
  return fmt::format("{:02}:{:02}", core::hour_of(time), time % core::kMinutesPerHour);
}

/// Longitudes and latitudes of a chunk's published points; NaN where the place is missing.
struct LongitudeLatitude {
  std::vector<double> longitude;
  std::vector<double> latitude;
};

class IncidentFiles {
 public:
  IncidentFiles(const SampleBorough& borough, const RawFileOptions& options, geo::CoordinateTransform to_wgs84)
      : borough_(borough),
        folder_(options.folder),
        to_wgs84_(std::move(to_wgs84)),
        council_(options.folder / "council_incidents_synthetic.csv") {
    council_.write_row({"Reference", "Incident date", "Incident time", "Date to", "Time to", "Category", "Easting",
                        "Northing", "Street", "Ward", "Data"});
  }

  core::Status write_month(std::size_t month, const jobs::Progress& progress) {
    const IncidentModel& model = *borough_.model;
    const int months = model.recipe().first_month - 1 + static_cast<int>(month);
    const std::string label = fmt::format("{}-{:02}", model.recipe().first_year + months / 12, months % 12 + 1);
    TextFile police(folder_ / "police" / (label + "-saltmere-synthetic-street.csv"));
    police.write_row({"Crime ID", "Month", "Reported by", "Falls within", "Longitude", "Latitude", "Location",
                      "LSOA code", "LSOA name", "Crime type", "Last outcome category", "Context"});
    const std::int64_t last = model.first_of_month(month + 1);
    for (std::int64_t begin = model.first_of_month(month); begin < last; begin += kChunk) {
      const auto chunk = generate_incidents(borough_, begin, std::min(begin + kChunk, last));
      const LongitudeLatitude places = published_places(chunk);
      for (std::size_t i = 0; i < chunk.size(); ++i) {
        if (chunk[i].source == IncidentSource::council) {
          write_council(chunk[i]);
        } else {
          write_police(police, label, chunk[i], {places.longitude[i], places.latitude[i]});
        }
      }
      if (!progress.tick(static_cast<double>(begin) / static_cast<double>(borough_.options.incidents + 1))) {
        return core::cancelled();
      }
    }
    return police.close();
  }

  core::Status close() { return council_.close(); }

 private:
  [[nodiscard]] LongitudeLatitude published_places(const std::vector<SampleIncident>& chunk) {
    LongitudeLatitude places;
    for (const SampleIncident& incident : chunk) {
      const geo::Point p = incident.position.value_or(borough_.hotspots.front().centre);
      places.longitude.push_back(p.x);
      places.latitude.push_back(p.y);
    }
    to_wgs84_.transform(places.longitude, places.latitude);
    return places;
  }

  void write_police(TextFile& file, const std::string& month, const SampleIncident& incident, geo::Point place) {
    std::vector<std::string> row{source_id(borough_, incident), month, "Saltmere Police (synthetic)",
                                 "Saltmere Police (synthetic)"};
    if (incident.position) {
      const borough::Area& area = borough_.area_sets[1].areas[static_cast<std::size_t>(incident.small_area)];
      row.insert(row.end(), {fmt::format("{:.6f}", place.x), fmt::format("{:.6f}", place.y),
                             location_text(borough_, incident), area.code, area.name});
    } else {
      row.insert(row.end(), {"", "", "No Location", "", ""});
    }
    row.push_back(borough_.categories[incident.category].name);
    row.push_back(outcome_of(borough_, incident));
    row.emplace_back();
    file.write_row(row);
  }

  void write_council(const SampleIncident& incident) {
    const auto between = known_between(borough_, incident);
    const core::LocalMinute from = between ? between->from : incident.time;
    const std::string date = incident.precision >= core::TimePrecision::day ? date_text(from) : std::string();
    const std::string time = incident.precision == core::TimePrecision::minute ? clock_text(from) : std::string();
    const std::string date_to = between ? date_text(between->until) : std::string();
    const std::string time_to = between ? clock_text(between->until) : std::string();
    std::string easting;
    std::string northing;
    std::string ward;
    if (incident.position) {
      easting = fmt::format("{:.1f}", incident.position->x);
      northing = fmt::format("{:.1f}", incident.position->y);
      ward = borough_.area_sets[0].areas[borough_.model->ward_of(incident.small_area)].name;
    }
    const bool typed = incident.category != borough_.model->not_recorded();
    council_.write_row({source_id(borough_, incident), date, time, date_to, time_to,
                        typed ? borough_.categories[incident.category].name : "", easting, northing,
                        location_text(borough_, incident), ward, "synthetic"});
  }

  const SampleBorough& borough_;
  std::filesystem::path folder_;
  geo::CoordinateTransform to_wgs84_;
  TextFile council_;
};

}  // namespace

core::Status write_incident_files(const SampleBorough& borough, const RawFileOptions& options,
                                  const jobs::Progress& progress) {
  auto to_wgs84 =
      geo::CoordinateTransform::from_british_national_grid(geo::CoordinateReferenceSystem::wgs84(), options.grid);
  if (!to_wgs84) return to_wgs84.error();
  std::error_code error;
  std::filesystem::create_directories(options.folder / "police", error);
  if (error) return core::io_error("police: the folder could not be made: " + error.message());
  IncidentFiles files(borough, options, *std::move(to_wgs84));
  for (std::size_t month = 0; month < static_cast<std::size_t>(borough.model->recipe().months); ++month) {
    if (auto written = files.write_month(month, progress); !written) return written;
  }
  return files.close();
}

}  // namespace wardscope::sample
