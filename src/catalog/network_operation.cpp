// SPDX-License-Identifier: GPL-3.0-or-later
#include <fmt/format.h>

#include <string>
#include <utility>
#include <vector>

#include "analysis/disclosure.hpp"
#include "borough/place_sharing.hpp"
#include "catalog/inputs.hpp"
#include "catalog/network_question.hpp"
#include "catalog/network_table.hpp"
#include "catalog/operations.hpp"
#include "catalog/view_words.hpp"
#include "core/text.hpp"
#include "ops/operation_groups.hpp"
#include "ops/plain_words.hpp"

namespace wardscope::catalog {
namespace {

/// Refuses so few incidents that single records would show. `locations`: different places of the selection.
core::Status check_number(const analysis::PlacesOnStreets& places, std::size_t locations,
                          borough::Sensitivity sensitivity, core::Metres within) {
  const std::int64_t least = analysis::DisclosureControl().threshold(sensitivity);
  if (places.incidents >= least) return {};
  return core::invalid_argument(fmt::format(
      "fewer than {} of the selected incidents lie within {:g} m of a street{}: so few would show single records, not "
      "streets; widen the filter or the distance",
      least, within.value(), locations == 1 ? ", and all of them stand at one place" : ""));
}

/// Remarks on streets and incidents that do not fit each other.
void remark(const analysis::StreetGraph& graph, const analysis::PlacesOnStreets& places,
            const NetworkQuestion& question, core::Diagnostics& diagnostics) {
  constexpr double kMany = 0.1;
  if (question.graph.crossings == analysis::Crossings::apart &&
      static_cast<double>(graph.crossings) > kMany * static_cast<double>(graph.nodes.size())) {
    diagnostics.warn("crossings",
                     fmt::format("at {} places streets cross without a shared point and are taken for bridges: where "
                                 "these are junctions that the file does not mark, take --crossings joined",
                                 core::with_thousands(graph.crossings)));
  }
  if (const double apart = 1.0 - graph.part_length.front() / graph.length; apart > kMany) {
    diagnostics.warn("streets-in-parts",
                     fmt::format("{} of the street length is not connected to the largest part: nothing spreads from "
                                 "one part to another; if ends were not joined, widen --join-within",
                                 percent(apart)));
  }
  const std::int64_t all = places.incidents + places.too_far;
  if (static_cast<double>(places.too_far) > kMany * static_cast<double>(all)) {
    diagnostics.warn(
        "far-from-streets",
        fmt::format("{} of the selected incidents lie farther than {:g} m from every street and are left "
                    "out: in parks and estates, or the street file does not cover the borough",
                    percent(static_cast<double>(places.too_far) / static_cast<double>(all)), question.within.value()));
  }
}

/// What the words are made of.
struct NetworkFindings {
  const NetworkQuestion& question;
  const NetworkAnswer& answer;
  const ToldDensity& told;
  const NetworkFigures& figures;
  const RowsForStreets& used;
  borough::Sensitivity sensitivity;
};

std::string what_streets_show(const NetworkFindings& f) {
  std::string text = fmt::format("{} on {} km of streets: on average {} per km",
                                 incidents_in_words(f.answer.places.incidents, f.question.filter, f.sensitivity),
                                 core::fixed(f.figures.street_km, 1), core::fixed(f.figures.mean_per_km, 1));
  if (f.told.told == 0) return text + ".";
  text += fmt::format(", {} at the densest place", core::fixed(f.figures.greatest_per_km, 0));
  if (!f.figures.densest_names.empty()) text += fmt::format("; densest: {}", joined_names(f.figures.densest_names));
  text += ".";
  if (f.figures.top_tenth_share > 0.0) {
    text += fmt::format(" The densest tenth of the street length holds {} of the density.",
                        percent(f.figures.top_tenth_share));
  }
  return text;
}

std::string how_sure_of_streets(const NetworkFindings& f) {
  const analysis::PlacesOnStreets& places = f.answer.places;
  std::string text = fmt::format(
      "nothing is tested; a place can be dense by chance. Incidents were moved onto the nearest street, half of them "
      "by "
      "more than {} m",
      core::fixed(places.usual_move.value(), 0));
  if (places.too_far > 0) {
    text += fmt::format("; {} lie farther than {:g} m from every street and are left out",
                        shown_count(places.too_far, f.sensitivity), f.question.within.value());
  }
  if (f.used.moved > 0 && f.question.shared_points == SharedPoints::leave_out) {
    text += fmt::format("; {} more were left out because their source moved them to points of its map",
                        shown_count(f.used.moved, f.sensitivity));
  }
  text += ". At a corner the nearest street need not be the one it happened on. ";
  text += fmt::format("The streets keep the total: the density adds up to {}{}.",
                      f.told.step > 0.0 ? "the number of incidents" : core::fixed(f.answer.density.mass, 1),
                      f.told.step > 0.0 ? "" : " of " + core::with_thousands(places.incidents) + " incidents");
  return text;
}

std::string what_streets_do_not_show(const NetworkFindings& f) {
  std::string text =
      "how busy a street is, nor a danger for a person who walks there: a long quiet road and a short busy one have "
      "the "
      "same number per km. What happens away from streets, in parks and on estates without mapped paths, is not on it.";
  if (f.told.step > 0.0) {
    text += fmt::format(
        " Sensitive types at their exact places are among them: streets have a value only where {} incidents or more "
        "lie in the kernel's reach, to the nearest {} per km, which is what one incident adds at most.",
        analysis::DisclosureControl().threshold(f.sensitivity), core::fixed(f.told.step, 2));
  }
  if (!f.used.sharing.street_level()) {
    text += fmt::format(" Read nothing of single streets from it: {}",
                        f.used.moved > 0 && f.question.shared_points == SharedPoints::use
                            ? "which one an incident is on is its publisher's choice of a point."
                            : "a stack may stand for a whole centre or estate, and all of it is on the one street that "
                              "is nearest.");
  }
  const std::string of_these = borough::street_level_words(f.used.sharing);
  return of_these.empty() ? text : text + " " + of_these;
}

std::string method_of_streets(const NetworkFindings& f) {
  std::string text = fmt::format(
      "{}; {}. Incidents within {:g} m were moved to the nearest point of a street ({} distinct places).",
      analysis::describe_in_words(f.answer.options), analysis::describe_in_words(f.answer.graph, f.question.graph),
      f.question.within.value(), core::with_thousands(static_cast<std::int64_t>(f.answer.places.places.size())));
  if (f.answer.density.least_per_km < 0.0 && f.told.step == 0.0) {
    text += fmt::format(" Where many streets meet, the continuous rule falls to {} per km; told as 0.",
                        core::fixed(f.answer.density.least_per_km, 2));
  }
  return text;
}

core::Result<ops::OperationResult> run_network_density(const NetworkQuestion& question,
                                                       const ops::OperationContext& context) {
  const borough::Dataset& dataset = context.dataset;
  const auto selection = selected_incidents(dataset, question.filter, context.diagnostics);
  if (!selection) return selection.error();
  if (!dataset.streets || dataset.streets->empty()) {
    return core::not_found(
        "the workspace has no streets: import street centre lines (a line layer with names or "
        "road classes), or take 'kernel-density'");
  }
  const borough::IncidentTable& incidents = *dataset.incidents;
  const auto used = rows_for_streets(question.shared_points, incidents, selection->rows);
  if (!used) return used.error();
  const auto sensitive = analysis::sensitive_places(incidents, used->rows);
  const auto sensitivity = analysis::sensitivity_of_surface(incidents, used->rows);
  const auto options = permitted_network_density(question.density, sensitive, context.diagnostics);
  if (!options) return options.error();
  const auto graph =
      analysis::street_graph(*dataset.streets, question.graph, context.progress.part(0.0, 0.15, "Joining the streets"));
  if (!graph) return graph.error();
  const analysis::PointColumns points{incidents.x, incidents.y, {}, used->rows};
  const auto locations = analysis::distinct_locations(points, analysis::Aggregation::always,
                                                      context.progress.part(0.15, 0.2, "Gathering places"));
  if (!locations) return locations.error();
  const auto places = analysis::places_on_streets(*graph, *locations, question.within,
                                                  context.progress.part(0.2, 0.35, "Moving incidents onto streets"));
  if (!places) return places.error();
  if (auto status = check_number(*places, locations->size(), sensitivity, question.within); !status)
    return status.error();
  remark(*graph, *places, question, context.diagnostics);
  if (!used->sharing.street_level())
    context.diagnostics.warn("no-street-level", borough::street_level_words(used->sharing));
  const auto density = analysis::network_density(*graph, places->places, *options,
                                                 context.progress.part(0.35, 0.85, "Spreading along streets"));
  if (!density) return density.error();
  const NetworkAnswer answer{*graph, *places, *density, *options};
  const auto told = told_density(answer, sensitive.incidents > 0, analysis::DisclosureControl().threshold(sensitivity),
                                 context.progress.part(0.85, 0.95, "What may be told"));
  if (!told) return told.error();
  if (told->told == 0) {
    return core::invalid_argument(
        fmt::format("nowhere do {} of the selected incidents lie in the kernel's reach along the streets: with "
                    "sensitive types at their exact places nothing may be shown; widen the bandwidth or the filter",
                    analysis::DisclosureControl().threshold(sensitivity)));
  }
  const NetworkFigures figures = network_figures(answer, *told, *dataset.streets);
  const NetworkFindings findings{question, answer, *told, figures, *used, sensitivity};
  ops::OperationResult result;
  ops::say(result, {what_streets_show(findings), how_sure_of_streets(findings), what_streets_do_not_show(findings),
                    method_of_streets(findings)});
  result.layers.push_back(
      {"street-density",
       used->sharing.street_level() ? "Density along streets" : "Density along streets (street level not supported)",
       "street-density", "", core::make_snapshot(network_table(answer, *told, *dataset.streets)),
       ops::CountedIncidents{sensitivity}});
  return result;
}

}  // namespace

void register_network_density(ops::OperationRegistry& registry) {
  registry.add<NetworkQuestion>(
      {.name = "network-density",
       .title = "Density along streets",
       .summary = "Which stretches of street hold most? A density in incidents per km of street",
       .method =
           "Each incident is moved onto the nearest street, and a kernel spreads it along the streets: quartic, "
           "Epanechnikov or Gaussian in the distance walked. Where n streets meet, the continuous equal-split rule "
           "gives "
           "2/n of what arrives to each and takes back (n - 2)/n on the street it came by, so that all sides of a "
           "junction agree; the discontinuous one gives 1/(n - 1) to each other street (Okabe and Sugihara 2012). Both "
           "keep the total; at a dead end the kernel runs back. Taken together as waves that pass the kernel's reach "
           "in "
           "512 steps: within 0.002 % of the greatest value of all ways along the streets taken singly (Epanechnikov "
           "0.15 %). Told as the mean over pieces of street. Streets meet at shared points; lines that cross without "
           "one are bridges unless you say otherwise.",
       .group = ops::kWhereGroup,
       .use = ops::WorkspaceUse::reads,
       .needs = borough::Part::incidents | borough::Part::streets,
       .example =
           "network-density saltmere.sqlite --type \"Anti-social behaviour\" --bandwidth 200 --output streets.gpkg",
       .positional = ""},
      run_network_density);
}

}  // namespace wardscope::catalog
