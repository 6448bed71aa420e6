// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <string>
#include <string_view>

#include "borough/incidents.hpp"

namespace wardscope::cartography {

/// "January 2023 to December 2025", "March 2025", "from 3 May 2025"; empty where both ends are open.
std::string period_in_words(const borough::IncidentFilter& filter);

/// "all types; January 2023 to December 2025", "Burglary; friday; 20:00 to 03:59; March 2025": for subtitles.
std::string incidents_in_words(const borough::IncidentFilter& filter);

/// The same for a key, with a capital, without what `title` says already: kept results have their question in their
/// titles, dates as they were given ("Hotspots: Burglary; 2025-01 to 2025-03"). Empty where nothing is left.
std::string incidents_beside(std::string_view title, const borough::IncidentFilter& filter);

/// Whether both choose the same incidents, as far as their words tell.
bool same_incidents(const borough::IncidentFilter& a, const borough::IncidentFilter& b);

}  // namespace wardscope::cartography
