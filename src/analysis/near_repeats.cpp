// SPDX-License-Identifier: GPL-3.0-or-later
#include "analysis/near_repeats.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <cassert>
#include <limits>

#include "analysis/near_pair_permutations.hpp"
#include "core/text.hpp"

namespace wardscope::analysis {
namespace {

constexpr core::NumberRange kBandWidths{1.0, 5000.0};
constexpr core::NumberRange kDistanceBands{1.0, 10.0};
constexpr core::NumberRange kTimeWidths{0.0, 366.0};
constexpr core::NumberRange kTimeBands{1.0, 12.0};
constexpr core::NumberRange kTimePermutations{99.0, 99999.0};
constexpr core::NumberRange kPairSeeds{0.0, 9e15};
constexpr core::NumberRange kPairLevels{0.0001, 0.5};
constexpr std::size_t kLeastIncidents = 5;  // of fewer, no order of times is rare

bool lies_in(core::NumberRange range, double value) { return value >= range.least && value <= range.most; }

core::Status check_range(std::string_view what, core::NumberRange range, double value) {
  if (lies_in(range, value)) return {};
  return core::invalid_argument(
      fmt::format("{} of {:g}: it must be {:g} to {:g}", what, value, range.least, range.most));
}

core::Status check_options(const NearRepeatOptions& options) {
  const auto number = [](std::int64_t value) { return static_cast<double>(value); };
  for (const core::Status& status :
       {check_range("a band of distance", kBandWidths, options.distance_band.value()),
        check_range("a number of bands of distance", kDistanceBands, number(options.distance_bands)),
        check_range("a band of time", kTimeWidths, number(options.time_band)),
        check_range("a number of bands of time", kTimeBands, number(options.time_bands)),
        check_range("a number of permutations", kTimePermutations, number(options.permutations)),
        check_range("a seed", kPairSeeds, number(options.seed)),
        check_range("a significance level", kPairLevels, options.level)}) {
    if (!status) return status;
  }
  return {};
}

core::Status check_points(const TimedPoints& points) {
  if (points.size() < kLeastIncidents) {
    return core::invalid_argument(fmt::format(
        "fewer than {} incidents are too few to tell whether they follow each other: widen the period or the types",
        kLeastIncidents));
  }
  const auto [first, last] = std::minmax_element(points.time.begin(), points.time.end());
  if (*first == *last) {
    return core::invalid_argument(
        "all incidents have the same date: whether one follows another cannot be told; widen the period");
  }
  if (*last - *first >= kMostTimes) {
    return core::invalid_argument("the dates span more than 87 years: narrow the period with --from and --to");
  }
  const bool one_place = std::all_of(points.x.begin(), points.x.end(), [&](double x) { return x == points.x[0]; }) &&
                         std::all_of(points.y.begin(), points.y.end(), [&](double y) { return y == points.y[0]; });
  if (one_place) {
    return core::invalid_argument(
        "all incidents are at one place: that one brings another nearby cannot be told; widen the filter");
  }
  return {};
}

core::Status check_counts(const PairCounts& counts, const PlacedTimes& places) {
  std::int64_t near = 0;
  for (const std::int64_t pairs : counts.near_in_space) near += pairs;
  if (near == 0) {
    return core::invalid_argument(
        fmt::format("no two incidents are within {:g} m of each other: take wider bands of "
                    "distance, a longer period or more types",
                    places.bands().metres.back()));
  }
  if (counts.place_pairs > kMostListedPairs) {
    return core::invalid_argument(fmt::format(
        "{} pairs of places are within {:g} m of each other, more than the {} that this computer is asked to remember: "
        "take narrower or fewer bands of distance, a shorter period or fewer types",
        core::with_thousands(counts.place_pairs), places.bands().metres.back(),
        core::with_thousands(kMostListedPairs)));
  }
  return {};
}

double poisson_of(std::int64_t near_in_space, std::int64_t near_in_time, std::int64_t all) {
  return static_cast<double>(near_in_space) * static_cast<double>(near_in_time) / static_cast<double>(all);
}

/// Fills in what follows from the permuted counts: `permuted(b)` is that of permutation b.
template <typename Permuted>
void hold_against_chance(NearRepeatTest& test, std::size_t permutations, const Permuted& permuted) {
  std::int64_t sum = 0;
  std::size_t as_many = 0;
  for (std::size_t b = 0; b < permutations; ++b) {
    const std::int64_t pairs = permuted(b);
    sum += pairs;
    as_many += pairs >= test.pairs ? 1 : 0;
  }
  const auto count = static_cast<double>(permutations);
  test.expected = static_cast<double>(sum) / count;
  test.p = (1.0 + static_cast<double>(as_many)) / (count + 1.0);
  if (test.expected > 0.0) test.ratio = static_cast<double>(test.pairs) / test.expected;
}

NearRepeats tested(PairCounts counts, const PermutedPairs& permuted, const NearRepeatOptions& options) {
  const auto permutations = static_cast<std::size_t>(options.permutations);
  NearRepeats result;
  std::int64_t near_in_space = 0;
  std::int64_t near_in_time = 0;
  for (const std::int64_t pairs : counts.near_in_space) near_in_space += pairs;
  for (const std::int64_t pairs : counts.near_in_time) near_in_time += pairs;
  std::vector<double> p;
  for (std::size_t band = 0; band < permuted.bands; ++band) {
    NearRepeatTest test;
    test.pairs = counts.pairs[band];
    test.poisson = poisson_of(counts.near_in_space[band / counts.time_bands],
                              counts.near_in_time[band % counts.time_bands], counts.all);
    hold_against_chance(test, permutations, [&](std::size_t b) { return permuted.at(b, band); });
    test.tested =
        counts.near_in_space[band / counts.time_bands] > 0 && counts.near_in_time[band % counts.time_bands] > 0;
    p.push_back(test.tested ? test.p : std::numeric_limits<double>::quiet_NaN());
    result.whole.pairs += test.pairs;
    result.bands.push_back(test);
  }
  const std::vector<double> corrected = stats::adjusted_p_values(p, options.correction);
  for (std::size_t band = 0; band < permuted.bands; ++band) {
    if (!result.bands[band].tested) continue;
    result.bands[band].corrected_p = corrected[band];
    result.bands[band].more = corrected[band] < options.level;
    ++result.tested;
  }
  result.whole.poisson = poisson_of(near_in_space, near_in_time, counts.all);
  hold_against_chance(result.whole, permutations, [&](std::size_t b) {
    std::int64_t sum = 0;
    for (std::size_t band = 0; band < permuted.bands; ++band) sum += permuted.at(b, band);
    return sum;
  });
  result.whole.corrected_p = result.whole.p;
  result.whole.more = result.whole.p < options.level;
  result.counts = std::move(counts);
  return result;
}

}  // namespace

void describe(NearRepeatOptions& options, core::ParameterVisitor& visitor) {
  static constexpr std::array<core::Choice, 2> kUnits{
      {{"days", "Days (dates)"}, {"months", "Calendar months (dates known to the month)"}}};
  static constexpr std::array<core::Choice, 2> kDistances{
      {{"straight", "Straight line"}, {"manhattan", "East-west plus north-south (Near Repeat Calculator)"}}};
  static constexpr std::array<core::Choice, 2> kLimits{
      {{"included", "In the band: up to and including"}, {"excluded", "In the next band: below"}}};
  static constexpr std::array<core::Choice, 2> kSamePlaces{
      {{"own", "A band of its own"}, {"joins-first", "In the first band of distance"}}};
  static constexpr std::array<core::Choice, 4> kPairCorrections{
      {{"none", "None"},
       {"benjamini-hochberg", "Benjamini-Hochberg (false discovery rate)"},
       {"benjamini-yekutieli", "Benjamini-Yekutieli (any dependence)"},
       {"bonferroni", "Bonferroni (a single false one)"}}};
  visitor.metres({"distance-band", "Width of a distance band (m)", "How far a step of distance goes"}, kBandWidths,
                 options.distance_band);
  visitor.integer({"distance-bands", "Distance bands", "How many steps of distance, beside the same place"},
                  kDistanceBands, options.distance_bands);
  visitor.enumeration({"time-unit", "Time in", "Dates known to the month alone need months"}, kUnits, options.unit);
  visitor.integer({"time-band", "Width of a time band", "In days or months; 0: 7 days or 1 month"}, kTimeWidths,
                  options.time_band);
  visitor.integer({"time-bands", "Time bands", "How many steps of time"}, kTimeBands, options.time_bands);
  visitor.enumeration({"pair-distance", "Distance measured", "How far apart two incidents are"}, kDistances,
                      options.distance);
  visitor.enumeration({"limit", "A pair on a limit", "Whether a distance or time equal to a band's limit is in it"},
                      kLimits, options.limit);
  visitor.enumeration({"same-place", "Same place", "Where pairs at one place are counted"}, kSamePlaces,
                      options.same_place);
  visitor.integer({"permutations", "Permutations", "How often the dates are dealt anew to the incidents"},
                  kTimePermutations, options.permutations);
  visitor.integer({"seed", "Seed", "Of the permutations: the same seed gives the same result"}, kPairSeeds,
                  options.seed);
  visitor.enumeration({"correction", "Correction", "What is done about many bands at once"}, kPairCorrections,
                      options.correction);
  visitor.number({"level", "Significance level", "Of the corrected p-value"}, kPairLevels, options.level);
}

PairBands bands_of(const NearRepeatOptions& options) {
  PairBands bands;
  bands.distance = options.distance;
  bands.limit = options.limit;
  bands.same_place = options.same_place;
  for (std::int64_t i = 1; i <= options.distance_bands; ++i) {
    bands.metres.push_back(static_cast<double>(i) * options.distance_band.value());
  }
  const std::int64_t usual = options.unit == PairTime::days ? 7 : 1;
  const std::int64_t width = options.time_band > 0 ? options.time_band : usual;
  // A band of one month is one month, and not that and half of the next.
  const bool ends_before = options.unit == PairTime::months || options.limit == PairBands::Limit::excluded;
  for (std::int64_t i = 1; i <= options.time_bands; ++i) {
    bands.times.push_back(static_cast<std::int32_t>(i * width - (ends_before ? 1 : 0)));
  }
  return bands;
}

std::string distance_in_words(const PairBands& bands, std::size_t band) {
  const bool own = bands.same_place == PairBands::SamePlace::own;
  if (own && band == 0) return "the same place";
  const std::size_t at = own ? band - 1 : band;
  const double from = at == 0 ? 0.0 : bands.metres[at - 1];
  if (bands.limit == PairBands::Limit::excluded) {
    return at == 0 ? fmt::format("below {:g} m", bands.metres[at])
                   : fmt::format("{:g} to below {:g} m", from, bands.metres[at]);
  }
  return at == 0 ? fmt::format("up to {:g} m", bands.metres[at])
                 : fmt::format("over {:g} to {:g} m", from, bands.metres[at]);
}

std::string time_in_words(const PairBands& bands, std::size_t band, PairTime unit) {
  const std::int32_t from = band == 0 ? 0 : bands.times[band - 1] + 1;
  const std::int32_t to = bands.times[band];
  const bool months = unit == PairTime::months;
  if (to == 0) return months ? "the same month" : "the same day";
  const char* name = months ? "month" : "day";
  if (from == to) return fmt::format("{} {}{} apart", to, name, to == 1 ? "" : "s");
  return fmt::format("{} to {} {}s", from, to, name);
}

core::Result<NearRepeats> near_repeats(const TimedPoints& points, const NearRepeatOptions& options,
                                       const jobs::Progress& progress) {
  assert(points.y.size() == points.size() && points.time.size() == points.size());
  if (auto status = check_options(options); !status) return status.error();
  if (auto status = check_points(points); !status) return status.error();
  constexpr double kCounting = 0.05;  // of the time
  const PairBands bands = bands_of(options);
  const PlacedTimes places(points, bands);
  auto counts = count_pairs(places, progress.part(0.0, kCounting, "Counting pairs"));
  if (!counts) return counts.error();
  if (auto status = check_counts(*counts, places); !status) return status.error();
  const auto permuted =
      permuted_pairs(places, {static_cast<std::size_t>(options.permutations), static_cast<std::uint64_t>(options.seed)},
                     progress.part(kCounting, 1.0));
  if (!permuted) return permuted.error();
  return tested(std::move(counts).value(), *permuted, options);
}

}  // namespace wardscope::analysis
