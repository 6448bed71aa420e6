// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/control_characters.hpp"

namespace wardscope::core {

std::string without_controls(std::string_view utf8) {
  constexpr std::string_view kReplacement = "\xEF\xBF\xBD";
  const auto byte = [&](std::size_t i) { return i < utf8.size() ? static_cast<unsigned char>(utf8[i]) : 0U; };
  std::string safe;
  safe.reserve(utf8.size());
  for (std::size_t i = 0; i < utf8.size();) {
    const unsigned first = byte(i);
    const unsigned second = byte(i + 1);
    const unsigned third = byte(i + 2);
    const bool is_c0 = (first < 0x20 && first != '\n' && first != '\t') || first == 0x7F;
    const bool is_c1 = first == 0xC2 && second >= 0x80 && second <= 0x9F;
    // U+200E, U+200F, U+202A to U+202E, U+2066 to U+2069, U+061C
    const bool turns =
        (first == 0xE2 && second == 0x80 && (third == 0x8E || third == 0x8F || (third >= 0xAA && third <= 0xAE))) ||
        (first == 0xE2 && second == 0x81 && third >= 0xA6 && third <= 0xA9);
    const bool turns_arabic = first == 0xD8 && second == 0x9C;
    const std::size_t bytes = turns ? 3 : is_c1 || turns_arabic ? 2 : 1;
    if (is_c0 || is_c1 || turns || turns_arabic) {
      safe += kReplacement;
    } else {
      safe += utf8[i];
    }
    i += bytes;
  }
  return safe;
}

}  // namespace wardscope::core
