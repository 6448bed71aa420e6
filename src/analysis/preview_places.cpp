// SPDX-License-Identifier: GPL-3.0-or-later
#include "analysis/preview_places.hpp"

#include <algorithm>
#include <cmath>
#include <cstdint>
#include <utility>

#include "geo/spatial_order.hpp"

namespace wardscope::analysis {
namespace {

constexpr unsigned kSquareLevels = 10;  // squares of up to 512 m, for bandwidths of 2 km and more

/// A place and its square metre along Morton's curve: two places share a square of 2^k m where their codes agree but
/// for the last 2k bits, so the places of any square stand together. Morton 1966.
struct Coded {
  std::uint64_t code;
  std::uint32_t place;
};

/// The least coordinates, in whole kilometres so that squares stay where they are when the filter changes.
geo::Point south_west_of(const DistinctLocations& places) {
  constexpr double kKilometre = 1024.0;  // a multiple of every square
  geo::Point corner{places.x[0], places.y[0]};
  for (std::size_t i = 0; i < places.size(); ++i) {
    corner.x = std::min(corner.x, places.x[i]);
    corner.y = std::min(corner.y, places.y[i]);
  }
  return {std::floor(corner.x / kKilometre) * kKilometre, std::floor(corner.y / kKilometre) * kKilometre};
}

std::vector<Coded> along_curve(const DistinctLocations& places) {
  const geo::Point corner = south_west_of(places);
  std::vector<Coded> coded;
  coded.reserve(places.size());
  for (std::size_t i = 0; i < places.size(); ++i) {
    const auto east = static_cast<std::uint32_t>(places.x[i] - corner.x);
    const auto north = static_cast<std::uint32_t>(places.y[i] - corner.y);
    coded.push_back({geo::morton_code(east, north), static_cast<std::uint32_t>(i)});
  }
  std::sort(coded.begin(), coded.end(),
            [](const Coded& a, const Coded& b) { return a.code != b.code ? a.code < b.code : a.place < b.place; });
  return coded;
}

/// Merges consecutive places whose codes agree but for their last `bits` bits. Replaces the codes by those of what
/// comes out.
PreviewPlaces::Places merged(const PreviewPlaces::Places& finer, std::vector<std::uint64_t>& codes, unsigned bits) {
  PreviewPlaces::Places places;
  std::size_t kept = 0;
  for (std::size_t i = 0; i < finer.size();) {
    const std::uint64_t square = codes[i] >> bits;
    double weight = 0.0;
    double x = 0.0;
    double y = 0.0;
    std::size_t end = i;
    for (; end < finer.size() && codes[end] >> bits == square; ++end) {
      const auto own = static_cast<double>(finer.weight[end]);
      weight += own;
      x += own * (finer.x[end] - finer.x[i]);
      y += own * (finer.y[end] - finer.y[i]);
    }
    const double share = weight > 0.0 ? 1.0 / weight : 0.0;
    places.x.push_back(finer.x[i] + x * share);
    places.y.push_back(finer.y[i] + y * share);
    places.weight.push_back(static_cast<float>(weight));
    codes[kept++] = codes[i];
    i = end;
  }
  codes.resize(kept);
  return places;
}

}  // namespace

core::Result<PreviewPlaces> PreviewPlaces::of(const PointColumns& points, const jobs::Progress& progress) {
  const auto distinct = distinct_locations(points, Aggregation::adaptive, progress.part(0.0, 0.5));
  if (!distinct) return distinct.error();
  PreviewPlaces preview;
  preview.incidents_ = distinct->rows;
  preview.levels_.resize(1);
  if (distinct->size() == 0) return preview;
  const std::vector<Coded> coded = along_curve(*distinct);
  if (progress.stopped()) return core::cancelled();
  std::vector<std::uint64_t> codes;
  codes.reserve(coded.size());
  Places& all = preview.levels_.front();
  for (const Coded& one : coded) {
    codes.push_back(one.code);
    all.x.push_back(distinct->x[one.place]);
    all.y.push_back(distinct->y[one.place]);
    all.weight.push_back(static_cast<float>(distinct->weight[one.place]));
  }
  for (unsigned level = 1; level < kSquareLevels; ++level) {
    if (!progress.tick(0.5 + 0.5 * level / kSquareLevels)) return core::cancelled();
    preview.levels_.push_back(merged(preview.levels_.back(), codes, 2 * level));
  }
  return preview;
}

const PreviewPlaces::Places& PreviewPlaces::merged_within(core::Metres side) const {
  std::size_t level = 0;
  while (level + 1 < levels_.size() && std::ldexp(1.0, static_cast<int>(level) + 1) <= side.value()) ++level;
  return levels_[level];
}

}  // namespace wardscope::analysis
