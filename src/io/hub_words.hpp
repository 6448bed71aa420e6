// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <optional>
#include <string_view>

#include "borough/places.hpp"

namespace wardscope::io {

/// The kind of a hub by the words that lists use: one of ours, or a text that holds one ("Central library", "Community
/// hall", "Hate crime reporting centre"). Other where it is empty or says "other". Nothing where no word is known.
std::optional<borough::HubKind> hub_kind_in(std::string_view text);

}  // namespace wardscope::io
