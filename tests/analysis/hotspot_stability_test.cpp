// SPDX-License-Identifier: GPL-3.0-or-later
#include "analysis/hotspot_stability.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>
#include <limits>
#include <numeric>

#include "analysis/edge_correction.hpp"
#include "analysis/hotspots.hpp"
#include "analysis/stability_pieces.hpp"
#include "core/random.hpp"
#include "jobs/parallel.hpp"

namespace wardscope::analysis {
namespace {

using testing::HasSubstr;

/// A square town of 3 km: `planted` incidents in each of two places, the others anywhere.
struct StableTown {
  static constexpr double kSide = 3000.0;
  geo::MultiPolygon land{geo::to_polygon({0.0, 0.0, kSide, kSide})};
  borough::IncidentTable incidents;
  std::vector<std::uint32_t> rows;
  KernelDensityOptions density{.bandwidth = core::Metres(200.0), .cell = core::Metres(50.0)};
  HotspotOptions top;
  std::optional<DensitySurface> surface;
  std::vector<geo::MultiPolygon> hotspots;

  StableTown(int planted, int anywhere, double snap = 0.0) {
    const auto type = borough::category_index(incidents, "Theft", borough::Sensitivity::open);
    for (int i = 0; i < 2 * planted + anywhere; ++i) {
      core::CounterRng rng(21, static_cast<std::uint64_t>(i));
      geo::Point at{rng.uniform(0.0, kSide), rng.uniform(0.0, kSide)};
      if (i < 2 * planted) {
        at = (i < planted ? geo::Point{700.0, 900.0} : geo::Point{2100.0, 2000.0}) +
             geo::Point{sample_normal(rng), sample_normal(rng)} * 60.0;
      }
      if (snap > 0.0) at = {snap * std::floor(at.x / snap) + snap / 2.0, snap * std::floor(at.y / snap) + snap / 2.0};
      incidents.add(at, type, 0, core::TimePrecision::month);
    }
    rows.resize(incidents.size());
    std::iota(rows.begin(), rows.end(), 0U);
    top.area_share = 0.02;
    top.smallest_area = core::SquareKilometres(0.0);
    find();
  }
  void find() {
    auto made = kernel_density({{incidents.x, incidents.y, {}, {}}, &land}, density, jobs::Progress());
    ASSERT_TRUE(made) << made.error().message;
    surface = std::move(made).value();
    const auto found = find_hotspots({*surface, incidents, rows, land, nullptr, 5}, top, jobs::Progress());
    ASSERT_TRUE(found) << found.error().message;
    hotspots.clear();
    for (const Hotspot& hotspot : found->hotspots) hotspots.push_back(hotspot.shape);
  }
  StabilityInput input() const { return {incidents, rows, land, *surface, hotspots}; }
};

StabilityOptions quick() {
  StabilityOptions options;
  options.share = 0.02;
  options.runs = 30;
  options.seed = 7;
  return options;
}

TEST(HotspotStability, IsTheShareOfRunsByABruteForceTwin) {
  for (const EdgeCorrection correction :
       {EdgeCorrection::none, EdgeCorrection::uniform, EdgeCorrection::jones_diggle}) {
    StableTown town(120, 300, 75.0);
    town.density.edge_correction = correction;
    town.find();
    const StabilityOptions options = quick();
    const auto stability = hotspot_stability(town.input(), options, jobs::Progress());
    ASSERT_TRUE(stability);

    const LandBoundary land(town.land);
    const auto pieces = StabilityPieces::build(town.input(), land, options, jobs::Progress());
    ASSERT_TRUE(pieces);
    const raster::GridSpec& grid = town.surface->per_km2.grid();
    std::vector<int> in_top(grid.size(), 0);
    std::vector<StabilityPiece> drawn;
    for (std::int64_t run = 0; run < options.runs; ++run) {
      ASSERT_TRUE(pieces->draw(run, drawn, jobs::Progress()));
      const double times[] = {1.0 / 1.4, 1.0, 1.4};
      const DensityKernel kernel{KernelShape::quartic, 200.0 * times[run % 3]};
      std::vector<std::pair<double, std::size_t>> values;
      for (std::size_t cell = 0; cell < grid.size(); ++cell) {
        const geo::Point u = grid.centre(cell % grid.columns, cell / grid.columns);
        double sum = 0.0;
        for (const StabilityPiece& piece : drawn) {
          double weight = static_cast<double>(piece.drawn);
          if (correction == EdgeCorrection::jones_diggle) weight /= mass_on_land(land, kernel, piece.at);
          sum += weight * kernel.at_squared(geo::dot(piece.at - u, piece.at - u));
        }
        if (correction == EdgeCorrection::uniform) sum /= mass_on_land(land, kernel, u);
        values.emplace_back(-sum, cell);
      }
      std::sort(values.begin(), values.end());
      const auto wanted = static_cast<std::size_t>(std::round(0.02 * static_cast<double>(grid.size())));
      for (std::size_t i = 0; i < wanted; ++i) ++in_top[values[i].second];
    }
    for (std::size_t cell = 0; cell < grid.size(); ++cell) {
      EXPECT_FLOAT_EQ(stability->chance.values()[cell], static_cast<float>(in_top[cell]) / 30.0F) << cell;
    }
  }
}

TEST(HotspotStability, PlantedHotspotsAreFirm) {
  const StableTown town(200, 1000);
  ASSERT_EQ(town.hotspots.size(), 2U);

  const auto stability = hotspot_stability(town.input(), quick(), jobs::Progress());

  ASSERT_TRUE(stability);
  for (const HotspotHold& hold : stability->hotspots) {
    EXPECT_GE(static_cast<double>(hold.found_again), kFirm * static_cast<double>(stability->runs));
  }
}

TEST(HotspotStability, OfIncidentsThrownAnywhereHardlyAnyHotspotIsFirm) {
  const StableTown town(0, 1400);
  ASSERT_GE(town.hotspots.size(), 3U);

  const auto stability = hotspot_stability(town.input(), quick(), jobs::Progress());

  const auto firm = std::count_if(stability->hotspots.begin(), stability->hotspots.end(), [&](const HotspotHold& hold) {
    return static_cast<double>(hold.found_again) >= kFirm * static_cast<double>(stability->runs);
  });
  EXPECT_LE(5 * firm, static_cast<std::ptrdiff_t>(stability->hotspots.size()));
}

TEST(HotspotStability, IsTheSameForAnyNumberOfThreads) {
  const StableTown town(120, 300, 75.0);
  std::vector<std::vector<float>> chances;
  for (const unsigned threads : {1U, 2U, 7U}) {
    jobs::set_thread_count(threads);
    StabilityOptions options = quick();
    options.jitter = SnapJitter::apart;
    chances.push_back(hotspot_stability(town.input(), options, jobs::Progress())->chance.values());
  }
  jobs::set_thread_count(0);

  EXPECT_EQ(chances[0], chances[1]);
  EXPECT_EQ(chances[0], chances[2]);
}

TEST(HotspotStability, ThrowsNothingWhereEachIncidentHasItsPlace) {
  const StableTown town(200, 1000);

  const auto stability = hotspot_stability(town.input(), quick(), jobs::Progress());

  EXPECT_EQ(stability->thrown, 0);
  EXPECT_EQ(stability->reach.value(), 0.0);
  for (const HotspotHold& hold : stability->hotspots) {
    EXPECT_EQ(hold.fewest, hold.incidents);
    EXPECT_EQ(hold.most, hold.incidents);
  }
}

TEST(HotspotStability, OfMovedPointsTellsASpanThatHoldsTheCountOfManyThrows) {
  const StableTown town(200, 300, 75.0);

  const auto stability = hotspot_stability(town.input(), quick(), jobs::Progress());

  ASSERT_TRUE(stability);
  EXPECT_EQ(stability->thrown, 700);
  EXPECT_NEAR(stability->reach.value(), 225.0, 1e-9);
  ASSERT_FALSE(stability->hotspots.empty());
  EXPECT_LT(stability->hotspots[0].fewest, stability->hotspots[0].most);
  EXPECT_LE(stability->hotspots[0].most, 700);
}

TEST(HotspotStability, ThrowsOnlyIncidentsThatTheSourceMoved) {
  StableTown town(200, 300, 75.0);
  town.incidents.place_names = {"Quay Road"};
  town.incidents.place.assign(town.incidents.size(), borough::IncidentTable::kNoPlace);
  for (std::size_t row = 0; row < 150; ++row) town.incidents.place[row] = 0;

  EXPECT_EQ(hotspot_stability(town.input(), quick(), jobs::Progress())->thrown, 150);
}

TEST(HotspotStability, StaysPutWhenAsked) {
  const StableTown town(200, 300, 75.0);
  StabilityOptions options = quick();
  options.jitter = SnapJitter::none;

  EXPECT_EQ(hotspot_stability(town.input(), options, jobs::Progress())->thrown, 0);
}

TEST(HotspotStability, NeverTakesABandwidthBelowTheNarrowest) {
  StabilityOptions options;
  options.narrowest = core::Metres(250.0);

  const auto bandwidths = bandwidths_of({.bandwidth = core::Metres(280.0)}, options);

  ASSERT_EQ(bandwidths.size(), 3U);
  EXPECT_EQ(bandwidths[0].value(), 250.0);
  EXPECT_EQ(bandwidths_of({.bandwidth = core::Metres(250.0)}, options).size(), 2U);
  options.spread = 1.0;
  EXPECT_EQ(bandwidths_of({.bandwidth = core::Metres(250.0)}, options).size(), 1U);
}

TEST(HotspotStability, OfOnePlaceHasNothingToRank) {
  StableTown town(30, 30);
  std::fill(town.incidents.x.begin(), town.incidents.x.end(), 1500.0);
  std::fill(town.incidents.y.begin(), town.incidents.y.end(), 1500.0);
  town.find();

  const auto stability = hotspot_stability(town.input(), quick(), jobs::Progress());

  ASSERT_FALSE(stability);
  EXPECT_THAT(stability.error().message, HasSubstr("all selected incidents stand on one place"));
}

TEST(HotspotStability, SaysWhatIsWrongWithAnOption) {
  const StableTown town(30, 300);
  const auto refused = [&](auto change) {
    StabilityOptions options = quick();
    change(options);
    const auto stability = hotspot_stability(town.input(), options, jobs::Progress());
    return stability ? std::string() : stability.error().message;
  };

  EXPECT_THAT(refused([](auto& options) { options.share = 0.0; }), HasSubstr("densest 1 %"));
  EXPECT_THAT(refused([](auto& options) { options.share = std::numeric_limits<double>::quiet_NaN(); }),
              HasSubstr("between 0 and 1"));
  EXPECT_THAT(refused([](auto& options) { options.spread = 0.5; }), HasSubstr("between 1 (one bandwidth) and 3"));
  EXPECT_THAT(refused([](auto& options) { options.runs = 0; }), HasSubstr("at least 1"));
}

TEST(HotspotStability, RefusesBandwidthsThatLeaveTheTownOrFallBetweenItsCells) {
  StableTown wide(30, 300);
  wide.density.bandwidth = core::Metres(2500.0);
  wide.find();
  StableTown narrow(30, 300);
  narrow.density.bandwidth = core::Metres(60.0);
  narrow.find();

  EXPECT_THAT(hotspot_stability(wide.input(), quick(), jobs::Progress()).error().message,
              HasSubstr("the widest bandwidth, 3500 m, is larger than the area (3.0 km"));
  EXPECT_THAT(hotspot_stability(narrow.input(), quick(), jobs::Progress()).error().message,
              HasSubstr("the narrowest bandwidth, 43 m, is narrower than a cell of 50 m"));
}

TEST(HotspotStability, StopsAtOnce) {
  const StableTown town(30, 300);
  std::stop_source stop;
  stop.request_stop();

  EXPECT_EQ(hotspot_stability(town.input(), quick(), jobs::Progress(stop.get_token())).error().code,
            core::ErrorCode::cancelled);
}

}  // namespace
}  // namespace wardscope::analysis
