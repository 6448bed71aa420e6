// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstdint>

#include "borough/dataset.hpp"

namespace wardscope::catalog {

struct SmallBoroughOptions {
  std::int64_t incidents = 400;
  double shift_east = 0.0;  ///< m
  double shift_north = 0.0;
  bool all_on_one_point = false;
};

/// Four square wards of 1 km at (400000, 100000), each with four small areas
/// (the most deprived in the south), a targeted neighbourhood, a cluster of
/// incidents in the first ward, three cameras (one with nothing known), two hubs, a row of buildings.
borough::Dataset small_borough(const SmallBoroughOptions& options = {});

}  // namespace wardscope::catalog
