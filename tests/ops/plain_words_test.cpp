// SPDX-License-Identifier: GPL-3.0-or-later
#include "ops/plain_words.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace wardscope::ops {
namespace {

TEST(PlainWords, FollowWhatWasSaidEachUnderItsHeading) {
  OperationResult result;
  result.sentences.emplace_back("Before.");
  say(result, {"Two places.", "one in 100 by chance.", "why.", "counted twice."});
  EXPECT_THAT(result.sentences, testing::ElementsAre("Before.", "Two places.", "How sure: one in 100 by chance.",
                                                     "What it does not show: why.", "Method: counted twice."));
}

}  // namespace
}  // namespace wardscope::ops
