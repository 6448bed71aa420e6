// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "borough/dataset.hpp"
#include "report/profile_document.hpp"

namespace wardscope::test {

/// A profile of one ward of the sample town, filled by hand: suppressed months, hours and cells, long names, more
/// cameras than a page holds.
report::ProfileDocument sample_document(const borough::Dataset& town);

}  // namespace wardscope::test
