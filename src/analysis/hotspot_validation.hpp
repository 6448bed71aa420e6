// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstddef>
#include <cstdint>
#include <span>
#include <vector>

#include "core/result.hpp"
#include "jobs/progress.hpp"
#include "stats/rate_interval.hpp"

namespace wardscope::analysis {

/// How much of the incidents lies on the first cells of an order, by their share of the ground: the surveillance plot.
/// Between two cells it runs straight, and so it does over cells with equal scores: what their order comes to on
/// average where chance decides among them.
struct HitCurve {
  std::vector<double> area_share;  ///< rising from 0 to 1
  std::vector<double> hit_share;   ///< of the incidents, not falling, from 0 to 1
};

/// Cells that all have some ground, with the incidents of the period that is judged.
struct JudgedCells {
  std::span<const double> km2;     ///< > 0
  std::span<const double> counts;  ///< >= 0, not all 0
};

/// The curve of the cells in the order of their scores, the highest first. O(n log n).
/// @pre one score, area and count a cell, scores finite
HitCurve hit_curve(std::span<const double> scores, const JudgedCells& cells);

/// The curve that no order beats: cells by their own incidents per km2.
HitCurve best_curve(const JudgedCells& cells);

/// @pre 0 <= area_share <= 1
double hits_at(const HitCurve& curve, double area_share);

/// PAI = hit share / area share. Chainey, Tompson & Uhlig 2008, Security Journal 21, eq. 1. @pre area_share > 0
double predictive_accuracy(double hit_share, double area_share);

/// PEI = PAI / PAI of the best order for the same area: 1 where the order could not be better (Hunt 2016). 0 where the
/// best is 0.
double predictive_efficiency(double hit_share, double best_share);

/// RRI = share of the later incidents on the cells / share of the earlier ones there (Levine 2008, Security Journal
/// 21): 1 where the cells hold as much as they did, below 1 where they fade. 0 where the earlier share is 0.
double recapture_rate(double later_share, double earlier_share);

struct ChanceOptions {
  std::int64_t draws = 999;  ///< 99 … 99,999
  std::int64_t seed = 1;
};

/// What cells drawn at random, as many as make the area, catch: each draw is an order of all cells. Stacks of incidents
/// make it vary far more than a binomial share would.
struct ChanceHits {
  double mean = 0.0;
  stats::Interval interval;  ///< 95 % of the draws
  double p = 1.0;            ///< (1 + draws that catch as much as `observed` or more) / (1 + draws)
};

struct ChanceQuestion {
  JudgedCells cells;
  std::span<const double> area_shares;  ///< 0 < share <= 1, rising
  std::span<const double> observed;     ///< one a share: what is held against the draws
  ChanceOptions options;
};

/// One for each area share, from the same draws. Independent of the number of threads.
/// @returns invalid_argument where draws are out of their range; cancelled
core::Result<std::vector<ChanceHits>> hits_by_chance(const ChanceQuestion& question, const jobs::Progress& progress);

}  // namespace wardscope::analysis
