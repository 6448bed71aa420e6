// SPDX-License-Identifier: GPL-3.0-or-later
#include "analysis/near_repeats.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>
#include <cstdlib>
#include <fstream>
#include <stop_token>
#include <string>
#include <tuple>
#include <utility>
#include <vector>

#include "analysis/near_pair_permutations.hpp"
#include "core/civil_time.hpp"
#include "core/random.hpp"
#include "core/text.hpp"
#include "jobs/parallel.hpp"
#include "support/reference_points.hpp"
#include "support/shared_data.hpp"

namespace wardscope::analysis {
namespace {

using testing::HasSubstr;

struct Incidents {
  std::vector<double> x;
  std::vector<double> y;
  std::vector<std::int32_t> day;
  [[nodiscard]] TimedPoints points() const { return {x, y, day}; }
  void add(double east, double north, std::int32_t time) {
    x.push_back(east);
    y.push_back(north);
    day.push_back(time);
  }
};

/// The one window of the reference: within 150 m, the same place included, and within 14 days.
NearRepeatOptions knox_window() {
  NearRepeatOptions options;
  options.distance_band = core::Metres(150.0);
  options.distance_bands = 1;
  options.time_band = 14;
  options.time_bands = 1;
  options.same_place = PairBands::SamePlace::joins_first;
  return options;
}

NearRepeats repeats_of(const TimedPoints& points, const NearRepeatOptions& options) {
  auto found = near_repeats(points, options, jobs::Progress());
  EXPECT_TRUE(found) << (found ? "" : found.error().message);
  return found ? std::move(found).value() : NearRepeats();
}

/// The 65 points of the methods with their days.
Incidents reference_incidents() {
  const test::ReferencePoints reference = test::reference_points();
  Incidents incidents{reference.x, reference.y, {}};
  for (const double day : reference.day) incidents.day.push_back(static_cast<std::int32_t>(day));
  return incidents;
}

/// R's surveillance 1.20.3: knox() with 999 permutations, seed 1, has a p of 0.003. That of 99,999 permutations is
/// 0.0022, so that of 999 lies within 0.0022 +- 3 sqrt(0.0022 / 999) = 0 to 0.0066.
TEST(NearRepeats, HoldTheReferenceNumbers) {
  const NearRepeats found = repeats_of(reference_incidents().points(), knox_window());

  ASSERT_EQ(found.bands.size(), 1U);
  EXPECT_EQ(found.bands[0].pairs, 69);
  EXPECT_EQ(found.counts.near_in_space[0], 518);
  EXPECT_EQ(found.counts.near_in_time[0], 190);
  EXPECT_EQ(found.counts.all, 2080);
  EXPECT_NEAR(found.bands[0].poisson, 47.3173076923077, 1e-12);
  EXPECT_NEAR(found.bands[0].expected, found.bands[0].poisson, 0.8);  // of 999; its standard error is about 0.2
  EXPECT_GE(found.bands[0].p, 0.001);
  EXPECT_LE(found.bands[0].p, 0.007);
  EXPECT_EQ(found.whole.pairs, 69);
  EXPECT_EQ(found.whole.p, found.bands[0].p);
}

TEST(NearRepeats, HaveTheReferenceNumbersOfOtherConventions) {
  const Incidents reference = reference_incidents();
  NearRepeatOptions below = knox_window();
  below.limit = PairBands::Limit::excluded;
  NearRepeatOptions manhattan = knox_window();
  manhattan.distance = PairDistance::manhattan;

  EXPECT_EQ(repeats_of(reference.points(), below).bands[0].pairs, 65);
  EXPECT_EQ(repeats_of(reference.points(), manhattan).bands[0].pairs, 48);
}

/// Forest fires of Castilla-La Mancha in 1998: tests/reference/near_repeats.R. Its p of 999 permutations is 0.001, the
/// least, and the mean of these 35.5415.
TEST(NearRepeats, HaveTheNumbersOfSurveillanceOnRealFires) {
  WARDSCOPE_SHARED_DATA(file, "reference/spatstat/clmfires.csv");
  std::ifstream stream(file);
  std::string line;
  Incidents fires;
  while (std::getline(stream, line)) {
    const auto fields = core::split(line, ',');
    if (fields.size() != 6 || !fields[4].starts_with("1998")) continue;
    const auto date = core::parse_time(fields[4]);
    ASSERT_TRUE(date) << line;
    fires.add(1000.0 * *core::parse_number(fields[0]), 1000.0 * *core::parse_number(fields[1]),
              core::days_from_civil(core::date_of(date->minute)));
  }
  ASSERT_EQ(fires.x.size(), 522U);
  NearRepeatOptions options;
  options.distance_band = core::Metres(20.0);

  const NearRepeats found = repeats_of(fires.points(), options);

  EXPECT_EQ(found.counts.all, 135981);
  EXPECT_EQ(found.counts.pairs,
            (std::vector<std::int64_t>{0, 0, 0, 0, 2, 3, 5, 1, 55, 20, 16, 8, 0, 0, 0, 1, 13, 11, 13, 7}));
  EXPECT_EQ(found.counts.near_in_space, (std::vector<std::int64_t>{0, 27, 265, 1, 160}));
  EXPECT_EQ(found.counts.near_in_time, (std::vector<std::int64_t>{10663, 8276, 8244, 8313}));

  options.distance_band = core::Metres(80.0);
  options.distance_bands = 1;
  options.time_bands = 1;
  options.same_place = PairBands::SamePlace::joins_first;
  const NearRepeats window = repeats_of(fires.points(), options);
  EXPECT_EQ(window.whole.pairs, 70);
  EXPECT_NEAR(window.whole.poisson, 35.5221611842831, 1e-12);
  EXPECT_NEAR(window.whole.expected, 35.54, 1.0);  // standard error about 0.2
  EXPECT_EQ(window.whole.p, 0.001);
}

/// The definition, pair by pair. By band of distance, and within it band of time and, at the end, any time.
std::vector<std::int64_t> plain_pairs(const TimedPoints& points, const PairBands& bands) {
  const std::size_t columns = bands.times.size() + 1;
  std::vector<std::int64_t> pairs(bands.distances() * columns, 0);
  for (std::size_t i = 0; i < points.size(); ++i) {
    for (std::size_t j = 0; j < i; ++j) {
      const double dx = points.x[i] - points.x[j];
      const double dy = points.y[i] - points.y[j];
      const double apart =
          bands.distance == PairDistance::straight ? std::sqrt(dx * dx + dy * dy) : std::fabs(dx) + std::fabs(dy);
      const bool own = bands.same_place == PairBands::SamePlace::own;
      std::size_t k = 0;
      while (k < bands.metres.size() &&
             (bands.limit == PairBands::Limit::included ? apart > bands.metres[k] : apart >= bands.metres[k])) {
        ++k;
      }
      if (k == bands.metres.size()) continue;
      if (own) k = apart == 0.0 ? 0 : k + 1;
      std::size_t m = 0;
      while (m < bands.times.size() && std::abs(points.time[i] - points.time[j]) > bands.times[m]) ++m;
      if (m < bands.times.size()) ++pairs[k * columns + m];
      ++pairs[k * columns + columns - 1];
    }
  }
  return pairs;
}

/// Whole metres, so that limits are met exactly; stacks of all sizes, up to some that are crowds.
Incidents town(std::uint64_t seed, std::size_t count, std::uint64_t side) {
  Incidents incidents;
  for (std::size_t i = 0; i < count; ++i) {
    core::CounterRng rng(seed, i);
    const bool shared = rng.chance(0.5);
    const auto place = rng.below(6);
    const double x = shared ? 100.0 * static_cast<double>(place * place) : static_cast<double>(rng.below(side));
    const double y = shared ? 30.0 * static_cast<double>(place) : static_cast<double>(rng.below(side));
    const auto skewed = shared ? rng.below(1 + rng.below(200)) : rng.below(200);
    incidents.add(x, y, static_cast<std::int32_t>(skewed) - 40);
  }
  return incidents;
}

struct Case {
  std::size_t incidents;
  std::uint64_t side;
  PairDistance distance;
  PairBands::Limit limit;
  PairBands::SamePlace same_place;
};

class EveryCase : public testing::TestWithParam<Case> {
 protected:
  Incidents incidents = town(GetParam().incidents, GetParam().incidents, GetParam().side);
  PairBands bands{{20.0, 50.0, 130.0}, {0, 7, 30}, GetParam().distance, GetParam().limit, GetParam().same_place};
};

INSTANTIATE_TEST_SUITE_P(
    NearPairs, EveryCase,
    testing::Values(
        Case{2, 10, PairDistance::straight, PairBands::Limit::included, PairBands::SamePlace::own},
        Case{60, 50, PairDistance::straight, PairBands::Limit::included, PairBands::SamePlace::own},
        Case{300, 400, PairDistance::straight, PairBands::Limit::included, PairBands::SamePlace::own},
        Case{301, 400, PairDistance::straight, PairBands::Limit::excluded, PairBands::SamePlace::joins_first},
        Case{302, 400, PairDistance::manhattan, PairBands::Limit::included, PairBands::SamePlace::joins_first},
        Case{303, 400, PairDistance::manhattan, PairBands::Limit::excluded, PairBands::SamePlace::own},
        Case{2500, 2500, PairDistance::straight, PairBands::Limit::included, PairBands::SamePlace::own},
        Case{2501, 300, PairDistance::straight, PairBands::Limit::excluded, PairBands::SamePlace::own}));

TEST_P(EveryCase, CountsAsTheDefinitionDoes) {
  const PlacedTimes places(incidents.points(), bands);

  const auto counts = count_pairs(places, jobs::Progress());

  ASSERT_TRUE(counts);
  const std::vector<std::int64_t> plain = plain_pairs(incidents.points(), bands);
  for (std::size_t k = 0; k < bands.distances(); ++k) {
    for (std::size_t m = 0; m < 3; ++m) EXPECT_EQ(counts->at(k, m), plain[k * 4 + m]) << k << " " << m;
    EXPECT_EQ(counts->near_in_space[k], plain[k * 4 + 3]) << k;
  }
  Incidents together = incidents;
  for (double& x : together.x) x = 0.0;
  for (double& y : together.y) y = 0.0;
  const std::vector<std::int64_t> in_time = plain_pairs(together.points(), bands);
  for (std::size_t m = 0; m < 3; ++m) EXPECT_EQ(counts->near_in_time[m], in_time[m]);
}

/// The times that permutation b gives the incidents, dealt once more in the test.
Incidents dealt(const PlacedTimes& places, const Incidents& incidents, core::CounterRng rng) {
  // Incidents in the order of the places: those at one place by time, so that any order there is the same.
  std::vector<std::size_t> order(incidents.x.size());
  for (std::size_t i = 0; i < order.size(); ++i) order[i] = i;
  const double height = 130.0 * (1.0 + 1e-9) / 2.0;
  const double south = *std::min_element(incidents.y.begin(), incidents.y.end());
  const auto key = [&](std::size_t i) {
    return std::tuple(static_cast<std::int64_t>((incidents.y[i] - south) / height), incidents.x[i], incidents.y[i],
                      incidents.day[i]);
  };
  std::sort(order.begin(), order.end(), [&](std::size_t a, std::size_t b) { return key(a) < key(b); });
  std::vector<std::int16_t> deck = places.times();
  for (std::size_t left = deck.size(); left > 1; --left) std::swap(deck[left - 1], deck[rng.below(left)]);
  Incidents shuffled;
  for (std::size_t i = 0; i < order.size(); ++i) {
    shuffled.add(incidents.x[order[i]], incidents.y[order[i]], deck[i]);
  }
  return shuffled;
}

TEST_P(EveryCase, PermutesAsTheDefinitionDoes) {
  constexpr std::size_t kPermutations = 35;  // one group of lanes and a few
  const PlacedTimes places(incidents.points(), bands);

  const auto permuted = permuted_pairs(places, {kPermutations, 9}, jobs::Progress());

  ASSERT_TRUE(permuted);
  ASSERT_EQ(permuted->bands, bands.distances() * 3);
  for (const std::size_t b : {std::size_t{0}, std::size_t{31}, std::size_t{32}, std::size_t{34}}) {
    const Incidents shuffled = dealt(places, incidents, core::CounterRng(9, b));
    const std::vector<std::int64_t> plain = plain_pairs(shuffled.points(), bands);
    for (std::size_t k = 0; k < bands.distances(); ++k) {
      for (std::size_t m = 0; m < 3; ++m) {
        EXPECT_EQ(permuted->at(b, k * 3 + m), plain[k * 4 + m]) << b << ": " << k << " " << m;
      }
    }
  }
}

TEST(NearRepeats, DoNotDependOnTheNumberOfThreadsOrTheOrderOfTheIncidents) {
  const Incidents incidents = town(4, 1500, 900);
  Incidents reversed = incidents;
  std::reverse(reversed.x.begin(), reversed.x.end());
  std::reverse(reversed.y.begin(), reversed.y.end());
  std::reverse(reversed.day.begin(), reversed.day.end());
  NearRepeatOptions options;
  options.permutations = 199;
  std::vector<std::vector<double>> results;
  for (const unsigned threads : {1U, 2U, 7U}) {
    jobs::set_thread_count(threads);
    const NearRepeats found = repeats_of(threads == 7 ? reversed.points() : incidents.points(), options);
    std::vector<double> numbers;
    for (const NearRepeatTest& test : found.bands) {
      numbers.insert(numbers.end(), {static_cast<double>(test.pairs), test.expected, test.p, test.corrected_p});
    }
    results.push_back(numbers);
  }
  jobs::set_thread_count(0);
  EXPECT_EQ(results[0], results[1]);
  EXPECT_EQ(results[0], results[2]);
}

/// Every second incident is followed, within 60 m and five days, by another.
TEST(NearRepeats, FindWhatWasPlantedAndNoMore) {
  Incidents incidents;
  for (std::uint64_t i = 0; i < 800; ++i) {
    core::CounterRng rng(11, i);
    const double x = rng.uniform(0, 6000);
    const double y = rng.uniform(0, 6000);
    const auto day = static_cast<std::int32_t>(rng.below(360));
    incidents.add(x, y, day);
    if (rng.chance(0.5))
      incidents.add(x + rng.uniform(-40, 40), y + rng.uniform(-40, 40),
                    day + 1 + static_cast<std::int32_t>(rng.below(5)));
  }

  const NearRepeats found = repeats_of(incidents.points(), {});

  EXPECT_TRUE(found.at(1, 0).more);
  EXPECT_EQ(found.at(1, 0).p, 0.001);
  EXPECT_GT(*found.at(1, 0).ratio, 3.0);
  for (std::size_t k = 2; k < 5; ++k) {
    for (std::size_t m = 1; m < 4; ++m) EXPECT_FALSE(found.at(k, m).more) << k << " " << m;
  }
  EXPECT_EQ(found.at(0, 0).pairs, 0);
  EXPECT_FALSE(found.at(0, 0).ratio);  // nothing at one place: nothing expected either
  EXPECT_FALSE(found.at(0, 0).tested);
  EXPECT_EQ(found.at(0, 0).p, 1.0);
  EXPECT_EQ(found.tested, 16U);  // none at one place: four bands fewer to correct for
  EXPECT_DOUBLE_EQ(found.at(1, 0).corrected_p, 0.016);
}

/// Where places and times have nothing to do with each other, p is below 0.05 in one of twenty towns.
TEST(NearRepeats, FindNothingInRandomTownsBeyondTheStatedRate) {
  int found = 0;
  constexpr int kTowns = 400;
  NearRepeatOptions options = knox_window();
  options.permutations = 99;
  for (std::uint64_t town = 0; town < kTowns; ++town) {
    Incidents incidents;
    for (std::uint64_t i = 0; i < 80; ++i) {
      core::CounterRng rng(town + 1000, i);
      incidents.add(rng.uniform(0, 1500), rng.uniform(0, 1500), static_cast<std::int32_t>(rng.below(120)));
    }
    options.seed = static_cast<std::int64_t>(town);
    found += repeats_of(incidents.points(), options).whole.p <= 0.05 ? 1 : 0;
  }
  // Binomial(400, 0.05): mean 20, four standard deviations 17.4.
  EXPECT_GT(found, 2);
  EXPECT_LT(found, 38);
}

TEST(NearRepeats, NameTheirBands) {
  const PairBands days = bands_of({});
  EXPECT_EQ(days.times, (std::vector<std::int32_t>{7, 14, 21, 28}));
  EXPECT_EQ(distance_in_words(days, 0), "the same place");
  EXPECT_EQ(distance_in_words(days, 1), "up to 100 m");
  EXPECT_EQ(distance_in_words(days, 2), "over 100 to 200 m");
  EXPECT_EQ(time_in_words(days, 0, PairTime::days), "0 to 7 days");
  EXPECT_EQ(time_in_words(days, 1, PairTime::days), "8 to 14 days");

  NearRepeatOptions by_month;
  by_month.unit = PairTime::months;
  by_month.limit = PairBands::Limit::excluded;
  by_month.same_place = PairBands::SamePlace::joins_first;
  const PairBands months = bands_of(by_month);
  EXPECT_EQ(months.times, (std::vector<std::int32_t>{0, 1, 2, 3}));
  EXPECT_EQ(distance_in_words(months, 0), "below 100 m");
  EXPECT_EQ(distance_in_words(months, 3), "300 to below 400 m");
  EXPECT_EQ(time_in_words(months, 0, PairTime::months), "the same month");
  EXPECT_EQ(time_in_words(months, 1, PairTime::months), "1 month apart");
}

std::string refusal(const Incidents& incidents, const NearRepeatOptions& options = {}) {
  const auto found = near_repeats(incidents.points(), options, jobs::Progress());
  return found ? "none" : found.error().message;
}

TEST(NearRepeats, RefuseWithWhatToDo) {
  const Incidents good = town(1, 50, 300);
  Incidents few;
  Incidents one_day;
  Incidents one_place;
  Incidents apart;
  Incidents ages = good;
  ages.add(0, 0, 40000);
  for (int i = 0; i < 20; ++i) {
    if (i < 4) few.add(i, i, i);
    one_day.add(i, 2 * i, 3);
    one_place.add(7, 7, i);
    apart.add(10000 * i, 0, i);
  }
  EXPECT_EQ(refusal(good), "none");
  EXPECT_THAT(refusal({}), HasSubstr("widen the period"));
  EXPECT_THAT(refusal(few), HasSubstr("fewer than 5 incidents"));
  EXPECT_THAT(refusal(one_day), HasSubstr("the same date"));
  EXPECT_THAT(refusal(one_place), HasSubstr("at one place"));
  EXPECT_THAT(refusal(apart), HasSubstr("no two incidents are within 400 m"));
  EXPECT_THAT(refusal(ages), HasSubstr("87 years"));
  NearRepeatOptions options;
  options.distance_band = core::Metres(std::nan(""));
  EXPECT_THAT(refusal(good, options), HasSubstr("a band of distance"));
  options = {};
  options.time_bands = 0;
  EXPECT_THAT(refusal(good, options), HasSubstr("a number of bands of time of 0"));
  options = {};
  options.permutations = 5;
  EXPECT_THAT(refusal(good, options), HasSubstr("it must be 99 to 99999"));
  options = {};
  options.seed = -1;
  EXPECT_THAT(refusal(good, options), HasSubstr("a seed"));
}

/// 20,000 places within 400 m of each other are 200 million pairs.
TEST(NearRepeats, RefuseMoreThanCanBeRemembered) {
  Incidents crowded;
  for (std::uint64_t i = 0; i < 20000; ++i) {
    core::CounterRng rng(2, i);
    crowded.add(rng.uniform(0, 200), rng.uniform(0, 200), static_cast<std::int32_t>(rng.below(300)));
  }
  EXPECT_THAT(refusal(crowded), testing::AllOf(HasSubstr("199,990,000 pairs of places"), HasSubstr("narrower")));
}

TEST(NearRepeats, StopWhenAsked) {
  const Incidents incidents = town(1, 500, 300);
  std::stop_source stop;
  stop.request_stop();
  const auto found = near_repeats(incidents.points(), {}, jobs::Progress(stop.get_token()));
  ASSERT_FALSE(found);
  EXPECT_EQ(found.error().code, core::ErrorCode::cancelled);
}

}  // namespace
}  // namespace wardscope::analysis
