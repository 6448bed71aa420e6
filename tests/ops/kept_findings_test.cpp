// SPDX-License-Identifier: GPL-3.0-or-later
#include "ops/kept_findings.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace wardscope::ops {
namespace {

using testing::ElementsAre;
using testing::IsEmpty;

constexpr const char* kRun = "{\n  \"operation\": \"hotspots\",\n  \"code\": \"7f3a91c2\"\n}";

TEST(KeptFindings, AreReadBackInOrder) {
  const std::string kept = with_findings(kRun, {"3 hotspots hold 9 %.", "How sure: \"quite\"."});
  EXPECT_THAT(findings_in(kept), ElementsAre("3 hotspots hold 9 %.", "How sure: \"quite\"."));
}

TEST(KeptFindings, DoNotLeaveWithTheProvenance) {
  EXPECT_EQ(without_findings(with_findings(kRun, {"3 hotspots hold 9 %."})), kRun);
  EXPECT_EQ(without_findings(kRun), kRun);
}

TEST(KeptFindings, OfADamagedTextAreNone) {
  EXPECT_THAT(findings_in("{"), IsEmpty());
  EXPECT_THAT(findings_in(R"({"findings": "a text"})"), testing::SizeIs(testing::Le(1U)));
  EXPECT_THAT(findings_in(R"({"findings": [1, null]})"), IsEmpty());
  EXPECT_EQ(with_findings("no provenance", {"A finding."}), "no provenance");
  EXPECT_EQ(without_findings("no provenance"), "no provenance");
}

}  // namespace
}  // namespace wardscope::ops
