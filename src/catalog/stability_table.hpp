// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstdint>
#include <optional>
#include <string_view>

#include "analysis/hotspot_stability.hpp"
#include "analysis/hotspots.hpp"
#include "table/feature_table.hpp"

namespace wardscope::catalog {

/// Whether a hotspot is found again in analysis::kFirm of the runs.
enum class HoldClass { firm, fragile };
HoldClass hold_class(const analysis::HotspotHold& hold, std::int64_t runs);
/// "firm", "fragile": as the column "class" has it.
std::string_view words_of(HoldClass hold);

/// The least and the greatest share of all incidents in a hotspot, percent to a tenth, the one rounded down and the
/// other up: of a hotspot that holds incidents "0 to 0" says nothing. Nothing where a count behind it is too small to
/// be told.
struct ToldSpan {
  std::optional<double> fewest_percent;
  std::optional<double> most_percent;
};
ToldSpan told_span(const analysis::HotspotHold& hold, std::int64_t incidents, borough::Sensitivity sensitivity);

/// One row a hotspot, by rank, with its class, how often it was found again and the span of its share.
/// @pre stability.hotspots are those of the set
table::FeatureTable stability_table(const analysis::HotspotSet& set, const analysis::HotspotStability& stability,
                                    borough::Sensitivity sensitivity);

}  // namespace wardscope::catalog
