// SPDX-License-Identifier: GPL-3.0-or-later
#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <cmath>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "analysis/differencing.hpp"
#include "analysis/disclosure.hpp"
#include "analysis/spatial_scan.hpp"
#include "analysis/surface_disclosure.hpp"
#include "analysis/two_periods.hpp"
#include "catalog/ground_units.hpp"
#include "catalog/hidden_areas.hpp"
#include "catalog/inputs.hpp"
#include "catalog/on_the_ground.hpp"
#include "catalog/operations.hpp"
#include "catalog/period_options.hpp"
#include "catalog/scan_table.hpp"
#include "catalog/slice_counts.hpp"
#include "catalog/view_words.hpp"
#include "core/text.hpp"
#include "geo/polygon_operations.hpp"
#include "ops/operation_groups.hpp"
#include "ops/plain_words.hpp"

namespace wardscope::catalog {
namespace {

/// What counts are held against.
enum class ScanBaseline { residents, land, all_types };
/// Whether months are told apart.
enum class ScanSlices { none, months };

struct ScanQuestion {
  borough::IncidentFilter filter;
  UnitChoice units{.kind = UnitKind::small_areas, .cells = {}};
  ScanBaseline baseline = ScanBaseline::residents;
  ScanSlices slices = ScanSlices::none;
  analysis::ScanOptions scan;
};

void describe(ScanQuestion& question, core::ParameterVisitor& visitor) {
  static constexpr std::array kUnits{core::Choice{"cells", "Equal cells"}, core::Choice{"wards", "Wards"},
                                     core::Choice{"small-areas", "Small areas (LSOA)"}};
  static constexpr std::array kBaselines{core::Choice{"residents", "Residents"}, core::Choice{"land", "Land"},
                                         core::Choice{"all-types", "Incidents of all types"}};
  static constexpr std::array kSlices{core::Choice{"none", "No: places only"},
                                      core::Choice{"months", "Yes: places and months"}};
  describe(question.filter, visitor);
  visitor.enumeration({"units", "Scan", "Cells of equal size, or areas of the workspace"}, kUnits, question.units.kind);
  describe(question.units.cells, visitor);
  visitor.enumeration({"expect", "Expect in proportion to", "What incidents would follow if nothing stood out"},
                      kBaselines, question.baseline);
  visitor.enumeration({"slices", "Tell months apart", "Whether a cluster has months as well as a place"}, kSlices,
                      question.slices);
  describe(question.scan, visitor);
}

std::string_view words_of(ScanBaseline baseline) {
  if (baseline == ScanBaseline::residents) return "residents";
  return baseline == ScanBaseline::land ? "land" : "recorded incidents of all types";
}

core::Result<std::vector<double>> expected_of(const ScanQuestion& question, const GroundUnits& units,
                                              const ops::OperationContext& context) {
  if (question.baseline == ScanBaseline::land) return units.km2;
  if (question.baseline == ScanBaseline::all_types) {
    if (question.filter.types.empty()) {
      return core::invalid_argument(
          "all types cannot be held against themselves: choose types, or expect incidents by residents or land");
    }
    const auto all = all_types(*context.dataset.incidents, question.filter);
    if (!all) return all.error();
    auto counts = count_on(units, *context.dataset.incidents, all->rows, context.progress.part(0.25, 0.3, "All types"));
    if (!counts) return counts.error();
    return std::move(counts->counts);
  }
  const auto known = std::count_if(units.residents.begin(), units.residents.end(), [](double r) { return r > 0.0; });
  if (known == 0) {
    return core::invalid_argument(
        units.are_areas()
            ? "of no area the residents are known: import areas with their population, or expect incidents by land"
            : "residents are not known of cells: scan areas (--units small-areas), or expect incidents by land or by "
              "all types");
  }
  return units.residents;
}

/// Counts by unit and month, or by unit alone.
struct ScanCounts {
  std::vector<std::uint32_t> observed;
  std::vector<double> lengths;
  analysis::MonthSpan span;
  std::int64_t inside = 0;
  std::int64_t elsewhere = 0;
};

void take_counts(ScanCounts& counts, const std::vector<double>& found) {
  counts.observed.reserve(found.size());
  for (const double count : found) counts.observed.push_back(static_cast<std::uint32_t>(std::lround(count)));
}

core::Result<ScanCounts> counts_of_months(const GroundUnits& units, const SlicedIncidents& of,
                                          const jobs::Progress& progress) {
  const auto found = count_by_slice(units, of, 1, progress);
  if (!found) return found.error();
  ScanCounts counts;
  counts.span = found->span();
  for (const analysis::MonthSpan& month : found->slices) counts.lengths.push_back(month.days());
  take_counts(counts, found->counts);
  counts.elsewhere = found->elsewhere;
  counts.inside = found->inside;
  return counts;
}

core::Result<ScanCounts> counts_of_all(const GroundUnits& units, const SlicedIncidents& of,
                                       const jobs::Progress& progress) {
  const auto found = count_on(units, of.table, of.rows, progress.part(0.0, 1.0, "Counting"));
  if (!found) return found.error();
  ScanCounts counts;
  counts.lengths = {1.0};
  take_counts(counts, found->counts);
  counts.elsewhere = found->elsewhere;
  counts.inside = static_cast<std::int64_t>(of.rows.size()) - found->elsewhere;
  return counts;
}

std::vector<geo::Point> centres_of(const GroundUnits& units) {
  std::vector<geo::Point> centres;
  centres.reserve(units.size());
  for (std::size_t unit = 0; unit < units.size(); ++unit) {
    centres.push_back(units.cells ? units.cells->grid.centre(units.cells->cells[unit])
                                  : geo::centroid(units.shapes[unit]));
  }
  return centres;
}

/// By unit the ward at its centre, which people know better than the name of a small area; its own name where no ward
/// is there.
std::vector<std::string> known_names(const GroundUnits& units, const std::vector<geo::Point>& centres,
                                     const borough::Dataset& dataset) {
  const auto wards = borough::areas_of(dataset, borough::AreaKind::ward);
  if (!wards || units.kind != UnitKind::small_areas) return units.names;
  std::vector<geo::MultiPolygon> shapes;
  shapes.reserve(wards->areas.size());
  for (const borough::Area& ward : wards->areas) shapes.push_back(ward.shape);
  const geo::PolygonCoverage coverage(shapes);
  std::vector<std::string> names = units.names;
  for (std::size_t unit = 0; unit < names.size(); ++unit) {
    if (const auto ward = coverage.locate(centres[unit])) names[unit] = wards->areas[*ward].name;
  }
  return names;
}

/// What the words are of.
struct ScanBasis {
  const ScanQuestion& question;
  const ScannedUnits& scanned;
  std::string incidents;  ///< in words
};

std::string amount_words(std::size_t count) { return core::with_thousands(static_cast<std::int64_t>(count)); }

std::string cluster_words(const ScanBasis& basis, const analysis::ScanCluster& cluster) {
  const ToldCluster told = told_cluster(basis.scanned, cluster);
  return fmt::format("{} ({}{}{} times the rate elsewhere)", told.where.empty() ? "ground without a name" : told.where,
                     told.months.empty() ? "" : told.months + ": ",
                     told.incidents ? fmt::format("about {} recorded where {:g} would be expected, ",
                                                  core::with_thousands(*told.incidents), told.expected)
                                    : std::string(),
                     told.ratio);
}

std::string shown_words(const ScanBasis& basis) {
  constexpr std::size_t kMostNamed = 3;
  const std::vector<analysis::ScanCluster>& clusters = basis.scanned.scan.clusters;
  const std::string held =
      fmt::format("{} on {} {}, held against {}", basis.incidents, amount_words(basis.scanned.units.size()),
                  unit_word(basis.scanned.units, basis.scanned.units.size()),
                  basis.question.scan.null == analysis::ScanNull::same_margins
                      ? std::string_view("the sums of each place and month")
                      : words_of(basis.question.baseline));
  if (clusters.empty()) {
    return fmt::format("{}: no circle holds more than chance alone may put into one.", held);
  }
  std::vector<std::string> told;
  for (std::size_t i = 0; i < std::min(kMostNamed, clusters.size()); ++i) {
    told.push_back(cluster_words(basis, clusters[i]));
  }
  std::string text = fmt::format("{}: {} {} more than expected: {}", held, amount_words(clusters.size()),
                                 clusters.size() == 1 ? "cluster holds" : "clusters hold", fmt::join(told, "; "));
  return text + (clusters.size() > kMostNamed ? fmt::format("; and {} more.", clusters.size() - kMostNamed) : ".");
}

std::string how_sure(const ScanBasis& basis) {
  const analysis::ScanResult& scan = basis.scanned.scan;
  const analysis::ScanOptions& options = basis.question.scan;
  const double p = scan.most_likely.p;
  const auto as_strong = std::llround(p * (static_cast<double>(options.replications) + 1.0)) - 1;
  std::string text = fmt::format(
      "a circle as strong as the strongest was found in {} of {} random maps with the same number of incidents (p = "
      "{:.{}f}). Where nothing stands out at least one cluster would be told in {:g} of 100 such maps.",
      core::with_thousands(as_strong), core::with_thousands(options.replications), p,
      options.replications > 999 ? 4 : 3, 100.0 * options.level);
  if (!scan.clusters.empty()) {
    text += fmt::format(
        " Circles are told up to {:g} % of what is expected, chosen by the Gini coefficient ({}); up to {:g} % there "
        "would be {}.",
        100.0 * scan.largest_share, core::fixed(scan.gini, 2), 100.0 * options.most_share,
        amount_words(scan.up_to_most_share.size()));
  }
  return text;
}

ops::PlainWords words_of(const ScanBasis& basis) {
  const analysis::ScanOptions& options = basis.question.scan;
  ops::PlainWords words;
  words.shows = shown_words(basis);
  words.how_sure = how_sure(basis);
  words.does_not_show = fmt::format(
      "why, nor the outline of a cluster: a circle is the form that was looked for, and each place in it need not "
      "stand "
      "out by itself.{}",
      basis.question.baseline == ScanBaseline::residents && options.null == analysis::ScanNull::poisson
          ? " Residents are not those who are there by day or at night out: town centres stand out for that alone."
          : "",
      basis.scanned.periods > 1 && options.null == analysis::ScanNull::poisson
          ? " A place that always holds more has the longest stretch that was looked at: for what is new to a place, "
            "hold it against the sums of places and months (--null same-margins)."
          : "");
  words.methods = fmt::format(
      "{} on {}; {}{}; greatest ratios of all circles ranked together (Kulldorff 1997), so that no correction for many "
      "tests is needed.",
      analysis::describe_in_words(options), basis.scanned.units.in_words,
      options.null == analysis::ScanNull::same_margins
          ? std::string("times permuted within the table of places and months")
          : fmt::format("expected in proportion to {}", words_of(basis.question.baseline)),
      basis.scanned.periods > 1 ? fmt::format(", months from {} by their days, stretches of up to {}",
                                              analysis::in_words(basis.scanned.span), basis.scanned.periods / 2)
                                : std::string());
  return words;
}

core::Result<ScanCounts> counts_for(const ScanQuestion& question, const GroundUnits& units,
                                    const borough::IncidentSelection& selection, const ops::OperationContext& context) {
  const borough::IncidentTable& incidents = *context.dataset.incidents;
  const auto progress = context.progress.part(0.15, 0.25, "Counting");
  const SlicedIncidents of{incidents, question.filter, selection.rows};
  auto counts = question.slices == ScanSlices::months ? counts_of_months(units, of, progress)
                                                      : counts_of_all(units, of, progress);
  if (!counts) return counts;
  const auto sensitivity = analysis::sensitivity_of_rows(incidents, selection.rows);
  const OnTheGround counted{counts->inside, counts->elsewhere, sensitivity};
  if (auto status = check_enough(counted, units, "clusters"); !status) return status.error();
  if (question.slices == ScanSlices::months) note_unfinished_month(of.table, question.filter, context.diagnostics);
  if (counts->elsewhere > 0) {
    context.diagnostics.note("elsewhere",
                             fmt::format("{} of the selected incidents lie in no {}",
                                         shown_count(counts->elsewhere, sensitivity), unit_word(units, 1)));
  }
  return counts;
}

core::Result<ops::OperationResult> run_scan(const ScanQuestion& question, const ops::OperationContext& context) {
  const auto selection = selected_incidents(context.dataset, question.filter, context.diagnostics);
  if (!selection) return selection.error();
  const borough::IncidentTable& incidents = *context.dataset.incidents;
  const auto sensitivity = analysis::sensitivity_of_rows(incidents, selection->rows);
  if (auto status = check_sensitive(question.units, sensitivity); !status) return status.error();
  const auto units = ground_units(question.units, context, context.progress.part(0.0, 0.15, "The ground"));
  if (!units) return units.error();
  const auto counts = counts_for(question, *units, *selection, context);
  if (!counts) return counts.error();
  const auto expected = expected_of(question, *units, context);
  if (!expected) return expected.error();
  const std::vector<geo::Point> centres = centres_of(*units);
  const auto scan = analysis::spatial_scan({centres, counts->observed, *expected, counts->lengths}, question.scan,
                                           context.progress.part(0.3, 0.85, "Circles"));
  if (!scan) return scan.error();
  std::vector<std::string> hidden;
  if (units->set) {
    const auto every_type = all_types(incidents, question.filter);
    if (!every_type) return every_type.error();
    const auto areas = hidden_areas({incidents, *units->set, question.filter, *every_type},
                                    context.progress.part(0.85, 0.95, "Small counts"));
    if (!areas) return areas.error();
    hidden = areas->codes;
  }
  // Of a mixture with sensitive types at their exact places clusters are told as coarsely as of these alone.
  const borough::Sensitivity coarseness =
      units->are_areas() ? sensitivity : analysis::sensitivity_of_surface(incidents, selection->rows);
  const std::vector<std::string> names = known_names(*units, centres, context.dataset);
  const ScannedUnits scanned{*units,     names, counts->observed, counts->span, counts->lengths.size(), *scan,
                             coarseness, hidden};
  auto table = scan_table(scanned, context.progress.part(0.95, 1.0));
  if (!table) return table.error();
  ops::OperationResult result;
  ops::PlainWords words =
      words_of({question, scanned, incidents_in_words(counts->inside, question.filter, sensitivity)});
  if (!units->are_areas())
    words.does_not_show = with_street_level(words.does_not_show, context.dataset, selection->rows);
  ops::say(result, words);
  result.layers.push_back(
      {"scan", "Clusters of the scan", "cluster", "", core::make_snapshot(std::move(table).value()),
       scanned.periods > 1 ? counted_in_months(sensitivity, counts->span) : ops::CountedIncidents{sensitivity}});
  return result;
}

}  // namespace

void register_scan(ops::OperationRegistry& registry) {
  registry.add<ScanQuestion>(
      {.name = "scan",
       .title = "Scan for clusters",
       .summary = "Where, and in which months, does a circle hold more than residents or land would explain?",
       .method =
           "Kulldorff's circular scan: every circle about the centre of a cell or area that holds up to half of what "
           "is "
           "expected, and where months are told apart every stretch of up to half of them, is compared with the rest "
           "by "
           "the Poisson likelihood ratio (Kulldorff 1997, 2001); or place and time together by permuting times "
           "(Kulldorff et al. 2005). The p-value is the rank of a ratio among the greatest ones of random maps, so "
           "that no correction for many tests is needed. Clusters share no ground; the largest size told is chosen by "
           "the Gini coefficient (Han et al. 2016). Only more than expected is looked for. Counts are told to the "
           "nearest five, and not where an area in the cluster holds too few to tell (decision 0024).",
       .group = ops::kChanceGroup,
       .use = ops::WorkspaceUse::reads,
       .needs = borough::Part::areas | borough::Part::incidents,
       .example = "scan saltmere.sqlite --type \"Burglary\" --slices months --output scan.gpkg",
       .positional = ""},
      run_scan);
}

}  // namespace wardscope::catalog
