// SPDX-License-Identifier: GPL-3.0-or-later
#include "analysis/network_density.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <cmath>
#include <cstdint>
#include <tuple>
#include <utility>

#include "core/text.hpp"
#include "jobs/parallel.hpp"
#include "jobs/shared_bar.hpp"

namespace wardscope::analysis {
namespace {

constexpr core::NumberRange kStreetBandwidths{10.0, 2000.0};
constexpr core::NumberRange kLixelLengths{5.0, 500.0};

constexpr std::array kStreetKernels{core::Choice{"quartic", "Quartic"}, core::Choice{"gaussian", "Gaussian"},
                                    core::Choice{"epanechnikov", "Epanechnikov"}};
constexpr std::array kSplits{core::Choice{"continuous", "Continuous: the same on all sides of a junction"},
                             core::Choice{"discontinuous", "Discontinuous: only onwards, with steps at junctions"}};

core::Status check(const NetworkDensityOptions& options, std::span<const StreetPlace> places) {
  const auto outside = [](double value, core::NumberRange range) {
    return !(value >= range.least && value <= range.most);
  };
  const double bandwidth = options.bandwidth.value();
  if (outside(bandwidth, kStreetBandwidths)) {
    return core::invalid_argument(
        fmt::format("bandwidth along streets: {:g} m; it must be {:g} to {:g} m (usual: 100 to 400 m)", bandwidth,
                    kStreetBandwidths.least, kStreetBandwidths.most));
  }
  const double lixel = options.lixel.value();
  if (outside(lixel, kLixelLengths)) {
    return core::invalid_argument(fmt::format("length of a lixel: {:g} m; it must be {:g} to {:g} m", lixel,
                                              kLixelLengths.least, kLixelLengths.most));
  }
  const LineKernel kernel{options.kernel, bandwidth};
  if (lixel > kernel.reach()) {
    return core::invalid_argument(
        fmt::format("lixels of {:g} m are longer than the kernel reaches ({:g} m): take shorter ones or a wider "
                    "bandwidth",
                    lixel, kernel.reach()));
  }
  if (places.empty()) return core::invalid_argument("no incident is on a street");
  return {};
}

using SquareOfPlaces = std::vector<StreetPlace>;

/// The places by squares of ground, in the order of the squares. What is on one piece stays together.
std::vector<SquareOfPlaces> squares_of(const StreetGraph& graph, std::span<const StreetPlace> places, double side) {
  struct Numbered {
    std::int64_t row;
    std::int64_t column;
    std::size_t place;
  };
  std::vector<Numbered> order;
  order.reserve(places.size());
  for (std::size_t i = 0; i < places.size(); ++i) {
    const StreetPiece& piece = graph.pieces[places[i].piece];
    const geo::Point middle = (graph.nodes[piece.from] + graph.nodes[piece.to]) * 0.5;
    order.push_back({static_cast<std::int64_t>(std::floor(middle.y / side)),
                     static_cast<std::int64_t>(std::floor(middle.x / side)), i});
  }
  std::sort(order.begin(), order.end(), [](const Numbered& a, const Numbered& b) {
    return std::tie(a.row, a.column, a.place) < std::tie(b.row, b.column, b.place);
  });
  std::vector<SquareOfPlaces> squares;
  for (std::size_t i = 0; i < order.size(); ++i) {
    const bool same = i > 0 && order[i].row == order[i - 1].row && order[i].column == order[i - 1].column;
    if (!same) squares.emplace_back();
    squares.back().push_back(places[order[i].place]);
  }
  return squares;
}

/// The first lixel of each piece, and one past the last.
std::vector<std::size_t> first_lixels(std::span<const Lixel> lixels, std::size_t pieces) {
  std::vector<std::size_t> first(pieces + 1, 0);
  for (const Lixel& lixel : lixels) ++first[lixel.piece + 1];
  for (std::size_t p = 0; p < pieces; ++p) first[p + 1] += first[p];
  return first;
}

}  // namespace

void describe(NetworkDensityOptions& options, core::ParameterVisitor& visitor) {
  visitor.enumeration({"kernel", "Kernel", "Shape of the hill over each incident, along the streets"}, kStreetKernels,
                      options.kernel);
  visitor.metres({"bandwidth", "Bandwidth along streets (m)",
                  "How far each incident counts along the streets (gaussian: its standard deviation)"},
                 kStreetBandwidths, options.bandwidth);
  visitor.enumeration({"split", "At junctions", "How an incident's hill is shared out where streets meet"}, kSplits,
                      options.split);
  visitor.metres({"lixel", "Length of a piece of street (m)",
                  "Streets are cut into pieces of about this length, each with its mean density; 0: 50 m, or what the "
                  "selection may be shown with"},
                 {0.0, kLixelLengths.most}, options.lixel);
}

std::string describe_in_words(const NetworkDensityOptions& options) {
  const bool gaussian = options.kernel == KernelShape::gaussian;
  return fmt::format(
      "{} equal-split kernel density (Okabe and Sugihara 2012), {} kernel, {} {:g} m along streets{}, mean over "
      "lixels of about {:g} m",
      options.split == SplitRule::continuous ? "continuous" : "discontinuous",
      kStreetKernels[static_cast<std::size_t>(options.kernel)].word, gaussian ? "standard deviation" : "bandwidth",
      options.bandwidth.value(), gaussian ? ", cut at five of them" : "", options.lixel.value());
}

std::vector<Lixel> lixels_of(const StreetGraph& graph, core::Metres length) {
  std::vector<Lixel> lixels;
  for (std::size_t p = 0; p < graph.pieces.size(); ++p) {
    const double whole = graph.pieces[p].length;
    const double count = std::max(1.0, std::round(whole / length.value()));
    for (double i = 0.0; i < count; i += 1.0) {
      lixels.push_back({static_cast<std::uint32_t>(p), whole * i / count, whole * (i + 1.0) / count});
    }
  }
  return lixels;
}

core::Result<NetworkDensity> network_density(const StreetGraph& graph, std::span<const StreetPlace> places,
                                             const NetworkDensityOptions& options, const jobs::Progress& progress) {
  if (auto status = check(options, places); !status) return status.error();
  const LineKernel kernel{options.kernel, options.bandwidth.value()};
  NetworkDensity result;
  result.lixels = lixels_of(graph, options.lixel);
  const std::vector<std::size_t> first = first_lixels(result.lixels, graph.pieces.size());
  constexpr double kReaches = 3.0;      // a square's side: less repeats the ground around, more is not parallel
  constexpr double kLeastSide = 300.0;  // m
  const auto squares = squares_of(graph, places, std::max(kLeastSide, kReaches * kernel.reach()));
  const StreetWaves waves(graph, kernel, {options.split, options.dead_ends, options.steps});
  const auto cuts = [&](std::uint32_t piece) {
    std::vector<double> at{0.0};
    for (std::size_t l = first[piece]; l < first[piece + 1]; ++l) at.push_back(result.lixels[l].to);
    return at;
  };
  jobs::SharedBar bar(progress, squares.size());
  std::vector<PieceMasses> parts(squares.size());
  const auto spread = [&](std::size_t begin, std::size_t end) {
    for (std::size_t s = begin; s < end && !progress.stopped(); ++s) {
      auto masses = waves.masses(squares[s], cuts, [&](double done) { return bar.tick(s, done); });
      if (masses) parts[s] = *std::move(masses);
    }
  };
  const jobs::Progress silent;  // the bar moves within a square
  if (auto status = jobs::parallel_for(squares.size(), 1, silent, spread); !status) return status.error();
  if (progress.stopped()) return core::cancelled();
  result.per_km.assign(result.lixels.size(), 0.0);
  for (const PieceMasses& part : parts) {
    for (std::size_t p = 0; p < part.pieces.size(); ++p) {
      for (std::size_t l = 0; l < part.masses[p].size(); ++l)
        result.per_km[first[part.pieces[p]] + l] += part.masses[p][l];
    }
  }
  constexpr double kMetresPerKilometre = 1000.0;
  for (std::size_t l = 0; l < result.lixels.size(); ++l) {
    result.mass += result.per_km[l];
    result.per_km[l] *= kMetresPerKilometre / result.lixels[l].length();
    result.greatest_per_km = std::max(result.greatest_per_km, result.per_km[l]);
    result.least_per_km = std::min(result.least_per_km, result.per_km[l]);
  }
  return result;
}

}  // namespace wardscope::analysis
