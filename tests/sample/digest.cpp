// SPDX-License-Identifier: GPL-3.0-or-later
#include "digest.hpp"

#include <gtest/gtest.h>

#include <bit>
#include <cstdlib>

namespace wardscope::sample {

const SampleBorough& test_borough() {
  static const SampleBorough kBorough = [] {
    auto made = make_borough({.incidents = kTestIncidents, .seed = 1}, jobs::Progress());
    if (!made) {
      ADD_FAILURE() << made.error().message;
      std::abort();
    }
    return *std::move(made);
  }();
  return kBorough;
}

void Digest::add(std::string_view bytes) {
  for (const char byte : bytes) value_ = (value_ ^ static_cast<unsigned char>(byte)) * 0x100000001B3ULL;
}
void Digest::add(double number) { add(std::bit_cast<std::int64_t>(number)); }
void Digest::add(std::int64_t number) {
  for (int byte = 0; byte < 8; ++byte) {
    value_ = (value_ ^ (static_cast<std::uint64_t>(number) >> (8 * byte) & 0xFFU)) * 0x100000001B3ULL;
  }
}

std::uint64_t digest_of(const SampleBorough& borough) {
  Digest digest;
  for (const auto& set : borough.area_sets) {
    for (const auto& area : set.areas) {
      digest.add(area.code + area.name);
      digest.add(area.population.value_or(-1));
      digest.add(area.deprivation_rank.value_or(-1));
      for (const auto& part : area.shape) {
        for (const auto& p : part.exterior) digest.add(p);
      }
    }
  }
  for (const auto& street : borough.streets) {
    digest.add(street.name + street.road_class);
    for (const auto& p : street.line) digest.add(p);
  }
  for (const auto& building : borough.buildings) {
    for (const auto& p : building.footprint.exterior) digest.add(p);
    digest.add(building.height->value());
  }
  for (const auto& register_of : borough.registers) {
    for (const auto& camera : register_of.cameras) {
      digest.add(camera.reference + camera.name);
      digest.add(camera.position);
      for (const auto& view : camera.views) digest.add(view.bearing.value_or(core::Degrees(-1)).value());
    }
  }
  for (const auto& hub : borough.hubs) digest.add(hub.position);
  for (const auto& value : borough.indicators) digest.add(value.value);
  return digest.value();
}

std::uint64_t digest_of(const std::vector<SampleIncident>& incidents) {
  Digest digest;
  for (const SampleIncident& incident : incidents) {
    digest.add(incident.index);
    digest.add(incident.position.value_or(geo::Point{-1, -1}));
    digest.add(static_cast<std::int64_t>(incident.category));
    digest.add(static_cast<std::int64_t>(incident.time));
    digest.add(static_cast<std::int64_t>(incident.precision));
    digest.add(static_cast<std::int64_t>(incident.street));
  }
  return digest.value();
}

}  // namespace wardscope::sample
