// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <string>
#include <string_view>

#include "ops/operation.hpp"

namespace wardscope::ops {

/// A statistical result as it may be read out before a board. Each is one sentence or more, ends in a full stop and
/// has its numbers in it.
struct PlainWords {
  std::string shows;          ///< empty where the result's sentences hold it already
  std::string how_sure;       ///< what chance alone would do, the interval, what the answer hangs on
  std::string does_not_show;  ///< what a reader might wrongly take from it
  std::string methods;        ///< a report's paragraph: all that it takes to compute the same again
};

// What the later sentences begin with, so that a reader of several results finds the same at the same place.
constexpr std::string_view kHowSure = "How sure: ";
constexpr std::string_view kDoesNotShow = "What it does not show: ";
constexpr std::string_view kMethod = "Method: ";

/// Adds the four to the result's sentences, in this order. The first letter of what follows a heading is as it is
/// given.
/// @pre something is shown, by these words or by sentences that are there; the other three are not empty
void say(OperationResult& result, const PlainWords& words);

}  // namespace wardscope::ops
