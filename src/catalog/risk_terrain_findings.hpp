// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "analysis/cell_grid.hpp"
#include "analysis/risk_terrain.hpp"
#include "borough/feature_kinds.hpp"
#include "borough/incidents.hpp"
#include "catalog/ground_units.hpp"
#include "core/parameter.hpp"
#include "ops/plain_words.hpp"
#include "stats/spatial_association.hpp"
#include "table/feature_table.hpp"

namespace wardscope::catalog {

struct RiskQuestion {
  borough::IncidentFilter filter;
  std::vector<std::string> features;  ///< kinds that are tried; empty: all but cameras
  analysis::CellOptions cells;
  analysis::RiskTerrainOptions terrain;
  std::string later_from;  ///< months that the answer is held against, after those of `filter`; empty: none
  std::string later_to;
};

void describe(RiskQuestion& question, core::ParameterVisitor& visitor);

/// Of the land, what a later period is held against: the part with the highest risk.
inline constexpr double kJudgedShare = 0.1;

/// How the answer does in a later period.
struct LaterPeriod {
  std::string in_words;             ///< "January 2025 to March 2025"
  std::optional<double> hit_share;  ///< of its incidents, those on that part of the land; nothing: too few to tell
};

struct RiskFindings {
  const RiskQuestion& question;
  const GroundUnits& units;
  const analysis::RiskTerrain& terrain;
  const std::vector<borough::FeatureKind>& kinds;
  std::int64_t incidents;
  borough::Sensitivity sensitivity;
  const stats::Association& left_over;  ///< Moran's I of what the model leaves unexplained
  const std::optional<LaterPeriod>& later;
};

/// Every factor that was tried: the chosen first, then the others by kind and reach, each with the reason.
table::FeatureTable risk_factor_table(const RiskFindings& findings);
/// The cells, highest relative risk first. Of thin cells the risk is empty and the remark says why.
table::FeatureTable risk_cell_table(const RiskFindings& findings);
ops::PlainWords risk_terrain_words(const RiskFindings& findings);

}  // namespace wardscope::catalog
