// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/form_choices.hpp"

#include <algorithm>
#include <array>
#include <utility>

#include "borough/places.hpp"

namespace wardscope::ui {
namespace {

FormChoices plain(const std::vector<std::string>& words, std::string_view none = "All") {
  return {words, words, std::string(none)};
}

std::vector<std::string> area_names(const ViewModel& model, borough::AreaKind kind) {
  std::vector<std::string> names;
  if (const auto set = borough::areas_of(model.dataset, kind)) {
    for (const borough::Area& area : set->areas) names.push_back(area.name);
  }
  std::sort(names.begin(), names.end());
  return names;
}

FormChoices hub_kinds() {
  constexpr std::array kKinds = {borough::HubKind::library, borough::HubKind::community_centre,
                                 borough::HubKind::childrens_centre, borough::HubKind::reporting_centre,
                                 borough::HubKind::other};
  FormChoices choices;
  for (const borough::HubKind kind : kKinds) {
    choices.words.emplace_back(borough::to_word(kind));
    choices.labels.emplace_back(borough::to_label(kind));
  }
  choices.none = "Any";
  return choices;
}

FormChoices results_of(const ViewModel& model) {
  FormChoices choices;
  for (const ResultEntry& result : model.results) {
    choices.words.push_back(result.name);
    choices.labels.push_back(result.title);
  }
  choices.none = "None chosen";
  return choices;
}

/// Results with areas of their own, whose ground may be asked about.
FormChoices results_with_areas(const ViewModel& model) {
  FormChoices choices;
  for (const ResultEntry& result : model.results) {
    if (!result.features || result.style.starts_with("table")) continue;
    choices.words.push_back(result.name);
    choices.labels.push_back(result.title);
  }
  choices.none = "None: wards or neighbourhoods";
  return choices;
}

/// The classes that occur in kept lists, each once.
std::vector<std::string> classes_of_results(const ViewModel& model) {
  std::vector<std::string> classes;
  for (const ResultEntry& result : model.results) {
    if (!result.features) continue;
    const auto side = result.features->column("side");
    const auto column = side ? side : result.features->column("class");
    for (std::size_t row = 0; column && row < result.features->row_count(); ++row) {
      std::string word = table::to_text(result.features->at(row, *column), 0);
      if (!word.empty() && std::find(classes.begin(), classes.end(), word) == classes.end())
        classes.push_back(std::move(word));
    }
  }
  return classes;
}

std::vector<std::string> layer_titles(const ViewModel& model) {
  std::vector<std::string> titles;
  for (auto layer = model.project.layers.rbegin(); layer != model.project.layers.rend(); ++layer)
    titles.push_back(layer->title);
  return titles;
}

}  // namespace

std::size_t FormChoices::index_of(std::string_view word) const {
  return static_cast<std::size_t>(std::find(words.begin(), words.end(), word) - words.begin());
}

std::optional<FormChoices> choices_for(const core::ParameterSpec& spec, core::TextKind kind, const ViewModel& model) {
  if (kind == core::TextKind::area_name) {
    const bool narrows = spec.summary.starts_with("Only ");  // what is not chosen is not left out
    if (spec.name == "neighbourhood")
      return plain(area_names(model, borough::AreaKind::neighbourhood), narrows ? "Everywhere" : "All");
    return plain(area_names(model, borough::AreaKind::ward), narrows ? "Everywhere" : "None chosen");
  }
  if (kind != core::TextKind::plain) return std::nullopt;
  if (spec.name == "type") {
    std::vector<std::string> types;
    for (const TypeCounts& type : model.types) types.push_back(type.type);
    return plain(types);
  }
  if (spec.name == "weekday")
    return plain({"Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"});
  if (spec.name == "kind" && spec.label == "Kinds of hub") return hub_kinds();
  if (spec.name == "feature") return plain(model.feature_kinds, "All but cameras");
  if (spec.name == "area-set") {
    std::vector<std::string> sets;
    for (const auto& set : model.dataset.area_sets) {
      if (set->kind != borough::AreaKind::other) sets.push_back(set->name);
    }
    return plain(sets, "Newest of each kind");
  }
  if (spec.name == "layer") return results_of(model);
  if (spec.name == "result") return results_with_areas(model);
  if (spec.name == "class") return plain(classes_of_results(model), "Its hotspots");
  if (spec.name == "show" || spec.name == "hide") return plain(layer_titles(model), "None");
  return std::nullopt;
}

}  // namespace wardscope::ui
