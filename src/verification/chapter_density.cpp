// SPDX-License-Identifier: GPL-3.0-or-later
#include <array>
#include <cmath>
#include <numbers>

#include "analysis/edge_correction.hpp"
#include "analysis/kernel_density.hpp"
#include "verification/chapters.hpp"
#include "verification/reference_data.hpp"

namespace wardscope::verification {
namespace {

using analysis::DensityKernel;
using analysis::EdgeCorrection;
using analysis::KernelShape;

constexpr std::array kProbes{geo::Point{407400, 91400}, geo::Point{407775, 91675}, geo::Point{407050, 91050},
                             geo::Point{407999, 91799}};
constexpr std::array kProbeNames{"at (407400, 91400)", "at (407775, 91675)", "at (407050, 91050)",
                                 "at (407999, 91799), 1 m from the corner"};
constexpr std::size_t kCorner = 3;
constexpr const char* kFormulaInR = "R 4.2, the formula (times 10⁶)";

/// The reference points with their window, ready to be asked.
struct DensityCase {
  ReferencePoints points = reference_points();
  geo::MultiPolygon window = reference_window();
  [[nodiscard]] analysis::DensityInput input() const { return {{points.x, points.y, {}, {}}, &window, {}}; }
};

analysis::KernelDensityOptions options_of(const DensityKernel& kernel, EdgeCorrection edge) {
  return {kernel.shape, core::Metres(kernel.bandwidth), core::Metres(0.0), edge};
}

/// At the four probes, per km2.
core::Result<std::vector<double>> densities(const DensityCase& points, const DensityKernel& kernel,
                                            EdgeCorrection edge) {
  return analysis::density_at(points.input(), options_of(kernel, edge), kProbes);
}

/// One of the statistics below: a kernel, an edge rule, and the numbers that R has.
struct ProbedDensity {
  Statistic statistic;
  DensityKernel kernel;
  EdgeCorrection edge = EdgeCorrection::none;
  std::array<const char*, 4> expected;
};

core::Result<Statistic> probed(const DensityCase& points, ProbedDensity question) {
  const auto ours = densities(points, question.kernel, question.edge);
  if (!ours) return ours.error();
  Statistic statistic = std::move(question.statistic);
  statistic.data = kPointsInWords;
  statistic.unit = "per km²";
  statistic.headers = {"analysis/kernel_density.hpp", "analysis/density_kernel.hpp"};
  for (std::size_t i = 0; i < kProbes.size(); ++i) {
    statistic.checks.push_back({kProbeNames[i], question.expected[i], (*ours)[i], kFormulaInR});
  }
  return statistic;
}

core::Result<Statistic> quartic(const DensityCase& points) {
  constexpr double kRadius = 250.0;  // m
  auto statistic =
      probed(points, {{.name = "Density, quartic kernel",
                       .formula = "λ(u) = Σ_i 3 / (π h²) (1 − d_i² / h²)²  for d_i < h",
                       .symbols = "u a place, d_i its distance from incident i in m, h = 250 m the bandwidth (radius)",
                       .literature = "Silverman 1986, eq. 4.5; Wand & Jones 1995"},
                      {KernelShape::quartic, kRadius},
                      EdgeCorrection::none,
                      {"368.045886664709", "236.253826643765", "13.1716071893244", "18.6435154337357"}});
  if (!statistic) return statistic;
  const double ours = statistic->checks.front().ours;
  const auto gaussian = densities(points, {KernelShape::gaussian, kRadius}, EdgeCorrection::none);
  const auto wide = densities(points, {KernelShape::quartic, kRadius * std::sqrt(8.0)}, EdgeCorrection::none);
  if (!gaussian) return gaussian.error();
  if (!wide) return wide.error();
  constexpr double kKm2 = 1e-6;                                // a m2
  constexpr double kScaled = 116.0 / 5.0 * 15.0 / 16.0 / 3.0;  // of QgsKernelDensityEstimation::quarticKernel, over 3
  statistic->convention_question = "Density per km² at (407400, 91400), \"bandwidth 250 m\"";
  statistic->conventions = {
      {"quartic kernel, radius h = 250 m", ours, Whose::ours,
       "each incident counts 1 in all; beyond 250 m it counts nothing, as a reader takes \"250 m\""},
      {"QGIS heatmap, \"Scaled\", before 2025", ours * kScaled, Whose::others,
       "its constant 116 / (5 π h²) · 15/16 stands for 3 / (π h²): 7.25 times too high; the picture is the same"},
      {"QGIS heatmap, \"Raw\"", ours * kKm2 * std::numbers::pi * kRadius * kRadius / 3.0, Whose::others,
       "kernel of height 1: a number without a unit"},
      {"spatstat, kernel = \"quartic\", sigma = 250", (*wide)[0], Whose::others,
       "sigma is the standard deviation along an axis: h = √8 sigma = 707 m"},
      {"Gaussian, standard deviation 250 m", (*gaussian)[0], Whose::others,
       "as wide as a quartic kernel of 707 m; h = √8 σ gives kernels of the same spread"}};
  return statistic;
}

core::Result<Statistic> epanechnikov(const DensityCase& points) {
  return probed(points, {{.name = "Density, Epanechnikov kernel",
                          .formula = "λ(u) = Σ_i 2 / (π h²) (1 − d_i² / h²)  for d_i < h",
                          .symbols = "d_i distance of u from incident i in m, h = 250 m the bandwidth (radius)",
                          .literature = "Silverman 1986, eq. 4.4"},
                         {KernelShape::epanechnikov, 250.0},
                         EdgeCorrection::none,
                         {"282.444215352389", "173.765865977633", "11.1218798401743", "25.7550487672374"}});
}

core::Result<Statistic> gaussian(const DensityCase& points) {
  return probed(
      points,
      {{.name = "Density, Gaussian kernel",
        .formula = "λ(u) = Σ_i 1 / (2 π σ²) exp(−d_i² / (2 σ²))",
        .symbols =
            "d_i as above, σ = 100 m the standard deviation; beyond 8.6 σ, where it is 1e-16 of its peak, it is 0",
        .literature = "Silverman 1986, eq. 4.2"},
       {KernelShape::gaussian, 100.0},
       EdgeCorrection::none,
       {"352.748205699121", "234.362440044549", "14.4669427597668", "25.4730449081516"}});
}

core::Result<Statistic> uniform_edge(const DensityCase& points) {
  return probed(points,
                {{.name = "Edge correction, uniform",
                  .formula = "λ_U(u) = λ(u) / e(u),  e(u) = ∫_W k(u − v) dv",
                  .symbols = "e(u) the share of the kernel k about u that lies on the land W; Gaussian, σ = 100 m",
                  .literature = "Diggle 1985"},
                 {KernelShape::gaussian, 100.0},
                 EdgeCorrection::uniform,
                 {"352.781724445349", "265.290762301925", "30.2579532601209", "100.285497147138"}});
}

core::Result<Statistic> jones_diggle(const DensityCase& points) {
  auto statistic = probed(points, {{.name = "Edge correction, Jones-Diggle",
                                    .formula = "λ_J(u) = Σ_i k(u − x_i) / e(x_i)",
                                    .symbols = "e as above, taken about each incident x_i instead of each place u",
                                    .literature = "Jones 1993"},
                                   {KernelShape::gaussian, 100.0},
                                   EdgeCorrection::jones_diggle,
                                   {"353.120213220772", "265.348153184169", "20.6113574057653", "46.7454029734723"}});
  if (!statistic) return statistic;
  const auto none = densities(points, {KernelShape::gaussian, 100.0}, EdgeCorrection::none);
  const auto uniform = densities(points, {KernelShape::gaussian, 100.0}, EdgeCorrection::uniform);
  if (!none) return none.error();
  if (!uniform) return uniform.error();
  statistic->convention_question = "Density per km² one metre from the corner of the window";
  statistic->conventions = {
      {"no correction (QGIS, ArcGIS, most tools)", (*none)[kCorner], Whose::others,
       "three quarters of each kernel fall where nothing can be recorded: the coast looks safe"},
      {"uniform (spatstat: edge = TRUE)", (*uniform)[kCorner], Whose::others,
       "right where the density is even; the surface then adds up to more incidents than there are"},
      {"Jones-Diggle (spatstat: diggle = TRUE)", statistic->checks[kCorner].ours, Whose::ours,
       "the surface adds up to the number of incidents, which can be checked and printed"}};
  return statistic;
}

core::Result<Statistic> adaptive(const DensityCase& points) {
  constexpr std::size_t kDistinct = 60;
  analysis::DensityInput input = points.input();
  input.points.x = input.points.x.first(kDistinct);
  input.points.y = input.points.y.first(kDistinct);
  analysis::KernelDensityOptions options = options_of({KernelShape::gaussian, 60.0}, EdgeCorrection::jones_diggle);
  options.adaptive = true;
  const auto ours = analysis::density_at(input, options, kProbes);
  if (!ours) return ours.error();
  constexpr std::array kExpected{"565.606156277123", "658.932582248184", "16.9425950827638", "35.1269406934249"};
  constexpr double kPilot = 5e-4;  // relative: the pilot is found by fast sums
  Statistic statistic{.name = "Density, adaptive",
                      .formula = "λ(u) = Σ_i k_i(u − x_i) / e_i(x_i),  σ_i = σ_0 (f(x_i) / g)^(−1/2)",
                      .symbols =
                          "k_i a Gaussian of its own σ_i, 25 m at least; f the pilot density with σ_0 = 60 m, g its "
                          "geometric mean over the incidents; e_i the share of k_i on the land",
                      .literature = "Abramson 1982; Davies & Hazelton 2010",
                      .data = "the 60 distinct places of the reference points",
                      .unit = "per km²",
                      .headers = {"analysis/kernel_density.hpp", "analysis/adaptive_bandwidths.hpp"}};
  for (std::size_t i = 0; i < kProbes.size(); ++i) {
    Check check{kProbeNames[i], kExpected[i], (*ours)[i], "R 4.2, the formula (times 10⁶)"};
    check.tolerance = kPilot * expected_value(check);
    statistic.checks.push_back(check);
  }
  statistic.convention_question = "Density per km² at (407400, 91400)";
  statistic.conventions = {{"the formula, its bandwidths from fast sums", (*ours)[0], Whose::ours,
                            "within 0.05 % of the exact formula, for a million incidents in seconds"},
                           {"R sparr 2.2-17 on 400 × 400 pixels", 569.871253446041, Whose::others,
                            "its bandwidths are those of the pixels on which incidents fall"}};
  return statistic;
}

core::Result<Statistic> mass(const DensityCase& points, const jobs::Progress& progress) {
  constexpr std::array kRules{EdgeCorrection::none, EdgeCorrection::uniform, EdgeCorrection::jones_diggle};
  std::array<double, 3> sums{};
  for (std::size_t i = 0; i < kRules.size(); ++i) {
    auto options = options_of({KernelShape::gaussian, 100.0}, kRules[i]);
    options.cell = core::Metres(4.0);
    const auto surface = analysis::kernel_density(points.input(), options, progress);
    if (!surface) return surface.error();
    sums[i] = surface->mass;
  }
  constexpr const char* kCellsInR = "R 4.2, the formula at the centres of the same cells";
  constexpr double kFloat = 1e-5;  // incidents: 50,000 cells are stored in single precision
  return Statistic{
      .name = "What a surface adds up to",
      .formula = "Σ_c λ(c) a",
      .symbols = "c the centres of cells of 4 m, a = 16 m² the area of one; Gaussian, σ = 100 m",
      .literature = "Jones 1993",
      .data = kPointsInWords,
      .unit = "incidents",
      .headers = {"analysis/kernel_density.hpp", "analysis/edge_correction.hpp"},
      .checks = {{"no correction", "60.0138687259190", sums[0], kCellsInR, kFloat},
                 {"uniform", "67.4086109934269", sums[1], kCellsInR, kFloat},
                 {"Jones-Diggle", "65.0006176697199", sums[2], kCellsInR, kFloat}},
      .conventions = {{"no correction", sums[0], Whose::others, "five of 65 incidents are lost over the edge"},
                      {"uniform", sums[1], Whose::others, "2.4 incidents too many"},
                      {"uniform, spatstat 3.0-6 on pixels of 2 m", 67.4175887340593, Whose::others,
                       "its discrete Fourier transform moves points to pixels"},
                      {"Jones-Diggle", sums[2], Whose::ours, "65 within the rounding of cells"}},
      .convention_question = "How many incidents does the surface of 65 add up to?"};
}

Statistic land_share(const DensityCase& points) {
  const analysis::LandBoundary land(points.window);
  const auto share = [&](const DensityKernel& kernel, geo::Point u) { return analysis::mass_on_land(land, kernel, u); };
  const DensityKernel gaussian{KernelShape::gaussian, 100.0};
  double all = 0.0;
  for (std::size_t i = 0; i < points.points.x.size(); ++i)
    all += share(gaussian, {points.points.x[i], points.points.y[i]});
  constexpr double kQuadrature = 1e-11;  // 65 times its error
  return {
      .name = "Share of a kernel on the land",
      .formula = "e(u) = ∫_W k(u − v) dv",
      .symbols = "k the kernel about u, W the land",
      .literature = "Diggle 1985; in polar coordinates by the divergence theorem",
      .data = "the window of 1000 m by 800 m",
      .headers = {"analysis/edge_correction.hpp", "analysis/density_land.hpp"},
      .checks = {{"sum over the 65 points, Gaussian, 100 m", "60.0133540770757", all,
                  "R 4.2, products of pnorm over the sides of the window", kQuadrature},
                 {"quartic, 250 m, on a corner of the window", "0.250000",
                  share({KernelShape::quartic, 250.0}, {408000, 91800}), "by symmetry"},
                 {"Epanechnikov, 250 m, on the middle of a side", "0.500000",
                  share({KernelShape::epanechnikov, 250.0}, {407500, 91800}), "by symmetry"},
                 {"quartic, 250 m, 1 m from the corner", "0.25409",
                  share({KernelShape::quartic, 250.0}, kProbes[kCorner]), "R 4.2, sum over squares of 0.5 m", 1e-4}}};
}

}  // namespace

core::Result<Chapter> density_chapter(const jobs::Progress& progress) {
  const DensityCase points;
  Chapter chapter;
  chapter.intro =
      "How many incidents there are for each km² of ground, at every place of a map. Each incident is spread over its "
      "surroundings by a kernel, so that the surface adds up to the number of incidents.";
  const auto take = [&](core::Result<Statistic> statistic) -> core::Status {
    if (!statistic) return statistic.error();
    chapter.statistics.push_back(std::move(statistic).value());
    return {};
  };
  for (const auto make : {quartic, epanechnikov, gaussian, adaptive, uniform_edge, jones_diggle}) {
    if (const core::Status status = take(make(points)); !status) return status.error();
  }
  if (const core::Status status = take(mass(points, progress.part(0.5, 1.0))); !status) return status.error();
  chapter.statistics.push_back(land_share(points));
  return chapter;
}

}  // namespace wardscope::verification
