// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

namespace wardscope::cli {

/// From now on the first Ctrl-C (SIGINT) or SIGTERM only sets a mark, so that work can stop cleanly; a second one ends
/// the process at once.
void catch_interrupts();
bool interrupted();

}  // namespace wardscope::cli
