// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cairo.h>

#include <string_view>

#include "report/page_flow.hpp"

namespace wardscope::report {

/// A formula of the verification book with its indices below and its exponents above the line
/// (verification/formula.hpp), wrapped at the place's width. @returns its height
float draw_formula(cairo_t* cr, std::string_view formula, const TextBlock& block, const TextPlace& place);
float formula_height(std::string_view formula, const TextBlock& block, float width);

}  // namespace wardscope::report
