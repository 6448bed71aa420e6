// SPDX-License-Identifier: GPL-3.0-or-later
#include "cartography/drawn_surface.hpp"

#include <algorithm>
#include <array>
#include <cmath>
#include <string>
#include <utility>
#include <vector>

#include "cartography/coastal_surface.hpp"
#include "cartography/drawn_ratio.hpp"
#include "cartography/drawn_stability.hpp"
#include "cartography/palette.hpp"
#include "cartography/theme.hpp"
#include "core/text.hpp"

namespace wardscope::cartography {
namespace {

// "0", "12.5", "1,250": three digits that matter, as a key needs them.
std::string key_number(double value) {
  if (value >= 100 || value == 0) return core::fixed(value, 0);
  return core::fixed(value, value >= 10 ? 1 : 2);
}

/// The value at which the ramp is darkest.
struct SurfaceTop {
  float value = 1.0F;
  bool exceeded = false;
};

// One shopping street can be ten times as dense as the next hotspot and would leave the rest of the town white: where
// the greatest value is more than half as high again, the ramp ends at the level that one positive cell in 200 exceeds,
// and the key says "or more".
SurfaceTop top_of(std::vector<float> positive) {
  if (positive.empty()) return {};
  constexpr double kShown = 0.995;
  constexpr float kSkewed = 1.5F;
  const auto rank = static_cast<std::ptrdiff_t>(kShown * static_cast<double>(positive.size() - 1));
  std::nth_element(positive.begin(), positive.begin() + rank, positive.end());
  const float common = positive[static_cast<std::size_t>(rank)];
  const float greatest = *std::max_element(positive.begin() + rank, positive.end());
  if (greatest <= kSkewed * common) return {greatest, false};
  return {common, true};
}

/// Cameras that see each place: a class each for 1, 2, and 3 or more; nothing where none does.
void add_camera_counts(DrawnLayer& drawn, const MapResult& result) {
  constexpr std::array<float, 3> kStrengths{0.30F, 0.60F, 0.95F};
  constexpr std::array<const char*, 3> kKeys{"1 camera", "2 cameras", "3 cameras or more"};
  constexpr std::size_t kEntriesAClass = 64;  // of the ramp's 256: the first 64 for none
  RasterLayer raster;
  raster.raster = result.raster;
  raster.smooth = false;  // between one camera and two there is nothing
  raster.low = -0.5F;
  raster.high = 3.5F;
  raster.ramp.assign(kEntriesAClass, theme::kView.with_alpha(0.0F));
  for (std::size_t i = 0; i < kStrengths.size(); ++i) {
    const Colour fill = theme::kView.with_alpha(kStrengths[i]);
    raster.ramp.insert(raster.ramp.end(), kEntriesAClass, fill);
    drawn.legend.rows.push_back({PatchSwatch{fill, Hatch::none, theme::kView, 0.7F}, kKeys[i]});
  }
  drawn.parts.push_back({std::move(raster)});
}

core::Snapshot<raster::Raster<float>> drawn_surface(const MapResult& result, const borough::AreaSet* land) {
  if (land == nullptr) return result.raster;
  geo::MultiPolygon ground;
  for (const borough::Area& area : land->areas) ground.insert(ground.end(), area.shape.begin(), area.shape.end());
  return core::make_snapshot(as_drawn(*result.raster, ground));
}

void add_density(DrawnLayer& drawn, const project::Layer& layer, const MapResult& result,
                 const borough::AreaSet* land) {
  std::vector<float> values;
  for (const float value : result.raster->values()) {
    if (std::isfinite(value) && value > 0) values.push_back(value);
  }
  const SurfaceTop top = top_of(std::move(values));
  RasterLayer raster;
  raster.raster = drawn_surface(result, land);
  raster.ramp = density_ramp(ramp_or(layer.style.palette, "magma-reversed"));
  raster.low = 0.0F;
  raster.high = top.value;
  const auto high = static_cast<double>(top.value);
  drawn.legend.unit = result.unit;
  drawn.legend.ramp = {raster.ramp, "0", key_number(high / 2), key_number(high) + (top.exceeded ? " or more" : "")};
  drawn.parts.push_back({std::move(raster)});
}

}  // namespace

void add_surface(DrawnLayer& drawn, const project::Layer& layer, const MapResult& result,
                 const borough::AreaSet* land) {
  if (layer.form == "count") return add_camera_counts(drawn, result);
  if (layer.form == "chance") return add_chances(drawn, layer, drawn_surface(result, land));
  if (layer.form == "log-ratio") return add_log_ratio(drawn, layer, drawn_surface(result, land));
  // A preview follows the hand, and refining its coast would take longer than the surface.
  add_density(drawn, layer, result, layer.form == "density-preview" ? nullptr : land);
}

}  // namespace wardscope::cartography
