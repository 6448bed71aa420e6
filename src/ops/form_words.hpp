// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <string>
#include <string_view>

#include "ops/operation.hpp"

namespace wardscope::ops {

/// A message that was written for the command line in words of its forms, for the window and for pages that people
/// read: a flag such as --assumed-range becomes the label of its field in quotes, its placeholder (FILE, NAME, N) goes,
/// and 'wardscope import' becomes the title of that form. `operation` is what the message is about; flags that it
/// doesn't have are looked for in the others. Null: none.
std::string in_form_words(std::string_view message, const OperationRegistry& registry, const Operation* operation);

/// What a run says of its result, in words of a page that has no command line: as in_form_words(), and the name of an
/// operation in quotes, 'validate', becomes its title.
std::string in_page_words(std::string_view sentence, const OperationRegistry& registry, const Operation* operation);

}  // namespace wardscope::ops
