// SPDX-License-Identifier: GPL-3.0-or-later
#include "borough/feature_kinds.hpp"

#include <map>
#include <string_view>
#include <utility>

#include "core/text.hpp"

namespace wardscope::borough {

std::vector<FeatureKind> feature_kinds(const Dataset& dataset) {
  std::map<std::string, FeatureKind> by_name;
  const auto add = [&](std::string_view name, geo::Point position) {
    const std::string written(core::trimmed(name));
    FeatureKind& kind = by_name[core::lower_ascii(written)];
    if (kind.name.empty()) kind.name = written;
    kind.points.push_back(position);
  };
  if (dataset.points_of_interest) {
    for (const PointOfInterest& point : *dataset.points_of_interest) add(point.kind, point.position);
  }
  if (dataset.hubs) {
    for (const Hub& hub : *dataset.hubs) {
      if (hub.open) add(to_label(hub.kind), hub.position);
    }
  }
  std::vector<FeatureKind> kinds;
  kinds.reserve(by_name.size() + 1);
  for (auto& [name, kind] : by_name) kinds.push_back(std::move(kind));
  FeatureKind cameras{kCameraKind, {}};
  if (dataset.cameras) {
    for (const Camera& camera : *dataset.cameras) {
      const bool works = camera.status != CameraStatus::out_of_service && camera.status != CameraStatus::proposed;
      if (works) cameras.points.push_back(camera.position);
    }
  }
  if (!cameras.points.empty()) kinds.push_back(std::move(cameras));
  return kinds;
}

}  // namespace wardscope::borough
