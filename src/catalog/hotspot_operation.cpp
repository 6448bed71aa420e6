// SPDX-License-Identifier: GPL-3.0-or-later
#include <fmt/format.h>

#include <utility>

#include "analysis/disclosure.hpp"
#include "catalog/hotspot_options.hpp"
#include "catalog/inputs.hpp"
#include "catalog/operations.hpp"
#include "catalog/told_counts.hpp"
#include "catalog/view_words.hpp"
#include "core/text.hpp"
#include "ops/operation_groups.hpp"
#include "ops/plain_words.hpp"

namespace wardscope::catalog {

void describe(HotspotQuestion& question, core::ParameterVisitor& visitor) {
  describe(question.density, visitor);
  describe(question.hotspots, visitor);
}

core::Result<HotspotAnswer> incident_hotspots(const HotspotQuestion& question, const ops::OperationContext& context,
                                              const GroundChoice& choice) {
  const ops::OperationContext density_context{context.dataset, context.workspace,
                                              context.progress.part(0.0, 0.6, "Density"), context.diagnostics};
  auto density = incident_density(question.density, density_context, choice);
  if (!density) return density.error();
  const auto wards = borough::areas_of(context.dataset, borough::AreaKind::ward);
  const jobs::Progress progress = context.progress.part(0.6, 1.0, "Hotspots");
  auto found = analysis::find_hotspots({density->surface, *density->incidents, density->selection.rows, density->land,
                                        wards.get(), analysis::DisclosureControl().threshold(density->sensitivity)},
                                       question.hotspots, progress);
  if (!found) return found.error();
  return HotspotAnswer{std::move(density).value(), std::move(found).value()};
}

namespace {

/// What keeps a reader from comparing a hotspot with others.
std::string remark_on(const analysis::Hotspot& hotspot) {
  if (hotspot.map_points == 1) return "all on one map point";
  if (hotspot.per_km2 > hotspot.peak_per_km2) return "narrower than the kernel: its density and PAI overstate";
  return {};
}

}  // namespace

table::FeatureTable hotspot_table(const analysis::HotspotSet& set, const DensityQuestion& question,
                                  borough::Sensitivity sensitivity) {
  using table::ColumnType;
  const bool weighed = question.weighed();
  const std::string unit(density_unit(question));
  std::vector<table::Column> columns{{"rank", "Rank", "", ColumnType::integer, false},
                                     {"ward", "Ward", "", ColumnType::text, false},
                                     {"incidents", "Incidents", "", ColumnType::integer, true},
                                     {"area_km2", "Area", "km²", ColumnType::number, false},
                                     {"per_km2", "Density", unit, ColumnType::number, false},
                                     {"incident_share_percent", "Share of incidents", "%", ColumnType::number, false},
                                     {"area_share_percent", "Share of area", "%", ColumnType::number, false},
                                     {"prediction_accuracy_index", "PAI", "", ColumnType::number, false},
                                     {"peak_per_km2", "Peak density", unit, ColumnType::number, false},
                                     {"map_points", "Map points", "", ColumnType::integer, false},
                                     {"remark", "Remark", "", ColumnType::text, false},
                                     {"main_types", "Main types", "", ColumnType::text, false},
                                     {"peak_hours", "Peak hours", "", ColumnType::text, false}};
  if (weighed) columns.push_back({"weight", "Weight", "", ColumnType::number, false});
  table::FeatureTable features(std::move(columns));
  for (const analysis::Hotspot& hotspot : set.hotspots) {
    std::string types;
    for (const auto& [type, count] : hotspot.types) types += types.empty() ? type : "; " + type;
    table::Value weight;
    table::Value density;
    if (const auto told = told_weight({hotspot.weight, hotspot.heaviest, hotspot.incidents}, sensitivity)) {
      weight = *told;
      density = *told == hotspot.weight ? hotspot.per_km2 : *told / hotspot.area_km2;
    }
    std::vector<table::Value> values{
        static_cast<std::int64_t>(hotspot.rank), joined_shares(hotspot.wards), hotspot.incidents, hotspot.area_km2,
        density, hotspot.incident_share * 100.0, hotspot.area_share * 100.0, hotspot.prediction_accuracy_index,
        hotspot.peak_per_km2, hotspot.map_points, remark_on(hotspot), types,
        // A column of "14:00 to 17:59" alone is read as a column of times by programs that guess.
        hotspot.peak_hours.empty() ? std::string("not known") : "from " + hotspot.peak_hours};
    if (weighed) values.push_back(std::move(weight));
    features.add_row(std::move(values), hotspot.shape);
  }
  return features;
}

namespace {

/// How dense it is, where that can be compared with the land.
std::string density_words(const analysis::Hotspot& hotspot, borough::Sensitivity sensitivity) {
  if (!remark_on(hotspot).empty() || analysis::DisclosureControl().is_small(hotspot.incidents, sensitivity)) return {};
  return fmt::format(": {} times as dense as the land as a whole", core::fixed(hotspot.prediction_accuracy_index, 1));
}

struct PlacedHotspotQuestion {
  HotspotQuestion hotspots;
  GroundChoice ground;
};

void describe(PlacedHotspotQuestion& question, core::ParameterVisitor& visitor) {
  describe(question.hotspots, visitor);
  describe(question.ground, visitor);
}

/// What the sentences are of.
struct HotspotBasis {
  const HotspotAnswer& answer;
  const HotspotQuestion& question;
  borough::Sensitivity sensitivity;
};

/// @pre set.on_one_point > 0
std::string single_point_words(const analysis::HotspotSet& set) {
  const bool single = set.on_one_point == 1;
  const bool most = 2 * set.on_one_point > static_cast<std::int64_t>(set.hotspots.size());
  const std::string which =
      set.hotspots.size() == 1 ? "It" : fmt::format("{} of the {}", set.on_one_point, set.hotspots.size());
  return fmt::format(
      "{} stand{} on a single map point{}: {} where the source put its point, not how far the place reaches.{}", which,
      single ? "s" : "", single ? "" : " each", single ? "it shows" : "they show",
      most ? " The bandwidth is narrow for such points: a wider one shows areas." : "");
}

void add_hotspot_sentences(const HotspotBasis& basis, ops::OperationResult& result) {
  const auto& [answer, question, sensitivity] = basis;
  const analysis::HotspotSet& set = answer.found;
  if (set.hotspots.empty()) {
    result.sentences.push_back(fmt::format(
        "No area reaches {} and {} km² and holds {} incidents: they are too few, or spread too evenly, for the rule.",
        density_in_words(set.level_per_km2, question.density), core::fixed(question.hotspots.smallest_area.value(), 4),
        analysis::DisclosureControl().threshold(answer.density.sensitivity)));
    return;
  }
  const analysis::Hotspot& first = set.hotspots.front();
  const bool one = set.hotspots.size() == 1;
  result.sentences.push_back(fmt::format(
      "{} hotspot{} {} of {}{} on {} of the land {}(level {}).", set.hotspots.size(), one ? " holds" : "s hold",
      percent(set.incident_share), incidents_in_words(set.incidents, question.density.filter, sensitivity),
      answer.density.ground.in_words, percent(set.area_share), answer.density.ground.shape.empty() ? "" : "there ",
      density_in_words(set.level_per_km2, question.density)));
  result.sentences.push_back(
      fmt::format("The first{} holds {} incidents at {} map point{} on {} km²{}.",
                  first.wards.empty() ? std::string() : ", in " + first.wards.front().first + ",",
                  shown_count(first.incidents, sensitivity), core::with_thousands(first.map_points),
                  first.map_points == 1 ? "" : "s", core::fixed(first.area_km2, 3), density_words(first, sensitivity)));
  if (set.on_one_point > 0) result.sentences.push_back(single_point_words(set));
  if (set.with_too_few > 0) {
    result.sentences.push_back(
        fmt::format("{} more area{} the level and {} left out, with fewer than {} incidents each.", set.with_too_few,
                    set.with_too_few == 1 ? " reaches" : "s reach", set.with_too_few == 1 ? "is" : "are",
                    analysis::DisclosureControl().threshold(answer.density.sensitivity)));
  }
  if (set.without_incidents > 0) {
    result.sentences.push_back(fmt::format(
        "{} more area{} the level by incidents around {}, hold{} none, and {} left out.", set.without_incidents,
        set.without_incidents == 1 ? " reaches" : "s reach", set.without_incidents == 1 ? "it" : "them",
        set.without_incidents == 1 ? "s" : "", set.without_incidents == 1 ? "is" : "are"));
  }
}

ops::PlainWords words_of(const HotspotQuestion& question, const HotspotAnswer& answer,
                         const borough::Dataset& dataset) {
  ops::PlainWords words;
  words.how_sure =
      "outlines and ranks hang on the bandwidth and the level, and a lower rank may change places with the next in "
      "another year. 'stability' shows which hotspots stand out of other bandwidths and draws too, 'validate' how many "
      "of a later period's incidents they caught.";
  if (!answer.density.narrow_in_words.empty()) words.how_sure += " " + answer.density.narrow_in_words;
  words.does_not_show = with_street_level(
      "a hotspot shows where recorded incidents are dense; it is not a test of significance and does not say why.",
      dataset, answer.density.selection.rows);
  words.methods = fmt::format(
      "contours of the density of recorded incidents ({}) at {} ({}), clipped to the land; each holds {} incidents or "
      "more, and they are ranked by {}. Times as dense as the land: PAI (Chainey, Tompson and Uhlig 2008), on the "
      "incidents that made the hotspots.",
      analysis::describe_in_words(answer.density.surface.options),
      density_in_words(answer.found.level_per_km2, question.density), analysis::describe_in_words(question.hotspots),
      analysis::DisclosureControl().threshold(answer.density.sensitivity),
      question.density.weighed() ? "their weight" : "incidents");
  return words;
}

core::Result<ops::OperationResult> run_hotspots(const PlacedHotspotQuestion& question,
                                                const ops::OperationContext& context) {
  auto answer = incident_hotspots(question.hotspots, context, question.ground);
  if (!answer) return answer.error();
  const analysis::HotspotSet& set = answer->found;
  ops::OperationResult result;
  const ops::CountedIncidents counted{
      analysis::sensitivity_of_rows(*context.dataset.incidents, answer->density.selection.rows)};
  add_hotspot_sentences({*answer, question.hotspots, counted.sensitivity}, result);
  if (std::string remarks = surface_remarks(question.hotspots.density, answer->density); !remarks.empty())
    result.sentences.push_back(std::move(remarks));
  if (!answer->density.bandwidth_in_words.empty()) result.sentences.push_back(answer->density.bandwidth_in_words);
  ops::say(result, words_of(question.hotspots, *answer, context.dataset));
  result.used = used_files(answer->density);
  result.layers.push_back({"hotspots", "Hotspots", "hotspot", "",
                           core::make_snapshot(hotspot_table(set, question.hotspots.density, counted.sensitivity)),
                           counted});
  add_density_layers(question.hotspots.density, answer->density, result);
  return result;
}

}  // namespace

void register_hotspots(ops::OperationRegistry& registry) {
  registry.add<PlacedHotspotQuestion>(
      {.name = "hotspots",
       .title = "Hotspots",
       .summary = "Which areas stand out? Contours of the density, ranked, with ward, share, types and hours",
       .method =
           "Contours of the kernel density (see kernel-density) at a stated level: a multiple of the mean over the "
           "land, the densest share of the land, or a level per km². Areas are clipped to the land, split into "
           "contiguous parts, and ranked by the incidents (or their weight) inside; parts that hold none are left out "
           "and counted. PAI = "
           "(n/N)/(a/A), "
           "Chainey, Tompson and Uhlig 2008; it rewards small areas. The density of a hotspot is its incidents over "
           "its own area, the peak "
           "that of the surface, which spreads each incident over the kernel's disc: where an outline is narrower than "
           "that disc, most "
           "of all round a single map point, the first exceeds the second, says more of the outline than of the place, "
           "and is "
           "remarked on. Of chosen wards or neighbourhoods, mean, shares and PAI are of their land, and incidents "
           "around "
           "them count in the density at their edge.",
       .group = ops::kWhereGroup,
       .use = ops::WorkspaceUse::reads,
       .needs = borough::Part::areas | borough::Part::incidents,
       .example = "hotspots saltmere.sqlite --rule multiple-of-mean --multiple 3 --output hotspots.gpkg",
       .positional = ""},
      run_hotspots);
}

}  // namespace wardscope::catalog
