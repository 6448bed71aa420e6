// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "analysis/preview_places.hpp"
#include "analysis/surface_disclosure.hpp"
#include "borough/dataset.hpp"
#include "catalog/density_options.hpp"
#include "core/result.hpp"
#include "geo/shapes.hpp"
#include "jobs/progress.hpp"
#include "ops/operation.hpp"
#include "raster/raster.hpp"

namespace wardscope::catalog {

// A density surface to look at while its bandwidth is being dragged: soon, of the whole ground, kept nowhere. What it
// would tell of single records it leaves out as the surface that is kept does.

/// The question of an operation that makes a density surface, as its parameters stand; nothing of any other operation,
/// or where a rule is to choose the bandwidth. Wards and neighbourhoods that it asks for don't count: a preview is of
/// all the ground.
std::optional<DensityQuestion> previewed_question(const ops::Operation& operation);

/// Names of the operations of which previewed_question() may find one.
std::vector<std::string_view> previewed_operations();
bool is_previewed(const ops::Operation& operation);

/// What makes previews of one selection; a value that workers share.
struct PreviewGround {
  analysis::PreviewPlaces places;
  geo::MultiPolygon land;
  analysis::SensitivePlaces sensitive;
  borough::Sensitivity sensitivity = borough::Sensitivity::open;
  std::vector<double> x;  ///< of each incident, where thin ground must be hidden; else empty
  std::vector<double> y;
};

/// Words that are the same for questions of one selection: their filter, weights and day. A table of weights that was
/// written anew is another.
std::string selection_key(const DensityQuestion& question);

/// @returns the errors of density_selection(); invalid_argument where the selection is too small to be shown;
/// cancelled.
core::Result<PreviewGround> preview_ground(const borough::Dataset& dataset, const DensityQuestion& question,
                                           const jobs::Progress& progress);

/// Coarse: some 80,000 cells, within 3 % of the surface's greatest value; fine: as many as a screen has pixels, 1 %.
enum class PreviewDetail { coarse, fine };

struct PreviewSurface {
  raster::Raster<float> per_km2;
  double bandwidth = 0.0;  ///< m
};

/// @returns the errors of permitted_density() and analysis::kernel_density(); invalid_argument where the cells would be
/// too many; cancelled.
core::Result<PreviewSurface> preview_surface(const PreviewGround& ground, const DensityQuestion& question,
                                             PreviewDetail detail, const jobs::Progress& progress);

}  // namespace wardscope::catalog
