// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "core/result.hpp"
#include "store/connection.hpp"
#include "store/workspace.hpp"

namespace wardscope::store {

/// Appends an entry of this program's account. Its hash is SHA-256 over (hash of the entry before, id, time, event,
/// detail, who), each with its length; the last hash and the number of entries are kept in the table workspace, so that
/// a cut end is found too.
core::Status append_log(const Connection& connection, std::string_view event, std::string_view detail);

/// Recomputes the chain. @returns malformed with the first entry that does not fit.
core::Status verify_log(const Connection& connection);

}  // namespace wardscope::store
