// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstddef>
#include <cstdint>
#include <functional>
#include <optional>
#include <span>
#include <vector>

#include "borough/feature_kinds.hpp"
#include "core/result.hpp"
#include "core/units.hpp"
#include "geo/shapes.hpp"
#include "jobs/progress.hpp"

namespace wardscope::analysis {

/// What of the features around a cell may matter (the spatial influence of Caplan & Kennedy).
enum class RiskMeasure {
  near,   ///< one lies within the reach of the cell's centre
  dense,  ///< their quartic density by that reach is above the mean of the cells by two standard deviations
};

/// Why a factor is in the model, or not.
enum class FactorFate {
  chosen,
  few_cells,         ///< fewer cells than kFewestFactorCells have it, or are without it
  few_incidents,     ///< too few incidents on one side: no risk can be estimated, and none may be told
  same_as_other,     ///< says the same of every cell as an earlier factor
  within_chance,     ///< where the features are moved about at random, the best of all factors is often as strong
  drawn_to_nothing,  ///< the penalised regression left nothing of it
  fewer,             ///< goes with fewer incidents, not with more
  other_reach,       ///< the same kind tells more at another reach, or by the other measure
  adds_nothing,      ///< beside those chosen it adds less than it costs (BIC)
};

/// A yes or no of each cell.
struct RiskFactor {
  std::size_t kind = 0;
  RiskMeasure measure = RiskMeasure::near;
  core::Metres reach;
  std::vector<double> present;  ///< 1 or 0, by cell
  std::size_t cells = 0;        ///< with it
  FactorFate fate = FactorFate::adds_nothing;
  std::size_t same_as = 0;  ///< of same_as_other: the earlier factor
  double score = 0.0;       ///< quasi-score of it alone, in standard deviations; above 0: more incidents
  double p = 1.0;           ///< of the best factor of all by random shifts being as strong
};

/// Cells with what they hold. Borrows everything.
struct RiskGround {
  std::span<const geo::Point> centres;
  std::span<const double> counts;
  std::span<const double> km2;  ///< > 0
  std::span<const borough::FeatureKind> kinds;
  double least_told = 5.0;  ///< incidents that a factor needs in the cells with it, and without: disclosure's threshold
  /// The cell whose ground holds a point; nothing off the cells.
  std::function<std::optional<std::size_t>(geo::Point)> cell_at;
};

/// Of cells, what a factor needs on both sides: fewer say nothing of the town.
constexpr std::size_t kFewestFactorCells = 10;

struct ReachChoice {
  core::Metres step;
  std::int64_t steps = 1;
};

/// Each kind at each reach by each measure, with the fates few_cells, few_incidents and same_as_other where they
/// apply. @returns cancelled
core::Result<std::vector<RiskFactor>> risk_factors(const RiskGround& ground, const ReachChoice& choice,
                                                   const jobs::Progress& progress);

/// False where the fate was sealed by the factor's own cells.
bool is_usable(const RiskFactor& factor);

}  // namespace wardscope::analysis
