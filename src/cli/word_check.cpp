// SPDX-License-Identifier: GPL-3.0-or-later
#include "cli/word_check.hpp"

#include <fmt/format.h>

#include <algorithm>

#include "core/near_names.hpp"

namespace wardscope::cli {
namespace {

constexpr std::string_view kFlag = "--";

bool has(const std::vector<std::string>& names, const std::string& name) {
  return std::find(names.begin(), names.end(), name) != names.end();
}

/// "; did you mean '--bandwidth'? ", or a mark that leads over to the remedy.
std::string lead_over(const std::string& word, const std::vector<std::string>& names) {
  const std::string near = core::did_you_mean(word, names);
  return near.empty() ? "; " : near + " ";
}

}  // namespace

core::Status check_words(const std::vector<std::string>& words, const KnownWords& known) {
  if (words.empty() || words.front().starts_with('-')) return {};
  const std::string& command = words.front();
  if (!has(known.commands, command)) {
    return core::invalid_argument(
        fmt::format("no command '{}'{}'wardscope help' lists them", command, lead_over(command, known.commands)));
  }
  const std::vector<std::string> options = known.options_of(command);
  for (std::size_t i = 1; i < words.size(); ++i) {
    if (words[i] == kFlag) break;
    if (!words[i].starts_with(kFlag)) continue;
    const std::string name = words[i].substr(0, words[i].find('='));
    if (has(options, name)) continue;
    return core::invalid_argument(fmt::format("'{}' has no option '{}'{}'wardscope help {}' lists them", command, name,
                                              lead_over(name, options), command));
  }
  return {};
}

}  // namespace wardscope::cli
