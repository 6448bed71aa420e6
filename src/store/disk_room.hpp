// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstdint>
#include <filesystem>
#include <optional>
#include <string>

#include "core/result.hpp"

namespace wardscope::store {

/// Bytes that may still be written to the disk of this file, or of the folder where it is to be. Nothing where the
/// system does not say.
std::optional<std::uintmax_t> free_bytes(const std::filesystem::path& path);

/// "312 bytes", "4.2 MB": powers of a thousand, as file managers count.
std::string bytes_in_words(std::uintmax_t bytes);

/// A question asked before work that would fail at its end for want of room.
struct RoomQuestion {
  std::filesystem::path path;               ///< of what is to be written
  std::uintmax_t needed = 0;                ///< bytes, an estimate on the high side
  std::optional<std::uintmax_t> free = {};  ///< instead of asking the system; for tests
};

/// @returns io where there is less room than needed, with both figures and the remedy.
core::Status check_room(const RoomQuestion& question);

}  // namespace wardscope::store
