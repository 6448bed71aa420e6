// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <string>
#include <string_view>

#include "core/result.hpp"
#include "ops/operation.hpp"

namespace wardscope::ops {

/// Flag and recipe key of the name under which a result is kept.
inline constexpr std::string_view kResultNameParameter = "name";

/// A name that a person chose can stand in a list, in `--output NAME=FILE` and in a table's name. An empty one is good:
/// the operation's own names are taken. @returns invalid_argument that says what is wrong with it.
core::Status check_result_name(std::string_view name);

/// Gives the layers the name that the operation was given, and titles that tell what they are of, so that the hotspots
/// of two types stand side by side: "hotspots" and "density" become "asb" and "asb-density", titled "Hotspots:
/// Anti-social behaviour; 2025-01 to 2025-12 (asb)". Without a name the layers keep theirs.
void name_layers(OperationResult& result, const Operation& operation);

/// What a question is about, where it is about less than all: its filter of incidents, kinds of hub, areas. May be
/// empty.
std::string question_in_words(const Operation& operation);

/// In what two runs differ, by their provenance: "type was Burglary, bandwidth was 200"; what it was, not what it is.
/// Empty where they asked the same.
std::string former_parameters(std::string_view former_provenance, std::string_view provenance);

}  // namespace wardscope::ops
