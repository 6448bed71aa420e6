// SPDX-License-Identifier: GPL-3.0-or-later
#include "sample/truth.hpp"

#include <nlohmann/json.hpp>
#include <numeric>

#include "sample/exact_math.hpp"
#include "sample/places.hpp"

namespace wardscope::sample {
namespace {

using OrderedJson = nlohmann::ordered_json;

double to_hundredth(double value) { return to_centimetre(value); }

/// Name of the area of a set that holds the point, or null.
OrderedJson name_of_area_at(const borough::AreaSet& set, geo::Point p) {
  for (const borough::Area& area : set.areas) {
    if (geo::contains(area.shape, p)) return area.name;
  }
  return nullptr;
}

OrderedJson hotspot_json(const SampleBorough& borough, const PlantedHotspot& spot) {
  return {{"name", spot.name},
          {"centre", {spot.centre.x, spot.centre.y}},
          {"radius_m", spot.radius.value()},
          {"ward", name_of_area_at(borough.area_sets[0], spot.centre)},
          {"neighbourhood", name_of_area_at(borough.area_sets[3], spot.centre)},
          {"types", spot.types},
          {"day_profile", spot.rhythm},
          {"season", spot.season},
          {"expected_planted", to_hundredth(spot.expected_planted)},
          {"expected_exactly_placed_in_circle", to_hundredth(spot.expected_within)},
          {"seen_by_a_camera", !spot.blind}};
}

OrderedJson counts_json(const SampleBorough& borough) {
  OrderedJson by_type = OrderedJson::object();
  for (std::size_t type = 0; type < borough.categories.size(); ++type) {
    by_type[borough.categories[type].name] = to_hundredth(borough.expected.by_type[type]);
  }
  OrderedJson by_ward = OrderedJson::array();
  const auto& counts = borough.expected.by_ward;
  const double whole = std::accumulate(counts.begin(), counts.end(), 0.0);
  for (std::size_t ward = 0; ward < counts.size(); ++ward) {
    const borough::Area& area = borough.area_sets[0].areas[ward];
    constexpr double kPercent = 100.0;
    by_ward.push_back({{"code", area.code},
                       {"name", area.name},
                       {"expected_incidents", to_hundredth(counts[ward])},
                       {"share_percent", whole > 0 ? to_hundredth(kPercent * counts[ward] / whole) : 0.0}});
  }
  return {{"by_type", by_type}, {"by_ward", by_ward}};
}

OrderedJson contents_json(const SampleBorough& borough) {
  OrderedJson contents = OrderedJson::object();
  for (const borough::AreaSet& set : borough.area_sets) contents[set.name] = set.areas.size();
  for (const NamedRegister& cameras : borough.registers)
    contents["Cameras of " + cameras.name] = cameras.cameras.size();
  contents["Hubs"] = borough.hubs.size();
  contents["Points of interest"] = borough.points_of_interest.size();
  contents["Buildings"] = borough.buildings.size();
  contents["Streets"] = borough.streets.size();
  contents["Indicator values"] = borough.indicators.size();
  contents["Actions"] = borough.actions.size();
  contents["Incidents"] = borough.options.incidents;
  return contents;
}

}  // namespace

std::string truth_json(const SampleBorough& borough) {
  OrderedJson truth = {
      {"about",
       "Planted truths of a synthetic borough: nothing here is a real place. Counts are expectations over the "
       "chance of drawing; a count scatters about its own by its square root."},
      {"place", borough.place},
      {"synthetic", true},
      {"crs", "EPSG:27700"},
      {"seed", borough.options.seed},
      {"incidents", borough.options.incidents}};
  truth["contents"] = contents_json(borough);
  truth["hotspots"] = OrderedJson::array();
  truth["blind_hotspots"] = OrderedJson::array();
  for (const PlantedHotspot& spot : borough.hotspots) {
    truth["hotspots"].push_back(hotspot_json(borough, spot));
    if (spot.blind) truth["blind_hotspots"].push_back(spot.name);
  }
  truth["risk_factors"] = {{"type", kTypeAtPremises}, {"planted", kPremises}, {"says_nothing", "Benches"}};
  truth["duplicate_cameras"] = OrderedJson::array();
  for (const DuplicatePair& pair : borough.duplicates) {
    truth["duplicate_cameras"].push_back({{"first_register", pair.first_register},
                                          {"first_reference", pair.first_reference},
                                          {"second_register", pair.second_register},
                                          {"second_reference", pair.second_reference},
                                          {"apart_m", pair.apart.value()}});
  }
  truth["expected_counts"] = counts_json(borough);
  return truth.dump(2) + "\n";
}

}  // namespace wardscope::sample
