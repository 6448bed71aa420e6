// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <filesystem>
#include <string>
#include <vector>

#include "borough/incidents.hpp"
#include "core/result.hpp"
#include "report/profile_document.hpp"

namespace wardscope::report {

/// Whether a profile of another selection under the same name may be replaced.
enum class Replace { same_selection, any };

/// Which editions of a profile are written.
struct ProfileFileOptions {
  std::filesystem::path folder;
  bool pdf = true;
  bool html = true;
  bool csv = true;  ///< one file a table, and a side file with sources and methods
  Replace replace = Replace::same_selection;
};

/// "2025Q3": the financial quarter (April to June is Q1) where the period is that quarter, else its month "2025-03" or
/// its first and last months, "2024-01_to_2025-12", or days. Open ends are left out.
std::string period_slug(const borough::IncidentFilter& filter);
/// The rest of a selection for a file's name: "Burglary", "Burglary_and_2_more", "fri-sat", "20-03h"; empty for all.
std::string selection_slug(const borough::IncidentFilter& filter);

/// "2025Q3_Ward_Profile_E05012345_Boscombe_East_Burglary": the period, the code and name of the ward, and what of the
/// incidents is counted where that is not all. Of a document without a period: that of its months, else the quarter of
/// its date.
std::string profile_file_stem(const ProfileDocument& document);

/// Whether the files may be written: none of them is there, or they are of the same selection. @returns conflict that
/// names the file and says what to do
core::Status check_not_taken(const ProfileDocument& document, const ProfileFileOptions& options);

/// Writes the editions; each file is written beside, read back and compared, then all are renamed: they appear together
/// or not at all. The folder is made where it is not there. @returns the files in the order written; io that names the
/// file; conflict as check_not_taken()
core::Result<std::vector<std::filesystem::path>> write_ward_profile(const ProfileDocument& document,
                                                                    const ProfileFileOptions& options);

}  // namespace wardscope::report
