// SPDX-License-Identifier: GPL-3.0-or-later
#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <string>
#include <utility>
#include <vector>

#include "catalog/operations.hpp"
#include "catalog/point_pattern_answer.hpp"
#include "catalog/point_pattern_words.hpp"
#include "ops/operation_groups.hpp"
#include "ops/plain_words.hpp"

namespace wardscope::catalog {
namespace {

/// Bands to the decimetre: they are of chance, and a wider number says nothing more.
double to_decimetre(double metres) { return std::round(metres * 10.0) / 10.0; }

table::FeatureTable pattern_table(const PointPattern& pattern, TestedPoints points) {
  using table::ColumnType;
  table::FeatureTable rows({{"distance_m", "Distance", "m", ColumnType::number, false},
                            {"k_m2", "K", "m²", ColumnType::number, false},
                            {"l_minus_r_m", "L - r", "m", ColumnType::number, false},
                            {"expected_m", "Expected L - r", "m", ColumnType::number, false},
                            {"low_m", "Chance, low", "m", ColumnType::number, false},
                            {"high_m", "Chance, high", "m", ColumnType::number, false},
                            {"against_chance", "Against chance", "", ColumnType::text, false},
                            {"ring_ratio", "In the ring, times even chance", "", ColumnType::number, false},
                            {"places_k_m2", "K, each place once", "m²", ColumnType::number, false},
                            {"places_l_minus_r_m", "L - r, each place once", "m", ColumnType::number, false}});
  const analysis::RipleyCurve& tested = pattern.tested(points);
  for (std::size_t k = 0; k < pattern.incidents.k.size(); ++k) {
    std::vector<table::Value> row(rows.columns().size());
    row[0] = pattern.incidents.steps.radius(k);
    if (std::isfinite(pattern.incidents.k[k])) {
      row[1] = told_k(pattern.incidents, k, pattern.coarseness);
      row[2] = told_excess(pattern.incidents, k, pattern.coarseness);
    }
    if (k >= 1 && std::isfinite(pattern.incidents.k[k])) {
      row[7] = told_ring_ratio(pattern.incidents, k, pattern.coarseness);
    }
    if (k >= 1 && k <= pattern.envelope.steps_tested) {
      const double excess = tested.excess(k);
      row[3] = to_decimetre(pattern.envelope.expected[k]);
      row[4] = to_decimetre(pattern.envelope.low[k]);
      row[5] = to_decimetre(pattern.envelope.high[k]);
      row[6] = std::string(excess > pattern.envelope.high[k]  ? "closer together"
                           : excess < pattern.envelope.low[k] ? "farther apart"
                                                              : "within what chance may do");
    }
    if (pattern.once && std::isfinite(pattern.once->k[k])) {
      row[8] = told_k(*pattern.once, k, pattern.coarseness);
      row[9] = told_excess(*pattern.once, k, pattern.coarseness);
    }
    rows.add_row(std::move(row));
  }
  return rows;
}

/// The curve that was held against chance with its band, the other beside it.
std::string pattern_style(TestedPoints points) {
  const bool incidents = points == TestedPoints::incidents;
  return fmt::format("table:curve:distance_m:{},expected_m:low_m,high_m",
                     incidents ? "l_minus_r_m,places_l_minus_r_m" : "places_l_minus_r_m,l_minus_r_m");
}

core::Result<ops::OperationResult> run_point_pattern(const PointPatternQuestion& asked,
                                                     const ops::OperationContext& context) {
  PointPatternQuestion question = asked;
  const auto pattern = point_pattern(question, context);
  if (!pattern) return pattern.error();
  ops::OperationResult result;
  ops::say(result, plain_words(*pattern, question));
  result.layers.push_back({"point-pattern", "Clustering of incidents by distance", pattern_style(question.points), "",
                           core::make_snapshot(pattern_table(*pattern, question.points)),
                           ops::CountedIncidents{pattern->sensitivity}});
  return result;
}

}  // namespace

void register_point_pattern(ops::OperationRegistry& registry) {
  registry.add<PointPatternQuestion>(
      {.name = "point-pattern",
       .title = "Clustering by distance",
       .summary = "Are incidents clustered, and at what distance? Ripley's K and L, nearest neighbours, quadrats",
       .method =
           "K(r) = |W| / (n (n - 1)) times the sum over pairs no farther apart than r (Ripley 1977), L = sqrt(K / pi) "
           "(Besag 1977): L - r is 0 where chance alone places incidents evenly, above it where they lie together. The "
           "window W is the land, or the land of the chosen areas. Edge: each pair weighs 1 / the share of the circle "
           "about one through the other that lies on the land (Ripley 1976, at most 100), computed from the polygons; "
           "or "
           "at distance r only incidents count that lie r or more from the border; or each pair weighs the land over "
           "what "
           "of it still lies on itself when moved by the pair (translation, Ohser 1983); or nothing. The curve is held "
           "against "
           "patterns of as many points, placed evenly on the land or in proportion to residents: one test of the "
           "maximum "
           "absolute deviation of L over all distances, and a band at each. What K adds from one distance to the next, "
           "over "
           "the area of the ring between them, is the pair correlation g of that ring. With a trend each pair is "
           "divided by the densities "
           "expected at both its places (Baddeley, Moller and Waagepetersen 2000), of residents or of the incidents "
           "themselves, smoothed over twice the farthest distance: what is left is clustering beyond it, and chance "
           "follows the trend. Mean distance to the nearest "
           "other "
           "incident over that of even chance (Clark and Evans 1954; Donnelly 1978 on rectangles; Kaplan-Meier "
           "distribution, Baddeley and Gill 1997). Counts in squares against their land (Pearson's X²; the ratio is "
           "the "
           "variance over the mean). K is told to what five pairs add to it, ten with sensitive types at their exact "
           "places, whose distances go in steps of 50 m. Nothing of this says where, or why.",
       .group = ops::kChanceGroup,
       .use = ops::WorkspaceUse::reads,
       .needs = borough::Part::areas | borough::Part::incidents,
       .example = "point-pattern saltmere.sqlite --type Burglary --output point-pattern.csv",
       .positional = ""},
      run_point_pattern);
}

}  // namespace wardscope::catalog
