// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "core/parameter.hpp"
#include "ui/view_model.hpp"

namespace wardscope::ui {

/// What a text parameter may be, taken from what the workspace holds: the words to write and the labels to show.
struct FormChoices {
  std::vector<std::string> words;
  std::vector<std::string> labels;  ///< as many
  std::string none = "All";         ///< what it means that nothing is chosen

  [[nodiscard]] std::size_t index_of(std::string_view word) const;  ///< words.size() where it is none of them
};

/// Wards, neighbourhoods, types, weekdays, kinds of hub, layers, results. @returns nothing where the parameter is free
/// text
std::optional<FormChoices> choices_for(const core::ParameterSpec& spec, core::TextKind kind, const ViewModel& model);

}  // namespace wardscope::ui
