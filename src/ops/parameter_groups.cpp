// SPDX-License-Identifier: GPL-3.0-or-later
#include "ops/parameter_groups.hpp"

#include <algorithm>
#include <iterator>
#include <utility>

#include "ops/operation_groups.hpp"

namespace wardscope::ops {
namespace {

using enum ParameterTopic;
using enum ParameterDepth;

struct Known {
  std::string_view name;
  ParameterPlace place;
};

// By the names that all operations share; those of the question stand here only where a form folds them away.
constexpr Known kKnown[] = {{"type", {incidents, front}},
                            {"from", {incidents, front}},
                            {"to", {incidents, front}},
                            {"weekday", {incidents, front}},
                            {"first-hour", {incidents, front}},
                            {"last-hour", {incidents, front}},
                            {"ward", {ground, front}},
                            {"neighbourhood", {ground, front}},
                            {"area-set", {areas, back}},
                            {"cameras", {cameras, front}},
                            {"assumed-range", {cameras, front}},
                            {"unknown-bearing", {cameras, front}},
                            {"reach", {access, front}},
                            {"kind", {access, front}},
                            {"assumed-field-of-view", {more_of_cameras, back}},
                            {"assumed-sensor-width", {more_of_cameras, back}},
                            {"assumed-mounting-height", {more_of_cameras, back}},
                            {"assumed-building-height", {more_of_cameras, back}},
                            {"target-height", {more_of_cameras, back}},
                            {"occlusion", {more_of_cameras, back}},
                            {"tolerance", {more_of_cameras, back}},
                            {"weight", {density, front}},
                            {"harm-table", {density, front}},
                            {"bandwidth", {density, front}},
                            {"bandwidth-rule", {density, front}},
                            {"adaptive", {density, front}},
                            {"as-of", {density, front}},
                            {"days", {density, front}},
                            {"forward-only", {density, front}},
                            {"rule", {density, front}},
                            {"multiple", {density, front}},
                            {"area-share", {density, front}},
                            {"level", {density, front}},
                            {"kernel", {density, back}},
                            {"shared-points", {density, front}},
                            {"within", {density, back}},
                            {"split", {density, back}},
                            {"lixel", {density, back}},
                            {"crossings", {density, back}},
                            {"join-within", {density, back}},
                            {"cell", {density, back}},
                            {"edge-correction", {density, back}},
                            {"smallest-area", {density, back}},
                            {"smallest-gap", {density, back}},
                            {"least-incidents", {density, back}},
                            {"disclosure", {disclosure, back}},
                            {"threshold", {disclosure, back}},
                            {"sensitive-threshold", {disclosure, back}},
                            {"encoding", {files, back}},
                            {"crs", {files, back}},
                            {"grid", {files, back}},
                            {"definitions", {files, back}},
                            {"reject-folder", {files, back}},
                            {"again", {files, back}},
                            {"repairs", {files, back}},
                            {"name", {result, front}},
                            {"buildings", {question, back}},
                            {"report", {question, back}},
                            {"marking", {question, back}},
                            {"pixels-per-inch", {question, back}},
                            {"pair-distance", {question, back}},
                            {"limit", {question, back}},
                            {"same-place", {question, back}},
                            {"shifts", {question, back}},
                            {"penalty-mix", {question, back}},
                            {"folds", {question, back}}};

/// A parameter that counts under one choice of another only.
struct Dependence {
  std::string_view parameter;
  std::string_view on;
  std::string_view choice;
};
constexpr Dependence kDependences[] = {
    {"multiple", "rule", "multiple-of-mean"}, {"area-share", "rule", "top-area-share"}, {"level", "rule", "level"}};

struct Heading {
  ParameterTopic topic;
  std::string_view words;
  bool common;
};
constexpr Heading kHeadings[] = {{question, "The question", true},
                                 {incidents, "Which incidents", true},
                                 {ground, "Where", true},
                                 {cameras, "What is known and assumed of cameras", true},
                                 {access, "Access to hubs", true},
                                 {areas, "Which areas", true},
                                 {result, "The result", true},
                                 {files, "How the files are read", false},
                                 {more_of_cameras, "More about cameras", false},
                                 {density, "How density and hotspots are computed", false},
                                 {disclosure, "What is hidden to protect people", false}};

/// Whether wards and neighbourhoods both narrow the ground; where only one is asked for, it is the question.
bool narrows_ground(const std::vector<ParameterDescription>& parameters) {
  return std::count_if(parameters.begin(), parameters.end(),
                       [](const auto& one) { return place_of(one.name).topic == ground; }) > 1;
}

/// Whether a surface is made: the level and the rule of a test, say, are its question.
bool smooths(const std::vector<ParameterDescription>& parameters) {
  return std::any_of(parameters.begin(), parameters.end(), [](const auto& one) { return one.name == "bandwidth"; });
}

/// Whether disclosure control is the user's to set: else a threshold is of what is looked for.
bool sets_disclosure(const std::vector<ParameterDescription>& parameters) {
  return std::any_of(parameters.begin(), parameters.end(), [](const auto& one) { return one.name == "disclosure"; });
}

/// Pages and pictures: what they rest on was asked before, and whoever writes them has other things to decide.
bool writes_pages(const Operation& operation) { return operation.info().group == kOutputGroup; }

/// The heading of a parameter. A name is one of the result where a result is kept, else part of the question; reach and
/// kind of hubs are the question of access, and a chapter of a page.
std::size_t heading_of(const Operation& operation, const std::vector<ParameterDescription>& all,
                       std::string_view name) {
  ParameterTopic topic = place_of(name).topic;
  if (topic == density && !smooths(all)) topic = question;
  if (topic == disclosure && !sets_disclosure(all)) topic = question;
  if (topic == result && !keeps_results(operation.info())) topic = question;
  if (topic == ground && !narrows_ground(all)) topic = question;
  if (topic == access && !writes_pages(operation)) topic = question;
  const auto* const heading =
      std::find_if(std::begin(kHeadings), std::end(kHeadings), [&](const Heading& one) { return one.topic == topic; });
  return static_cast<std::size_t>(heading - std::begin(kHeadings));
}

std::string_view heading_words(ParameterTopic topic) {
  const auto* const heading =
      std::find_if(std::begin(kHeadings), std::end(kHeadings), [&](const Heading& one) { return one.topic == topic; });
  return heading->words;
}

}  // namespace

ParameterPlace place_of(std::string_view parameter) {
  const auto* const known =
      std::find_if(std::begin(kKnown), std::end(kKnown), [&](const Known& one) { return one.name == parameter; });
  return known == std::end(kKnown) ? ParameterPlace() : known->place;
}

ParameterPlace place_in(const Operation& operation, std::string_view parameter) {
  ParameterPlace place = place_of(parameter);
  if (parameter != "kernel") return place;
  const std::vector<ParameterDescription> all = describe_parameters(operation);
  if (std::any_of(all.begin(), all.end(), [](const auto& one) { return one.name == "split"; })) place.depth = front;
  return place;
}

std::optional<core::NumberRange> dragged_range(std::string_view parameter) {
  constexpr core::NumberRange kBandwidths{25.0, 2000.0};  // m: from a house and its neighbours to half a town
  return parameter == "bandwidth" ? std::optional(kBandwidths) : std::nullopt;
}

bool counts_under(std::string_view parameter, std::string_view chosen_for, std::string_view choice) {
  return std::none_of(std::begin(kDependences), std::end(kDependences), [&](const Dependence& one) {
    return one.parameter == parameter && one.on == chosen_for && one.choice != choice;
  });
}

std::vector<ParameterGroup> parameter_groups(const Operation& operation) {
  std::vector<ParameterGroup> groups;
  for (const Heading& heading : kHeadings) groups.push_back({heading.words, heading.common, {}});
  const std::vector<ParameterDescription> parameters = describe_parameters(operation);
  for (const ParameterDescription& parameter : parameters) {
    groups[heading_of(operation, parameters, parameter.name)].parameters.push_back(parameter);
  }
  std::erase_if(groups, [](const ParameterGroup& group) { return group.parameters.empty(); });
  // Where the method is all that is asked (density, hotspots, camera views), its parameters are the common ones.
  const bool asks =
      std::any_of(groups.begin(), groups.end(), [](const auto& group) { return group.heading == kHeadings[0].words; });
  if (!asks) {
    for (ParameterGroup& group : groups) group.common = true;
  }
  if (writes_pages(operation)) {
    for (ParameterGroup& group : groups) {
      if (group.heading == heading_words(cameras) || group.heading == heading_words(access)) group.common = false;
    }
  }
  std::stable_partition(groups.begin(), groups.end(), [](const ParameterGroup& group) { return group.common; });
  return groups;
}

std::vector<std::string> folded_parameters(const Operation& operation) {
  std::vector<std::string> folded;
  for (const ParameterGroup& group : parameter_groups(operation)) {
    for (const ParameterDescription& parameter : group.parameters) {
      if (!group.common || place_in(operation, parameter.name).depth == back) folded.push_back(parameter.name);
    }
  }
  return folded;
}

}  // namespace wardscope::ops
