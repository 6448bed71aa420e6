// SPDX-License-Identifier: GPL-3.0-or-later
#include "analysis/relative_risk.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <numbers>
#include <vector>

#include "analysis/density_preparation.hpp"
#include "analysis/density_sweep.hpp"
#include "core/random.hpp"

namespace wardscope::analysis {
namespace {

constexpr double kTie = 1e-9;  // of the density: rounding of two sweeps of the same kernels

/// Rows of both selections as one set of points, the cases with the weight 1.
struct Pooled {
  std::vector<std::uint32_t> rows;
  std::vector<float> is_case;  ///< by row of the columns
};

core::Result<Pooled> pool(const RelativeRiskInput& input) {
  if (input.cases.empty() || input.controls.empty()) {
    return core::invalid_argument(input.cases.empty()
                                      ? "no incidents are selected; widen the period, the types or the hours"
                                      : "there are no incidents to compare with; widen their period or types");
  }
  Pooled pooled{{}, std::vector<float>(input.x.size(), 0.0F)};
  for (const std::uint32_t row : input.cases) pooled.is_case[row] = 1.0F;
  for (const std::uint32_t row : input.controls) {
    if (pooled.is_case[row] != 0.0F) {
      return core::invalid_argument(
          "the two selections have incidents in common; choose types or periods that exclude each other");
    }
  }
  pooled.rows.assign(input.cases.begin(), input.cases.end());
  pooled.rows.insert(pooled.rows.end(), input.controls.begin(), input.controls.end());
  std::sort(pooled.rows.begin(), pooled.rows.end());
  const geo::MultiPolygon none;
  const LandBoundary ground(input.part != nullptr && !input.part->empty() ? *input.part
                            : input.land != nullptr                       ? *input.land
                                                                          : none);
  const bool on_ground = ground.empty() || std::any_of(input.cases.begin(), input.cases.end(), [&](std::uint32_t row) {
                           return ground.contains({input.x[row], input.y[row]});
                         });
  if (!on_ground) {
    return core::invalid_argument(
        "none of the selected incidents lies on this ground; choose other areas, or widen the period or the types");
  }
  return pooled;
}

/// The densities on one grid.
class RiskSweeps {
 public:
  RiskSweeps(const PreparedDensity& prepared, const raster::GridSpec& grid) : prepared_(prepared), grid_(grid) {}

  /// The kernel sum of so many incidents at each location, edge corrected as prepared, 1/m^2.
  core::Result<raster::Raster<double>> sum_of(const std::vector<double>& counts, const jobs::Progress& progress) const {
    std::vector<double> weight(counts);
    for (std::size_t i = 0; i < weight.size(); ++i) weight[i] *= prepared_.factor[i];
    raster::Raster<double> sums(grid_);
    const core::Status status =
        sweep_kernel_sums({{prepared_.on_land.x, prepared_.on_land.y, weight}, prepared_.kernel, grid_}, progress,
                          [&](std::size_t row, std::span<const double> values) {
                            std::copy(values.begin(), values.end(), &sums.at(0, row));
                          });
    if (!status) return status.error();
    return sums;
  }

 private:
  const PreparedDensity& prepared_;
  raster::GridSpec grid_;
};

/// Draws the labels anew: how many of each location's incidents are cases, so that all add up to as many as there are.
/// Selection sampling (Knuth 1997, algorithm 3.4.2 S): each incident in turn with the chance that is left.
class Relabelling {
 public:
  Relabelling(const DistinctLocations& locations, double cases) : locations_(locations), cases_(cases) {
    for (const std::uint32_t incidents : locations.incidents) all_ += incidents;
  }

  void draw(core::CounterRng rng, std::vector<double>& counts) const {
    double left = all_;
    double wanted = cases_;
    for (std::size_t i = 0; i < counts.size(); ++i) {
      double chosen = 0.0;
      for (std::uint32_t k = 0; k < locations_.incidents[i]; ++k, left -= 1.0) {
        if (rng.uniform() * left >= wanted) continue;
        chosen += 1.0;
        wanted -= 1.0;
      }
      counts[i] = chosen;
    }
  }

 private:
  const DistinctLocations& locations_;
  double cases_;
  double all_ = 0.0;
};

/// Fills the surface of log ratios and says which share of the ground is too thin.
class RatioSurface {
 public:
  RatioSurface(const PreparedDensity& prepared, RelativeRisk& risk, double cases, double controls)
      : prepared_(prepared), risk_(risk), cases_(cases), controls_(controls) {}

  /// @returns whether any cell has a value
  bool fill(const raster::Raster<double>& of_cases, const raster::Raster<double>& of_all) {
    const double spread = prepared_.kernel.spread();
    const double kernel_area = 2.0 * std::numbers::pi * spread * spread;
    const raster::GridSpec& grid = risk_.log_ratio.grid();
    std::size_t ground = 0;
    std::size_t filled = 0;
    for (std::size_t row = 0; row < grid.rows; ++row) {
      for (std::size_t column = 0; column < grid.columns; ++column) {
        const LandBoundary& shown = prepared_.shown();
        if (!shown.empty() && !shown.contains(grid.centre(column, row))) continue;
        ++ground;
        const double f = of_cases.at(column, row);
        const double g = of_all.at(column, row) - f;
        if (g * kernel_area < 1.0) continue;
        ++filled;
        const double ratio = (f / cases_) / (g / controls_);
        risk_.log_ratio.at(column, row) = static_cast<float>(
            std::clamp(std::log(std::max(ratio, std::exp(-kMostLogRatio))), -kMostLogRatio, kMostLogRatio));
      }
    }
    risk_.thin_share = ground == 0 ? 0.0 : 1.0 - static_cast<double>(filled) / static_cast<double>(ground);
    return filled > 0;
  }

 private:
  const PreparedDensity& prepared_;
  RelativeRisk& risk_;
  double cases_;
  double controls_;
};

struct TestInput {
  const RiskSweeps& sweeps;
  const Relabelling& relabelling;
  const raster::Raster<double>& of_cases;
};

core::Status test_tolerance(const TestInput& test, const RelativeRiskOptions& options, RelativeRisk& risk,
                            const jobs::Progress& progress) {
  const std::vector<double>& observed = test.of_cases.values();
  std::vector<std::uint32_t> above(observed.size(), 0);
  std::vector<std::uint32_t> below(observed.size(), 0);
  std::vector<double> counts(risk.locations);
  const auto all = static_cast<double>(options.permutations);
  for (std::int64_t b = 0; b < options.permutations; ++b) {
    const double from = static_cast<double>(b) / all;
    test.relabelling.draw(core::CounterRng(static_cast<std::uint64_t>(options.seed), static_cast<std::uint64_t>(b)),
                          counts);
    const auto sums = test.sweeps.sum_of(counts, progress.part(from, from + 1.0 / all));
    if (!sums) return sums.error();
    for (std::size_t i = 0; i < observed.size(); ++i) {
      const double tie = kTie * observed[i];
      above[i] += sums->values()[i] >= observed[i] - tie ? 1 : 0;
      below[i] += sums->values()[i] <= observed[i] + tie ? 1 : 0;
    }
  }
  for (std::size_t i = 0; i < observed.size(); ++i) {
    if (std::isnan(risk.log_ratio.values()[i])) continue;
    risk.p_more.values()[i] = static_cast<float>((1.0 + above[i]) / (all + 1.0));
    risk.p_fewer.values()[i] = static_cast<float>((1.0 + below[i]) / (all + 1.0));
  }
  return {};
}

core::Status check(const RelativeRiskOptions& options) {
  if (options.density.adaptive) {
    return core::invalid_argument(
        "a relative risk has one bandwidth for both selections, so that what it smooths away cancels; leave out "
        "--adaptive");
  }
  // With fewer the least p that can be is not below the limit of either tail by much.
  constexpr std::int64_t kFewestPermutations = 99;
  if (options.permutations != 0 && options.permutations < kFewestPermutations) {
    return core::invalid_argument(fmt::format("{} permutations tell too little: use at least {}, or 0 for no test",
                                              options.permutations, kFewestPermutations));
  }
  return {};
}

}  // namespace

void describe(RelativeRiskOptions& options, core::ParameterVisitor& visitor) {
  describe(options.density, visitor);
  visitor.integer({"permutations", "Permutations",
                   "How often the labels are drawn anew to tell chance; 999 for a report, 0 for no test"},
                  {0.0, 9999.0}, options.permutations);
  visitor.integer({"seed", "Seed", "Of the random labels; the same seed gives the same surface"}, {0.0, 1e9},
                  options.seed);
}

core::Result<RelativeRisk> relative_risk(const RelativeRiskInput& input, const RelativeRiskOptions& options,
                                         const jobs::Progress& progress) {
  if (const core::Status status = check(options); !status) return status.error();
  const auto pooled = pool(input);
  if (!pooled) return pooled.error();
  const DensityInput points{{input.x, input.y, pooled->is_case, pooled->rows}, input.land, {}, input.part};
  const auto prepared = prepare_density(points, options.density, progress.part(0.0, 0.15, "Placing the incidents"));
  if (!prepared) return prepared.error();
  const auto grid = density_grid(*prepared, options.density);
  if (!grid) return grid.error();

  RelativeRisk risk;
  risk.density = options.density;
  risk.density.cell = core::Metres(grid->cell);
  risk.density.edge_correction = prepared->correction;
  risk.cases = static_cast<std::int64_t>(prepared->weight);
  risk.controls = prepared->incidents - risk.cases;
  if (risk.controls == 0) return core::invalid_argument("there are no incidents to compare with on this ground");
  risk.log_ratio = raster::Raster<float>(*grid, raster::no_data<float>());
  risk.p_more = risk.p_fewer = risk.log_ratio;
  const DistinctLocations& locations = prepared->on_land;
  risk.locations = locations.size();
  const std::vector<double> all(locations.incidents.begin(), locations.incidents.end());
  // Over a part, the numbers that f and g are over are those of all that reaches it.
  double cases = 0.0;
  double incidents = 0.0;
  for (std::size_t i = 0; i < locations.size(); ++i) {
    cases += locations.weight[i];
    incidents += all[i];
  }
  const RiskSweeps sweeps(*prepared, *grid);
  const auto of_cases = sweeps.sum_of(locations.weight, progress.part(0.15, 0.2, "Summing the kernels"));
  if (!of_cases) return of_cases.error();
  const auto of_all = sweeps.sum_of(all, progress.part(0.2, 0.25));
  if (!of_all) return of_all.error();
  if (!RatioSurface(*prepared, risk, cases, incidents - cases).fill(*of_cases, *of_all)) {
    return core::invalid_argument(
        "nowhere is one of the incidents to compare with expected within a kernel: the ground is too thin; use a wider "
        "bandwidth, or compare with more");
  }
  if (options.permutations > 0) {
    const Relabelling relabelling(locations, cases);
    const core::Status status = test_tolerance({sweeps, relabelling, *of_cases}, options, risk,
                                               progress.part(0.25, 1.0, "Permuting the labels"));
    if (!status) return status.error();
  }
  return risk;
}

}  // namespace wardscope::analysis
