// SPDX-License-Identifier: GPL-3.0-or-later
#include "io/quality_remarks.hpp"

#include <fmt/format.h>

#include <string>
#include <string_view>

#include "borough/place_sharing.hpp"
#include "core/text.hpp"

namespace wardscope::io {
namespace {

constexpr double kMidnightShare = 0.05;  // one minute of 1,440 holds 0.07 % of evenly spread times

double share(std::int64_t part, std::int64_t whole) {
  return whole == 0 ? 0.0 : static_cast<double>(part) / static_cast<double>(whole);
}

/// What so many rows do: the verb for one of them and for several.
struct Verb {
  std::string_view one;
  std::string_view several;
};
/// "1 row has", "40 rows have".
std::string rows(std::int64_t count, const Verb& verb) {
  return fmt::format("{} {} {}", core::with_thousands(count), count == 1 ? "row" : "rows",
                     count == 1 ? verb.one : verb.several);
}

std::string_view one_or_more(std::int64_t count, const Verb& words) { return count == 1 ? words.one : words.several; }

void add_range_remarks(QualityReport& report) {
  const auto say = [&](std::string sentence) { report.remarks.push_back(std::move(sentence)); };
  if (report.ranged > 0) {
    const std::string_view they = one_or_more(report.ranged, {"it counts when its range", "they count when the range"});
    const std::string_view them = one_or_more(report.ranged, {"it", "them"});
    say(rows(report.ranged, {"says", "say"}) +
        fmt::format(" between which times it happened: {} begins, and 'aoristic' spreads {} over it", they, them));
  }
  if (report.ranged_over_a_week > 0) {
    say(rows(report.ranged_over_a_week, {"has", "have"}) +
        " a range longer than a week, which says nothing of weekday or hour: check whether a date is wrong");
  }
  if (report.swapped_ranges > 0) {
    say(rows(report.swapped_ranges, {"gives", "give"}) +
        " the end of the range before its beginning: taken as swapped, and listed with the remarks");
  }
}

}  // namespace

void add_remarks(QualityReport& report) {
  const std::int64_t placed = report.stored - report.without_place;
  const auto say = [&](std::string sentence) { report.remarks.push_back(std::move(sentence)); };
  if (report.layer == "incidents") {
    if (std::string words = borough::street_level_words(
            {.incidents = placed, .points = 0, .in_stacks = report.rows_in_stacks, .on_map_points = 0});
        !words.empty()) {
      words.pop_back();  // remarks have no full stop
      say(words);
    }
    if (report.without_place > 0) {
      std::string origin;
      if (report.at_origin > 0)
        origin = fmt::format(" ({} 0, 0 written for it)", report.at_origin == report.without_place
                                                              ? "all have"
                                                              : rows(report.at_origin, {"has", "have"}));
      say(rows(report.without_place, {"has", "have"}) + " no place" + origin + ": " +
          std::string(
              one_or_more(report.without_place, {"it counts in totals and is", "they count in totals and are"})) +
          " on no map");
    }
    if (report.stored > 0 && report.month_only == report.stored) {
      say("only the month is known: hours and weekdays can't be asked for");
    }
    if (share(report.at_midnight, report.stored) >= kMidnightShare) {
      say(rows(report.at_midnight, {"is", "are"}) +
          " stamped exactly midnight: many may be days whose hour nobody wrote down");
    }
    add_range_remarks(report);
  }
  if (report.off_the_borough.value_or(0) > 0) {
    say(rows(*report.off_the_borough, {"lies", "lie"}) + " outside the wards: " +
        std::string(one_or_more(*report.off_the_borough, {"it is", "they are"})) + " stored, and in no ward's figures");
  }
  if (report.repeated_ids.value_or(0) > 0) {
    const bool cameras = report.layer == "cameras";
    say(fmt::format("{} {}", rows(*report.repeated_ids, {"repeats", "repeat"}),
                    cameras ? "a camera's number: all are stored, for a register may number in several series; check "
                              "whether it lists a camera twice"
                            : "an id: all are stored, for an id may stand for several offences; check whether the "
                              "source lists a case twice"));
  }
  if (report.zoned_times > 0) {
    say(rows(report.zoned_times, {"gives its time", "give their time"}) +
        " in UTC or with an offset: it is stored as the clocks of the UK show it (GMT, in summer BST)");
  }
  if (report.swapped_places > 0) {
    say(rows(report.swapped_places, {"fits", "fit"}) + " the places of the rest only with x and y swapped: stored as " +
        std::string(one_or_more(report.swapped_places, {"it stands", "they stand"})) + ", and listed with the remarks");
  }
  if (report.not_understood > 0) {
    say(fmt::format("{} {} not understood: the rows are stored, and the list of remarks says what became of {}",
                    core::with_thousands(report.not_understood),
                    report.not_understood == 1 ? "value was" : "values were",
                    report.not_understood == 1 ? "it" : "each"));
  }
  if (report.repaired_shapes > 0)
    say("outlines that crossed themselves were repaired; the originals are kept beside them");
}

}  // namespace wardscope::io
