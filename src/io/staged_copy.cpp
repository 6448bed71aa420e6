// SPDX-License-Identifier: GPL-3.0-or-later
#include "io/staged_copy.hpp"

#include <fmt/format.h>

#include <cstdlib>
#include <fstream>
#include <system_error>
#include <utility>
#include <vector>

#include "core/text.hpp"
#include "store/disk_room.hpp"

namespace wardscope::io {
namespace {

namespace fs = std::filesystem;

/// Endings of the files that belong to one of this format, after its stem (or, with a minus, after its whole name).
std::vector<std::string> sibling_endings(const ForeignFormat& format) {
  if (format.driver == "ESRI Shapefile") return {".shx", ".dbf", ".prj", ".cpg"};
  if (format.driver == "GPKG") return {"-wal"};
  return {};
}

/// A sibling with this ending in either case.
fs::path find_sibling(const fs::path& source, const std::string& ending) {
  std::error_code code;
  if (ending.front() == '-') {
    const fs::path beside = source.string() + ending;
    return fs::is_regular_file(beside, code) ? beside : fs::path();
  }
  for (const auto& entry :
       fs::directory_iterator(source.parent_path().empty() ? fs::path(".") : source.parent_path(), code)) {
    const fs::path& path = entry.path();
    if (path.stem() == source.stem() && core::lower_ascii(path.extension().string()) == ending) return path;
  }
  return {};
}

/// In pieces, so that a stop need not wait for the end of a large file.
core::Status copy_bytes(const fs::path& from, const fs::path& to, const jobs::Progress& progress) {
  constexpr std::size_t kPiece = std::size_t{4} << 20U;
  std::ifstream source(from, std::ios::binary);
  std::ofstream target(to, std::ios::binary);
  std::vector<char> piece(kPiece);
  while (source && target) {
    if (progress.stopped()) return core::cancelled();
    source.read(piece.data(), static_cast<std::streamsize>(piece.size()));
    target.write(piece.data(), source.gcount());
  }
  target.close();
  if (source.eof() && target) return {};
  return core::io_error(fmt::format("'{}' can't be copied to a private folder{}", from.filename().string(),
                                    target ? ": it can't be read to its end" : ": its disk is full"));
}

}  // namespace

core::Result<StagedCopy> StagedCopy::make(const fs::path& source, const ForeignFormat& format,
                                          const jobs::Progress& progress) {
  std::error_code code;
  std::string pattern = (fs::temp_directory_path(code) / "wardscope-import-XXXXXX").string();
  if (code || mkdtemp(pattern.data()) == nullptr) {
    return core::io_error("no private folder can be made for temporary files; check the space and the rights of " +
                          fs::temp_directory_path(code).string());
  }
  StagedCopy staged;
  staged.folder_ = pattern;
  const std::string extension(format.extension);
  staged.file_ = staged.folder_ / ("input" + extension);
  if (auto room = store::check_room({staged.file_, fs::file_size(source, code)}); !room) {
    return core::io_error(
        fmt::format("'{}' is copied to {} to be read, which has too little room; set TMPDIR to a "
                    "folder on a larger disk",
                    source.filename().string(), fs::temp_directory_path(code).string()));
  }
  if (auto copied = copy_bytes(source, staged.file_, progress); !copied) return copied.error();
  for (const std::string& ending : sibling_endings(format)) {
    const fs::path sibling = find_sibling(source, ending);
    if (sibling.empty()) {
      if (ending == ".shx" || ending == ".dbf") {
        return core::malformed(
            fmt::format("'{}' lacks its {} file: a Shapefile is several files; put them all beside it",
                        source.filename().string(), ending));
      }
      continue;
    }
    const fs::path target =
        ending.front() == '-' ? fs::path(staged.file_.string() + ending) : staged.folder_ / ("input" + ending);
    if (auto copied = copy_bytes(sibling, target, progress); !copied) return copied.error();
  }
  return staged;
}

StagedCopy::StagedCopy(StagedCopy&& other) noexcept
    : folder_(std::exchange(other.folder_, {})), file_(std::exchange(other.file_, {})) {}

StagedCopy& StagedCopy::operator=(StagedCopy&& other) noexcept {
  if (this != &other) {
    remove();
    folder_ = std::exchange(other.folder_, {});
    file_ = std::exchange(other.file_, {});
  }
  return *this;
}

StagedCopy::~StagedCopy() { remove(); }

void StagedCopy::remove() {
  if (folder_.empty()) return;
  std::error_code ignored;
  fs::remove_all(folder_, ignored);
}

}  // namespace wardscope::io
