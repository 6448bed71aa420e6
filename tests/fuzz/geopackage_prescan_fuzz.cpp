// SPDX-License-Identifier: GPL-3.0-or-later
//
// A database made by any SQL, then with some of its bytes changed, as a GeoPackage: the look into it neither crashes
// nor lets a virtual table pass that is no R-tree. A text that begins with "SQLite format 3" is taken as the file.
#include <sqlite3.h>

#include <string>
#include <vector>

#include "core/random.hpp"
#include "fuzz/harness.hpp"
#include "fuzz/memory_file.hpp"
#include "store/geopackage_prescan.hpp"

namespace {

using namespace wardscope;

constexpr int kMostSteps = 100000;  // of SQLite's machine: a script may loop for ever

std::vector<std::byte> database_of(const std::string& sql) {
  sqlite3* handle = nullptr;
  if (sqlite3_open(":memory:", &handle) != SQLITE_OK) std::abort();
  sqlite3_limit(handle, SQLITE_LIMIT_LENGTH, 1 << 20);
  sqlite3_limit(handle, SQLITE_LIMIT_ATTACHED, 0);
  sqlite3_progress_handler(
      handle, kMostSteps, [](void*) { return 1; }, nullptr);
  sqlite3_exec(handle, sql.c_str(), nullptr, nullptr, nullptr);
  sqlite3_int64 size = 0;
  unsigned char* bytes = sqlite3_serialize(handle, "main", &size, 0);
  std::vector<std::byte> file;
  if (bytes != nullptr) file.assign(reinterpret_cast<std::byte*>(bytes), reinterpret_cast<std::byte*>(bytes) + size);
  sqlite3_free(bytes);
  sqlite3_close(handle);
  return file;
}

void change(std::vector<std::byte>& file, std::size_t seed) {
  core::CounterRng random(1, seed);
  if (file.empty()) return;
  for (std::uint64_t count = random.below(4); count > 0; --count) {
    file[random.below(file.size())] = static_cast<std::byte>(random.below(256));
  }
}

bool passes(const std::vector<std::byte>& file) {
  static const fuzz::ScratchFile scratch;
  scratch.fill(file);
  const auto passed = store::prescan_geopackage(scratch.path());
  fuzz::require(passed || !passed.error().message.empty(), "a refusal says why");
  return static_cast<bool>(passed);
}

/// The harness itself tells good from bad.
bool tell_good_from_bad() {
  const std::string plain =
      "PRAGMA application_id=0x47504B47; CREATE TABLE wards (fid INTEGER PRIMARY KEY, geom BLOB);";
  fuzz::require(passes(database_of(plain)), "a plain table passes");
  fuzz::require(!passes(database_of(plain + "CREATE VIRTUAL TABLE words USING fts5(a);")),
                "another virtual table does not");
  return true;
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  static const bool told = tell_good_from_bad();
  const std::string text(fuzz::text_of(data, size));
  std::vector<std::byte> file;
  if (text.starts_with("SQLite format 3")) {
    const auto bytes = std::as_bytes(std::span(data, size));
    file.assign(bytes.begin(), bytes.end());
  } else {
    file = database_of(text);
    change(file, std::hash<std::string>()(text));
  }
  static_cast<void>(passes(file));
  return told ? 0 : -1;
}
