// SPDX-License-Identifier: GPL-3.0-or-later
#include "borough/areas.hpp"

#include <gtest/gtest.h>

namespace wardscope::borough {
namespace {

AreaSet two_wards() {
  AreaSet set;
  set.areas.resize(2);
  set.areas[0].code = "E05000001";
  set.areas[0].name = "Harbour";
  set.areas[0].shape = {geo::to_polygon({0, 0, 10, 10})};
  set.areas[1].code = "Harbour";  // a code that is another ward's name
  set.areas[1].name = "Old Town";
  set.areas[1].shape = {geo::to_polygon({10, 0, 30, 10})};
  return set;
}

TEST(FindArea, ByCodeThenByNameInAnyCase) {
  const AreaSet set = two_wards();

  EXPECT_EQ(find_area(set, " e05000001 "), &set.areas[0]);
  EXPECT_EQ(find_area(set, "OLD town"), &set.areas[1]);
  EXPECT_EQ(find_area(set, "harbour"), &set.areas[1]);  // a code goes before a name
  EXPECT_EQ(find_area(set, "Moor"), nullptr);
}

TEST(AreaSet, ItsExtentHoldsEveryArea) { EXPECT_EQ(extent_of(two_wards()), (geo::Extent{0, 0, 30, 10})); }

}  // namespace
}  // namespace wardscope::borough
