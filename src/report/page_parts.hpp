// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

// Private to the A4 editions: what more than one of them is made of.

#include <string>
#include <vector>

#include "cartography/scene.hpp"
#include "cartography/theme.hpp"
#include "report/page_flow.hpp"
#include "report/report_table.hpp"

namespace wardscope::report {

inline const TextBlock kBodyText{9.0F, cartography::Weight::regular, cartography::theme::kInk, 5.0F, 0};
inline const TextBlock kCaptionText{8.0F, cartography::Weight::regular, cartography::theme::kQuietInk, 6.0F, 0};

/// Says that nothing in the document is real.
void add_synthetic_badge(PageFlow& flow);
/// A map as wide as the page, or so much of it, in its middle; framed. What stands with it, so many points high, is on
/// its page.
void add_scene(PageFlow& flow, const cartography::Scene& scene, float share = 1.0F, float with = 0.0F);
void add_table(PageFlow& flow, const ReportTable& table);
/// The lines below a heading, or `none` where there are none.
void add_list(PageFlow& flow, const char* title, const std::vector<std::string>& lines, const char* none);
/// Nothing at all where there are none.
void add_sentences(PageFlow& flow, const char* title, std::vector<std::string> sentences);

}  // namespace wardscope::report
