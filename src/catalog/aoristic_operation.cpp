// SPDX-License-Identifier: GPL-3.0-or-later
#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <cmath>
#include <numeric>
#include <string>
#include <utility>
#include <vector>

#include "analysis/disclosure.hpp"
#include "catalog/aoristic_times.hpp"
#include "catalog/inputs.hpp"
#include "catalog/operations.hpp"
#include "catalog/told_counts.hpp"
#include "core/text.hpp"
#include "ops/operation_groups.hpp"
#include "ops/plain_words.hpp"
#include "stats/aoristic.hpp"
#include "stats/rate_interval.hpp"

namespace wardscope::catalog {
namespace {

constexpr std::size_t kHours = 24;
constexpr std::size_t kWeekdays = 7;

struct AoristicQuestion {
  borough::IncidentFilter filter;
  std::int64_t hours_together = 0;  ///< a divisor of 24; 0: by the number of incidents
  std::int64_t longest = 24;        ///< hours: what is known less exactly is left out
  MidnightStamp midnight = MidnightStamp::day;
};

void describe(AoristicQuestion& question, core::ParameterVisitor& visitor) {
  static constexpr std::array<core::Choice, 2> kStamps{
      {{"day", "The day alone is known: spread over its hours"}, {"moment", "At midnight"}}};
  describe(question.filter, visitor);
  visitor.integer({"hours-together", "Hours counted together", "1, 2, 3, 4, 6, 8 or 12; 0: by the number of incidents"},
                  {0, 12}, question.hours_together);
  visitor.integer(
      {"longest", "Longest range (hours)",
       "Incidents whose time is known less exactly are left out; a date alone is a range of 24 hours, and of "
       "two times the second less the first"},
      {0, 168}, question.longest);
  visitor.enumeration({"midnight", "A time of exactly 00:00", "Many systems write so that the time is not known"},
                      kStamps, question.midnight);
}

/// Hours of a day counted together, so that a block of the week holds some 20 incidents.
core::Result<std::size_t> hours_together(std::int64_t asked, std::int64_t incidents) {
  constexpr std::int64_t kEnough = 20;
  if (asked == 0) {
    for (const std::int64_t hours : {1, 2, 3, 4}) {
      const auto blocks = static_cast<std::int64_t>(stats::kHoursOfWeek) / hours;
      if (incidents >= kEnough * blocks) return static_cast<std::size_t>(hours);
    }
    return std::size_t{6};
  }
  if (asked < 0 || static_cast<std::int64_t>(kHours) % asked != 0) {
    return core::invalid_argument(
        fmt::format("{} hours together do not make up a day: take 1, 2, 3, 4, 6, 8 or 12", asked));
  }
  return static_cast<std::size_t>(asked);
}

/// Blocks of hours by weekdays.
struct WeekBlocks {
  std::size_t hours = 1;  ///< in a block
  std::vector<double> expected;
  [[nodiscard]] std::size_t in_day() const { return kHours / hours; }
  [[nodiscard]] double at(std::size_t block, std::size_t weekday) const {
    return expected[block * kWeekdays + weekday];
  }
};

WeekBlocks blocks_of(const stats::AoristicWeek& week, std::size_t hours) {
  WeekBlocks blocks{hours, std::vector<double>(kHours / hours * kWeekdays, 0.0)};
  for (std::size_t weekday = 0; weekday < kWeekdays; ++weekday) {
    for (std::size_t hour = 0; hour < kHours; ++hour) {
      blocks.expected[hour / hours * kWeekdays + weekday] += week.at(weekday, hour);
    }
  }
  return blocks;
}

std::string block_in_words(const WeekBlocks& blocks, std::size_t block) {
  return fmt::format("{:02}:00 to {:02}:59", block * blocks.hours, (block + 1) * blocks.hours - 1);
}

/// Whole numbers with the same sum, none further from its own than 1: the largest parts of one are rounded up.
std::vector<std::int64_t> whole_numbers(const std::vector<double>& numbers, std::int64_t sum) {
  std::vector<std::int64_t> whole;
  whole.reserve(numbers.size());
  constexpr double kTiny = 1e-9;  // what adding up shares of one may lack of a whole
  for (const double number : numbers) whole.push_back(static_cast<std::int64_t>(std::floor(number + kTiny)));
  std::vector<std::size_t> order(numbers.size());
  std::iota(order.begin(), order.end(), std::size_t{0});
  const auto left = [&](std::size_t i) { return std::round((numbers[i] - static_cast<double>(whole[i])) / kTiny); };
  std::stable_sort(order.begin(), order.end(), [&](std::size_t a, std::size_t b) { return left(a) > left(b); });
  std::int64_t missing = sum - std::accumulate(whole.begin(), whole.end(), std::int64_t{0});
  for (const std::size_t i : order) {
    if (missing-- <= 0) break;
    ++whole[i];
  }
  return whole;
}

/// Whole expected counts, small ones hidden, and enough others that none follows from the totals.
analysis::ProtectedTable protected_blocks(const WeekBlocks& blocks, std::int64_t incidents,
                                          borough::Sensitivity sensitivity) {
  analysis::CountTable counts;
  counts.rows = blocks.in_day();
  counts.columns = kWeekdays;
  counts.cells = whole_numbers(blocks.expected, incidents);
  counts.column_sensitivity.assign(kWeekdays, sensitivity);
  counts.total_sensitivity = sensitivity;
  return analysis::DisclosureControl().protect(counts);
}

table::Value shown_number(const analysis::ProfileNumber& number) {
  table::Value value;
  if (number.value) value = static_cast<std::int64_t>(std::llround(*number.value));
  return value;
}

table::FeatureTable week_table(const WeekBlocks& blocks, const analysis::ProtectedTable& shown) {
  using table::ColumnType;
  std::vector<table::Column> columns{{"hours", "Hours", "", ColumnType::text, false}};
  for (const char* weekday : core::kWeekdayNames) {
    columns.push_back({core::lower_ascii(weekday), weekday, "", ColumnType::integer, false});
  }
  columns.push_back({"all_days", "All days", "", ColumnType::integer, false});
  table::FeatureTable features(std::move(columns));
  for (std::size_t block = 0; block <= blocks.in_day(); ++block) {
    const bool is_total = block == blocks.in_day();
    std::vector<table::Value> values;
    values.emplace_back(is_total ? std::string("All hours") : block_in_words(blocks, block));
    for (std::size_t weekday = 0; weekday < kWeekdays; ++weekday) {
      values.push_back(shown_number(is_total ? shown.column_totals[weekday] : shown.at(block, weekday)));
    }
    values.push_back(shown_number(is_total ? shown.total : shown.row_totals[block]));
    features.add_row(std::move(values));
  }
  return features;
}

struct WeekFindings {
  const AoristicQuestion& question;
  const KnownTimes& known;
  const stats::AoristicWeek& week;
  const WeekBlocks& blocks;
  const analysis::ProtectedTable& shown;
  borough::Sensitivity sensitivity;
  const TimeConventions& conventions;
  /// Not where the table hides it, for with it a hidden part would follow from those that are told.
  [[nodiscard]] bool total_is_told() const { return shown.total.value.has_value(); }
};

std::size_t busiest_block(const WeekBlocks& blocks) {
  const auto busiest = std::max_element(blocks.expected.begin(), blocks.expected.end());
  return static_cast<std::size_t>(busiest - blocks.expected.begin());
}

std::string when_it_happens(const WeekFindings& f) {
  const std::string incidents = f.total_is_told()
                                    ? incidents_in_words(f.week.used, f.question.filter, f.sensitivity)
                                    : fmt::format("Recorded incidents ({}; how many would tell a small count)",
                                                  borough::describe_in_words(f.question.filter));
  const std::size_t busiest = busiest_block(f.blocks);
  const std::size_t block = busiest / kWeekdays;
  const std::size_t weekday = busiest % kWeekdays;
  const analysis::ProfileNumber& number = f.shown.at(block, weekday);
  if (!number.value) {
    return fmt::format("{}: in no part of the week are there as many as may be told; count more hours together.",
                       incidents);
  }
  if (!f.total_is_told()) {
    return fmt::format("{}: most are expected on {} from {}, about {} of them.", incidents,
                       core::kWeekdayNames[weekday], block_in_words(f.blocks, block),
                       core::with_thousands(std::llround(*number.value)));
  }
  const double usual = static_cast<double>(f.week.used) / static_cast<double>(f.blocks.expected.size());
  return fmt::format(
      "{}: most are expected on {} from {}, about {} or {} of them, {} times as many as if all hours of the week were "
      "alike.",
      incidents, core::kWeekdayNames[weekday], block_in_words(f.blocks, block),
      core::with_thousands(std::llround(*number.value)), percent(*number.value / static_cast<double>(f.week.used)),
      core::fixed(*number.value / usual, 1));
}

std::string share_of_known(const WeekFindings& f, std::int64_t part) {
  const auto all = static_cast<std::int64_t>(f.known.ranges.size()) + f.known.too_vague;
  if (!f.total_is_told()) return part == all ? "all" : 2 * part >= all ? "most" : "some";  // of how many is not told
  const auto share = told_share(static_cast<double>(part), static_cast<double>(all), f.sensitivity);
  return share ? core::fixed(*share * 100.0, 0) + " %" : std::string("few");
}

/// How exactly the times are known, and what is left out.
std::string exactness_words(const WeekFindings& f) {
  const std::int64_t day_used = f.question.longest >= static_cast<std::int64_t>(kHours) ? f.known.by_day : 0;
  const std::int64_t left_out = f.known.too_vague + f.week.too_long;
  std::string ranged;
  if (const std::int64_t between = f.week.used - f.known.exact - day_used; between > 0) {
    ranged =
        fmt::format(" {} lie between two recorded times, half of them at most {} apart, and are spread over these;",
                    share_of_known(f, between), hours_and_minutes(f.conventions.median_width));
  }
  const std::string longer = f.known.between.empty()
                                 ? std::string()
                                 : fmt::format(", or between times more than {} hours apart,", f.question.longest);
  return fmt::format(
      "Of {} of the incidents the time is known to the minute;{} {} are known to the day alone and spread evenly over "
      "its hours{}; {} are known less exactly{} and left out.",
      share_of_known(f, f.known.exact), ranged, share_of_known(f, day_used),
      day_used > 0 || !ranged.empty() ? ", which makes the hours more alike than they are" : "",
      share_of_known(f, left_out), longer);
}

std::string how_sure_of_hours(const WeekFindings& f) {
  const double usual = static_cast<double>(f.week.used) / static_cast<double>(f.blocks.expected.size());
  const auto most = static_cast<std::int64_t>(std::floor(f.blocks.expected[busiest_block(f.blocks)]));
  const double p =
      std::min(1.0, stats::poisson_upper_tail(most, usual) * static_cast<double>(f.blocks.expected.size()));
  std::string words = fmt::format(
      "{} Were all hours alike, one of {} parts of the week would hold as many as the busiest with a chance of {} (p, "
      "corrected for all parts).",
      exactness_words(f), f.blocks.expected.size(), told_p(p));
  if (std::string others = conventions_in_words(f.conventions, f.sensitivity); !others.empty()) words += " " + others;
  return words;
}

std::string method_of_hours(const WeekFindings& f) {
  return fmt::format(
      "Aoristic weights (Ratcliffe 2000): an incident counts in each hour with the share of its time range in it; a "
      "range is that between the two times recorded, or else that of the recorded precision (a minute, or a day of 24 "
      "hours), longer ones than {} hours left out; a time of exactly 00:00 is {}. Hours of the clock; that which "
      "clocks "
      "skip in spring has no minutes, that which they show twice has 120. Hours together: {}, by weekday; expected "
      "counts to whole numbers with the same sum. p: Poisson upper tail of the busiest part, Bonferroni over {} parts. "
      "Source: incidents of the workspace.",
      f.question.longest, f.question.midnight == MidnightStamp::day ? "taken for a day without a time" : "midnight",
      f.blocks.hours, f.blocks.expected.size());
}

core::Status check_used(const KnownTimes& known, const stats::AoristicWeek& week) {
  if (week.used > 0) return {};
  if (known.too_vague > 0 && week.too_long == 0) {
    return core::invalid_argument(
        "the dates of the selected incidents are known to the month alone, as data.police.uk publishes them: neither "
        "weekday nor hour can be told; import incidents with their dates and times");
  }
  return core::invalid_argument(
      "no selected incident is known exactly enough for the longest range asked for; raise --longest to 24 to take in "
      "those known to the day, further for those between two times (168 hours, a week, at most)");
}

/// The hours that a filter leaves cannot be held against all hours of the week.
core::Status check_whole_week(const borough::IncidentFilter& filter) {
  constexpr std::int64_t kLastHour = 23;
  if (filter.weekdays.empty() && filter.first_hour == 0 && filter.last_hour == kLastHour) return {};
  return core::invalid_argument(
      "this counts incidents over all hours of the week, and those chosen by their hour or weekday would be held "
      "against hours that were left out: leave weekdays and hours out of the filter, and read those you want in the "
      "table");
}

core::Result<ops::OperationResult> run_aoristic(const AoristicQuestion& question,
                                                const ops::OperationContext& context) {
  if (auto status = check_whole_week(question.filter); !status) return status.error();
  const auto selection = selected_incidents(context.dataset, question.filter, context.diagnostics);
  if (!selection) return selection.error();
  if (!context.progress.tick(0.2)) return core::cancelled();
  const borough::IncidentTable& incidents = *context.dataset.incidents;
  const KnownTimes known = known_times(incidents, selection->rows, question.midnight);
  const auto longest = static_cast<core::LocalMinute>(question.longest) * core::kMinutesPerHour;
  const stats::AoristicWeek week = stats::aoristic_week(known.ranges, longest);
  if (auto status = check_used(known, week); !status) return status.error();
  if (!context.progress.tick(0.8)) return core::cancelled();
  const auto hours = hours_together(question.hours_together, week.used);
  if (!hours) return hours.error();
  const WeekBlocks blocks = blocks_of(week, *hours);
  const auto sensitivity = analysis::sensitivity_of_rows(incidents, selection->rows);
  const analysis::ProtectedTable shown = protected_blocks(blocks, week.used, sensitivity);
  if (known.stamped > 0) {
    context.diagnostics.note("midnight-stamps",
                             "incidents stamped exactly 00:00 are taken as known to the day alone (--midnight moment "
                             "takes them as stamped)");
  }
  const TimeConventions conventions = time_conventions(known.between, longest, *hours);
  const WeekFindings findings{question, known, week, blocks, shown, sensitivity, conventions};
  ops::OperationResult result;
  ops::say(result,
           {when_it_happens(findings), how_sure_of_hours(findings),
            "That an hour is dangerous for a person: more people are about at some hours than at others. The time "
            "recorded may be that of the report; and people notice a theft long after it happened.",
            method_of_hours(findings)});
  result.layers.push_back({"aoristic", "Incidents by hour and weekday", "table", "",
                           core::make_snapshot(week_table(blocks, shown)), ops::CountedIncidents{sensitivity}});
  if (auto table = convention_table(conventions, sensitivity)) {
    result.layers.push_back({"aoristic-conventions", "Incidents between two times, by how they are counted", "table",
                             "", core::make_snapshot(*std::move(table)), ops::CountedIncidents{sensitivity}});
  }
  return result;
}

}  // namespace

void register_aoristic(ops::OperationRegistry& registry) {
  registry.add<AoristicQuestion>(
      {.name = "aoristic",
       .title = "Hours and weekdays",
       .summary = "When in the week do incidents happen, those included whose hour is not known?",
       .method =
           "Counts each incident in the hours in which it may have happened, with the share of its time range that "
           "lies "
           "in each (Ratcliffe and McCullagh 1998; Ratcliffe 2000, aoristic analysis). Known between two times "
           "(committed from, committed to) that is its range; known to the minute it counts in one hour; known to the "
           "day alone in 24 of them; known to the month, or over a longer range than asked for, it is left out. A "
           "second table holds those between two times against counting them when the range begins, or in its middle. "
           "Evenly spread ranges make hours more alike than they are. Expected counts are whole numbers; small ones "
           "are "
           "hidden, and enough others that none follows from the totals.",
       .group = ops::kTimeGroup,
       .use = ops::WorkspaceUse::reads,
       .needs = borough::Part::incidents,
       .example = "aoristic saltmere.sqlite --type Burglary --hours-together 3",
       .positional = ""},
      run_aoristic);
}

}  // namespace wardscope::catalog
