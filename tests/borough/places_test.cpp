// SPDX-License-Identifier: GPL-3.0-or-later
#include "borough/places.hpp"

#include <gtest/gtest.h>

namespace wardscope::borough {
namespace {

TEST(HubKind, WordsAndLabelsReadBack) {
  for (const HubKind kind : {HubKind::library, HubKind::community_centre, HubKind::childrens_centre,
                             HubKind::reporting_centre, HubKind::other}) {
    EXPECT_EQ(hub_kind_from(to_word(kind)), kind);
    EXPECT_EQ(hub_kind_from(to_label(kind)), kind);
  }
}

TEST(HubKind, SpellingAndCaseDoNotMatterAndTheUnknownIsOther) {
  EXPECT_EQ(hub_kind_from("CHILDREN’S CENTRE"), HubKind::childrens_centre);
  EXPECT_EQ(hub_kind_from("Community_Centre "), HubKind::community_centre);
  EXPECT_EQ(hub_kind_from("Museum"), HubKind::other);
  EXPECT_EQ(hub_kind_from(""), HubKind::other);
}

}  // namespace
}  // namespace wardscope::borough
