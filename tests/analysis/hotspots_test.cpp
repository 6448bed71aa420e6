// SPDX-License-Identifier: GPL-3.0-or-later
#include "analysis/hotspots.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>
#include <numbers>
#include <numeric>
#include <set>

#include "analysis/hotspots_tally.hpp"
#include "analysis/star_land.hpp"
#include "core/random.hpp"
#include "geo/polygon_operations.hpp"
#include "jobs/parallel.hpp"
#include "support/reference_points.hpp"

namespace wardscope::analysis {
namespace {

using borough::Sensitivity;
using core::SquareKilometres;

/// A square town of 4 km with two wards, a thin background, and two planted clusters of known place, size and habits.
struct Town {
  static constexpr geo::Point kMarket{1400.0, 2600.0};   // 300 thefts about 22:00 to 01:00, in West
  static constexpr geo::Point kStation{3000.0, 1000.0};  // 120 anti-social behaviour about noon, in East

  explicit Town(geo::Point moved = {}) : offset(moved) {
    const auto at = [&](double x, double y) { return geo::Point{x, y} + moved; };
    wards.kind = borough::AreaKind::ward;
    const auto square = [&](double min_x, double max_x) {
      return geo::to_polygon({at(min_x, 0).x, at(0, 0).y, at(max_x, 0).x, at(0, 4000).y});
    };
    wards.areas = {{"W1", "West", {square(0, 2000)}, {}, {}, ""}, {"E1", "East", {square(2000, 4000)}, {}, {}, ""}};
    for (const borough::Area& ward : wards.areas) land.insert(land.end(), ward.shape.begin(), ward.shape.end());
    const auto theft = borough::category_index(incidents, "Theft", Sensitivity::open);
    const auto disorder = borough::category_index(incidents, "Anti-social behaviour", Sensitivity::open);
    const auto day = core::local_minute({2025, 3, 1});
    for (std::uint64_t i = 0; i < 1400; ++i) {
      core::CounterRng rng(77, i);
      const bool market = i < 300;
      const bool station = !market && i < 420;
      const geo::Point centre = market ? kMarket : kStation;
      const geo::Point place = market || station ? centre + geo::Point{sample_normal(rng), sample_normal(rng)} * 60.0
                                                 : geo::Point{rng.uniform(0, 4000), rng.uniform(0, 4000)};
      const int hour = market    ? static_cast<int>(22 + rng.below(4)) % 24
                       : station ? static_cast<int>(11 + rng.below(3))
                                 : static_cast<int>(rng.below(24));
      incidents.add(place + moved,
                    market    ? theft
                    : station ? disorder
                              : static_cast<std::uint16_t>(rng.below(2)),
                    day + hour * core::kMinutesPerHour, core::TimePrecision::minute);
    }
    rows.resize(incidents.size());
    std::iota(rows.begin(), rows.end(), 0U);
  }

  [[nodiscard]] DensitySurface surface() const {
    auto made = kernel_density({{incidents.x, incidents.y, incidents.weight, rows}, &land, {}}, {}, jobs::Progress());
    EXPECT_TRUE(made.has_value());
    return std::move(made).value();
  }

  [[nodiscard]] HotspotSet hotspots(const HotspotOptions& options = {}) const {
    const DensitySurface density = surface();
    auto found = find_hotspots({density, incidents, rows, land, &wards}, options, jobs::Progress());
    EXPECT_TRUE(found.has_value());
    return found.has_value() ? std::move(found).value() : HotspotSet{};
  }

  geo::Point offset;
  borough::AreaSet wards;
  geo::MultiPolygon land;
  borough::IncidentTable incidents;
  std::vector<std::uint32_t> rows;
};

TEST(Hotspots, FindThePlantedOnesWithTheirHabits) {
  const HotspotSet found = Town().hotspots();

  ASSERT_EQ(found.hotspots.size(), 2U);
  const Hotspot& market = found.hotspots[0];
  const Hotspot& station = found.hotspots[1];
  EXPECT_EQ(market.rank, 1);
  EXPECT_EQ(station.rank, 2);
  EXPECT_LT(geo::distance(market.peak, Town::kMarket), 45.0 /* m */);
  EXPECT_LT(geo::distance(station.peak, Town::kStation), 45.0 /* m */);
  EXPECT_GE(market.incidents, 295);
  EXPECT_GE(station.incidents, 115);
  EXPECT_EQ(market.types.front().first, "Theft");
  EXPECT_EQ(station.types.front().first, "Anti-social behaviour");
  EXPECT_EQ(market.peak_hours, "22:00 to 01:59");
  ASSERT_EQ(market.wards.size(), 1U);
  EXPECT_EQ(market.wards.front(), (std::pair<std::string, double>("West", 1.0)));
  EXPECT_EQ(station.wards.front().first, "East");
}

TEST(Hotspots, CountWhatLiesInTheirOutline) {
  const Town town;
  const HotspotSet found = town.hotspots();
  EXPECT_EQ(found.incidents, 1400);
  EXPECT_NEAR(found.land_km2, 16.0, 1e-9);
  double share = 0.0;
  for (const Hotspot& hotspot : found.hotspots) {
    std::int64_t inside = 0;
    for (const std::uint32_t row : town.rows)
      inside += geo::contains(hotspot.shape, town.incidents.position(row)) ? 1 : 0;
    EXPECT_EQ(hotspot.incidents, inside);
    EXPECT_EQ(hotspot.weight, static_cast<double>(inside));
    EXPECT_NEAR(hotspot.area_km2, geo::area(hotspot.shape) / 1e6, 1e-12);
    EXPECT_NEAR(hotspot.per_km2, static_cast<double>(inside) / hotspot.area_km2, 1e-9);
    EXPECT_NEAR(hotspot.incident_share, static_cast<double>(inside) / 1400.0, 1e-12);
    EXPECT_NEAR(hotspot.prediction_accuracy_index, (static_cast<double>(inside) / 1400.0) / (hotspot.area_km2 / 16.0),
                1e-9);
    std::int64_t typed = 0;
    for (const auto& [type, count] : hotspot.types) typed += count;
    EXPECT_EQ(typed, inside);  // there are two types only
    share += hotspot.incident_share;
  }
  EXPECT_NEAR(found.incident_share, share, 1e-12);
}

/// A ring of incidents whose densities add up in its empty middle.
TEST(Hotspots, LeaveOutAreasThatHoldNoIncidentAndCountThem) {
  Town town;
  town.incidents = {};
  town.rows.clear();
  const auto type = borough::category_index(town.incidents, "Theft", Sensitivity::open);
  const auto add = [&](geo::Point p) {
    town.rows.push_back(static_cast<std::uint32_t>(town.incidents.size()));
    town.incidents.add(p, type, 0, core::TimePrecision::month);
  };
  for (int i = 0; i < 12; ++i) {
    const double angle = 2.0 * std::numbers::pi * i / 12.0;
    add(geo::Point{1000, 1000} + geo::Point{std::cos(angle), std::sin(angle)} * 90.0);
  }
  for (int i = 0; i < 40; ++i) add({3000, 3000});
  HotspotOptions options;
  options.rule = HotspotRule::level;
  options.smallest_area = SquareKilometres(0.0);
  const DensitySurface density = town.surface();
  const auto peak_near = [&](geo::Point p) {
    const auto& grid = density.per_km2.grid();
    return static_cast<double>(density.per_km2.at(static_cast<std::size_t>((p.x - grid.x0) / grid.cell),
                                                  static_cast<std::size_t>((p.y - grid.y0) / grid.cell)));
  };
  options.level_per_km2 = 0.999 * peak_near({1000, 1000});  // only the middle of the ring, and the stack

  const HotspotSet found = town.hotspots(options);

  ASSERT_EQ(found.hotspots.size(), 1U);
  EXPECT_EQ(found.without_incidents, 1);
  EXPECT_EQ(found.hotspots[0].rank, 1);
  EXPECT_EQ(found.hotspots[0].incidents, 40);
  EXPECT_EQ(found.hotspots[0].map_points, 1);
  EXPECT_EQ(found.on_one_point, 1);
}

TEST(Hotspots, CountTheirMapPoints) {
  DistinctPoints points;
  core::CounterRng rng(3, 3);
  std::set<std::pair<double, double>> twin;
  for (int i = 0; i < 20'000; ++i) {
    const geo::Point p{static_cast<double>(rng.below(70)), static_cast<double>(rng.below(50))};
    points.add(p);
    twin.emplace(p.x, p.y);
  }
  EXPECT_EQ(points.count(), static_cast<std::int64_t>(twin.size()));
}

TEST(Hotspots, NameTheWardByGroundWhereNoIncidentLiesInOne) {
  Town town;
  town.wards.areas[0].shape = {geo::to_polygon({1399.99, 0, 1400, 4000})};  // a lane through the market, 1 cm wide
  town.wards.areas.erase(town.wards.areas.begin() + 1);
  const DensitySurface density = town.surface();
  const auto found = find_hotspots({density, town.incidents, town.rows, town.land, &town.wards}, {}, jobs::Progress());

  ASSERT_TRUE(found);
  ASSERT_FALSE(found->hotspots.empty());
  ASSERT_EQ(found->hotspots[0].wards.size(), 1U);
  EXPECT_EQ(found->hotspots[0].wards.front().first, "West");
  EXPECT_LT(found->hotspots[0].wards.front().second, 0.001);  // of its ground
}

TEST(Hotspots, MoveWithTheTown) {
  const geo::Point moved{204800.0, -51200.0};
  const HotspotSet here = Town().hotspots();
  const HotspotSet there = Town(moved).hotspots();
  ASSERT_EQ(here.hotspots.size(), there.hotspots.size());
  for (std::size_t i = 0; i < here.hotspots.size(); ++i) {
    EXPECT_EQ(here.hotspots[i].incidents, there.hotspots[i].incidents);
    EXPECT_NEAR(here.hotspots[i].area_km2, there.hotspots[i].area_km2, 1e-6);
    EXPECT_LT(geo::distance(here.hotspots[i].peak + moved, there.hotspots[i].peak), 1e-6);
    EXPECT_EQ(here.hotspots[i].wards, there.hotspots[i].wards);
  }
}

TEST(Hotspots, AreTheSameForAnyNumberOfThreads) {
  const Town town;
  jobs::set_thread_count(1);
  const HotspotSet one = town.hotspots();
  jobs::set_thread_count(7);
  const HotspotSet seven = town.hotspots();
  jobs::set_thread_count(0);
  ASSERT_EQ(one.hotspots.size(), seven.hotspots.size());
  for (std::size_t i = 0; i < one.hotspots.size(); ++i) {
    EXPECT_EQ(one.hotspots[i].shape, seven.hotspots[i].shape);
    EXPECT_EQ(one.hotspots[i].incidents, seven.hotspots[i].incidents);
  }
}

TEST(Hotspots, StopWhenAsked) {
  const Town town;
  const DensitySurface surface = town.surface();
  std::stop_source stop;
  stop.request_stop();
  const auto found =
      find_hotspots({surface, town.incidents, town.rows, town.land, nullptr}, {}, jobs::Progress(stop.get_token()));
  ASSERT_FALSE(found.has_value());
  EXPECT_EQ(found.error().code, core::ErrorCode::cancelled);
}

TEST(Hotspots, LeaveOutWhatIsTooSmall) {
  HotspotOptions options;
  const HotspotSet all = Town().hotspots(options);
  ASSERT_EQ(all.hotspots.size(), 2U);
  options.smallest_area = SquareKilometres((all.hotspots[0].area_km2 + all.hotspots[1].area_km2) / 2.0);

  const HotspotSet large = Town().hotspots(options);

  ASSERT_EQ(large.hotspots.size(), 1U);
  EXPECT_GE(large.hotspots.front().area_km2, options.smallest_area.value());
}

TEST(Hotspots, EndAtTheCoastItselfNotAtCells) {
  const geo::MultiPolygon land = test::star_land({5000, 5000}, 2000.0, 40, 12);
  const geo::Point cape = land.front().exterior.front();  // the cluster sits on a corner of the coast
  borough::IncidentTable incidents;
  const auto type = borough::category_index(incidents, "Theft", Sensitivity::open);
  for (std::uint64_t i = 0; i < 400; ++i) {
    core::CounterRng rng(5, i);
    incidents.add(cape + geo::Point{sample_normal(rng), sample_normal(rng)} * 150.0, type, 0,
                  core::TimePrecision::month);
  }
  std::vector<std::uint32_t> rows(incidents.size());
  std::iota(rows.begin(), rows.end(), 0U);
  const auto surface = kernel_density({{incidents.x, incidents.y, {}, rows}, &land, {}}, {}, jobs::Progress());
  ASSERT_TRUE(surface.has_value());

  const auto found = find_hotspots({*surface, incidents, rows, land, nullptr}, {}, jobs::Progress());

  ASSERT_TRUE(found.has_value()) << found.error().message;
  ASSERT_FALSE(found->hotspots.empty());
  const geo::MultiPolygon& shape = found->hotspots.front().shape;
  ASSERT_EQ(shape.size(), 1U);
  const auto beyond = geo::difference(shape, land);
  ASSERT_TRUE(beyond.has_value());
  EXPECT_NEAR(geo::area(*beyond), 0.0, 1e-3 /* m2 */);
  const geo::Ring& outline = shape.front().exterior;
  EXPECT_TRUE(std::any_of(outline.begin(), outline.end(), [&](geo::Point p) { return geo::distance(p, cape) < 1e-6; }));
  EXPECT_EQ(found->hotspots.front().peak_hours, "");  // months only: no hour is known
  EXPECT_LT(found->incidents, 400);                   // those in the sea do not count
}

TEST(Hotspots, OfAnEvenTownAreNone) {
  Town town;
  HotspotOptions options;
  options.rule = HotspotRule::multiple_of_mean;
  options.multiple = 500.0;
  const HotspotSet found = town.hotspots(options);
  EXPECT_TRUE(found.hotspots.empty());
  EXPECT_EQ(found.incident_share, 0.0);
  EXPECT_GT(found.level_per_km2, 0.0);
}

/// A surface of these values, all on land.
DensitySurface surface_of(std::size_t columns, std::size_t rows, std::vector<float> values) {
  DensitySurface surface;
  surface.per_km2 = raster::Raster<float>({0, 0, 100.0, columns, rows}, std::move(values));
  return surface;
}

TEST(HotspotLevel, OfAShareHasThatManyCellsAbove) {
  std::vector<float> values;
  for (std::uint64_t i = 0; i < 3000; ++i) {
    core::CounterRng rng(2, i);
    values.push_back(rng.chance(0.2) ? raster::no_data<float>() : static_cast<float>(rng.uniform(1.0, 900.0)));
  }
  const DensitySurface surface = surface_of(60, 50, values);
  const auto land = std::count_if(values.begin(), values.end(), [](float value) { return !std::isnan(value); });
  for (const double share : {0.001, 0.01, 0.02, 0.05, 0.5}) {
    HotspotOptions options;
    options.rule = HotspotRule::top_area_share;
    options.area_share = share;

    const auto level = hotspot_level(surface, options);

    ASSERT_TRUE(level.has_value());
    const auto above =
        std::count_if(values.begin(), values.end(), [&](float value) { return static_cast<double>(value) >= *level; });
    EXPECT_EQ(above, std::llround(share * static_cast<double>(land)));
  }
}

TEST(HotspotLevel, IsNeverZeroWhereMostOfTheLandIsEmpty) {
  HotspotOptions options;
  options.rule = HotspotRule::top_area_share;
  options.area_share = 0.5;
  EXPECT_EQ(*hotspot_level(surface_of(3, 2, {0, 0, 0, 0, 0, 7}), options), 7.0);
  const auto none = hotspot_level(surface_of(2, 1, {0, 0}), options);
  ASSERT_FALSE(none.has_value());
  EXPECT_NE(none.error().message.find("0 everywhere"), std::string::npos);
}

TEST(HotspotLevel, NamesTheOptionThatIsOutOfRange) {
  const DensitySurface surface = surface_of(2, 1, {1, 2});
  const auto refusal = [&](const HotspotOptions& options) {
    const auto level = hotspot_level(surface, options);
    EXPECT_FALSE(level.has_value());
    return level.has_value() ? std::string() : level.error().message;
  };
  HotspotOptions options;
  options.rule = HotspotRule::multiple_of_mean;
  options.multiple = 0.0;
  EXPECT_NE(refusal(options).find("multiple 0 of the mean density: it must be above 0"), std::string::npos);
  options = {.rule = HotspotRule::top_area_share, .area_share = 1.5};
  EXPECT_NE(refusal(options).find("area share 1.5: it must lie between 0 and 1"), std::string::npos);
  options = {.rule = HotspotRule::level, .level_per_km2 = -2.0};
  EXPECT_NE(refusal(options).find("level -2 per km²: it must be above 0"), std::string::npos);
  options = {.smallest_area = SquareKilometres(-1.0)};
  EXPECT_NE(refusal(options).find("smallest area -1 km²: it must be 0 or more"), std::string::npos);
}

TEST(PredictionAccuracyIndex, HoldsTheToyValueOfTheMethods) {
  // The four fullest of 10 x 8 cells of 100 m over the reference points.
  const auto points = test::reference_points();
  std::vector<int> counts(80, 0);
  for (std::size_t i = 0; i < points.x.size(); ++i) {
    const auto column = static_cast<std::size_t>((points.x[i] - 407000) / 100);
    const auto row = static_cast<std::size_t>((points.y[i] - 91000) / 100);
    ++counts[row * 10 + column];
  }
  std::sort(counts.begin(), counts.end(), std::greater<>());
  const int in_top = std::accumulate(counts.begin(), counts.begin() + 4, 0);

  EXPECT_NEAR(prediction_accuracy_index(in_top, 65, SquareKilometres(0.04), SquareKilometres(0.8)), 10.4615384615385,
              1e-12);
  EXPECT_EQ(prediction_accuracy_index(0, 0, SquareKilometres(0.04), SquareKilometres(0.8)), 0.0);
}

TEST(PeakHours, RunPastMidnight) {
  std::array<std::int64_t, 24> hours{};
  hours[23] = 6;
  hours[0] = 5;
  hours[2] = 4;
  hours[12] = 9;
  EXPECT_EQ(peak_hours(hours), "23:00 to 02:59");
}

TEST(PeakHours, AreNotSaidOfAHandful) {
  std::array<std::int64_t, 24> hours{};
  hours[5] = kLeastHoursKnown - 1;
  EXPECT_EQ(peak_hours(hours), "");
  hours[5] = kLeastHoursKnown;
  EXPECT_EQ(peak_hours(hours), "02:00 to 05:59");
}

TEST(HotspotOptions, AreDescribedInWords) {
  EXPECT_EQ(describe_in_words(HotspotOptions{.rule = HotspotRule::multiple_of_mean}),
            "density at least 3 times the mean over the land, areas of 0.0025 km² or more");
}

}  // namespace
}  // namespace wardscope::analysis
