// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "ops/parameters.hpp"

namespace wardscope::ops {

/// What a parameter is about: a heading of the help.
enum class ParameterTopic {
  question,
  incidents,
  ground,
  cameras,
  access,
  areas,
  result,
  files,
  more_of_cameras,
  density,
  disclosure
};

/// Whether a form shows it at once or folded away: assumptions and method, whose defaults suit most work.
enum class ParameterDepth { front, back };

struct ParameterPlace {
  ParameterTopic topic = ParameterTopic::question;
  ParameterDepth depth = ParameterDepth::front;
};

/// Where help and forms show a parameter. Operations share the names of their parameters, so one table serves them all;
/// a name that it doesn't hold belongs to the question, in front.
ParameterPlace place_of(std::string_view parameter);
/// The same for a parameter of an operation: the kernel of a density along streets, which has few other parameters,
/// stays in front.
ParameterPlace place_in(const Operation& operation, std::string_view parameter);

/// The parameters that a form of this operation folds away under "More options": assumptions and method; how density is
/// computed where the operation asks something else; and what stands behind a page that is only to be written.
std::vector<std::string> folded_parameters(const Operation& operation);

/// False where `parameter` has no effect while the parameter that it hangs on has the word `choice`: the share of the
/// land while hotspots are found by a level. @param chosen_for the parameter that was chosen, "rule"
bool counts_under(std::string_view parameter, std::string_view chosen_for, std::string_view choice);

/// The values between which a hand drags a number whose effect can be watched; nothing of a number that is typed.
std::optional<core::NumberRange> dragged_range(std::string_view parameter);

/// Parameters that belong together in the help, in the order of describe().
struct ParameterGroup {
  std::string_view heading;  ///< "Which incidents"
  bool common = false;       ///< for everybody; the others are for those who want to know the method
  std::vector<ParameterDescription> parameters;
};

/// The parameters of an operation under headings, the common ones first; no group is empty. A parameter that no heading
/// knows stands in the first group.
std::vector<ParameterGroup> parameter_groups(const Operation& operation);

}  // namespace wardscope::ops
