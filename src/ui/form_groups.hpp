// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <string_view>

namespace wardscope::ui {

/// Where a form shows a parameter. Operations share the names of their parameters, so one table serves them all.
enum class FormGroup {
  main,       ///< what the answer depends on first: always open
  incidents,  ///< which incidents: type, period, days and hours
  more,       ///< assumptions and method, whose defaults suit most work
};

/// False where `parameter` has no effect while the parameter that it hangs on has the word `choice`: the share of the land
/// while hotspots are found by a level. @param chosen_for the parameter that was chosen, "rule"
bool applies(std::string_view parameter, std::string_view chosen_for, std::string_view choice);

/// The group of a parameter by its name; `main` for a name that the table doesn't hold.
FormGroup form_group_of(std::string_view parameter);

}  // namespace wardscope::ui
