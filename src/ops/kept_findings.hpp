// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace wardscope::ops {

// What a run said of its result is kept with it in the workspace, so that the words for a report are there when the
// report is written.

/// The provenance with these sentences in it; unchanged where there are none or the text is no provenance.
std::string with_findings(std::string_view provenance_json, const std::vector<std::string>& findings);

/// The sentences in it; none where the text holds none.
std::vector<std::string> findings_in(std::string_view provenance_json);

/// The provenance as it may leave the program: sentences hold numbers that no export looks at once more.
std::string without_findings(std::string_view provenance_json);

}  // namespace wardscope::ops
