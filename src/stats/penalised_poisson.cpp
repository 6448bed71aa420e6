// SPDX-License-Identifier: GPL-3.0-or-later
#include "stats/penalised_poisson.hpp"

#include <algorithm>
#include <cassert>
#include <cmath>
#include <numeric>

#include "core/random.hpp"

namespace wardscope::stats {
namespace {

constexpr int kStrengths = 60;
constexpr double kWeakest = 1e-3;  // of the strongest
constexpr int kMostReweights = 50;
constexpr int kMostCycles = 1000;
constexpr double kStill = 1e-9;       // change of a coefficient, on the scale of standard deviations
constexpr double kHighestEta = 50.0;  // keeps a step too far from overflowing; the next step comes back

/// Some rows, those that are alike in every column put together (their counts and exposures added: the criterion is the
/// same but for a constant, and cells of a town have few kinds of surroundings), with columns of mean 0 and standard
/// deviation 1 over the rows.
struct Standardised {
  double rows = 0.0;                         ///< before they were put together
  std::vector<double> counts;                ///< by group of rows
  std::vector<double> offset;                ///< log of the group's exposure
  std::vector<std::vector<double>> columns;  ///< by column, then by group
  std::vector<double> mean;
  std::vector<double> deviation;  ///< 0: the column is the same everywhere
};

/// The rows in an order in which those that are alike stand together.
std::vector<std::size_t> alike_together(const PoissonData& data, std::vector<std::size_t> rows) {
  std::sort(rows.begin(), rows.end(), [&](std::size_t a, std::size_t b) {
    for (const std::vector<double>& column : data.columns) {
      if (column[a] != column[b]) return column[a] < column[b];
    }
    return a < b;
  });
  return rows;
}

bool are_alike(const PoissonData& data, std::size_t a, std::size_t b) {
  return std::all_of(data.columns.begin(), data.columns.end(),
                     [&](const std::vector<double>& column) { return column[a] == column[b]; });
}

Standardised standardised(const PoissonData& data, const std::vector<std::size_t>& rows) {
  Standardised s;
  s.rows = static_cast<double>(rows.size());
  s.columns.resize(data.columns.size());
  std::vector<double> members;  // rows in each group
  std::vector<double> exposure;
  std::size_t first = 0;  // of the group
  for (const std::size_t row : alike_together(data, rows)) {
    if (members.empty() || !are_alike(data, first, row)) {
      first = row;
      members.push_back(0.0);
      s.counts.push_back(0.0);
      exposure.push_back(0.0);
      for (std::size_t j = 0; j < data.columns.size(); ++j) s.columns[j].push_back(data.columns[j][row]);
    }
    members.back() += 1.0;
    s.counts.back() += data.counts[row];
    exposure.back() += data.exposure[row];
  }
  s.offset.reserve(exposure.size());
  for (const double group : exposure) s.offset.push_back(std::log(group));
  for (std::vector<double>& x : s.columns) {
    const double mean = std::inner_product(x.begin(), x.end(), members.begin(), 0.0) / s.rows;
    double squares = 0.0;
    for (std::size_t i = 0; i < x.size(); ++i) squares += members[i] * (x[i] - mean) * (x[i] - mean);
    double deviation = std::sqrt(squares / s.rows);
    if (deviation <= 1e-12 * (1.0 + std::fabs(mean))) deviation = 0.0;
    for (double& value : x) value = deviation > 0.0 ? (value - mean) / deviation : 0.0;
    s.mean.push_back(mean);
    s.deviation.push_back(deviation);
  }
  return s;
}

/// Coefficients on the standardised scale; the start of the next, weaker penalty.
struct Coefficients {
  double intercept = 0.0;
  std::vector<double> b;
};

double soft(double value, double by) {
  if (value > by) return value - by;
  return value < -by ? value + by : 0.0;
}

std::vector<double> eta_of(const Standardised& s, const Coefficients& c) {
  std::vector<double> eta = s.offset;
  for (double& one : eta) one += c.intercept;
  for (std::size_t j = 0; j < c.b.size(); ++j) {
    if (c.b[j] == 0.0) continue;
    for (std::size_t i = 0; i < eta.size(); ++i) eta[i] += c.b[j] * s.columns[j][i];
  }
  return eta;
}

/// One pass over all coefficients of the weighted least squares; the largest change.
struct WorkingFit {
  std::vector<double> weights;    ///< mu / rows
  std::vector<double> residuals;  ///< of the working response
  std::vector<double> squares;    ///< by column, weighted
  double weight = 0.0;            ///< sum
};

double cycle(const Standardised& s, const Penalty& penalty, WorkingFit& fit, Coefficients& c) {
  const std::size_t n = s.counts.size();
  double sum = 0.0;
  for (std::size_t i = 0; i < n; ++i) sum += fit.weights[i] * fit.residuals[i];
  const double shift = sum / fit.weight;
  c.intercept += shift;
  for (double& residual : fit.residuals) residual -= shift;
  double largest = std::fabs(shift);
  for (std::size_t j = 0; j < c.b.size(); ++j) {
    if (s.deviation[j] == 0.0) continue;
    const std::vector<double>& x = s.columns[j];
    double slope = fit.squares[j] * c.b[j];
    for (std::size_t i = 0; i < n; ++i) slope += fit.weights[i] * x[i] * fit.residuals[i];
    const double b =
        soft(slope, penalty.strength * penalty.mix) / (fit.squares[j] + penalty.strength * (1.0 - penalty.mix));
    const double change = b - c.b[j];
    if (change == 0.0) continue;
    for (std::size_t i = 0; i < n; ++i) fit.residuals[i] -= change * x[i];
    c.b[j] = b;
    largest = std::max(largest, std::fabs(change));
  }
  return largest;
}

void descend(const Standardised& s, const Penalty& penalty, Coefficients& c) {
  const std::size_t n = s.counts.size();
  for (int reweight = 0; reweight < kMostReweights; ++reweight) {
    const Coefficients before = c;
    WorkingFit fit;
    const std::vector<double> eta = eta_of(s, c);
    for (std::size_t i = 0; i < n; ++i) {
      const double mu = std::exp(std::min(eta[i], kHighestEta));
      fit.weights.push_back(mu / s.rows);
      fit.residuals.push_back((s.counts[i] - mu) / mu);
      fit.weight += fit.weights.back();
    }
    for (const auto& x : s.columns) {
      double squares = 0.0;
      for (std::size_t i = 0; i < n; ++i) squares += fit.weights[i] * x[i] * x[i];
      fit.squares.push_back(squares);
    }
    for (int i = 0; i < kMostCycles && cycle(s, penalty, fit, c) > kStill; ++i) {
    }
    double moved = std::fabs(c.intercept - before.intercept);
    for (std::size_t j = 0; j < c.b.size(); ++j) moved = std::max(moved, std::fabs(c.b[j] - before.b[j]));
    if (moved < kStill) return;
  }
}

/// Every coefficient 0: the rate of all.
Coefficients nothing_but_the_rate(const Standardised& s) {
  double counts = 0.0;
  double exposure = 0.0;
  for (std::size_t i = 0; i < s.counts.size(); ++i) {
    counts += s.counts[i];
    exposure += std::exp(s.offset[i]);
  }
  return {std::log(std::max(counts, 1e-12) / exposure), std::vector<double>(s.columns.size(), 0.0)};
}

/// The least strength at which every coefficient is 0.
double strongest(const Standardised& s, double mix) {
  const std::vector<double> eta = eta_of(s, nothing_but_the_rate(s));
  double most = 0.0;
  for (const auto& x : s.columns) {
    double slope = 0.0;
    for (std::size_t i = 0; i < eta.size(); ++i) slope += x[i] * (s.counts[i] - std::exp(eta[i]));
    most = std::max(most, std::fabs(slope) / s.rows);
  }
  return most / mix;
}

std::vector<double> as_they_are(const Standardised& s, const Coefficients& c) {
  std::vector<double> coefficients{c.intercept};
  for (std::size_t j = 0; j < c.b.size(); ++j) {
    const double b = s.deviation[j] > 0.0 ? c.b[j] / s.deviation[j] : 0.0;
    coefficients.push_back(b);
    coefficients.front() -= b * s.mean[j];
  }
  return coefficients;
}

double deviance_on(const PoissonData& data, const std::vector<std::size_t>& rows, const std::vector<double>& b) {
  double sum = 0.0;
  for (const std::size_t row : rows) {
    double eta = std::log(data.exposure[row]) + b[0];
    for (std::size_t j = 0; j < data.columns.size(); ++j) eta += b[j + 1] * data.columns[j][row];
    const double y = data.counts[row];
    const double mu = std::exp(std::min(eta, kHighestEta));
    sum += 2.0 * ((y > 0.0 ? y * std::log(y / mu) : 0.0) - (y - mu));
  }
  return sum;
}

std::vector<double> strengths_from(double strongest_of_all) {
  std::vector<double> strengths;
  strengths.reserve(kStrengths);
  for (int k = 0; k < kStrengths; ++k) {
    strengths.push_back(strongest_of_all * std::pow(kWeakest, static_cast<double>(k) / (kStrengths - 1)));
  }
  return strengths;
}

/// Which fold each row is left out in: as many rows in each, in the order of a random key.
std::vector<std::int64_t> dealt_folds(std::size_t rows, const ScreeningOptions& options) {
  std::vector<std::uint64_t> keys(rows);
  for (std::size_t i = 0; i < rows; ++i) keys[i] = core::CounterRng(static_cast<std::uint64_t>(options.seed), i).bits();
  std::vector<std::size_t> order(rows);
  std::iota(order.begin(), order.end(), 0U);
  std::sort(order.begin(), order.end(), [&](std::size_t a, std::size_t b) { return keys[a] < keys[b]; });
  std::vector<std::int64_t> folds(rows);
  for (std::size_t i = 0; i < rows; ++i) folds[order[i]] = static_cast<std::int64_t>(i) % options.folds;
  return folds;
}

std::vector<std::size_t> all_rows(std::size_t count) {
  std::vector<std::size_t> rows(count);
  std::iota(rows.begin(), rows.end(), 0U);
  return rows;
}

}  // namespace

std::vector<double> penalised_poisson(const PoissonData& data, const Penalty& penalty) {
  assert(penalty.strength >= 0.0 && penalty.mix >= 0.0 && penalty.mix <= 1.0);
  const Standardised s = standardised(data, all_rows(data.counts.size()));
  Coefficients c = nothing_but_the_rate(s);
  descend(s, penalty, c);
  return as_they_are(s, c);
}

core::Result<Screening> screen(const PoissonData& data, const ScreeningOptions& options,
                               const std::function<bool(double)>& go_on) {
  assert(options.mix > 0.0 && options.folds >= 2);
  const std::size_t n = data.counts.size();
  if (n < 2 * static_cast<std::size_t>(options.folds)) {
    return core::invalid_argument("there are fewer than two cells a fold: choose smaller cells or fewer folds");
  }
  if (std::all_of(data.counts.begin(), data.counts.end(), [](double y) { return y == 0.0; })) {
    return core::invalid_argument("no incident lies in any cell: there is nothing to explain");
  }
  const Standardised whole = standardised(data, all_rows(n));
  const std::vector<double> strengths = strengths_from(strongest(whole, options.mix));
  if (!(strengths.front() > 0.0)) {
    return core::invalid_argument(
        "no factor differs between cells, or none goes with the incidents: there is nothing to choose");
  }
  const std::vector<std::int64_t> folds = dealt_folds(n, options);
  std::vector<double> deviance(strengths.size(), 0.0);
  for (std::int64_t fold = 0; fold < options.folds; ++fold) {
    std::vector<std::size_t> kept;
    std::vector<std::size_t> left_out;
    for (std::size_t i = 0; i < n; ++i) (folds[i] == fold ? left_out : kept).push_back(i);
    const Standardised s = standardised(data, kept);
    Coefficients c = nothing_but_the_rate(s);
    for (std::size_t k = 0; k < strengths.size(); ++k) {
      const double folds_done = static_cast<double>(fold) + static_cast<double>(k) / kStrengths;
      if (go_on && !go_on(folds_done / static_cast<double>(options.folds))) return core::cancelled();
      descend(s, {strengths[k], options.mix}, c);
      deviance[k] += deviance_on(data, left_out, as_they_are(s, c));
    }
  }
  const auto best = static_cast<std::size_t>(std::min_element(deviance.begin(), deviance.end()) - deviance.begin());
  Coefficients c = nothing_but_the_rate(whole);
  for (std::size_t k = 0; k <= best; ++k) descend(whole, {strengths[k], options.mix}, c);
  return Screening{strengths[best], as_they_are(whole, c)};
}

}  // namespace wardscope::stats
