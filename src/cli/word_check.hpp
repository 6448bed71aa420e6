// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <functional>
#include <string>
#include <vector>

#include "core/result.hpp"

namespace wardscope::cli {

/// What can be said on the command line.
struct KnownWords {
  std::vector<std::string> commands;
  /// The options of a command as they are written: "--bandwidth".
  std::function<std::vector<std::string>(const std::string& command)> options_of;
};

/// Checks the command and the names of its options, in the order in which they were written, before anything else is
/// made of them. Values are not looked at. @returns invalid_argument that names the first word that is unknown and what
/// is near it.
core::Status check_words(const std::vector<std::string>& words, const KnownWords& known);

}  // namespace wardscope::cli
