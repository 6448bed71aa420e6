// SPDX-License-Identifier: GPL-3.0-or-later
#include "io/archive_check.hpp"

#include <cpl_string.h>
#include <cpl_vsi.h>

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <fstream>
#include <memory>
#include <set>
#include <string>
#include <string_view>
#include <vector>

#include "io/gdal_handles.hpp"

namespace wardscope::io {
namespace {

// APPNOTE.TXT, the ZIP file format: sizes and offsets in bytes.
constexpr std::size_t kDirectoryEnd = 22;  // of the record at the end, without its comment
constexpr std::size_t kLongestComment = 65535;
constexpr std::size_t kDirectoryEntry = 46;  // before its name
constexpr std::size_t kLocalHeader = 30;     // before its name
constexpr std::uint32_t kInZip64 = 0xFFFFFFFFU;
constexpr std::uintmax_t kMostUnpacked = std::uintmax_t{1} << 30U;
constexpr std::size_t kArchiveChunk = std::size_t{1} << 16U;

core::Error damaged_archive() { return core::malformed("it is damaged or cut short; fetch or export it again"); }

struct CloseMember {
  void operator()(VSILFILE* file) const { VSIFCloseL(file); }
};
struct FreeList {
  void operator()(char** list) const { CSLDestroy(list); }
};

/// Bytes at an offset; fewer where the file ends.
std::string bytes_at(std::ifstream& file, std::uint64_t offset, std::size_t count) {
  std::string bytes(count, '\0');
  file.clear();
  file.seekg(static_cast<std::streamoff>(offset));
  file.read(bytes.data(), static_cast<std::streamsize>(count));
  bytes.resize(static_cast<std::size_t>(std::max<std::streamsize>(file.gcount(), 0)));
  return bytes;
}

std::uint32_t number_at(std::string_view bytes, std::size_t offset, std::size_t width) {
  std::uint32_t number = 0;
  for (std::size_t i = width; i > 0; --i) number = (number << 8U) | static_cast<unsigned char>(bytes[offset + i - 1]);
  return number;
}

/// Whether the member's own header names it as the directory does.
bool is_named_alike(std::ifstream& file, std::string_view entry, std::string_view name) {
  const std::uint32_t offset = number_at(entry, 42, 4);
  if (offset == kInZip64) return true;
  const std::string header = bytes_at(file, offset, kLocalHeader + name.size());
  return header.size() == kLocalHeader + name.size() && header.starts_with("PK\x03\x04") &&
         number_at(header, 26, 2) == name.size() && std::string_view(header).substr(kLocalHeader) == name;
}

core::Status check_names(const std::filesystem::path& path) {
  std::ifstream file(path, std::ios::binary);
  file.seekg(0, std::ios::end);
  const auto size = static_cast<std::uint64_t>(std::max<std::streamoff>(file.tellg(), 0));
  const std::uint64_t tail_at = size - std::min<std::uint64_t>(size, kDirectoryEnd + kLongestComment);
  const std::string tail = bytes_at(file, tail_at, static_cast<std::size_t>(size - tail_at));
  const std::size_t end = tail.rfind("PK\x05\x06");
  if (end == std::string::npos || tail.size() - end < kDirectoryEnd) return damaged_archive();
  const std::uint32_t directory_at = number_at(tail, end + 16, 4);
  if (directory_at == kInZip64) return {};
  const std::string directory = bytes_at(file, directory_at, number_at(tail, end + 12, 4));
  const std::string_view rest(directory);
  std::set<std::string, std::less<>> names;
  std::size_t at = 0;
  for (std::uint32_t left = number_at(tail, end + 10, 2); left > 0; --left) {
    if (rest.size() < at + kDirectoryEntry || !rest.substr(at).starts_with("PK\x01\x02")) return damaged_archive();
    const std::string_view entry = rest.substr(at, kDirectoryEntry);
    const std::string_view name = rest.substr(at + kDirectoryEntry, number_at(entry, 28, 2));
    if (!is_named_alike(file, entry, name) || !names.emplace(name).second) return damaged_archive();
    at += kDirectoryEntry + name.size() + number_at(entry, 30, 2) + number_at(entry, 32, 2);
  }
  return at == directory.size() ? core::Status() : damaged_archive();
}

core::Status read_member(const std::string& path, std::uintmax_t& unpacked) {
  const std::unique_ptr<VSILFILE, CloseMember> member(VSIFOpenL(path.c_str(), "rb"));
  if (!member) return damaged_archive();
  std::vector<char> buffer(kArchiveChunk);
  for (;;) {
    const std::size_t count = VSIFReadL(buffer.data(), 1, buffer.size(), member.get());
    unpacked += count;
    if (unpacked > kMostUnpacked) return core::unsupported("unpacked it is larger than 1 GiB; export it as CSV");
    if (count < buffer.size()) return {};
  }
}

}  // namespace

core::Status check_archive(const std::filesystem::path& path) {
  if (auto named = check_names(path); !named) return named;
  FailureWatch watch;
  const std::string archive = "/vsizip/{" + path.string() + "}";
  const std::unique_ptr<char*, FreeList> members(VSIReadDirRecursive(archive.c_str()));
  if (!members) return damaged_archive();
  std::uintmax_t unpacked = 0;
  for (char** member = members.get(); *member != nullptr; ++member) {
    const std::string_view name(*member);
    if (name.ends_with('/')) continue;
    if (auto read = read_member(archive + "/" + std::string(name), unpacked); !read) return read;
    if (watch.failed()) return damaged_archive();
  }
  return {};
}

}  // namespace wardscope::io
