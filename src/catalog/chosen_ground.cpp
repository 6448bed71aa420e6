// SPDX-License-Identifier: GPL-3.0-or-later
#include "catalog/chosen_ground.hpp"

#include <fmt/format.h>

#include <span>

#include "catalog/inputs.hpp"
#include "geo/polygon_operations.hpp"

namespace wardscope::catalog {
namespace {

struct NamedShapes {
  std::vector<std::string> names;
  std::vector<geo::MultiPolygon> shapes;
};

core::Status add_areas(const borough::Dataset& dataset, borough::AreaKind kind, const std::vector<std::string>& wanted,
                       NamedShapes& found) {
  const auto set = borough::areas_of(dataset, kind);
  const std::string_view what = kind == borough::AreaKind::ward ? "ward" : "neighbourhood";
  for (const std::string& name : wanted) {
    const borough::Area* area = set ? borough::find_area(*set, name) : nullptr;
    if (area == nullptr) return core::not_found(borough::no_area(set ? *set : borough::AreaSet{}, what, name));
    found.names.push_back(area->name);
    found.shapes.push_back(area->shape);
  }
  return {};
}

}  // namespace

void describe(GroundChoice& choice, core::ParameterVisitor& visitor) {
  visitor.texts({"ward", "Wards",
                 "Only in this ward, by name or code; repeat it for several. Incidents around it still count in the "
                 "density at its edge. Empty: everywhere"},
                core::TextKind::area_name, choice.wards);
  visitor.texts({"neighbourhood", "Neighbourhoods",
                 "Only in this targeted neighbourhood, likewise; wards and neighbourhoods count together"},
                core::TextKind::area_name, choice.neighbourhoods);
}

core::Result<ChosenGround> chosen_ground(const borough::Dataset& dataset, const GroundChoice& choice,
                                         const geo::MultiPolygon& land) {
  if (choice.everywhere()) return ChosenGround{};
  NamedShapes found;
  if (auto status = add_areas(dataset, borough::AreaKind::ward, choice.wards, found); !status) return status.error();
  if (auto status = add_areas(dataset, borough::AreaKind::neighbourhood, choice.neighbourhoods, found); !status) {
    return status.error();
  }
  auto together = geo::union_of(found.shapes, jobs::Progress());
  if (!together) return together.error();
  ChosenGround ground{std::move(together).value(), " in " + joined_names(found.names)};
  if (land.empty()) return ground;
  // Neighbourhoods may be drawn over water.
  std::vector<geo::MultiPolygon> pieces;
  const geo::Extent extent = geo::extent_of(ground.shape);
  for (const geo::Polygon& piece : land) {
    if (geo::extent_of({piece}).intersects(extent)) pieces.push_back({piece});
  }
  const auto nearby = geo::union_of(pieces, jobs::Progress());
  if (!nearby) return nearby.error();
  auto on_land = geo::intersection(ground.shape, *nearby);
  if (!on_land) return on_land.error();
  if (on_land->empty()) {
    return core::invalid_argument(
        fmt::format("nothing of the ground{} is land of this borough: choose other areas", ground.in_words));
  }
  ground.shape = std::move(on_land).value();
  return ground;
}

}  // namespace wardscope::catalog
