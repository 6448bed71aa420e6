// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "core/result.hpp"
#include "table/feature_table.hpp"

namespace wardscope::catalog {

/// The column by which a kept list classes its rows: "class", or "side" of a relative risk.
std::optional<std::size_t> class_column(const table::FeatureTable& features);

/// The classes that occur in a column, in the order of the list.
std::vector<std::string> classes_in(const table::FeatureTable& features, std::size_t column);

/// Which of the classes are meant: those asked for, by their whole words or by a part that only one of them has
/// ("persistent", "held"), or where none is asked for those in which there is more than expected, more than chance
/// allows, a persistent or emerging hotspot, one that held, that is firm, the fullest quarter, a rise.
/// @param in_words the result, for the message: "the result 'k_em'"
/// @returns invalid_argument, with the classes that there are, where none or more than one is meant by a word, or where
/// classes of more and of fewer would become one ground
core::Result<std::vector<std::string>> meant_classes(const std::vector<std::string>& asked,
                                                     const std::vector<std::string>& present,
                                                     const std::string& in_words);

}  // namespace wardscope::catalog
