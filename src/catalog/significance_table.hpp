// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "analysis/local_test.hpp"
#include "catalog/significance_question.hpp"
#include "table/feature_table.hpp"

namespace wardscope::catalog {

struct SignificanceRows {
  const SignificanceQuestion& question;
  const CountedUnits& units;
  const analysis::TestedValues& tested;
  const analysis::LocalTest& test;
};

/// A row for each unit with its shape, those that stand out first and the highest at the top. So that no small count
/// can be worked out from the rows, whatever other types and months are asked for: counts in cells are to the nearest
/// five (ten of sensitive types) and small ones are left out, those of areas are marked as disclosive; p is given as a
/// band; z is rounded to what as many incidents change it by, 0.1 at least, and told where the count that it is of
/// could be told. Rows that read alike are in the order of the ground.
table::FeatureTable significance_table(const SignificanceRows& rows);

}  // namespace wardscope::catalog
