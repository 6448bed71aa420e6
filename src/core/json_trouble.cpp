// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/json_trouble.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <utility>

#include "core/text.hpp"

namespace wardscope::core {
namespace {

/// The parser's names for what can stand in JSON, in words.
std::string in_words(std::string_view token) {
  constexpr std::pair<std::string_view, std::string_view> kWords[] = {
      {"string literal", "a name or text in double quotes"},
      {"number literal", "a number"},
      {"object key", "a name in double quotes"},
      {"end of input", "the end of the file"},
      {"true literal", "true"},
      {"false literal", "false"},
      {"null literal", "null"}};
  for (const auto& [theirs, ours] : kWords) {
    if (token == theirs) return std::string(ours);
  }
  if (token.find("'[', '{', or a literal") != std::string_view::npos) return "a value";
  return std::string(token);
}

/// The part of `text` after `mark` and before `end`; nothing where the mark is not there.
std::string_view between(std::string_view text, std::string_view mark, std::string_view end) {
  const std::size_t at = text.find(mark);
  if (at == std::string_view::npos) return {};
  const std::string_view rest = text.substr(at + mark.size());
  return rest.substr(0, rest.find(end));
}

std::string unexpected(std::string_view found, std::string_view expected) {
  const std::string wanted = expected.empty() ? std::string() : in_words(expected);
  if (found == "end of input") {
    return wanted.empty() ? std::string("the file ends too early")
                          : fmt::format("the file ends where {} was expected", wanted);
  }
  std::string text = wanted.empty() ? fmt::format("{} is not expected here", in_words(found))
                                    : fmt::format("{} stands where {} was expected", in_words(found), wanted);
  const bool found_end = found == "'}'" || found == "']'";
  const bool wanted_end = expected == "'}'" || expected == "']'";
  if (found_end && !wanted_end) text += "; is the comma before it one too many?";
  if (wanted_end && !found_end) text += "; is a comma missing before it?";
  return text;
}

std::string cause(std::string_view reason) {
  if (const auto found = between(reason, "unexpected ", ";"); !found.empty())
    return unexpected(found, between(reason, "; expected ", "\n"));
  if (reason.find("missing closing quote") != std::string_view::npos) return "a text has no closing double quote";
  if (reason.find("control character") != std::string_view::npos)
    return "a text goes on over the end of its line; close its double quote, or write \\n";
  if (reason.find("UTF-8") != std::string_view::npos) return "a text is not in UTF-8; save the file as UTF-8";
  if (reason.find("invalid number") != std::string_view::npos)
    return "a number is written wrongly; write it as 2.5 or -3";
  if (reason.find("backslash") != std::string_view::npos || reason.find("\\u") != std::string_view::npos) {
    return "a backslash in a text stands alone; write two of them";
  }
  if (reason.find("expected string literal") != std::string_view::npos) return "a name in double quotes was expected";
  if (reason.find("expected end of input") != std::string_view::npos)
    return "something follows after the end; take it away";
  if (reason.find("invalid literal") != std::string_view::npos) {
    return "this is no value; a text stands in double quotes, anything else is a number, true, false, null, a list [ ] "
           "or an object { }";
  }
  return "it can't be read from here on";
}

}  // namespace

std::string json_trouble(std::string_view text, std::size_t byte, std::string_view reason) {
  if (trimmed(text).empty()) return "it is empty; a JSON object { } was expected";
  const std::size_t at = std::min(byte == 0 ? 0 : byte - 1, text.size());
  const std::string_view before = text.substr(0, at);
  const auto line = std::count(before.begin(), before.end(), '\n') + 1;
  const std::size_t begin = before.rfind('\n') == std::string_view::npos ? 0 : before.rfind('\n') + 1;
  // Letters, not bytes: what the reader's editor counts.
  const auto column = std::count_if(before.begin() + static_cast<std::ptrdiff_t>(begin), before.end(),
                                    [](char c) { return (static_cast<unsigned char>(c) & 0xC0U) != 0x80U; }) +
                      1;
  return fmt::format("not valid JSON at line {}, column {}: {}", line, column, cause(reason));
}

}  // namespace wardscope::core
