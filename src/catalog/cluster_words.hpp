// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "catalog/cluster_question.hpp"
#include "catalog/place_names.hpp"
#include "ops/plain_words.hpp"

namespace wardscope::catalog {

/// What clusters are found and what they are not: they come from a rule, not from a test.
ops::PlainWords words_of_clusters(const ClusterBasis& basis, const PlaceNames& places);

}  // namespace wardscope::catalog
