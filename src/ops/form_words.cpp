// SPDX-License-Identifier: GPL-3.0-or-later
#include "ops/form_words.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <optional>

#include "ops/parameters.hpp"

namespace wardscope::ops {
namespace {

constexpr std::string_view kFlag = "--";
constexpr std::string_view kCommand = "'wardscope ";

bool is_flag_letter(char c) { return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '-'; }

/// The label of a parameter without its unit: "Assumed range" of "Assumed range (m)".
std::optional<std::string> label_of(const Operation& operation, std::string_view parameter) {
  for (const ParameterDescription& described : describe_parameters(operation)) {
    if (described.name != parameter) continue;
    return described.label.substr(0, described.label.rfind(" ("));
  }
  return std::nullopt;
}

std::optional<std::string> label_of(const OperationRegistry& registry, const Operation* operation,
                                    std::string_view parameter) {
  if (operation != nullptr) {
    if (auto label = label_of(*operation, parameter)) return label;
  }
  for (const auto& other : registry.all()) {
    if (auto label = label_of(*other, parameter)) return label;
  }
  return std::nullopt;
}

/// How long the placeholder after a flag is, its blank included; 0: there is none.
std::size_t placeholder_length(std::string_view after) {
  constexpr std::array<std::string_view, 6> kPlaceholders = {"NAME", "FILE", "FOLDER", "PATH", "KIND", "N"};
  for (const std::string_view word : kPlaceholders) {
    if (!after.starts_with(' ') || !after.substr(1).starts_with(word)) continue;
    const std::size_t length = word.size() + 1;
    const bool ends = after.size() == length || (after[length] < 'A' || after[length] > 'Z');
    if (ends) return length;
  }
  return 0;
}

/// A piece of the message and what stands for it.
struct Rewritten {
  std::string words;
  std::size_t length = 0;  ///< of the message
};

std::optional<Rewritten> rewritten_flag(std::string_view text, const OperationRegistry& registry,
                                        const Operation* operation) {
  std::size_t end = kFlag.size();
  while (end < text.size() && is_flag_letter(text[end])) ++end;
  const auto label = label_of(registry, operation, text.substr(kFlag.size(), end - kFlag.size()));
  if (!label) return std::nullopt;
  return Rewritten{"'" + *label + "'", end + placeholder_length(text.substr(end))};
}

std::optional<Rewritten> rewritten_command(std::string_view text, const OperationRegistry& registry) {
  const std::size_t end = text.find('\'', kCommand.size());
  if (end == std::string_view::npos) return std::nullopt;
  const std::string_view words = text.substr(kCommand.size(), end - kCommand.size());
  const auto named = registry.make(words.substr(0, words.find(' ')));
  if (!named) return std::nullopt;
  return Rewritten{"'" + std::string(named->info().title) + "'", end + 1};
}

}  // namespace

std::string in_form_words(std::string_view message, const OperationRegistry& registry, const Operation* operation) {
  std::string words;
  for (std::size_t i = 0; i < message.size();) {
    const std::string_view rest = message.substr(i);
    const bool begins = i == 0 || !is_flag_letter(message[i - 1]);
    std::optional<Rewritten> piece;
    if (rest.starts_with(kCommand)) piece = rewritten_command(rest, registry);
    if (!piece && begins && rest.starts_with(kFlag)) piece = rewritten_flag(rest, registry, operation);
    words += piece ? piece->words : std::string(1, message[i]);
    i += piece ? piece->length : 1;
  }
  return words;
}

std::string in_page_words(std::string_view sentence, const OperationRegistry& registry, const Operation* operation) {
  std::string words = in_form_words(sentence, registry, operation);
  for (const auto& named : registry.all()) {
    const std::string command = fmt::format("'{}'", named->info().name);
    const std::string title = fmt::format("'{}'", named->info().title);
    for (std::size_t at = words.find(command); at != std::string::npos; at = words.find(command, at + title.size()))
      words.replace(at, command.size(), title);
  }
  return words;
}

}  // namespace wardscope::ops
