// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <gtest/gtest.h>

#include <algorithm>
#include <array>
#include <functional>
#include <string>
#include <string_view>
#include <utility>

#include "analysis/ward_profile.hpp"
#include "core/text.hpp"

namespace wardscope::analysis {

/// A borough of four square wards in a row, 1 km each: Harbour, Market, Moor, Fen.
class Town {
 public:
  Town() {
    borough::AreaSet wards;
    wards.name = "Wards";
    wards.kind = borough::AreaKind::ward;
    for (int i = 0; i < 4; ++i) {
      borough::Area area;
      area.code = core::fixed(i, 0);
      area.name = std::array{"Harbour", "Market", "Moor", "Fen"}[static_cast<std::size_t>(i)];
      area.shape = {geo::to_polygon({i * 1000.0, 0, (i + 1) * 1000.0, 1000})};
      area.population = 2000.0 * (i + 1);
      wards.areas.push_back(area);
    }
    dataset_.area_sets.push_back(core::make_snapshot(std::move(wards)));
    for (const char* name : {"Theft", "Drugs", "Arson", "Hate crime"}) {
      borough::category_index(incidents_, name, borough::Sensitivity::open);
    }
  }

  /// `count` incidents of one type in the middle of the ward.
  Town& with(int ward, std::uint16_t type, int count, core::CivilDate date = {2025, 3, 14}) {
    for (int i = 0; i < count; ++i) {
      incidents_.add({ward * 1000.0 + 500, 500}, type, core::local_minute(date, 21, i % 60),
                     core::TimePrecision::minute);
    }
    return *this;
  }
  borough::IncidentTable& incidents() { return incidents_; }
  borough::Dataset& dataset() { return dataset_; }
  /// The dataset with its incidents.
  const borough::Dataset& ready() {
    dataset_.incidents = core::make_snapshot(incidents_);
    return dataset_;
  }

 private:
  borough::Dataset dataset_;
  borough::IncidentTable incidents_;
};

enum Type : std::uint16_t { theft, drugs, arson, hate };

/// All wards have plenty of everything that is not sensitive.
inline Town busy_town() {
  Town town;
  for (int ward = 0; ward < 4; ++ward) {
    town.with(ward, theft, 100).with(ward, drugs, 50).with(ward, arson, 20).with(ward, hate, 30);
  }
  return town;
}

inline WardProfile profile_of(Town& town, std::string_view ward,
                              const std::function<void(WardProfileInput&)>& change = {}) {
  WardProfileInput input{town.ready(), {}};
  if (change) change(input);
  auto profile = ward_profile(input, ward, jobs::Progress());
  EXPECT_TRUE(profile) << profile.error().message;
  return *std::move(profile);
}

/// Of all the town's incidents, by ward.
inline Coverage coverage_of(Town& town, const CameraViewSet& views, core::Metres moved_by = core::Metres(0.0)) {
  town.ready();
  const auto selection = borough::select(town.incidents(), {});
  const auto wards = borough::areas_of(town.dataset(), borough::AreaKind::ward);
  auto covered = coverage({views, town.incidents(), selection->rows, wards.get(), nullptr, nullptr, moved_by}, {},
                          jobs::Progress());
  EXPECT_TRUE(covered) << covered.error().message;
  return *std::move(covered);
}

inline const KeyFigure& figure(const WardProfile& profile, std::string_view label) {
  const auto found = std::find_if(profile.key_figures.begin(), profile.key_figures.end(),
                                  [&](const KeyFigure& one) { return one.label.starts_with(label); });
  EXPECT_NE(found, profile.key_figures.end()) << label;
  return *found;
}

inline std::string all_text(const WardProfile& profile) {
  std::string text;
  for (const auto* list : {&profile.findings, &profile.methods, &profile.assumptions, &profile.suppressed}) {
    for (const std::string& line : *list) text += line + "\n";
  }
  for (const KeyFigure& one : profile.key_figures) text += one.detail + "\n";
  for (const ProfilePlace& place : profile.hotspot_places) text += place.name + place.detail + "\n";
  return text;
}

}  // namespace wardscope::analysis
