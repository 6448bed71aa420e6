// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <string>
#include <vector>

#include "borough/dataset.hpp"
#include "geo/shapes.hpp"

namespace wardscope::borough {

/// Features of one kind: bus stops, licensed premises, libraries.
struct FeatureKind {
  std::string name;
  std::vector<geo::Point> points;
};

/// What cameras are called among the kinds.
inline constexpr const char* kCameraKind = "CCTV cameras";

/// Points of interest and hubs that are open, by kind (names that differ in case alone are one), and cameras that are
/// not out of service or proposed; in the order of their names, cameras last.
std::vector<FeatureKind> feature_kinds(const Dataset& dataset);

}  // namespace wardscope::borough
