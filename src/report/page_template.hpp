// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <kainjow/mustache.hpp>
#include <string>
#include <string_view>

#include "core/result.hpp"

namespace wardscope::report {

/// Fills an embedded page ("report_page.mustache") that may use the partial {{> page_style}}; every text is escaped.
/// @returns internal where the template is broken
core::Result<std::string> render_page(std::string_view name, kainjow::mustache::data values);

}  // namespace wardscope::report
