// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "analysis/point_sharing.hpp"
#include "borough/dataset.hpp"
#include "ops/operation.hpp"

namespace wardscope::catalog {

/// "1,204", or "fewer than 5" where the count is too small to be said.
std::string shown_count(std::int64_t count, borough::Sensitivity sensitivity = borough::Sensitivity::open);

/// The text, and after it the sentence that the points of the incidents that were used tell nothing of single streets
/// (borough::street_level_words), where they do not: for what a result does not show.
/// @param rows selected; of these the ones on the land count, for a result uses no others. @pre dataset.incidents
std::string with_street_level(const std::string& text, const borough::Dataset& dataset,
                              const std::vector<std::uint32_t>& rows);

/// "Street level not supported: 49 % of the incidents stand on points …", why a share in view is no better known than
/// it is.
/// @pre !sharing.street_level()
std::string shared_point_words(const analysis::PointSharing& sharing);

/// How many of the selected incidents are in view, and how many are or may be.
struct InView {
  std::int64_t in_view = 0;
  std::int64_t perhaps = 0;
  std::int64_t incidents = 0;
  borough::Sensitivity sensitivity = borough::Sensitivity::open;  ///< of the selection
};
/// " By the points as they stand 7.0 % are in view; 11.2 % are in view or within 20 m of a view, …". Empty where the
/// distance is not known, or a share would tell a small count.
std::string perhaps_in_view_words(const InView& counts, const analysis::PointSharing& sharing);

}  // namespace wardscope::catalog
