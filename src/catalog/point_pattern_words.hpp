// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "catalog/point_pattern_answer.hpp"
#include "ops/plain_words.hpp"

namespace wardscope::catalog {

/// What the pattern shows, how sure that is, what it does not show, and how it was computed. No count that may not be
/// told is in it.
ops::PlainWords plain_words(const PointPattern& pattern, const PointPatternQuestion& question);

}  // namespace wardscope::catalog
