// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/near_names.hpp"

#include <fmt/format.h>

#include <algorithm>

#include "core/text.hpp"

namespace wardscope::core {
namespace {

constexpr std::size_t kListedWhole = 16;  // hub kinds, types, neighbourhoods: all of them; wards: mostly not
constexpr std::size_t kListedFirst = 5;
constexpr std::size_t kLettersASlip = 3;  // one slip in three letters is a misspelling, more is another word
constexpr std::size_t kNoMatch = 1000;

bool is_letter_or_digit(char c) {
  return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || static_cast<unsigned char>(c) >= 0x80;
}

/// Lower-case letters and digits alone, so that "Oldtown" and "Old Town", "anti social" and "Anti-social" are one.
std::string bare(std::string_view text) {
  std::string letters;
  for (const char c : lower_ascii(text)) {
    if (is_letter_or_digit(c)) letters += c;
  }
  return letters;
}

std::vector<std::string> words_of(std::string_view text) {
  std::vector<std::string> words(1);
  for (const char c : lower_ascii(text)) {
    if (is_letter_or_digit(c)) {
      words.back() += c;
    } else if (!words.back().empty()) {
      words.emplace_back();
    }
  }
  if (words.back().empty()) words.pop_back();
  return words;
}

bool near_in_spelling(std::string_view a, std::string_view b, std::size_t distance) {
  return distance * kLettersASlip <= std::max(a.size(), b.size());
}

/// 0 the best; kNoMatch where nobody could have meant it. Containing is better than a slip, a slip in the whole name
/// better than one in a word of it.
std::size_t remoteness(const std::string& wanted, const std::string& name) {
  constexpr std::size_t kContains = 1;
  constexpr std::size_t kSlip = 10;
  constexpr std::size_t kWordSlip = 30;
  const std::string whole = bare(name);
  if (whole == wanted) return 0;
  constexpr std::size_t kTellingLetters = 3;  // two letters are contained in nearly everything
  if (wanted.size() >= kTellingLetters && whole.find(wanted) != std::string::npos) {
    return whole.starts_with(wanted) ? kContains : kContains + 1;
  }
  const std::size_t distance = edit_distance(wanted, whole);
  if (near_in_spelling(wanted, whole, distance)) return kSlip + distance;
  std::size_t best = kNoMatch;
  for (const std::string& word : words_of(name)) {
    if (word.size() <= kTellingLetters) continue;
    if (wanted.size() > kTellingLetters && wanted.starts_with(word)) best = std::min(best, kWordSlip);
    const std::size_t slips = edit_distance(wanted, word);
    if (near_in_spelling(wanted, word, slips)) best = std::min(best, kWordSlip + slips);
  }
  return best;
}

std::string quoted_list(const std::vector<std::string>& names) {
  std::string text;
  for (std::size_t i = 0; i < names.size(); ++i) {
    if (i > 0) text += i + 1 == names.size() ? " or " : ", ";
    text += fmt::format("'{}'", names[i]);
  }
  return text;
}

bool is_long(const NameQuestion& question, const std::vector<std::string>& names) {
  return names.size() > kListedWhole && !question.lister.empty();
}

std::string listed(const NameQuestion& question, const std::vector<std::string>& names) {
  if (names.empty()) return fmt::format("There are no {} here", question.plural);
  const bool whole = !is_long(question, names);
  std::string text;
  for (std::size_t i = 0; i < (whole ? names.size() : kListedFirst); ++i) {
    if (i > 0) text += ", ";
    text += names[i];
  }
  if (whole) return fmt::format("The {} are: {}", question.plural, text);
  return fmt::format("The {} {} begin with {}; {} lists them all",
                     with_thousands(static_cast<std::int64_t>(names.size())), question.plural, text, question.lister);
}

}  // namespace

std::size_t edit_distance(std::string_view a, std::string_view b) {
  const std::string first = lower_ascii(a);
  const std::string second = lower_ascii(b);
  // Three rows of the table: two letters back for a swap, one back, this one.
  std::vector<std::size_t> before(second.size() + 1);
  std::vector<std::size_t> last(second.size() + 1);
  std::vector<std::size_t> now(second.size() + 1);
  for (std::size_t j = 0; j <= second.size(); ++j) last[j] = j;
  for (std::size_t i = 1; i <= first.size(); ++i) {
    now[0] = i;
    for (std::size_t j = 1; j <= second.size(); ++j) {
      const std::size_t change = first[i - 1] == second[j - 1] ? 0 : 1;
      now[j] = std::min({last[j] + 1, now[j - 1] + 1, last[j - 1] + change});
      const bool swapped = i > 1 && j > 1 && first[i - 1] == second[j - 2] && first[i - 2] == second[j - 1];
      if (swapped) now[j] = std::min(now[j], before[j - 2] + 1);
    }
    std::swap(before, last);
    std::swap(last, now);
  }
  return last[second.size()];
}

std::vector<std::string> near_names(std::string_view wanted, const std::vector<std::string>& names, std::size_t most) {
  const std::string letters = bare(wanted);
  if (letters.empty()) return {};
  std::vector<std::pair<std::size_t, std::string>> found;
  for (const std::string& name : names) {
    const std::size_t distance = remoteness(letters, name);
    const bool known = std::any_of(found.begin(), found.end(), [&](const auto& other) { return other.second == name; });
    if (distance < kNoMatch && !known) found.emplace_back(distance, name);
  }
  std::stable_sort(found.begin(), found.end(), [](const auto& a, const auto& b) { return a.first < b.first; });
  std::vector<std::string> near;
  for (const auto& [distance, name] : found) {
    if (near.size() < most) near.push_back(name);
  }
  return near;
}

std::string did_you_mean(std::string_view wanted, const std::vector<std::string>& names, std::size_t most) {
  const std::vector<std::string> near = near_names(wanted, names, most);
  return near.empty() ? std::string() : fmt::format("; did you mean {}?", quoted_list(near));
}

std::string no_such_name(const NameQuestion& question, std::string_view wanted, const std::vector<std::string>& names) {
  constexpr std::size_t kOffered = 5;
  const std::string near = did_you_mean(wanted, names, kOffered);
  // A list that is cut short helps nobody who has been offered what is near.
  if (!near.empty() && is_long(question, names)) {
    return fmt::format("no {} '{}'{} {} lists all {}", question.what, wanted, near, question.lister,
                       with_thousands(static_cast<std::int64_t>(names.size())));
  }
  return fmt::format("no {} '{}'{} {}", question.what, wanted, near.empty() ? "." : near, listed(question, names));
}

}  // namespace wardscope::core
