// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <optional>
#include <string>

#include "analysis/bandwidth_rules.hpp"
#include "analysis/density_kernel.hpp"
#include "core/parameter.hpp"

namespace wardscope::analysis {

/// How a bandwidth is chosen.
enum class BandwidthRule {
  manual,      ///< the user's number
  scott,       ///< one round hill: scott_bandwidth(), isotropic
  likelihood,  ///< the surface that best foretells each place from the others
  diggle,      ///< least mean square error under a Cox process: shows the finest structure
  cvl,         ///< each place stands for its share of the land: smooth
  practice,    ///< five cells of a 150th of the short side
};

void describe(BandwidthRule& rule, core::ParameterVisitor& visitor);
/// "likelihood cross-validation": for sentences.
std::string in_words(BandwidthRule rule);

/// The same places, each counted once.
DistinctLocations as_distinct(DistinctLocations locations);

/// Five cells of a 150th of the extent's short side, a radius h of the quartic (Chainey and Ratcliffe 2005).
core::Metres practice_bandwidth(const geo::Extent& extent);

/// h = 4 * 1.06 * min(sd, IQR / 1.34) * n^(-1/5) along each axis: the "normal reference" of Venables and Ripley's
/// kde2d, for comparison with their numbers. Nothing for fewer than two incidents.
struct NormalReference {
  core::Metres easting{0.0};
  core::Metres northing{0.0};
};
std::optional<NormalReference> normal_reference_bandwidth(const DistinctLocations& locations);

/// What a rule gives for these points, as a Gaussian's standard deviation, and what must be said about it.
struct ChosenBandwidth {
  core::Metres sigma{0.0};
  std::string remark;  ///< a sentence; empty: nothing to say
};

/// The rule on the distinct places of `points`; what it gives beyond a tenth of the short side is cut to that.
/// @pre rule is not manual. @returns invalid_argument, in a sentence that says what to do, where the rule cannot tell;
/// cancelled.
core::Result<ChosenBandwidth> choose_bandwidth(BandwidthRule rule, const BandwidthPoints& points,
                                               const jobs::Progress& progress);

/// The kernel's own bandwidth of the same spread: sqrt(8) s (quartic), sqrt(6) s (Epanechnikov), s (Gaussian).
core::Metres bandwidth_of(KernelShape shape, core::Metres sigma);

}  // namespace wardscope::analysis
