// SPDX-License-Identifier: GPL-3.0-or-later
#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <set>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "analysis/disclosure.hpp"
#include "borough/place_sharing.hpp"
#include "catalog/inputs.hpp"
#include "catalog/near_repeat_question.hpp"
#include "catalog/on_the_land.hpp"
#include "catalog/operations.hpp"
#include "catalog/view_words.hpp"
#include "core/text.hpp"
#include "ops/operation_groups.hpp"
#include "ops/plain_words.hpp"

namespace wardscope::catalog {
namespace {

/// Selected incidents whose time is known as exactly as the bands need it.
struct ChosenPoints {
  std::vector<std::uint32_t> rows;
  std::vector<double> x;
  std::vector<double> y;
  std::vector<std::int32_t> time;
  std::int64_t too_vague = 0;
  borough::Sensitivity sensitivity = borough::Sensitivity::open;  ///< of these and those too vague together
  [[nodiscard]] analysis::TimedPoints points() const { return {x, y, time}; }
};

ChosenPoints chosen_points(const borough::IncidentTable& incidents, const std::vector<std::uint32_t>& rows,
                           analysis::PairTime unit) {
  const bool by_day = unit == analysis::PairTime::days;
  const core::TimePrecision needed = by_day ? core::TimePrecision::day : core::TimePrecision::month;
  ChosenPoints chosen;
  chosen.sensitivity = analysis::sensitivity_of_rows(incidents, rows);
  for (const std::uint32_t row : rows) {
    if (incidents.precision[row] < needed) {
      ++chosen.too_vague;
      continue;
    }
    const core::LocalMinute minute = incidents.time[row];
    chosen.rows.push_back(row);
    chosen.x.push_back(incidents.x[row]);
    chosen.y.push_back(incidents.y[row]);
    chosen.time.push_back(by_day ? core::days_from_civil(core::date_of(minute)) : core::month_index(minute));
  }
  return chosen;
}

/// Months without a single incident between others: a file that was not imported makes every place look as if its
/// incidents came in bursts.
void note_empty_months(const ChosenPoints& chosen, const borough::IncidentTable& incidents,
                       core::Diagnostics& diagnostics) {
  std::set<int> months;
  for (const std::uint32_t row : chosen.rows) months.insert(core::month_index(incidents.time[row]));
  if (months.empty()) return;
  const int all = *months.rbegin() - *months.begin() + 1;
  const int empty = all - static_cast<int>(months.size());
  if (empty == 0) return;
  diagnostics.warn(
      "months-empty",
      fmt::format("in {} of the {} months from {} to {} no such incident is recorded: where records are "
                  "missing, or came from a source that moved its points meanwhile, near repeats appear that "
                  "are none; ask for one unbroken period with --from and --to",
                  empty, all, core::month_name(*months.begin()), core::month_name(*months.rbegin())));
}

/// Tells what is left out; nothing at all is a refusal.
core::Status check_times(const ChosenPoints& chosen, analysis::PairTime unit, core::Diagnostics& diagnostics) {
  if (chosen.too_vague == 0) return {};
  if (!chosen.rows.empty()) {
    diagnostics.note("time-not-exact",
                     fmt::format("{} of the selected incidents are left out: their date is not known to the {}",
                                 shown_count(chosen.too_vague, chosen.sensitivity),
                                 unit == analysis::PairTime::days ? "day" : "month"));
    return {};
  }
  if (unit == analysis::PairTime::months) {
    return core::invalid_argument("no selected incident has a date: near repeats need to know when, not only where");
  }
  return core::invalid_argument(
      "the dates of the selected incidents are known to the month alone, as data.police.uk publishes them: bands of "
      "days cannot be told. Ask for bands of whole months (--time-unit months), or import incidents with their dates");
}

struct RepeatFindings {
  const NearRepeatQuestion& question;
  const analysis::NearRepeats& found;
  analysis::PairBands bands;
  borough::Sensitivity sensitivity;
  std::string street_level;  ///< why one place is not one address (borough::street_level_words), or empty
  std::size_t incidents;
  std::string in_words;  ///< the incidents
};

/// "62 % more than expected", "3.1 times as many as expected".
std::string ratio_in_words(double ratio) {
  if (ratio >= 2.0) return fmt::format("{} times as many as expected", core::fixed(ratio, 1));
  const double percent_more = (ratio - 1.0) * 100.0;
  return percent_more >= 0.0 ? fmt::format("{} % more than expected", core::fixed(percent_more, 0))
                             : fmt::format("{} % fewer than expected", core::fixed(-percent_more, 0));
}

std::string where_and_when(const RepeatFindings& f, std::size_t k, std::size_t m) {
  const std::string distance = analysis::distance_in_words(f.bands, k);
  const std::string time = analysis::time_in_words(f.bands, m, f.question.pairs.unit);
  const bool is_same = k == 0 && f.bands.same_place == analysis::PairBands::SamePlace::own;
  return fmt::format("{} {} and {}", is_same ? "at" : "at a distance of", distance, time);
}

std::string what_it_shows(const RepeatFindings& f) {
  std::vector<std::string> told;
  std::size_t standing_out = 0;
  for (std::size_t m = 0; m < f.bands.times.size(); ++m) {
    for (std::size_t k = 0; k < f.bands.distances(); ++k) {
      const analysis::NearRepeatTest& test = f.found.at(k, m);
      if (!test.more) continue;
      ++standing_out;
      const ToldBand band = told_band(test, f.found.counts.near_in_space[k], f.sensitivity);
      if (!band.ratio) continue;
      told.push_back(fmt::format("{} ({})", where_and_when(f, k, m), ratio_in_words(*band.ratio)));
    }
  }
  const std::size_t all = f.found.tested;
  if (standing_out == 0) {
    return fmt::format(
        "{}: in none of {} bands of distance and time are there more pairs of recorded incidents than expected; that "
        "one is followed by another nearby is not shown.",
        f.in_words, all);
  }
  return fmt::format(
      "{}: pairs of recorded incidents that are near each other in both place and time are more than expected in {} of "
      "{} bands{}{}.",
      f.in_words, standing_out, all, told.empty() ? "" : ": ", joined_names(told));
}

std::string how_sure_it_is(const RepeatFindings& f) {
  const analysis::NearRepeatOptions& options = f.question.pairs;
  const ToldBand whole = told_whole(f.found, f.sensitivity);
  const auto uncorrected =
      std::count_if(f.found.bands.begin(), f.found.bands.end(),
                    [&](const analysis::NearRepeatTest& test) { return test.tested && test.p < options.level; });
  std::string text = fmt::format(
      "The dates were dealt anew to the incidents {} times; of {} bands {} had p below {:g}, where chance "
      "alone would give about {}; a band is called more than expected only after correction for all of them.",
      core::with_thousands(options.permutations), f.found.tested, uncorrected, options.level,
      core::fixed(options.level * static_cast<double>(f.found.tested), 1));
  if (whole.ratio) {
    text += fmt::format(" All bands together: {} (p {}).", ratio_in_words(*whole.ratio),
                        p_in_words(f.found.whole.p, options.permutations));
  }
  return text;
}

std::string what_it_does_not_show(const RepeatFindings& f) {
  std::string text =
      "That the first incident caused the second, who did either, or where the next will be. A "
      "place with incidents in part of the period alone (a building site, a school term) looks the same. Pairs with an "
      "incident before or after the period, or outside the area of the records, are not counted, neither among those "
      "recorded nor among those expected.";
  if (!f.street_level.empty()) {
    text += " " + f.street_level +
            " The same place is then a point of the publisher's map, which stands for several addresses, and distances "
            "are those between such points.";
  }
  return text;
}

std::string_view time_word(bool months, int count) {
  if (months) return count == 1 ? "calendar month" : "calendar months";
  return count == 1 ? "day" : "days";
}

std::string method_of(const RepeatFindings& f) {
  static constexpr std::array<std::string_view, 4> kCorrected{
      "no correction", "Benjamini-Hochberg correction", "Benjamini-Yekutieli correction", "Bonferroni correction"};
  const analysis::NearRepeatOptions& options = f.question.pairs;
  const bool months = options.unit == analysis::PairTime::months;
  const int width =
      f.bands.times.size() > 1 ? f.bands.times[1] - f.bands.times[0] : f.bands.times[0] + (months ? 1 : 0);
  return fmt::format(
      "Knox's test in {} bands of {:g} m by {} {} of {} {}{}, {}, limits {}, time as {}; {} incidents, {} "
      "pairs; null: places and times independent, {} random permutations of the times (seed {}), one-sided p = (1 + as "
      "many or more) / (B + 1), {} over {} bands at {:g}; no edge correction (edges act on both sides alike).",
      options.distance_bands, options.distance_band.value(), options.time_bands,
      options.time_bands == 1 ? "band" : "bands", width, time_word(months, width),
      f.bands.same_place == analysis::PairBands::SamePlace::own ? ", the same place apart" : "",
      options.distance == analysis::PairDistance::straight ? "straight-line distance" : "Manhattan distance",
      f.bands.limit == analysis::PairBands::Limit::included ? "included" : "excluded",
      months ? "calendar months apart" : "dates apart", core::with_thousands(static_cast<std::int64_t>(f.incidents)),
      core::with_thousands(f.found.counts.all), core::with_thousands(options.permutations), options.seed,
      kCorrected[static_cast<std::size_t>(options.correction)], f.found.tested, options.level);
}

core::Result<ops::OperationResult> run_near_repeats(const NearRepeatQuestion& question,
                                                    const ops::OperationContext& context) {
  const auto selection = selected_incidents(context.dataset, question.filter, context.diagnostics);
  if (!selection) return selection.error();
  const borough::IncidentTable& incidents = *context.dataset.incidents;
  const auto on_land = rows_on_land(context.dataset, selection->rows, context.diagnostics);
  if (!on_land) return on_land.error();
  const ChosenPoints chosen = chosen_points(incidents, *on_land, question.pairs.unit);
  if (auto status = check_times(chosen, question.pairs.unit, context.diagnostics); !status) return status.error();
  note_empty_months(chosen, incidents, context.diagnostics);
  constexpr double kSharing = 0.05;
  if (!context.progress.part(0.0, kSharing, "Shared points").tick(0.0)) return core::cancelled();
  const borough::PlaceSharing sharing = borough::place_sharing(incidents, chosen.rows);
  const auto found =
      analysis::near_repeats(chosen.points(), question.pairs, context.progress.part(kSharing, 1.0, "Near repeats"));
  if (!found) return found.error();
  const auto sensitivity = analysis::sensitivity_of_rows(incidents, chosen.rows);
  const RepeatFindings findings{
      question,
      *found,
      analysis::bands_of(question.pairs),
      sensitivity,
      borough::street_level_words(sharing),
      chosen.rows.size(),
      incidents_in_words(static_cast<std::int64_t>(chosen.rows.size()), question.filter, sensitivity)};
  ops::OperationResult result;
  ops::say(result,
           {what_it_shows(findings), how_sure_it_is(findings), what_it_does_not_show(findings), method_of(findings)});
  result.layers.push_back({"near-repeats", "Near repeats", "table", "",
                           core::make_snapshot(near_repeat_table({question, *found, sensitivity})),
                           ops::CountedIncidents{sensitivity}});
  return result;
}

}  // namespace

void register_near_repeats(ops::OperationRegistry& registry) {
  registry.add<NearRepeatQuestion>(
      {.name = "near-repeats",
       .title = "Near repeats",
       .summary = "Does one incident bring another nearby? Pairs near in both place and time, held against chance",
       .method =
           "Counts pairs of incidents by bands of distance (the same place, up to 100 m, over 100 to 200 m …) and of "
           "time (0 to 7 days, 8 to 14 …; dates apart), and deals the times anew to the incidents, which keeps all "
           "places and all times: Knox (1964); Besag and Diggle (1977); bands and permutations as in Ratcliffe's Near "
           "Repeat Calculator (2009), which measures Manhattan distance where this takes straight lines unless asked. "
           "A "
           "limit belongs to the band that ends there. Expected is the mean over the permutations; p is one-sided, the "
           "order as recorded being one of them, and corrected for the number of bands. Nothing is corrected at the "
           "edges of area and period: they act on recorded and permuted pairs alike. Dates known to the month alone "
           "need bands of whole months. Pairs that are few are not told.",
       .group = ops::kChanceGroup,
       .use = ops::WorkspaceUse::reads,
       .needs = borough::Part::areas | borough::Part::incidents,
       .example = "near-repeats saltmere.sqlite --type Burglary --distance-band 100 --time-band 7",
       .positional = ""},
      run_near_repeats);
}

}  // namespace wardscope::catalog
