// SPDX-License-Identifier: GPL-3.0-or-later
#include "sample/text_file.hpp"

namespace wardscope::sample {

TextFile::TextFile(const std::filesystem::path& path)
    : name_(path.filename().string()), stream_(path, std::ios::binary | std::ios::trunc) {}

void TextFile::write_row(const std::vector<std::string>& fields) {
  row_.clear();
  for (std::size_t i = 0; i < fields.size(); ++i) {
    if (i > 0) row_ += ',';
    if (fields[i].find_first_of(",\"\n") == std::string::npos) {
      row_ += fields[i];
      continue;
    }
    row_ += '"';
    for (const char letter : fields[i]) {
      if (letter == '"') row_ += '"';
      row_ += letter;
    }
    row_ += '"';
  }
  row_ += '\n';
  write(row_);
}

core::Status TextFile::close() {
  stream_.close();
  if (!stream_) return core::io_error(name_ + " could not be written; is the disk full or the folder read-only?");
  return {};
}

}  // namespace wardscope::sample
