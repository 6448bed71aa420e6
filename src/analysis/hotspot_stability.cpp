// SPDX-License-Identifier: GPL-3.0-or-later
#include "analysis/hotspot_stability.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <cmath>
#include <limits>

#include "analysis/density_preparation.hpp"
#include "analysis/hotspots.hpp"
#include "analysis/stability_pieces.hpp"
#include "geo/polygon_coverage.hpp"
#include "geo/polygon_operations.hpp"
#include "jobs/parallel.hpp"

namespace wardscope::analysis {
namespace {

constexpr std::array<core::Choice, 3> kJitters{{{"none", "Stay on their point"},
                                                {"together", "All of a point to one place near it"},
                                                {"apart", "Each to a place of its own near the point"}}};
constexpr std::int32_t kNoHotspot = geo::PolygonCoverage::kNowhere;

core::Status check(const StabilityInput& input, const StabilityOptions& options) {
  if (!(options.share > 0.0 && options.share < 1.0)) {
    return core::invalid_argument(fmt::format(
        "top share {:g}: it must lie between 0 and 1; 0.01 asks for the densest 1 % of the land", options.share));
  }
  if (!(options.spread >= 1.0 && options.spread <= 3.0)) {
    return core::invalid_argument(fmt::format(
        "spread of the bandwidth {:g}: it must lie between 1 (one bandwidth) and 3; 1.4 is usual", options.spread));
  }
  if (options.runs < 1) return core::invalid_argument(fmt::format("{} runs: it takes at least 1", options.runs));
  if (input.surface.adapted) {
    return core::invalid_argument(
        "whether hotspots hold is asked of one bandwidth and of wider and narrower ones; set the adaptive bandwidth "
        "off");
  }
  const geo::Extent extent = input.land.empty() ? input.surface.per_km2.grid().extent() : geo::extent_of(input.land);
  const double short_side = std::min(extent.width(), extent.height());
  const auto bandwidths = bandwidths_of(input.surface.options, options);
  if (bandwidths.back().value() > short_side) {
    return core::invalid_argument(
        fmt::format("the widest bandwidth, {:.0f} m, is larger than the area ({:.1f} km on its short side); choose a "
                    "narrower bandwidth, or a smaller spread",
                    bandwidths.back().value(), short_side / 1000.0));
  }
  const DensityKernel narrowest{input.surface.options.kernel, bandwidths.front().value()};
  if (narrowest.quartic_equivalent() < input.surface.options.cell.value()) {
    return core::invalid_argument(
        fmt::format("the narrowest bandwidth, {:.0f} m, is narrower than a cell of {:g} m; use smaller cells, a wider "
                    "bandwidth or a smaller spread",
                    bandwidths.front().value(), input.surface.options.cell.value()));
  }
  return {};
}

/// The cells of each hotspot: those with their centre in it, or the one that holds its centroid.
std::vector<std::vector<std::size_t>> cells_of(const StabilityInput& input, const geo::PolygonCoverage& coverage) {
  const raster::Raster<float>& surface = input.surface.per_km2;
  const raster::GridSpec& grid = surface.grid();
  std::vector<std::vector<std::size_t>> cells(input.hotspots.size());
  for (std::size_t cell = 0; cell < grid.size(); ++cell) {
    if (std::isnan(surface.values()[cell])) continue;
    const std::int32_t hotspot = coverage.index_at(grid.centre(cell % grid.columns, cell / grid.columns));
    if (hotspot != kNoHotspot) cells[static_cast<std::size_t>(hotspot)].push_back(cell);
  }
  for (std::size_t i = 0; i < cells.size(); ++i) {
    if (!cells[i].empty()) continue;
    const geo::Point middle = geo::centroid(input.hotspots[i]);
    const auto index = [&](double metres, std::size_t count) {
      return static_cast<std::size_t>(std::clamp(std::floor(metres / grid.cell), 0.0, static_cast<double>(count - 1)));
    };
    cells[i].push_back(index(middle.y - grid.y0, grid.rows) * grid.columns + index(middle.x - grid.x0, grid.columns));
  }
  return cells;
}

/// One run after the other on what is prepared once.
class StabilityRuns {
 public:
  StabilityRuns(const StabilityInput& input, const StabilityOptions& options, HotspotStability& result)
      : input_(input),
        options_(options),
        result_(result),
        coverage_(input.hotspots),
        cells_(cells_of(input, coverage_)),
        in_top_(input.surface.per_km2.grid().size(), 0) {
    run_surface_.per_km2 = input.surface.per_km2;
    run_surface_.mean_per_km2 = input.surface.mean_per_km2;
  }

  core::Status run(std::int64_t number, const StabilityPieces& pieces, const LandBoundary& land,
                   const jobs::Progress& progress) {
    if (auto status = pieces.draw(number, pieces_, progress.part(0.0, 0.1)); !status) return status;
    count_inside();
    const auto turn = static_cast<std::size_t>(number) % result_.bandwidths.size();
    const DensityKernel kernel{input_.surface.options.kernel, result_.bandwidths[turn].value()};
    if (auto status = weigh(land, kernel, progress.part(0.1, 0.3)); !status) return status;
    if (weight_.empty()) return {};  // nothing was drawn: nothing is in the top
    if (auto status = sum(land, kernel, progress.part(0.3, 1.0)); !status) return status;
    return count_top();
  }

  void finish() {
    raster::Raster<float>& chance = result_.chance;
    chance = input_.surface.per_km2;
    for (std::size_t cell = 0; cell < in_top_.size(); ++cell) {
      float& value = chance.values()[cell];
      if (!std::isnan(value)) value = static_cast<float>(in_top_[cell]) / static_cast<float>(result_.runs);
    }
  }

 private:
  void count_inside() {
    std::vector<std::int64_t> inside(input_.hotspots.size(), 0);
    for (const StabilityPiece& piece : pieces_) {
      const std::int32_t hotspot = coverage_.index_at(piece.at);
      if (hotspot != kNoHotspot) inside[static_cast<std::size_t>(hotspot)] += piece.incidents;
    }
    for (std::size_t i = 0; i < inside.size(); ++i) {
      HotspotHold& hold = result_.hotspots[i];
      hold.fewest = std::min(hold.fewest, inside[i]);
      hold.most = std::max(hold.most, inside[i]);
    }
  }

  /// The pieces that the resample holds, weighted for the edge.
  core::Status weigh(const LandBoundary& land, const DensityKernel& kernel, const jobs::Progress& progress) {
    std::erase_if(pieces_, [](const StabilityPiece& piece) { return piece.drawn == 0; });
    x_.resize(pieces_.size());
    y_.resize(pieces_.size());
    weight_.resize(pieces_.size());
    const bool corrects = input_.surface.options.edge_correction == EdgeCorrection::jones_diggle && !land.empty();
    constexpr std::size_t kPiecesARange = 256;
    return jobs::parallel_for(pieces_.size(), kPiecesARange, progress, [&](std::size_t begin, std::size_t end) {
      for (std::size_t i = begin; i < end; ++i) {
        x_[i] = pieces_[i].at.x;
        y_[i] = pieces_[i].at.y;
        weight_[i] = static_cast<double>(pieces_[i].drawn);
        if (corrects) weight_[i] /= std::max(mass_on_land(land, kernel, pieces_[i].at), kLeastMass);
      }
    });
  }

  core::Status sum(const LandBoundary& land, const DensityKernel& kernel, const jobs::Progress& progress) {
    const bool uniform = input_.surface.options.edge_correction == EdgeCorrection::uniform && !land.empty();
    raster::Raster<float>& surface = run_surface_.per_km2;
    const raster::GridSpec& grid = surface.grid();
    return sweep_kernel_sums({{x_, y_, weight_}, kernel, grid}, progress,
                             [&](std::size_t row, std::span<const double> sums) {
                               for (std::size_t column = 0; column < grid.columns; ++column) {
                                 if (std::isnan(surface.at(column, row))) continue;
                                 double value = sums[column];
                                 if (uniform && value > 0.0) {
                                   value /= std::max(mass_on_land(land, kernel, grid.centre(column, row)), kLeastMass);
                                 }
                                 value *= core::kSquareMetresPerSquareKilometre;
                                 surface.at(column, row) = static_cast<float>(value);
                               }
                             });
  }

  core::Status count_top() {
    HotspotOptions top;
    top.rule = HotspotRule::top_area_share;
    top.area_share = options_.share;
    const auto level = hotspot_level(run_surface_, top);
    if (!level) return {};  // a handful of incidents, none near the centre of a cell: nothing is in the top
    const std::vector<float>& values = run_surface_.per_km2.values();
    const auto is_top = [&](std::size_t cell) { return static_cast<double>(values[cell]) >= *level; };
    for (std::size_t cell = 0; cell < values.size(); ++cell) in_top_[cell] += is_top(cell) ? 1U : 0U;
    for (std::size_t i = 0; i < cells_.size(); ++i) {
      const auto found = static_cast<double>(std::count_if(cells_[i].begin(), cells_[i].end(), is_top));
      if (found >= kFoundAgain * static_cast<double>(cells_[i].size())) ++result_.hotspots[i].found_again;
    }
    return {};
  }

  const StabilityInput& input_;
  const StabilityOptions& options_;
  HotspotStability& result_;
  geo::PolygonCoverage coverage_;
  std::vector<std::vector<std::size_t>> cells_;  ///< by hotspot
  std::vector<std::uint32_t> in_top_;            ///< runs, by cell
  DensitySurface run_surface_;
  std::vector<StabilityPiece> pieces_;
  std::vector<double> x_;
  std::vector<double> y_;
  std::vector<double> weight_;
};

/// The incidents inside each hotspot as they stand.
void count_as_they_stand(const StabilityInput& input, const std::vector<StabilityPlace>& places,
                         HotspotStability& result) {
  const geo::PolygonCoverage coverage(input.hotspots);
  result.hotspots.assign(input.hotspots.size(), {});
  for (const StabilityPlace& place : places) {
    result.incidents += place.incidents;
    const std::int32_t hotspot = coverage.index_at(place.at);
    if (hotspot != kNoHotspot) result.hotspots[static_cast<std::size_t>(hotspot)].incidents += place.incidents;
  }
  for (HotspotHold& hold : result.hotspots) hold.fewest = hold.most = hold.incidents;
}

}  // namespace

void describe(StabilityOptions& options, core::ParameterVisitor& visitor) {
  visitor.number({"top-share", "Top share of the land (0 to 1)", "0.01 asks for the densest 1 % of the land"},
                 {0.0001, 0.5}, options.share);
  visitor.number({"spread", "Spread of the bandwidth",
                  "The runs take the bandwidth divided by it, the bandwidth, and the bandwidth times it, in turn"},
                 {1.0, 3.0}, options.spread);
  visitor.enumeration({"snapped", "Incidents on map points",
                       "Where the source moved incidents to map points: what each run does with them"},
                      kJitters, options.jitter);
  visitor.integer({"runs", "Runs", "How often the question is asked again"}, {19, 9999}, options.runs);
  auto seed = static_cast<std::int64_t>(options.seed);
  visitor.integer({"seed", "Seed", "Of the random numbers: the same seed gives the same runs"},
                  {0, std::numeric_limits<std::int32_t>::max()}, seed);
  options.seed = static_cast<std::uint64_t>(seed);
}

std::vector<core::Metres> bandwidths_of(const KernelDensityOptions& density, const StabilityOptions& options) {
  const DensityKernel unit{density.kernel, 1.0};
  const double least = std::min(options.narrowest.value() / unit.quartic_equivalent(), density.bandwidth.value());
  std::vector<core::Metres> bandwidths;
  for (const double times : {1.0 / options.spread, 1.0, options.spread}) {
    const core::Metres one(std::max(density.bandwidth.value() * times, least));
    if (bandwidths.empty() || one > bandwidths.back()) bandwidths.push_back(one);
  }
  return bandwidths;
}

core::Result<HotspotStability> hotspot_stability(const StabilityInput& input, const StabilityOptions& options,
                                                 const jobs::Progress& progress) {
  if (auto status = check(input, options); !status) return status.error();
  const LandBoundary land(input.land);
  constexpr double kPlacing = 0.05;
  const auto pieces = StabilityPieces::build(input, land, options, progress.part(0.0, kPlacing));
  if (!pieces) return pieces.error();
  HotspotStability result;
  result.runs = options.runs;
  result.bandwidths = bandwidths_of(input.surface.options, options);
  result.places = static_cast<std::int64_t>(pieces->places().size());
  result.thrown = pieces->thrown();
  result.reach = pieces->reach();
  if (result.places < 2) {
    return core::invalid_argument(
        "all selected incidents stand on one place, so that there is nothing to rank; widen the period or the types");
  }
  count_as_they_stand(input, pieces->places(), result);
  StabilityRuns runs(input, options, result);
  for (std::int64_t run = 0; run < options.runs; ++run) {
    const auto at = [&](std::int64_t done) {
      return kPlacing + (1.0 - kPlacing) * static_cast<double>(done) / static_cast<double>(options.runs);
    };
    if (auto status = runs.run(run, *pieces, land, progress.part(at(run), at(run + 1))); !status) return status.error();
  }
  runs.finish();
  return result;
}

}  // namespace wardscope::analysis
