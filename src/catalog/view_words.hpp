// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstdint>
#include <string>

#include "analysis/point_sharing.hpp"

namespace wardscope::catalog {

/// "1,204", or "fewer than 5" where the count is too small to be said.
std::string shown_count(std::int64_t count);

/// "49 % of the incidents stand on points that 20 or more share: …", why a share in view is no better known than it is.
/// @pre !sharing.street_level()
std::string shared_point_words(const analysis::PointSharing& sharing);

/// " By the points as they stand 7.0 % are in view; 11.2 % are in view or within 20 m of a view, …". Empty where the
/// distance is not known, or a share would tell a small count.
std::string perhaps_in_view_words(std::int64_t in_view, std::int64_t perhaps, std::int64_t incidents,
                                  const analysis::PointSharing& sharing);

}  // namespace wardscope::catalog
