// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/near_names.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <functional>

namespace wardscope::core {
namespace {

using testing::ElementsAre;
using testing::IsEmpty;

const std::vector<std::string> kWards = {"Boscombe East & Pokesdown",
                                         "Boscombe West",
                                         "Bournemouth Central",
                                         "Burngreave",
                                         "Canford Cliffs",
                                         "Nether Edge & Sharrow",
                                         "Old Town",
                                         "Harbour"};

/// The definition, letter by letter from the end: the twin of the table.
std::size_t distance_by_definition(std::string_view a, std::string_view b) {
  if (a.empty() || b.empty()) return a.size() + b.size();
  const std::string_view head_a = a.substr(0, a.size() - 1);
  const std::string_view head_b = b.substr(0, b.size() - 1);
  std::size_t best = std::min({distance_by_definition(head_a, b) + 1, distance_by_definition(a, head_b) + 1,
                               distance_by_definition(head_a, head_b) + (a.back() == b.back() ? 0U : 1U)});
  if (a.size() > 1 && b.size() > 1 && a.back() == b[b.size() - 2] && a[a.size() - 2] == b.back()) {
    best = std::min(best, distance_by_definition(a.substr(0, a.size() - 2), b.substr(0, b.size() - 2)) + 1);
  }
  return best;
}

TEST(EditDistance, IsTheDefinitionsForAllShortWords) {
  const std::vector<std::string> words = {"",    "a",   "b",    "ab",    "ba",   "abc", "acb",
                                          "cab", "bca", "abca", "abcab", "aabb", "ca"};
  for (const std::string& a : words) {
    for (const std::string& b : words) EXPECT_EQ(edit_distance(a, b), distance_by_definition(a, b)) << a << " " << b;
  }
}

TEST(EditDistance, TakesASwapOfNeighboursForOneSlipAndNoHeedOfCase) {
  EXPECT_EQ(edit_distance("bandwith", "bandwidth"), 1U);
  EXPECT_EQ(edit_distance("hostpots", "hotspots"), 1U);
  EXPECT_EQ(edit_distance("hotspot", "hotspots"), 1U);
  EXPECT_EQ(edit_distance("wrad", "WARD"), 1U);
}

TEST(NearNames, FindTheNamesThatContainTheWord) {
  EXPECT_THAT(near_names("Boscombe", kWards), ElementsAre("Boscombe East & Pokesdown", "Boscombe West"));
  EXPECT_THAT(near_names("nether edge", kWards), ElementsAre("Nether Edge & Sharrow"));
}

TEST(NearNames, FindANameInSpiteOfASlipABlankOrAnotherSpelling) {
  EXPECT_THAT(near_names("Burngreve", kWards), ElementsAre("Burngreave"));
  EXPECT_THAT(near_names("Oldtown", kWards), ElementsAre("Old Town"));
  EXPECT_THAT(near_names("Harbor", kWards), ElementsAre("Harbour"));
  EXPECT_THAT(near_names("Canferd", kWards), ElementsAre("Canford Cliffs"));
}

TEST(NearNames, OfferNothingForAnotherWord) {
  EXPECT_THAT(near_names("Atlantis", kWards), IsEmpty());
  EXPECT_THAT(near_names("", kWards), IsEmpty());
  EXPECT_THAT(near_names("--", kWards), IsEmpty());
}

TEST(NearNames, OfferNoMoreThanAskedAndEachOnce) {
  EXPECT_EQ(near_names("Ward", {"Ward 1", "Ward 2", "Ward 2", "Ward 3"}, 2),
            (std::vector<std::string>{"Ward 1", "Ward 2"}));
}

TEST(NoSuchName, OffersWhatIsNearAndListsAShortList) {
  EXPECT_EQ(no_such_name({"hub", "hubs", ""}, "Librery", {"Library", "Market hall"}),
            "no hub 'Librery'; did you mean 'Library'? The hubs are: Library, Market hall");
  EXPECT_EQ(no_such_name({"hub", "hubs", ""}, "Moon", {"Library"}), "no hub 'Moon'. The hubs are: Library");
  EXPECT_EQ(no_such_name({"hub", "hubs", ""}, "Moon", {}), "no hub 'Moon'. There are no hubs here");
}

TEST(NoSuchName, CutsALongListShortAndSaysWhatListsIt) {
  std::vector<std::string> names;
  for (int i = 0; i < 40; ++i) names.push_back("Area " + std::to_string(i));
  EXPECT_EQ(no_such_name({"ward", "wards", "'wardscope info WORKSPACE --areas'"}, "Atlantis", names),
            "no ward 'Atlantis'. The 40 wards begin with Area 0, Area 1, Area 2, Area 3, Area 4; "
            "'wardscope info WORKSPACE --areas' lists them all");
  EXPECT_EQ(no_such_name({"ward", "wards", "'wardscope info WORKSPACE --areas'"}, "Area 4O", names),
            "no ward 'Area 4O'; did you mean 'Area 4', 'Area 0', 'Area 1', 'Area 2' or 'Area 3'? "
            "'wardscope info WORKSPACE --areas' lists all 40");
}

}  // namespace
}  // namespace wardscope::core
