// SPDX-License-Identifier: GPL-3.0-or-later
#include "catalog/point_pattern_words.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <numbers>
#include <string>
#include <vector>

#include "analysis/disclosure.hpp"
#include "catalog/inputs.hpp"
#include "core/text.hpp"

namespace wardscope::catalog {
namespace {

std::string metres(double value) { return core::fixed(value, value < 10.0 ? 1 : 0) + " m"; }

std::string p_words(double p) { return p < 0.001 ? std::string("p under 0.001") : "p " + core::fixed(p, 3); }

struct ToldPattern {
  const PointPattern& pattern;
  const PointPatternQuestion& question;
  [[nodiscard]] const analysis::RipleyCurve& curve() const { return pattern.tested(question.points); }
  [[nodiscard]] bool departs() const { return pattern.envelope.p <= question.envelope.level; }
  [[nodiscard]] bool together() const {
    const std::size_t step = pattern.envelope.at_step;
    return curve().excess(step) > pattern.envelope.expected[step];
  }
  [[nodiscard]] std::string one() const { return question.points == TestedPoints::places ? "place" : "incident"; }
};

/// How many times as many others lie within the step's radius as chance would put there.
std::string times_expected(const ToldPattern& told, std::size_t step) {
  const double radius = told.curve().steps.radius(step);
  const double expected = told.pattern.envelope.expected[step] + radius;
  const double ratio = told_k(told.curve(), step, told.pattern.coarseness) / (std::numbers::pi * expected * expected);
  return core::fixed(ratio, ratio < 10.0 ? 1 : 0);
}

/// Metres without decimals; never "-0".
std::string whole_metres(double metres) { return core::fixed(std::round(metres) + 0.0, 0); }

std::string told_l(const ToldPattern& told, const analysis::RipleyCurve& curve, std::size_t step) {
  return whole_metres(told_excess(curve, step, told.pattern.coarseness));
}

/// "at all distances up to 1,000 m", "at distances from 25 m to 300 m": where the curve leaves the band of all
/// distances.
std::string where_outside(const ToldPattern& told) {
  const analysis::RipleyEnvelope& envelope = told.pattern.envelope;
  std::size_t first = 0;
  std::size_t last = 0;
  for (std::size_t k = 1; k <= envelope.steps_tested; ++k) {
    const double off = told.curve().excess(k) - envelope.expected[k];
    if ((told.together() ? off : -off) <= envelope.half_width) continue;
    if (first == 0) first = k;
    last = k;
  }
  const double to = told.curve().steps.radius(last);
  if (first <= 1 && last == envelope.steps_tested) return fmt::format("at all distances up to {}", metres(to));
  if (first == last) return "at " + metres(to);
  if (first <= 1) return fmt::format("at distances up to {}", metres(to));
  return fmt::format("at distances from {} to {}", metres(told.curve().steps.radius(first)), metres(to));
}

std::string pattern_finding(const ToldPattern& told) {
  const PointPattern& pattern = told.pattern;
  const std::string incidents =
      incidents_in_words(pattern.incidents.points, told.question.filter, pattern.sensitivity) + pattern.ground;
  const std::string subject = told.question.points == TestedPoints::places
                                  ? fmt::format("The {} places of {}", core::with_thousands(pattern.places), incidents)
                                  : incidents;
  if (!told.departs()) {
    return fmt::format(
        "{} lie neither closer together nor farther apart than if they had been {}, at any distance up to "
        "{}.",
        subject, chance_in_words(told.question), metres(told.curve().steps.most));
  }
  const std::size_t step = pattern.envelope.at_step;
  return fmt::format(
      "{} lie {} than if they had been {}, {}: most of all at {}, within which one has {} times as many others as "
      "expected.",
      subject, told.together() ? "closer together" : "farther apart", chance_in_words(told.question),
      where_outside(told), metres(told.curve().steps.radius(step)), times_expected(told, step));
}

/// How it falls off: rings tell apart what K adds up.
std::string ring_words(const ToldPattern& told) {
  if (!told.departs()) return {};
  const analysis::RipleyCurve& curve = told.curve();
  const std::size_t last = told.pattern.envelope.steps_tested;
  const std::size_t middle = std::max<std::size_t>(2, last / 4);
  if (last <= middle) return {};
  const auto ratio = [&](std::size_t step) {
    return core::fixed(told_ring_ratio(curve, step, told.pattern.coarseness), 1);
  };
  return fmt::format(
      " Ring by ring{}, {} times as many others as {} would put there lie within {}, {} times at {} and {} times at "
      "{}.",
      told_k(told.curve(), 0, told.pattern.coarseness) > 0.0 ? ", those at the same place left out" : "", ratio(1),
      told.question.trend == PatternTrendOf::nothing ? "even chance" : "that density", metres(curve.steps.radius(1)),
      ratio(middle), metres(curve.steps.radius(middle)), ratio(last), metres(curve.steps.radius(last)));
}

/// The other of incidents and places.
std::string other_count(const ToldPattern& told) {
  const PointPattern& pattern = told.pattern;
  if (pattern.places == 1) return " All of them stand on one place.";
  if (!pattern.once) return " They stand on so few places that distances between places tell nothing.";
  if (pattern.places == pattern.incidents.points) return " No two of them share a place.";
  const std::size_t step = pattern.envelope.at_step == 0 ? pattern.incidents.steps.count : pattern.envelope.at_step;
  const bool places = told.question.points == TestedPoints::places;
  const analysis::RipleyCurve& other = places ? pattern.incidents : *pattern.once;
  const double radius = other.steps.radius(step);
  const double ratio = told_k(other, step, pattern.coarseness) / (std::numbers::pi * radius * radius);
  return fmt::format(" {}, one has {} times as many others within {} as even chance would put there.",
                     places
                         ? std::string("With each incident counted")
                         : fmt::format("With each of the {} places counted once", core::with_thousands(pattern.places)),
                     core::fixed(ratio, ratio < 10.0 ? 1 : 0), metres(radius));
}

std::string nearest_words(const ToldPattern& told) {
  const analysis::ClarkEvans& nearest = told.pattern.nearest_tested(told.question.points);
  std::string text = fmt::format(" The nearest other {} is {} away on average, {} times what even chance would make it",
                                 told.one(), metres(nearest.mean_nearest), core::fixed(nearest.none, 2));
  if (nearest.cdf)
    text += fmt::format(" ({} times when the edge of the land is allowed for)", core::fixed(*nearest.cdf, 2));
  if (told.question.points == TestedPoints::incidents && told.pattern.nearest_once &&
      told.pattern.places < told.pattern.incidents.points) {
    text += fmt::format("; of places counted once, {} times", core::fixed(told.pattern.nearest_once->none, 2));
  }
  return text + ".";
}

std::string quadrat_words(const ToldPattern& told) {
  if (!told.pattern.quadrats) return {};
  const analysis::QuadratTest& test = *told.pattern.quadrats;
  return fmt::format(" Counts in {} squares of {} vary {} times as much as if every km² of land were alike.",
                     core::with_thousands(static_cast<std::int64_t>(test.quadrats)), metres(test.side.value()),
                     core::fixed(test.dispersion.ratio, 1));
}

/// Two-sided, from the same patterns.
double nearest_p(const ToldPattern& told) {
  const std::vector<double>& by_chance = told.pattern.envelope.mean_nearest;
  const double observed = told.pattern.nearest_tested(told.question.points).mean_nearest;
  const auto above = std::count_if(by_chance.begin(), by_chance.end(), [&](double own) { return own >= observed; });
  const auto below = std::count_if(by_chance.begin(), by_chance.end(), [&](double own) { return own <= observed; });
  return std::min(
      1.0, 2.0 * (1.0 + static_cast<double>(std::min(above, below))) / (1.0 + static_cast<double>(by_chance.size())));
}

std::string pattern_how_sure(const ToldPattern& told) {
  const analysis::RipleyEnvelope& envelope = told.pattern.envelope;
  const std::int64_t simulations = told.question.envelope.simulations;
  const std::int64_t as_far = std::llround(envelope.p * static_cast<double>(simulations + 1)) - 1;
  std::string text = fmt::format(
      "of {} patterns of as many {}s, {}, {} as far from what is expected at some distance up to {} ({}{}, one test "
      "for "
      "all distances); {:g} or less is taken for more than chance. At one distance alone chance leaves the band in "
      "{:g} "
      "% "
      "of patterns. The mean distance to the nearest other {}: {}.",
      core::with_thousands(simulations), told.one(), chance_in_words(told.question),
      as_far == 0   ? std::string("none departs")
      : as_far == 1 ? std::string("1 departs")
                    : core::with_thousands(as_far) + " depart",
      metres(told.curve().steps.radius(envelope.steps_tested)), p_words(envelope.p),
      as_far == 0 ? ", the least that so many can give" : "", told.question.envelope.level,
      envelope.level_at_one * 100.0, told.one(), p_words(nearest_p(told)));
  if (told.departs()) {
    const std::size_t step = envelope.at_step;
    text += fmt::format(" Most of all at {}: L - r {} m, expected {} m.", metres(told.curve().steps.radius(step)),
                        told_l(told, told.curve(), step), whole_metres(envelope.expected[step]));
  }
  if (told.pattern.quadrats) {
    const analysis::QuadratTest& test = *told.pattern.quadrats;
    text += fmt::format(" Squares: X² {} with {} degrees of freedom, {}{}.", core::fixed(test.dispersion.x2, 0),
                        test.dispersion.degrees, p_words(test.dispersion.p),
                        test.replicated ? " from 999 random tables, since some squares expect fewer than 5" : "");
  } else {
    text += " Squares were not compared: " + told.pattern.no_quadrats + ".";
  }
  return text;
}

std::string does_not_show(const ToldPattern& told) {
  const PointPattern& pattern = told.pattern;
  std::string text =
      "where they lie together (see hotspots and significance), nor why. Incidents can be recorded only where there "
      "are "
      "people and streets, so that they are nowhere near even over the land";
  if (told.question.trend == PatternTrendOf::incidents) {
    text += ": what the smoothed density holds, a busy quarter say, is taken for the ground and not for clustering.";
  } else if (told.question.trend == PatternTrendOf::nothing && told.question.null == PatternNull::even) {
    text +=
        ": hold them against the residents too (--chance residents), or take the ground's own density out (--trend).";
  } else {
    text += ", and residents stand for neither streets, shops nor visitors.";
  }
  const auto share =
      analysis::DisclosureControl().share(pattern.in_stacks, pattern.incidents.points, pattern.sensitivity);
  if (share.value && pattern.in_stacks > 0 && told.question.points == TestedPoints::incidents) {
    text += fmt::format(
        " {} of the incidents share their place with another one: they count as neighbours at distance 0, be it a "
        "place "
        "of many incidents or a map point to which the source moved them.",
        percent(*share.value));
  }
  return text;
}

std::string pattern_methods(const ToldPattern& told) {
  const PointPattern& pattern = told.pattern;
  const PointPatternQuestion& question = told.question;
  const analysis::RipleyCurve& curve = told.curve();
  // The band ends at this rank from either side.
  const auto rank =
      std::llround(pattern.envelope.level_at_one / 2.0 * static_cast<double>(question.envelope.simulations + 1));
  const auto left_out = rank - 1;
  const bool trend = question.trend != PatternTrendOf::nothing;
  std::string text = fmt::format(
      "{} and L = sqrt(K / pi) of {} {}s on {} km² of land, {} steps to {} (a pair at exactly r counts), {}; "
      "{} simulations of as many {}s {}{}, seed {}; maximum absolute deviation of L from the mean of all other curves, "
      "two-sided, "
      "and bands at each distance that leave out the {} least and the {} greatest. ",
      trend ? "The inhomogeneous K of Baddeley, Møller and Waagepetersen" : "Ripley's K",
      core::with_thousands(curve.points), told.one(), core::fixed(pattern.ground_km2, 1), curve.steps.count,
      metres(curve.steps.most), analysis::words_of(ripley_correction(question.correction)),
      core::with_thousands(question.envelope.simulations), told.one(), chance_in_words(question),
      pattern.null_source.empty() ? "" : " " + pattern.null_source, question.envelope.seed, left_out, left_out);
  if (trend) {
    text += fmt::format(
        "Density: Gaussian, standard deviation {}, Jones-Diggle corrected, {}, not below a tenth of the mean{}; scaled "
        "so "
        "that the sum of 1 / density is the land. ",
        metres(question.trend_spread.value()),
        question.trend == PatternTrendOf::incidents
            ? "of the points themselves without the own one, estimated in each simulation anew"
            : "of 20,000 places drawn in proportion to residents",
        pattern.at_least_share > 0.0
            ? fmt::format(" (raised there for {} of the incidents)", percent(pattern.at_least_share))
            : std::string());
  }
  const analysis::ClarkEvans& nearest = pattern.nearest_tested(question.points);
  text += fmt::format("Clark and Evans's R {} uncorrected", core::fixed(nearest.none, 3));
  if (nearest.donnelly) text += fmt::format(", {} after Donnelly", core::fixed(*nearest.donnelly, 3));
  if (nearest.cdf) text += fmt::format(", {} by the censored distribution (cdf)", core::fixed(*nearest.cdf, 3));
  text += pattern.rectangle ? ". " : "; Donnelly's correction is for rectangles. ";
  if (pattern.quadrats) {
    text += fmt::format(
        "Quadrats of {}, of which a tenth or more is land, expected counts by land; variance-mean ratio {}.",
        metres(pattern.quadrats->side.value()), core::fixed(pattern.quadrats->dispersion.ratio, 2));
  }
  return text;
}

}  // namespace

ops::PlainWords plain_words(const PointPattern& pattern, const PointPatternQuestion& question) {
  const ToldPattern told{pattern, question};
  return {pattern_finding(told) + ring_words(told) + other_count(told) + nearest_words(told) + quadrat_words(told),
          pattern_how_sure(told), does_not_show(told), pattern_methods(told)};
}

}  // namespace wardscope::catalog
