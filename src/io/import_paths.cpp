// SPDX-License-Identifier: GPL-3.0-or-later
#include "io/import_paths.hpp"

#include <algorithm>
#include <system_error>

#include "core/text.hpp"
#include "io/source_file.hpp"

namespace wardscope::io {
namespace {

/// The files below a folder, sub-folders too, in the order of their paths.
core::Result<std::vector<std::filesystem::path>> files_below(const std::filesystem::path& folder,
                                                             core::Diagnostics& diagnostics) {
  std::vector<std::filesystem::path> inside;
  std::error_code code;
  auto entry = std::filesystem::recursive_directory_iterator(folder, code);
  for (; !code && entry != std::filesystem::recursive_directory_iterator(); entry.increment(code)) {
    std::error_code unknown;
    if (!entry->is_regular_file(unknown) || entry->path().string().ends_with(".rejects.csv")) continue;
    if (is_taken_from_folders(entry->path()))
      inside.push_back(entry->path());
    else
      diagnostics.note("file-passed-over",
                       "'" + entry->path().filename().string() + "' is not taken from a folder: name it to import it");
  }
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
