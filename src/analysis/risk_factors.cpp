// SPDX-License-Identifier: GPL-3.0-or-later
#include "analysis/risk_factors.hpp"

#include <algorithm>
#include <cassert>
#include <cmath>
#include <numeric>
#include <utility>

#include "geo/point_index.hpp"
#include "jobs/parallel.hpp"

namespace wardscope::analysis {
namespace {

constexpr std::size_t kCellsAtOnce = 256;
constexpr double kDenseBeyond = 2.0;  // standard deviations above the mean, as Caplan & Kennedy have it

/// What lies around each cell at one reach.
struct Surroundings {
  std::vector<double> near;     ///< 1: a feature within the reach
  std::vector<double> density;  ///< quartic sum: (1 - (d / h)^2)^2 over features with d < h
};

core::Result<Surroundings> surroundings(std::span<const geo::Point> centres, const geo::PointIndex& index,
                                        const borough::FeatureKind& kind, core::Metres reach,
                                        const jobs::Progress& progress) {
  Surroundings around{std::vector<double>(centres.size(), 0.0), std::vector<double>(centres.size(), 0.0)};
  const auto done = jobs::parallel_for(centres.size(), kCellsAtOnce, progress, [&](std::size_t begin, std::size_t end) {
    for (std::size_t i = begin; i < end; ++i) {
      for (const std::size_t feature : index.within(centres[i], reach)) {
        const double u = geo::distance(centres[i], kind.points[feature]) / reach.value();
        around.near[i] = 1.0;
        around.density[i] += (1.0 - u * u) * (1.0 - u * u);
      }
    }
  });
  if (!done) return done.error();
  return around;
}

/// Cells whose density stands out from that of all.
std::vector<double> dense_cells(const std::vector<double>& density) {
  const auto n = static_cast<double>(density.size());
  const double mean = std::accumulate(density.begin(), density.end(), 0.0) / n;
  double squares = 0.0;
  for (const double one : density) squares += (one - mean) * (one - mean);
  const double limit = mean + kDenseBeyond * std::sqrt(squares / n);
  std::vector<double> present;
  present.reserve(density.size());
  for (const double one : density) present.push_back(one > limit ? 1.0 : 0.0);
  return present;
}

void judge_alone(const RiskGround& ground, const std::vector<RiskFactor>& earlier, RiskFactor& factor) {
  factor.cells = static_cast<std::size_t>(std::count(factor.present.begin(), factor.present.end(), 1.0));
  if (factor.cells < kFewestFactorCells || ground.counts.size() - factor.cells < kFewestFactorCells) {
    factor.fate = FactorFate::few_cells;
    return;
  }
  const double with = std::inner_product(factor.present.begin(), factor.present.end(), ground.counts.begin(), 0.0);
  const double all = std::accumulate(ground.counts.begin(), ground.counts.end(), 0.0);
  if (with < ground.least_told || all - with < ground.least_told) {
    factor.fate = FactorFate::few_incidents;
    return;
  }
  for (std::size_t i = 0; i < earlier.size(); ++i) {
    if (!is_usable(earlier[i]) || earlier[i].present != factor.present) continue;
    factor.fate = FactorFate::same_as_other;
    factor.same_as = i;
    return;
  }
}

}  // namespace

bool is_usable(const RiskFactor& factor) {
  return factor.fate != FactorFate::few_cells && factor.fate != FactorFate::few_incidents &&
         factor.fate != FactorFate::same_as_other;
}

core::Result<std::vector<RiskFactor>> risk_factors(const RiskGround& ground, const ReachChoice& choice,
                                                   const jobs::Progress& progress) {
  assert(ground.counts.size() == ground.centres.size() && ground.km2.size() == ground.centres.size());
  std::vector<RiskFactor> factors;
  const auto parts = static_cast<double>(ground.kinds.size() * static_cast<std::size_t>(choice.steps));
  double part = 0.0;
  for (std::size_t k = 0; k < ground.kinds.size(); ++k) {
    const geo::PointIndex index(ground.kinds[k].points);
    for (std::int64_t s = 1; s <= choice.steps; ++s, ++part) {
      const core::Metres reach(choice.step.value() * static_cast<double>(s));
      auto around = surroundings(ground.centres, index, ground.kinds[k], reach,
                                 progress.part(part / parts, (part + 1.0) / parts));
      if (!around) return around.error();
      RiskFactor near;
      near.kind = k;
      near.reach = reach;
      near.present = std::move(around->near);
      RiskFactor dense = near;
      dense.measure = RiskMeasure::dense;
      dense.present = dense_cells(around->density);
      for (RiskFactor* factor : {&near, &dense}) {
        judge_alone(ground, factors, *factor);
        factors.push_back(std::move(*factor));
      }
    }
  }
  return factors;
}

}  // namespace wardscope::analysis
