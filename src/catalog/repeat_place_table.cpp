// SPDX-License-Identifier: GPL-3.0-or-later
#include "catalog/repeat_place_table.hpp"

#include <cmath>
#include <limits>
#include <utility>

#include "catalog/place_names.hpp"
#include "catalog/told_counts.hpp"
#include "geo/polygon_coverage.hpp"

namespace wardscope::catalog {
namespace {

struct ClassLimits {
  const char* words;
  std::int64_t least;
  std::int64_t most;
};
constexpr ClassLimits kClasses[] = {{"1", 1, 1},          {"2", 2, 2},
                                    {"3 or 4", 3, 4},     {"5 to 9", 5, 9},
                                    {"10 to 19", 10, 19}, {"20 or more", 20, std::numeric_limits<std::int64_t>::max()}};

bool is_moved(const borough::IncidentTable& incidents, std::uint32_t row) {
  return !incidents.place.empty() && incidents.place[row] != borough::IncidentTable::kNoPlace;
}

/// "Quay Road"; of a map point that stands for a kind of place, "Parking Area (Quay Road)".
std::string name_of(const analysis::RepeatPlace& place, const borough::IncidentTable& incidents,
                    const PlaceNames& names) {
  if (!is_moved(incidents, place.row)) return names.near({place.x, place.y});
  const std::string& own = incidents.place_names[incidents.place[place.row]];
  if (borough::kind_of_place(own) == nullptr) return own;
  const std::string near = names.near({place.x, place.y});
  return near.empty() ? own : own + " (" + near + ")";
}

}  // namespace

std::vector<PlaceClass> place_classes(const analysis::RepeatPlaces& found, borough::Sensitivity sensitivity) {
  analysis::CountTable counts;
  counts.rows = 1;
  counts.columns = std::size(kClasses);
  counts.totals = analysis::Totals::rows;
  for (const ClassLimits& limits : kClasses) counts.cells.push_back(found.places_with(limits.least, limits.most));
  counts.column_sensitivity.assign(counts.columns, sensitivity);
  counts.total_sensitivity = sensitivity;
  const analysis::ProtectedTable safe = analysis::DisclosureControl().protect(counts);
  std::vector<PlaceClass> classes;
  for (std::size_t i = 0; i < counts.columns; ++i) {
    classes.push_back({kClasses[i].words, kClasses[i].least, safe.at(0, i)});
  }
  return classes;
}

table::FeatureTable place_class_table(const std::vector<PlaceClass>& classes) {
  using table::ColumnType;
  table::FeatureTable features({{"incidents_at_place", "Incidents at a place", "", ColumnType::text, false},
                                {"places", "Places", "", ColumnType::integer, false},
                                {"remark", "Remark", "", ColumnType::text, false}});
  for (const PlaceClass& one : classes) {
    table::Value places;
    if (one.places.value) places = static_cast<std::int64_t>(std::llround(*one.places.value));
    features.add_row({one.words, std::move(places),
                      std::string(one.places.value ? "" : "not told: few places, or one that would tell few")});
  }
  return features;
}

std::vector<std::uint32_t> listable_rows(const borough::IncidentTable& incidents,
                                         const std::vector<std::uint32_t>& rows) {
  std::vector<bool> sensitive;
  sensitive.reserve(incidents.categories.size());
  for (const borough::IncidentCategory& category : incidents.categories) {
    sensitive.push_back(analysis::sensitivity_of(category) == borough::Sensitivity::sensitive);
  }
  std::vector<std::uint32_t> listable;
  for (const std::uint32_t row : rows) {
    if (!sensitive[incidents.category[row]] || is_moved(incidents, row)) listable.push_back(row);
  }
  return listable;
}

table::FeatureTable place_table(const PlaceList& list) {
  using table::ColumnType;
  const borough::IncidentTable& incidents = *list.dataset.incidents;
  const PlaceNames names(list.dataset);
  const auto wards = borough::areas_of(list.dataset, borough::AreaKind::ward);
  std::vector<geo::MultiPolygon> shapes;
  if (wards) {
    for (const borough::Area& area : wards->areas) shapes.push_back(area.shape);
  }
  const geo::PolygonCoverage ground(shapes);
  table::FeatureTable features({{"rank", "Rank", "", ColumnType::integer, false},
                                {"near", "On or near", "", ColumnType::text, false},
                                {"ward", "Ward", "", ColumnType::text, false},
                                {"incidents_rounded", "Incidents, rounded", "", ColumnType::integer, false}});
  std::int64_t rank = 0;
  for (const analysis::RepeatPlace& place : list.found.places) {
    const auto told = told_count(static_cast<double>(place.incidents), list.sensitivity);
    if (!told || rank == list.most) break;  // those that follow have no more
    const auto ward = ground.locate({place.x, place.y});
    features.add_row({++rank, name_of(place, incidents, names), ward ? wards->areas[*ward].name : std::string(), *told},
                     geo::Point{place.x, place.y});
  }
  return features;
}

}  // namespace wardscope::catalog
