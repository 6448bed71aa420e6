// SPDX-License-Identifier: GPL-3.0-or-later
#include <cmath>

#include "stats/empirical_bayes.hpp"
#include "stats/rate_interval.hpp"
#include "verification/chapters.hpp"

namespace wardscope::verification {
namespace {

constexpr const char* kIntervals = "stats/rate_interval.hpp";
constexpr const char* kBayes = "stats/empirical_bayes.hpp";
const std::vector<double> kCounts{3, 12, 40, 0, 9};
const std::vector<double> kResidents{800, 5200, 9100, 400, 6100};
constexpr const char* kFiveAreas =
    "five areas with 3, 12, 40, 0 and 9 incidents among 800, 5200, 9100, 400 and 6100 residents";
/// GSL inverts the distributions to about 1e-11 of the limit.
constexpr double kLimitError = 1e-10;

Check limit(const char* of, const char* expected, double ours, const char* source) {
  Check check{of, expected, ours, source};
  check.tolerance = kLimitError * std::max(1e-2, std::fabs(expected_value(check)));
  return check;
}

Statistic poisson() {
  constexpr const char* kSource = "R 4.2, poisson.test";
  const auto of = [](std::int64_t count) { return stats::poisson_interval(count); };
  const double normal = 1.959963984540054 * std::sqrt(20.0);
  return {.name = "Interval of a count, exact Poisson",
          .formula = "low = χ²(α/2; 2 O) / 2,  high = χ²(1 − α/2; 2 O + 2) / 2",
          .symbols =
              "O the count, χ²(p; v) the p-quantile of the chi-squared distribution with v degrees of freedom; "
              "α = 1 − confidence",
          .literature = "Garwood 1936",
          .data = "counts of 0, 1, 5, 20 and 100, 95 % unless said",
          .headers = {kIntervals},
          .checks = {limit("0, high", "3.68887945411394", of(0).high, kSource),
                     limit("1, low", "0.0253178079842899", of(1).low, kSource),
                     limit("1, high", "5.57164339093890", of(1).high, kSource),
                     limit("5, low", "1.62348639011842", of(5).low, kSource),
                     limit("5, high", "11.6683320793227", of(5).high, kSource),
                     limit("20, low", "12.2165195854039", of(20).low, kSource),
                     limit("20, high", "30.8883779026746", of(20).high, kSource),
                     limit("100, low", "81.3639912509232", of(100).low, kSource),
                     limit("100, high", "121.626793792426", of(100).high, kSource),
                     limit("20 at 99.8 %, low", "8.95821326762601", stats::poisson_interval(20, 0.998).low, kSource),
                     limit("20 at 99.8 %, high", "38.0418813538500", stats::poisson_interval(20, 0.998).high, kSource)},
          .conventions = {{"exact Poisson", of(20).low, Whose::ours, "holds what it promises for any count"},
                          {"normal, O ± 1.96 √O", 20.0 - normal, Whose::others,
                           "too low on both sides, and below zero for a count of 3"}},
          .convention_question = "Lower 95 % limit of a count of 20"};
}

Statistic rate() {
  constexpr const char* kSource = "R 4.2, poisson.test(10, 2)";
  const stats::Rate ours = stats::poisson_rate({.count = 10, .exposure = 2000.0, .per = 1000.0});
  return {.name = "Rate with its interval",
          .formula = "r = k O / P",
          .symbols = "O incidents among P residents, for k = 1,000 of them; the limits of O likewise",
          .literature = "Garwood 1936",
          .data = "10 incidents among 2,000 residents",
          .unit = "per 1,000 residents",
          .headers = {kIntervals},
          .checks = {{"rate", "5.0", ours.value, "by hand", 1e-12},
                     limit("low", "2.39769434806622", ours.interval.low, kSource),
                     limit("high", "9.19517802100889", ours.interval.high, kSource)}};
}

Statistic upper_tail() {
  return {.name = "Chance of so many or more",
          .formula = "P(X ≥ k) = 1 − Σ_(i < k) e^(−μ) μ^i / i!",
          .symbols = "X Poisson with mean μ",
          .literature = "Johnson, Kemp & Kotz 2005, section 4",
          .data = "k = 12 where 7.3 are expected",
          .headers = {kIntervals},
          .checks = {limit("P(X ≥ 12)", "0.0680811621835709", stats::poisson_upper_tail(12, 7.3), "R 4.2, ppois")}};
}

Statistic wilson() {
  constexpr const char* kSource = "R 4.2, prop.test without correction";
  const auto of = [](std::int64_t successes, std::int64_t trials) { return stats::wilson_interval(successes, trials); };
  return {
      .name = "Interval of a share, Wilson",
      .formula = "(p + z²/2n ± z (p (1 − p) / n + z²/4n²)^(1/2)) / (1 + z²/n)",
      .symbols = "p the share of n, z = 1.96 for 95 %",
      .literature = "Wilson 1927; Newcombe 1998, table I",
      .data = "81 of 263, 15 of 148, 0 of 20, 1 of 29",
      .headers = {kIntervals},
      .checks = {limit("81 of 263, low", "0.255288519878274", of(81, 263).low, kSource),
                 limit("81 of 263, high", "0.366209576982800", of(81, 263).high, kSource),
                 limit("15 of 148, low", "0.0623863995307363", of(15, 148).low, kSource),
                 limit("15 of 148, high", "0.160487241723308", of(15, 148).high, kSource),
                 limit("0 of 20, high", "0.161125158052819", of(0, 20).high, kSource),
                 limit("1 of 29, low", "0.00611321429276266", of(1, 29).low, kSource),
                 limit("1 of 29, high", "0.171755218793203", of(1, 29).high, kSource)},
      .conventions = {{"Wilson", of(15, 148).low, Whose::ours, "good for few trials and for shares near 0 and 1"},
                      {"Wilson with continuity correction", 0.0597782084284981, Whose::others, "wider than asked for"},
                      {"Clopper & Pearson, \"exact\"", 0.0578440100834486, Whose::others,
                       "never too narrow, and therefore mostly too wide"},
                      {"Wald, p ± 1.96 √(p (1 − p) / n)", 0.0527300064087940, Whose::others,
                       "in many spreadsheets; of 0 of 20 it says 0 to 0"}},
      .convention_question = "Lower 95 % limit of 15 of 148"};
}

Statistic marshall() {
  const auto ours = stats::marshall_rates(kCounts, kResidents);
  constexpr const char* kSource = "R spdep 1.2-7, EBest";
  return {
      .name = "Empirical-Bayes rates",
      .formula = "θ_i = m + A / (A + m / P_i) (r_i − m),  A = max(0, s² − m / P̄)",
      .symbols = "r_i = O_i / P_i the rate of an area, m that of all, s² = Σ P_i (r_i − m)² / Σ P_i, P̄ mean residents",
      .literature = "Marshall 1991, global estimator",
      .data = kFiveAreas,
      .unit = "per resident",
      .headers = {kBayes},
      .checks = {{"area 1", "0.00314225366053", ours[0], kSource},
                 {"area 2", "0.00253228780994", ours[1], kSource},
                 {"area 3", "0.00406669467421", ours[2], kSource},
                 {"area 4", "0.00258209256728", ours[3], kSource},
                 {"area 5", "0.00193319675811", ours[4], kSource}},
      .conventions = {{"raw rate", 0.0, Whose::others, "400 residents without an incident are no proof of safety"},
                      {"Marshall, Poisson", ours[3], Whose::ours, "few residents are drawn towards the rate of all"},
                      {"Marshall, binomial (spdep: family = \"binomial\")", 0.00258028738959296, Whose::others,
                       "takes each resident for a victim once at most"}},
      .convention_question = "Rate of area 4, 0 incidents among 400 residents"};
}

Statistic standardised() {
  const auto ours = stats::standardised_rates(kCounts, kResidents);
  constexpr const char* kSource = "R 4.2, the formula of EBImoran";
  return {.name = "Rates standardised for Moran's I",
          .formula = "z_i = (r_i − m) / (a + m / P_i)^(1/2),  a = s² − m / P̄",
          .symbols = "as above; where the root would be of a negative number, of m / P_i",
          .literature = "Assunção & Reis 1999",
          .data = kFiveAreas,
          .headers = {kBayes},
          .checks = {{"area 1", "0.359369026401448", ours[0], kSource, 1e-14},
                     {"area 2", "-0.508217303507874", ours[1], kSource, 1e-14},
                     {"area 3", "1.20299741235177", ours[2], kSource, 1e-13},
                     {"area 4", "-1.01628589821524", ours[3], kSource, 1e-13},
                     {"area 5", "-1.18404917497167", ours[4], kSource, 1e-13}}};
}

}  // namespace

core::Result<Chapter> rates_chapter(const jobs::Progress& /*progress*/) {
  Chapter chapter;
  chapter.intro =
      "How sure a count, a rate or a share is. Two areas whose intervals overlap widely have not been shown to differ, "
      "whatever their ranks.";
  chapter.statistics = {poisson(), rate(), upper_tail(), wilson(), marshall(), standardised()};
  return chapter;
}

}  // namespace wardscope::verification
