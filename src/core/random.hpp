// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstdint>

namespace wardscope::core {

/// Random numbers as a function of (seed, item, draw): they depend neither on the order of evaluation nor on the number
/// of threads, and two items never share a stream.
///
/// The mixer is SplitMix64's finaliser (Steele, Lea & Flood 2014, "Fast splittable pseudorandom number generators",
/// fig. 16), applied once for each of the three words. Integer arithmetic only, so the same on every machine.
class CounterRng {
 public:
  constexpr CounterRng(std::uint64_t seed, std::uint64_t item) : key_(mix(mix(seed + kGolden) ^ (item + kGolden))) {}

  /// The next 64 random bits of this item.
  constexpr std::uint64_t bits() { return mix(key_ + kGolden * ++draw_); }
  /// Uniform in [0, 1), 53 bits.
  constexpr double uniform() { return static_cast<double>(bits() >> 11U) * 0x1.0p-53; }
  /// Uniform in [low, high).
  constexpr double uniform(double low, double high) { return low + (high - low) * uniform(); }
  /// Uniform in {0, …, count - 1}. @pre count > 0. Bias below count / 2^64.
  constexpr std::uint64_t below(std::uint64_t count) {
    return static_cast<std::uint64_t>((static_cast<Wide>(bits()) * count) >> 64U);
  }
  constexpr bool chance(double probability) { return uniform() < probability; }

 private:
  __extension__ using Wide = unsigned __int128;
  static constexpr std::uint64_t kGolden = 0x9E3779B97F4A7C15ULL;  // 2^64 / golden ratio, odd

  static constexpr std::uint64_t mix(std::uint64_t z) {
    z = (z ^ (z >> 30U)) * 0xBF58476D1CE4E5B9ULL;
    z = (z ^ (z >> 27U)) * 0x94D049BB133111EBULL;
    return z ^ (z >> 31U);
  }

  std::uint64_t key_;
  std::uint64_t draw_ = 0;
};

/// Standard normal, by the sum of twelve uniforms less six (Irwin–Hall): variance 1, |z| <= 6, and, unlike Box–Muller,
/// free of libm, so that it is equal on every machine. Tails beyond 3 are too light for inference; it is for samples.
constexpr double sample_normal(CounterRng& rng) {
  double sum = -6.0;
  for (int i = 0; i < 12; ++i) sum += rng.uniform();
  return sum;
}

}  // namespace wardscope::core
