// SPDX-License-Identifier: GPL-3.0-or-later
#include "analysis/near_pairs.hpp"

#include <algorithm>
#include <cassert>
#include <cmath>
#include <limits>
#include <numeric>

#include "jobs/parallel.hpp"

namespace wardscope::analysis {
namespace {

constexpr std::size_t kPlacesAtOnce = 256;

/// Which band of time a difference lies in, times() bands and one beyond.
std::vector<std::uint8_t> time_band_table(const PairBands& bands) {
  std::vector<std::uint8_t> table;
  std::size_t band = 0;
  for (std::int32_t apart = 0; apart <= std::min(bands.times.back(), kMostTimes); ++apart) {
    while (apart > bands.times[band]) ++band;
    table.push_back(static_cast<std::uint8_t>(band));
  }
  table.push_back(static_cast<std::uint8_t>(bands.times.size()));
  return table;
}

/// Pairs of an entry of `a` and one of `b` that are no more than `most` apart. Both ascending.
std::int64_t pairs_within(std::span<const std::int16_t> a, std::span<const std::int16_t> b, std::int32_t most) {
  std::int64_t pairs = 0;
  std::size_t low = 0;
  std::size_t high = 0;
  for (const std::int32_t time : a) {
    while (low < b.size() && b[low] < time - most) ++low;
    while (high < b.size() && b[high] <= time + most) ++high;
    pairs += static_cast<std::int64_t>(high - low);
  }
  return pairs;
}

std::int64_t pairs_within(std::span<const std::int16_t> own, std::int32_t most) {
  return (pairs_within(own, own, most) - static_cast<std::int64_t>(own.size())) / 2;
}

std::int64_t pairs_of(std::int64_t count) { return count * (count - 1) / 2; }

/// What some of the places add. By band of distance, and within it by band of time and one beyond all.
struct PairTally {
  std::vector<std::int64_t> pairs;
  std::int64_t place_pairs = 0;
};

class PairCounter {
 public:
  explicit PairCounter(const PlacedTimes& places)
      : places_(places), band_(time_band_table(places.bands())), columns_(places.bands().times.size() + 1) {}

  [[nodiscard]] PairTally count(std::size_t begin, std::size_t end) const {
    PairTally tally{std::vector<std::int64_t>(places_.bands().distances() * columns_, 0), 0};
    const std::vector<std::int16_t>& times = places_.times();
    for (std::size_t place = begin; place < end; ++place) {
      const std::size_t here = places_.incidents(place);
      const std::size_t first = places_.first(place);
      if (here > 1) add_stack(place, tally);
      places_.each_near(place, [&](std::size_t other, std::size_t band) {
        ++tally.place_pairs;
        const std::size_t there = places_.incidents(other);
        if (here == 1 && there == 1) {
          ++tally.pairs[band * columns_ + band_of(times[first] - times[places_.first(other)])];
        } else {
          add_places(place, other, tally.pairs.data() + band * columns_);
        }
      });
    }
    return tally;
  }

 private:
  [[nodiscard]] std::size_t band_of(std::int32_t apart) const {
    return band_[std::min<std::size_t>(static_cast<std::size_t>(std::abs(apart)), band_.size() - 1)];
  }

  void add_stack(std::size_t place, PairTally& tally) const {
    const auto own = places_.times(place);
    std::int64_t before = 0;
    for (std::size_t m = 0; m + 1 < columns_; ++m) {
      const std::int64_t within = pairs_within(own, places_.bands().times[m]);
      tally.pairs[m] += within - before;
      before = within;
    }
    tally.pairs[columns_ - 1] += pairs_of(static_cast<std::int64_t>(own.size())) - before;
  }

  void add_places(std::size_t a, std::size_t b, std::int64_t* row) const {
    constexpr std::size_t kFew = 32;  // merging has its price
    const auto one = places_.times(a);
    const auto two = places_.times(b);
    if (one.size() * two.size() <= kFew) {
      for (const std::int32_t first : one) {
        for (const std::int32_t second : two) ++row[band_of(first - second)];
      }
      return;
    }
    std::int64_t before = 0;
    for (std::size_t m = 0; m + 1 < columns_; ++m) {
      const std::int64_t within = pairs_within(one, two, places_.bands().times[m]);
      row[m] += within - before;
      before = within;
    }
    row[columns_ - 1] += static_cast<std::int64_t>(one.size() * two.size()) - before;
  }

  const PlacedTimes& places_;
  std::vector<std::uint8_t> band_;
  std::size_t columns_;
};

}  // namespace

PlacedTimes::PlacedTimes(const TimedPoints& points, const PairBands& bands) : bands_(&bands) {
  assert(!bands.metres.empty() && !bands.times.empty() && points.y.size() == points.size());
  first_band_ = bands.same_place == PairBands::SamePlace::own ? 1 : 0;
  for (const double metres : bands.metres) {
    const double limit = bands.distance == PairDistance::straight ? metres * metres : metres;
    limits_.push_back(bands.limit == PairBands::Limit::included ? limit : std::nextafter(limit, 0.0));
  }
  constexpr double kALittleMore = 1.0 + 1e-9;  // so that rounding loses no place on the very limit
  reach_ = bands.metres.back() * kALittleMore;
  const double height = reach_ / static_cast<double>(kStripsAbove);
  const std::size_t n = points.size();
  const double south = n == 0 ? 0.0 : *std::min_element(points.y.begin(), points.y.end());
  const std::int32_t earliest = n == 0 ? 0 : *std::min_element(points.time.begin(), points.time.end());
  std::vector<std::int64_t> strip(n);
  for (std::size_t i = 0; i < n; ++i) strip[i] = static_cast<std::int64_t>((points.y[i] - south) / height);
  std::vector<std::uint32_t> order(n);
  std::iota(order.begin(), order.end(), 0U);
  std::sort(order.begin(), order.end(), [&](std::uint32_t a, std::uint32_t b) {
    if (strip[a] != strip[b]) return strip[a] < strip[b];
    if (points.x[a] != points.x[b]) return points.x[a] < points.x[b];
    if (points.y[a] != points.y[b]) return points.y[a] < points.y[b];
    return points.time[a] < points.time[b];
  });
  time_.reserve(n);
  for (const std::uint32_t i : order) {
    assert(points.time[i] - earliest < kMostTimes);
    if (x_.empty() || points.x[i] != x_.back() || points.y[i] != y_.back()) {
      if (strips_.empty() || strips_.back().number != strip[i]) strips_.push_back({strip[i], x_.size(), x_.size()});
      first_.push_back(time_.size());
      strip_of_.push_back(strips_.size() - 1);
      x_.push_back(points.x[i]);
      y_.push_back(points.y[i]);
      ++strips_.back().end;
    }
    time_.push_back(static_cast<std::int16_t>(points.time[i] - earliest));
  }
  first_.push_back(n);
}

std::size_t PlacedTimes::first_in_reach(const Strip& strip, double x) const {
  const auto begin = x_.begin() + static_cast<std::ptrdiff_t>(strip.begin);
  const auto end = x_.begin() + static_cast<std::ptrdiff_t>(strip.end);
  return static_cast<std::size_t>(std::lower_bound(begin, end, x - reach_) - x_.begin());
}

core::Result<PairCounts> count_pairs(const PlacedTimes& places, const jobs::Progress& progress) {
  const PairBands& bands = places.bands();
  const PairCounter counter(places);
  std::vector<PairTally> parts((places.places() + kPlacesAtOnce - 1) / kPlacesAtOnce);
  const auto counted = jobs::parallel_for(
      places.places(), kPlacesAtOnce, progress,
      [&](std::size_t begin, std::size_t end) { parts[begin / kPlacesAtOnce] = counter.count(begin, end); });
  if (!counted) return counted.error();
  const std::size_t columns = bands.times.size() + 1;
  PairCounts counts;
  counts.time_bands = bands.times.size();
  counts.pairs.assign(bands.distances() * counts.time_bands, 0);
  counts.near_in_space.assign(bands.distances(), 0);
  for (const PairTally& part : parts) {
    counts.place_pairs += part.place_pairs;
    for (std::size_t k = 0; k < bands.distances(); ++k) {
      for (std::size_t m = 0; m < columns; ++m) {
        counts.near_in_space[k] += part.pairs[k * columns + m];
        if (m < counts.time_bands) counts.pairs[k * counts.time_bands + m] += part.pairs[k * columns + m];
      }
    }
  }
  std::vector<std::int16_t> times = places.times();
  std::sort(times.begin(), times.end());
  std::int64_t before = 0;
  for (const std::int32_t most : bands.times) {
    const std::int64_t within = pairs_within(times, most);
    counts.near_in_time.push_back(within - before);
    before = within;
  }
  counts.all = pairs_of(static_cast<std::int64_t>(places.incidents()));
  return counts;
}

}  // namespace wardscope::analysis
