// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cmath>
#include <cstdint>
#include <numbers>
#include <optional>

#include "borough/cameras.hpp"
#include "borough/places.hpp"
#include "core/random.hpp"

namespace wardscope::analysis {

using namespace core::literals;

inline borough::Building block(const geo::Extent& extent, std::optional<core::Metres> height = std::nullopt) {
  return {geo::to_polygon(extent), height};
}

/// A camera of which everything is known: at the origin, looking east, 60° wide, 100 m, at 6 m.
inline borough::Camera full_camera() {
  borough::Camera camera;
  camera.kind = borough::CameraKind::fixed;
  camera.status = borough::CameraStatus::in_service;
  camera.views = {{90_deg, 60_deg}};
  camera.range = 100_m;
  camera.mounting_height = 6_m;
  return camera;
}

/// Turned boxes of many heights, and cameras among them.
struct RandomTown {
  borough::BuildingSet buildings;
  borough::CameraRegister cameras;
};

inline RandomTown random_town(std::uint64_t seed, int buildings, int cameras) {
  core::CounterRng rng(seed, 77);
  RandomTown town;
  for (int i = 0; i < buildings; ++i) {
    const geo::Point c{rng.uniform(-110, 110), rng.uniform(-110, 110)};
    const double angle = rng.uniform(0, std::numbers::pi);
    const geo::Point u = geo::Point{std::cos(angle), std::sin(angle)} * rng.uniform(3, 12);
    const geo::Point v = geo::Point{-std::sin(angle), std::cos(angle)} * rng.uniform(3, 8);
    town.buildings.push_back({{{c - u - v, c + u - v, c + u + v, c - u + v, c - u - v}, {}},
                              rng.chance(0.1) ? std::nullopt : std::optional(core::Metres(rng.uniform(0.5, 9)))});
  }
  for (int i = 0; i < cameras; ++i) {
    auto camera = full_camera();
    camera.position = {rng.uniform(-60, 60), rng.uniform(-60, 60)};
    camera.mounting_height = core::Metres(rng.uniform(3, 12));
    camera.views = {{core::Degrees(rng.uniform(0, 360)), core::Degrees(rng.chance(0.5) ? 360 : rng.uniform(20, 200))}};
    camera.range = core::Metres(rng.uniform(30, 120));
    town.cameras.push_back(camera);
  }
  return town;
}

}  // namespace wardscope::analysis
