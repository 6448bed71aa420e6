// SPDX-License-Identifier: GPL-3.0-or-later
#include <array>

#include "core/civil_time.hpp"
#include "stats/aoristic.hpp"
#include "verification/chapters.hpp"

namespace wardscope::verification {
namespace {

constexpr std::size_t kMonday = 0;
constexpr std::size_t kTuesday = 1;
constexpr std::size_t kSunday = 6;
constexpr const char* kCounted = "by hand, in minutes";

/// A week is the longest that is spread.
stats::AoristicWeek week_of(const stats::TimeRange& range) {
  constexpr core::LocalMinute kWeek = 7 * core::kMinutesPerDay;
  return stats::aoristic_week(std::array{range}, kWeek);
}

Statistic aoristic_weights() {
  using core::local_minute;
  const auto night = week_of({local_minute({2025, 1, 6}, 22, 30), local_minute({2025, 1, 7}, 1, 30)});
  const auto weekend = week_of({local_minute({2025, 1, 12}, 23), local_minute({2025, 1, 13}, 1)});
  const auto moment = week_of({local_minute({2025, 1, 6}, 13, 59), local_minute({2025, 1, 6}, 13, 59)});
  const auto month = week_of({local_minute({2025, 1, 1}, 0), local_minute({2025, 2, 1}, 0)});
  return {.name = "Aoristic weights",
          .formula = "w_h = minutes of the range in hour h / minutes of the range",
          .symbols = "a range is when an incident may have happened: from when it was safe to when it was found out",
          .literature = "Ratcliffe & McCullagh 1998; Ratcliffe 2000",
          .data =
              "Monday 6 January 2025 22:30 to Tuesday 01:30; Sunday 12 January 23:00 to Monday 01:00; Monday at 13:59; "
              "all of January, which is longer than the week that is allowed",
          .unit = "incidents",
          .headers = {"stats/aoristic.hpp"},
          .checks = {{"Monday night, 22 to 23", "0.166666666666667", night.at(kMonday, 22), kCounted},
                     {"Monday night, 23 to 24", "0.333333333333333", night.at(kMonday, 23), kCounted},
                     {"Monday night, 0 to 1 on Tuesday", "0.333333333333333", night.at(kTuesday, 0), kCounted},
                     {"Monday night, 1 to 2 on Tuesday", "0.166666666666667", night.at(kTuesday, 1), kCounted},
                     {"Sunday 23 to 24", "0.5", weekend.at(kSunday, 23), kCounted, 1e-15},
                     {"Monday 0 to 1, after Sunday", "0.5", weekend.at(kMonday, 0), kCounted, 1e-15},
                     {"a moment, Monday 13 to 14", "1", moment.at(kMonday, 13), kCounted},
                     {"January: left out", "1", static_cast<double>(month.too_long), "by hand"}},
          .conventions = {{"aoristic", night.at(kTuesday, 0), Whose::ours, "no hour is said to be surer than it is"},
                          {"middle of the range (many dashboards)", 1.0, Whose::others,
                           "midnight: an hour at which nobody need have seen anything"},
                          {"start or end of the range", 0.0, Whose::others,
                           "22:30, when it was last safe, or 01:30, when it was found out"}},
          .convention_question = "Incidents from 0 to 1 on Tuesday, of one between 22:30 and 01:30"};
}

/// Three burglaries, as a council's list has them: from when the home was left until it was found out.
Statistic ranges_over_midnight() {
  using core::local_minute;
  const std::array<stats::TimeRange, 4> burglaries{
      {{local_minute({2025, 1, 6}, 18), local_minute({2025, 1, 7}, 6)},
       {local_minute({2025, 1, 6}, 23, 15), local_minute({2025, 1, 7}, 0, 45)},
       {local_minute({2025, 1, 7}, 0, 30), local_minute({2025, 1, 7}, 0, 30)},
       {local_minute({2025, 1, 3}, 17), local_minute({2025, 1, 6}, 8)}}};
  constexpr core::LocalMinute kDay = core::kMinutesPerDay;
  const auto week = stats::aoristic_week(burglaries, kDay);
  double monday = 0.0;
  double tuesday = 0.0;
  for (std::size_t hour = 0; hour < 24; ++hour) {
    monday += week.at(kMonday, hour);
    tuesday += week.at(kTuesday, hour);
  }
  return {
      .name = "Aoristic weights of burglaries found out later",
      .formula = "W_h = sum over i of w_ih",
      .symbols = "w_ih the weight of incident i in hour h, as above; the sum over all hours is the number of incidents",
      .literature = "Ratcliffe 2000",
      .data =
          "left Monday 6 January 2025 18:00, found out Tuesday 06:00 (12 h); Monday 23:15 to Tuesday 00:45 (90 "
          "min); seen on Tuesday at 00:30; Friday 3 January 17:00 to Monday 08:00 (63 h), longer than the day "
          "that is allowed",
      .unit = "incidents",
      .headers = {"stats/aoristic.hpp"},
      .checks = {{"Monday 18 to 19: 1/12", "0.0833333333333333", week.at(kMonday, 18), kCounted, 1e-15},
                 {"Monday 23 to 24: 1/12 + 45/90", "0.583333333333333", week.at(kMonday, 23), kCounted},
                 {"Tuesday 0 to 1: 1/12 + 45/90 + 1", "1.58333333333333", week.at(kTuesday, 0), kCounted},
                 {"Tuesday 5 to 6: 1/12", "0.0833333333333333", week.at(kTuesday, 5), kCounted, 1e-15},
                 {"Tuesday 6 to 7: nothing", "0", week.at(kTuesday, 6), kCounted},
                 {"all of Monday: 6/12 + 45/90", "1", monday, kCounted, 1e-15},
                 {"all of Tuesday: 6/12 + 45/90 + 1", "2", tuesday, kCounted, 1e-15},
                 {"incidents in the table", "3", static_cast<double>(week.used), "by hand"},
                 {"left out, longer than 24 hours", "1", static_cast<double>(week.too_long), "by hand"}},
      .conventions = {{"aoristic", tuesday, Whose::ours, "each over its range, 63 hours left out"},
                      {"when the range begins", 1.0, Whose::others,
                       "18:00, 23:15 and 17:00 on Friday: only the one that was seen is on Tuesday"},
                      {"in the middle of the range", 3.0, Whose::others,
                       "00:00, 00:00 and 00:30: all on Tuesday; the fourth on Sunday at 00:30"}},
      .convention_question = "Incidents on Tuesday, of these four"};
}

}  // namespace

core::Result<Chapter> hours_chapter(const jobs::Progress& /*progress*/) {
  Chapter chapter;
  chapter.intro = "At which hours of the week incidents happen, where it is known only between which times they did.";
  chapter.statistics = {aoristic_weights(), ranges_over_midnight()};
  return chapter;
}

}  // namespace wardscope::verification
