// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstddef>
#include <span>
#include <vector>

namespace wardscope::stats {

enum class ClassMethod {
  quantile,        ///< equally many values a class
  equal_interval,  ///< equally wide classes
  natural_breaks,  ///< least squared deviation from the class means (Fisher 1958, "Jenks")
  pretty,          ///< equal widths of 1, 2 or 5 times a power of ten
};

/// The edges of map classes, ascending: class i holds edges[i] <= value < edges[i + 1], the last class its upper edge
/// too. First and last edge are the least and greatest value (pretty: round numbers around them). Values that are not
/// finite are left out. Fewer classes than asked for where there are too few distinct values; a single distinct value
/// gives one class of no width; no values give no edges. Pretty may give a class more or less.
///
/// Quantiles are R's type 7. Natural breaks are the exact optimum over all partitions, by dynamic programming with
/// divide and conquer on distinct values: O(classes * n log n).
/// @pre classes >= 1
std::vector<double> class_breaks(std::span<const double> values, ClassMethod method, std::size_t classes);

/// Class of a value by these edges; values beyond them go to the first or last class. @pre edges.size() >= 2, value
/// finite
std::size_t class_of(std::span<const double> edges, double value);

/// R's type 7: linear interpolation at h = (n - 1) * probability of the sorted values (Hyndman & Fan 1996).
/// @pre sorted ascending, not empty, 0 <= probability <= 1
double quantile(std::span<const double> sorted, double probability);

}  // namespace wardscope::stats
