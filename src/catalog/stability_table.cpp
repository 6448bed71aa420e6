// SPDX-License-Identifier: GPL-3.0-or-later
#include "catalog/stability_table.hpp"

#include <cassert>
#include <cmath>
#include <string>
#include <utility>
#include <vector>

#include "analysis/disclosure.hpp"
#include "catalog/inputs.hpp"

namespace wardscope::catalog {
namespace {

table::Value told(const std::optional<double>& number) {
  table::Value value;
  if (number) value = *number;
  return value;
}

}  // namespace

HoldClass hold_class(const analysis::HotspotHold& hold, std::int64_t runs) {
  return static_cast<double>(hold.found_again) >= analysis::kFirm * static_cast<double>(runs) ? HoldClass::firm
                                                                                              : HoldClass::fragile;
}

std::string_view words_of(HoldClass hold) { return hold == HoldClass::firm ? "firm" : "fragile"; }

ToldSpan told_span(const analysis::HotspotHold& hold, std::int64_t incidents, borough::Sensitivity sensitivity) {
  constexpr double kTenths = 1000.0;  // of a percent, in a share of 1
  constexpr double kSlack = 1e-9;     // a whole tenth stays what it is
  const analysis::DisclosureControl control;
  ToldSpan span;
  if (const auto share = control.share(hold.fewest, incidents, sensitivity).value)
    span.fewest_percent = std::floor(kTenths * *share + kSlack) / 10.0;
  if (const auto share = control.share(hold.most, incidents, sensitivity).value)
    span.most_percent = std::ceil(kTenths * *share - kSlack) / 10.0;
  return span;
}

table::FeatureTable stability_table(const analysis::HotspotSet& set, const analysis::HotspotStability& stability,
                                    borough::Sensitivity sensitivity) {
  assert(set.hotspots.size() == stability.hotspots.size());
  using table::ColumnType;
  table::FeatureTable features({{"rank", "Rank", "", ColumnType::integer, false},
                                {"ward", "Ward", "", ColumnType::text, false},
                                {"class", "Class", "", ColumnType::text, false},
                                {"found_again_percent", "Found again", "% of runs", ColumnType::number, false},
                                {"incidents", "Incidents", "", ColumnType::integer, true},
                                {"area_km2", "Area", "km²", ColumnType::number, false},
                                {"least_share_percent", "Share at least", "%", ColumnType::number, false},
                                {"greatest_share_percent", "Share at most", "%", ColumnType::number, false}});
  for (std::size_t i = 0; i < set.hotspots.size(); ++i) {
    const analysis::Hotspot& hotspot = set.hotspots[i];
    const analysis::HotspotHold& hold = stability.hotspots[i];
    const ToldSpan span = told_span(hold, stability.incidents, sensitivity);
    features.add_row({static_cast<std::int64_t>(hotspot.rank), joined_shares(hotspot.wards),
                      std::string(words_of(hold_class(hold, stability.runs))),
                      100.0 * static_cast<double>(hold.found_again) / static_cast<double>(stability.runs),
                      hotspot.incidents, hotspot.area_km2, told(span.fewest_percent), told(span.most_percent)},
                     hotspot.shape);
  }
  return features;
}

}  // namespace wardscope::catalog
