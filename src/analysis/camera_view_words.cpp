// SPDX-License-Identifier: GPL-3.0-or-later
#include "analysis/camera_view_words.hpp"

#include <fmt/format.h>

#include <map>
#include <string_view>
#include <vector>

#include "analysis/camera_view.hpp"

namespace wardscope::analysis {
namespace {

std::string camera_count(std::int64_t count) {
  return count == 1 ? std::string("1 camera") : fmt::format("{} cameras", count);
}

}  // namespace

std::string length_words(core::Metres length) { return fmt::format("{:g} m", length.value()); }
std::string angle_words(core::Degrees angle) { return fmt::format("{:g}°", angle.value()); }

std::vector<std::string> assumptions_of(const CameraViewSet& set, const borough::CameraRegister& cameras,
                                        std::span<const std::size_t> chosen) {
  std::map<std::string, std::int64_t> clauses;
  std::map<std::string, std::int64_t> bounds;
  std::map<std::string, std::int64_t> reasons;
  std::int64_t outside = 0;
  std::int64_t reaching = 0;
  std::int64_t moved = 0;
  std::int64_t status_unknown = 0;
  for (const std::size_t row : chosen) {
    const CameraViewResult& view = set.views[row];
    for (const std::string& clause : view.assumed) ++clauses[clause];
    for (const std::string& clause : view.at_least) ++bounds[clause];
    if (!view.reason.empty()) ++reasons[view.reason];
    outside += view.obstacles == MappedObstacles::none ? 1 : 0;
    reaching += view.obstacles == MappedObstacles::part ? 1 : 0;
    moved += view.moved_to_wall ? 1 : 0;
    const bool counted = view.status == ViewStatus::known || view.status == ViewStatus::assumed;
    if (counted && cameras[row].status == borough::CameraStatus::unknown) ++status_unknown;
  }
  std::vector<std::string> text;
  text.reserve(clauses.size() + bounds.size());
  for (const auto& [clause, count] : clauses)
    text.push_back(fmt::format("Assumed for {}: {}.", camera_count(count), clause));
  for (const auto& [clause, count] : bounds)
    text.push_back(fmt::format("At least what is shown is in view, for {}: {}.", camera_count(count), clause));
  for (const auto& [reason, count] : reasons)
    text.push_back(fmt::format("No view for {}: {}.", camera_count(count), reason));
  if (outside > 0) {
    text.push_back(fmt::format(
        "At most what is shown is in view: {} outside the ground for which there are buildings; what may hide "
        "ground there is not known.",
        outside == 1 ? std::string("1 camera stands") : fmt::format("{} cameras stand", outside)));
  }
  if (reaching > 0) {
    text.push_back(fmt::format(
        "At most what is shown is in view: {} beyond the ground for which there are buildings, as at the edge "
        "of the file or at the sea.",
        reaching == 1 ? std::string("1 view reaches") : fmt::format("{} views reach", reaching)));
  }
  if (moved > 0)
    text.push_back(fmt::format("Moved to the wall of the building they stood in: {}.", camera_count(moved)));
  if (status_unknown > 0) {
    text.push_back(fmt::format("Taken to be in service, the register does not say: {}.", camera_count(status_unknown)));
  }
  return text;
}

std::string describe_in_words(const borough::Camera& camera) {
  std::string text;
  const auto add = [&](std::string_view part) {
    if (!text.empty()) text.append(", ");
    text.append(part);
  };
  if (camera.kind == borough::CameraKind::pan_tilt_zoom) {
    add("pan-tilt-zoom, all round");
  } else if (camera.views.empty()) {
    add("bearing not known");
  }
  for (const borough::CameraView& view : camera.views) {
    if (camera.kind == borough::CameraKind::pan_tilt_zoom) break;
    const bool all_round = view.field_of_view && view.field_of_view->value() == 360.0;
    if (all_round) {
      add("all round");
      continue;
    }
    add(view.bearing ? "bearing " + angle_words(*view.bearing) : std::string("bearing not known"));
    if (view.field_of_view) add(angle_words(*view.field_of_view) + " wide");
  }
  add(camera.range ? length_words(*camera.range) : std::string("range not known"));
  return text;
}

}  // namespace wardscope::analysis
