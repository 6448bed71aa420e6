// SPDX-License-Identifier: GPL-3.0-or-later
#include "store/disk_room.hpp"

#include <fmt/format.h>

#include <array>
#include <system_error>

namespace wardscope::store {

std::optional<std::uintmax_t> free_bytes(const std::filesystem::path& path) {
  const std::filesystem::path folder = path.parent_path().empty() ? std::filesystem::path(".") : path.parent_path();
  std::error_code code;
  const std::filesystem::space_info space = std::filesystem::space(folder, code);
  if (code || space.available == static_cast<std::uintmax_t>(-1)) return std::nullopt;
  return space.available;
}

std::string bytes_in_words(std::uintmax_t bytes) {
  constexpr double kThousand = 1000.0;
  constexpr std::array<const char*, 4> kUnits{"kB", "MB", "GB", "TB"};
  if (bytes < 1000) return fmt::format("{} bytes", bytes);
  double count = static_cast<double>(bytes) / kThousand;
  std::size_t unit = 0;
  for (; count >= kThousand && unit + 1 < kUnits.size(); ++unit) count /= kThousand;
  return fmt::format("{:.1f} {}", count, kUnits[unit]);
}

core::Status check_room(const RoomQuestion& question) {
  const auto free = question.free ? question.free : free_bytes(question.path);
  if (!free || *free >= question.needed) return {};
  return core::io_error(
      fmt::format("'{}' needs about {} and its disk has {} free; free some space, or choose another "
                  "disk; nothing was written",
                  question.path.filename().string(), bytes_in_words(question.needed), bytes_in_words(*free)));
}

}  // namespace wardscope::store
