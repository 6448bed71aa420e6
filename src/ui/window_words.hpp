// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <string>
#include <string_view>

#include "ops/operation.hpp"

namespace wardscope::ui {

/// A message that was written for the command line in words of the window: a flag such as --assumed-range becomes the
/// label of its field in quotes, its placeholder (FILE, NAME, N) goes, and 'wardscope import' becomes the title of that
/// form. `operation` is what the message is about; flags that it doesn't have are looked for in the others. Null: none.
std::string in_window_words(std::string_view message, const ops::OperationRegistry& registry,
                            const ops::Operation* operation);

}  // namespace wardscope::ui
