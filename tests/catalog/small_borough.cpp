// SPDX-License-Identifier: GPL-3.0-or-later
#include "catalog/small_borough.hpp"

#include <string>
#include <utility>

#include "core/random.hpp"

namespace wardscope::catalog {
namespace {

constexpr double kEast = 400000.0;
constexpr double kNorth = 100000.0;
constexpr double kWard = 1000.0;  // m, side

class Builder {
 public:
  explicit Builder(const SmallBoroughOptions& options) : options_(options) {}

  borough::Dataset build() {
    borough::Dataset dataset;
    dataset.place = "Testham";
    dataset.revision = 1;
    dataset.area_sets = {core::make_snapshot(wards()), core::make_snapshot(small_areas()),
                         core::make_snapshot(neighbourhoods())};
    dataset.incidents = core::make_snapshot(incidents());
    dataset.cameras = core::make_snapshot(cameras());
    dataset.hubs = core::make_snapshot(borough::HubRegister{
        {1, borough::HubKind::library, "First Library", at(300, 300), "1 High Street", "Mon-Fri 9-5", true},
        {2, borough::HubKind::community_centre, "Closed Centre", at(1700, 1700), "2 Low Street", "", false}});
    dataset.buildings = core::make_snapshot(buildings());
    dataset.streets = core::make_snapshot(borough::StreetSet{{"High Street", "A", {at(0, 250), at(2000, 250)}}});
    dataset.indicators =
        core::make_snapshot(borough::IndicatorSeries{{"Feeling safe", "W1", "2025 Q1", 71.5, "%", true}});
    dataset.actions =
        core::make_snapshot(borough::ActionPlan{{"Safety", "Light the underpass", "Council", "TBC", "amber", "W1"}});
    return dataset;
  }

 private:
  [[nodiscard]] geo::Point at(double x, double y) const {
    return {kEast + options_.shift_east + x, kNorth + options_.shift_north + y};
  }
  [[nodiscard]] geo::MultiPolygon square(double x, double y, double side) const {
    const geo::Point low = at(x, y);
    return {geo::to_polygon({low.x, low.y, low.x + side, low.y + side})};
  }

  [[nodiscard]] borough::AreaSet wards() const {
    borough::AreaSet set{"Wards", borough::AreaKind::ward, "2025", true, {}};
    for (int i = 0; i < 4; ++i) {
      set.areas.push_back({"W" + std::to_string(i + 1),
                           "Ward " + std::to_string(i + 1),
                           square(i % 2 * kWard, i / 2 * kWard, kWard),
                           4000.0,
                           {},
                           ""});
    }
    return set;
  }
  [[nodiscard]] borough::AreaSet small_areas() const {
    borough::AreaSet set{"Small areas", borough::AreaKind::small_area, "2021", true, {}};
    for (int i = 0; i < 16; ++i) {
      set.areas.push_back({"L" + std::to_string(i + 1), "Small area " + std::to_string(i + 1),
                           square(i % 4 * kWard / 2, i / 4 * kWard / 2, kWard / 2), 1000.0, 2000.0 * (i + 1), ""});
    }
    return set;
  }
  [[nodiscard]] borough::AreaSet neighbourhoods() const {
    return {"Targeted neighbourhoods",
            borough::AreaKind::neighbourhood,
            "",
            true,
            {{"N1", "Old Town", square(100, 100, 700), {}, {}, "ASB"}}};
  }

  [[nodiscard]] borough::IncidentTable incidents() const {
    borough::IncidentTable table;
    const auto asb = borough::category_index(table, "Anti-social behaviour", borough::Sensitivity::open);
    const auto burglary = borough::category_index(table, "Burglary", borough::Sensitivity::official);
    for (std::int64_t i = 0; i < options_.incidents; ++i) {
      core::CounterRng rng(7, static_cast<std::uint64_t>(i));
      const bool clustered = rng.chance(0.5);
      geo::Point place = at(rng.uniform(0.0, 2000.0), rng.uniform(0.0, 2000.0));
      if (clustered) place = at(400 + 60 * core::sample_normal(rng), 400 + 60 * core::sample_normal(rng));
      if (options_.all_on_one_point) place = at(500, 500);
      const auto day = static_cast<std::int32_t>(rng.below(365));
      const core::LocalMinute time =
          core::local_minute({2025, 1, 1}) + day * core::kMinutesPerDay + static_cast<std::int32_t>(rng.below(1440));
      table.add(place, rng.chance(0.7) ? asb : burglary, time, core::TimePrecision::minute);
    }
    return table;
  }

  [[nodiscard]] borough::CameraRegister cameras() const {
    borough::Camera known;
    known.id = 1;
    known.reference = "C1";
    known.name = "High Street";
    known.position = at(350, 350);
    known.kind = borough::CameraKind::fixed;
    known.status = borough::CameraStatus::in_service;
    known.views = {{core::Degrees(45.0), core::Degrees(60.0)}};
    known.range = core::Metres(120.0);
    known.mounting_height = core::Metres(6.0);
    borough::Camera round = known;
    round.id = 2;
    round.reference = "C2";
    round.position = at(1500, 1500);
    round.kind = borough::CameraKind::pan_tilt_zoom;
    borough::Camera unknown;
    unknown.id = 3;
    unknown.reference = "C3";
    unknown.name = "Nobody knows";
    unknown.position = at(800, 800);
    unknown.status = borough::CameraStatus::in_service;
    return {known, round, unknown};
  }

  [[nodiscard]] borough::BuildingSet buildings() const {
    borough::BuildingSet set;
    for (int i = 0; i < 10; ++i) set.push_back({square(300 + 40 * i, 420, 20).front(), core::Metres(8.0)});
    return set;
  }

  SmallBoroughOptions options_;
};

}  // namespace

borough::Dataset small_borough(const SmallBoroughOptions& options) { return Builder(options).build(); }

}  // namespace wardscope::catalog
