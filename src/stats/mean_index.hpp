// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstddef>
#include <optional>
#include <span>
#include <vector>

namespace wardscope::stats {

/// Rates beside their mean.
struct MeanIndex {
  std::vector<std::optional<double>> index;  ///< by area; nothing where the rate is not known
  double mean = 0.0;                         ///< of the known rates, each area counting once
  std::size_t known = 0;
};

/// index_i = 100 r_i / mean(r), as the Vulnerable Localities Index has it (Chainey 2004; JDi Brief): the mean is that
/// of the areas, not of their residents. Nothing where no rate is known or their mean is not above 0. @pre known rates
/// are finite
std::optional<MeanIndex> mean_index(std::span<const std::optional<double>> rates);

/// The mean of several indices by area; nothing where one of them is not known. @pre all of one length
std::vector<std::optional<double>> mean_of_indices(std::span<const MeanIndex> indices);

}  // namespace wardscope::stats
