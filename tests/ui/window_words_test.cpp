// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/window_words.hpp"

#include <gtest/gtest.h>

#include "ops/toy_operation.hpp"

namespace wardscope::ui {
namespace {

struct WindowWords : testing::Test {
  ops::OperationRegistry registry = ops::toy_registry(ops::WorkspaceUse::reads);
  std::unique_ptr<ops::Operation> toy = registry.make("toy");
  std::string said(std::string_view message) { return in_window_words(message, registry, toy.get()); }
};

TEST_F(WindowWords, AFlagIsNamedAsItsField) {
  EXPECT_EQ(said("State a reach (--reach and others), or complete the register."),
            "State a reach ('Reach' and others), or complete the register.");
}

TEST_F(WindowWords, ThePlaceholderAfterAFlagGoes) {
  EXPECT_EQ(said("which? Add --note NAME, or --count N"), "which? Add 'Note', or 'Count'");
  EXPECT_EQ(said("--note NAMES"), "'Note' NAMES");
}

TEST_F(WindowWords, AFlagIsFoundWithoutItsOperationToo) {
  EXPECT_EQ(in_window_words("--height", registry, nullptr), "'Height'");
}

TEST_F(WindowWords, ACommandIsNamedAsItsForm) {
  EXPECT_EQ(said("do it with 'wardscope toy --loud', then look"), "do it with 'Toy', then look");
}

TEST_F(WindowWords, WhatNoFormHasStaysAsItIs) {
  EXPECT_EQ(said("use --no-such-thing, --, 'wardscope nothing' and 'wardscope"),
            "use --no-such-thing, --, 'wardscope nothing' and 'wardscope");
  EXPECT_EQ(said("kept--reach"), "kept--reach");
}

TEST_F(WindowWords, OtherTextStaysByteForByte) { EXPECT_EQ(said("Reach – 50 m, café"), "Reach – 50 m, café"); }

}  // namespace
}  // namespace wardscope::ui
