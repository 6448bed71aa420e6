// SPDX-License-Identifier: GPL-3.0-or-later
#include "catalog/chosen_places.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <utility>

#include "borough/areas.hpp"
#include "catalog/place_classes.hpp"
#include "catalog/result_age.hpp"
#include "core/text.hpp"
#include "geo/polygon_operations.hpp"
#include "store/workspace.hpp"

namespace wardscope::catalog {
namespace {

constexpr std::string_view kRiskTerrain = "risk-terrain";

/// What the list calls a row: "1: Boscombe West (62 %)".
std::string name_of(const table::FeatureTable& features, std::size_t row) {
  std::string name;
  for (const char* column : {"name", "ward", "area"}) {
    if (const auto found = features.column(column); found && name.empty()) {
      name = table::to_text(features.at(row, *found), 0);
    }
  }
  const auto rank = features.column("rank");
  if (!rank && !name.empty()) return name;
  const std::string number = rank ? table::to_text(features.at(row, *rank), 0) : std::to_string(row + 1);
  return name.empty() ? number : number + ": " + name;
}

core::Error no_areas(const PlaceChoice& choice) {
  return core::invalid_argument(
      fmt::format("the result '{}' has no areas: choose one with areas (hotspots, gaps, coverage-ground …), or name "
                  "wards",
                  choice.result));
}

/// The parts in which some ground hangs together, the largest first.
core::Result<ChosenPlaces> parts_of(const std::vector<geo::MultiPolygon>& shapes, std::string in_words,
                                    const jobs::Progress& progress) {
  auto together = geo::union_of(shapes, progress);
  if (!together) return together.error();
  std::sort(together->begin(), together->end(),
            [](const geo::Polygon& a, const geo::Polygon& b) { return geo::area(a) > geo::area(b); });
  ChosenPlaces places;
  for (geo::Polygon& part : *together) {
    places.names.push_back(fmt::format("Part {}", places.names.size() + 1));
    places.shapes.push_back({std::move(part)});
  }
  places.in_words = std::move(in_words);
  return places;
}

/// The ground of the rows of these classes, part by part.
core::Result<ChosenPlaces> classed_places(const PlaceChoice& choice, const table::FeatureTable& features,
                                          const jobs::Progress& progress) {
  const std::size_t column = *class_column(features);
  const auto classes =
      meant_classes(choice.classes, classes_in(features, column), fmt::format("the result '{}'", choice.result));
  if (!classes) return classes.error();
  std::vector<geo::MultiPolygon> shapes;
  for (std::size_t row = 0; row < features.row_count(); ++row) {
    const auto* shape = std::get_if<geo::MultiPolygon>(&features.geometry(row));
    const std::string word = table::to_text(features.at(row, column), 0);
    if (shape != nullptr && std::find(classes->begin(), classes->end(), word) != classes->end())
      shapes.push_back(*shape);
  }
  if (shapes.empty()) return no_areas(choice);
  return parts_of(shapes,
                  fmt::format("the ground of '{}' in the result '{}'", fmt::join(*classes, "' and '"), choice.result),
                  progress);
}

/// The cells whose risk is high, part by part.
core::Result<ChosenPlaces> high_places(const PlaceChoice& choice, const table::FeatureTable& features,
                                       const jobs::Progress& progress) {
  const auto column = features.column("relative_risk");
  std::vector<geo::MultiPolygon> shapes;
  double most = 0.0;
  for (std::size_t row = 0; column && row < features.row_count(); ++row) {
    const auto* shape = std::get_if<geo::MultiPolygon>(&features.geometry(row));
    const double times = table::to_number(features.at(row, *column)).value_or(0.0);
    most = std::max(most, times);
    if (shape != nullptr && times >= choice.times) shapes.push_back(*shape);
  }
  if (shapes.empty()) {
    return core::invalid_argument(
        fmt::format("no cell of the result '{}' has {:g} times as many as without the features or more; the highest "
                    "has {}: give a lower --times",
                    choice.result, choice.times, core::fixed(most, 2)));
  }
  return parts_of(
      shapes, fmt::format("the ground with {:g} times as many or more in the result '{}'", choice.times, choice.result),
      progress);
}

/// The rows as they are listed; of a list of hotspots with classes (firm, fragile) those of the classes meant.
core::Result<ChosenPlaces> listed_places(const PlaceChoice& choice, const table::FeatureTable& features) {
  ChosenPlaces places;
  std::vector<std::string> classes;
  const auto column = class_column(features);
  if (column) {
    auto meant =
        meant_classes(choice.classes, classes_in(features, *column), fmt::format("the result '{}'", choice.result));
    if (!meant) return meant.error();
    classes = std::move(meant).value();
  }
  for (std::size_t row = 0; row < features.row_count(); ++row) {
    const auto* shape = std::get_if<geo::MultiPolygon>(&features.geometry(row));
    if (shape == nullptr || shape->empty()) continue;
    if (column &&
        std::find(classes.begin(), classes.end(), table::to_text(features.at(row, *column), 0)) == classes.end()) {
      continue;
    }
    places.names.push_back(name_of(features, row));
    places.shapes.push_back(*shape);
  }
  if (places.shapes.empty()) return no_areas(choice);
  const std::string of_class = classes.empty() ? "" : fmt::format(" '{}'", fmt::join(classes, "' and '"));
  places.in_words = fmt::format("{}{} area{} of the result '{}'", places.names.size(), of_class,
                                places.names.size() == 1 ? "" : "s", choice.result);
  return places;
}

/// Whether each row of a list is a place of its own, although it has a class.
bool lists_places(const std::string& style) { return style == "hold" || style == "significant-area"; }

core::Result<ChosenPlaces> only_row(ChosenPlaces places, const PlaceChoice& choice) {
  if (choice.row == 0) return places;
  const auto row = static_cast<std::size_t>(choice.row - 1);
  if (row >= places.names.size()) {
    return core::invalid_argument(fmt::format("--row {}: the result '{}' has {} areas; choose 1 to {}, or 0 for all",
                                              choice.row, choice.result, places.names.size(), places.names.size()));
  }
  return ChosenPlaces{{places.names[row]},
                      {places.shapes[row]},
                      fmt::format("'{}' of the result '{}'", places.names[row], choice.result),
                      false};
}

core::Result<ChosenPlaces> places_of_result(const PlaceChoice& choice, const ops::OperationContext& context) {
  if (context.workspace.empty()) {
    return core::invalid_argument("results are kept in a workspace: name its file");
  }
  const auto workspace = store::Workspace::open(context.workspace, store::Access::read);
  if (!workspace) return workspace.error();
  const auto result = workspace->load_result(choice.result);
  if (!result) return result.error();
  if (!result->features) {
    return core::invalid_argument(
        fmt::format("'{}' is a surface, not areas: choose a result with areas (hotspots …)", choice.result));
  }
  const auto old = why_old(*workspace, result->dataset_revision);
  if (!old) return old.error();
  if (!old->empty()) {
    context.diagnostics.warn("old-result", fmt::format("the result '{}' was made {}: its areas may have moved since; "
                                                       "run it again first",
                                                       choice.result, *old));
  }
  const bool classed = class_column(*result->features).has_value() && !lists_places(result->style);
  auto places = result->style == kRiskTerrain ? high_places(choice, *result->features, context.progress)
                : classed                     ? classed_places(choice, *result->features, context.progress)
                                              : listed_places(choice, *result->features);
  if (!places) return places.error();
  return only_row(std::move(places).value(), choice);
}

core::Status add_places(const borough::Dataset& dataset, borough::AreaKind kind, const std::vector<std::string>& wanted,
                        ChosenPlaces& places) {
  const auto set = borough::areas_of(dataset, kind);
  const std::string_view what = kind == borough::AreaKind::ward ? "ward" : "neighbourhood";
  for (const std::string& name : wanted) {
    const borough::Area* area = set ? borough::find_area(*set, name) : nullptr;
    if (area == nullptr) return core::not_found(borough::no_area(set ? *set : borough::AreaSet{}, what, name));
    places.names.push_back(area->name);
    places.shapes.push_back(area->shape);
  }
  return {};
}

core::Result<ChosenPlaces> named_places(const PlaceChoice& choice, const borough::Dataset& dataset) {
  ChosenPlaces places;
  if (auto status = add_places(dataset, borough::AreaKind::ward, choice.wards, places); !status) return status.error();
  if (auto status = add_places(dataset, borough::AreaKind::neighbourhood, choice.neighbourhoods, places); !status) {
    return status.error();
  }
  places.in_words = fmt::format("{}", fmt::join(places.names, ", "));
  if (!places.names.empty()) return places;
  const auto wards = borough::areas_of(dataset, borough::AreaKind::ward);
  if (!wards) {
    return core::not_found("the workspace has no wards: import them, or name a kept result whose areas are meant");
  }
  for (const borough::Area& ward : wards->areas) {
    places.names.push_back(ward.name);
    places.shapes.push_back(ward.shape);
  }
  places.in_words = fmt::format("the {} wards of '{}'", places.names.size(), wards->name);
  places.everywhere = true;
  return places;
}

}  // namespace

void describe(PlaceChoice& choice, core::ParameterVisitor& visitor) {
  visitor.text({"result", "Result", "A kept result whose areas are meant: hotspots, gaps, coverage-ground …"},
               core::TextKind::plain, choice.result);
  visitor.integer(
      {"row", "Row", "Only this area of the result, as it is listed, from 1; 0: each of them and all together"},
      {0, 1e6}, choice.row);
  visitor.texts({"class", "Classes",
                 "Of a result that classes its rows: which, 'fewer than expected', 'former', 'fragile'; empty: its "
                 "hotspots (more than expected, persistent, firm …)"},
                core::TextKind::plain, choice.classes);
  visitor.number({"times", "Times as many", "Of a risk terrain: cells with so many times the incidents or more"},
                 {1.0, 1000.0}, choice.times);
  visitor.texts(
      {"ward", "Wards", "This ward, by name or code; repeat it for several. Empty, without a result: every ward"},
      core::TextKind::area_name, choice.wards);
  visitor.texts({"neighbourhood", "Neighbourhoods", "This targeted neighbourhood, likewise"}, core::TextKind::area_name,
                choice.neighbourhoods);
}

core::Result<ChosenPlaces> chosen_places(const PlaceChoice& choice, const ops::OperationContext& context) {
  if (choice.result.empty()) return named_places(choice, context.dataset);
  if (!choice.wards.empty() || !choice.neighbourhoods.empty()) {
    return core::invalid_argument("name a result, or wards and neighbourhoods, not both");
  }
  return places_of_result(choice, context);
}

}  // namespace wardscope::catalog
