// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <string>
#include <string_view>

#include "io/layer_definition.hpp"
#include "io/source.hpp"

namespace wardscope::io {

/// When the areas were current: "December 2020" from a file name such as "wards_dec2020_bgc.geojson", else "2020" from
/// a column such as WD20CD, else empty.
std::string vintage_of(const SourceSchema& schema);
/// False where the file name says that the boundaries run to the extent of the realm (ONS: BFE, BGE).
bool is_clipped_to_the_coast(std::string_view file_name);
/// "Wards (December 2020)".
std::string area_set_name(const LayerDefinition& definition, const SourceSchema& schema);

}  // namespace wardscope::io
