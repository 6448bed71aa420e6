// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <optional>
#include <string_view>
#include <variant>
#include <vector>

#include "cartography/chart.hpp"
#include "cartography/curve_chart.hpp"
#include "table/feature_table.hpp"

namespace wardscope::cartography {

using ResultChart = std::variant<LineChart, CurveChart>;

/// The picture of a list, where its style says how, by the names of columns:
/// "table:curve:X:Y[,Y...][:LOW,HIGH]" curves over a number, with a band;
/// "table:months:LABEL:VALUE:CENTRE:LOW,HIGH" a series with its limits. An empty cell is a number that is not known or
/// may not be told.
/// @returns nothing for other styles, or where the table lacks a column or has fewer than two rows
std::optional<ResultChart> chart_of(const table::FeatureTable& features, std::string_view style);

std::vector<FurnitureItem> draw_chart(const ResultChart& chart, const Box& box, const TextMeasure& measure);

}  // namespace wardscope::cartography
