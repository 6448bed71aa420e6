// SPDX-License-Identifier: GPL-3.0-or-later
//
// The synthetic borough with its incidents shuffled: nothing is going on in it, so a test at 0.05 may find something in
// one map of twenty. And the borough as it is: what was planted is found.
#include <gtest/gtest.h>

#include <algorithm>
#include <array>
#include <cmath>
#include <cstdlib>
#include <iostream>
#include <numeric>
#include <optional>
#include <string>
#include <vector>

#include "analysis/land_cells.hpp"
#include "analysis/local_test.hpp"
#include "analysis/near_repeats.hpp"
#include "analysis/ripley_envelope.hpp"
#include "analysis/spatial_scan.hpp"
#include "core/random.hpp"
#include "sample/sample.hpp"

namespace wardscope::analysis {
namespace {

constexpr double kLevel = 0.05;
constexpr int kFewMaps = 40;

/// How many maps: what the environment asks for, or few.
int maps_asked() {
  const char* const asked = std::getenv("WARDSCOPE_NULL_MAPS");
  return asked != nullptr ? std::max(1, std::atoi(asked)) : kFewMaps;
}

/// Saltmere with a month's worth of exactly placed incidents, on cells of 500 m.
struct Saltmere {
  sample::SampleBorough borough;
  std::optional<PatternWindow> window;
  std::optional<RandomPlaces> places;
  LandCells cells{CellGrid::covering({0.0, 0.0, 1000.0, 1000.0}, {}).value(), {}, {}};
  stats::Neighbours neighbours;
  std::vector<double> counts;       ///< by cell, as recorded
  std::vector<geo::Point> centres;  ///< of the cells

  Saltmere() {
    borough = sample::make_borough({.incidents = 12'000, .seed = 1}, {}).value();
    geo::MultiPolygon land;
    for (const borough::AreaSet& set : borough.area_sets) {
      if (set.kind != borough::AreaKind::ward) continue;
      for (const borough::Area& area : set.areas) land.insert(land.end(), area.shape.begin(), area.shape.end());
    }
    window.emplace(land);
    places.emplace(RandomPlaces::evenly(*window).value());
    cells = land_cells(land, {CellShape::hexagon, core::Metres(500.0)}, {}).value();
    neighbours = cells.grid.neighbours(cells.cells, stats::Contiguity::queen);
    std::vector<double> x;
    std::vector<double> y;
    for (const sample::SampleIncident& incident : sample::generate_incidents(borough, 0, borough.options.incidents)) {
      if (!incident.position || incident.source != sample::IncidentSource::council) continue;
      x.push_back(incident.position->x);
      y.push_back(incident.position->y);
    }
    std::vector<std::uint32_t> rows(x.size());
    std::iota(rows.begin(), rows.end(), 0U);
    counts = count_in_cells(cells, x, y, rows).incidents;
    for (const std::size_t cell : cells.cells) centres.push_back(cells.grid.centre(cell));
  }
};

const Saltmere& saltmere() {
  static const Saltmere town;
  return town;
}

/// The borough's own counts, dealt out to its cells at random.
std::vector<double> dealt(int map) {
  std::vector<double> counts = saltmere().counts;
  core::CounterRng rng(0xdea1, static_cast<std::uint64_t>(map));
  for (std::size_t i = counts.size(); i > 1; --i) std::swap(counts[i - 1], counts[rng.below(i)]);
  return counts;
}

/// So many incidents anywhere on the land.
std::vector<geo::Point> anywhere(std::size_t count, int map) {
  return saltmere().places->draw(count, {0xacc1de, static_cast<std::uint64_t>(map)});
}

struct Columns {
  std::vector<double> x;
  std::vector<double> y;
  std::vector<std::uint32_t> rows;
  explicit Columns(const std::vector<geo::Point>& points) : rows(points.size()) {
    for (const geo::Point& p : points) {
      x.push_back(p.x);
      y.push_back(p.y);
    }
    std::iota(rows.begin(), rows.end(), 0U);
  }
};

/// Found in so many maps: no more than the level and three standard errors allow. The figure is printed.
void expect_at_level(const std::string& test, int found, int maps) {
  const double rate = static_cast<double>(found) / maps;
  const double most = kLevel + 3.0 * std::sqrt(kLevel * (1.0 - kLevel) / maps);
  std::cout << "null maps: " << test << ": " << found << " of " << maps << " (" << rate << ")\n";
  EXPECT_LE(rate, most) << test;
}

class LocalNullMaps : public testing::TestWithParam<LocalStatistic> {};

/// A false hotspot anywhere on the map counts: for the false discovery rate too, where all discoveries are false.
TEST_P(LocalNullMaps, HaveNoMoreFalseHotspotsThanStated) {
  const int maps = maps_asked();
  using enum stats::Correction;
  const std::array corrections{benjamini_hochberg, benjamini_yekutieli, bonferroni};
  std::array<int, 3> found{};
  int uncorrected = 0;
  for (int map = 0; map < maps; ++map) {
    const std::vector<double> counts = dealt(map);
    LocalTestOptions options;
    options.statistic = GetParam();
    options.permutations = 19999;
    options.seed = map;
    options.level = kLevel;
    const auto test = test_locally({counts, saltmere().neighbours, {}}, options, {});
    ASSERT_TRUE(test) << test.error().message;
    std::vector<double> p;
    for (const LocalResult& unit : test->units) p.push_back(unit.p);
    uncorrected += test->uncorrected > 0 ? 1 : 0;
    for (std::size_t c = 0; c < corrections.size(); ++c) {
      const std::vector<double> adjusted = stats::adjusted_p_values(p, corrections[c]);
      found[c] += std::any_of(adjusted.begin(), adjusted.end(), [](double own) { return own < kLevel; }) ? 1 : 0;
    }
    EXPECT_EQ(test->standing_out > 0, [&] {
      const std::vector<double> adjusted = stats::adjusted_p_values(p, benjamini_hochberg);
      return std::any_of(adjusted.begin(), adjusted.end(), [](double own) { return own < kLevel; });
    }());
  }
  const std::string name = GetParam() == LocalStatistic::gi_star ? "Gi*" : "local Moran";
  expect_at_level(name + ", Benjamini-Hochberg", found[0], maps);
  expect_at_level(name + ", Benjamini-Yekutieli", found[1], maps);
  expect_at_level(name + ", Bonferroni", found[2], maps);
  EXPECT_GT(uncorrected, maps / 2) << "without a correction most maps have some";
}

INSTANTIATE_TEST_SUITE_P(Statistics, LocalNullMaps,
                         testing::Values(LocalStatistic::gi_star, LocalStatistic::local_moran),
                         [](const auto& statistic) {
                           return std::string(statistic.param == LocalStatistic::gi_star ? "GiStar" : "LocalMoran");
                         });

core::Result<ScanResult> scan_of(const std::vector<double>& counts, std::int64_t seed) {
  const std::vector<std::uint32_t> observed(counts.begin(), counts.end());
  const std::vector<double> one{1.0};
  return spatial_scan({saltmere().centres, observed, saltmere().cells.land_km2, one},
                      {.replications = 99, .seed = seed, .level = kLevel}, {});
}

TEST(NullMaps, OfAScanHaveNoMoreClustersThanStated) {
  const int maps = maps_asked();
  int found = 0;
  for (int map = 0; map < maps; ++map) {
    const Columns points(anywhere(1500, map));
    const auto scan = scan_of(count_in_cells(saltmere().cells, points.x, points.y, points.rows).incidents, map);
    ASSERT_TRUE(scan) << scan.error().message;
    found += scan->most_likely.p <= kLevel ? 1 : 0;
  }
  expect_at_level("Kulldorff's scan, p <= 0.05", found, maps);
}

constexpr DistanceSteps kNear{500.0, 10};

TEST(NullMaps, OfRipleysKDepartNoMoreOftenThanStated) {
  const int maps = maps_asked();
  int found = 0;
  for (int map = 0; map < maps; ++map) {
    const Columns points(anywhere(100, map));
    const auto curve = ripley_k({{points.x, points.y, {}}, *saltmere().window, kNear}, {});
    ASSERT_TRUE(curve);
    const auto envelope = ripley_envelope(
        {*curve, *saltmere().window, RipleyCorrection::isotropic, *saltmere().places, {19, map, kLevel}}, {});
    ASSERT_TRUE(envelope);
    found += envelope->p <= kLevel ? 1 : 0;
  }
  expect_at_level("K, all distances, 19 patterns", found, maps);
}

/// The trend is estimated from what it is taken out of: about right, and not exact. So many maps that twice the level
/// would be seen.
TEST(NullMaps, BesideATrendDepartNoMoreOftenThanStated) {
  const int maps = std::max(250, maps_asked());
  int found = 0;
  for (int map = 0; map < maps; ++map) {
    const Columns points(anywhere(100, map));
    const PlacedCounts counts{points.x, points.y, {}};
    const auto trend = PatternTrend::of_incidents(counts, *saltmere().window, core::Metres(1000.0), {});
    ASSERT_TRUE(trend);
    const auto curve = curve_beside(&*trend, {counts, *saltmere().window, kNear}, {});
    ASSERT_TRUE(curve);
    const auto envelope = ripley_envelope({*curve,
                                           *saltmere().window,
                                           RipleyCorrection::isotropic,
                                           *saltmere().places,
                                           {19, map, kLevel},
                                           nullptr,
                                           &*trend},
                                          {});
    ASSERT_TRUE(envelope);
    found += envelope->p <= kLevel ? 1 : 0;
  }
  expect_at_level("K beside its own trend", found, maps);
}

NearRepeatOptions repeat_options(std::int64_t seed) {
  NearRepeatOptions options;
  options.distance_band = core::Metres(200.0);
  options.permutations = 499;
  options.seed = seed;
  options.level = kLevel;
  return options;
}

TEST(NullMaps, OfNearRepeatsHaveNoMoreThanStated) {
  const int maps = maps_asked();
  int whole = 0;
  int banded = 0;
  for (int map = 0; map < maps; ++map) {
    const Columns points(anywhere(400, map));
    std::vector<std::int32_t> day;
    core::CounterRng rng(0xda7e, static_cast<std::uint64_t>(map));
    for (std::size_t i = 0; i < points.x.size(); ++i) day.push_back(static_cast<std::int32_t>(rng.below(180)));
    const auto found = near_repeats({points.x, points.y, day}, repeat_options(map), {});
    ASSERT_TRUE(found) << found.error().message;
    whole += found->whole.p <= kLevel ? 1 : 0;
    banded +=
        std::any_of(found->bands.begin(), found->bands.end(), [](const NearRepeatTest& band) { return band.more; });
  }
  expect_at_level("near repeats, all bands together", whole, maps);
  expect_at_level("near repeats, any band, Benjamini-Hochberg", banded, maps);
}

/// The cell of a point, in the order of the counts.
std::optional<std::size_t> unit_of(geo::Point p) {
  const auto& centres = saltmere().centres;
  const auto nearest = std::min_element(centres.begin(), centres.end(), [&](geo::Point a, geo::Point b) {
    return geo::distance(a, p) < geo::distance(b, p);
  });
  return static_cast<std::size_t>(nearest - centres.begin());
}

TEST(PlantedHotspots, AreFoundByEachOfTheTests) {
  const auto& town = saltmere();
  LocalTestOptions options;
  options.permutations = 99999;
  const auto gi = test_locally({town.counts, town.neighbours, {}}, options, {});
  const auto scan = scan_of(town.counts, 1);
  ASSERT_TRUE(gi && scan);
  ASSERT_FALSE(town.borough.hotspots.empty());
  const auto strongest =
      std::max_element(town.borough.hotspots.begin(), town.borough.hotspots.end(),
                       [](const auto& a, const auto& b) { return a.expected_planted < b.expected_planted; });
  const std::size_t unit = unit_of(strongest->centre).value();
  EXPECT_EQ(gi->units[unit].local_class, LocalClass::high) << strongest->name;
  EXPECT_TRUE(std::any_of(scan->clusters.begin(), scan->clusters.end(), [&](const ScanCluster& cluster) {
    return std::find(cluster.units.begin(), cluster.units.end(), unit) != cluster.units.end();
  })) << strongest->name;
}

/// Twelve groups of five within 40 m and three days among 150 anywhere.
TEST(PlantedHotspots, AreFoundByKAndByNearRepeats) {
  std::vector<geo::Point> points = anywhere(150, 1);
  std::vector<std::int32_t> day;
  core::CounterRng rng(3, 0);
  for (std::size_t i = 0; i < points.size(); ++i) day.push_back(static_cast<std::int32_t>(rng.below(180)));
  for (const geo::Point& centre : anywhere(12, 2)) {
    const auto first = static_cast<std::int32_t>(rng.below(170));
    for (std::int32_t i = 0; i < 5; ++i) {
      const geo::Point p = centre + geo::Point{rng.uniform(-40.0, 40.0), rng.uniform(-40.0, 40.0)};
      if (!saltmere().window->contains(p)) continue;
      points.push_back(p);
      day.push_back(first + static_cast<std::int32_t>(rng.below(4)));
    }
  }
  const Columns columns(points);
  const auto curve = ripley_k({{columns.x, columns.y, {}}, *saltmere().window, kNear}, {});
  ASSERT_TRUE(curve);
  const auto envelope = ripley_envelope(
      {*curve, *saltmere().window, RipleyCorrection::isotropic, *saltmere().places, {99, 1, kLevel}}, {});
  const auto repeats = near_repeats({columns.x, columns.y, day}, repeat_options(1), {});
  ASSERT_TRUE(envelope && repeats);
  EXPECT_DOUBLE_EQ(envelope->p, 0.01);
  EXPECT_GT(curve->excess(1), envelope->high[1]);
  EXPECT_TRUE(repeats->at(1, 0).more);
}

}  // namespace
}  // namespace wardscope::analysis
