// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <string>
#include <vector>

#include "cartography/scene.hpp"
#include "core/result.hpp"
#include "report/report_table.hpp"
#include "verification/book.hpp"

namespace wardscope::report {

// The verification book as documents: title, the program's version, contents, a chapter each with its formulas and
// tables. They bear no date and name no person: the same program writes the same bytes.

/// A4 pages with numbered contents and bookmarks.
core::Result<std::string> verification_pdf(const verification::Book& book);
/// One accessible page without script or external address.
core::Result<std::string> verification_html(const verification::Book& book);
/// One row a check, numbers with all digits.
std::string verification_csv(const verification::Book& book);

// What the pages are made of.
ReportTable contents_table(const verification::Book& book);
ReportTable check_table(const verification::Statistic& statistic);
/// Of a statistic on which programs differ.
ReportTable convention_table(const verification::Statistic& statistic);
/// "After Silverman 1986. Data: … Expected numbers: …", the last where they have one source, else the table says.
std::string sources_sentence(const verification::Statistic& statistic);
/// The reference points in their cells, as wide as the box and four fifths as high.
std::vector<cartography::FurnitureItem> reference_map(const cartography::Box& box);
constexpr const char* kReferenceMapWords = "The 65 reference points in the 80 cells of 100 m; six stand on one spot.";
/// "Wardscope 0.9.0 · Verification book".
std::string verification_footer();

}  // namespace wardscope::report
