// SPDX-License-Identifier: GPL-3.0-or-later
#include "ops/parameter_groups.hpp"

#include <algorithm>
#include <span>
#include <utility>

namespace wardscope::ops {
namespace {

struct Heading {
  std::string_view words;
  bool common;
  std::span<const std::string_view> parameters;
};

// By the names that all operations share.
constexpr std::string_view kIncidents[] = {"type", "from", "to", "weekday", "first-hour", "last-hour"};
constexpr std::string_view kGround[] = {"ward", "neighbourhood"};
constexpr std::string_view kCameras[] = {"cameras", "assumed-range", "unknown-bearing"};
constexpr std::string_view kMoreOfCameras[] = {"assumed-field-of-view",
                                               "assumed-sensor-width",
                                               "assumed-mounting-height",
                                               "assumed-building-height",
                                               "target-height",
                                               "occlusion",
                                               "tolerance"};
constexpr std::string_view kDensity[] = {"weight",          "kernel",        "bandwidth",    "cell",
                                         "edge-correction", "rule",          "multiple",     "area-share",
                                         "level",           "smallest-area", "smallest-gap", "least-incidents"};
constexpr std::string_view kDisclosure[] = {"disclosure", "threshold", "sensitive-threshold"};
constexpr std::string_view kFiles[] = {"encoding", "crs", "grid", "definitions", "reject-folder", "again"};
constexpr std::string_view kAreas[] = {"area-set"};
constexpr std::string_view kResult[] = {"name"};

constexpr Heading kHeadings[] = {{"The question", true, {}},
                                 {"Which incidents", true, kIncidents},
                                 {"Where", true, kGround},
                                 {"What is known and assumed of cameras", true, kCameras},
                                 {"Which areas", true, kAreas},
                                 {"The result", true, kResult},
                                 {"How the files are read", false, kFiles},
                                 {"More about cameras", false, kMoreOfCameras},
                                 {"How density and hotspots are computed", false, kDensity},
                                 {"What is hidden to protect people", false, kDisclosure}};

/// Whether wards and neighbourhoods both narrow the ground; where only one is asked for, it is the question.
bool narrows_ground(std::span<const ParameterDescription> parameters) {
  return std::count_if(parameters.begin(), parameters.end(), [](const ParameterDescription& parameter) {
           return std::find(std::begin(kGround), std::end(kGround), parameter.name) != std::end(kGround);
         }) == std::ssize(kGround);
}

/// The heading of a parameter. Density and hotspots are the question itself where nothing else is asked.
std::size_t heading_of(const Operation& operation, bool ground, std::string_view name) {
  for (std::size_t i = 0; i < std::size(kHeadings); ++i) {
    const auto& known = kHeadings[i].parameters;
    if (known.data() == std::data(kGround) && !ground) continue;
    if (known.data() == std::data(kResult) && !keeps_results(operation.info())) continue;
    if (std::find(known.begin(), known.end(), name) != known.end()) return i;
  }
  return 0;
}

}  // namespace

std::vector<ParameterGroup> parameter_groups(const Operation& operation) {
  std::vector<ParameterGroup> groups;
  for (const Heading& heading : kHeadings) groups.push_back({heading.words, heading.common, {}});
  std::vector<ParameterDescription> parameters = describe_parameters(operation);
  const bool ground = narrows_ground(parameters);
  for (ParameterDescription& parameter : parameters) {
    groups[heading_of(operation, ground, parameter.name)].parameters.push_back(std::move(parameter));
  }
  std::erase_if(groups, [](const ParameterGroup& group) { return group.parameters.empty(); });
  // Where the method is all that is asked (density, hotspots, camera views), its parameters are the common ones.
  const bool asks =
      std::any_of(groups.begin(), groups.end(), [](const auto& group) { return group.heading == kHeadings[0].words; });
  if (!asks) {
    for (ParameterGroup& group : groups) group.common = true;
  }
  return groups;
}

}  // namespace wardscope::ops
