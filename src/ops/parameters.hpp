// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "core/parameter.hpp"
#include "core/result.hpp"
#include "ops/operation.hpp"

namespace wardscope::ops {

enum class ParameterKind { number, integer, flag, choice, text, texts, optional_number };

/// A parameter as help and flag readers need it: its words, its kind, its default as text.
struct ParameterDescription {
  std::string name;
  std::string label;
  std::string summary;
  ParameterKind kind = ParameterKind::text;
  core::TextKind text_kind = core::TextKind::plain;
  core::NumberRange range;
  std::vector<std::pair<std::string, std::string>> choices;  ///< word, label
  std::string default_text;                                  ///< empty: none
};

/// The parameters of an operation in the order of its describe().
std::vector<ParameterDescription> describe_parameters(const Operation& operation);

/// Sets one parameter from words: one for most kinds, any number for texts, "true"/"false" or none for a flag, an empty
/// word or "unknown" for an optional number that is not known.
/// @returns invalid_argument that names the parameter, the word and what would be right.
core::Status set_parameter(Operation& operation, std::string_view name, const std::vector<std::string>& words);

/// Checks every number against its range and for being finite. @returns invalid_argument naming the first that is not.
core::Status check_parameters(const Operation& operation);

/// "0 to 23", "above 0", "any number".
std::string range_in_words(core::NumberRange range);

}  // namespace wardscope::ops
