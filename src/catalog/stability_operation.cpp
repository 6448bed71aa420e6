// SPDX-License-Identifier: GPL-3.0-or-later
#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "analysis/density_support.hpp"
#include "analysis/disclosure.hpp"
#include "analysis/hotspot_stability.hpp"
#include "catalog/hotspot_options.hpp"
#include "catalog/inputs.hpp"
#include "catalog/operations.hpp"
#include "catalog/stability_table.hpp"
#include "catalog/view_words.hpp"
#include "core/text.hpp"
#include "ops/operation_groups.hpp"
#include "ops/plain_words.hpp"

namespace wardscope::catalog {
namespace {

struct StabilityQuestion {
  borough::IncidentFilter filter;
  analysis::BandwidthRule rule = analysis::BandwidthRule::manual;
  analysis::KernelDensityOptions density{.bandwidth = kSensitiveBandwidth};
  analysis::StabilityOptions stability;
};

void describe(StabilityQuestion& question, core::ParameterVisitor& visitor) {
  describe(question.filter, visitor);
  describe(question.rule, visitor);
  describe(question.density, visitor);
  describe(question.stability, visitor);
}

struct StabilityFindings {
  const StabilityQuestion& question;
  const HotspotAnswer& answer;
  const analysis::HotspotStability& stability;
  borough::Sensitivity sensitivity;
};

std::string top_words(const StabilityFindings& f) {
  return fmt::format("the densest {:g} % of the land", 100.0 * f.question.stability.share);
}

/// "179 m, 250 m and 350 m"
std::string bandwidth_words(const analysis::HotspotStability& stability) {
  std::vector<std::string> words;
  for (const core::Metres one : stability.bandwidths) words.push_back(core::fixed(one.value(), 0) + " m");
  return joined_names(words);
}

/// "H1 (Westover), H2 (Old Town), H4 (Hamworthy) and 4 more".
std::string named(const StabilityFindings& f, HoldClass wanted) {
  std::vector<std::string> names;
  for (std::size_t i = 0; i < f.answer.found.hotspots.size(); ++i) {
    if (hold_class(f.stability.hotspots[i], f.stability.runs) != wanted) continue;
    const analysis::Hotspot& hotspot = f.answer.found.hotspots[i];
    const std::string ward = hotspot.wards.empty() ? std::string() : " (" + hotspot.wards.front().first + ")";
    names.push_back(fmt::format("H{}{}", hotspot.rank, ward));
  }
  return joined_names(names);
}

std::string what_holds(const StabilityFindings& f, const std::string& incidents) {
  const std::size_t all = f.answer.found.hotspots.size();
  if (all == 0) {
    return fmt::format("{}: no area in {} holds {} incidents and {} km²: there is no hotspot to ask about.", incidents,
                       top_words(f), analysis::DisclosureControl().threshold(f.answer.density.sensitivity), 0.0025);
  }
  const auto firm = static_cast<std::size_t>(std::count_if(
      f.stability.hotspots.begin(), f.stability.hotspots.end(),
      [&](const analysis::HotspotHold& hold) { return hold_class(hold, f.stability.runs) == HoldClass::firm; }));
  if (all == 1) {
    return fmt::format("{}: in {}, the one hotspot {}: {}.", incidents, top_words(f),
                       firm == 1 ? "holds" : "is fragile", named(f, firm == 1 ? HoldClass::firm : HoldClass::fragile));
  }
  const std::string where = fmt::format("{}: of {} hotspots in {}", incidents, all, top_words(f));
  if (firm == all) return fmt::format("{}, all hold: {}.", where, named(f, HoldClass::firm));
  if (firm == 0) return fmt::format("{}, none holds. Fragile: {}.", where, named(f, HoldClass::fragile));
  return fmt::format("{}, {} {} and {} {} fragile. Firm: {}. Fragile: {}.", where, firm, firm == 1 ? "holds" : "hold",
                     all - firm, all - firm == 1 ? "is" : "are", named(f, HoldClass::firm),
                     named(f, HoldClass::fragile));
}

/// "the incidents, which their source moved to map points, were thrown …".
std::string jitter_words(const StabilityFindings& f) {
  if (f.stability.thrown == 0) return "incidents stayed where they are recorded";
  const std::string which =
      f.stability.thrown == f.stability.incidents
          ? std::string("the incidents")
          : percent(static_cast<double>(f.stability.thrown) / static_cast<double>(f.stability.incidents)) +
                " of the incidents";
  return fmt::format(
      "{}, which their source moved to map points, were thrown {} on the ground nearer to their point than to any "
      "other, within {} m",
      which, f.question.stability.jitter == analysis::SnapJitter::together ? "point by point" : "one by one",
      core::fixed(f.stability.reach.value(), 0));
}

/// The span of the first hotspot's share, where it may be told.
std::string span_words(const StabilityFindings& f) {
  if (f.stability.thrown == 0 || f.stability.hotspots.empty()) return {};
  const ToldSpan span = told_span(f.stability.hotspots.front(), f.stability.incidents, f.sensitivity);
  if (!span.fewest_percent || !span.most_percent) return {};
  return fmt::format(
      " H1 holds {} to {} % of the incidents, by where on that ground they were: the points tell no more than that "
      "span.",
      core::fixed(*span.fewest_percent, 1), core::fixed(*span.most_percent, 1));
}

std::string how_sure_it_is(const StabilityFindings& f) {
  const auto runs = static_cast<double>(f.stability.runs);
  const double margin = 1.96 * std::sqrt(analysis::kFirm * (1.0 - analysis::kFirm) / runs);
  return fmt::format(
      "the question was asked {} times of slightly other data: incidents drawn anew, with {} {} in turn, while {}. "
      "Firm "
      "is what is found again in at least {:.0f} of 100 runs, with half of its ground or more in {}; by the number of "
      "runs a share of {:.0f} % is known to {} points either way.{}",
      core::with_thousands(f.stability.runs), f.stability.bandwidths.size() == 1 ? "a bandwidth of" : "bandwidths of",
      bandwidth_words(f.stability), jitter_words(f), 100.0 * analysis::kFirm, top_words(f), 100.0 * analysis::kFirm,
      core::fixed(100.0 * margin, 0), span_words(f));
}

std::string method_words(const StabilityFindings& f) {
  const analysis::StabilityOptions& options = f.question.stability;
  return fmt::format(
      "{}; share of B = {} runs in which a cell is among the densest {:g} % of the cells on the land; run b of B: "
      "bandwidth h/s, h, h s in turn (s = {:g}), Poisson bootstrap of the incidents at each of {} places, {}; seed {}; "
      "hotspots: contours of today's surface at the same share, found again where half of their cells are in the top, "
      "firm in {:g} of the runs or more; incidents as recorded, no test and no correction for several hotspots.",
      analysis::describe_in_words(f.answer.density.surface.options), f.stability.runs, 100.0 * options.share,
      options.spread, core::with_thousands(f.stability.places), jitter_words(f), options.seed, analysis::kFirm);
}

ops::PlainWords stability_words(const StabilityFindings& f) {
  ops::PlainWords words;
  words.shows = what_holds(f, incidents_in_words(f.answer.density.surface.incidents, f.question.filter, f.sensitivity));
  words.how_sure = how_sure_it_is(f);
  words.does_not_show =
      "that a firm hotspot holds more than chance would put there, or will next year: it holds against chance in the "
      "records, the bandwidth and the points, not against how incidents come to be recorded. A fragile one may be as "
      "real; the records do not tell it from its neighbours.";
  words.methods = method_words(f);
  return words;
}

/// Cells with too few incidents in the narrowest kernel's reach have no chance either, where the surface has none.
void hide_what_the_surface_hides(const HotspotAnswer& answer, const borough::IncidentTable& incidents,
                                 analysis::HotspotStability& stability) {
  if (!answer.density.thinned) return;
  const auto points = analysis::point_columns(incidents, answer.density.selection);
  const core::Metres reach(
      analysis::DensityKernel{answer.density.surface.options.kernel, stability.bandwidths.front().value()}
          .quartic_equivalent());
  analysis::hide_thin_support(stability.chance, points,
                              {reach, analysis::DisclosureControl().threshold(answer.density.sensitivity)});
}

core::Result<ops::OperationResult> run_stability(const StabilityQuestion& question,
                                                 const ops::OperationContext& context) {
  if (question.density.adaptive) {
    return core::invalid_argument(
        "whether hotspots hold is asked of one bandwidth and of wider and narrower ones; leave the adaptive bandwidth "
        "out");
  }
  HotspotQuestion hotspots{{question.filter, IncidentWeight::one, question.rule, question.density}, {}};
  hotspots.hotspots.rule = analysis::HotspotRule::top_area_share;
  hotspots.hotspots.area_share = question.stability.share;
  constexpr double kFinding = 0.2;
  const ops::OperationContext first{context.dataset, context.workspace, context.progress.part(0.0, kFinding),
                                    context.diagnostics};
  const auto answer = incident_hotspots(hotspots, first, {});
  if (!answer) return answer.error();
  std::vector<geo::MultiPolygon> shapes;
  for (const analysis::Hotspot& hotspot : answer->found.hotspots) shapes.push_back(hotspot.shape);
  analysis::StabilityOptions options = question.stability;
  if (answer->density.thinned) options.narrowest = kSensitiveBandwidth;
  const borough::IncidentTable& incidents = *context.dataset.incidents;
  auto stability = analysis::hotspot_stability(
      {incidents, answer->density.selection.rows, answer->density.land, answer->density.surface, shapes}, options,
      context.progress.part(kFinding, 1.0, "Which hotspots hold"));
  if (!stability) return stability.error();
  hide_what_the_surface_hides(*answer, incidents, *stability);
  const ops::CountedIncidents counted{analysis::sensitivity_of_rows(incidents, answer->density.selection.rows)};
  const StabilityFindings findings{question, *answer, *stability, counted.sensitivity};
  ops::OperationResult result;
  ops::PlainWords words = stability_words(findings);
  words.does_not_show = with_street_level(words.does_not_show, context.dataset, answer->density.selection.rows);
  ops::say(result, words);
  result.layers.push_back({"stability-hotspots", "Which hotspots hold", "hold", "",
                           core::make_snapshot(stability_table(answer->found, *stability, counted.sensitivity)),
                           counted});
  result.layers.push_back({"stability", fmt::format("Chance to be in the densest {:g} %", 100.0 * options.share),
                           "chance", "share of runs", core::make_snapshot(std::move(stability->chance))});
  return result;
}

}  // namespace

void register_stability(ops::OperationRegistry& registry) {
  registry.add<StabilityQuestion>(
      {.name = "stability",
       .title = "Which hotspots hold?",
       .summary = "Would the same hotspots stand out of other draws, bandwidths and places? Firm and fragile ones",
       .method =
           "Finds the densest share of the land (see hotspots) and asks again, run by run: with the bandwidth "
           "narrower, "
           "as it is and wider in turn; with the incidents drawn anew (Poisson bootstrap: each counts once on "
           "average); "
           "and, where the source moved incidents to map points, with each point's incidents thrown on its catchment, "
           "the land nearer to it than to any other point and within three times the usual distance between points. "
           "The surface is the share of runs in which a place is in the top; a hotspot is firm where half of its "
           "ground "
           "or more is in the top in at least 80 of 100 runs, else fragile, and hatched. Surfaces are exact kernel "
           "sums, "
           "as those of kernel-density. With sensitive types at their exact places no bandwidth is narrower than their "
           "surfaces may be, and places with few incidents in reach have no value.",
       .group = ops::kChanceGroup,
       .use = ops::WorkspaceUse::reads,
       .needs = borough::Part::areas | borough::Part::incidents,
       .example = "stability saltmere.sqlite --type Burglary --top-share 0.01 --output stability.gpkg",
       .positional = ""},
      run_stability);
}

}  // namespace wardscope::catalog
