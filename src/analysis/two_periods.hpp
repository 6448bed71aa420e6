// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <string>

#include "borough/incidents.hpp"
#include "core/result.hpp"

namespace wardscope::analysis {

/// Whole months, both included, as core::month_index() counts them.
struct MonthSpan {
  int first = 0;
  int last = 0;
  [[nodiscard]] int months() const { return last - first + 1; }
  [[nodiscard]] int days() const;
  friend bool operator==(const MonthSpan&, const MonthSpan&) = default;
};

/// "2025-01", as filters write a month.
std::string month_text(int month_index);
/// "January 2025 to March 2025", "January 2025".
std::string in_words(const MonthSpan& span);

/// The months that hold records from the first to the last of an unbroken run that ends with the last complete month
/// (usual_period()). Nothing is known of months in which no type was recorded at all: they were not imported.
struct RecordedRun {
  MonthSpan span;
  bool any = false;  ///< false where no time is known
};
RecordedRun recorded_run(const borough::IncidentTable& incidents);

/// The months from `from` to `to`; where neither is named, the run. @returns as two_periods()
core::Result<MonthSpan> recorded_period(const borough::IncidentTable& incidents, const std::string& from,
                                        const std::string& to);

/// Two periods as a person writes them: months, "2025-01"; empty where not said.
struct PeriodWords {
  std::string from;
  std::string to;
  std::string before_from;
  std::string before_to;
};

/// What the earlier period is where none is named.
enum class EarlierRule {
  a_year_before,  ///< the same months a year before the later one
  just_before,    ///< the months up to the later one, twelve at most
};

struct TwoPeriods {
  MonthSpan earlier;
  MonthSpan later;
  /// Both are of the same months of the year: else the difference between them holds that of the seasons.
  bool same_months = false;
};

/// The two periods that are meant. Where none is named, of a_year_before: the last months, twelve at most, that the run
/// of records also has a year before; else its two halves. Of just_before: the last quarter of the run and what lies
/// before that.
/// @returns invalid_argument, with what to do, where a word is no month; a period ends before it begins; they overlap
///   or the earlier one is not before the later; a month of theirs holds no record of any type; or the records are too
///   short for two periods.
core::Result<TwoPeriods> two_periods(const borough::IncidentTable& incidents, const PeriodWords& words,
                                     EarlierRule rule);

}  // namespace wardscope::analysis
