// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/version.hpp"

namespace wardscope::core {

std::string_view version() { return WARDSCOPE_VERSION; }

}  // namespace wardscope::core
