// SPDX-License-Identifier: GPL-3.0-or-later
#include "io/synthetic_words.hpp"

#include <algorithm>
#include <fstream>
#include <nlohmann/json.hpp>
#include <string>
#include <string_view>

#include "core/text.hpp"

namespace wardscope::io {
namespace {

constexpr std::string_view kWord = "synthetic";

bool is_english_letter(char c) { return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z'); }

/// The word by itself: not "biosynthetic".
bool has_word(std::string_view lowered) {
  for (std::size_t at = lowered.find(kWord); at != std::string_view::npos; at = lowered.find(kWord, at + 1)) {
    const bool begins = at == 0 || !is_english_letter(lowered[at - 1]);
    const std::size_t end = at + kWord.size();
    if (begins && (end == lowered.size() || !is_english_letter(lowered[end]))) return true;
  }
  return false;
}

bool provenance_says_synthetic(const std::filesystem::path& path) {
  std::ifstream file(path.string() + ".provenance.json");
  if (!file) return false;
  const nlohmann::json json = nlohmann::json::parse(file, nullptr, false);
  if (!json.is_object()) return false;
  const auto found = json.find(kWord);
  return found != json.end() && *found == nlohmann::json(true);
}

}  // namespace

bool file_says_synthetic(const std::filesystem::path& path) {
  return has_word(core::lower_ascii(path.filename().string())) || provenance_says_synthetic(path);
}

bool row_says_synthetic(const SourceRow& row) {
  return std::any_of(row.values.begin(), row.values.end(), [](std::string_view cell) {
    constexpr std::size_t kLongest = 200;  // a label is short; prose may speak of anything
    if (cell.size() < kWord.size() || cell.size() > kLongest) return false;
    const std::string lowered = core::lower_ascii(core::trimmed(cell));
    return lowered == kWord || lowered.find("(synthetic)") != std::string::npos;
  });
}

}  // namespace wardscope::io
