// SPDX-License-Identifier: GPL-3.0-or-later
#include "io/import_paths.hpp"

#include <algorithm>
#include <array>
#include <cstdint>
#include <string>
#include <string_view>
#include <system_error>
#include <utility>

#include "core/control_characters.hpp"
#include "core/text.hpp"
#include "io/reject_file.hpp"
#include "io/source_file.hpp"

namespace wardscope::io {
namespace {

/// Lists that earlier imports and exports left beside the data.
bool is_our_own(std::string_view path) {
  return path.ends_with(kRejects) || path.ends_with(kRemarks) || path.ends_with(".provenance.json");
}

/// The files beside a Shapefile that belong to it: its attributes, its index, its CRS and so on.
bool is_part_of_a_shapefile(const std::filesystem::path& path) {
  constexpr std::array<std::string_view, 9> kParts{".dbf", ".shx", ".prj", ".cpg", ".sbn",
                                                   ".sbx", ".qix", ".qpj", ".qmd"};
  const std::string extension = core::lower_ascii(path.extension().string());
  std::filesystem::path shape = path;
  if (core::lower_ascii(path.filename().string()).ends_with(".shp.xml")) {
    shape.replace_extension();
  } else if (std::find(kParts.begin(), kParts.end(), extension) == kParts.end()) {
    return false;
  }
  std::error_code unknown;
  for (const char* ending : {".shp", ".SHP"}) {
    if (std::filesystem::exists(shape.replace_extension(ending), unknown)) return true;
  }
  return false;
}

/// One line, however many there are.
void note_passed_over(std::vector<std::string> names, core::Diagnostics& diagnostics) {
  constexpr std::size_t kNamed = 3;
  if (names.empty()) return;
  std::sort(names.begin(), names.end());
  std::string text;
  for (std::size_t i = 0; i < std::min(names.size(), kNamed); ++i) {
    text += (i == 0 ? "'" : ", '") + core::without_controls(names[i]) + "'";
  }
  if (names.size() > kNamed)
    text += " and " + core::with_thousands(static_cast<std::int64_t>(names.size() - kNamed)) + " more";
  const bool one = names.size() == 1;
  diagnostics.note("file-passed-over", text + (one ? " is" : " are") + " not taken from a folder: name " +
                                           (one ? "it" : "them") + " to import " + (one ? "it" : "them"));
}

/// The files below a folder, sub-folders too, in the order of their paths.
core::Result<std::vector<std::filesystem::path>> files_below(const std::filesystem::path& folder,
                                                             core::Diagnostics& diagnostics) {
  std::vector<std::filesystem::path> inside;
  std::vector<std::string> passed_over;
  std::error_code code;
  auto entry = std::filesystem::recursive_directory_iterator(folder, code);
  for (; !code && entry != std::filesystem::recursive_directory_iterator(); entry.increment(code)) {
    std::error_code unknown;
    if (!entry->is_regular_file(unknown) || is_our_own(entry->path().string()) || is_part_of_a_shapefile(entry->path()))
      continue;
    if (is_taken_from_folders(entry->path()))
      inside.push_back(entry->path());
    else
      passed_over.push_back(entry->path().filename().string());
  }
  note_passed_over(std::move(passed_over), diagnostics);
  if (code) return core::io_error("the folder '" + folder.string() + "' can't be read: " + code.message());
  if (inside.empty()) return core::not_found("the folder '" + folder.string() + "' has no file that is read here");
  std::sort(inside.begin(), inside.end());
  return inside;
}

}  // namespace

core::Result<std::vector<std::filesystem::path>> files_to_import(const std::vector<std::filesystem::path>& paths,
                                                                 core::Diagnostics& diagnostics) {
  std::vector<std::filesystem::path> files;
  for (const std::filesystem::path& path : paths) {
    std::error_code code;
    if (!std::filesystem::is_directory(path, code)) {
      files.push_back(path);
      continue;
    }
    const auto inside = files_below(path, diagnostics);
    if (!inside) return inside.error();
    files.insert(files.end(), inside->begin(), inside->end());
  }
  if (files.empty()) return core::invalid_argument("name at least one file or folder to import");
  std::stable_partition(files.begin(), files.end(), [](const std::filesystem::path& file) {
    return !is_text_table(core::lower_ascii(file.extension().string()));
  });
  return files;
}

}  // namespace wardscope::io
