// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

// Private to the A4 editions.

#include <vector>

#include "report/report_table.hpp"

namespace wardscope::report {

/// How a table stands in a width: its columns, and a type that is smaller where they would not fit otherwise.
struct TableColumns {
  std::vector<float> widths;  ///< points
  float cell_size = 8.0F;     ///< em of its cells, points
  float head_size = 7.5F;     ///< em of its headings
};

inline constexpr float kColumnGap = 8.0F;    ///< points between two columns
inline constexpr float kColumnInset = 4.0F;  ///< of the outer columns

/// Shares the width by the columns' weights, but gives each as much as its longest word or number needs: none is broken
/// within, unless the table is too wide for the smallest type. Texts without a space of more than a quarter of the
/// width (addresses, codes) may break. @pre the table has columns; width in points
TableColumns columns_of(const ReportTable& table, float width);

}  // namespace wardscope::report
