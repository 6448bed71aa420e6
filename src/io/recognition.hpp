// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "core/result.hpp"
#include "io/layer_definition.hpp"
#include "io/source.hpp"

namespace wardscope::io {

/// What a source was taken for, and why.
struct Recognition {
  const LayerDefinition* definition = nullptr;  ///< one of those given; never null
  std::string because;                          ///< "because of the columns Month, Crime type, Longitude, Latitude"
};

/// Finds the definition that fits a source. Rank: entries of `required` that are met, then a fitting file name.
/// @returns not_found, naming the columns, where none fits; invalid_argument, naming the candidates, where several rank
/// equal. The remedy in both: name the kind.
core::Result<Recognition> recognise(const SourceSchema& schema, const std::vector<LayerDefinition>& definitions);

/// Takes a source for `kind`, as the user says. @returns not_found with the known kinds, or malformed that names the
/// columns which the kind needs and the source has not.
core::Result<Recognition> recognise_as(std::string_view kind, const SourceSchema& schema,
                                       const std::vector<LayerDefinition>& definitions);

}  // namespace wardscope::io
