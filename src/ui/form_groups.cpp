// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/form_groups.hpp"

#include <algorithm>
#include <array>

namespace wardscope::ui {
namespace {

constexpr std::array<std::string_view, 6> kIncidents = {"type", "from", "to", "weekday", "first-hour", "last-hour"};

constexpr std::array<std::string_view, 27> kMore = {
    "kernel", "cell", "edge-correction", "smallest-area", "smallest-gap", "least-incidents", "tolerance",
    "assumed-field-of-view", "assumed-sensor-width", "assumed-mounting-height", "assumed-building-height", "target-height",
    "occlusion", "buildings", "disclosure", "threshold", "sensitive-threshold", "encoding", "crs", "grid", "definitions",
    "reject-folder", "again", "report", "marking", "pixels-per-inch", "area-set"};

/// A parameter that counts under one choice of another only.
struct Dependence {
  std::string_view parameter;
  std::string_view on;
  std::string_view choice;
};
constexpr std::array<Dependence, 3> kDependences = {{{"multiple", "rule", "multiple-of-mean"},
                                                     {"area-share", "rule", "top-area-share"},
                                                     {"level", "rule", "level"}}};

}  // namespace

bool applies(std::string_view parameter, std::string_view chosen_for, std::string_view choice) {
  return std::none_of(kDependences.begin(), kDependences.end(), [&](const Dependence& one) {
    return one.parameter == parameter && one.on == chosen_for && one.choice != choice;
  });
}

FormGroup form_group_of(std::string_view parameter) {
  if (std::find(kIncidents.begin(), kIncidents.end(), parameter) != kIncidents.end()) return FormGroup::incidents;
  if (std::find(kMore.begin(), kMore.end(), parameter) != kMore.end()) return FormGroup::more;
  return FormGroup::main;
}

}  // namespace wardscope::ui
