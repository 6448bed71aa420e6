// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "analysis/kernel_density.hpp"
#include "borough/incidents.hpp"
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
  geo::MultiPolygon land;
  analysis::DensitySurface surface;
};

/// The density surface that several operations start from.
core::Result<DensityAnswer> incident_density(const DensityQuestion& question, const ops::OperationContext& context);

}  // namespace wardscope::catalog
