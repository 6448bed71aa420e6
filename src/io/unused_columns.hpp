// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstddef>
#include <set>
#include <string>
#include <string_view>

#include "io/layer_definition.hpp"
#include "io/source.hpp"

namespace wardscope::io {

/// "columns not used: Postcode, Ward" for the report of an import: the columns that are not among those `used` by a
/// loader, and hold no position by the definition. At most twelve names, cut short, and how many more there are; never
/// a value. Empty where every column is used.
std::string unused_columns(const SourceSchema& schema, std::set<std::size_t> used, const LayerDefinition& definition);

/// A column's name for a message: on one line, without control characters, cut to 40 bytes.
std::string shown_column(std::string_view name);

}  // namespace wardscope::io
