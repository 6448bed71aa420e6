// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace wardscope::verification {

enum class Script { normal, below, above };

/// A stretch of a formula that is set at one height.
struct FormulaRun {
  std::string text;
  Script script = Script::normal;
  friend bool operator==(const FormulaRun&, const FormulaRun&) = default;
};

/// A formula as the book writes it is one line that can be read as it stands, "Σ_j w_ij x_j / n^(1/2)": '_' sets the
/// letters, digits and stars that follow below the line, '^' sets them above; brackets after either hold together what
/// else there is, and are not shown. Elsewhere nothing has a meaning of its own.
std::vector<FormulaRun> formula_runs(std::string_view formula);

}  // namespace wardscope::verification
