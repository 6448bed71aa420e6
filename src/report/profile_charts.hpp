// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <functional>
#include <string>
#include <vector>

#include "cartography/chart.hpp"
#include "report/profile_document.hpp"

namespace wardscope::report {

/// A chart of a ward profile with the sentence that states its finding, for the page and for the alt text.
struct ProfileChart {
  std::string id;  ///< of the table that holds its numbers, or kMonthPartsChart
  std::string title;
  std::string finding;
  float height = 150.0F;  ///< points
  std::function<std::vector<cartography::FurnitureItem>(const cartography::Box&, const cartography::TextMeasure&)> draw;
};

/// Its numbers stand in the table of months.
constexpr const char* kMonthPartsChart = "month-parts";

/// Types, months, their two parts and, where the source knows them, hours; a chart without numbers is left out.
std::vector<ProfileChart> charts_of(const analysis::WardProfile& profile);

/// What the map shows, in words that stand for it.
std::string map_sentence(const analysis::WardProfile& profile);
/// Provenance, revision, version and date: the foot of each page.
std::string footer_line(const ProfileDocument& document);
/// How to read the document and where its accessible edition is.
std::string about_sentence(const ProfileDocument& document);

}  // namespace wardscope::report
