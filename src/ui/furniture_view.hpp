// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <vector>

#include "cartography/scene.hpp"
#include "cartography/text_measure.hpp"
#include "ui/theme.hpp"

namespace wardscope::ui {

/// Pixels a point of a chart: its text is as large as the window's small text.
float chart_scale(const Fonts& fonts);

/// Measures by the window's fonts, in points of a chart.
cartography::TextMeasure window_measure(const Fonts& fonts);

/// Draws a chart's items in the present window, the page's origin at the cursor. Hatches are not drawn: charts of
/// results have none.
void draw_furniture(const std::vector<cartography::FurnitureItem>& items, const Fonts& fonts);

}  // namespace wardscope::ui
