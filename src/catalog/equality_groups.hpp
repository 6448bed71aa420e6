// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <vector>

#include "borough/areas.hpp"
#include "catalog/coded_numbers.hpp"
#include "core/result.hpp"

namespace wardscope::catalog {

/// Residents of each small area by group.
struct ResidentGroups {
  std::string characteristic;               ///< "Deprivation", "ages.csv"
  std::string in_words;                     ///< what the groups are and where they come from, for the methods
  std::vector<std::string> names;           ///< of the groups
  std::vector<double> total;                ///< by area: residents whose group is known
  std::vector<std::vector<double>> counts;  ///< [group][area], each at most the total
  std::size_t areas_unknown = 0;            ///< areas that count nowhere: no residents or no group known
};

/// How many small areas England's index of multiple deprivation ranks, by the vintage of the areas: 32,844 of 2011 (IMD
/// 2015 and 2019), 33,755 of 2021 (IMD 2025). Nothing for other vintages, codes of other nations, or a rank beyond.
std::optional<double> ranked_in_england(const borough::AreaSet& set);

/// Residents by fifths of the small areas by rank of deprivation, the most deprived first: of England's where
/// ranked_in_england() knows how many there are, else of the set itself. Nothing where no area has rank and residents.
std::optional<ResidentGroups> deprivation_fifths(const borough::AreaSet& set);

struct GroupColumns {
  std::vector<std::string> groups;  ///< columns; empty: every column of numbers but the total
  std::string total;  ///< column; empty: one whose name begins with "total" or "all", else the groups' sum
};

/// Residents by the columns of a table of counts (ages, ethnic groups …).
/// @returns not_found for a column that is not there; malformed where a count is below 0 or above its total.
core::Result<ResidentGroups> groups_of_table(const CodedNumbers& table, const GroupColumns& columns,
                                             const borough::AreaSet& set);

}  // namespace wardscope::catalog
