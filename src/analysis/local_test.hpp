// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "borough/incidents.hpp"
#include "core/parameter.hpp"
#include "core/result.hpp"
#include "jobs/progress.hpp"
#include "stats/multiple_testing.hpp"
#include "stats/neighbours.hpp"
#include "stats/spatial_association.hpp"

namespace wardscope::analysis {

enum class LocalStatistic {
  gi_star,      ///< is the unit high (low) together with what lies around it?
  gi,           ///< is what lies around it high (low)?
  local_moran,  ///< is it like its neighbours, or unlike them?
};

/// Where a p-value comes from.
enum class TestMethod {
  analytic,     ///< from z, as if it were normal: quick, and too sure of itself where most units hold nothing
  permutation,  ///< from random orders of the values (stats::neighbourhood_permutation_p)
};

struct LocalTestOptions {
  LocalStatistic statistic = LocalStatistic::gi_star;
  TestMethod method = TestMethod::permutation;
  std::int64_t permutations = 99999;  ///< 99 … 999,999: p-values small enough to survive the correction of thousands
  std::int64_t seed = 1;              ///< of the permutations; >= 0
  stats::Correction correction = stats::Correction::benjamini_hochberg;
  double level = 0.05;  ///< of the corrected two-sided p-value: 0 < level < 1
};

void describe(LocalTestOptions& options, core::ParameterVisitor& visitor);
/// The same with Gi* and Gi alone, where only what is high is asked for.
void describe_by_gi(LocalTestOptions& options, core::ParameterVisitor& visitor);

/// "Gi*, 999 permutations of all values (seed 1), two-sided, Benjamini-Hochberg at 0.05": for titles and provenance.
std::string describe_in_words(const LocalTestOptions& options);

/// What the test makes of a unit.
enum class LocalClass {
  not_tested,  ///< nothing lies around it
  all_around,  ///< not tested either: all others lie around it
  ordinary,    ///< not further from the rest than chance alone may take it
  high,        ///< Gi*: with what lies around it
  low,
  high_around,  ///< Gi: what lies around it, whatever it holds itself
  low_around,
  high_high,  ///< local Moran: high among high ones
  low_low,
  high_low,  ///< high among low ones
  low_high,
};
/// "more in and around it than expected", "high among low": for keys and tables.
std::string_view words_of(LocalClass local_class);
bool stands_out(LocalClass local_class);
/// Of Gi and Gi*, and of local Moran high among high.
bool is_high(LocalClass local_class);

struct LocalResult {
  double z = 0.0;  ///< standardised statistic: of local Moran that of its conditional moments; NaN where not tested
  double p = 1.0;  ///< two-sided; NaN where not tested
  double corrected_p = 1.0;
  LocalClass local_class = LocalClass::ordinary;
};

struct LocalTest {
  std::vector<LocalResult> units;
  stats::Association global;  ///< Moran's I, row-standardised
  std::size_t tested = 0;
  std::size_t islands = 0;       ///< not tested: nothing lies around them
  std::size_t all_around = 0;    ///< not tested: all others lie around them
  std::size_t uncorrected = 0;   ///< units with p below the level before correction
  std::size_t standing_out = 0;  ///< units with corrected p below the level
};

/// What is tested. Borrows all.
struct TestedValues {
  std::span<const double> values;
  const stats::Neighbours& neighbours;
  std::span<const double> incidents;  ///< behind each value; empty: no unit is judged by too few of them
  borough::Sensitivity sensitivity = borough::Sensitivity::open;  ///< of the incidents
};

/// Tests each unit against all the others. Values far from a normal distribution (counts of which most are 0) want
/// permutations: the analytic p-values of their highest units are too small. Of Gi* all values are put in random order,
/// of Gi and local Moran those of the others (stats::NeighbourhoodNull).
///
/// No unit is called high by fewer incidents than may be told (analysis::DisclosureControl): where so few lie in and
/// around it (around it by Gi; where its own are high among low, in it) its p-value is 1 before the correction, which
/// is safe, for it makes no p-value smaller. Of sensitive types units with so few, none among them, are not called low
/// either: where the empty ones end, single records begin.
/// @returns invalid_argument, with what to do, where an option is out of its range; there are fewer than 8 units; all
/// values are equal, or those of units with neighbours; fewer than 4 units have one, or each has all others; or, by
/// permutation, no p-value could pass the correction: B too low; cancelled.
/// @pre values.size() == neighbours.size(), each finite; as many incidents, or none
core::Result<LocalTest> test_locally(const TestedValues& tested, const LocalTestOptions& options,
                                     const jobs::Progress& progress);

}  // namespace wardscope::analysis
