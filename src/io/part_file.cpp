// SPDX-License-Identifier: GPL-3.0-or-later
#include "io/part_file.hpp"

#include <fcntl.h>
#include <fmt/format.h>
#include <unistd.h>

#include <cerrno>
#include <cstdio>
#include <cstring>
#include <memory>
#include <system_error>
#include <utility>

#include "io/c_file.hpp"
#include "io/file_inspection.hpp"
#include "store/disk_room.hpp"

namespace wardscope::io {
namespace {

/// Flushes a file or folder to the device. 0, or errno.
int flush_to_device(const std::filesystem::path& path) {
  const int opened = open(path.c_str(), O_RDONLY | O_CLOEXEC);
  if (opened < 0) return errno;
  const int failed = fsync(opened) == 0 ? 0 : errno;
  close(opened);
  return failed;
}

std::filesystem::path folder_of(const std::filesystem::path& path) {
  return path.parent_path().empty() ? std::filesystem::path(".") : path.parent_path();
}

}  // namespace

core::Result<PartFile> PartFile::make(const std::filesystem::path& target, Overwrite overwrite) {
  PartFile made;
  made.target_ = target;
  std::error_code code;
  const std::filesystem::path folder = folder_of(target);
  if (auto writable = check_target(target); !writable) return writable.error();
  if (overwrite == Overwrite::no && std::filesystem::exists(target, code)) {
    return core::conflict(fmt::format("'{}' exists already; choose another name, or allow it to be replaced",
                                      target.filename().string()));
  }
  made.part_ = folder / ("." + target.filename().string() + ".part");
  std::filesystem::remove(made.part_, code);  // of a run that was killed
  return made;
}

PartFile::PartFile(PartFile&& other) noexcept
    : target_(std::move(other.target_)), part_(std::exchange(other.part_, {})) {}

PartFile::~PartFile() {
  if (part_.empty()) return;
  std::error_code ignored;
  std::filesystem::remove(part_, ignored);
}

core::Status PartFile::publish() {
  if (const int failed = flush_to_device(part_); failed != 0) return error(std::strerror(failed));
  std::error_code code;
  std::filesystem::rename(part_, target_, code);
  if (code) return error(code.message());
  part_.clear();
  if (const int failed = flush_to_device(folder_of(target_)); failed != 0) return error(std::strerror(failed));
  return {};
}

core::Error PartFile::error(std::string_view why) const {
  return core::io_error(fmt::format("'{}' can't be written: {}", target_.filename().string(), why));
}

core::Status write_bytes(const PartFile& part, std::string_view bytes) {
  const auto free = store::free_bytes(part.path());
  if (free && *free < bytes.size()) {
    return part.error(fmt::format("it needs {} and the disk has {} free; free some space, or choose another disk",
                                  store::bytes_in_words(bytes.size()), store::bytes_in_words(*free)));
  }
  CFile file(std::fopen(part.path().c_str(), "wb"));
  if (!file) return part.error(std::strerror(errno));
  if (std::fwrite(bytes.data(), 1, bytes.size(), file.get()) != bytes.size() || std::fflush(file.get()) != 0) {
    return part.error(std::strerror(errno));
  }
  if (std::fclose(file.release()) != 0) return part.error(std::strerror(errno));
  const auto hash = sha256_of_file(part.path());
  if (!hash || *hash != sha256_of(bytes)) return part.error("what was read back is not what was written");
  return {};
}

core::Status check_target(const std::filesystem::path& file) {
  const auto trouble = [&](std::string_view why) {
    return core::io_error(fmt::format("'{}' can't be written: {}", file.filename().string(), why));
  };
  const std::filesystem::path folder = folder_of(file);
  std::error_code code;
  if (!std::filesystem::exists(folder, code)) {
    return trouble(fmt::format("the folder '{}' is not there; make it, or choose another", folder.string()));
  }
  if (!std::filesystem::is_directory(folder, code)) {
    return trouble(fmt::format("'{}' is a file, not a folder; choose another", folder.string()));
  }
  if (std::filesystem::is_directory(file, code)) return trouble("a folder has this name; choose another name");
  // Asked by trying: access() says yes to root, and to nobody about a full or a virtual file system.
  const std::filesystem::path probe = folder / ("." + file.filename().string() + ".probe");
  const int opened = open(probe.c_str(), O_WRONLY | O_CREAT | O_CLOEXEC, 0600);
  if (opened < 0) {
    return trouble(
        fmt::format("the folder '{}' can't be written to ({}); choose another", folder.string(), std::strerror(errno)));
  }
  close(opened);
  std::filesystem::remove(probe, code);
  return {};
}

}  // namespace wardscope::io
