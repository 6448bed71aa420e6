// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

namespace wardscope::core {

/// How many letters must be put in, left out, changed or swapped with their neighbour to make one word of the other:
/// the optimal string alignment distance (Damerau 1964), on bytes, ASCII case ignored. O(|a| |b|).
std::size_t edit_distance(std::string_view a, std::string_view b);

/// The names that somebody who wrote `wanted` may have meant, the likeliest first, at the most `most`: those that are
/// the same but for blanks and marks ("Oldtown" for "Old Town"), those that contain it ("Boscombe" for "Boscombe West")
/// or one of whose words begins so, and those near in spelling (at most one slip in three letters). Never a guess that
/// is taken: the caller offers them. Equal names appear once.
std::vector<std::string> near_names(std::string_view wanted, const std::vector<std::string>& names,
                                    std::size_t most = 5);

/// What was looked for, and where its names are listed.
struct NameQuestion {
  std::string_view what;    ///< one of them: "ward"
  std::string_view plural;  ///< "wards"
  std::string_view lister;  ///< how to see them all, "'wardscope info WORKSPACE --areas'"; empty: nothing does
};

/// The message for a name that is not there: "no ward 'Burngreve'; did you mean 'Burngreave'? The wards are: …". A long
/// list is cut short where something else lists it, and says so.
std::string no_such_name(const NameQuestion& question, std::string_view wanted, const std::vector<std::string>& names);

/// "; did you mean 'a', 'b' or 'c'?", or nothing where no name is near.
std::string did_you_mean(std::string_view wanted, const std::vector<std::string>& names, std::size_t most = 3);

}  // namespace wardscope::core
