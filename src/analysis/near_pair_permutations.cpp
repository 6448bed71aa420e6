// SPDX-License-Identifier: GPL-3.0-or-later
#include "analysis/near_pair_permutations.hpp"

#include <algorithm>
#include <array>
#include <cassert>
#include <span>
#include <utility>

#include "core/random.hpp"
#include "jobs/parallel.hpp"

namespace wardscope::analysis {
namespace {

constexpr std::size_t kLanes = 32;  // permutations at a time: their times at one incident are a cache line
constexpr std::size_t kListedAtOnce = 256;
constexpr std::size_t kCrowd = 128;  // from so many incidents on, a place's sum over time costs less than its pairs

struct CrowdPair {
  std::uint32_t one;
  std::uint32_t other;
  std::uint32_t band;
};

/// The pairs in reach of some consecutive places.
struct PairList {
  std::vector<std::uint32_t> others;  ///< place by place, by band of distance
  std::vector<std::uint32_t> begin;   ///< into others: of each place and band; one more at the end
  std::vector<CrowdPair> crowds;      ///< of which one place at least is a crowd; not in others
};

PairList listed(const PlacedTimes& places, std::size_t begin, std::size_t end) {
  const std::size_t bands = places.bands().distances();
  PairList list;
  std::vector<std::vector<std::uint32_t>> near(bands);
  for (std::size_t place = begin; place < end; ++place) {
    for (auto& band : near) band.clear();
    const bool crowded = places.incidents(place) >= kCrowd;
    places.each_near(place, [&](std::size_t other, std::size_t band) {
      if (crowded || places.incidents(other) >= kCrowd) {
        list.crowds.push_back(
            {static_cast<std::uint32_t>(place), static_cast<std::uint32_t>(other), static_cast<std::uint32_t>(band)});
      } else {
        near[band].push_back(static_cast<std::uint32_t>(other));
      }
    });
    for (const auto& band : near) {
      list.begin.push_back(static_cast<std::uint32_t>(list.others.size()));
      list.others.insert(list.others.end(), band.begin(), band.end());
    }
  }
  list.begin.push_back(static_cast<std::uint32_t>(list.others.size()));
  list.others.shrink_to_fit();
  return list;
}

/// Time by time, how many incidents of a place lie there or before, with room for the longest difference at both ends.
class SumOverTime {
 public:
  SumOverTime(std::size_t span, std::size_t room) : room_(room), sum_(span + 2 * room + 2) {}

  template <typename TimeOf>
  void count(std::size_t incidents, const TimeOf& time_of) {
    std::fill(sum_.begin(), sum_.end(), 0U);
    for (std::size_t i = 0; i < incidents; ++i) ++sum_[time_of(i) + room_ + 1];
    for (std::size_t i = 1; i < sum_.size(); ++i) sum_[i] += sum_[i - 1];
  }
  /// Incidents no more than `most` from `time`. @pre most <= room
  [[nodiscard]] std::int64_t within(std::size_t time, std::size_t most) const {
    return static_cast<std::int64_t>(sum_[time + room_ + 1 + most]) -
           static_cast<std::int64_t>(sum_[time + room_ - most]);
  }

 private:
  std::size_t room_;
  std::vector<std::uint32_t> sum_;
};

/// Pairs by band of distance and, summed up, band of time, in each lane.
class LaneCounts {
 public:
  LaneCounts(std::size_t distances, std::size_t times) : times_(times), counts_(distances * times * kLanes, 0) {}
  void add(std::size_t distance, std::size_t time, std::size_t lane, std::int64_t pairs) {
    counts_[(distance * times_ + time) * kLanes + lane] += pairs;
  }
  /// Of the band of time alone.
  [[nodiscard]] std::int64_t in_band(std::size_t distance, std::size_t time, std::size_t lane) const {
    const std::size_t at = (distance * times_ + time) * kLanes + lane;
    return counts_[at] - (time == 0 ? 0 : counts_[at - kLanes]);
  }

 private:
  std::size_t times_;
  std::vector<std::int64_t> counts_;
};

/// Counts of up to 32,767 pairs in 16 bits, lane by lane, as wide registers hold them.
class ShortCounts {
 public:
  explicit ShortCounts(std::span<const std::int16_t> most) : most_(most), counts_(most.size() * kLanes, 0) {}

  /// Counts the pair of two incidents in all lanes.
  void add(const std::int16_t* one, const std::int16_t* other) {
    std::array<std::int16_t, kLanes> apart;
    for (std::size_t lane = 0; lane < kLanes; ++lane) {
      const auto ahead = static_cast<std::int16_t>(one[lane] - other[lane]);
      const auto behind = static_cast<std::int16_t>(other[lane] - one[lane]);
      apart[lane] = ahead > behind ? ahead : behind;
    }
    for (std::size_t m = 0; m < most_.size(); ++m) {
      const std::int16_t most = most_[m];
      std::int16_t* counts = counts_.data() + m * kLanes;
      for (std::size_t lane = 0; lane < kLanes; ++lane) {
        counts[lane] = static_cast<std::int16_t>(counts[lane] + (apart[lane] <= most ? 1 : 0));
      }
    }
    ++pairs_;
  }
  /// Room for so many more, by moving what is counted on where there is none.
  void make_room(std::size_t pairs, std::size_t distance, LaneCounts& total) {
    constexpr std::size_t kFull = 32767;
    if (pairs_ + pairs > kFull) move_to(distance, total);
  }
  void move_to(std::size_t distance, LaneCounts& total) {
    for (std::size_t at = 0; at < counts_.size(); ++at) total.add(distance, at / kLanes, at % kLanes, counts_[at]);
    std::fill(counts_.begin(), counts_.end(), std::int16_t{0});
    pairs_ = 0;
  }

 private:
  std::span<const std::int16_t> most_;
  std::vector<std::int16_t> counts_;
  std::size_t pairs_ = 0;
};

/// Goes through the lists with 32 permutations at a time.
class Permuter {
 public:
  Permuter(const PlacedTimes& places, std::vector<PairList> lists, const jobs::Progress& progress)
      : places_(places), lists_(std::move(lists)), progress_(progress) {
    const auto& times = places.times();
    span_ = times.empty() ? 0 : *std::max_element(times.begin(), times.end());
    for (const std::int32_t most : places.bands().times)
      most_.push_back(static_cast<std::int16_t>(std::min(most, span_)));
    for (std::size_t place = 0; place < places.places(); ++place) {
      if (places.incidents(place) >= kCrowd) crowds_.push_back(static_cast<std::uint32_t>(place));
    }
  }

  /// Permutations first … first + lanes - 1. Unfinished where the progress says stop.
  [[nodiscard]] LaneCounts count(std::size_t first, std::size_t lanes, std::uint64_t seed) const {
    const std::vector<std::int16_t> dealt = deal(first, lanes, seed);
    LaneCounts counts(places_.bands().distances(), most_.size());
    for (std::size_t list = 0; list < lists_.size(); ++list) {
      if (progress_.stopped()) return counts;
      count_list(list, dealt, counts);
    }
    if (!crowds_.empty()) count_crowds(dealt, lanes, counts);
    return counts;
  }

 private:
  [[nodiscard]] std::vector<std::int16_t> deal(std::size_t first, std::size_t lanes, std::uint64_t seed) const {
    std::vector<std::int16_t> dealt(places_.incidents() * kLanes, 0);
    std::vector<std::int16_t> deck;
    for (std::size_t lane = 0; lane < lanes && !progress_.stopped(); ++lane) {
      deck = places_.times();
      core::CounterRng rng(seed, first + lane);
      for (std::size_t left = deck.size(); left > 0; --left) {  // Fisher and Yates
        std::swap(deck[left - 1], deck[rng.below(left)]);
        dealt[(left - 1) * kLanes + lane] = deck[left - 1];
      }
    }
    return dealt;
  }

  void count_list(std::size_t number, const std::vector<std::int16_t>& dealt, LaneCounts& counts) const {
    const PairList& list = lists_[number];
    const std::size_t bands = places_.bands().distances();
    const std::size_t begin = number * kListedAtOnce;
    const std::size_t end = std::min(begin + kListedAtOnce, places_.places());
    ShortCounts some(most_);
    for (std::size_t band = 0; band < bands; ++band) {
      for (std::size_t place = begin; place < end; ++place) {
        const std::size_t at = (place - begin) * bands + band;
        const std::int16_t* own = dealt.data() + places_.first(place) * kLanes;
        const std::size_t here = places_.incidents(place);
        for (std::uint32_t i = list.begin[at]; i < list.begin[at + 1]; ++i) {
          const std::size_t there = places_.incidents(list.others[i]);
          const std::int16_t* others = dealt.data() + places_.first(list.others[i]) * kLanes;
          some.make_room(here * there, band, counts);
          for (std::size_t a = 0; a < here; ++a) {
            for (std::size_t b = 0; b < there; ++b) some.add(own + a * kLanes, others + b * kLanes);
          }
        }
        if (band > 0 || here < 2 || here >= kCrowd) continue;
        some.make_room(here * (here - 1) / 2, band, counts);
        for (std::size_t a = 1; a < here; ++a) {
          for (std::size_t b = 0; b < a; ++b) some.add(own + a * kLanes, own + b * kLanes);
        }
      }
      some.move_to(band, counts);
    }
  }

  void count_crowds(const std::vector<std::int16_t>& dealt, std::size_t lanes, LaneCounts& counts) const {
    std::vector<SumOverTime> sums(crowds_.size(),
                                  SumOverTime(static_cast<std::size_t>(span_), static_cast<std::size_t>(most_.back())));
    for (std::size_t lane = 0; lane < lanes; ++lane) {
      if (progress_.stopped()) return;
      const auto time_of = [&](std::size_t place, std::size_t i) -> std::size_t {
        return static_cast<std::size_t>(dealt[(places_.first(place) + i) * kLanes + lane]);
      };
      for (std::size_t c = 0; c < crowds_.size(); ++c) {
        const std::size_t place = crowds_[c];
        const std::size_t here = places_.incidents(place);
        sums[c].count(here, [&](std::size_t i) { return time_of(place, i); });
        for (std::size_t m = 0; m < most_.size(); ++m) {
          std::int64_t twice = -static_cast<std::int64_t>(here);  // each is near itself
          for (std::size_t i = 0; i < here; ++i)
            twice += sums[c].within(time_of(place, i), static_cast<std::size_t>(most_[m]));
          counts.add(0, m, lane, twice / 2);
        }
      }
      for (const PairList& list : lists_) {
        for (const CrowdPair& pair : list.crowds) {
          const bool is_first = places_.incidents(pair.one) >= places_.incidents(pair.other);
          const std::uint32_t larger = is_first ? pair.one : pair.other;
          const std::uint32_t smaller = is_first ? pair.other : pair.one;
          const auto found = std::lower_bound(crowds_.begin(), crowds_.end(), larger) - crowds_.begin();
          const SumOverTime& sum = sums[static_cast<std::size_t>(found)];
          for (std::size_t m = 0; m < most_.size(); ++m) {
            std::int64_t near = 0;
            for (std::size_t i = 0; i < places_.incidents(smaller); ++i)
              near += sum.within(time_of(smaller, i), static_cast<std::size_t>(most_[m]));
            counts.add(pair.band, m, lane, near);
          }
        }
      }
    }
  }

  const PlacedTimes& places_;
  std::vector<PairList> lists_;
  jobs::Progress progress_;
  std::int32_t span_ = 0;
  std::vector<std::int16_t> most_;
  std::vector<std::uint32_t> crowds_;
};

}  // namespace

core::Result<PermutedPairs> permuted_pairs(const PlacedTimes& places, const TimePermutations& permutations,
                                           const jobs::Progress& progress) {
  assert(permutations.count > 0);
  constexpr double kListing = 0.05;  // of the time
  std::vector<PairList> lists((places.places() + kListedAtOnce - 1) / kListedAtOnce);
  const auto made = jobs::parallel_for(
      places.places(), kListedAtOnce, progress.part(0.0, kListing, "Pairs of places"),
      [&](std::size_t begin, std::size_t end) { lists[begin / kListedAtOnce] = listed(places, begin, end); });
  if (!made) return made.error();
  const jobs::Progress dealing = progress.part(kListing, 1.0, "Permutations");
  const Permuter permuter(places, std::move(lists), dealing);
  const std::size_t distances = places.bands().distances();
  const std::size_t times = places.bands().times.size();
  PermutedPairs permuted{distances * times, {}};
  permuted.pairs.assign(permutations.count * permuted.bands, 0);
  const auto counted = jobs::parallel_for(permutations.count, kLanes, dealing, [&](std::size_t begin, std::size_t end) {
    const LaneCounts counts = permuter.count(begin, end - begin, permutations.seed);
    for (std::size_t lane = 0; lane < end - begin; ++lane) {
      for (std::size_t band = 0; band < permuted.bands; ++band) {
        permuted.pairs[(begin + lane) * permuted.bands + band] = counts.in_band(band / times, band % times, lane);
      }
    }
  });
  if (!counted) return counted.error();
  return permuted;
}

}  // namespace wardscope::analysis
