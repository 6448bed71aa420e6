// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstdint>
#include <optional>
#include <string>

#include "analysis/clark_evans.hpp"
#include "analysis/distinct_locations.hpp"
#include "analysis/quadrat_test.hpp"
#include "analysis/ripley_envelope.hpp"
#include "borough/incidents.hpp"
#include "catalog/chosen_ground.hpp"
#include "catalog/point_pattern_question.hpp"
#include "core/result.hpp"
#include "ops/operation.hpp"

namespace wardscope::catalog {

/// What the incidents' distances from each other are, and what chance would have made of them.
struct PointPattern {
  std::string ground;  ///< " in Old Town and Harbour"; empty: everywhere
  double ground_km2 = 0.0;
  bool rectangle = false;                                         ///< the ground is one
  borough::Sensitivity sensitivity = borough::Sensitivity::open;  ///< of counts
  borough::Sensitivity coarseness = borough::Sensitivity::open;   ///< of what follows from exact places
  std::int64_t places = 0;                                        ///< distinct
  std::int64_t in_stacks = 0;                                     ///< incidents that share their place with another
  analysis::RipleyCurve incidents;
  std::optional<analysis::RipleyCurve> once;  ///< each place once; nothing of too few places
  analysis::ClarkEvans nearest;               ///< of the incidents
  std::optional<analysis::ClarkEvans> nearest_once;
  analysis::RipleyEnvelope envelope;  ///< of what was tested
  std::optional<analysis::QuadratTest> quadrats;
  std::string no_quadrats;      ///< why not
  double at_least_share = 0.0;  ///< of the incidents, on ground that the trend would make thinner than is believed
  std::string null_source;      ///< "of 'LSOA (2021)'"; empty where chance is even

  [[nodiscard]] const analysis::RipleyCurve& tested(TestedPoints points) const {
    return points == TestedPoints::places ? *once : incidents;
  }
  [[nodiscard]] const analysis::ClarkEvans& nearest_tested(TestedPoints points) const {
    return points == TestedPoints::places ? *nearest_once : nearest;
  }
};

/// @returns not_found where the land is not known; invalid_argument, with what to do, where too few incidents or places
/// are left, the distance does not fit the ground or the steps are too fine for sensitive types; cancelled
/// Fills in what the question leaves to the program: the farthest distance and the spread of the trend.
core::Result<PointPattern> point_pattern(PointPatternQuestion& question, const ops::OperationContext& context);

/// K of a step as it may be told: to what as many pairs add to it as incidents may not be told.
double told_k(const analysis::RipleyCurve& curve, std::size_t step, borough::Sensitivity coarseness);
/// RipleyCurve::ring_ratio() of that. @pre step >= 1
double told_ring_ratio(const analysis::RipleyCurve& curve, std::size_t step, borough::Sensitivity coarseness);
/// L - r of that, m.
double told_excess(const analysis::RipleyCurve& curve, std::size_t step, borough::Sensitivity coarseness);

}  // namespace wardscope::catalog
