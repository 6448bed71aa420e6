// SPDX-License-Identifier: GPL-3.0-or-later
#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <numeric>
#include <string>
#include <utility>
#include <vector>

#include "analysis/area_population.hpp"
#include "analysis/disclosure.hpp"
#include "analysis/month_chart.hpp"
#include "analysis/two_periods.hpp"
#include "catalog/chosen_ground.hpp"
#include "catalog/control_table.hpp"
#include "catalog/hidden_areas.hpp"
#include "catalog/inputs.hpp"
#include "catalog/on_the_land.hpp"
#include "catalog/operations.hpp"
#include "catalog/period_options.hpp"
#include "catalog/provenance_beside.hpp"
#include "catalog/suppressed_counts.hpp"
#include "catalog/view_words.hpp"
#include "core/civil_time.hpp"
#include "core/text.hpp"
#include "geo/polygon_coverage.hpp"
#include "io/writers.hpp"
#include "ops/operation_groups.hpp"
#include "ops/plain_words.hpp"

namespace wardscope::catalog {
namespace {

struct ControlQuestion {
  borough::IncidentFilter filter;
  GroundChoice ground;
  analysis::MonthChartOptions chart;
  std::string picture;
};

void describe(ControlQuestion& question, core::ParameterVisitor& visitor) {
  describe(question.filter, visitor);
  describe(question.ground, visitor);
  describe(question.chart, visitor);
  visitor.text({"chart-file", "Chart (.svg)", "Write the chart as a picture, too: a file that ends in .svg"},
               core::TextKind::output_path, question.picture);
}

core::Status check_picture(const std::string& picture) {
  if (picture.empty()) return {};
  if (!core::lower_ascii(picture).ends_with(".svg")) {
    return core::invalid_argument(
        fmt::format("--chart-file '{}': end the name in .svg", std::filesystem::path(picture).filename().string()));
  }
  return io::check_target(picture);
}

/// How many of the rows lie on the chosen ground in each month from `first` on.
core::Result<std::vector<double>> by_month(const borough::IncidentTable& incidents,
                                           const std::vector<std::uint32_t>& rows, const geo::PolygonCoverage* ground,
                                           const analysis::MonthSpan& months) {
  std::vector<double> counts(static_cast<std::size_t>(months.months()), 0.0);
  for (const std::uint32_t row : rows) {
    if (incidents.precision[row] == core::TimePrecision::unknown) continue;
    const int month = core::month_index(incidents.time[row]);
    if (month < months.first || month > months.last) continue;
    if (ground != nullptr && !ground->locate(incidents.position(row))) continue;
    counts[static_cast<std::size_t>(month - months.first)] += 1.0;
  }
  return counts;
}

/// Residents of the chosen wards, of all wards where none is chosen; 0 where not known.
core::Result<double> residents_of(const GroundChoice& choice, const ops::OperationContext& context) {
  const auto wards = borough::areas_of(context.dataset, borough::AreaKind::ward);
  if (!wards || !choice.neighbourhoods.empty()) return 0.0;
  const auto small_areas = borough::areas_of(context.dataset, borough::AreaKind::small_area);
  const auto populations = analysis::area_populations(*wards, small_areas.get(), context.progress.part(0.6, 0.7));
  if (!populations) return populations.error();
  double residents = 0.0;
  for (std::size_t i = 0; i < wards->areas.size(); ++i) {
    const borough::Area& ward = wards->areas[i];
    const bool chosen = choice.wards.empty() ||
                        std::any_of(choice.wards.begin(), choice.wards.end(),
                                    [&](const std::string& name) { return borough::find_area(*wards, name) == &ward; });
    if (!chosen) continue;
    if (!(*populations)[i].residents) return 0.0;
    residents += *(*populations)[i].residents;
  }
  return residents;
}

/// "Of 1 of 33 small areas no residents are known (…)": their incidents are counted all the same. Empty where all are.
std::string unpeopled_words(const borough::Dataset& dataset) {
  auto set = borough::areas_of(dataset, borough::AreaKind::ward);
  const auto known = [](const borough::Area& area) { return area.population && *area.population > 0.0; };
  const char* what = "wards";
  if (!set || std::none_of(set->areas.begin(), set->areas.end(), known)) {
    set = borough::areas_of(dataset, borough::AreaKind::small_area);
    what = "small areas";
  }
  if (!set) return {};
  std::vector<std::string> names;
  for (const borough::Area& area : set->areas) {
    if (!known(area)) names.push_back(area.name.empty() ? area.code : area.name);
  }
  if (names.empty()) return {};
  return fmt::format(
      "Of {} of {} {} no residents are known ({}): their incidents are counted and nobody who lives there, so that the "
      "rate is too high by as much.",
      names.size(), set->areas.size(), what, joined_names(names));
}

struct ControlBasis {
  ChosenGround ground;
  analysis::MonthSeries series;
  borough::Sensitivity sensitivity = borough::Sensitivity::open;
  std::string unfinished;  ///< a sentence on the last month, where it is left out; else empty
  std::string unpeopled;   ///< a sentence on areas without residents, where these are charted; else empty
};

/// The months charted and, where recorded, those a year before them.
core::Result<ControlBasis> basis_of(const ControlQuestion& question, const ops::OperationContext& context) {
  if (!context.dataset.incidents || context.dataset.incidents->size() == 0) {
    return core::not_found("the workspace has no incidents with a place; import some with 'wardscope import'");
  }
  const borough::IncidentTable& incidents = *context.dataset.incidents;
  const auto span = analysis::recorded_period(incidents, question.filter.from, question.filter.to);
  if (!span) return span.error();
  ControlBasis basis;
  auto ground = chosen_ground(context.dataset, question.ground, land_of(context.dataset, context.diagnostics));
  if (!ground) return ground.error();
  basis.ground = std::move(ground).value();
  const bool everywhere = question.ground.everywhere();
  const geo::PolygonCoverage coverage = everywhere
                                            ? land_coverage(context.dataset)
                                            : geo::PolygonCoverage(std::vector<geo::MultiPolygon>{basis.ground.shape});
  const geo::PolygonCoverage* inside = coverage.area_count() == 0 ? nullptr : &coverage;
  if (!context.progress.tick(0.1)) return core::cancelled();
  const auto selection = selected_incidents(context.dataset, filter_of(question.filter, *span), context.diagnostics);
  if (!selection) return selection.error();
  if (everywhere) {
    if (const auto on_land = rows_on_land(context.dataset, selection->rows, context.diagnostics); !on_land) {
      return on_land.error();
    }
  }
  basis.sensitivity = analysis::sensitivity_of_rows(incidents, selection->rows);
  basis.series.span = *span;
  auto counts = by_month(incidents, selection->rows, inside, *span);
  if (!counts) return counts.error();
  basis.series.counts = std::move(counts).value();
  if (!context.progress.tick(0.3)) return core::cancelled();
  const auto all = all_types(incidents, filter_of(question.filter, *span));
  if (!all) return all.error();
  basis.series.all_types = *by_month(incidents, all->rows, inside, *span);
  if (!context.progress.tick(0.5)) return core::cancelled();
  const analysis::MonthSpan before{span->first - 12, span->last - 12};
  const auto former = borough::select(incidents, filter_of(question.filter, before));
  if (!former) return former.error();
  const std::vector<double> former_counts = *by_month(incidents, former->rows, inside, before);
  borough::IncidentFilter anything;
  const auto recorded = borough::select(incidents, filter_of(anything, before));
  if (!recorded) return recorded.error();
  const std::vector<double> any = *by_month(incidents, recorded->rows, nullptr, before);
  for (std::size_t i = 0; i < former_counts.size(); ++i) {
    basis.series.year_before.push_back(any[i] > 0.0 ? std::optional(former_counts[i]) : std::nullopt);
  }
  const auto residents = residents_of(question.ground, context);
  if (!residents) return residents.error();
  basis.series.residents = *residents;
  if (question.chart.measure == analysis::MonthMeasure::per_resident)
    basis.unpeopled = unpeopled_words(context.dataset);
  basis.unfinished = unfinished_month_words(incidents, question.filter);
  note_unfinished_month(incidents, question.filter, context.diagnostics);
  return basis;
}

struct ControlFindings {
  const ControlQuestion& question;
  const ControlBasis& basis;
  const analysis::MonthChart& chart;
  const table::FeatureTable& safe;  ///< as it leaves the program
};

/// "July 2025 and August 2025": months whose row says it.
std::vector<std::string> months_that_are(const ControlFindings& f, analysis::MonthSignal signal) {
  std::vector<std::string> months;
  const std::size_t column = *f.safe.column("signal");
  for (std::size_t row = 0; row < f.safe.row_count(); ++row) {
    if (table::to_text(f.safe.at(row, column)) == words_of(signal)) {
      months.push_back(core::month_name(f.chart.months[row].month));
    }
  }
  return months;
}

std::string charted_number(double value, analysis::MonthMeasure measure) {
  if (measure == analysis::MonthMeasure::share) return percent(value);
  if (measure != analysis::MonthMeasure::incidents || value < 1.0) return core::fixed(value, 2);
  constexpr double kFew = 10.0;
  return core::fixed(value, value < kFew ? 1 : 0);
}

std::string control_words(const ControlFindings& f) {
  const auto total = static_cast<std::int64_t>(
      std::llround(std::accumulate(f.basis.series.counts.begin(), f.basis.series.counts.end(), 0.0)));
  const bool share = f.question.chart.measure == analysis::MonthMeasure::share;
  std::string words = fmt::format(
      "{}{} in {} months: {} {} on average.",
      incidents_in_words(total, filter_of(f.question.filter, f.basis.series.span), f.basis.sensitivity),
      f.basis.ground.in_words, f.chart.months.size(), charted_number(f.chart.centre, f.question.chart.measure),
      share ? "of all types" : unit_of(f.question.chart.measure));
  std::size_t told = 0;
  for (const analysis::MonthSignal signal : {analysis::MonthSignal::above, analysis::MonthSignal::below,
                                             analysis::MonthSignal::run_above, analysis::MonthSignal::run_below}) {
    const std::vector<std::string> months = months_that_are(f, signal);
    if (months.empty()) continue;
    told += months.size();
    words += fmt::format(" {} {} {}.", joined_names(months), months.size() == 1 ? "is" : "are", words_of(signal));
  }
  if (told > 0) return words;
  return words + (f.chart.marks_runs ? " No month lies outside the limits, and none ends a run of eight on one side."
                                     : " No month lies outside the limits.");
}

std::string control_certainty(const ControlFindings& f) {
  const double spread = f.chart.dispersion;
  std::string words = "where nothing changes about 3 months in 1,000 lie outside the limits by chance. ";
  if (!f.chart.marks_runs) {
    words +=
        "Fewer than one a month is usual, so that most months lie below the centre: runs on one side are no sign and "
        "are not marked. ";
  }
  for (const std::string* remark : {&f.basis.unfinished, &f.basis.unpeopled}) {
    if (!remark->empty()) words += *remark + " ";
  }
  if (spread > 1.0) {
    words += fmt::format("From one month to the next the numbers vary {} times as much as chance alone makes them",
                         core::fixed(spread, 1));
    words += f.question.chart.limits == analysis::LimitRule::laney
                 ? ", and the limits are as much wider."
                 : ", which these limits do not allow for: --limits laney does.";
  } else {
    words += "From one month to the next the numbers vary no more than chance makes them.";
  }
  std::size_t compared = 0;
  std::size_t changed = 0;
  for (const analysis::ChartedMonth& month : f.chart.months) {
    if (!month.against_year_before) continue;
    ++compared;
    changed += *month.corrected_p < 0.05 ? 1U : 0U;
  }
  if (compared == 0) return words + " No month has the same month of the year before in the records.";
  return words + fmt::format(" Of {} months {} from the same month a year before beyond chance, after correction.",
                             compared,
                             changed == 0   ? std::string("none differs")
                             : changed == 1 ? std::string("1 differs")
                                            : fmt::format("{} differ", changed));
}

std::string control_methods(const ControlFindings& f) {
  const auto& options = f.question.chart;
  const bool share = options.measure == analysis::MonthMeasure::share;
  const std::string_view chart = options.measure == analysis::MonthMeasure::incidents ? "c-chart of counts a month"
                                 : share ? "p-chart of the share of all types"
                                         : "u-chart of counts over exposure";
  std::string limits;
  if (options.limits == analysis::LimitRule::exact) {
    limits = fmt::format("quantiles 0.00135 and 0.99865 of the {} distribution", share ? "binomial" : "Poisson");
  } else if (options.limits == analysis::LimitRule::three_sigma) {
    limits = fmt::format("three sigma of {} counts", share ? "binomial" : "Poisson");
  } else {
    limits = fmt::format(
        "three sigma times {} (Laney 2002: mean moving range of the standardised values over 1.128, 1 "
        "at least)",
        core::fixed(std::max(1.0, f.chart.dispersion), 3));
  }
  return fmt::format(
      "{} ({}); {}, centre {} from {} months; limits: {}; {}; "
      "each month against the same month a year before: exact two-sided binomial test of counts a day, "
      "Benjamini-Hochberg at 0.05.",
      borough::describe_in_words(filter_of(f.question.filter, f.basis.series.span)), unit_of(options.measure), chart,
      charted_number(f.chart.centre, options.measure), f.chart.baseline, limits,
      f.chart.marks_runs ? "runs of eight on one side of the centre (Western Electric)"
                         : "no runs, for fewer than one a month is usual");
}

core::Result<ops::OperationResult> run_control_chart(const ControlQuestion& question,
                                                     const ops::OperationContext& context) {
  if (auto status = check_picture(question.picture); !status) return status.error();
  const auto basis = basis_of(question, context);
  if (!basis) return basis.error();
  const bool share = question.chart.measure == analysis::MonthMeasure::share;
  if (share && question.filter.types.empty()) {
    return core::invalid_argument("a share needs a type: say of which with --type, or chart another --measure");
  }
  const double total = std::accumulate(basis->series.counts.begin(), basis->series.counts.end(), 0.0);
  const analysis::DisclosureControl control;
  if (total < static_cast<double>(control.threshold(basis->sensitivity))) {
    return core::invalid_argument(
        fmt::format("fewer than {} incidents{} match the filter: a chart of so few would show "
                    "single records; widen the filter or the ground",
                    control.threshold(basis->sensitivity), basis->ground.in_words));
  }
  const auto chart = analysis::month_chart(basis->series, question.chart);
  if (!chart) {
    core::Error error = chart.error();
    if (!basis->unfinished.empty()) error.message += ". " + basis->unfinished;
    return error;
  }
  const MonthCounts counts = share || !question.ground.everywhere() ? MonthCounts::rounded : MonthCounts::guarded;
  const table::FeatureTable table =
      control_table({basis->series, *chart, question.chart.measure, counts, basis->sensitivity});
  const table::FeatureTable safe = suppressed_counts(table, {basis->sensitivity});
  const ControlFindings findings{question, *basis, *chart, safe};
  ops::OperationResult result;
  ops::say(result, {control_words(findings), control_certainty(findings),
                    "why a month is high or low, nor that one within the limits is as the others: the seasons and what "
                    "is recorded when are in it too.",
                    control_methods(findings)});
  const std::string title = fmt::format("Month by month{}", basis->ground.in_words);
  if (!question.picture.empty()) {
    const std::string heading = fmt::format(
        "{}{}", borough::describe_in_words(filter_of(question.filter, basis->series.span)), basis->ground.in_words);
    const std::string svg = control_svg(safe, question.chart.measure,
                                        {heading, result.sentences.front(), std::string(context.provenance_json)});
    if (auto status = io::write_text(svg, question.picture); !status) return status.error();
    result.files.emplace_back(question.picture);
    if (auto status = write_provenance_beside(result.files, context); !status) return status.error();
  }
  result.layers.push_back({"control-chart", title, std::string(kMonthStyle), "", core::make_snapshot(table),
                           counted_in_months(basis->sensitivity, basis->series.span)});
  return result;
}

}  // namespace

void register_control_chart(ops::OperationRegistry& registry) {
  registry.add<ControlQuestion>(
      {.name = "control-chart",
       .title = "Control chart by month",
       .summary = "Which months lie outside what chance does, and which differ from the same month a year before?",
       .method =
           "Counts incidents by month and charts them as Shewhart's c-chart (counts), u-chart (over days or residents) "
           "or p-chart (share of all types): centre and limits of three sigma (Montgomery, 6th ed., chapter 7), "
           "widened where months vary more than chance makes them (Laney 2002), or exact Poisson and binomial "
           "quantiles. Eight months or more on one side of the centre are marked (Western Electric 1956). Each month "
           "is held against the same month a year before by the exact binomial test, corrected by Benjamini-Hochberg. "
           "Months of chosen wards, and counts beside shares, are told to the nearest five (decision 0026).",
       .group = ops::kTimeGroup,
       .use = ops::WorkspaceUse::reads,
       .needs = borough::Part::areas | borough::Part::incidents,
       .example = "control-chart saltmere.sqlite --type Burglary --chart-file burglary.svg",
       .positional = ""},
      run_control_chart);
}

}  // namespace wardscope::catalog
