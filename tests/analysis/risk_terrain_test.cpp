// SPDX-License-Identifier: GPL-3.0-or-later
#include "analysis/risk_terrain.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>
#include <numeric>
#include <stop_token>
#include <vector>

#include "analysis/random_shifts.hpp"
#include "core/random.hpp"

namespace wardscope::analysis {
namespace {

constexpr core::Metres kStep{100.0};

/// Knuth's product of uniforms.
double poisson_draw(core::CounterRng& rng, double mean) {
  const double least = std::exp(-mean);
  double count = -1.0;
  for (double product = 1.0; product > least; product *= rng.uniform()) ++count;
  return count;
}

/// A square town of cells of 100 m.
struct SquareTown {
  std::size_t side = 40;
  std::vector<geo::Point> centres;
  std::vector<double> counts;
  std::vector<double> km2;
  std::vector<borough::FeatureKind> kinds;

  explicit SquareTown(std::size_t cells_a_side) : side(cells_a_side) {
    for (std::size_t i = 0; i < side * side; ++i) {
      centres.push_back({50.0 + 100.0 * static_cast<double>(i % side), 50.0 + 100.0 * static_cast<double>(i / side)});
      counts.push_back(0.0);
      km2.push_back(0.01);
    }
  }
  void scatter(const std::string& name, int count, std::uint64_t seed) {
    core::CounterRng places(seed, kinds.size());
    borough::FeatureKind kind{name, {}};
    const double width = 100.0 * static_cast<double>(side);
    for (int i = 0; i < count; ++i) {
      const double x = places.uniform(0.0, width);
      kind.points.push_back({x, places.uniform(0.0, width)});
    }
    kinds.push_back(std::move(kind));
  }
  [[nodiscard]] bool is_near(std::size_t cell, std::size_t kind, double metres) const {
    const auto& points = kinds[kind].points;
    return std::any_of(points.begin(), points.end(),
                       [&](const geo::Point& p) { return geo::distance(centres[cell], p) <= metres; });
  }
  [[nodiscard]] RiskGround ground() const {
    RiskGround made{centres, counts, km2, kinds};
    made.cell_at = [this](geo::Point p) -> std::optional<std::size_t> {
      const double column = std::floor(p.x / 100.0);
      const double row = std::floor(p.y / 100.0);
      const auto most = static_cast<double>(side);
      if (column < 0.0 || row < 0.0 || column >= most || row >= most) return std::nullopt;
      return static_cast<std::size_t>(row) * side + static_cast<std::size_t>(column);
    };
    return made;
  }
};

/// Thirty stops bring `times` as many incidents within 100 m; thirty benches bring none.
SquareTown planted_town(double times) {
  SquareTown town(40);
  town.scatter("Stops", 30, 3);
  town.scatter("Benches", 30, 4);
  for (std::size_t i = 0; i < town.counts.size(); ++i) {
    core::CounterRng rng(5, i);
    town.counts[i] = poisson_draw(rng, town.is_near(i, 0, 100.0) ? 1.5 * times : 1.5);
  }
  return town;
}

TEST(RiskTerrainModel, FindsThePlantedFactorAtItsReachAndNoOther) {
  const SquareTown town = planted_town(3.0);

  const auto found = risk_terrain(town.ground(), {}, kStep, jobs::Progress());

  ASSERT_TRUE(found) << found.error().message;
  ASSERT_EQ(found->chosen.size(), 1U);
  const RiskFactor& factor = found->factors[found->chosen.front().factor];
  EXPECT_EQ(town.kinds[factor.kind].name, "Stops");
  EXPECT_EQ(factor.measure, RiskMeasure::near);
  EXPECT_EQ(factor.reach.value(), 100.0);
  EXPECT_EQ(factor.fate, FactorFate::chosen);
  EXPECT_LE(factor.p, 0.005 /* moves of less than a cell are no moves */);
  EXPECT_GT(found->chosen.front().risk.interval.high, 3.0);
  EXPECT_LT(found->chosen.front().risk.interval.low, 3.0);
  EXPECT_LT(found->chosen.front().p, 0.001);
  for (std::size_t i = 0; i < town.centres.size(); ++i) {
    EXPECT_DOUBLE_EQ(found->relative_risk[i], factor.present[i] > 0.0 ? found->chosen.front().risk.value : 1.0);
    EXPECT_FALSE(found->thin[i]);
  }
}

TEST(RiskTerrainModel, TellsOfEachFactorWhyItIsOut) {
  SquareTown town = planted_town(3.0);
  town.kinds.push_back({"One kiosk", {{2000.0, 2000.0}}});
  town.kinds.push_back({"Twins of the stops", town.kinds[0].points});

  const auto found = risk_terrain(town.ground(), {}, kStep, jobs::Progress());

  ASSERT_TRUE(found) << found.error().message;
  ASSERT_EQ(found->factors.size(), 32U);
  for (const RiskFactor& factor : found->factors) {
    const std::string& kind = town.kinds[factor.kind].name;
    if (kind == "Twins of the stops") {
      EXPECT_TRUE(factor.fate == FactorFate::same_as_other || factor.fate == FactorFate::few_cells);
    }
    if (kind == "One kiosk" && factor.reach.value() == 100.0) {
      EXPECT_EQ(factor.fate, FactorFate::few_cells);
    }
    if (kind == "Benches" && is_usable(factor)) {
      EXPECT_TRUE(factor.fate == FactorFate::within_chance || factor.fate == FactorFate::fewer);
    }
    if (kind == "Stops" && factor.fate != FactorFate::chosen && factor.p <= kShiftLevel) {
      EXPECT_EQ(factor.fate, FactorFate::other_reach);
    }
  }
}

TEST(RiskTerrainModel, LeavesOutFactorsWithTooFewIncidentsOnOneSide) {
  SquareTown town = planted_town(3.0);
  town.counts.assign(town.counts.size(), 0.0);
  town.counts[0] = 9.0;

  const auto found = risk_terrain(town.ground(), {}, kStep, jobs::Progress());

  ASSERT_TRUE(found) << found.error().message;
  EXPECT_EQ(found->usable, 0U);
  EXPECT_TRUE(found->chosen.empty());
  EXPECT_EQ(found->relative_risk, std::vector<double>(town.centres.size(), 1.0));
  EXPECT_TRUE(std::none_of(found->factors.begin(), found->factors.end(), is_usable));
}

TEST(RiskTerrainModel, StopsAndRefusesATownWithoutIncidents) {
  SquareTown town = planted_town(3.0);
  std::stop_source stop;
  stop.request_stop();
  const auto stopped = risk_terrain(town.ground(), {}, kStep, jobs::Progress(stop.get_token()));
  town.counts.assign(town.counts.size(), 0.0);
  const auto nothing = risk_terrain(town.ground(), {}, kStep, jobs::Progress());

  ASSERT_FALSE(stopped);
  EXPECT_EQ(stopped.error().code, core::ErrorCode::cancelled);
  ASSERT_FALSE(nothing);
  EXPECT_EQ(nothing.error().code, core::ErrorCode::invalid_argument);
}

/// Incidents in a few clumps of several cells, of which features at random places know nothing: neighbours are alike,
/// which a test that shuffled single cells would take for an effect.
SquareTown clumped_town(std::uint64_t seed) {
  SquareTown town(30);
  town.scatter("Stops", 25, 1000 + seed);
  town.scatter("Benches", 25, 2000 + seed);
  core::CounterRng rng(seed, 0);
  std::vector<geo::Point> clumps;
  for (int i = 0; i < 12; ++i) {
    const double x = rng.uniform(0.0, 3000.0);
    clumps.push_back({x, rng.uniform(0.0, 3000.0)});
  }
  for (std::size_t i = 0; i < town.counts.size(); ++i) {
    double mean = 0.5;
    for (const geo::Point& clump : clumps)
      mean += 6.0 * std::exp(-std::pow(geo::distance(clump, town.centres[i]) / 250.0, 2));
    core::CounterRng draw(seed, i + 1);
    town.counts[i] = poisson_draw(draw, mean);
  }
  return town;
}

TEST(RiskTerrainModel, OfClumpedTownsWhereNothingMattersNoMoreThanTheStatedRateShowAFactor) {
  constexpr int kTowns = 100;
  int shown = 0;
  for (int seed = 1; seed <= kTowns; ++seed) {
    const SquareTown town = clumped_town(static_cast<std::uint64_t>(seed));
    RiskTerrainOptions options;
    options.shifts = 99;
    options.steps = 3;
    const auto found = risk_terrain(town.ground(), options, kStep, jobs::Progress());
    ASSERT_TRUE(found) << found.error().message;
    if (!found->chosen.empty()) ++shown;
  }
  RecordProperty("towns_with_a_factor", shown);

  EXPECT_GE(shown, 1);
  EXPECT_LE(shown, 12 /* 5 % of 100 and three standard deviations; of 200 towns 12 did */);
}

TEST(RandomShifts, HasTheQuasiScoreOfTheFactorAlone) {
  const SquareTown town = planted_town(2.0);
  const RiskGround ground = town.ground();
  auto factors = risk_factors(ground, {kStep, 1}, jobs::Progress());
  ASSERT_TRUE(factors);

  ASSERT_TRUE(hold_against_shifts(ground, {99, 1}, jobs::Progress(), *factors));

  const RiskFactor& near = factors->front();
  const double all = std::accumulate(town.counts.begin(), town.counts.end(), 0.0);
  const double rate = all / 1600.0;
  double sum = 0.0;
  double pearson = 0.0;
  for (std::size_t i = 0; i < town.counts.size(); ++i) {
    sum += near.present[i] * (town.counts[i] - rate);
    pearson += (town.counts[i] - rate) * (town.counts[i] - rate) / rate;
  }
  const auto with = static_cast<double>(near.cells);
  const double variance = pearson / 1599.0 * rate * with * (1.0 - with / 1600.0);
  EXPECT_NEAR(near.score, sum / std::sqrt(variance), 1e-9);
  EXPECT_EQ(near.p, 0.01);
}

}  // namespace
}  // namespace wardscope::analysis
