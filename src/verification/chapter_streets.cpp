// SPDX-License-Identifier: GPL-3.0-or-later
#include <algorithm>
#include <array>
#include <string>
#include <utility>
#include <vector>

#include "analysis/network_density.hpp"
#include "analysis/street_graph.hpp"
#include "analysis/street_waves.hpp"
#include "verification/chapters.hpp"

namespace wardscope::verification {
namespace {

constexpr double kBandwidth = 150.0;  // m
constexpr double kLixel = 5.0;        // m
constexpr double kRounding = 1e-9;    // m: an incident at a lixel's beginning is on it
// Per km, of 5 to 13: what waves of 512 steps allow; Epanechnikov's kernel has a kink where it ends.
constexpr double kTolerance = 1e-5;
constexpr double kToleranceAtKinks = 1e-4;

/// Seven streets: a ring of four, a bridge to it and two dead ends; five incidents on them.
struct SmallTown {
  analysis::StreetGraph graph;
  std::vector<analysis::StreetPlace> places;
};

core::Result<SmallTown> small_town(const jobs::Progress& progress) {
  const std::array<geo::Point, 7> corners{{{0, 0}, {100, 0}, {200, 0}, {100, 80}, {200, 90}, {300, 30}, {40, -70}}};
  constexpr std::array<std::pair<std::size_t, std::size_t>, 7> kStreets{
      {{0, 1}, {1, 2}, {1, 3}, {3, 4}, {2, 4}, {2, 5}, {0, 6}}};
  constexpr std::array<std::pair<std::uint32_t, double>, 5> kIncidents{
      {{0, 0.1}, {0, 0.7}, {2, 0.5}, {4, 0.25}, {5, 0.6}}};
  borough::StreetSet streets;
  for (const auto& [from, to] : kStreets) streets.push_back({"", "", {corners.at(from), corners.at(to)}});
  auto graph = analysis::street_graph(streets, {}, progress);
  if (!graph) return graph.error();
  SmallTown town{*std::move(graph), {}};
  for (const auto& [piece, share] : kIncidents) {
    town.places.push_back({piece, share * town.graph.pieces.at(piece).length, 1.0, 1});
  }
  return town;
}

/// What spatstat has on the lixels of the five incidents, per km.
struct TownNumbers {
  const char* of;
  analysis::KernelShape kernel;
  analysis::SplitRule split;
  std::array<const char*, 5> expected;
};

/// What the operation reports: means over short lixels, by the steps that every result is made with.
core::Status add(Statistic& statistic, const SmallTown& town, const TownNumbers& numbers,
                 const jobs::Progress& progress) {
  analysis::NetworkDensityOptions options;
  options.kernel = numbers.kernel;
  options.bandwidth = core::Metres(kBandwidth);
  options.split = numbers.split;
  options.lixel = core::Metres(kLixel);
  options.dead_ends =
      numbers.split == analysis::SplitRule::continuous ? analysis::DeadEnds::returned : analysis::DeadEnds::lost;
  const auto density = analysis::network_density(town.graph, town.places, options, progress);
  if (!density) return density.error();
  for (std::size_t i = 0; i < town.places.size(); ++i) {
    const analysis::StreetPlace& place = town.places[i];
    const auto own = std::find_if(density->lixels.begin(), density->lixels.end(), [&](const analysis::Lixel& lixel) {
      return lixel.piece == place.piece && lixel.from <= place.along + kRounding && place.along + kRounding < lixel.to;
    });
    Check check{std::string(numbers.of) + ": lixel of incident " + std::to_string(i + 1), numbers.expected.at(i)};
    check.ours = density->per_km[static_cast<std::size_t>(own - density->lixels.begin())];
    check.source = "spatstat.linnet 3.0-6 densityEqualSplit, its mean over the lixel";
    check.tolerance = numbers.kernel == analysis::KernelShape::epanechnikov ? kToleranceAtKinks : kTolerance;
    statistic.checks.push_back(std::move(check));
  }
  return {};
}

core::Result<double> mass_of(const SmallTown& town, analysis::SplitRule split, analysis::DeadEnds ends,
                             const jobs::Progress& progress) {
  analysis::NetworkDensityOptions options;
  options.bandwidth = core::Metres(kBandwidth);
  options.split = split;
  options.dead_ends = ends;
  const auto density = analysis::network_density(town.graph, town.places, options, progress);
  if (!density) return density.error();
  return density->mass;
}

core::Result<Statistic> equal_split(const SmallTown& town, const jobs::Progress& progress) {
  using analysis::DeadEnds;
  using analysis::KernelShape;
  using analysis::SplitRule;
  const auto kept = mass_of(town, SplitRule::discontinuous, DeadEnds::returned, progress);
  const auto lost = mass_of(town, SplitRule::discontinuous, DeadEnds::lost, progress);
  const auto continuous = mass_of(town, SplitRule::continuous, DeadEnds::returned, progress);
  for (const auto* mass : {&kept, &lost, &continuous}) {
    if (!*mass) return mass->error();
  }
  Statistic statistic{
      .name = "Density along streets, equal split",
      .formula =
          "f(u) = Σ_i Σ_w K(ℓ_w) a_w;  continuous: a = 2 / n onwards, 2 / n − 1 back;  discontinuous: "
          "a = 1 / (n − 1) onwards",
      .symbols =
          "w a way along the streets from incident i to u, ℓ_w its length in m, a_w the product over the junctions "
          "passed, n streets at a junction; K a kernel along a line, quartic 15/(16 h) (1 − d²/h²)², Epanechnikov "
          "3/(4 h) (1 − d²/h²), h = 150 m",
      .literature = "Okabe & Sugihara 2012, section 9.2; McSwiggan, Baddeley & Nair 2017",
      .data =
          "seven streets between (0, 0), (100, 0), (200, 0), (100, 80), (200, 90), (300, 30) and (40, -70): 1-2, 2-3, "
          "2-4, 4-5, 3-5, 3-6, 1-7; incidents at 0.1 and 0.7 of the first, 0.5 of the third, 0.25 of the fifth, 0.6 of "
          "the sixth; dead ends as spatstat has them; means over lixels of 5 m",
      .unit = "incidents per km",
      .headers = {"analysis/street_waves.hpp", "analysis/network_density.hpp", "analysis/street_graph.hpp",
                  "analysis/line_kernel.hpp"},
      .conventions = {{"the kernel runs back at a dead end", *kept, Whose::ours,
                       "all five incidents stay on the streets"},
                      {"it ends there (spatstat)", *lost, Whose::others, "1 / (n − 1) has no value for n = 1"}},
      .convention_question = "Incidents that the discontinuous rule keeps of five"};
  const std::array<TownNumbers, 4> spatstat{
      {{"continuous, quartic",
        KernelShape::quartic,
        SplitRule::continuous,
        {"10.803275206", "11.336097501", "7.881114198", "6.438202574", "10.929630481"}},
       {"continuous, Epanechnikov",
        KernelShape::epanechnikov,
        SplitRule::continuous,
        {"9.543827160", "9.740640329", "7.122222222", "5.742105024", "10.188828715"}},
       {"discontinuous, quartic",
        KernelShape::quartic,
        SplitRule::discontinuous,
        {"11.034193673", "12.500636827", "8.232317901", "7.684557650", "7.700364285"}},
       {"discontinuous, Epanechnikov",
        KernelShape::epanechnikov,
        SplitRule::discontinuous,
        {"9.956481481", "11.133508333", "7.462962963", "6.693847055", "6.703178267"}}}};
  for (const TownNumbers& numbers : spatstat) {
    if (auto status = add(statistic, town, numbers, progress); !status) return status.error();
  }
  constexpr double kMassTolerance = 1e-5;
  statistic.checks.push_back(
      {"incidents on all streets, continuous", "5", *continuous, "by definition", kMassTolerance});
  statistic.checks.push_back({"incidents on all streets, discontinuous", "5", *kept, "by definition", kMassTolerance});
  return statistic;
}

}  // namespace

core::Result<Chapter> streets_chapter(const jobs::Progress& progress) {
  const auto town = small_town(progress);
  if (!town) return town.error();
  auto statistic = equal_split(*town, progress);
  if (!statistic) return statistic.error();
  Chapter chapter;
  chapter.intro =
      "How close together incidents lie along the streets, where a kernel may not jump from one to the next.";
  chapter.statistics = {std::move(statistic).value()};
  return chapter;
}

}  // namespace wardscope::verification
