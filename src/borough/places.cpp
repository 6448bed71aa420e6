// SPDX-License-Identifier: GPL-3.0-or-later
#include "borough/places.hpp"

#include <algorithm>
#include <array>
#include <utility>

#include "core/text.hpp"

namespace wardscope::borough {
namespace {

struct HubWord {
  HubKind kind;
  std::string_view word;
  std::string_view label;
};

constexpr std::array<HubWord, 5> kHubWords = {{
    {HubKind::library, "library", "Library"},
    {HubKind::community_centre, "community-centre", "Community centre"},
    {HubKind::childrens_centre, "childrens-centre", "Children's centre"},
    {HubKind::reporting_centre, "reporting-centre", "Third-party reporting centre"},
    {HubKind::other, "other", "Other hub"},
}};

/// Letters only, lower case: "Children's Centre" and "childrens-centre" are the same word.
std::string letters_of(std::string_view text) {
  std::string letters = core::lower_ascii(text);
  std::erase_if(letters, [](char c) { return c < 'a' || c > 'z'; });
  return letters;
}

const HubWord& word_of(HubKind kind) {
  return *std::find_if(kHubWords.begin(), kHubWords.end(), [&](const HubWord& word) { return word.kind == kind; });
}

}  // namespace

std::string_view to_label(HubKind kind) { return word_of(kind).label; }
std::string_view to_word(HubKind kind) { return word_of(kind).word; }

HubKind hub_kind_from(std::string_view text) {
  const std::string letters = letters_of(text);
  for (const HubWord& word : kHubWords) {
    if (letters == letters_of(word.word) || letters == letters_of(word.label)) return word.kind;
  }
  return HubKind::other;
}

}  // namespace wardscope::borough
