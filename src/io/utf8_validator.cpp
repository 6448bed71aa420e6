// SPDX-License-Identifier: GPL-3.0-or-later
#include "io/utf8_validator.hpp"

#include <cstring>

namespace wardscope::io {
namespace {

constexpr std::uint64_t kHighBits = 0x8080808080808080ULL;

}  // namespace

void Utf8Validator::add(std::string_view bytes) {
  std::size_t at = 0;
  while (valid_ && at < bytes.size()) {
    std::uint64_t eight = 0;
    if (expected_ == 0 && at + sizeof eight <= bytes.size()) {
      std::memcpy(&eight, bytes.data() + at, sizeof eight);
      if ((eight & kHighBits) == 0) {
        at += sizeof eight;
        continue;
      }
    }
    step(static_cast<std::uint8_t>(bytes[at++]));
  }
}

void Utf8Validator::step(std::uint8_t byte) {
  if (expected_ > 0) {
    valid_ = byte >= least_ && byte <= most_;
    --expected_;
    least_ = 0x80;
    most_ = 0xBF;
  } else if (byte >= 0xC2 && byte <= 0xDF) {
    expected_ = 1;
  } else if (byte >= 0xE0 && byte <= 0xEF) {
    expected_ = 2;
    if (byte == 0xE0) least_ = 0xA0;  // below: overlong
    if (byte == 0xED) most_ = 0x9F;   // above: surrogates
  } else if (byte >= 0xF0 && byte <= 0xF4) {
    expected_ = 3;
    if (byte == 0xF0) least_ = 0x90;
    if (byte == 0xF4) most_ = 0x8F;  // above: beyond U+10FFFF
  } else {
    valid_ = byte < 0x80;
  }
}

}  // namespace wardscope::io
