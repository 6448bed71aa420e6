// SPDX-License-Identifier: GPL-3.0-or-later
#include "analysis/camera_places.hpp"

#include <algorithm>
#include <cmath>
#include <map>

#include "core/disjoint_sets.hpp"

namespace wardscope::analysis {

std::vector<CamerasAtOnePlace> cameras_at_one_place(const borough::CameraRegister& cameras,
                                                    const CameraViewSet& views) {
  std::vector<std::size_t> asked;  // from west to east
  for (const CameraViewResult& view : views.views) {
    const geo::Point p = cameras[view.camera].position;
    const bool placed = std::isfinite(p.x) && std::isfinite(p.y);
    if (view.status != ViewStatus::left_out && placed) asked.push_back(view.camera);
  }
  std::sort(asked.begin(), asked.end(), [&](std::size_t l, std::size_t r) {
    return cameras[l].position.x != cameras[r].position.x ? cameras[l].position.x < cameras[r].position.x : l < r;
  });
  core::DisjointSets groups(cameras.size());          // each known by its first camera
  std::vector<std::pair<std::size_t, double>> pairs;  // one camera of it, metres apart
  for (std::size_t i = 0; i < asked.size(); ++i) {
    const borough::Camera& here = cameras[asked[i]];
    for (std::size_t j = i + 1; j < asked.size(); ++j) {
      const borough::Camera& other = cameras[asked[j]];
      if (other.position.x - here.position.x > kSamePlaceInTwoRegisters.value()) break;
      const bool one_register = here.register_name == other.register_name;
      const core::Metres near = one_register ? kSamePlaceInOneRegister : kSamePlaceInTwoRegisters;
      const double apart = geo::distance(here.position, other.position);
      if (apart > near.value()) continue;
      groups.join(asked[i], asked[j]);
      pairs.emplace_back(asked[i], apart);
    }
  }
  std::map<std::size_t, CamerasAtOnePlace> found;
  for (const std::size_t camera : asked) found[groups.find(camera)].cameras.push_back(camera);
  for (const auto& [camera, apart] : pairs) {
    CamerasAtOnePlace& group = found[groups.find(camera)];
    group.apart = std::max(group.apart, apart);
  }
  std::vector<CamerasAtOnePlace> result;
  for (auto& [first, group] : found) {
    if (group.cameras.size() < 2) continue;
    std::sort(group.cameras.begin(), group.cameras.end());
    result.push_back(std::move(group));
  }
  return result;
}

}  // namespace wardscope::analysis
