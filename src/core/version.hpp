// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <string_view>

namespace wardscope::core {

/// "0.1.0": the version of the program, printed in every provenance.
std::string_view version();

}  // namespace wardscope::core
