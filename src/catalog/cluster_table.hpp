// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <string>
#include <vector>

#include "catalog/cluster_question.hpp"
#include "catalog/place_names.hpp"
#include "table/feature_table.hpp"

namespace wardscope::catalog {

/// "High Street": the name that the workspace has for the busiest place of the cluster, or else for the next busy one
/// of ten; empty where none has a name.
std::string name_of(const analysis::IncidentCluster& cluster, const PlaceNames& places);

/// One row a cluster, by rank; wider ones have a column for their order and one for the ranks of those in them. Dates
/// are to the day where all are known so, and to the month where sensitive types stand at their exact places.
table::FeatureTable cluster_table(const std::vector<analysis::IncidentCluster>& clusters, const ClusterBasis& basis,
                                  const PlaceNames& places);

}  // namespace wardscope::catalog
