// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "analysis/incident_clusters.hpp"
#include "borough/incidents.hpp"
#include "core/parameter.hpp"
#include "core/units.hpp"

namespace wardscope::catalog {

struct ClusterQuestion {
  borough::IncidentFilter filter;
  analysis::IncidentClusterOptions clusters;
};

void describe(ClusterQuestion& question, core::ParameterVisitor& visitor);

/// What the clusters of a question are of.
struct ClusterBasis {
  const ClusterQuestion& question;
  const analysis::IncidentClusterSet& set;
  borough::Sensitivity counts = borough::Sensitivity::open;  ///< of counts in tables and sentences
  borough::Sensitivity ground = borough::Sensitivity::open;  ///< of outlines and of what clusters may be told
  core::SquareKilometres land;                               ///< 0: not known
  double days = 0.0;  ///< st_dbscan: from the first to the last of the incidents, 1 at least
};

}  // namespace wardscope::catalog
