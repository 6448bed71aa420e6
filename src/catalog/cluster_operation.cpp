// SPDX-License-Identifier: GPL-3.0-or-later
#include <fmt/format.h>

#include <algorithm>
#include <utility>

#include "analysis/disclosure.hpp"
#include "analysis/surface_disclosure.hpp"
#include "catalog/cluster_table.hpp"
#include "catalog/cluster_words.hpp"
#include "catalog/inputs.hpp"
#include "catalog/operations.hpp"
#include "catalog/view_words.hpp"
#include "ops/operation_groups.hpp"

namespace wardscope::catalog {

void describe(ClusterQuestion& question, core::ParameterVisitor& visitor) {
  describe(question.filter, visitor);
  describe(question.clusters, visitor);
}

namespace {

/// Squares that outlines with sensitive incidents at their exact places are rounded out to: the smallest cells that
/// these may be tested in (kLeastSensitiveCell).
constexpr core::Metres kSensitiveSquare{250.0};

void note_what_is_left_out(const analysis::IncidentClusterSet& set, borough::Sensitivity sensitivity,
                           core::Diagnostics& diagnostics) {
  if (set.off_land > 0) {
    diagnostics.note("off-the-land", fmt::format("left out, for they lie off the wards: {} of the selected incidents",
                                                 shown_count(set.off_land, sensitivity)));
  }
  if (set.no_day > 0) {
    diagnostics.note("no-day", fmt::format("left out, for their day is not known: {} of the selected incidents",
                                           shown_count(set.no_day, sensitivity)));
  }
}

/// Days from the first to the last of the rows whose time is known, both counted.
double days_spanned(const borough::IncidentTable& incidents, const std::vector<std::uint32_t>& rows) {
  core::LocalMinute first = 0;
  core::LocalMinute last = 0;
  bool any = false;
  for (const std::uint32_t row : rows) {
    if (incidents.precision[row] == core::TimePrecision::unknown) continue;
    first = any ? std::min(first, incidents.time[row]) : incidents.time[row];
    last = any ? std::max(last, incidents.time[row]) : incidents.time[row];
    any = true;
  }
  return (static_cast<double>(last) - static_cast<double>(first)) / core::kMinutesPerDay + 1.0;
}

core::Result<ops::OperationResult> run_clusters(const ClusterQuestion& question, const ops::OperationContext& context) {
  const auto selection = selected_incidents(context.dataset, question.filter, context.diagnostics);
  if (!selection) return selection.error();
  const borough::IncidentTable& incidents = *context.dataset.incidents;
  const geo::MultiPolygon land = land_of(context.dataset, context.diagnostics);
  const auto wards = borough::areas_of(context.dataset, borough::AreaKind::ward);
  const auto counts = analysis::sensitivity_of_rows(incidents, selection->rows);
  const auto ground = analysis::sensitivity_of_surface(incidents, selection->rows);
  const bool sensitive = ground == borough::Sensitivity::sensitive;
  const auto set = analysis::find_incident_clusters(
      {incidents, selection->rows, land, wards.get(), analysis::DisclosureControl().threshold(ground),
       sensitive ? kSensitiveSquare : core::Metres(0.0)},
      question.clusters, context.progress);
  if (!set) return set.error();
  note_what_is_left_out(*set, counts, context.diagnostics);

  const ClusterBasis basis{question,
                           *set,
                           counts,
                           ground,
                           core::from_square_metres(geo::area(land)),
                           days_spanned(incidents, selection->rows)};
  const PlaceNames places(context.dataset);
  ops::OperationResult result;
  ops::PlainWords words = words_of_clusters(basis, places);
  words.does_not_show = with_street_level(words.does_not_show, context.dataset, selection->rows);
  ops::say(result, words);
  result.layers.push_back({"clusters", "Clusters of incidents", "incident-cluster", "",
                           core::make_snapshot(cluster_table(set->clusters, basis, places)),
                           ops::CountedIncidents{counts}});
  if (!set->wider.empty()) {
    result.layers.push_back({"clusters-wider", "Clusters of clusters", "wider-cluster", "",
                             core::make_snapshot(cluster_table(set->wider, basis, places)),
                             ops::CountedIncidents{counts}});
  }
  return result;
}

}  // namespace

void register_clusters(ops::OperationRegistry& registry) {
  registry.add<ClusterQuestion>(
      {.name = "clusters",
       .title = "Clusters of incidents",
       .summary = "Where do incidents lie close together, in space or in space and time? DBSCAN, ST-DBSCAN, NNH",
       .method =
           "DBSCAN (Ester, Kriegel, Sander and Xu 1996): an incident with as many in reach (eps, included) as the "
           "least (minPts, itself counted; by rule the square root of their number, 5 to 50, of ST-DBSCAN the "
           "logarithm, 5 or more) is a core; cores in reach "
           "of each other are one cluster; another incident in reach of a core belongs to the nearest. ST-DBSCAN "
           "(Birant and Kut 2007) asks for a reach in whole days too. NNH follows CrimeStat (Levine, ch. 7): the place "
           "with most incidents within the threshold takes them, then the next; clusters of clusters from their mean "
           "centres. The threshold is fixed, or 0.5 sqrt(A/n) - t 0.26136/sqrt(n²/A). Incidents at one place count "
           "each: a stack of the least is a cluster by itself. Outlines are the ground within half the reach of "
           "squares of a quarter of it that hold incidents, on the land. It is a rule that groups, not a test.",
       .group = ops::kWhereGroup,
       .use = ops::WorkspaceUse::reads,
       .needs = borough::Part::areas | borough::Part::incidents | borough::Part::streets,
       .example = "clusters saltmere.sqlite --reach 100 --output clusters.gpkg",
       .positional = ""},
      run_clusters);
}

}  // namespace wardscope::catalog
