// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "cartography/scene.hpp"

namespace wardscope::report {

/// A chart as a small SVG document whose text stays text. For the web edition: Cairo's SVG would turn letters into
/// shapes.
std::string svg_of(const std::vector<cartography::FurnitureItem>& items, const cartography::Box& page);

/// Base 64 (RFC 4648, section 4) with padding.
std::string base64(std::string_view bytes);

/// Text with & < > " ' as references: for HTML and XML content and attributes.
std::string escaped(std::string_view text);

}  // namespace wardscope::report
