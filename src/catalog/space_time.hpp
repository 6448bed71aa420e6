// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "borough/incidents.hpp"
#include "core/parameter.hpp"
#include "core/result.hpp"

namespace wardscope::catalog {

/// A density at a day: how near in time an incident must be to count.
struct SpaceTime {
  std::string as_of;          ///< "2025-06-30"; empty: time does not count
  double days = 60.0;         ///< tau
  bool forward_only = false;  ///< only what came before the end of the day, as a forecast may use it
  [[nodiscard]] bool asked() const { return !as_of.empty(); }
};

void describe(SpaceTime& when, core::ParameterVisitor& visitor);
/// "; as of 2025-06-30, Epanechnikov in time, 60 days, only earlier incidents": for the method. Empty where not asked.
std::string describe_in_words(const SpaceTime& when);

/// "15 October 2025". @pre the day is one
std::string day_in_words(const SpaceTime& when);
/// "within 60 days of 15 October 2025", "in the 60 days up to 15 October 2025". @pre the day is one
std::string window_in_words(const SpaceTime& when);
/// @returns invalid_argument where days or their side are said and no day is
core::Status check_when(const SpaceTime& when);

/// The rows of the selection that count at the day, and how much: 1/day.
struct TimeWeights {
  borough::IncidentSelection selection;
  std::vector<float> weight;  ///< by row of the table; 0 elsewhere
};

/// The time factor of the product kernel f(u, t) = sum_i w_i k_s(u - x_i) k_tau(t - t_i) (Brunsdon, Corcoran and Higgs
/// 2007; Nakaya and Yano 2010), Epanechnikov:
///
///   k_tau(d) = 3 / (4 tau) (1 - (d / tau)^2),  |d| < tau          both ways, d in whole days
///   k_tau(d) = 3 / (2 tau) (1 - (d / tau)^2),  0 <= d < tau       forward only, from the middle of the incident's day
///                                                                 to the end of the day that is asked about
///
/// Of an incident whose month alone is known it is the mean over the month's days.
/// @returns invalid_argument where the day is none, the window is no positive number or, with dates known to the month,
/// shorter than 30 days, and where nothing lies in the window.
core::Result<TimeWeights> time_weights(const borough::IncidentTable& incidents,
                                       const borough::IncidentSelection& selection, const SpaceTime& when);

}  // namespace wardscope::catalog
