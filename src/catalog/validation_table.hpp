// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>
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
/// sensitive types to ten. Nothing where fewer than that are caught or judged: one more would be another number.
struct ToldHits {
  std::optional<double> hit_share;
  double rounding = 0.0;     ///< of the hit share: so much it may be off either way
  stats::Interval interval;  ///< of the hit share, 95 % (Wilson) of all counts that are rounded to this one
  double pai = 0.0;
  std::optional<double> pei = {};  ///< nothing where what the best cells hold is not told
  std::optional<double> rri;
};
ToldHits told_hits(const Validation& validation, std::size_t order, double area_share);

/// "better than chance", "worse than chance", "no better than chance" or "too few to tell": of what is told alone, so
/// that nobody finds another verdict in the numbers beside it.
std::string_view against_chance(const ToldHits& told, const stats::Interval& chance);

/// A row for each way to order cells and each area share.
table::FeatureTable validation_table(const Validation& validation);

/// The surveillance plot: for shares of the ground, which share of the later incidents each order catches.
table::FeatureTable surveillance_table(const Validation& validation);
/// How it is drawn: a curve an order.
std::string surveillance_style(const Validation& validation);

}  // namespace wardscope::catalog
