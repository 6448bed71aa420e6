// SPDX-License-Identifier: GPL-3.0-or-later
#include <numeric>
#include <utility>
#include <vector>

#include "analysis/hotspot_stability.hpp"
#include "core/random.hpp"
#include "stats/poisson_draw.hpp"
#include "verification/chapters.hpp"
#include "verification/reference_data.hpp"

namespace wardscope::verification {
namespace {

/// Two places on ten by ten cells of 100 m: a kernel as wide as a cell, so that each place is one cell of the surface.
struct TwoPlaces {
  static constexpr double kSquare = 100.0;  // m
  geo::MultiPolygon land{geo::to_polygon({0.0, 0.0, 10.0 * kSquare, 10.0 * kSquare})};
  borough::IncidentTable incidents;
  std::vector<std::uint32_t> rows;

  TwoPlaces() {
    incidents.categories.push_back({"Theft", borough::Sensitivity::open});
    for (int i = 0; i < 5; ++i) incidents.add({250.0, 250.0}, 0, 0, core::TimePrecision::month);
    for (int i = 0; i < 3; ++i) incidents.add({750.0, 650.0}, 0, 0, core::TimePrecision::month);
    rows.resize(incidents.size());
    std::iota(rows.begin(), rows.end(), 0U);
  }
  static geo::MultiPolygon square(double x, double y) { return {geo::to_polygon({x, y, x + kSquare, y + kSquare})}; }
};

core::Result<Statistic> chance_of_the_top(const jobs::Progress& progress) {
  const TwoPlaces town;
  analysis::KernelDensityOptions density;
  density.bandwidth = density.cell = core::Metres(TwoPlaces::kSquare);
  density.edge_correction = analysis::EdgeCorrection::none;
  const auto surface = analysis::kernel_density({{town.incidents.x, town.incidents.y, {}, {}}, &town.land, {}, nullptr},
                                                density, progress);
  if (!surface) return surface.error();
  const std::vector<geo::MultiPolygon> hotspots{TwoPlaces::square(200.0, 200.0), TwoPlaces::square(700.0, 600.0)};
  analysis::StabilityOptions options;
  options.share = 0.01;
  options.spread = 1.0;
  options.runs = 9999;
  options.jitter = analysis::SnapJitter::none;
  const auto found =
      analysis::hotspot_stability({town.incidents, town.rows, town.land, *surface, hotspots}, options, progress);
  if (!found) return found.error();
  const auto share = [&](std::size_t hotspot) {
    return static_cast<double>(found->hotspots[hotspot].found_again) / static_cast<double>(found->runs);
  };
  density.bandwidth = core::Metres(200.0);
  const auto widths = analysis::bandwidths_of(density, {});
  constexpr double kMonteCarlo = 0.015;  // three standard errors of 9,999 runs
  constexpr const char* kPoissonCounts = "R 4.2, dpois and ppois";
  return Statistic{
      .name = "Chance of a place to be among the densest",
      .formula = "P_u = #{b: u in the top a of surface b} / B",
      .symbols =
          "a the share of the ground that is the top; surface b of the incidents drawn anew, n of a place as a "
          "Poisson count of mean n, with bandwidths h / s, h and h s in turn; B runs",
      .literature = "the bootstrap of Hanley & MacGibbon 2006; the map is ours",
      .data =
          "five incidents on one place and three on another, on 100 cells of which a kernel as wide as a cell "
          "makes one each; the top: one cell; one bandwidth, B = 9,999, seed 1",
      .headers = {"analysis/hotspot_stability.hpp", "stats/poisson_draw.hpp"},
      .checks = {{"the place of five, P(X ≥ Y)", "0.8149", share(0), kPoissonCounts, kMonteCarlo},
                 {"the place of three, P(Y ≥ X)", "0.2982", share(1), kPoissonCounts, kMonteCarlo},
                 {"incidents inside, nothing moved", "5", static_cast<double>(found->hotspots[0].most), "by hand"},
                 {"bandwidths of 200 m and s = 1.4: narrowest", "142.857142857143", widths.front().value(), "by hand"},
                 {"widest", "280.0", widths.back().value(), "by hand", 1e-12}},
      .conventions = {{"one map (most tools)", 1.0, Whose::others,
                       "the place of five is the hotspot: nothing says how narrowly"},
                      {"share of the runs", share(0), Whose::ours, "firm from 0.8 on; fragile ones are hatched"}},
      .convention_question = "How sure is it that the place of five incidents is the densest, beside one of three?"};
}

core::Result<Statistic> resampled_counts(const jobs::Progress& /*progress*/) {
  const stats::PoissonDraw poisson;
  constexpr std::uint64_t kDraws = 100000;
  constexpr std::int64_t kLarge = 20;
  double none = 0.0;
  double two = 0.0;
  double up_to_mean = 0.0;
  for (std::uint64_t i = 0; i < kDraws; ++i) {
    core::CounterRng rng(1, i);
    const std::int64_t drawn = poisson(1, rng);
    none += drawn == 0 ? 1.0 : 0.0;
    two += drawn == 2 ? 1.0 : 0.0;
    up_to_mean += poisson(kLarge, rng) <= kLarge ? 1.0 : 0.0;
  }
  constexpr auto kAll = static_cast<double>(kDraws);
  constexpr double kMonteCarlo = 0.005;  // three standard errors
  return Statistic{
      .name = "Incidents drawn anew",
      .formula = "P(X = k) = e^(−m) m^k / k!",
      .symbols = "X how often the m incidents of a place occur in a run",
      .literature = "Hanley & MacGibbon 2006",
      .data = "100,000 draws of one incident and of 20, seed 1",
      .headers = {"stats/poisson_draw.hpp"},
      .checks = {{"one incident, left out", "0.3679", none / kAll, "R 4.2, dpois", kMonteCarlo},
                 {"one incident, twice", "0.1839", two / kAll, "R 4.2, dpois", kMonteCarlo},
                 {"20 incidents, 20 times at most", "0.5591", up_to_mean / kAll, "R 4.2, ppois", kMonteCarlo}}};
}

}  // namespace

core::Result<Chapter> stability_chapter(const jobs::Progress& progress) {
  Chapter chapter;
  chapter.intro =
      "Whether the same hotspots would stand out had the same town had another year: of incidents drawn anew, with "
      "bandwidths a little narrower and wider.";
  for (const auto make : {chance_of_the_top, resampled_counts}) {
    auto statistic = make(progress);
    if (!statistic) return statistic.error();
    chapter.statistics.push_back(std::move(statistic).value());
  }
  return chapter;
}

}  // namespace wardscope::verification
