// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <filesystem>
#include <string>
#include <string_view>

#include "core/result.hpp"
#include "io/writers.hpp"

namespace wardscope::io {

/// The unfinished neighbour of a file that is being written: ".NAME.part" in the same folder. It is gone with this
/// object unless publish() made it the file.
class PartFile {
 public:
  /// @returns io where the folder is missing or not writable, conflict where the file exists and may not be replaced.
  static core::Result<PartFile> make(const std::filesystem::path& target, Overwrite overwrite);
  PartFile(PartFile&& other) noexcept;
  PartFile& operator=(PartFile&&) = delete;
  ~PartFile();

  [[nodiscard]] const std::filesystem::path& path() const { return part_; }
  [[nodiscard]] const std::filesystem::path& target() const { return target_; }
  /// Flushes the part to the device, renames it to the target and flushes the folder. @returns io.
  core::Status publish();
  /// An error about the target: "'profile.csv' can't be written: …".
  [[nodiscard]] core::Error error(std::string_view why) const;

 private:
  PartFile() = default;
  std::filesystem::path target_;
  std::filesystem::path part_;
};

/// Writes bytes to a part file and reads them back. @returns io.
core::Status write_bytes(const PartFile& part, std::string_view bytes);

}  // namespace wardscope::io
