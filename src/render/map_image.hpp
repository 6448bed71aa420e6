// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "cartography/scene.hpp"
#include "core/result.hpp"
#include "jobs/progress.hpp"
#include "render/image.hpp"
#include "render/renderer.hpp"

namespace wardscope::render {

/// The Scene as a picture, `pixels_per_point` pixels a point (dots an inch over 72). Pictures wider or higher than
/// 4096 pixels are drawn in parts that join without a seam.
/// @returns invalid_argument for a scale that is not above 0 or a picture of more than 400 million pixels.
core::Result<Image> render_to_image(Renderer& renderer, const cartography::Scene& scene, float pixels_per_point);

/// The same without a window: makes a headless context for the one picture. @returns also cancelled
core::Result<Image> render_headless(const cartography::Scene& scene, float pixels_per_point,
                                    const jobs::Progress& progress = jobs::Progress());

}  // namespace wardscope::render
