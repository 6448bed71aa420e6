// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/control_characters.hpp"

#include <gtest/gtest.h>

namespace wardscope::core {
namespace {

TEST(WithoutControls, TakesWhatSteersATerminalAndLeavesTheRest) {
  EXPECT_EQ(without_controls("Caf\xC3\xA9 \xE2\x80\x93 Ll\xC3\xA2n\n\tRow"),
            "Caf\xC3\xA9 \xE2\x80\x93 Ll\xC3\xA2n\n\tRow");
  EXPECT_EQ(without_controls("\x1B[31mRED\x07"), "\xEF\xBF\xBD[31mRED\xEF\xBF\xBD");
  EXPECT_EQ(without_controls("a\xC2\x9B"
                             "31mb"),
            "a\xEF\xBF\xBD"
            "31mb");                                                                          // CSI of C1
  EXPECT_EQ(without_controls("x\xE2\x80\xAEy\xE2\x81\xA7z"), "x\xEF\xBF\xBDy\xEF\xBF\xBDz");  // U+202E, U+2067
  EXPECT_EQ(without_controls("cut \xE2\x80"), "cut \xE2\x80");  // not UTF-8 to its end: left as it is
}

}  // namespace
}  // namespace wardscope::core
