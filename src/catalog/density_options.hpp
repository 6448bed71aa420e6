// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "analysis/kernel_density.hpp"
#include "borough/incidents.hpp"
#include "catalog/chosen_ground.hpp"
#include "core/parameter.hpp"
#include "core/result.hpp"
#include "ops/operation.hpp"

namespace wardscope::catalog {

/// Which incidents, how smoothed.
struct DensityQuestion {
  borough::IncidentFilter filter;
  analysis::KernelDensityOptions density;
};

void describe(DensityQuestion& question, core::ParameterVisitor& visitor);

struct DensityAnswer {
  borough::IncidentSelection selection;
  ChosenGround ground;
  geo::MultiPolygon land;  ///< of the ground that was chosen; all the borough's where none was
  analysis::DensitySurface surface;
};

/// The density surface that several operations start from, over all the land or the ground that is chosen.
core::Result<DensityAnswer> incident_density(const DensityQuestion& question, const ops::OperationContext& context,
                                             const GroundChoice& choice = {});

}  // namespace wardscope::catalog
