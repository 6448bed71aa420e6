// SPDX-License-Identifier: GPL-3.0-or-later
#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <numeric>
#include <utility>

#include "catalog/risk_terrain_findings.hpp"
#include "catalog/risk_terrain_words.hpp"
#include "catalog/told_counts.hpp"

namespace wardscope::catalog {
namespace {

double to_hundredth(double value) { return std::round(value * 100.0) / 100.0; }

std::string why_words(const RiskFindings& f, const analysis::RiskFactor& factor) {
  using analysis::FactorFate;
  switch (factor.fate) {
    case FactorFate::chosen:
      return "more incidents with it than without, beyond chance, beside the others chosen";
    case FactorFate::few_cells:
      return fmt::format("fewer than {} cells have it, or are without it", analysis::kFewestFactorCells);
    case FactorFate::few_incidents:
      return "too few incidents with it, or without it, to tell";
    case FactorFate::same_as_other:
      return fmt::format("says the same of every cell as '{}'",
                         risk_factor_words(f.kinds, f.terrain.factors[factor.same_as]));
    case FactorFate::within_chance:
      return "no more incidents with it than chance may bring";
    case FactorFate::drawn_to_nothing:
      return "beside the others it says nothing (penalised regression)";
    case FactorFate::fewer:
      return "not more incidents with it than without";
    case FactorFate::other_reach:
      return "another reach or measure of the same kind says more";
    case FactorFate::adds_nothing:
      return "adds less to those chosen than it costs (BIC)";
  }
  return {};
}

std::string_view measure_words(analysis::RiskMeasure measure) {
  return measure == analysis::RiskMeasure::near ? "at least one within reach" : "dense within reach";
}

void add_factor(const RiskFindings& f, std::size_t index, const analysis::ChosenFactor* chosen,
                table::FeatureTable& features) {
  const analysis::RiskFactor& factor = f.terrain.factors[index];
  std::vector<table::Value> row{f.kinds[factor.kind].name, std::string(measure_words(factor.measure)),
                                static_cast<std::int64_t>(std::llround(factor.reach.value())),
                                std::string(chosen != nullptr ? "yes" : "no"), why_words(f, factor)};
  if (chosen != nullptr) {
    const double quasi = chosen->coefficient.standard_error * std::sqrt(f.terrain.dispersion);
    for (const double number : {chosen->risk.value, chosen->risk.interval.low, chosen->risk.interval.high,
                                chosen->coefficient.estimate, quasi, chosen->poisson.low, chosen->poisson.high}) {
      row.emplace_back(to_hundredth(number));
    }
    row.emplace_back(told_p(chosen->p));
  } else {
    for (int empty = 0; empty < 7; ++empty) row.emplace_back();
    row.emplace_back(std::string());
  }
  row.emplace_back(analysis::is_usable(factor) ? told_p(factor.p) : std::string("not tested"));
  row.emplace_back(static_cast<std::int64_t>(factor.cells));
  row.emplace_back(static_cast<std::int64_t>(f.kinds[factor.kind].points.size()));
  features.add_row(std::move(row));
}

}  // namespace

table::FeatureTable risk_factor_table(const RiskFindings& f) {
  using table::ColumnType;
  table::FeatureTable features({{"feature", "Feature", "", ColumnType::text, false},
                                {"measure", "How it may matter", "", ColumnType::text, false},
                                {"reach", "Reach", "m", ColumnType::integer, false},
                                {"chosen", "Chosen", "", ColumnType::text, false},
                                {"why", "Why", "", ColumnType::text, false},
                                {"relative_risk", "Times as many", "", ColumnType::number, false},
                                {"low", "From", "", ColumnType::number, false},
                                {"high", "To", "", ColumnType::number, false},
                                {"coefficient", "Coefficient", "", ColumnType::number, false},
                                {"standard_error", "Its standard error", "", ColumnType::number, false},
                                {"poisson_low", "From, were counts Poisson", "", ColumnType::number, false},
                                {"poisson_high", "To, were counts Poisson", "", ColumnType::number, false},
                                {"p_without", "p without it", "", ColumnType::text, false},
                                {"p_shifts", "p by random shifts", "", ColumnType::text, false},
                                {"cells", "Cells with it", "", ColumnType::integer, false},
                                {"features", "Features of this kind", "", ColumnType::integer, false}});
  for (const analysis::ChosenFactor& one : f.terrain.chosen) add_factor(f, one.factor, &one, features);
  for (std::size_t i = 0; i < f.terrain.factors.size(); ++i) {
    if (f.terrain.factors[i].fate != analysis::FactorFate::chosen) add_factor(f, i, nullptr, features);
  }
  return features;
}

table::FeatureTable risk_cell_table(const RiskFindings& f) {
  using table::ColumnType;
  table::FeatureTable features({{"name", "Ward", "", ColumnType::text, false},
                                {"relative_risk", "Times as many as without", "", ColumnType::number, false},
                                {"factors", "What is near or dense here", "", ColumnType::text, false},
                                {"remark", "Remark", "", ColumnType::text, false},
                                {"land_km2", "Land", "km²", ColumnType::number, false}});
  std::vector<std::size_t> order(f.units.size());
  std::iota(order.begin(), order.end(), 0U);
  const std::vector<double>& risk = f.terrain.relative_risk;
  const auto told = [&](std::size_t cell) { return f.terrain.thin[cell] ? 0.0 : risk[cell]; };
  std::stable_sort(order.begin(), order.end(), [&](std::size_t a, std::size_t b) { return told(a) > told(b); });
  for (const std::size_t cell : order) {
    std::string here;
    for (const analysis::ChosenFactor& one : f.terrain.chosen) {
      const analysis::RiskFactor& factor = f.terrain.factors[one.factor];
      if (factor.present[cell] > 0.0) here += (here.empty() ? "" : "; ") + risk_factor_words(f.kinds, factor);
    }
    table::Value times;
    std::string remark;
    if (f.terrain.thin[cell]) {
      remark = fmt::format("fewer than {} cells have all of this: not known", analysis::kFewestFactorCells);
    } else {
      times = to_hundredth(risk[cell]);
    }
    features.add_row({f.units.names[cell], std::move(times), std::move(here), std::move(remark), f.units.km2[cell]},
                     f.units.geometry(cell));
  }
  return features;
}

}  // namespace wardscope::catalog
