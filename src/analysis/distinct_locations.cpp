// SPDX-License-Identifier: GPL-3.0-or-later
#include "analysis/distinct_locations.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <bit>
#include <cassert>
#include <cmath>

namespace wardscope::analysis {
namespace {

constexpr std::size_t kSampledRows = 16384;  // so that the estimated share is known to about one per cent
constexpr std::size_t kLargestSample = 4 * kSampledRows;
constexpr std::uint32_t kEmptySlot = 0xFFFFFFFFU;

/// Mixes both coordinates: round coordinates share their low bits, so every bit must reach every other.
std::uint64_t hash_of(double x, double y) {
  std::uint64_t h = std::bit_cast<std::uint64_t>(x) * 0x9E3779B97F4A7C15ULL;
  h = (h ^ (h >> 32U) ^ std::bit_cast<std::uint64_t>(y)) * 0xD6E8FEB86659FD93ULL;
  h = (h ^ (h >> 32U)) * 0xD6E8FEB86659FD93ULL;
  return h ^ (h >> 32U);
}

/// Adding 0 turns -0 into +0: the same place, the same bits.
double canonical(double coordinate) { return coordinate + 0.0; }

std::size_t row_of(const PointColumns& points, std::size_t i) { return points.rows ? (*points.rows)[i] : i; }

core::Status check(const PointColumns& points) {
  for (std::size_t i = 0; i < points.size(); ++i) {
    const std::size_t row = row_of(points, i);
    assert(row < points.x.size());
    if (!std::isfinite(points.x[row]) || !std::isfinite(points.y[row])) {
      return core::invalid_argument(fmt::format(
          "incident row {} has a coordinate that is not a number; leave the row out or import it again", row));
    }
    if (!points.weight.empty() && !(points.weight[row] >= 0.0F && std::isfinite(points.weight[row]))) {
      return core::invalid_argument(
          fmt::format("incident row {} has the weight {}; weights must be 0 or more", row, points.weight[row]));
    }
  }
  return {};
}

/// Whether enough rows share a place. Looks at all rows of a small, random part of the *places* (those whose hash falls
/// into a slice): a sample of rows would miss most pairs and underrate the stacking.
bool worth_merging(const PointColumns& points) {
  const std::size_t rows = points.size();
  if (rows <= kSampledRows) return true;
  const std::uint64_t slices = std::bit_floor(rows / kSampledRows);
  std::vector<std::uint64_t> sample;
  for (std::size_t i = 0; i < rows && sample.size() < kLargestSample; ++i) {
    const std::size_t row = row_of(points, i);
    const std::uint64_t hash = hash_of(canonical(points.x[row]), canonical(points.y[row]));
    if ((hash & (slices - 1)) == 0) sample.push_back(hash);
  }
  // Without stacks the slice would hold some kSampledRows rows; far fewer means few and heavy places.
  if (sample.size() < kSampledRows / 4) return true;
  std::sort(sample.begin(), sample.end());
  const auto distinct = std::unique(sample.begin(), sample.end()) - sample.begin();
  return 1.0 - static_cast<double>(distinct) / static_cast<double>(sample.size()) >= kLeastDuplicateShare;
}

double weight_of(const PointColumns& points, std::size_t row) {
  return points.weight.empty() ? 1.0 : static_cast<double>(points.weight[row]);
}

/// Open addressing, linear probing; the top bits choose the slot.
class LocationTable {
 public:
  LocationTable() { resize(std::size_t{1} << 12U); }

  void add(double x, double y, double weight) {
    std::size_t slot = static_cast<std::size_t>(hash_of(x, y) >> shift_);
    while (slots_[slot] != kEmptySlot) {
      const std::uint32_t at = slots_[slot];
      if (found_.x[at] == x && found_.y[at] == y) {
        found_.weight[at] += weight;
        ++found_.incidents[at];
        return;
      }
      slot = (slot + 1) & (slots_.size() - 1);
    }
    slots_[slot] = static_cast<std::uint32_t>(found_.size());
    found_.x.push_back(x);
    found_.y.push_back(y);
    found_.weight.push_back(weight);
    found_.incidents.push_back(1);
    if (found_.size() * 2 > slots_.size()) resize(slots_.size() * 4);
  }

  DistinctLocations take() { return std::move(found_); }

 private:
  void resize(std::size_t slots) {
    slots_.assign(slots, kEmptySlot);
    shift_ = 64U - static_cast<unsigned>(std::countr_zero(slots));
    for (std::size_t i = 0; i < found_.size(); ++i) {
      std::size_t slot = static_cast<std::size_t>(hash_of(found_.x[i], found_.y[i]) >> shift_);
      while (slots_[slot] != kEmptySlot) slot = (slot + 1) & (slots - 1);
      slots_[slot] = static_cast<std::uint32_t>(i);
    }
  }

  DistinctLocations found_;
  std::vector<std::uint32_t> slots_;
  unsigned shift_ = 0;
};

DistinctLocations each_row(const PointColumns& points) {
  DistinctLocations all;
  all.aggregated = false;
  all.x.reserve(points.size());
  all.y.reserve(points.size());
  all.weight.reserve(points.size());
  for (std::size_t i = 0; i < points.size(); ++i) {
    const std::size_t row = row_of(points, i);
    all.x.push_back(canonical(points.x[row]));
    all.y.push_back(canonical(points.y[row]));
    all.weight.push_back(weight_of(points, row));
  }
  all.incidents.assign(points.size(), 1);
  return all;
}

}  // namespace

PointColumns point_columns(const borough::IncidentTable& incidents, const borough::IncidentSelection& selection) {
  return {incidents.x, incidents.y, incidents.weight, selection.rows};
}

core::Result<DistinctLocations> distinct_locations(const PointColumns& points, Aggregation aggregation,
                                                   const jobs::Progress& progress) {
  assert(points.x.size() == points.y.size());
  assert(points.weight.empty() || points.weight.size() == points.x.size());
  if (const core::Status sound = check(points); !sound) return sound.error();
  DistinctLocations found;
  if (aggregation == Aggregation::always || worth_merging(points)) {
    constexpr std::size_t kRowsBetweenTicks = std::size_t{1} << 18U;  // some 5 ms
    LocationTable table;
    for (std::size_t i = 0; i < points.size(); ++i) {
      if (i % kRowsBetweenTicks == 0 && !progress.tick(static_cast<double>(i) / static_cast<double>(points.size()))) {
        return core::cancelled();
      }
      const std::size_t row = row_of(points, i);
      table.add(canonical(points.x[row]), canonical(points.y[row]), weight_of(points, row));
    }
    found = table.take();
  } else {
    found = each_row(points);
  }
  found.rows = static_cast<std::int64_t>(points.size());
  return found;
}

}  // namespace wardscope::analysis
