// SPDX-License-Identifier: GPL-3.0-or-later
#include "io/reject_file.hpp"

#include <algorithm>
#include <cerrno>
#include <cstdio>
#include <cstring>
#include <memory>
#include <utility>

#include "io/c_file.hpp"
#include "io/csv_cell.hpp"

namespace wardscope::io {
namespace {

constexpr std::size_t kPending = std::size_t{1} << 18U;  // bytes kept before they are written

}  // namespace

RejectFile::RejectFile(const std::filesystem::path& folder, std::string_view source_name, std::string_view ending)
    : path_(folder / std::string(source_name).append(ending)) {}

void RejectFile::add(RejectedRow row) {
  ++count_;
  held_bytes_ += sizeof row + row.column.size() + row.value.size() + row.reason.size() + row.remedy.size();
  held_.push_back(std::move(row));
}

core::Status RejectFile::settle() {
  std::stable_sort(held_.begin(), held_.end(),
                   [](const RejectedRow& a, const RejectedRow& b) { return a.line < b.line; });
  for (const RejectedRow& row : held_) {
    if (first_place_.empty()) {
      first_place_ = "line " + std::to_string(row.line);
      if (!row.column.empty()) first_place_ += ", column " + row.column;
      first_reason_ = row.reason;
      pending_ = "line,column,value,reason,remedy\n";
    }
    pending_ += std::to_string(row.line);
    for (const std::string* text : {&row.column, &row.value, &row.reason, &row.remedy}) {
      pending_ += ',';
      pending_ += csv_cell(*text);
    }
    pending_ += '\n';
    if (pending_.size() < kPending) continue;
    if (auto written = flush(); !written) return written;
  }
  held_.clear();
  held_bytes_ = 0;
  return {};
}

core::Status RejectFile::close() {
  if (auto settled = settle(); !settled) return settled;
  return pending_.empty() ? core::Status() : flush();
}

core::Status RejectFile::flush() {
  const std::string name = path_.filename().string();
  CFile file(std::fopen(path_.c_str(), begun_ ? "ab" : "wb"));
  if (!file) return core::io_error("the file '" + name + "' can't be written: " + std::strerror(errno));
  const bool written = std::fwrite(pending_.data(), 1, pending_.size(), file.get()) == pending_.size();
  if (!written || std::fflush(file.get()) != 0) {
    return core::io_error("the file '" + name + "' can't be written: " + std::strerror(errno));
  }
  begun_ = true;
  pending_.clear();
  return {};
}

}  // namespace wardscope::io
