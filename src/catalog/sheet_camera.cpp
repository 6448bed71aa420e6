// SPDX-License-Identifier: GPL-3.0-or-later
#include "catalog/sheet_camera.hpp"

#include <utility>

#include "cartography/furniture.hpp"
#include "project/default_project.hpp"
#include "report/text_rasteriser.hpp"

namespace wardscope::catalog {
namespace {

constexpr double kLegendWidth = 185.0;  // points on the right of a sheet that the legend covers
constexpr double kFootHeight = 60.0;    // points at its bottom that sources and scale bar take
constexpr double kMargin = 24.0;        // above the key, and between it and the ground

/// The ground on a sheet of which so much is covered on the right, at the top and at the bottom.
struct Covered {
  double right = 0.0;
  double top = 0.0;
  double bottom = kFootHeight;
};

project::MapCamera fit_clear_of(const Covered& covered, const geo::Extent& ground, const SheetSize& sheet) {
  project::MapCamera camera =
      project::fit(ground, sheet.width - covered.right, sheet.height - covered.top - covered.bottom);
  camera.centre.x += covered.right / 2 * camera.metres_per_point;
  camera.centre.y += (covered.top - covered.bottom) / 2 * camera.metres_per_point;
  return camera;
}

/// Of the key that the map has with this camera; nothing where the key can't be made, which drawing the map will tell.
double key_height(const project::Project& project, const cartography::MapData& data, const project::MapCamera& camera) {
  project::Project seen = project;
  seen.camera = camera;
  const cartography::TextMeasure measure = report::measure_text;
  cartography::SceneBuilder builder(measure);
  const auto key = builder.legend(seen, data, cartography::SensitivePoints::never);
  if (!key) return 0.0;
  cartography::Scene scratch;
  constexpr float kNoLimit = 1e6F;
  return static_cast<double>(
      cartography::FurnitureLayout(scratch, measure).add_legend(*key, {0.0F, 0.0F, kNoLimit}).height);
}

}  // namespace

project::MapCamera sheet_camera(const project::Project& project, const cartography::MapData& data,
                                const geo::Extent& ground, const SheetSize& sheet) {
  const project::MapCamera beside = fit_clear_of({kLegendWidth, 0.0, kFootHeight}, ground, sheet);
  if (sheet.height <= sheet.width) return beside;
  const double reserved = key_height(project, data, beside);
  if (reserved + kMargin + kFootHeight > sheet.height / 2) return beside;
  const project::MapCamera below = fit_clear_of({0.0, reserved + kMargin, kFootHeight}, ground, sheet);
  // A finer map has more in its key.
  const bool covered = key_height(project, data, below) > reserved;
  return covered || below.metres_per_point >= beside.metres_per_point ? beside : below;
}

}  // namespace wardscope::catalog
