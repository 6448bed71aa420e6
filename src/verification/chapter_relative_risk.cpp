// SPDX-License-Identifier: GPL-3.0-or-later
#include <array>
#include <limits>
#include <numeric>
#include <utility>
#include <vector>

#include "analysis/relative_risk.hpp"
#include "verification/chapters.hpp"
#include "verification/reference_data.hpp"

namespace wardscope::verification {
namespace {

constexpr core::Metres kRiskBandwidth{120.0};

analysis::RelativeRiskOptions risk_options(std::int64_t permutations) {
  analysis::RelativeRiskOptions options;
  options.density.kernel = analysis::KernelShape::gaussian;
  options.density.bandwidth = kRiskBandwidth;
  options.density.cell = core::Metres(10.0);
  options.permutations = permutations;
  return options;
}

double at_place(const raster::Raster<float>& raster, geo::Point place) {
  const raster::GridSpec& grid = raster.grid();
  return static_cast<double>(raster.at(static_cast<std::size_t>((place.x - grid.x0) / grid.cell),
                                       static_cast<std::size_t>((place.y - grid.y0) / grid.cell)));
}

/// Single precision of two densities and a logarithm.
constexpr double kSinglePrecision = 2e-5;

core::Result<Statistic> log_ratio(const jobs::Progress& progress) {
  const ReferencePoints points = reference_points();
  const geo::MultiPolygon window = reference_window();
  std::vector<std::uint32_t> cases;
  std::vector<std::uint32_t> controls;
  constexpr std::uint32_t kDistinct = 60;
  for (std::uint32_t i = 1; i <= kDistinct; ++i) (i <= 25 || i % 4 == 0 ? cases : controls).push_back(i - 1);
  const auto risk =
      analysis::relative_risk({points.x, points.y, cases, controls, &window, nullptr}, risk_options(0), progress);
  if (!risk) return risk.error();
  Statistic statistic{
      .name = "Relative risk of two densities",
      .formula = "ρ(u) = ln(f(u) / g(u))",
      .symbols =
          "f, g the densities of cases and of controls, each over its number, of one kernel and one bandwidth "
          "(Gaussian, σ = 120 m, Jones-Diggle); no value where fewer than one control is expected within a kernel",
      .literature = "Bithell 1991; Kelsall & Diggle 1995",
      .data = "the 60 distinct places of the reference points; cases: the first 25 and every fourth",
      .headers = {"analysis/relative_risk.hpp"}};
  // Centres of cells of 10 m.
  constexpr std::array kProbes{geo::Point{407775, 91675}, geo::Point{407655, 91605}, geo::Point{407405, 91405}};
  constexpr std::array kNames{"at (407775, 91675)", "at (407655, 91605)", "at (407405, 91405)"};
  constexpr std::array kExpected{"-1.47436", "-1.15873", "2.65541"};
  for (std::size_t i = 0; i < kProbes.size(); ++i) {
    statistic.checks.push_back(
        {kNames[i], kExpected[i], at_place(risk->log_ratio, kProbes[i]), "R 4.2, the formula", kSinglePrecision});
  }
  statistic.convention_question = "ρ at (407775, 91675)";
  statistic.conventions = {
      {"one bandwidth for both", statistic.checks.front().ours, Whose::ours, "most of the bias of the two cancels"},
      {"R sparr 2.2-17, 64 × 64 pixels", -1.46535295415805, Whose::others, "the same, at the middle of a pixel"},
      {"a narrower bandwidth for controls, 60 m", -2.30606326864929, Whose::others,
       "shows peaks and dips of the bandwidths, not of the incidents"}};
  return statistic;
}

core::Result<Statistic> tolerance(const jobs::Progress& progress) {
  const std::vector<double> x{407450, 407470, 407440, 407560, 407580, 407570};
  const std::vector<double> y{91400, 91430, 91380, 91400, 91440, 91360};
  const std::vector<std::uint32_t> cases{0, 1, 2};
  const std::vector<std::uint32_t> controls{3, 4, 5};
  constexpr std::int64_t kLabels = 9999;
  analysis::RelativeRiskOptions options = risk_options(kLabels);
  options.density.edge_correction = analysis::EdgeCorrection::none;
  options.density.cell = core::Metres(50.0);
  // Cells of 50 m whose middles are the places that are asked about.
  const geo::MultiPolygon ground{geo::to_polygon({407200, 91200, 407800, 91600})};
  const auto risk = analysis::relative_risk({x, y, cases, controls, &ground, nullptr}, options, progress);
  if (!risk) return risk.error();
  constexpr std::array kProbes{geo::Point{407475, 91425}, geo::Point{407525, 91375}, geo::Point{407525, 91425}};
  constexpr std::array kNames{"at (407475, 91425)", "at (407525, 91375)", "at (407525, 91425)"};
  constexpr std::array kRatios{"0.319788", "-0.0983055", "-0.0814813"};
  constexpr std::array kMore{"0.05", "0.90", "0.85"};
  constexpr std::array kFewer{"1.00", "0.20", "0.25"};
  constexpr double kMonteCarlo = 0.015;  // three standard errors of 9,999 random labels
  constexpr const char* kAllLabels = "R 4.2, combn: all 20 labels";
  Statistic statistic{
      .name = "How far labels alone take it",
      .formula = "p(u) = (1 + #{b: ρ_b(u) ≥ ρ(u)}) / (B + 1)",
      .symbols = "ρ_b with the labels of cases and controls shuffled, B = 9,999; the other side likewise",
      .literature = "Kelsall & Diggle 1995; Davies & Hazelton 2010",
      .data =
          "cases at (407450, 91400), (407470, 91430), (407440, 91380), controls at (407560, 91400), "
          "(407580, 91440), (407570, 91360); σ = 120 m, no edge correction; seed 1",
      .headers = {"analysis/relative_risk.hpp"}};
  for (std::size_t i = 0; i < kProbes.size(); ++i) {
    const std::string name = kNames[i];
    statistic.checks.push_back(
        {"ρ " + name, kRatios[i], at_place(risk->log_ratio, kProbes[i]), "R 4.2, the formula", kSinglePrecision});
    statistic.checks.push_back(
        {"p, more, " + name, kMore[i], at_place(risk->p_more, kProbes[i]), kAllLabels, kMonteCarlo});
    statistic.checks.push_back(
        {"p, fewer, " + name, kFewer[i], at_place(risk->p_fewer, kProbes[i]), kAllLabels, kMonteCarlo});
  }
  return statistic;
}

}  // namespace

core::Result<Chapter> relative_risk_chapter(const jobs::Progress& progress) {
  Chapter chapter;
  chapter.intro =
      "Where one kind of incident, or one period, is dense beside another: 0 where both are alike, 0.7 where there is "
      "twice as much, −0.7 where there is half.";
  for (const auto make : {log_ratio, tolerance}) {
    auto statistic = make(progress);
    if (!statistic) return statistic.error();
    chapter.statistics.push_back(std::move(statistic).value());
  }
  return chapter;
}

}  // namespace wardscope::verification
