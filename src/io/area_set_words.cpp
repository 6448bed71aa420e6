// SPDX-License-Identifier: GPL-3.0-or-later
#include "io/area_set_words.hpp"

#include <algorithm>
#include <array>
#include <cstddef>

#include "core/text.hpp"

namespace wardscope::io {
namespace {

bool is_digit(char c) { return c >= '0' && c <= '9'; }
bool is_letter(char c) { return c >= 'a' && c <= 'z'; }

/// Lower-case words and numbers of a file name: "wards_dec2020_bgc" has wards, dec, 2020, bgc.
std::vector<std::string> words_of(std::string_view name) {
  std::vector<std::string> words;
  char last = ' ';
  for (const char c : core::lower_ascii(name)) {
    const bool goes_on = (is_letter(c) && is_letter(last)) || (is_digit(c) && is_digit(last));
    if (goes_on)
      words.back() += c;
    else if (is_letter(c) || is_digit(c))
      words.emplace_back(1, c);
    last = c;
  }
  return words;
}

std::string month_of(const std::string& word) {
  constexpr std::array<std::string_view, 12> kMonths{"January",   "February", "March",    "April",
                                                     "May",       "June",     "July",     "August",
                                                     "September", "October",  "November", "December"};
  constexpr std::size_t kShortForm = 3;
  if (word.size() < kShortForm) return {};
  for (const std::string_view month : kMonths) {
    if (core::lower_ascii(month).starts_with(word)) return std::string(month);
  }
  return {};
}

/// A year as four digits, or as two.
std::string year_of(const std::string& word) {
  if (!std::all_of(word.begin(), word.end(), is_digit)) return {};
  if (word.size() == 4 && (word.starts_with("19") || word.starts_with("20"))) return word;
  return word.size() == 2 ? "20" + word : std::string();
}

}  // namespace

std::string vintage_of(const SourceSchema& schema) {
  const std::vector<std::string> words = words_of(schema.layer_name.empty() ? schema.file_name : schema.layer_name);
  for (std::size_t i = 0; i + 1 < words.size(); ++i) {
    std::string month = month_of(words[i]);
    const std::string year = year_of(words[i + 1]);
    if (!month.empty() && !year.empty()) return month.append(" ").append(year);
  }
  constexpr std::array<std::string_view, 9> kPatterns{"wd##cd",     "lsoa##cd", "lsoa##code", "lad##cd", "msoa##cd",
                                                      "ward##code", "oa##cd",   "ltla##cd",   "utla##cd"};
  for (const std::string_view pattern : kPatterns) {
    for (const std::string& column : schema.columns) {
      const std::string name = normalised_name(column);
      if (!name_fits(pattern, name)) continue;
      return "20" + name.substr(pattern.find('#'), 2);
    }
  }
  return {};
}

bool is_clipped_to_the_coast(std::string_view file_name) {
  const std::vector<std::string> words = words_of(file_name);
  return std::none_of(words.begin(), words.end(),
                      [](const std::string& word) { return word == "bfe" || word == "bge"; });
}

std::string area_set_name(const LayerDefinition& definition, const SourceSchema& schema) {
  const std::string vintage = vintage_of(schema);
  const std::string name = definition.name.empty() ? definition.title : definition.name;
  return vintage.empty() ? name : name + " (" + vintage + ")";
}

}  // namespace wardscope::io
