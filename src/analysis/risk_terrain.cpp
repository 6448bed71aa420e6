// SPDX-License-Identifier: GPL-3.0-or-later
#include "analysis/risk_terrain.hpp"

#include <algorithm>
#include <map>
#include <utility>

#include "analysis/random_shifts.hpp"
#include "stats/penalised_poisson.hpp"

namespace wardscope::analysis {
namespace {

// Shares of the bar.
constexpr double kFactorsDone = 0.25;
constexpr double kShiftsDone = 0.6;
constexpr double kScreened = 0.9;

constexpr double kLeastGain = 1e-9;  // of the criterion: a step that gains less could go round for ever

core::Result<stats::PoissonFit> fit_of(const RiskGround& ground, const RiskTerrain& terrain,
                                       const std::vector<std::size_t>& chosen) {
  std::vector<std::vector<double>> columns;
  columns.reserve(chosen.size());
  for (const std::size_t factor : chosen) columns.push_back(terrain.factors[factor].present);
  return stats::fit_poisson({ground.counts, ground.km2, columns});
}

/// The factors that random shifts and the penalty leave, with the penalised coefficient of each.
struct Candidates {
  std::vector<std::size_t> factors;
  std::vector<double> weights;  ///< coefficients, above 0
};

core::Result<Candidates> screened(const RiskGround& ground, const RiskTerrainOptions& options,
                                  const jobs::Progress& progress, RiskTerrain& terrain) {
  std::vector<std::size_t> usable;
  std::vector<std::vector<double>> columns;
  for (std::size_t f = 0; f < terrain.factors.size(); ++f) {
    if (!is_usable(terrain.factors[f])) continue;
    usable.push_back(f);
    columns.push_back(terrain.factors[f].present);
  }
  terrain.usable = usable.size();
  Candidates candidates;
  if (usable.empty()) return candidates;
  const auto penalised = stats::screen({ground.counts, ground.km2, columns}, {options.mix, options.folds, options.seed},
                                       [&](double done) { return progress.tick(done); });
  if (!penalised) return penalised.error();
  for (std::size_t j = 0; j < usable.size(); ++j) {
    RiskFactor& factor = terrain.factors[usable[j]];
    const double weight = penalised->coefficients[j + 1];
    if (factor.score <= 0.0) {
      factor.fate = FactorFate::fewer;
    } else if (factor.p > kShiftLevel) {
      factor.fate = FactorFate::within_chance;
    } else {
      ++terrain.beyond_chance;
      factor.fate = weight > 0.0 ? FactorFate::adds_nothing : FactorFate::drawn_to_nothing;
      if (!(weight > 0.0)) continue;
      candidates.factors.push_back(usable[j]);
      candidates.weights.push_back(weight);
    }
  }
  terrain.screened = candidates.factors.size();
  return candidates;
}

/// phi of the largest model that may be chosen: the strongest candidate of each kind. Where it cannot be fitted, of
/// none: larger, and so more careful.
double dispersion_of_largest(const RiskGround& ground, const RiskTerrain& terrain, const Candidates& candidates,
                             const stats::PoissonFit& none) {
  std::map<std::size_t, std::size_t> strongest;  // by kind, index into the candidates
  for (std::size_t c = 0; c < candidates.factors.size(); ++c) {
    const auto [at, is_new] = strongest.emplace(terrain.factors[candidates.factors[c]].kind, c);
    if (!is_new && candidates.weights[c] > candidates.weights[at->second]) at->second = c;
  }
  std::vector<std::size_t> largest;
  largest.reserve(strongest.size());
  for (const auto& [kind, c] : strongest) largest.push_back(candidates.factors[c]);
  const auto fit = fit_of(ground, terrain, largest);
  return std::max(1.0, fit ? fit->dispersion : none.dispersion);
}

/// One step: the change that lowers the criterion most, or nothing.
struct Step {
  std::vector<std::size_t> chosen;
  stats::PoissonFit fit;
  double criterion = 0.0;
};

class Stepwise {
 public:
  Stepwise(const RiskGround& ground, const RiskTerrain& terrain, const std::vector<std::size_t>& candidates)
      : ground_(ground), terrain_(terrain), candidates_(candidates) {}

  /// @returns cancelled; asked before each model is fitted
  [[nodiscard]] core::Result<std::optional<Step>> better(const Step& now, const jobs::Progress& progress) const {
    std::optional<Step> best;
    for (const std::size_t factor : candidates_) {
      if (!progress.tick(0.0)) return core::cancelled();
      if (std::find(now.chosen.begin(), now.chosen.end(), factor) != now.chosen.end()) continue;
      consider(with(now.chosen, factor), now, best);
    }
    for (std::size_t i = 0; i < now.chosen.size(); ++i) {
      if (!progress.tick(0.0)) return core::cancelled();
      std::vector<std::size_t> without = now.chosen;
      without.erase(without.begin() + static_cast<std::ptrdiff_t>(i));
      consider(std::move(without), now, best);
    }
    return best;
  }

 private:
  /// The factor added, in the place of one of its kind.
  [[nodiscard]] std::vector<std::size_t> with(std::vector<std::size_t> chosen, std::size_t factor) const {
    std::erase_if(chosen, [&](std::size_t one) { return terrain_.factors[one].kind == terrain_.factors[factor].kind; });
    chosen.push_back(factor);
    return chosen;
  }

  void consider(std::vector<std::size_t> chosen, const Step& now, std::optional<Step>& best) const {
    auto fit = fit_of(ground_, terrain_, chosen);  // factors that depend on each other are no choice
    if (!fit) return;
    const double criterion = stats::quasi_bic(*fit, terrain_.choice_dispersion);
    if (criterion >= (best ? best->criterion : now.criterion) - kLeastGain) return;
    const bool aggravates = std::all_of(fit->coefficients.begin() + 1, fit->coefficients.end(),
                                        [](const stats::PoissonCoefficient& one) { return one.estimate > 0.0; });
    if (aggravates) best.emplace(Step{std::move(chosen), std::move(fit).value(), criterion});
  }

  const RiskGround& ground_;
  const RiskTerrain& terrain_;
  const std::vector<std::size_t>& candidates_;
};

void tell_chosen(const RiskGround& ground, RiskTerrain& terrain, const std::vector<std::size_t>& chosen) {
  for (std::size_t i = 0; i < chosen.size(); ++i) {
    const stats::PoissonCoefficient& coefficient = terrain.fit.coefficients[i + 1];
    std::vector<std::size_t> without = chosen;
    without.erase(without.begin() + static_cast<std::ptrdiff_t>(i));
    const auto smaller = fit_of(ground, terrain, without);
    const double p = smaller ? stats::likelihood_ratio_p(terrain.fit, *smaller, terrain.dispersion) : 1.0;
    terrain.factors[chosen[i]].fate = FactorFate::chosen;
    terrain.chosen.push_back({chosen[i], coefficient, stats::relative_risk(coefficient, terrain.dispersion),
                              stats::relative_risk(coefficient, 1.0).interval, p});
  }
  std::stable_sort(terrain.chosen.begin(), terrain.chosen.end(),
                   [](const ChosenFactor& a, const ChosenFactor& b) { return a.risk.value > b.risk.value; });
  for (RiskFactor& factor : terrain.factors) {
    if (factor.fate != FactorFate::adds_nothing && factor.fate != FactorFate::drawn_to_nothing) continue;
    const bool kind_chosen = std::any_of(terrain.chosen.begin(), terrain.chosen.end(), [&](const ChosenFactor& one) {
      return terrain.factors[one.factor].kind == factor.kind;
    });
    if (kind_chosen) factor.fate = FactorFate::other_reach;
  }
}

/// The map: the product of the chosen risks, and whether the town knows enough of cells like this one.
void tell_cells(std::size_t cells, RiskTerrain& terrain) {
  terrain.relative_risk.assign(cells, 1.0);
  std::vector<std::vector<bool>> together(cells);
  std::map<std::vector<bool>, std::size_t> how_many;
  for (std::size_t i = 0; i < cells; ++i) {
    for (const ChosenFactor& one : terrain.chosen) {
      const bool present = terrain.factors[one.factor].present[i] > 0.0;
      together[i].push_back(present);
      if (present) terrain.relative_risk[i] *= one.risk.value;
    }
    ++how_many[together[i]];
  }
  terrain.thin.reserve(cells);
  for (const std::vector<bool>& pattern : together) terrain.thin.push_back(how_many[pattern] < kFewestFactorCells);
}

}  // namespace

void describe(RiskTerrainOptions& options, core::ParameterVisitor& visitor) {
  visitor.optional_metres({"reach-step", "Step of reach (m)",
                           "Reaches tried are 1, 2 … times this; half a block. Empty: the size of a cell"},
                          {20.0, 2000.0}, options.step);
  visitor.integer({"reaches", "Reaches", "How many reaches are tried for each kind of feature"}, {1, 10},
                  options.steps);
  visitor.integer({"shifts", "Random shifts", "Moves of the map of incidents that each factor is held against"},
                  {99, 99999}, options.shifts);
  visitor.number(
      {"penalty-mix", "Mix of the penalty", "1: the lasso; below: elastic net, which keeps factors alike together"},
      {0.05, 1.0}, options.mix);
  visitor.integer({"folds", "Folds", "Parts in which cells are left out by turns to choose the penalty"}, {2, 20},
                  options.folds);
  visitor.integer({"seed", "Seed", "Of the shifts and of the folds: the same seed, the same answer"}, {0, 1e9},
                  options.seed);
}

core::Metres reach_step(const RiskTerrainOptions& options, core::Metres cell) { return options.step.value_or(cell); }

core::Result<RiskTerrain> risk_terrain(const RiskGround& ground, const RiskTerrainOptions& options, core::Metres step,
                                       const jobs::Progress& progress) {
  auto none = stats::fit_poisson({ground.counts, ground.km2, {}});
  if (!none) return none.error();
  auto factors =
      risk_factors(ground, {step, options.steps}, progress.part(0.0, kFactorsDone, "Features near each cell"));
  if (!factors) return factors.error();
  RiskTerrain terrain;
  terrain.factors = std::move(factors).value();
  if (auto status = hold_against_shifts(ground, {options.shifts, options.seed},
                                        progress.part(kFactorsDone, kShiftsDone, "Random shifts"), terrain.factors);
      !status) {
    return status.error();
  }
  const auto candidates = screened(ground, options, progress.part(kShiftsDone, kScreened, "Screening"), terrain);
  if (!candidates) return candidates.error();
  terrain.choice_dispersion = dispersion_of_largest(ground, terrain, *candidates, *none);
  const jobs::Progress steps = progress.part(kScreened, 1.0, "Choosing factors");
  Step now{{}, std::move(none).value(), 0.0};
  now.criterion = stats::quasi_bic(now.fit, terrain.choice_dispersion);
  const Stepwise stepwise(ground, terrain, candidates->factors);
  for (;;) {
    auto next = stepwise.better(now, steps);
    if (!next) return next.error();
    if (!*next) break;
    now = **std::move(next);
  }
  terrain.fit = std::move(now.fit);
  terrain.dispersion = std::max(1.0, terrain.fit.dispersion);
  tell_chosen(ground, terrain, now.chosen);
  tell_cells(ground.counts.size(), terrain);
  if (!steps.tick(1.0)) return core::cancelled();
  return terrain;
}

}  // namespace wardscope::analysis
