// SPDX-License-Identifier: GPL-3.0-or-later
#include "ops/form_words.hpp"

#include <gtest/gtest.h>

#include "ops/toy_operation.hpp"

namespace wardscope::ops {
namespace {

struct FormWords : testing::Test {
  OperationRegistry registry = toy_registry(WorkspaceUse::reads);
  std::unique_ptr<Operation> toy = registry.make("toy");
  std::string said(std::string_view message) { return in_form_words(message, registry, toy.get()); }
};

TEST_F(FormWords, AFlagIsNamedAsItsField) {
  EXPECT_EQ(said("State a reach (--reach and others), or complete the register."),
            "State a reach ('Reach' and others), or complete the register.");
}

TEST_F(FormWords, ThePlaceholderAfterAFlagGoes) {
  EXPECT_EQ(said("which? Add --note NAME, or --count N"), "which? Add 'Note', or 'Count'");
  EXPECT_EQ(said("--note NAMES"), "'Note' NAMES");
}

TEST_F(FormWords, AFlagIsFoundWithoutItsOperationToo) {
  EXPECT_EQ(in_form_words("--height", registry, nullptr), "'Height'");
}

TEST_F(FormWords, ACommandIsNamedAsItsForm) {
  EXPECT_EQ(said("do it with 'wardscope toy --loud', then look"), "do it with 'Toy', then look");
}

TEST_F(FormWords, OnAPageAnOperationIsNamedByItsTitle) {
  EXPECT_EQ(in_page_words("run 'toy' for that (--reach)", registry, toy.get()), "run 'Toy' for that ('Reach')");
  EXPECT_EQ(in_page_words("'toys' and toy", registry, nullptr), "'toys' and toy");
}

TEST_F(FormWords, WhatNoFormHasStaysAsItIs) {
  EXPECT_EQ(said("use --no-such-thing, --, 'wardscope nothing' and 'wardscope"),
            "use --no-such-thing, --, 'wardscope nothing' and 'wardscope");
  EXPECT_EQ(said("kept--reach"), "kept--reach");
}

TEST_F(FormWords, OtherTextStaysByteForByte) { EXPECT_EQ(said("Reach – 50 m, café"), "Reach – 50 m, café"); }

}  // namespace
}  // namespace wardscope::ops
