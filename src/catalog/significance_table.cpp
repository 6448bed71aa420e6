// SPDX-License-Identifier: GPL-3.0-or-later
#include "catalog/significance_table.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <limits>
#include <numeric>
#include <optional>
#include <span>
#include <string>
#include <utility>
#include <vector>

#include "analysis/disclosure.hpp"
#include "analysis/judged_counts.hpp"
#include "catalog/told_counts.hpp"
#include "stats/empirical_bayes.hpp"

namespace wardscope::catalog {
namespace {

/// How far values lie apart, and how much of that an incident is.
struct Spread {
  std::size_t units = 0;
  double deviation = 0.0;
  double most_of_one = 1.0;
  std::int64_t least_told = 5;  ///< incidents
};

/// How coarse z must be, so that it tells no count: by what as many incidents as may not be told change it, 0.1 at
/// least. z is linear in the sum of the values around a unit; one incident changes a value by `most_of_one` at most.
double step_of_z(std::size_t around, const Spread& spread) {
  constexpr double kFinest = 0.1;
  const auto n = static_cast<double>(spread.units);
  const auto k = static_cast<double>(around);
  const double deviation = spread.deviation * std::sqrt(k * (n - k) / (n - 1.0));
  const double coarse = deviation > 0.0 ? spread.most_of_one * static_cast<double>(spread.least_told) / deviation : 1.0;
  return std::max(kFinest, coarse);
}

Spread spread_of(std::span<const double> values, double most_of_one, std::int64_t least_told) {
  const auto n = static_cast<double>(values.size());
  const double mean = std::accumulate(values.begin(), values.end(), 0.0) / n;
  double squares = 0.0;
  for (const double value : values) squares += (value - mean) * (value - mean);
  return {values.size(), std::sqrt(squares / n), most_of_one, least_told};
}

/// By how much one incident more can change the value of a unit, at most.
double most_of_one(const SignificanceQuestion& question, const CountedUnits& units) {
  if (question.measure == TestedMeasure::incidents) return 1.0;
  const bool by_residents = question.measure == TestedMeasure::per_resident;
  const std::vector<double> rates =
      by_residents ? stats::standardised_rates(units.counts, units.residents) : std::vector<double>();
  double most = 0.0;
  for (std::size_t i = 0; i < units.size(); ++i) {
    if (!by_residents) {
      if (units.km2[i] > 0.0) most = std::max(most, 1.0 / units.km2[i]);
      continue;
    }
    std::vector<double> one_more = units.counts;
    one_more[i] += 1.0;
    most = std::max(most, std::fabs(stats::standardised_rates(one_more, units.residents)[i] - rates[i]));
  }
  return most;
}

/// Whether a score tells no more than the counts that it is of would.
bool may_tell_z(const SignificanceRows& rows, std::size_t unit) {
  const auto [own, around] = analysis::judged_counts(rows.tested, unit);
  const auto may_tell = [&](double count) { return told_count(count, rows.tested.sensitivity).has_value(); };
  switch (rows.question.test.statistic) {
    case analysis::LocalStatistic::gi_star:
      return may_tell(own + around);
    case analysis::LocalStatistic::gi:
      return may_tell(around);
    case analysis::LocalStatistic::local_moran:
      break;
  }
  return may_tell(own) && may_tell(around);  // its sign says on which side of the mean each lies
}

/// Scores as they are told, by unit.
std::vector<std::optional<double>> told_scores(const SignificanceRows& rows) {
  const std::int64_t least = analysis::DisclosureControl().threshold(rows.tested.sensitivity);
  const Spread spread = spread_of(rows.tested.values, most_of_one(rows.question, rows.units), least);
  std::vector<std::optional<double>> told(rows.units.size());
  for (std::size_t unit = 0; unit < told.size(); ++unit) {
    const double z = rows.test.units[unit].z;
    if (std::isnan(z) || !may_tell_z(rows, unit)) continue;
    const double step = step_of_z(rows.units.neighbours.of(unit).size() + 1, spread);
    told[unit] = std::round(z / step) * step + 0.0;  // no zero with a sign: it would tell the side
  }
  return told;
}

/// Units in the order of the list, by what is told alone: those that stand out first, the most remarkable at the top.
std::vector<std::size_t> listed_order(const analysis::LocalTest& test, const std::vector<std::optional<double>>& told) {
  std::vector<std::size_t> order(test.units.size());
  std::iota(order.begin(), order.end(), 0U);
  const auto key = [&](std::size_t unit) {
    constexpr double kLast = std::numeric_limits<double>::infinity();
    return std::pair(stands_out(test.units[unit].local_class) ? 0 : 1, told[unit] ? -*told[unit] : kLast);
  };
  std::stable_sort(order.begin(), order.end(), [&](std::size_t a, std::size_t b) { return key(a) < key(b); });
  return order;
}

}  // namespace

table::FeatureTable significance_table(const SignificanceRows& rows) {
  using table::ColumnType;
  const CountedUnits& units = rows.units;
  const std::vector<std::optional<double>> scores = told_scores(rows);
  const bool cells = !units.are_areas();
  std::vector<table::Column> columns{{"name", cells ? "Ward" : "Area", "", ColumnType::text, false},
                                     {"class", "Class", "", ColumnType::text, false},
                                     {cells ? "incidents_rounded" : "incidents",
                                      cells ? "Incidents, rounded" : "Incidents", "", ColumnType::integer, !cells},
                                     {"p_corrected", "p, corrected", "", ColumnType::text, false},
                                     {"z", "z, rounded", "", ColumnType::number, false},
                                     {"neighbours", "Neighbours", "", ColumnType::integer, false},
                                     {"land_km2", "Land", "km²", ColumnType::number, false}};
  if (!cells) columns.push_back({"code", "Code", "", ColumnType::text, false});
  table::FeatureTable features(std::move(columns));
  for (const std::size_t unit : listed_order(rows.test, scores)) {
    const analysis::LocalResult& own = rows.test.units[unit];
    const std::size_t around = units.neighbours.of(unit).size();
    table::Value count;
    if (!cells) count = static_cast<std::int64_t>(std::llround(units.counts[unit]));
    if (const auto told = told_count(units.counts[unit], rows.tested.sensitivity); cells && told) count = *told;
    table::Value z;
    if (scores[unit]) z = *scores[unit];
    std::vector<table::Value> cells_of_row{units.names[unit], std::string(analysis::words_of(own.local_class)),
                                           std::move(count),  told_p(own.corrected_p),
                                           std::move(z),      static_cast<std::int64_t>(around),
                                           units.km2[unit]};
    if (!cells) cells_of_row.emplace_back(units.codes[unit]);
    features.add_row(std::move(cells_of_row), units.shapes[unit]);
  }
  return features;
}

}  // namespace wardscope::catalog
