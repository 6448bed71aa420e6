// SPDX-License-Identifier: GPL-3.0-or-later
#include "ops/plain_words.hpp"

#include <cassert>

namespace wardscope::ops {

void say(OperationResult& result, const PlainWords& words) {
  assert(!words.shows.empty() || !result.sentences.empty());
  assert(!words.how_sure.empty() && !words.does_not_show.empty() && !words.methods.empty());
  if (!words.shows.empty()) result.sentences.push_back(words.shows);
  result.sentences.push_back(std::string(kHowSure) + words.how_sure);
  result.sentences.push_back(std::string(kDoesNotShow) + words.does_not_show);
  result.sentences.push_back(std::string(kMethod) + words.methods);
}

}  // namespace wardscope::ops
