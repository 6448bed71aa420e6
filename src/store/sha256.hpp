// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <array>
#include <cstddef>
#include <filesystem>
#include <memory>
#include <span>
#include <string>
#include <string_view>

#include "core/result.hpp"

namespace wardscope::store {

/// SHA-256 (FIPS 180-4) of bytes that arrive in pieces.
class Sha256 {
 public:
  Sha256();
  Sha256(Sha256&&) noexcept;
  Sha256& operator=(Sha256&&) noexcept;
  ~Sha256();

  void add(std::span<const std::byte> bytes);
  void add(std::string_view text);
  /// The digest as 64 lower-case hex digits; the object is empty again afterwards.
  [[nodiscard]] std::string finish();

 private:
  void flush();

  struct Context;
  std::unique_ptr<Context> context_;
};

/// 64 lower-case hex digits.
std::string sha256_of(std::string_view bytes);
std::string sha256_of(std::span<const std::byte> bytes);
/// Of a file's bytes, read in pieces. @returns not_found or io, with the file's name.
core::Result<std::string> sha256_of_file(const std::filesystem::path& path);

}  // namespace wardscope::store
