// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <filesystem>
#include <string>
#include <vector>

#include "core/result.hpp"
#include "report/profile_document.hpp"

namespace wardscope::report {

/// Which editions of a profile are written.
struct ProfileFileOptions {
  std::filesystem::path folder;
  bool pdf = true;
  bool html = true;
  bool csv = true;   ///< one file a table, and a side file with sources and methods
};

/// "2025Q3_Ward_Profile_E05012345_Boscombe_East": the financial quarter (April to June is Q1) of the profile's last
/// month, the code and the name. Without months the year and quarter of the document's date.
std::string profile_file_stem(const ProfileDocument& document);

/// Writes the editions; each file is written beside, read back, compared and renamed. The folder is made where it is
/// not there. @returns the files in the order written; io that names the file; what was written before it stays.
core::Result<std::vector<std::filesystem::path>> write_ward_profile(const ProfileDocument& document,
                                                                    const ProfileFileOptions& options);

}  // namespace wardscope::report
