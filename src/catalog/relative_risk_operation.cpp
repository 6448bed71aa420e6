// SPDX-License-Identifier: GPL-3.0-or-later
#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <iterator>
#include <tuple>

#include "analysis/coverage_ground.hpp"
#include "analysis/density_land.hpp"
#include "analysis/density_support.hpp"
#include "analysis/disclosure.hpp"
#include "analysis/surface_disclosure.hpp"
#include "catalog/density_options.hpp"
#include "catalog/inputs.hpp"
#include "catalog/operations.hpp"
#include "catalog/relative_risk_question.hpp"
#include "catalog/view_words.hpp"
#include "core/text.hpp"
#include "ops/operation_groups.hpp"
#include "ops/plain_words.hpp"
#include "raster/contour.hpp"
#include "table/feature_table.hpp"

namespace wardscope::catalog {
namespace {

constexpr double kTail = 0.025;  // of either side: 5 % of both

/// What the operation knows on its way.
struct RiskAnswer {
  ComparedIncidents compared;
  geo::MultiPolygon land;
  ChosenGround ground;
  borough::Sensitivity sensitivity = borough::Sensitivity::open;
  bool thinned = false;
  double left_out = 0.0;  ///< of the ground: too few to compare with, or to show
  analysis::RelativeRisk risk;
};

std::int64_t told_cells(const analysis::RelativeRisk& risk) {
  return std::count_if(risk.log_ratio.values().begin(), risk.log_ratio.values().end(),
                       [](float value) { return !std::isnan(value); });
}

std::vector<std::uint32_t> both_of(const ComparedIncidents& compared) {
  std::vector<std::uint32_t> rows(compared.cases);
  rows.insert(rows.end(), compared.controls.begin(), compared.controls.end());
  std::sort(rows.begin(), rows.end());
  return rows;
}

/// Cells that could tell of a single record of either side lose their value (decision 0019), in all surfaces.
core::Status keep_sides_apart(const borough::IncidentTable& incidents, RiskAnswer& answer) {
  const analysis::DisclosureControl control;
  const std::int64_t least = control.threshold(answer.sensitivity);
  if (answer.risk.cases < least || answer.risk.controls < least) {
    return core::invalid_argument(
        fmt::format("fewer than {} of the incidents on one side of the comparison ({}; {}) lie{}: a surface of so few "
                    "would show single records, not places; widen the period, the types or the ground",
                    least, answer.compared.cases_in_words, answer.compared.controls_in_words,
                    answer.ground.in_words.empty() ? " on the land" : answer.ground.in_words));
  }
  if (!answer.thinned) return {};
  const analysis::DensityKernel kernel{answer.risk.density.kernel, answer.risk.density.bandwidth.value()};
  const analysis::SupportRule rule{core::Metres(kernel.quartic_equivalent()), least};
  std::int64_t left = 0;
  for (const auto* rows : {&answer.compared.cases, &answer.compared.controls})
    left = analysis::hide_thin_support(answer.risk.log_ratio, {incidents.x, incidents.y, {}, *rows}, rule);
  for (std::size_t i = 0; i < answer.risk.log_ratio.values().size(); ++i) {
    if (!std::isnan(answer.risk.log_ratio.values()[i])) continue;
    answer.risk.p_more.values()[i] = answer.risk.p_fewer.values()[i] = raster::no_data<float>();
  }
  if (left == 0) {
    return core::invalid_argument(
        fmt::format("nowhere do {} incidents of each side lie within {:.0f} m: with sensitive types at their exact "
                    "places nothing may be shown; widen the bandwidth, the period or the types",
                    least, rule.reach.value()));
  }
  return {};
}

core::Result<RiskAnswer> answer_of(const RelativeRiskQuestion& question, const ops::OperationContext& context) {
  RiskAnswer answer;
  auto compared = compared_incidents(question, context.dataset, context.diagnostics);
  if (!compared) return compared.error();
  answer.compared = *std::move(compared);
  answer.land = land_of(context.dataset, context.diagnostics);
  auto chosen = chosen_ground(context.dataset, question.ground, answer.land);
  if (!chosen) return chosen.error();
  answer.ground = *std::move(chosen);
  const borough::IncidentTable& incidents = *context.dataset.incidents;
  const std::vector<std::uint32_t> both = both_of(answer.compared);
  const auto sensitive = analysis::sensitive_places(incidents, both);
  answer.thinned = sensitive.incidents > 0;
  answer.sensitivity = analysis::sensitivity_of_surface(incidents, both);
  const auto density = permitted_density(question.risk.density, sensitive, context.diagnostics);
  if (!density) return density.error();
  analysis::RelativeRiskOptions options = question.risk;
  options.density = *density;
  auto risk = analysis::relative_risk(
      {incidents.x, incidents.y, answer.compared.cases, answer.compared.controls, &answer.land, &answer.ground.shape},
      options, context.progress.part(0.0, 0.95));
  if (!risk) return risk.error();
  answer.risk = *std::move(risk);
  const auto ground = static_cast<double>(told_cells(answer.risk)) / (1.0 - answer.risk.thin_share);
  if (const core::Status status = keep_sides_apart(incidents, answer); !status) return status.error();
  answer.left_out = std::max(0.0, 1.0 - static_cast<double>(told_cells(answer.risk)) / ground);
  return answer;
}

/// The ground where p is below the tail.
geo::MultiPolygon beyond_limits(const raster::Raster<float>& p) {
  raster::Raster<float> rest = p;
  for (float& value : rest.values()) value = 1.0F - value;
  return raster::areas_above(rest, 1.0 - kTail);
}

constexpr const char* kMore = "more than chance allows";
constexpr const char* kFewer = "fewer than chance allows";

struct Limits {
  table::FeatureTable areas;
  double more_km2 = 0.0;
  double fewer_km2 = 0.0;
};

/// The areas of one side, the largest first; those smaller than a kernel's core are specks of the random labels.
std::vector<geo::Polygon> large_areas(const geo::MultiPolygon& areas, double least_m2) {
  std::vector<geo::Polygon> sorted;
  const auto size = [](const geo::Polygon& polygon) { return geo::area({polygon}); };
  std::copy_if(areas.begin(), areas.end(), std::back_inserter(sorted),
               [&](const geo::Polygon& polygon) { return size(polygon) >= least_m2; });
  std::stable_sort(sorted.begin(), sorted.end(), [&](const auto& a, const auto& b) { return size(a) > size(b); });
  return sorted;
}

/// The wards that an area lies in, with their shares of it; empty where none are known.
std::string wards_of(const geo::MultiPolygon& shape, const borough::AreaSet* wards) {
  if (wards == nullptr) return {};
  auto ground = analysis::areas_under(shape, *wards);
  if (!ground) return {};
  const double whole = geo::area(shape);
  for (auto& [name, part] : *ground) part /= whole;
  return joined_shares(*ground);
}

Limits limits_of(const analysis::RelativeRisk& risk, const borough::AreaSet* wards) {
  using table::ColumnType;
  Limits limits{table::FeatureTable({{"ward", "Ward", "", ColumnType::text, false},
                                     {"side", "Side", "", ColumnType::text, false},
                                     {"area_km2", "Area", "km²", ColumnType::number, false}})};
  const analysis::DensityKernel kernel{risk.density.kernel, risk.density.bandwidth.value()};
  const double core_m2 = 4.0 * kernel.spread() * kernel.spread();
  for (const auto& [p, side, sum] :
       {std::tuple(&risk.p_more, kMore, &limits.more_km2), std::tuple(&risk.p_fewer, kFewer, &limits.fewer_km2)}) {
    for (geo::Polygon& polygon : large_areas(beyond_limits(*p), core_m2)) {
      geo::MultiPolygon shape{std::move(polygon)};
      const double km2 = core::from_square_metres(geo::area(shape)).value();
      *sum += km2;
      std::string ward = wards_of(shape, wards);
      limits.areas.add_row({std::move(ward), std::string(side), km2}, std::move(shape));
    }
  }
  return limits;
}

struct Extremes {
  double least = 0.0;
  double greatest = 0.0;
  double km2 = 0.0;  ///< of ground with a value
};

Extremes extremes_of(const raster::Raster<float>& log_ratio) {
  Extremes extremes;
  std::size_t cells = 0;
  for (const float value : log_ratio.values()) {
    if (std::isnan(value)) continue;
    ++cells;
    extremes.least = std::min(extremes.least, static_cast<double>(value));
    extremes.greatest = std::max(extremes.greatest, static_cast<double>(value));
  }
  const double cell = log_ratio.grid().cell;
  extremes.km2 = core::from_square_metres(cell * cell).value() * static_cast<double>(cells);
  return extremes;
}

/// "3.2 times", "more than 55 times".
std::string times(double log_ratio) {
  const double most = std::exp(analysis::kMostLogRatio);
  const double factor = std::exp(std::abs(log_ratio));
  if (factor >= 0.999 * most) return fmt::format("more than {:.0f} times", most);
  return core::fixed(factor, 1) + " times";
}

/// " 62.4 % of the ground is left out: …", by both rules; empty where nothing is.
std::string left_out_words(const RiskAnswer& answer) {
  if (!(answer.left_out > 0.0)) return {};
  std::string words = fmt::format(
      " {} of the ground is left out: there fewer than one of the incidents to compare with is expected within a "
      "kernel",
      percent(answer.left_out));
  if (answer.thinned) {
    words += fmt::format(
        ", or fewer than {} of either side lie in its reach, so that single records of sensitive types would show",
        analysis::DisclosureControl().threshold(answer.sensitivity));
  }
  return words + ".";
}

std::string tolerance_in_words(const RelativeRiskQuestion& question, const RiskAnswer& answer) {
  if (question.risk.permutations == 0) return "no tolerance, for no permutations were asked for";
  const double spread =
      analysis::DensityKernel{answer.risk.density.kernel, answer.risk.density.bandwidth.value()}.spread();
  return fmt::format(
      "tolerance by {} random labellings (seed {}), p = (1 + as extreme) / (B + 1), below {} in either tail, ties "
      "counted as extreme, no correction for many places; areas below {:.4f} km² (four times the kernel's variance) "
      "left out of the lines",
      question.risk.permutations, question.risk.seed, kTail, core::from_square_metres(4.0 * spread * spread).value());
}

ops::PlainWords words_of(const RelativeRiskQuestion& question, const RiskAnswer& answer, const Limits& limits) {
  const Extremes extremes = extremes_of(answer.risk.log_ratio);
  const std::string cases = answer.compared.cases_in_words;
  const auto shown = [&](std::int64_t count) { return shown_count(count, answer.sensitivity); };
  ops::PlainWords words;
  words.shows = fmt::format(
      "{} recorded incidents ({}) against {} ({}){}: from {} rarer to {} as common as on the whole, on {} km² where "
      "there "
      "are enough to compare.",
      shown(answer.risk.cases), cases, shown(answer.risk.controls), answer.compared.controls_in_words,
      answer.ground.in_words, times(extremes.least), times(extremes.greatest), core::fixed(extremes.km2, 1));
  if (question.risk.permutations > 0) {
    words.shows += fmt::format(" On {} km² there are more of the first than chance allows, on {} km² fewer.",
                               core::fixed(limits.more_km2, 2), core::fixed(limits.fewer_km2, 2));
  }
  words.how_sure =
      question.risk.permutations == 0
          ? "not tested, for no permutations were asked for (--permutations 199)."
          : fmt::format(
                "{} times the labels were dealt anew to the same places; inside the lines the ratio is beyond "
                "97.5 % of these. Places are judged one by one: of even ground about 5 % lies inside (some {} "
                "km² here). Incidents at one place are dealt as if they had nothing to do with each other.",
                question.risk.permutations, core::fixed(2.0 * kTail * extremes.km2, 2));
  words.does_not_show = fmt::format(
      "how many incidents there are, nor a danger for a person: a quiet place can stand out where the others are rarer "
      "still.{}",
      left_out_words(answer));
  words.methods = fmt::format(
      "log relative risk, ln f/g of two kernel densities (Kelsall and Diggle 1995), {}, the same for both; {} places; "
      "limited to a factor of {:.0f}; {}.",
      analysis::describe_in_words(answer.risk.density),
      core::with_thousands(static_cast<std::int64_t>(answer.risk.locations)), std::exp(analysis::kMostLogRatio),
      tolerance_in_words(question, answer));
  return words;
}

core::Result<ops::OperationResult> run_relative_risk(const RelativeRiskQuestion& question,
                                                     const ops::OperationContext& context) {
  auto answer = answer_of(question, context);
  if (!answer) return answer.error();
  const auto wards = borough::areas_of(context.dataset, borough::AreaKind::ward);
  Limits limits = limits_of(answer->risk, wards.get());
  ops::OperationResult result;
  ops::PlainWords words = words_of(question, *answer, limits);
  words.does_not_show = with_street_level(words.does_not_show, context.dataset, both_of(answer->compared));
  ops::say(result, words);
  if (question.risk.permutations > 0) {
    result.layers.push_back({"relative-risk-limits", "Beyond what chance allows", "tolerance", "",
                             core::make_snapshot(std::move(limits.areas))});
  }
  result.layers.push_back({"relative-risk", "Relative risk", "log-ratio", "log of the ratio",
                           core::make_snapshot(std::move(answer->risk.log_ratio))});
  return result;
}

}  // namespace

void register_relative_risk(ops::OperationRegistry& registry) {
  registry.add<RelativeRiskQuestion>(
      {.name = "relative-risk",
       .title = "Relative risk",
       .summary = "Where is one type more common than others, or one period than another? A ratio of two densities",
       .method =
           "The logarithm of f/g, the densities of two selections, each over its number, with the same kernel and "
           "bandwidth, so that most of what smoothing distorts cancels (Bithell 1990; Kelsall and Diggle 1995). Ground "
           "where fewer than one of the incidents to compare with is expected within a kernel (g N 2 pi s^2 < 1) has "
           "no "
           "value. Tolerance: the labels are dealt anew at random to the same places, and p = (1 + #{as extreme}) / (B "
           "+ 1) at each cell; lines stand where it is below 0.025 in either tail. It is no risk for a person.",
       .group = ops::kWhereGroup,
       .use = ops::WorkspaceUse::reads,
       .needs = borough::Part::areas | borough::Part::incidents,
       .example = "relative-risk saltmere.sqlite --type Burglary --output relative-risk.tif",
       .positional = ""},
      run_relative_risk);
}

}  // namespace wardscope::catalog
