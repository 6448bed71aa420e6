// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "verification/reference_data.hpp"

namespace wardscope::test {

// The data of the verification book, on which the reference numbers of the methods were computed.
using ReferencePoints = verification::ReferencePoints;

inline ReferencePoints reference_points() { return verification::reference_points(); }
inline geo::MultiPolygon reference_window() { return verification::reference_window(); }

}  // namespace wardscope::test
