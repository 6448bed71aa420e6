// SPDX-License-Identifier: GPL-3.0-or-later
#include "catalog/place_classes.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <iterator>
#include <string_view>

#include "core/text.hpp"

namespace wardscope::catalog {
namespace {

/// What hotspots of any kind are called in the lists.
constexpr std::array<std::string_view, 11> kHot{"more in and around it than expected",
                                                "more around it than expected",
                                                "more than expected",
                                                "high among high",
                                                "more than chance allows",
                                                "persistent hotspot",
                                                "emerging hotspot",
                                                "hotspot that held",
                                                "firm",
                                                "holds the first 25 %",
                                                "up"};
/// Their opposites: never one ground with them.
constexpr std::array<std::string_view, 6> kCold{"fewer in and around it than expected",
                                                "fewer around it than expected",
                                                "fewer than expected",
                                                "low among low",
                                                "fewer than chance allows",
                                                "down"};

template <std::size_t kCount>
bool is_one_of(const std::array<std::string_view, kCount>& words, std::string_view word) {
  return std::find(words.begin(), words.end(), word) != words.end();
}

std::string quoted_classes(const std::vector<std::string>& classes) {
  return "'" + fmt::format("{}", fmt::join(classes, "', '")) + "'";
}

/// Whether the part stands in the class as whole words.
bool has_words(std::string_view whole, std::string_view part) {
  for (std::size_t at = whole.find(part); at != std::string_view::npos; at = whole.find(part, at + 1)) {
    const std::size_t end = at + part.size();
    if ((at == 0 || whole[at - 1] == ' ') && (end == whole.size() || whole[end] == ' ')) return true;
  }
  return false;
}

/// @returns the classes that a word may mean: one, where it is the class's own
std::vector<std::string> matching(const std::string& asked, const std::vector<std::string>& present) {
  const std::string wanted = core::lower_ascii(core::trimmed(asked));
  std::vector<std::string> found;
  if (wanted.empty()) return found;
  for (const std::string& one : present) {
    const std::string own = core::lower_ascii(one);
    if (own == wanted) return {one};
    if (has_words(own, wanted)) found.push_back(one);
  }
  return found;
}

std::vector<std::string> hot_classes(const std::vector<std::string>& present) {
  std::vector<std::string> hot;
  std::copy_if(present.begin(), present.end(), std::back_inserter(hot),
               [](const std::string& one) { return is_one_of(kHot, one); });
  return hot;
}

}  // namespace

std::optional<std::size_t> class_column(const table::FeatureTable& features) {
  const auto side = features.column("side");
  return side ? side : features.column("class");
}

std::vector<std::string> classes_in(const table::FeatureTable& features, std::size_t column) {
  std::vector<std::string> classes;
  for (std::size_t row = 0; row < features.row_count(); ++row) {
    std::string word = table::to_text(features.at(row, column), 0);
    if (!word.empty() && std::find(classes.begin(), classes.end(), word) == classes.end())
      classes.push_back(std::move(word));
  }
  return classes;
}

core::Result<std::vector<std::string>> meant_classes(const std::vector<std::string>& asked,
                                                     const std::vector<std::string>& present,
                                                     const std::string& in_words) {
  if (asked.empty()) {
    std::vector<std::string> hot = hot_classes(present);
    if (!hot.empty()) return hot;
    return core::invalid_argument(fmt::format("no row of {} is a hotspot; its classes are {}: name one with --class",
                                              in_words, quoted_classes(present)));
  }
  std::vector<std::string> meant;
  for (const std::string& word : asked) {
    std::vector<std::string> found = matching(word, present);
    if (found.empty()) {
      return core::invalid_argument(
          fmt::format("no row of {} is '{}'; its classes are {}", in_words, word, quoted_classes(present)));
    }
    if (found.size() > 1) {
      return core::invalid_argument(
          fmt::format("'{}' may be {} of {}: name the one that is meant", word, quoted_classes(found), in_words));
    }
    if (std::find(meant.begin(), meant.end(), found.front()) == meant.end()) meant.push_back(std::move(found.front()));
  }
  const auto is_hot = [](const std::string& one) { return is_one_of(kHot, one); };
  const auto is_cold = [](const std::string& one) { return is_one_of(kCold, one); };
  if (std::any_of(meant.begin(), meant.end(), is_hot) && std::any_of(meant.begin(), meant.end(), is_cold)) {
    return core::invalid_argument(
        fmt::format("{} are opposites, and residents of both together are those of neither: ask for one at a time",
                    quoted_classes(meant)));
  }
  return meant;
}

}  // namespace wardscope::catalog
