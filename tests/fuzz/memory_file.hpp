// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <sys/mman.h>
#include <unistd.h>

#include <cstddef>
#include <cstdlib>
#include <filesystem>
#include <span>
#include <string>

namespace wardscope::fuzz {

/// Bytes under a path, in memory: a harness that wrote to a disk would fuzz the disk.
class MemoryFile {
 public:
  explicit MemoryFile(std::span<const std::byte> bytes) : descriptor_(memfd_create("fuzz", MFD_CLOEXEC)) {
    if (descriptor_ < 0 || write(descriptor_, bytes.data(), bytes.size()) != static_cast<ssize_t>(bytes.size()))
      abort();
  }
  MemoryFile(const MemoryFile&) = delete;
  MemoryFile& operator=(const MemoryFile&) = delete;
  ~MemoryFile() { close(descriptor_); }
  [[nodiscard]] std::filesystem::path path() const { return "/proc/self/fd/" + std::to_string(descriptor_); }

 private:
  int descriptor_;
};

/// The same in the temporary folder, for SQLite, which wants a name of the file system. One file a program, written
/// anew for each input.
class ScratchFile {
 public:
  ScratchFile() : path_((std::filesystem::temp_directory_path() / "wardscope-fuzz-XXXXXX").string()) {
    descriptor_ = mkstemp(path_.data());
    if (descriptor_ < 0) abort();
  }
  ScratchFile(const ScratchFile&) = delete;
  ScratchFile& operator=(const ScratchFile&) = delete;
  ~ScratchFile() {
    close(descriptor_);
    unlink(path_.c_str());
  }
  void fill(std::span<const std::byte> bytes) const {
    if (ftruncate(descriptor_, 0) != 0) abort();
    if (pwrite(descriptor_, bytes.data(), bytes.size(), 0) != static_cast<ssize_t>(bytes.size())) abort();
  }
  [[nodiscard]] std::filesystem::path path() const { return path_; }

 private:
  std::string path_;
  int descriptor_ = -1;
};

}  // namespace wardscope::fuzz
