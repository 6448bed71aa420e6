// SPDX-License-Identifier: GPL-3.0-or-later
#include "catalog/small_workspace.hpp"

#include <fstream>
#include <iterator>
#include <map>

#include "catalog/catalog.hpp"
#include "ops/parameters.hpp"
#include "store/workspace.hpp"

namespace wardscope::catalog {
namespace {

constexpr const char* kNow = "2026-11-22T02:00:00Z";

template <typename Add>
bool add_part(store::Workspace& workspace, const char* layer, const std::string& file, std::size_t rows, Add add) {
  const auto count = static_cast<std::int64_t>(rows);
  const auto batch = workspace.begin_batch({"test", layer, file, "ab12", "Licence of " + file, "", 0.0});
  return batch && add(*batch) && workspace.commit_batch(*batch, {count, count, 0});
}

bool add_incidents(store::Workspace& workspace, std::int64_t batch, const borough::IncidentTable& incidents) {
  std::vector<store::IncidentRow> rows;
  for (std::size_t i = 0; i < incidents.size(); ++i) {
    const borough::IncidentCategory& category = incidents.categories[incidents.category[i]];
    store::IncidentRow row;
    row.row = static_cast<std::int64_t>(i) + 2;
    row.position = incidents.position(i);
    row.category = category.name;
    row.sensitivity = category.sensitivity;
    row.time = incidents.time[i];
    row.precision = incidents.precision[i];
    if (!incidents.place.empty() && incidents.place[i] != borough::IncidentTable::kNoPlace)
      row.location = "On or near " + incidents.place_names[incidents.place[i]];
    rows.push_back(std::move(row));
  }
  return static_cast<bool>(workspace.add_incidents(batch, rows));
}

}  // namespace

void SmallWorkspace::make(const borough::Dataset& borough) {
  auto workspace = store::Workspace::create(workspace_, borough.place, store::Contents::real);
  ASSERT_TRUE(workspace);
  for (const auto& set : borough.area_sets) {
    ASSERT_TRUE(add_part(*workspace, "areas", set->name + ".geojson", set->areas.size(),
                         [&](std::int64_t batch) { return bool{workspace->add_area_set(batch, *set)}; }));
  }
  ASSERT_TRUE(add_part(*workspace, "cameras", "cameras.csv", borough.cameras->size(),
                       [&](std::int64_t batch) { return bool{workspace->add_cameras(batch, *borough.cameras)}; }));
  ASSERT_TRUE(add_part(*workspace, "hubs", "hubs.csv", borough.hubs->size(),
                       [&](std::int64_t batch) { return bool{workspace->add_hubs(batch, *borough.hubs)}; }));
  if (borough.points_of_interest) {
    const borough::PointsOfInterest& points = *borough.points_of_interest;
    ASSERT_TRUE(add_part(*workspace, "points-of-interest", "points.csv", points.size(),
                         [&](std::int64_t batch) { return bool{workspace->add_points_of_interest(batch, points)}; }));
  }
  ASSERT_TRUE(add_part(*workspace, "incidents", "incidents.csv", borough.incidents->size(),
                       [&](std::int64_t batch) { return add_incidents(*workspace, batch, *borough.incidents); }));
}

core::Result<ops::RunOutcome> SmallWorkspace::run(const std::string& name, const Words& words) {
  const auto operation = builtin_operations().make(name);
  std::map<std::string, std::vector<std::string>> values;
  for (const auto& [parameter, word] : words) values[parameter].push_back(word);
  for (const auto& [parameter, several] : values) {
    if (auto set = ops::set_parameter(*operation, parameter, several); !set) return set.error();
  }
  return ops::run_operation(*operation, {workspace_, ops::Keep::yes, kNow}, {}, diagnostics_);
}

std::string SmallWorkspace::text_of(const std::string& name) const {
  std::ifstream stream(folder_ / name, std::ios::binary);
  EXPECT_TRUE(stream.good()) << name << " is not there";
  return {std::istreambuf_iterator<char>(stream), std::istreambuf_iterator<char>()};
}

}  // namespace wardscope::catalog
