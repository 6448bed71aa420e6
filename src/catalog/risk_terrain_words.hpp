// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <string>
#include <vector>

#include "analysis/risk_factors.hpp"
#include "borough/feature_kinds.hpp"

namespace wardscope::catalog {

/// "Licensed premises within 300 m", "Licensed premises dense within 300 m".
std::string risk_factor_words(const std::vector<borough::FeatureKind>& kinds, const analysis::RiskFactor& factor);

}  // namespace wardscope::catalog
