// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/form_groups.hpp"

#include <algorithm>
#include <array>

namespace wardscope::ui {
namespace {

constexpr std::array<std::string_view, 6> kIncidents = {"type", "from", "to", "weekday", "first-hour", "last-hour"};

constexpr std::array<std::string_view, 26> kMore = {
    "kernel", "cell", "edge-correction", "smallest-area", "smallest-gap", "least-incidents", "tolerance",
    "assumed-field-of-view", "assumed-sensor-width", "assumed-mounting-height", "assumed-building-height", "target-height",
    "occlusion", "buildings", "disclosure", "threshold", "sensitive-threshold", "encoding", "crs", "grid", "definitions",
    "reject-folder", "again", "report", "marking", "pixels-per-inch"};

}  // namespace

FormGroup form_group_of(std::string_view parameter) {
  if (std::find(kIncidents.begin(), kIncidents.end(), parameter) != kIncidents.end()) return FormGroup::incidents;
  if (std::find(kMore.begin(), kMore.end(), parameter) != kMore.end()) return FormGroup::more;
  return FormGroup::main;
}

}  // namespace wardscope::ui
