// SPDX-License-Identifier: GPL-3.0-or-later
#include "cartography/drawn_stability.hpp"

#include <utility>
#include <variant>
#include <vector>

#include "cartography/palette.hpp"
#include "cartography/theme.hpp"

namespace wardscope::cartography {
namespace {

struct HoldLook {
  Colour fill;
  Hatch hatch = Hatch::none;
  float stroke_width = 1.0F;  ///< times the layer's line width
  const char* key = "";
};

void add_held(DrawnLayer& drawn, const project::Layer& layer, std::vector<geo::MultiPolygon> shapes,
              const HoldLook& look) {
  if (shapes.empty()) return;
  PolygonLayer polygons;
  polygons.fill_of.assign(shapes.size(), layer.style.fill ? std::uint8_t{0} : std::uint8_t{0xFF});
  polygons.fills = {look.fill};
  polygons.hatches = {look.hatch};
  polygons.stroke = theme::kHotspot;
  polygons.stroke_width = look.stroke_width * static_cast<float>(layer.style.line_width);
  polygons.shapes = core::make_snapshot(std::move(shapes));
  drawn.legend.rows.push_back({PatchSwatch{look.fill, look.hatch, polygons.stroke, polygons.stroke_width}, look.key});
  drawn.parts.push_back({std::move(polygons)});
}

}  // namespace

void add_holding(DrawnLayer& drawn, const project::Layer& layer, const table::FeatureTable& features) {
  const auto column = features.column("class");
  std::vector<geo::MultiPolygon> firm;
  std::vector<geo::MultiPolygon> fragile;
  for (std::size_t row = 0; row < features.row_count(); ++row) {
    const auto* shape = std::get_if<geo::MultiPolygon>(&features.geometry(row));
    if (shape == nullptr) continue;
    const bool holds = column && table::to_text(features.at(row, *column), 0) == "firm";
    (holds ? firm : fragile).push_back(*shape);
  }
  drawn.legend.note = features.row_count() == 0 ? "No area is dense enough" : "";
  add_held(drawn, layer, std::move(firm),
           {theme::kHotspot.with_alpha(0.10F), Hatch::none, 2.1F, "Firm: found again in 80 % of runs"});
  add_held(drawn, layer, std::move(fragile),
           {theme::kHotspot.with_alpha(0.80F), Hatch::diagonal, 0.8F, "Fragile: found again in fewer"});
}

void add_chances(DrawnLayer& drawn, const project::Layer& layer, core::Snapshot<raster::Raster<float>> surface) {
  RasterLayer raster;
  raster.raster = std::move(surface);
  raster.ramp = density_ramp(ramp_or(layer.style.palette, "viridis-reversed"));
  raster.low = 0.0F;
  raster.high = 1.0F;
  drawn.legend.unit = "share of runs";
  drawn.legend.ramp = {raster.ramp, "never", "half", "always"};
  drawn.parts.push_back({std::move(raster)});
}

}  // namespace wardscope::cartography
