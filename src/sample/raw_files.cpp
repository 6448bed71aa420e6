// SPDX-License-Identifier: GPL-3.0-or-later
#include "sample/raw_files.hpp"

#include <fmt/format.h>

#include <array>
#include <functional>
#include <nlohmann/json.hpp>

#include "sample/exact_math.hpp"
#include "sample/raw_incidents.hpp"
#include "sample/text_file.hpp"
#include "sample/truth.hpp"

namespace wardscope::sample {
namespace {

using OrderedJson = nlohmann::ordered_json;

constexpr double kFeetPerMetre = 1 / 0.3048;
constexpr double kMillimetresPerMetre = 1000.0;

template <typename Quantity>
std::string number(const std::optional<Quantity>& value, double factor, int decimals) {
  return value ? fmt::format("{:.{}f}", value->value() * factor, decimals) : std::string();
}

/// "north-east", to the nearest of 16 points.
std::string compass_word(core::Degrees bearing) {
  constexpr std::array<const char*, 16> kPoints{"N", "NNE", "NE", "ENE", "E", "ESE", "SE", "SSE",
                                                "S", "SSW", "SW", "WSW", "W", "WNW", "NW", "NNW"};
  constexpr double kPoint = 22.5;  // degrees
  return kPoints[static_cast<std::size_t>(std::floor(bearing.value() / kPoint + 0.5)) % kPoints.size()];
}

const char* kind_word(borough::CameraKind kind) {
  switch (kind) {
    case borough::CameraKind::fixed:
      return "Fixed";
    case borough::CameraKind::dome:
      return "Dome";
    case borough::CameraKind::pan_tilt_zoom:
      return "PTZ";
    case borough::CameraKind::unknown:
      break;
  }
  return "";
}

class RawFiles {
 public:
  RawFiles(const SampleBorough& borough, std::filesystem::path folder, geo::CoordinateTransform to_wgs84)
      : borough_(borough), folder_(std::move(folder)), to_wgs84_(std::move(to_wgs84)) {}

  core::Status write_saltmere_cameras();
  core::Status write_eastcliff_cameras();
  core::Status write_hubs();
  core::Status write_points_of_interest();
  core::Status write_indicators();
  core::Status write_actions();
  core::Status write_areas(std::size_t set, const std::string& file,
                           const std::function<OrderedJson(const borough::Area&)>& describe);
  core::Status write_buildings();
  core::Status write_streets();
  core::Status write_text(const std::string& file, std::string_view text);

 private:
  /// "[lon,lat],[lon,lat]" of a line or ring, 7 decimals (1 cm): neighbours' vertices stay equal.
  [[nodiscard]] std::string coordinates(const geo::LineString& line);
  [[nodiscard]] std::string coordinates(const geo::MultiPolygon& shape);
  core::Status write_collection(const std::string& file, const std::function<void(TextFile&)>& write_features);
  static void write_feature(TextFile& file, std::size_t index, const OrderedJson& properties,
                            const std::string& geometry) {
    file.write(index == 0 ? "\n" : ",\n");
    file.write("{\"type\":\"Feature\",\"properties\":" + properties.dump() + ",\"geometry\":" + geometry + "}");
  }

  const SampleBorough& borough_;
  std::filesystem::path folder_;
  geo::CoordinateTransform to_wgs84_;
};

core::Status RawFiles::write_saltmere_cameras() {
  TextFile file(folder_ / "cameras_saltmere_borough_synthetic.csv");
  file.write_row({"Camera No", "Location", "Easting", "Northing", "Type", "Bearing (deg)", "Lens (mm)",
                  "Field of view (deg)", "Range (m)", "Height (m)", "Mounting", "Status", "Purpose", "Owner"});
  for (const borough::Camera& camera : borough_.registers[0].cameras) {
    const borough::CameraView view = camera.views.empty() ? borough::CameraView{} : camera.views.front();
    const char* status = camera.status == borough::CameraStatus::in_service       ? "In service"
                         : camera.status == borough::CameraStatus::out_of_service ? "Out of service"
                                                                                  : "";
    file.write_row({camera.reference, camera.name, fmt::format("{:.2f}", camera.position.x),
                    fmt::format("{:.2f}", camera.position.y), kind_word(camera.kind), number(view.bearing, 1, 0),
                    number(camera.focal_length, kMillimetresPerMetre, 1), number(view.field_of_view, 1, 0),
                    number(camera.range, 1, 0), number(camera.mounting_height, 1, 1), camera.note, status,
                    camera.purpose, camera.owner});
  }
  return file.close();
}

core::Status RawFiles::write_eastcliff_cameras() {
  TextFile file(folder_ / "cameras_eastcliff_udc_synthetic.csv");
  file.write_row({"Site", "ID", "Lat", "Long", "Facing", "Height (ft)", "Angle of view", "Range (ft)", "Lens",
                  "Working?", "Remarks", "Data"});
  for (const borough::Camera& camera : borough_.registers[1].cameras) {
    auto place = to_wgs84_.transform(camera.position);
    if (!place) return core::Status(place.error().within("camera " + camera.reference));
    const borough::CameraView view = camera.views.empty() ? borough::CameraView{} : camera.views.front();
    std::string facing = view.bearing ? compass_word(*view.bearing) : "";
    if (camera.kind == borough::CameraKind::dome) facing = "all round";
    const char* working = camera.status == borough::CameraStatus::in_service       ? "Y"
                          : camera.status == borough::CameraStatus::out_of_service ? "N"
                                                                                   : "?";
    const std::string lens = number(camera.focal_length, kMillimetresPerMetre, 1);
    file.write_row({camera.name, camera.reference, fmt::format("{:.6f}", place->y), fmt::format("{:.6f}", place->x),
                    facing, number(camera.mounting_height, kFeetPerMetre, 0), number(view.field_of_view, 1, 0),
                    number(camera.range, kFeetPerMetre, 0), lens, working, camera.note, "synthetic"});
  }
  return file.close();
}

core::Status RawFiles::write_hubs() {
  TextFile file(folder_ / "hubs_synthetic.csv");
  file.write_row({"Name", "Hub type", "Address", "Opening hours", "Easting", "Northing", "Status", "Data"});
  for (const borough::Hub& hub : borough_.hubs) {
    file.write_row({hub.name, std::string(borough::to_label(hub.kind)), hub.address, hub.opening_hours,
                    fmt::format("{:.2f}", hub.position.x), fmt::format("{:.2f}", hub.position.y),
                    hub.open ? "Open" : "Closed", "synthetic"});
  }
  return file.close();
}

core::Status RawFiles::write_points_of_interest() {
  TextFile file(folder_ / "points_of_interest_synthetic.csv");
  file.write_row({"Name", "Point of interest type", "Easting", "Northing", "Data"});
  for (const borough::PointOfInterest& point : borough_.points_of_interest) {
    file.write_row({point.name, point.kind, fmt::format("{:.2f}", point.position.x),
                    fmt::format("{:.2f}", point.position.y), "synthetic"});
  }
  return file.close();
}

core::Status RawFiles::write_indicators() {
  TextFile file(folder_ / "indicators_synthetic.csv");
  file.write_row({"Indicator", "Area code", "Period", "Value", "Unit", "Higher is better", "Data"});
  for (const borough::IndicatorValue& value : borough_.indicators) {
    file.write_row({value.indicator, value.area_code, value.period, fmt::format("{:.1f}", value.value), value.unit,
                    value.higher_is_better ? "Yes" : "No", "synthetic"});
  }
  return file.close();
}

core::Status RawFiles::write_actions() {
  TextFile file(folder_ / "actions_synthetic.csv");
  file.write_row({"Theme", "Action", "Action owner", "Due", "Status", "Ward code", "Data"});
  for (const borough::PlanAction& action : borough_.actions) {
    file.write_row(
        {action.theme, action.title, action.owner, action.due, action.status, action.area_code, "synthetic"});
  }
  return file.close();
}

std::string RawFiles::coordinates(const geo::LineString& line) {
  std::vector<double> longitude;
  std::vector<double> latitude;
  for (const geo::Point& p : line) {
    longitude.push_back(p.x);
    latitude.push_back(p.y);
  }
  to_wgs84_.transform(longitude, latitude);
  std::string text;
  for (std::size_t i = 0; i < longitude.size(); ++i) {
    fmt::format_to(std::back_inserter(text), "{}[{:.7f},{:.7f}]", i == 0 ? "" : ",", longitude[i], latitude[i]);
  }
  return text;
}

std::string RawFiles::coordinates(const geo::MultiPolygon& shape) {
  std::string text;
  for (const geo::Polygon& part : shape) {
    text += (text.empty() ? "[[" : ",[[") + coordinates(part.exterior) + "]";
    for (const geo::Ring& hole : part.holes) text += ",[" + coordinates(hole) + "]";
    text += "]";
  }
  return text;
}

core::Status RawFiles::write_collection(const std::string& file_name,
                                        const std::function<void(TextFile&)>& write_features) {
  TextFile file(folder_ / file_name);
  const std::string name = file_name.substr(0, file_name.find('.'));
  file.write(
      "{\"type\":\"FeatureCollection\",\"name\":\"" + name +
      "\",\"crs\":{\"type\":\"name\",\"properties\":{\"name\":\"urn:ogc:def:crs:OGC:1.3:CRS84\"}},\"features\":[");
  write_features(file);
  file.write("\n]}\n");
  return file.close();
}

core::Status RawFiles::write_areas(std::size_t set, const std::string& file_name,
                                   const std::function<OrderedJson(const borough::Area&)>& describe) {
  return write_collection(file_name, [&](TextFile& file) {
    std::size_t index = 0;
    for (const borough::Area& area : borough_.area_sets[set].areas) {
      write_feature(file, index++, describe(area),
                    "{\"type\":\"MultiPolygon\",\"coordinates\":[" + coordinates(area.shape) + "]}");
    }
  });
}

core::Status RawFiles::write_buildings() {
  return write_collection("buildings_synthetic.geojson", [&](TextFile& file) {
    std::size_t index = 0;
    for (const borough::Building& building : borough_.buildings) {
      const OrderedJson properties = {{"height", building.height->value()}};
      write_feature(file, index++, properties,
                    "{\"type\":\"Polygon\",\"coordinates\":[[" + coordinates(building.footprint.exterior) + "]]}");
    }
  });
}

core::Status RawFiles::write_streets() {
  return write_collection("streets_synthetic.geojson", [&](TextFile& file) {
    std::size_t index = 0;
    for (const borough::Street& street : borough_.streets) {
      const OrderedJson properties = {{"name", street.name}, {"class", street.road_class}};
      write_feature(file, index++, properties,
                    "{\"type\":\"LineString\",\"coordinates\":[" + coordinates(street.line) + "]}");
    }
  });
}

core::Status RawFiles::write_text(const std::string& file_name, std::string_view text) {
  TextFile file(folder_ / file_name);
  file.write(text);
  return file.close();
}

core::Status check_folder(const std::filesystem::path& folder) {
  std::error_code error;
  std::filesystem::create_directories(folder, error);
  if (error) return core::io_error(folder.filename().string() + ": the folder could not be made: " + error.message());
  const bool empty = std::filesystem::is_empty(folder, error);
  if (error) return core::io_error(folder.filename().string() + ": the folder could not be read: " + error.message());
  if (!empty) return core::conflict(folder.filename().string() + " is not empty; name a new folder");
  return {};
}

constexpr std::string_view kReadMe =
    "Saltmere (synthetic)\n\nEvery file in this folder describes a borough that does not exist. Its coordinates lie in "
    "the\n"
    "English Channel. Use it to learn and to test Wardscope, never as data. truth_synthetic.json says what was "
    "planted.\n";

}  // namespace

core::Status write_raw_files(const SampleBorough& borough, const RawFileOptions& options,
                             const jobs::Progress& progress) {
  if (auto folder = check_folder(options.folder); !folder) return folder;
  auto to_wgs84 =
      geo::CoordinateTransform::from_british_national_grid(geo::CoordinateReferenceSystem::wgs84(), options.grid);
  if (!to_wgs84) return to_wgs84.error();
  RawFiles files(borough, options.folder, *std::move(to_wgs84));
  using Write = std::function<core::Status()>;
  const std::vector<Write> parts{
      [&] { return files.write_text("README_synthetic.txt", kReadMe); },
      [&] { return files.write_text("truth_synthetic.json", truth_json(borough)); },
      [&] { return files.write_saltmere_cameras(); },
      [&] { return files.write_eastcliff_cameras(); },
      [&] { return files.write_hubs(); },
      [&] { return files.write_points_of_interest(); },
      [&] { return files.write_indicators(); },
      [&] { return files.write_actions(); },
      [&] {
        return files.write_areas(0, "wards_synthetic.geojson", [](const borough::Area& ward) {
          return OrderedJson{{"WD25CD", ward.code}, {"WD25NM", ward.name}, {"LAD25NM", "Saltmere (synthetic)"}};
        });
      },
      [&] {
        return files.write_areas(1, "lsoa_synthetic.geojson", [](const borough::Area& area) {
          return OrderedJson{{"LSOA21CD", area.code},
                             {"LSOA21NM", area.name},
                             {"population", *area.population},
                             {"IMD_rank", *area.deprivation_rank}};
        });
      },
      [&] {
        return files.write_areas(3, "neighbourhoods_synthetic.geojson", [](const borough::Area& area) {
          return OrderedJson{{"name", area.name}, {"reason", area.note}};
        });
      },
      [&] {
        return files.write_areas(4, "open_spaces_synthetic.geojson", [](const borough::Area& area) {
          return OrderedJson{{"name", area.name}, {"data", "synthetic"}};
        });
      },
      [&] { return files.write_buildings(); },
      [&] { return files.write_streets(); }};
  constexpr double kShareOfParts = 0.3;  // the rest is incidents
  for (std::size_t part = 0; part < parts.size(); ++part) {
    if (!progress.tick(kShareOfParts * static_cast<double>(part) / static_cast<double>(parts.size()))) {
      return core::cancelled();
    }
    if (auto written = parts[part](); !written) return written;
  }
  return write_incident_files(borough, options, progress.part(kShareOfParts, 1.0, "Writing incidents"));
}

}  // namespace wardscope::sample
