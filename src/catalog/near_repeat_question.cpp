// SPDX-License-Identifier: GPL-3.0-or-later
#include "catalog/near_repeat_question.hpp"

#include <algorithm>
#include <cmath>
#include <string>
#include <utility>
#include <vector>

#include "analysis/disclosure.hpp"
#include "core/text.hpp"

namespace wardscope::catalog {
namespace {

double to_decimals(double value, double per_unit) { return std::round(value * per_unit) / per_unit; }

std::int64_t to_nearest(std::int64_t value, std::int64_t base) { return (value + base / 2) / base * base; }

void take_ratio(ToldBand& told) {
  if (told.pairs && told.expected && *told.expected > 0.0) {
    told.ratio = to_decimals(static_cast<double>(*told.pairs) / *told.expected, 100.0);
  }
}

table::Value number_or_nothing(const std::optional<double>& number) {
  table::Value value;
  if (number) value = *number;
  return value;
}

}  // namespace

void describe(NearRepeatQuestion& question, core::ParameterVisitor& visitor) {
  describe(question.filter, visitor);
  describe(question.pairs, visitor);
}

ToldBand told_band(const analysis::NearRepeatTest& test, std::int64_t near_in_space, borough::Sensitivity sensitivity) {
  const analysis::DisclosureControl control;
  const bool is_sensitive = sensitivity == borough::Sensitivity::sensitive;
  ToldBand told;
  // So many pairs near in space follow from what is expected.
  if (!control.is_small(near_in_space, sensitivity))
    told.expected = to_decimals(test.expected, is_sensitive ? 1.0 : 10.0);
  const std::int64_t base = control.threshold(sensitivity);
  told.is_small = control.is_small(test.pairs, sensitivity) || (is_sensitive && 2 * test.pairs < 3 * base);
  if (told.is_small) return told;
  told.pairs = is_sensitive ? to_nearest(test.pairs, base) : test.pairs;
  take_ratio(told);
  return told;
}

ToldBand told_whole(const analysis::NearRepeats& found, borough::Sensitivity sensitivity) {
  std::int64_t near_in_space = 0;
  for (const std::int64_t pairs : found.counts.near_in_space) near_in_space += pairs;
  ToldBand whole = told_band(found.whole, near_in_space, sensitivity);
  if (!whole.pairs) return whole;
  bool any_small = false;
  for (std::size_t band = 0; band < found.bands.size(); ++band) {
    const std::int64_t near = found.counts.near_in_space[band / found.counts.time_bands];
    any_small = any_small || told_band(found.bands[band], near, sensitivity).is_small;
  }
  if (!any_small) return whole;
  whole.pairs = to_nearest(*whole.pairs, analysis::DisclosureControl().threshold(sensitivity));
  take_ratio(whole);
  return whole;
}

std::string p_in_words(double p, std::int64_t permutations) {
  int decimals = 2;
  for (std::int64_t told = 100; told < permutations + 1; told *= 10) ++decimals;
  return core::fixed(p, decimals);
}

table::FeatureTable near_repeat_table(const NearRepeatRows& rows) {
  using table::ColumnType;
  const analysis::NearRepeatOptions& options = rows.question.pairs;
  const analysis::PairBands bands = analysis::bands_of(options);
  table::FeatureTable features({{"distance", "Distance", "", ColumnType::text, false},
                                {"time", "Time between", "", ColumnType::text, false},
                                {"result", "Result", "", ColumnType::text, false},
                                {"pairs", "Pairs recorded", "", ColumnType::integer, false},
                                {"expected", "Pairs expected", "", ColumnType::number, false},
                                {"ratio", "Recorded to expected", "", ColumnType::number, false},
                                {"p", "p", "", ColumnType::text, false},
                                {"p_corrected", "p, corrected", "", ColumnType::text, false}});
  for (std::size_t k = 0; k < bands.distances(); ++k) {
    for (std::size_t m = 0; m < bands.times.size(); ++m) {
      const analysis::NearRepeatTest& test = rows.found.at(k, m);
      const ToldBand told = told_band(test, rows.found.counts.near_in_space[k], rows.sensitivity);
      table::Value pairs;
      if (told.pairs) pairs = *told.pairs;
      const auto p_of = [&](double p) {
        if (told.is_small) return std::string("not told");
        return test.tested ? p_in_words(p, options.permutations) : std::string("not tested");
      };
      const char* result = told.is_small  ? "too few to be told"
                           : !test.tested ? "none so near"
                           : test.more    ? "more than expected"
                                          : "within what chance may do";
      features.add_row({analysis::distance_in_words(bands, k), analysis::time_in_words(bands, m, options.unit),
                        std::string(result), std::move(pairs), number_or_nothing(told.expected),
                        number_or_nothing(told.ratio), p_of(test.p), p_of(test.corrected_p)});
    }
  }
  return features;
}

}  // namespace wardscope::catalog
