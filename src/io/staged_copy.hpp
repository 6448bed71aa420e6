// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <filesystem>
#include <string>

#include "core/result.hpp"
#include "io/foreign_format.hpp"
#include "jobs/progress.hpp"

namespace wardscope::io {

/// A private copy of a file and of the siblings that its format needs, in a folder of mode 0700 that is removed with
/// it. The copy has a plain name of its own, so that no name can mean anything to the reader.
class StagedCopy {
 public:
  /// @returns io where there is no room, malformed where a Shapefile lacks a sibling that it needs, cancelled.
  static core::Result<StagedCopy> make(const std::filesystem::path& source, const ForeignFormat& format,
                                       const jobs::Progress& progress);
  StagedCopy(StagedCopy&& other) noexcept;
  StagedCopy& operator=(StagedCopy&& other) noexcept;
  ~StagedCopy();

  [[nodiscard]] const std::filesystem::path& file() const { return file_; }

 private:
  StagedCopy() = default;
  void remove();

  std::filesystem::path folder_;
  std::filesystem::path file_;
};

}  // namespace wardscope::io
