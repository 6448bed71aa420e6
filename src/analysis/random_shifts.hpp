// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstdint>
#include <vector>

#include "analysis/risk_factors.hpp"
#include "core/result.hpp"
#include "jobs/progress.hpp"

namespace wardscope::analysis {

struct ShiftOptions {
  std::int64_t shifts = 999;
  std::int64_t seed = 1;
};

/// Holds each usable factor against chance. The map of incidents is moved over the map of factors by a random vector,
/// as a whole, so that what lies together stays together; only ground that both maps then have counts (the random
/// shift test with its correction for the lost ground: Mrkvicka, Dvorak, Gonzalez & Mateu 2021, Spatial Statistics 42).
/// Of each shift, and of the maps as they are,
///   z_j = sum_i x_ij (y_i - r a_i) / sqrt(phi r A_j (1 - A_j / A))
///   x 1 where the factor is, y incidents, a land of cell i; r = sum y / sum a; A land of all cells, A_j of those with
///   the factor; phi = Pearson's dispersion of y about r a, 1 at least: the quasi-score of a Poisson regression on x_j
///   alone (McCullagh & Nelder 1989, 9.2).
/// p_j: of how many shifts, the maps as they are among them, the largest z of all factors is at least z_j: the chance
/// that any factor comes in where none matters is at most the level that p is held against (Westfall & Young 1993).
/// Moves keep at least half of the cells; of a town too ragged for that, as many as can be had.
/// Sets score and p. @pre shifts >= 1. @returns cancelled
core::Status hold_against_shifts(const RiskGround& ground, const ShiftOptions& options, const jobs::Progress& progress,
                                 std::vector<RiskFactor>& factors);

}  // namespace wardscope::analysis
