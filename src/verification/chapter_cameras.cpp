// SPDX-License-Identifier: GPL-3.0-or-later
#include <array>
#include <numbers>

#include "analysis/camera_optics.hpp"
#include "geo/isovist.hpp"
#include "verification/chapters.hpp"

namespace wardscope::verification {
namespace {

using core::Degrees;
using core::Metres;

constexpr const char* kOptics = "analysis/camera_optics.hpp";
constexpr const char* kByHand = "by hand";
constexpr const char* kFormula = "R 4.2, the formula";
const Metres kThirdInch(0.0048);
const Metres kLens(0.025);

Statistic field_of_view() {
  return {.name = "Field of view",
          .formula = "fov = 2 atan(w / (2 f))",
          .symbols = "w width of the sensor, f focal length",
          .literature = "geometry of a rectilinear lens",
          .data = "1/3 inch sensor (4.8 mm), lens of 25 mm",
          .unit = "degrees",
          .headers = {kOptics},
          .checks = {
              {"horizontal", "10.9671808889289", analysis::field_of_view(kThirdInch, kLens).value(), kFormula, 1e-12}}};
}

Statistic pixel_density() {
  const Degrees narrow = analysis::field_of_view(kThirdInch, kLens);
  const analysis::PixelDensityInput wide{3840.0, Degrees(60.0), Metres(1.0)};
  const auto at = [&](double depth) { return analysis::pixel_density({3840.0, Degrees(60.0), Metres(depth)}); };
  const double identification = analysis::depth_of_density(wide, 250.0).value();
  const double off_axis = identification * std::cos(std::numbers::pi / 6.0);
  return {.name = "Pixel density",
          .formula = "d = R / (2 z tan(fov / 2))",
          .symbols = "R pixels across, z the depth along the optical axis in m, not the distance",
          .literature = "IEC EN 62676-4; geometry of a rectilinear lens",
          .data = "1920 pixels behind the lens above; 3840 pixels over 60°",
          .unit = "pixels per m; m",
          .headers = {kOptics},
          .checks = {{"1920 pixels, depth 10 m", "1000.00000000",
                      analysis::pixel_density({1920.0, narrow, Metres(10.0)}), kFormula},
                     {"3840 pixels: depth of 250 per m", "13.3021502021290", identification, kFormula, 1e-12},
                     {"3840 pixels: depth of 125 per m", "26.6043004042580",
                      analysis::depth_of_density(wide, 125.0).value(), kFormula, 1e-12},
                     {"3840 pixels: depth of 25 per m", "133.021502021290",
                      analysis::depth_of_density(wide, 25.0).value(), kFormula, 1e-11}},
          .conventions = {{"depth: a straight line across the view", at(off_axis), Whose::ours,
                           "what the lens does: at the side of the picture the density is higher at the same distance"},
                          {"distance: an arc round the camera (most planning tools)", at(identification), Whose::others,
                           "right on the axis alone"}},
          .convention_question = "Density 13.30 m from the camera, 30° off its axis"};
}

Statistic mounting() {
  const analysis::Mounting mounting{Metres(6.0), Metres(1.6), Degrees(20.0)};
  return {.name = "Tilt and dead zone",
          .formula = "z = d cos τ + (H − t) sin τ,  d_min = (H − t) / tan(τ + vfov / 2)",
          .symbols = "d horizontal distance, H height of the camera, t of the target, τ tilt below horizontal",
          .literature = "geometry",
          .data = "H = 6 m, t = 1.6 m, τ = 20°, vertical field of view 34°",
          .unit = "m",
          .headers = {kOptics},
          .checks = {{"depth of a target at 10 m", "10.9018148384920",
                      analysis::depth_along_axis(mounting, Metres(10.0)).value(), kFormula, 1e-12},
                     {"dead zone", "5.83899721512980", analysis::dead_zone(mounting, Degrees(34.0)).value(), kFormula,
                      1e-12}}};
}

Statistic shadow() {
  const auto factor = analysis::shadow_factor({Metres(20.0), Metres(1.6), Metres(10.0)});
  return {.name = "Shadow of a block",
          .formula = "hidden until s (H − t) / (H − b)",
          .symbols = "s distance of the far face, b height of the block; for ever where b ≥ H",
          .literature = "geometry",
          .data = "H = 20 m, t = 1.6 m, b = 10 m, s = 59.5 m",
          .unit = "m",
          .headers = {kOptics},
          .checks = {{"hidden until", "109.480000000", factor.value_or(0.0) * 59.5, kByHand}}};
}

using Corner = geo::Point;

void add_box(std::vector<geo::Segment>& walls, const geo::Extent& box) {
  const geo::Ring ring = geo::to_polygon(box).exterior;
  for (std::size_t i = 1; i < ring.size(); ++i) walls.push_back({ring[i - 1], ring[i]});
}

Statistic visibility() {
  const geo::IsovistOptions all_round{.range = Metres(100.0), .arc_tolerance = Metres(0.001)};
  std::vector<geo::Segment> room;
  add_box(room, {-3, -4, 7, 6});
  std::vector<geo::Segment> hall;
  add_box(hall, {-20, -20, 20, 20});
  std::vector<geo::Segment> pillar = hall;
  add_box(pillar, {10, -1, 12, 1});
  const auto seen = [&](const std::vector<geo::Segment>& walls, const geo::IsovistOptions& options) {
    return geo::area(geo::isovist(Corner{0, 0}, walls, options));
  };
  constexpr double kLattice = 1e-6;  // m2: corners lie on a lattice of a nanometre
  constexpr double kPolyline =
      0.5;  // m2: the circle is a polyline 1 mm inside it at most, two thirds of that on average
  return {.name = "Ground in view",
          .formula = "{q: |q − p| ≤ r, the line from p to q crosses no wall}",
          .symbols = "p the viewpoint, r the range; its area is compared",
          .literature = "Benedikt 1979; O'Rourke 1987, chapter 8",
          .data =
              "a room of 10 m by 10 m; a hall of 40 m by 40 m, without and with a pillar of 2 m by 2 m whose face "
              "stands 10 m from its middle; open ground to 100 m",
          .unit = "m²",
          .headers = {"geo/isovist.hpp"},
          .checks = {{"room", "100", seen(room, all_round), kByHand, kLattice},
                     {"hall", "1600", seen(hall, all_round), kByHand, kLattice},
                     {"hall with pillar: a trapezium of 2 m, 4 m and 10 m hidden", "1570", seen(pillar, all_round),
                      kByHand, kLattice},
                     {"open ground: the disc", "31415.9265358979", seen({}, all_round), "π r²", kPolyline}}};
}

}  // namespace

core::Result<Chapter> cameras_chapter(const jobs::Progress& /*progress*/) {
  Chapter chapter;
  chapter.intro =
      "What a camera's lens and place let it see: how wide, how finely, from where on, and behind which walls not.";
  chapter.statistics = {field_of_view(), pixel_density(), mounting(), shadow(), visibility()};
  return chapter;
}

}  // namespace wardscope::verification
