// SPDX-License-Identifier: GPL-3.0-or-later
#include "catalog/risk_terrain_words.hpp"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <algorithm>
#include <cmath>

#include "catalog/inputs.hpp"
#include "catalog/risk_terrain_findings.hpp"
#include "core/text.hpp"

namespace wardscope::catalog {
namespace {

std::string in_thousands(std::size_t count) { return core::with_thousands(static_cast<std::int64_t>(count)); }

std::string risk_in_words(const analysis::ChosenFactor& one) {
  return fmt::format("{} times as many ({} to {})", core::fixed(one.risk.value, 1),
                     core::fixed(one.risk.interval.low, 1), core::fixed(one.risk.interval.high, 1));
}

std::string names_of(const std::vector<borough::FeatureKind>& kinds) {
  std::vector<std::string> names;
  names.reserve(kinds.size());
  for (const borough::FeatureKind& kind : kinds) names.push_back(fmt::format("{} ({})", kind.name, kind.points.size()));
  return fmt::format("{}", fmt::join(names, ", "));
}

std::string what_the_terrain_shows(const RiskFindings& f) {
  const std::string which = incidents_in_words(f.incidents, f.question.filter, f.sensitivity);
  if (f.terrain.chosen.empty()) {
    return fmt::format(
        "{}: near none of {} are there more than expected by the land alone, as far as {} factors on these cells can "
        "tell.",
        which,
        f.kinds.size() == 1 ? "the one kind of feature tried" : fmt::format("{} kinds of features", f.kinds.size()),
        f.terrain.usable);
  }
  std::vector<std::string> parts;
  for (const analysis::ChosenFactor& one : f.terrain.chosen) {
    parts.push_back(
        fmt::format("{}: {}", risk_factor_words(f.kinds, f.terrain.factors[one.factor]), risk_in_words(one)));
  }
  double most = 1.0;
  for (std::size_t i = 0; i < f.terrain.relative_risk.size(); ++i) {
    if (!f.terrain.thin[i]) most = std::max(most, f.terrain.relative_risk[i]);
  }
  return fmt::format(
      "{}: more were recorded on the same ground where these features are than where they are not. {}. On the map the "
      "highest is {} times as many as where none of them is.",
      which, fmt::join(parts, "; "), core::fixed(most, 1));
}

/// What the model leaves is alike between neighbours, or not.
std::string left_over_words(const stats::Association& left) {
  constexpr double kLevel = 0.05;
  if (!(left.p < kLevel))
    return " What the factors leave unexplained is no more alike in neighbouring cells than chance would have it";
  return fmt::format(" What the factors leave unexplained is {} in neighbouring cells (Moran's I {})",
                     left.value > left.expected ? "alike" : "unlike", core::fixed(left.value, 2));
}

std::string later_words(const RiskFindings& f) {
  if (!f.later) return " It was held against no later period: give --later-from to do so.";
  if (f.terrain.chosen.empty()) return {};
  if (!f.later->hit_share) {
    return fmt::format(" Of {} too few incidents are recorded to hold it against them.", f.later->in_words);
  }
  const double times = *f.later->hit_share / kJudgedShare;
  return fmt::format(
      " Of the incidents of {}, which it did not know, {} lie on the {} of the land with the highest relative risk: {} "
      "times as dense as on all the land (chance gives 1).",
      f.later->in_words, percent(*f.later->hit_share), percent(kJudgedShare), core::fixed(times, 1));
}

std::string how_sure_the_terrain_is(const RiskFindings& f) {
  const analysis::RiskTerrain& t = f.terrain;
  std::string text = fmt::format(
      "of {} factors tried (kinds by reaches, near or dense) {} could be tested; {} {} beyond chance (the map of "
      "incidents moved about {} times: in at most 5 of 100 towns where nothing matters does any factor come in), {} "
      "passed the screening, {} {} chosen.",
      in_thousands(t.factors.size()), in_thousands(t.usable), in_thousands(t.beyond_chance),
      t.beyond_chance == 1 ? "is" : "are", in_thousands(static_cast<std::size_t>(f.question.terrain.shifts)),
      in_thousands(t.screened), in_thousands(t.chosen.size()), t.chosen.size() == 1 ? "was" : "were");
  if (!t.chosen.empty()) {
    text += fmt::format(
        " Counts vary {} times as much between cells as Poisson's law has it, and the intervals are {} times as wide "
        "for "
        "it.{} They are too narrow all the same, and p without a factor too small: the factors were chosen on the same "
        "incidents{}.",
        core::fixed(t.dispersion, 1), core::fixed(std::sqrt(t.dispersion), 1), left_over_words(f.left_over) + ".",
        f.left_over.p < 0.05 && f.left_over.value > f.left_over.expected
            ? ", and cells that are alike count as if each told something of its own"
            : "");
  }
  return text + later_words(f);
}

std::string how_it_was_computed(const RiskFindings& f) {
  const analysis::RiskTerrain& t = f.terrain;
  const double step = analysis::reach_step(f.question.terrain, f.question.cells.size).value();
  return fmt::format(
      "Risk terrain model (Caplan and Kennedy 2010) on {} {}, a cell being half a block. Factors of {}: a feature "
      "within reach of the cell's centre, or quartic density by that reach above the mean of the cells by 2 standard "
      "deviations; reaches 1 to {} times {:g} m ({:g} of a block each). Factors in fewer than {} cells, or with too "
      "few "
      "incidents, left out. Held against {} random shifts of the incidents over the features (largest quasi-score of "
      "all factors, one-sided, level {:g}, seed {}); screened by penalised Poisson regression (mix {:g}, {} folds, "
      "least "
      "cross-validated deviance); stepwise both ways, one factor a kind, no coefficient below 0, by BIC with the "
      "likelihood over phi {} (of the largest model); Poisson regression, land as exposure. Relative risk exp(b); 95 % "
      "Wald intervals times the root of phi {} (Pearson's, 1 at least). {} cells, {} coefficients, log-likelihood {}, "
      "BIC {}.",
      in_thousands(f.units.size()), f.units.in_words, names_of(f.kinds), f.question.terrain.steps, step,
      step / (2.0 * f.question.cells.size.value()), analysis::kFewestFactorCells,
      in_thousands(static_cast<std::size_t>(f.question.terrain.shifts)), analysis::kShiftLevel, f.question.terrain.seed,
      f.question.terrain.mix, f.question.terrain.folds, core::fixed(t.choice_dispersion, 2),
      core::fixed(t.dispersion, 2), in_thousands(t.fit.rows), t.fit.coefficients.size(),
      core::fixed(t.fit.log_likelihood, 0), core::fixed(t.fit.bic, 0));
}

}  // namespace

std::string risk_factor_words(const std::vector<borough::FeatureKind>& kinds, const analysis::RiskFactor& factor) {
  return fmt::format("{}{} within {} m", kinds[factor.kind].name,
                     factor.measure == analysis::RiskMeasure::dense ? " dense" : "",
                     core::fixed(factor.reach.value(), 0));
}

ops::PlainWords risk_terrain_words(const RiskFindings& f) {
  ops::PlainWords words;
  words.shows = what_the_terrain_shows(f);
  words.how_sure = how_sure_the_terrain_is(f);
  words.does_not_show =
      "anything of persons: it says nothing of anybody who lives, works or is there, is no forecast of who offends or "
      "suffers, and must not be a reason to stop somebody. That incidents go with a feature does not say that it "
      "brings "
      "them: both may be where people are, and cameras where incidents were. It is measured against land: near "
      "whatever "
      "stands in a built-up place more is recorded than on heath or in fields, so hold factors beside each other "
      "rather "
      "than one against the town. What is not in the workspace (lighting, "
      "footfall, features beyond the border) is not in it.";
  words.methods = how_it_was_computed(f);
  return words;
}

}  // namespace wardscope::catalog
