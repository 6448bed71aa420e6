// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <vector>

#include "analysis/hotspot_validation.hpp"
#include "borough/incidents.hpp"
#include "catalog/ground_units.hpp"
#include "table/feature_table.hpp"

namespace wardscope::catalog {

/// A way to put cells in order, with what it caught of both periods.
struct RankedBy {
  std::string words;  ///< "density of the earlier period"
  analysis::HitCurve later;
  std::optional<analysis::HitCurve> earlier;  ///< of the same order; nothing where RRI says nothing
};

/// What was judged.
struct Validation {
  std::vector<RankedBy> orders;                           ///< the density first, the best with hindsight last
  std::vector<double> area_shares;                        ///< 0..1, rising
  std::vector<std::vector<analysis::ChanceHits>> chance;  ///< by order, by area share; of the best none
  double later_incidents = 0.0;
  double earlier_incidents = 0.0;
  borough::Sensitivity sensitivity = borough::Sensitivity::open;
};

/// Numbers of an order at one area share, as they may be told: of the incidents caught rounded to the nearest five, of
/// sensitive types to ten. Nothing where too few are judged.
struct ToldHits {
  std::optional<double> hit_share;
  stats::Interval interval;  ///< of the hit share, 95 % (Wilson), where it is told
  double pai = 0.0;
  double pei = 0.0;
  std::optional<double> rri;
};
ToldHits told_hits(const Validation& validation, std::size_t order, double area_share);

/// A row for each way to order cells and each area share.
table::FeatureTable validation_table(const Validation& validation);

/// The surveillance plot: for shares of the ground, which share of the later incidents each order catches.
table::FeatureTable surveillance_table(const Validation& validation);
/// How it is drawn: a curve an order.
std::string surveillance_style(const Validation& validation);

}  // namespace wardscope::catalog
