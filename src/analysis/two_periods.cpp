// SPDX-License-Identifier: GPL-3.0-or-later
#include "analysis/two_periods.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <optional>
#include <set>

#include "analysis/usual_period.hpp"
#include "core/civil_time.hpp"

namespace wardscope::analysis {
namespace {

constexpr int kMonthsAYear = 12;
constexpr int kFirstYear = 1970;  // of core::month_index

core::CivilDate first_day_of(int month) { return {kFirstYear + month / kMonthsAYear, month % kMonthsAYear + 1, 1}; }

core::Result<int> month_from(const std::string& word, std::string_view flag) {
  const auto time = core::parse_time(word);
  if (time && time->precision == core::TimePrecision::month) return core::month_index(time->minute);
  return core::invalid_argument(
      fmt::format("--{} '{}': periods are compared in whole months: write one as 2025-01", flag, word));
}

std::set<int> recorded_months(const borough::IncidentTable& incidents) {
  std::set<int> months;
  for (std::size_t row = 0; row < incidents.size(); ++row) {
    if (incidents.precision[row] != core::TimePrecision::unknown) months.insert(core::month_index(incidents.time[row]));
  }
  return months;
}

core::Status check_recorded(const MonthSpan& span, const std::set<int>& recorded) {
  std::string first;
  int missing = 0;
  for (int month = span.first; month <= span.last; ++month) {
    if (recorded.contains(month)) continue;
    if (missing == 0) first = core::month_name(month);
    ++missing;
  }
  if (missing == 0) return {};
  return core::invalid_argument(fmt::format(
      "of {} no incident of any type is recorded in {}{}: import what is missing, or name other months with "
      "--from, --to, --before-from and --before-to",
      in_words(span), first, missing > 1 ? fmt::format(" and {} more months", missing - 1) : ""));
}

/// A period of which one or both ends may be named.
core::Result<std::optional<MonthSpan>> named_span(const std::string& from, const std::string& to,
                                                  std::string_view prefix) {
  if (from.empty() && to.empty()) return std::optional<MonthSpan>();
  const auto first = month_from(from.empty() ? to : from, fmt::format("{}from", prefix));
  if (!first) return first.error();
  const auto last = month_from(to.empty() ? from : to, fmt::format("{}to", prefix));
  if (!last) return last.error();
  if (*last < *first) {
    return core::invalid_argument(
        fmt::format("--{}to ({}) lies before --{}from ({}): exchange them", prefix, to, prefix, from));
  }
  return std::optional(MonthSpan{*first, *last});
}

MonthSpan year_before(const MonthSpan& span) { return {span.first - kMonthsAYear, span.last - kMonthsAYear}; }

core::Error too_short(const RecordedRun& run) {
  return core::invalid_argument(fmt::format(
      "two periods need two complete months of records at least, and there is {} without a gap: import more months",
      run.any ? in_words(run.span) : std::string("no month")));
}

/// The later period where none is named.
core::Result<TwoPeriods> usual_periods(const RecordedRun& run, EarlierRule rule) {
  const int months = run.any ? run.span.months() : 0;
  if (months < 2) return too_short(run);
  TwoPeriods periods;
  if (rule == EarlierRule::just_before) {
    const int later = std::clamp(months / 4, 1, kMonthsAYear);
    periods.later = {run.span.last - later + 1, run.span.last};
    periods.earlier = {std::max(run.span.first, periods.later.first - kMonthsAYear), periods.later.first - 1};
  } else if (const int later = std::min(kMonthsAYear, months - kMonthsAYear); later > 0) {
    periods.later = {run.span.last - later + 1, run.span.last};
    periods.earlier = year_before(periods.later);
  } else {
    const int half = months / 2;
    periods.later = {run.span.last - half + 1, run.span.last};
    periods.earlier = {periods.later.first - half, periods.later.first - 1};
  }
  return periods;
}

bool of_the_same_months(const TwoPeriods& periods) {
  const int apart = periods.later.first - periods.earlier.first;
  return periods.earlier.months() == periods.later.months() && apart % kMonthsAYear == 0;
}

}  // namespace

int MonthSpan::days() const {
  return core::days_from_civil(first_day_of(last + 1)) - core::days_from_civil(first_day_of(first));
}

std::string month_text(int month_index) {
  const core::CivilDate date = first_day_of(month_index);
  return fmt::format("{:04}-{:02}", date.year, date.month);
}

std::string in_words(const MonthSpan& span) {
  if (span.first == span.last) return core::month_name(span.first);
  return core::month_name(span.first) + " to " + core::month_name(span.last);
}

RecordedRun recorded_run(const borough::IncidentTable& incidents) {
  const auto usual = usual_period(incidents);
  if (!usual) return {};
  const int last = core::month_index(core::parse_time(usual->to)->minute);
  const std::set<int> recorded = recorded_months(incidents);
  int first = last;
  while (recorded.contains(first - 1)) --first;
  return {{first, last}, true};
}

core::Result<MonthSpan> recorded_period(const borough::IncidentTable& incidents, const std::string& from,
                                        const std::string& to) {
  const RecordedRun run = recorded_run(incidents);
  if (!run.any) return core::invalid_argument("of no incident the month is known: import records with their dates");
  if (from.empty() && to.empty()) return run.span;
  const auto named =
      named_span(from.empty() ? month_text(run.span.first) : from, to.empty() ? month_text(run.span.last) : to, "");
  if (!named) return named.error();
  if (auto status = check_recorded(**named, recorded_months(incidents)); !status) return status.error();
  return **named;
}

core::Result<TwoPeriods> two_periods(const borough::IncidentTable& incidents, const PeriodWords& words,
                                     EarlierRule rule) {
  const auto later = named_span(words.from, words.to, "");
  if (!later) return later.error();
  const auto earlier = named_span(words.before_from, words.before_to, "before-");
  if (!earlier) return earlier.error();
  TwoPeriods periods;
  if (*later) {
    periods.later = **later;
    periods.earlier = rule == EarlierRule::a_year_before
                          ? year_before(periods.later)
                          : MonthSpan{periods.later.first - kMonthsAYear, periods.later.first - 1};
    if (rule == EarlierRule::just_before) {
      const std::set<int> recorded = recorded_months(incidents);
      while (periods.earlier.first < periods.earlier.last && !recorded.contains(periods.earlier.first)) {
        ++periods.earlier.first;
      }
    }
  } else {
    const auto usual = usual_periods(recorded_run(incidents), rule);
    if (!usual) return usual.error();
    periods = *usual;
  }
  if (*earlier) periods.earlier = **earlier;
  if (periods.earlier.last >= periods.later.first) {
    return core::invalid_argument(
        fmt::format("the earlier period ({}) must end before the later one ({}) begins: name other months with --from, "
                    "--to, --before-from and --before-to",
                    in_words(periods.earlier), in_words(periods.later)));
  }
  const std::set<int> recorded = recorded_months(incidents);
  for (const MonthSpan& span : {periods.earlier, periods.later}) {
    if (auto status = check_recorded(span, recorded); !status) return status.error();
  }
  periods.same_months = of_the_same_months(periods);
  return periods;
}

}  // namespace wardscope::analysis
