// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstdint>
#include <string_view>

namespace wardscope::io {

/// Tells whether bytes that arrive in chunks are UTF-8 (RFC 3629: no overlong forms, no surrogates, up to U+10FFFF).
class Utf8Validator {
 public:
  void add(std::string_view bytes);
  /// True where everything so far is valid; the last character may be incomplete.
  [[nodiscard]] bool valid() const { return valid_; }
  /// True where, besides, no character is left incomplete.
  [[nodiscard]] bool valid_to_the_end() const { return valid_ && expected_ == 0; }

 private:
  void step(std::uint8_t byte);

  bool valid_ = true;
  int expected_ = 0;           ///< continuation bytes still to come
  std::uint8_t least_ = 0x80;  ///< range of the next continuation byte
  std::uint8_t most_ = 0xBF;
};

}  // namespace wardscope::io
