// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstdint>
#include <filesystem>
#include <string>
#include <string_view>
#include <vector>

#include "core/result.hpp"
#include "io/rejected_row.hpp"

namespace wardscope::io {

constexpr std::string_view kRejects = ".rejects.csv";  ///< rows that were not stored
constexpr std::string_view kRemarks = ".remarks.csv";  ///< values without which rows were stored

/// FILE.rejects.csv: one line a rejected row with its line, column, value, reason and remedy; FILE.remarks.csv is of
/// the same form. The first rejection makes the file, so that a clean import leaves none; an older file of the same
/// name is replaced. Rows stand in the order of their lines, in whatever order they are judged between two calls of
/// settle().
class RejectFile {
 public:
  RejectFile(const std::filesystem::path& folder, std::string_view source_name, std::string_view ending = kRejects);

  void add(RejectedRow row);
  /// So much is held in memory that it should be written: have all rows up to here judged, then settle().
  [[nodiscard]] bool is_full() const { return held_bytes_ >= kHeldBytes; }
  /// Writes what is held, by line. @pre no row of an earlier line is added later
  /// @returns io where the folder can't be written.
  core::Status settle();
  /// Writes what is still in memory. Call before count, path and the first reason are told to anybody.
  core::Status close();
  [[nodiscard]] std::int64_t count() const { return count_; }
  /// Empty where nothing was rejected.
  [[nodiscard]] std::filesystem::path path() const { return count_ > 0 ? path_ : std::filesystem::path(); }
  /// The first reason, for an error about a file of which no row could be used.
  [[nodiscard]] const std::string& first_reason() const { return first_reason_; }
  /// Where it is: "line 7, column Longitude".
  [[nodiscard]] const std::string& first_place() const { return first_place_; }

 private:
  static constexpr std::size_t kHeldBytes = std::size_t{8} << 20U;

  core::Status flush();

  std::vector<RejectedRow> held_;
  std::size_t held_bytes_ = 0;
  std::filesystem::path path_;
  std::string pending_;
  std::string first_reason_;
  std::string first_place_;
  std::int64_t count_ = 0;
  bool begun_ = false;
};

}  // namespace wardscope::io
