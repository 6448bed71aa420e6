// SPDX-License-Identifier: GPL-3.0-or-later
#include "ops/map_provenance.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <nlohmann/json.hpp>
#include <set>
#include <utility>

#include "core/text.hpp"
#include "core/version.hpp"
#include "ops/parameters.hpp"
#include "ops/provenance_json.hpp"
#include "ops/recipe.hpp"

namespace wardscope::ops {
namespace {

using Json = nlohmann::ordered_json;

/// They select incidents, hubs or areas: titles and keys say them.
constexpr std::array<std::string_view, 8> kSelecting{"type",       "from",      "to",   "weekday",
                                                     "first-hour", "last-hour", "name", "neighbourhood"};
/// A reader asks for them whatever their value.
constexpr std::array<std::string_view, 6> kAlwaysTold{"kernel", "bandwidth", "edge-correction",
                                                      "rule",   "reach",     "areas"};

bool is_among(const auto& names, std::string_view name) {
  return std::find(names.begin(), names.end(), name) != names.end();
}

std::string in_words(const Json& value) {
  if (value.is_string()) return value.get<std::string>();
  if (value.is_number()) {
    std::string text = core::fixed(value.get<double>(), 4);
    while (text.find('.') != std::string::npos && (text.ends_with('0') || text.ends_with('.'))) {
      const bool at_point = text.ends_with('.');
      text.pop_back();
      if (at_point) break;
    }
    return text;
  }
  if (!value.is_array()) return value.dump();
  std::string text;
  for (const Json& one : value) text += (text.empty() ? "" : " and ") + in_words(one);
  return text;
}

bool says_nothing(const Json& value) {
  return value.is_null() || (value.is_string() && value.get<std::string>().empty()) ||
         (value.is_array() && value.empty());
}

/// The label of a parameter without its unit, as it stands within a sentence, and the unit: "bandwidth" and "m".
std::pair<std::string, std::string> label_and_unit(std::string label) {
  std::string unit;
  if (const std::size_t bracket = label.rfind(" ("); bracket != std::string::npos && label.ends_with(')')) {
    unit = label.substr(bracket + 2, label.size() - bracket - 3);
    label.resize(bracket);
  }
  const std::string first_word = label.substr(1, label.find(' ') - 1);
  if (std::all_of(first_word.begin(), first_word.end(), [](char c) { return c >= 'a' && c <= 'z'; }))
    label[0] = core::lower_ascii(label.substr(0, 1))[0];
  return {std::move(label), std::move(unit)};
}

/// "bandwidth 200 m" of "Bandwidth (m)", with the labels of choices; the parameter's name where it is not described.
std::string told_parameter(const std::vector<ParameterDescription>& described, const std::string& name,
                           const Json& value) {
  const auto found =
      std::find_if(described.begin(), described.end(), [&](const auto& parameter) { return parameter.name == name; });
  if (found == described.end()) return fmt::format("{} {}", name, in_words(value));
  const auto [label, unit] = label_and_unit(found->label);
  if (value.is_boolean()) return value.get<bool>() ? label : label + ": no";
  std::string words = in_words(value);
  for (const auto& [word, words_of_choice] : found->choices) {
    if (word == words && core::lower_ascii(words_of_choice) != word) words = words_of_choice;
  }
  return fmt::format("{} {}{}{}", label, words, value.is_number() && !unit.empty() ? " " : "",
                     value.is_number() ? unit : "");
}

/// "kernel quartic, bandwidth 200 m".
std::string told_parameters(const Json& run, const OperationRegistry& registry) {
  if (!run.contains("parameters") || !run["parameters"].is_object()) return {};
  const auto operation = registry.make(run.value("operation", std::string()));
  const auto described = operation ? describe_parameters(*operation) : std::vector<ParameterDescription>();
  const Json usual = operation ? Json::parse(parameters_to_json(*operation, Paths::names_only)) : Json::object();
  std::string text;
  for (const auto& [key, value] : run["parameters"].items()) {
    if (is_among(kSelecting, key) || says_nothing(value)) continue;
    const auto by_default = usual.find(key);
    if (!is_among(kAlwaysTold, key) && by_default != usual.end() && *by_default == value) continue;
    text += (text.empty() ? "" : ", ") + told_parameter(described, key, value);
  }
  return text;
}

Json without_sources(Json run) {
  run.erase("sources");  // those of the map hold them
  return run;
}

}  // namespace

Provenance make_map_provenance(const borough::Dataset& dataset, const MapContent& map, std::string_view now) {
  Json object;
  object["operation"] = "render";
  object["title"] = map.title;
  object["method"] =
      "Draws the layers and results that are named here, the topmost first, in EPSG:27700 at the scale stated; small "
      "counts are suppressed and points of sensitive types left out. Each result was computed by the operation, method "
      "and parameters beside its code.";
  object["parameters"] = {{"subtitle", map.subtitle},
                          {"scale", map.scale},
                          {"extent", {map.ground.min_x, map.ground.min_y, map.ground.max_x, map.ground.max_y}},
                          {"layers", map.layers}};
  object["results"] = Json::array();
  for (const std::string& one : map.results) {
    const Json run = Json::parse(one, nullptr, false);
    if (run.is_object()) object["results"].push_back(without_sources(run));
  }
  add_dataset(object, dataset);
  return sealed(std::move(object), now);
}

std::vector<std::string> provenance_lines(const borough::Dataset& dataset, const MapContent& map,
                                          const OperationRegistry& registry) {
  std::vector<std::string> lines;
  std::set<std::string> told;
  for (const std::string& one : map.results) {
    const Json run = Json::parse(one, nullptr, false);
    if (!run.is_object()) continue;
    const std::string code = run.value("code", std::string());
    if (!told.insert(code).second) continue;
    std::string line = fmt::format("{} {}", run.value("operation", std::string("result")), code);
    const std::string parameters = told_parameters(run, registry);
    if (!parameters.empty()) line += ": " + parameters;
    const auto revision = run.value("data_revision", dataset.revision);
    if (revision != dataset.revision) line += fmt::format(" (on data revision {})", revision);
    lines.push_back(std::move(line));
  }
  return lines;
}

}  // namespace wardscope::ops
