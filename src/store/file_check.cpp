// SPDX-License-Identifier: GPL-3.0-or-later
#include "store/file_check.hpp"

#include <fcntl.h>
#include <fmt/format.h>
#include <unistd.h>

#include <array>
#include <cerrno>
#include <cstdint>
#include <cstdio>
#include <cstring>
#include <fstream>
#include <string_view>

#include "store/schema.hpp"

namespace wardscope::store {
namespace {

// The header of an SQLite file: "Database File Format", section 1.3, https://www.sqlite.org/fileformat.html
constexpr std::string_view kMagic{"SQLite format 3\0", 16};
constexpr std::size_t kHeaderBytes = 100;
constexpr std::size_t kPageSizeAt = 16;
constexpr std::size_t kPageCountAt = 28;
constexpr std::size_t kApplicationIdAt = 68;
constexpr std::uint32_t kLargestPage = 65536;  // written as 1
constexpr std::uint32_t kGeoPackageId = 0x47504B47;
constexpr std::uint32_t kOldGeoPackageId = 0x47503130;  // "GP10", version 1.0

using Header = std::array<char, kHeaderBytes>;

std::uint32_t big_endian(const Header& header, std::size_t at, std::size_t bytes) {
  std::uint32_t value = 0;
  for (std::size_t i = 0; i < bytes; ++i) value = value << 8U | static_cast<unsigned char>(header[at + i]);
  return value;
}

std::filesystem::path folder_of(const std::filesystem::path& path) {
  return path.has_parent_path() ? path.parent_path() : std::filesystem::path(".");
}

core::Status check_header(const Header& header, const std::string& name) {
  const std::uint32_t id = big_endian(header, kApplicationIdAt, 4);
  if (id == kApplicationId) return {};
  if (id == kGeoPackageId || id == kOldGeoPackageId) {
    return core::malformed(name + " is a GeoPackage, not a workspace; bring its layers in with: wardscope import");
  }
  return core::malformed(name +
                         " is an SQLite file of another program, not a workspace; open a file that Wardscope made");
}

}  // namespace

core::Status check_is_workspace(const std::filesystem::path& path) {
  const std::string name = path.filename().string();
  std::error_code failure;
  const auto status = std::filesystem::status(path, failure);
  if (status.type() == std::filesystem::file_type::not_found) {
    return core::not_found("no such file: " + name + "; make a workspace with: wardscope import, or wardscope sample");
  }
  if (std::filesystem::is_directory(status)) return core::malformed(name + " is a folder, not a workspace");
  const std::uintmax_t size = failure ? 0 : std::filesystem::file_size(path, failure);
  std::ifstream file(path, std::ios::binary);
  if (failure || !file) return core::io_error(name + " can't be read: you have no permission to");
  if (size == 0) return core::malformed(name + " is empty, not a workspace");
  Header header{};
  file.read(header.data(), static_cast<std::streamsize>(header.size()));
  if (file.gcount() < static_cast<std::streamsize>(kHeaderBytes) ||
      std::string_view(header.data(), kMagic.size()) != kMagic) {
    return core::malformed(name +
                           " is not a workspace (it is no SQLite file); bring a data file in with: wardscope import");
  }
  if (auto ours = check_header(header, name); !ours) return ours;
  // With a log beside it the file may well be shorter: the rest is in the log.
  std::filesystem::path log = path;
  log += "-wal";
  if (std::filesystem::exists(log, failure) && std::filesystem::file_size(log, failure) > 0) return {};
  std::uint32_t page = big_endian(header, kPageSizeAt, 2);
  if (page == 1) page = kLargestPage;
  const std::uintmax_t stated = std::uintmax_t{page} * big_endian(header, kPageCountAt, 4);
  if (size < stated) {
    return core::malformed(
        fmt::format("{} is cut short: {} of {} bytes are there; copy it again from where it came", name, size, stated));
  }
  return {};
}

bool may_write(const std::filesystem::path& path) {
  return access(folder_of(path).c_str(), W_OK | X_OK) == 0 && access(path.c_str(), W_OK) == 0;
}

core::Result<std::filesystem::path> make_part_file(const std::filesystem::path& path) {
  std::string part = (folder_of(path) / fmt::format(".{}.XXXXXX", path.filename().string())).string();
  const int file = mkstemp(part.data());  // mode 0600
  if (file < 0) {
    return core::io_error(fmt::format("{} can't be made: {}; choose a folder that you may write to",
                                      path.filename().string(), std::strerror(errno)));
  }
  close(file);
  return std::filesystem::path(part);
}

core::Status publish_part_file(const std::filesystem::path& part, const std::filesystem::path& path) {
  const std::string name = path.filename().string();
  // A hard link fails where the name is taken, which a rename would silently replace; some file systems have no links.
  int failed = link(part.c_str(), path.c_str());
  if (failed != 0 && errno != EEXIST) {
    failed = renameat2(AT_FDCWD, part.c_str(), AT_FDCWD, path.c_str(), RENAME_NOREPLACE);
  }
  if (failed != 0 && errno == EEXIST) return core::conflict(name + " exists already; choose another name, or open it");
  if (failed != 0) return core::io_error(fmt::format("{} can't be made: {}", name, std::strerror(errno)));
  unlink(part.c_str());
  const int folder = open(folder_of(path).c_str(), O_RDONLY | O_DIRECTORY | O_CLOEXEC);
  if (folder >= 0) {
    fsync(folder);  // some network folders refuse; the file is there all the same
    close(folder);
  }
  return {};
}

}  // namespace wardscope::store
