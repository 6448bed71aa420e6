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

}  // namespace

core::Result<Chapter> hours_chapter(const jobs::Progress& /*progress*/) {
  Chapter chapter;
  chapter.intro = "At which hours of the week incidents happen, where it is known only between which times they did.";
  chapter.statistics = {aoristic_weights()};
  return chapter;
}

}  // namespace wardscope::verification
