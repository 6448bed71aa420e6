// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <string>
#include <vector>

#include "analysis/month_chart.hpp"
#include "borough/incidents.hpp"
#include "table/feature_table.hpp"

namespace wardscope::catalog {

/// How counts of months are told.
enum class MonthCounts {
  guarded,  ///< as recorded; disclosure control hides small ones and others with them: of the whole borough
  rounded,  ///< told_count(): of a part of it, and where a share would tell what is left
};

struct ControlRows {
  const analysis::MonthSeries& series;
  const analysis::MonthChart& chart;
  analysis::MonthMeasure measure = analysis::MonthMeasure::incidents;
  MonthCounts counts = MonthCounts::guarded;
  borough::Sensitivity sensitivity = borough::Sensitivity::open;
};

/// "a month", "per day" …: of the charted numbers.
std::string_view unit_of(analysis::MonthMeasure measure);

/// A row for each month: its count, the charted value, centre and limits, what is remarkable, and whether it differs
/// from the same month a year before. As it may be told: of guarded counts disclosure control looks at it once more
/// when it leaves.
table::FeatureTable control_table(const ControlRows& rows);

/// How it is drawn, see cartography::chart_of().
constexpr std::string_view kMonthStyle = "table:months:month:value:centre:low,high";

/// The chart as an SVG document of the table as it leaves the program: hidden months are marked. `heading` is its
/// title.
struct ChartWords {
  std::string heading;
  std::string subject;   ///< the finding, for those who don't see it
  std::string metadata;  ///< provenance
};
std::string control_svg(const table::FeatureTable& safe, analysis::MonthMeasure measure, const ChartWords& words);

}  // namespace wardscope::catalog
