// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "analysis/ward_profile.hpp"
#include "cartography/scene.hpp"
#include "core/result.hpp"

namespace wardscope::report {

/// A ward profile with everything that its pages print. The profile has been through disclosure control already.
struct ProfileDocument {
  analysis::WardProfile profile;
  cartography::Scene map;              ///< of the ward; see ward_map.hpp
  cartography::Scene narrow_map = {};  ///< the same for a telephone; of width 0: there is none
  std::vector<std::string> sources;    ///< attribution lines, as cartography::attribution_lines gives them
  std::string provenance_code;         ///< of the run that made the numbers
  std::int64_t data_revision = 0;
  std::string date;                  ///< "2026-01-31"; the clock is read by the caller, or not at all
  std::string marking = "OFFICIAL";  ///< top and bottom of each page
  std::string provenance = {};       ///< of the run, JSON, for the side file
  std::string selection = {};        ///< what is counted and for whom, in words: files of another are not replaced
  std::string period = {};           ///< for file names: "2025Q3", "2025-03", "2024-01_to_2025-12", or empty
  std::string selection_slug = {};   ///< for file names, of the rest of the selection: "Burglary_fri-sat", or empty
};

/// The A4 edition: vector text and map, embedded fonts, fixed date; equal documents give equal bytes.
core::Result<std::string> ward_profile_pdf(const ProfileDocument& document);

/// The accessible edition: one HTML page without script or external address.
core::Result<std::string> ward_profile_html(const ProfileDocument& document);

}  // namespace wardscope::report
