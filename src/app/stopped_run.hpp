// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <string>

#include "ops/operation.hpp"
#include "ui/view_model.hpp"

namespace wardscope::app {

/// What a stopped run had finished by then: nothing in the workspace, or some of the data it was to bring.
enum class Finished { nothing, some_data };

/// What the window says of an operation that the user stopped: that it was, and what is kept of it.
ui::Notice stopped_notice(const ops::OperationInfo& operation, Finished finished);

}  // namespace wardscope::app
