// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <filesystem>
#include <string>
#include <vector>

#include "report/profile_files.hpp"
#include "report/report_table.hpp"

namespace wardscope::report {

/// A ward's profile as the index lists it.
struct IndexedProfile {
  std::string ward_name;
  std::string ward_code;
  std::vector<analysis::KeyFigure> key_figures;
  std::string stem;  ///< of its files
};

/// What profiles of one run and place have in common, for their index.
struct ProfileIndex {
  ProfileDocument frame;  ///< its profile holds place, period, methods and what was suppressed
  std::vector<IndexedProfile> wards;
};

/// The page that leads to each ward's files, with its key figures as its profile shows them: what is suppressed there
/// is suppressed here. One HTML page without script or external address.
core::Result<std::string> profile_index_html(const ProfileIndex& index);

/// All wards' key figures, a row a ward: "Boscombe West,E05012652,6712,…".
ReportTable all_wards_table(const ProfileIndex& index);

/// Whether index.html may be written. @returns conflict where it is there and of another selection
core::Status check_index_not_taken(const ProfileDocument& frame, const ProfileFileOptions& options);

/// Writes index.html, PERIOD_Ward_Profiles.csv and, beside it, its provenance. @returns the files; io, conflict
core::Result<std::vector<std::filesystem::path>> write_profile_index(const ProfileIndex& index,
                                                                     const ProfileFileOptions& options);

}  // namespace wardscope::report
