// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstdint>
#include <optional>

#include "analysis/near_repeats.hpp"
#include "borough/incidents.hpp"
#include "core/parameter.hpp"
#include "table/feature_table.hpp"

namespace wardscope::catalog {

struct NearRepeatQuestion {
  borough::IncidentFilter filter;
  analysis::NearRepeatOptions pairs;
};

void describe(NearRepeatQuestion& question, core::ParameterVisitor& visitor);

/// Pairs of incidents in a band as they may be told (decision 0027).
struct ToldBand {
  bool is_small = false;                   ///< too few to be told: the rest is empty
  std::optional<std::int64_t> pairs = {};  ///< of sensitive types to the nearest ten
  std::optional<double> expected = {};     ///< mean over the permutations; also of a small band, where it tells none
  std::optional<double> ratio = {};        ///< of what is told
};
ToldBand told_band(const analysis::NearRepeatTest& test, std::int64_t near_in_space, borough::Sensitivity sensitivity);

/// All bands together, which must not tell what a single small band among them holds.
ToldBand told_whole(const analysis::NearRepeats& found, borough::Sensitivity sensitivity);

/// "0.001", with as many decimals as so many permutations can tell.
std::string p_in_words(double p, std::int64_t permutations);

struct NearRepeatRows {
  const NearRepeatQuestion& question;
  const analysis::NearRepeats& found;
  borough::Sensitivity sensitivity;  ///< of the incidents
};

/// A row for each band of distance and time, in that order, without ground.
table::FeatureTable near_repeat_table(const NearRepeatRows& rows);

}  // namespace wardscope::catalog
