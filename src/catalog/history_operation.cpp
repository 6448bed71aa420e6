// SPDX-License-Identifier: GPL-3.0-or-later
#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <map>
#include <numeric>
#include <string>
#include <utility>
#include <vector>

#include "analysis/disclosure.hpp"
#include "analysis/hotspot_history.hpp"
#include "analysis/surface_disclosure.hpp"
#include "catalog/ground_units.hpp"
#include "catalog/inputs.hpp"
#include "catalog/on_the_ground.hpp"
#include "catalog/operations.hpp"
#include "catalog/period_options.hpp"
#include "catalog/slice_counts.hpp"
#include "catalog/view_words.hpp"
#include "core/text.hpp"
#include "ops/operation_groups.hpp"
#include "ops/plain_words.hpp"

namespace wardscope::catalog {
namespace {

struct HistoryQuestion {
  borough::IncidentFilter filter;
  UnitChoice units;
  std::int64_t months_a_slice = 1;
  analysis::NeighbourOptions neighbours;
  analysis::LocalTestOptions test;
};

void describe(HistoryQuestion& question, core::ParameterVisitor& visitor) {
  static constexpr std::array kUnits{core::Choice{"cells", "Equal cells"}, core::Choice{"wards", "Wards"},
                                     core::Choice{"small-areas", "Small areas (LSOA)"}};
  describe(question.filter, visitor);
  visitor.enumeration({"units", "Test", "Cells of equal size, or areas of the workspace"}, kUnits, question.units.kind);
  describe(question.units.cells, visitor);
  visitor.integer({"slice", "Months a slice", "How many months are tested together, as one period"}, {1.0, 12.0},
                  question.months_a_slice);
  describe(question.neighbours, visitor);
  analysis::describe_by_gi(question.test, visitor);
}

/// What the table and the words are of. Borrows everything.
struct HistoryBasis {
  const HistoryQuestion& question;
  const GroundUnits& units;
  const SliceCounts& slices;
  const analysis::HotspotHistories& histories;
};

/// As the map's key has them.
std::string class_of(analysis::HotspotHistory history) {
  if (history == analysis::HotspotHistory::never) return "never a hotspot";
  if (history == analysis::HotspotHistory::once) return "hotspot once";
  if (history == analysis::HotspotHistory::not_tested) return "not tested";
  return fmt::format("{} hotspot", analysis::words_of(history));
}

std::string trend_words(const analysis::UnitHistory& unit) {
  if (unit.history == analysis::HotspotHistory::not_tested) return "not tested";
  if (!(unit.trend.p < 0.05)) return "no clear trend";
  return unit.trend.s > 0.0 ? "rising" : "falling";
}

table::FeatureTable history_table(const HistoryBasis& basis) {
  using table::ColumnType;
  const bool areas = basis.units.are_areas();
  std::vector<table::Column> columns{{"name", areas ? "Area" : "Ward", "", ColumnType::text, false},
                                     {"class", "Class", "", ColumnType::text, false},
                                     {"hot_slices", "Hot slices", "", ColumnType::integer, false},
                                     {"hot_recent", "Of the recent", "", ColumnType::integer, false},
                                     {"trend", "Trend of its scores", "", ColumnType::text, false}};
  if (areas) columns.push_back({"code", "Code", "", ColumnType::text, false});
  table::FeatureTable features(std::move(columns));
  std::vector<std::size_t> order(basis.units.size());
  std::iota(order.begin(), order.end(), std::size_t{0});
  std::stable_sort(order.begin(), order.end(), [&](std::size_t a, std::size_t b) {
    const analysis::UnitHistory& left = basis.histories.units[a];
    const analysis::UnitHistory& right = basis.histories.units[b];
    if (left.history != right.history) return left.history < right.history;
    return left.hot_periods > right.hot_periods;
  });
  for (const std::size_t unit : order) {
    const analysis::UnitHistory& own = basis.histories.units[unit];
    std::vector<table::Value> row{basis.units.names[unit], class_of(own.history),
                                  static_cast<std::int64_t>(own.hot_periods),
                                  static_cast<std::int64_t>(own.recent_hot_periods), trend_words(own)};
    if (areas) row.emplace_back(basis.units.codes[unit]);
    features.add_row(std::move(row), basis.units.shapes[unit]);
  }
  return features;
}

std::string amount(std::size_t count) { return core::with_thousands(static_cast<std::int64_t>(count)); }

/// "Westover (4) and Old Town (2)".
std::string where_are(const HistoryBasis& basis, analysis::HotspotHistory history) {
  std::map<std::string, std::size_t> by_name;
  for (std::size_t unit = 0; unit < basis.units.size(); ++unit) {
    const std::string& name = basis.units.names[unit];
    if (basis.histories.units[unit].history == history && !name.empty()) ++by_name[name];
  }
  std::vector<std::pair<std::string, std::size_t>> sorted(by_name.begin(), by_name.end());
  std::stable_sort(sorted.begin(), sorted.end(), [](const auto& a, const auto& b) { return a.second > b.second; });
  std::vector<std::string> names;
  names.reserve(sorted.size());
  for (const auto& [name, count] : sorted) {
    names.push_back(basis.units.are_areas() ? name : fmt::format("{} ({})", name, count));
  }
  return joined_names(names);
}

std::string what_is_hot(const HistoryBasis& basis) {
  std::string text;
  for (const analysis::HotspotHistory one :
       {analysis::HotspotHistory::persistent, analysis::HotspotHistory::emerging, analysis::HotspotHistory::former,
        analysis::HotspotHistory::intermittent}) {
    const auto count =
        static_cast<std::size_t>(std::count_if(basis.histories.units.begin(), basis.histories.units.end(),
                                               [&](const analysis::UnitHistory& unit) { return unit.history == one; }));
    if (count == 0) continue;
    const std::string where = where_are(basis, one);
    text += fmt::format("{}{} {}{}", text.empty() ? "" : "; ", amount(count), analysis::words_of(one),
                        where.empty() ? "" : ": " + where);
  }
  return text;
}

std::size_t count_of(const HistoryBasis& basis, bool (*holds)(const analysis::UnitHistory&)) {
  return static_cast<std::size_t>(std::count_if(basis.histories.units.begin(), basis.histories.units.end(), holds));
}

ops::PlainWords words_of(const HistoryBasis& basis, const std::string& incidents) {
  const analysis::HotspotHistories& found = basis.histories;
  const std::string slices =
      fmt::format("{} slices of {} from {}", found.periods,
                  basis.question.months_a_slice == 1 ? std::string("a month")
                                                     : fmt::format("{} months", basis.question.months_a_slice),
                  analysis::in_words(basis.slices.span()));
  const std::string hot = what_is_hot(basis);
  const auto rising = count_of(basis, [](const analysis::UnitHistory& u) { return u.trend.p < 0.05 && u.trend.s > 0; });
  const auto once =
      count_of(basis, [](const analysis::UnitHistory& u) { return u.history == analysis::HotspotHistory::once; });
  ops::PlainWords words;
  words.shows =
      fmt::format("{} on {} {} in {}: {}.", incidents, amount(found.tested), unit_word(basis.units, found.tested),
                  slices, hot.empty() ? std::string("none is a hotspot in two slices or more") : hot);
  words.how_sure = fmt::format(
      "each slice is tested by itself and corrected for {} tests; in a slice in which nothing is going on a hotspot "
      "would "
      "be found with a chance of about {:g} in 100. {} {} hot in one slice only, which may be chance. Scores rise over "
      "time in {} {} where chance alone would give about {}.{}",
      amount(found.tested), 100.0 * basis.question.test.level, amount(once), once == 1 ? "is" : "are", amount(rising),
      unit_word(basis.units, rising), core::fixed(0.025 * static_cast<double>(found.tested), 0),
      found.empty > 0 ? fmt::format(" In {} of the slices all hold the same and nothing could be tested.", found.empty)
                      : std::string());
  words.does_not_show =
      "why a hotspot came or went, nor that a new one will last; a place just below the line in a slice counts as not "
      "hot, and fewer incidents in a slice make hotspots harder to find.";
  words.methods = fmt::format(
      "{}, of incidents on {} in each of {}, neighbours: {}. Of {} slices the last {} are recent. Persistent: hot in "
      "three "
      "quarters of all and in a recent one; emerging: in half of the recent and a quarter of the earlier at most; "
      "former: "
      "in two earlier and no recent one; intermittent: in two. Trend: Mann-Kendall of the scores, two-sided at 0.05, "
      "not "
      "corrected.",
      analysis::describe_in_words(basis.question.test), basis.units.in_words, slices,
      analysis::describe_in_words(basis.question.neighbours), found.periods, found.recent);
  return words;
}

void note_untested(const GroundUnits& units, const analysis::HotspotHistories& found, core::Diagnostics& diagnostics) {
  const std::size_t untested = units.size() - found.tested;
  if (untested == 0) return;
  diagnostics.note("islands", fmt::format("{} {} with no neighbours, or all others: not tested", amount(untested),
                                          unit_word(units, untested)));
}

core::Result<ops::OperationResult> run_history(const HistoryQuestion& question, const ops::OperationContext& context) {
  const auto selection = selected_incidents(context.dataset, question.filter, context.diagnostics);
  if (!selection) return selection.error();
  const borough::IncidentTable& incidents = *context.dataset.incidents;
  const auto sensitivity = analysis::sensitivity_of_rows(incidents, selection->rows);
  if (auto status = check_sensitive(question.units, sensitivity); !status) return status.error();
  const auto units = ground_units(question.units, context, context.progress.part(0.0, 0.2, "The ground"));
  if (!units) return units.error();
  const auto slices = count_by_slice(*units, {incidents, question.filter, selection->rows},
                                     static_cast<int>(question.months_a_slice), context.progress.part(0.2, 0.4));
  if (!slices) return slices.error();
  note_unfinished_month(incidents, question.filter, context.diagnostics);
  // Of a mixture with sensitive types at their exact places, what stands out is told as of these alone.
  const borough::Sensitivity coarseness = analysis::sensitivity_of_surface(incidents, selection->rows);
  if (auto status = check_enough({slices->inside, slices->elsewhere, coarseness}, *units, "histories"); !status) {
    return status.error();
  }
  if (slices->elsewhere > 0) {
    context.diagnostics.note("elsewhere",
                             fmt::format("{} of the selected incidents lie in no {}",
                                         shown_count(slices->elsewhere, sensitivity), unit_word(*units, 1)));
  }
  const auto neighbours =
      neighbours_of(*units, question.neighbours, context.progress.part(0.4, 0.5, "Which of them touch"));
  if (!neighbours) return neighbours.error();
  const auto histories =
      analysis::hotspot_histories({slices->counts, *neighbours, slices->counts, coarseness}, question.test,
                                  context.progress.part(0.5, 1.0, "Testing each slice"));
  if (!histories) return histories.error();
  note_untested(*units, *histories, context.diagnostics);
  const HistoryBasis basis{question, *units, *slices, *histories};
  ops::OperationResult result;
  ops::PlainWords words = words_of(basis, incidents_in_words(slices->inside, question.filter, sensitivity));
  if (!units->are_areas())
    words.does_not_show = with_street_level(words.does_not_show, context.dataset, selection->rows);
  ops::say(result, words);
  result.layers.push_back({"emerging", "Lasting, new and former hotspots", "cluster", "",
                           core::make_snapshot(history_table(basis)), counted_in_months(sensitivity, slices->span())});
  return result;
}

}  // namespace

void register_history(ops::OperationRegistry& registry) {
  registry.add<HistoryQuestion>(
      {.name = "emerging",
       .title = "New and lasting hotspots",
       .summary = "Which hotspots last, which are new, which were once? Month by month",
       .method =
           "Tests cells or areas in each slice of time by itself, as 'significance' does (Gi* or Gi, corrected for "
           "many "
           "tests), and names their histories: persistent, emerging, former, intermittent (Chainey's words; the rule "
           "is "
           "stated with each result, for theirs leaves gaps). Beside it the Mann-Kendall test of each unit's scores "
           "(Mann 1945; Kendall 1975). Months before the first record and months without any record are not known to "
           "be quiet and are left out.",
       .group = ops::kTimeGroup,
       .use = ops::WorkspaceUse::reads,
       .needs = borough::Part::areas | borough::Part::incidents,
       .example = "emerging saltmere.sqlite --cell-size 300 --type \"Anti-social behaviour\" --output emerging.gpkg",
       .positional = ""},
      run_history);
}

}  // namespace wardscope::catalog
