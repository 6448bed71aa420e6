// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <span>
#include <vector>

namespace wardscope::stats {

/// What is done about many tests at once. Of 1,000 tests on ground where nothing is going on, 50 have p < 0.05.
enum class Correction {
  none,
  benjamini_hochberg,   ///< false discovery rate; tests independent or positively dependent. Benjamini & Hochberg 1995
  benjamini_yekutieli,  ///< false discovery rate under any dependence. Benjamini & Yekutieli 2001
  bonferroni,           ///< chance of a single false one
};

/// p-values that may be held against the level asked for, as R's p.adjust computes them. With p sorted, p(1) the least
/// of m tests:
///   Benjamini-Hochberg   min over j >= i of min(1, m / j p(j))
///   Benjamini-Yekutieli  the same times sum 1/k, k = 1..m
///   Bonferroni           min(1, m p)
/// NaN stands for a unit that was not tested: it stays NaN and does not count in m. Equal p-values get equal answers.
/// @pre each p is NaN or within 0..1
std::vector<double> adjusted_p_values(std::span<const double> p, Correction correction);

}  // namespace wardscope::stats
