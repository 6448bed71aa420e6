// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <functional>

namespace wardscope::analysis {

/// Asked again and again in a long piece of work, at least every 50 ms, with the share of it that is done, 0 to 1:
/// false stops it.
using GoOn = std::function<bool(double done)>;

}  // namespace wardscope::analysis
