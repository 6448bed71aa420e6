// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstdint>
#include <span>
#include <string>
#include <vector>

#include "borough/incidents.hpp"

namespace wardscope::analysis {

/// Incidents whose places a surface must not show: of sensitive types, and not on a map point to which their source
/// moved them before it published them.
struct SensitivePlaces {
  std::int64_t incidents = 0;
  std::vector<std::string> types;  ///< that they are of, those with most incidents first
};

/// Of these rows of the table.
SensitivePlaces sensitive_places(const borough::IncidentTable& incidents, std::span<const std::uint32_t> rows);

/// The class of a surface of these rows and of all that follows from its outlines: sensitive where any of them stands
/// at a sensitive place, for a sharp surface of many types shows the few of one type among them; sensitive, too, where
/// all are of sensitive types. Numbers of a table have sensitivity_of_rows().
borough::Sensitivity sensitivity_of_surface(const borough::IncidentTable& incidents,
                                            std::span<const std::uint32_t> rows);

}  // namespace wardscope::analysis
