// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "verification/reference_data.hpp"

namespace wardscope::test {

// The data of the verification book, on which the reference numbers of the methods were computed.
using verification::reference_points;
using verification::reference_window;
using verification::ReferencePoints;

}  // namespace wardscope::test
