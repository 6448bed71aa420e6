// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "analysis/hotspots.hpp"
#include "catalog/density_options.hpp"
#include "table/feature_table.hpp"

namespace wardscope::catalog {

struct HotspotQuestion {
  DensityQuestion density;
  analysis::HotspotOptions hotspots;
};

void describe(HotspotQuestion& question, core::ParameterVisitor& visitor);

struct HotspotAnswer {
  DensityAnswer density;
  analysis::HotspotSet found;
};

/// The density and its hotspots, from which gaps and profiles start too.
core::Result<HotspotAnswer> incident_hotspots(const HotspotQuestion& question, const ops::OperationContext& context,
                                              const GroundChoice& choice = {});

/// One row a hotspot, by rank; with a column for the weight where the question weighs incidents, as it may be told of
/// incidents of this class.
table::FeatureTable hotspot_table(const analysis::HotspotSet& set, const DensityQuestion& question,
                                  borough::Sensitivity sensitivity);

}  // namespace wardscope::catalog
