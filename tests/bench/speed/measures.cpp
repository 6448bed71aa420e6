// SPDX-License-Identifier: GPL-3.0-or-later
#include "bench/speed/measures.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <chrono>
#include <cmath>
#include <vector>

#include "analysis/distinct_locations.hpp"
#include "analysis/incident_clusters.hpp"
#include "analysis/kernel_density.hpp"
#include "analysis/near_repeats.hpp"
#include "analysis/ripley.hpp"
#include "bench/bench_inputs.hpp"
#include "bench/geos_wards.hpp"
#include "core/random.hpp"
#include "geo/polygon_coverage.hpp"
#include "jobs/parallel.hpp"
#include "stats/permutation_test.hpp"

namespace wardscope::bench {
namespace {

const geo::Extent kGround{430000.0, 330000.0, 460000.0, 350000.0};
constexpr raster::GridSpec kScreen{430000.0, 330000.0, 23.4375, 1280, 960};
constexpr raster::GridSpec kFine{430000.0, 330000.0, 30000.0 / 4096.0, 4096, 4096};
constexpr double kSecond = 1000.0;

/// The median of at least 3 calls and of about a second of them, a single one where that takes longer.
template <typename Call>
double median_milliseconds(Call call) {
  std::vector<double> taken;
  double all = 0.0;
  constexpr std::size_t kMost = 25;
  while (taken.empty() || (all < kSecond && taken.size() < kMost)) {
    const auto begun = std::chrono::steady_clock::now();
    call();
    const std::chrono::duration<double, std::milli> one = std::chrono::steady_clock::now() - begun;
    taken.push_back(one.count());
    all += one.count();
  }
  std::nth_element(taken.begin(), taken.begin() + static_cast<std::ptrdiff_t>(taken.size() / 2), taken.end());
  return taken[taken.size() / 2];
}

std::string power_of_ten(std::int64_t n) {
  return fmt::format("1e{}", std::lround(std::log10(static_cast<double>(n))));
}

/// The first n points of the smallest file that has so many.
Columns points_of_kind(std::string_view kind, std::int64_t n) {
  std::int64_t size = 10000;
  while (size < n) size *= 10;
  Columns points = points_of(fmt::format("pts_{}_{}.f64", kind, power_of_ten(size)));
  points.x.resize(std::min(points.x.size(), static_cast<std::size_t>(n)));
  points.y.resize(points.x.size());
  return points;
}

std::string density(std::string_view kind, const raster::GridSpec& grid, std::int64_t n) {
  const Columns points = points_of_kind(kind, n);
  if (points.x.empty()) return {};
  analysis::KernelDensityOptions options;
  options.bandwidth = core::Metres(300.0);
  options.cell = core::Metres(grid.cell);
  options.edge_correction = analysis::EdgeCorrection::none;
  double greatest = 0.0;
  const double taken = median_milliseconds([&] {
    const auto made =
        analysis::kernel_density({{points.x, points.y, {}, {}}, nullptr, grid}, options, jobs::Progress());
    greatest = made->greatest_per_km2;
  });
  return fmt::format("ms {:.3f} greatest={:.0f}", taken, greatest);
}

std::string clusters(std::string_view kind, std::int64_t n) {
  const Columns points = points_of_kind(kind, n);
  if (points.x.empty()) return {};
  std::int64_t noise = 0;
  std::int32_t count = 0;
  const double taken = median_milliseconds([&] {
    const auto places = analysis::distinct_locations({points.x, points.y, {}, {}});
    const auto found =
        analysis::dbscan({places->x, places->y, places->incidents}, {core::Metres(50.0), 10}, jobs::Progress());
    count = found->count;
    noise = 0;
    for (std::size_t i = 0; i < places->size(); ++i) noise += found->cluster[i] < 0 ? places->incidents[i] : 0;
  });
  return fmt::format("ms {:.3f} clusters={} noise={}", taken, count, noise);
}

std::string ripley(analysis::RipleyCorrection correction, std::int64_t n) {
  const Columns points = points_of_kind("free", n);
  if (points.x.empty()) return {};
  const analysis::PatternWindow window({geo::to_polygon(kGround)});
  const analysis::PlacedCounts places{points.x, points.y, {}};
  double k = 0.0;
  const double taken = median_milliseconds([&] {
    k = analysis::ripley_k({places, window, {1000.0, 128}, correction}, jobs::Progress())->k.back();
  });
  return fmt::format("ms {:.3f} K(1000)={:.4g}", taken, k);
}

/// Whole days of t_*.f64.
std::vector<std::int32_t> days_of(std::int64_t n) {
  std::int64_t size = 10000;
  while (size < n) size *= 10;
  std::ifstream file(input_folder() + fmt::format("t_{}.f64", power_of_ten(size)), std::ios::binary);
  std::vector<double> times(static_cast<std::size_t>(n));
  file.read(reinterpret_cast<char*>(times.data()), static_cast<std::streamsize>(times.size() * sizeof(double)));
  if (!file) return {};
  std::vector<std::int32_t> days;
  days.reserve(times.size());
  for (const double time : times) days.push_back(static_cast<std::int32_t>(std::floor(time)));
  return days;
}

std::string knox(std::int64_t n) {
  const Columns points = points_of_kind("free", n);
  const std::vector<std::int32_t> days = days_of(n);
  if (points.x.empty() || days.empty()) return {};
  analysis::NearRepeatOptions options;
  options.distance_band = core::Metres(200.0);
  options.distance_bands = 1;
  options.time_band = 14;
  options.time_bands = 1;
  options.same_place = analysis::PairBands::SamePlace::joins_first;
  options.permutations = 99;
  std::int64_t pairs = 0;
  std::string trouble;
  const double taken = median_milliseconds([&] {
    const auto found = analysis::near_repeats({points.x, points.y, days}, options, jobs::Progress());
    if (found) pairs = found->bands[0].pairs;
    if (!found) trouble = found.error().message;
  });
  if (!trouble.empty()) return "refused: " + trouble;
  return fmt::format("ms {:.3f} near={}", taken, pairs);
}

/// Counts as incidents have them: most cells hold none, a few very many.
std::vector<double> skewed_counts(std::size_t cells) {
  std::vector<double> counts;
  counts.reserve(cells);
  for (std::size_t cell = 0; cell < cells; ++cell)
    counts.push_back(std::floor(0.35 / (core::CounterRng(17, cell).uniform() + 1e-4)));
  return counts;
}

constexpr std::size_t kLatticeColumns = 300;
constexpr std::size_t kPermutations = 999;

std::string permutations(stats::NeighbourhoodNull null, std::int64_t n) {
  jobs::set_thread_count(1);
  const auto rows = static_cast<std::size_t>(n) / kLatticeColumns;
  const std::vector<double> counts = skewed_counts(rows * kLatticeColumns);
  const stats::Neighbours near = stats::lattice_neighbours({kLatticeColumns, rows}, stats::Contiguity::queen);
  const double taken = median_milliseconds([&] {
    (void)stats::neighbourhood_permutation_p({counts, near, null}, {kPermutations, 1}, [](double) { return true; });
  });
  return fmt::format("ms {:.3f}", taken);
}

/// Each cell draws its neighbours anew, as textbooks have it: our own plain twin.
std::string plain_permutations(std::int64_t n) {
  const auto rows = static_cast<std::size_t>(n) / kLatticeColumns;
  const std::vector<double> counts = skewed_counts(rows * kLatticeColumns);
  const stats::Neighbours near = stats::lattice_neighbours({kLatticeColumns, rows}, stats::Contiguity::queen);
  double below = 0.0;
  const double taken = median_milliseconds([&] {
    std::vector<std::size_t> drawn;
    for (std::size_t unit = 0; unit < counts.size(); ++unit) {
      double observed = 0.0;
      for (const auto other : near.of(unit)) observed += counts[other];
      core::CounterRng rng(1, unit);
      for (std::size_t b = 0; b < kPermutations; ++b) {
        drawn.clear();
        double sum = 0.0;
        while (drawn.size() < near.of(unit).size()) {
          const std::size_t pick = rng.below(counts.size());
          if (pick == unit || std::find(drawn.begin(), drawn.end(), pick) != drawn.end()) continue;
          drawn.push_back(pick);
          sum += counts[pick];
        }
        below += sum < observed ? 1.0 : 0.0;
      }
    }
  });
  return fmt::format("ms {:.3f} below={:.0f}", taken, below);
}

std::string in_wards(std::int64_t n) {
  const std::vector<geo::MultiPolygon> wards = wards_of("wards.bin");
  const Columns points = points_of_kind("free", n);
  if (wards.empty() || points.x.empty()) return {};
  std::vector<std::int32_t> found;
  const double taken = median_milliseconds([&] {
    const geo::PolygonCoverage coverage(wards);
    found = *coverage.locate_all(points.x, points.y, jobs::Progress());
  });
  // On a border the rules differ (decision 0005): points that GEOS calls inside are counted, by ward.
  const auto inside = std::count_if(found.begin(), found.end(), [](std::int32_t ward) { return ward >= 0; });
  return fmt::format("ms {:.3f} inside={}", taken, inside);
}

std::string in_wards_by_geos(std::int64_t n) {
  const std::vector<geo::MultiPolygon> wards = wards_of("wards.bin");
  const Columns points = points_of_kind("free", n);
  if (wards.empty() || points.x.empty()) return {};
  std::int64_t inside = 0;
  const double taken = median_milliseconds([&] {
    const GeosWards tree(wards);
    inside = 0;
    for (std::size_t i = 0; i < points.x.size(); ++i)
      inside += tree.where({points.x[i], points.y[i]}, GEOSPreparedContains_r).empty() ? 0 : 1;
  });
  return fmt::format("ms {:.3f} inside={}", taken, inside);
}

const std::array kMeasures{
    Measure{"density-stacked", [](std::int64_t n) { return density("snap", kScreen, n); }},
    Measure{"density-unstacked", [](std::int64_t n) { return density("free", kScreen, n); }},
    Measure{"density-stacked-4096", [](std::int64_t n) { return density("snap", kFine, n); }},
    Measure{"density-unstacked-4096", [](std::int64_t n) { return density("free", kFine, n); }},
    Measure{"dbscan-stacked", [](std::int64_t n) { return clusters("snap", n); }},
    Measure{"dbscan-unstacked", [](std::int64_t n) { return clusters("free", n); }},
    Measure{"permutations", [](std::int64_t n) { return permutations(stats::NeighbourhoodNull::conditional, n); }},
    Measure{"permutations-gi-star", [](std::int64_t n) { return permutations(stats::NeighbourhoodNull::total, n); }},
    Measure{"permutations-plain", plain_permutations},
    Measure{"ripley-none", [](std::int64_t n) { return ripley(analysis::RipleyCorrection::none, n); }},
    Measure{"ripley-isotropic", [](std::int64_t n) { return ripley(analysis::RipleyCorrection::isotropic, n); }},
    Measure{"knox", knox},
    Measure{"wards", in_wards},
    Measure{"wards-geos", in_wards_by_geos}};

}  // namespace

std::span<const Measure> measures() { return kMeasures; }

}  // namespace wardscope::bench
