// SPDX-License-Identifier: GPL-3.0-or-later
#include <array>
#include <cmath>
#include <utility>
#include <vector>

#include "analysis/unit_changes.hpp"
#include "stats/change_tests.hpp"
#include "stats/control_chart.hpp"
#include "stats/spatial_association.hpp"
#include "verification/chapters.hpp"
#include "verification/reference_data.hpp"

namespace wardscope::verification {
namespace {

constexpr const char* kChange = "stats/change_tests.hpp";
constexpr const char* kChart = "stats/control_chart.hpp";
/// GSL inverts the distributions to about 1e-11 of the limit.
constexpr double kRatioError = 1e-9;

Statistic binomial() {
  const auto equal = stats::change_test({20, 35, 12.0, 12.0});
  const auto unequal = stats::change_test({20, 40, 6.0, 12.0});
  const auto gone = stats::change_test({9, 0, 1.0, 1.0});
  constexpr const char* kSource = "R 4.2, binom.test";
  const double z = 15.0 / std::sqrt(55.0);
  return {.name = "Change between two periods, exact",
          .formula = "p = min(1, 2 min(P(X ≤ n_2), P(X ≥ n_2))),  X ~ Bin(n_1 + n_2, T_2 / (T_1 + T_2))",
          .symbols = "n_1, n_2 counts of the earlier and the later period, T_1, T_2 their lengths",
          .literature = "Przyborowski & Wilenski 1940; Clopper & Pearson 1934",
          .data = "20 then 35 in 12 months each; 20 in 6 then 40 in 12 months; 9 then none",
          .headers = {kChange},
          .checks = {{"20 to 35, p", "0.0580641467924093", equal.p, kSource, 1e-14},
                     {"20 to 35, ratio of rates", "1.75", equal.ratio, "by hand", 1e-15},
                     {"20 to 35, ratio, low", "0.982677170769040", equal.interval.low, kSource, kRatioError},
                     {"20 to 35, ratio, high", "3.19923912853851", equal.interval.high, kSource, kRatioError},
                     {"20 in 6 to 40 in 12 months, p", "1.0", unequal.p, kSource, 1e-14},
                     {"20 in 6 to 40 in 12 months, ratio, low", "0.570955802404622", unequal.interval.low, kSource,
                      kRatioError},
                     {"20 in 6 to 40 in 12 months, ratio, high", "1.80553455331581", unequal.interval.high, kSource,
                      kRatioError},
                     {"9 to none, p", "0.00390625", gone.p, kSource, 1e-16},
                     {"9 to none, ratio, high", "0.506630190294668", gone.interval.high, kSource, kRatioError},
                     {"P(X ≤ 20), X ~ Bin(55, 1/2)", "0.0290320733962047", stats::binomial_lower_tail(20, 55, 0.5),
                      "R 4.2, pbinom", 1e-15}},
          .conventions = {{"exact, twice the smaller tail", equal.p, Whose::ours,
                           "never says \"changed\" more often than 5 in 100 times where nothing did"},
                          {"mid-p", 0.0440465461021510, Whose::others, "counts half of the observed; right on average"},
                          {"normal, z = difference / √(sum)", stats::two_sided_p(z), Whose::others,
                           "in most dashboards: would call this a change at 5 %"}},
          .convention_question = "p of 20 to 35 in periods of equal length"};
}

Statistic trend() {
  const std::array values{1.0, 3.0, 2.0, 4.0, 4.0, 6.0, 5.0, 7.0};
  const stats::TrendTest eight = stats::mann_kendall(values);
  const stats::TrendTest days = stats::mann_kendall(reference_points().day);
  constexpr const char* kSource = "R 4.2, cor.test, Kendall, with continuity";
  return {
      .name = "Mann-Kendall trend",
      .formula = "S = Σ_(i < j) sign(x_j − x_i),  z = (S − sign(S)) / V^(1/2)",
      .symbols = "x_i the values in order of time, V the variance of S with its correction for ties",
      .literature = "Mann 1945; Kendall 1975",
      .data = "1, 3, 2, 4, 4, 6, 5, 7; and the days of the 65 reference points in the order in which they were made",
      .headers = {kChange},
      .checks = {{"eight values, S", "23", eight.s, "by hand: 28 pairs, 2 fall, 1 is tied"},
                 {"eight values, tau-b", "0.836501912571304", eight.tau, kSource},
                 {"eight values, z", "2.74286639524716", eight.z, kSource},
                 {"eight values, p", "0.00609054605657882", eight.p, kSource, 1e-15},
                 {"65 days, S", "5", days.s, "R 4.2, the definition"},
                 {"65 days, tau-b", "0.00240558157422898", days.tau, kSource, 1e-16},
                 {"65 days, z", "0.0226466294893297", days.z, kSource, 1e-15},
                 {"65 days, p", "0.981932148398762", days.p, kSource}},
      .conventions = {{"with continuity correction", eight.z, Whose::ours, "S moves in steps of 2; as Kendall has it"},
                      {"without", 2.86754214048567, Whose::others, "R's cor.test unless asked: a little too sure"}},
      .convention_question = "z of the eight values"};
}

Statistic chart() {
  // Montgomery, Introduction to Statistical Quality Control, 6th ed., table 7.7.
  const std::array flaws{21.0, 24.0, 16.0, 12.0, 15.0, 5.0,  28.0, 20.0, 31.0, 25.0, 20.0, 24.0, 16.0,
                         19.0, 10.0, 17.0, 13.0, 22.0, 18.0, 39.0, 30.0, 24.0, 16.0, 19.0, 17.0, 15.0};
  const stats::ControlLimits plain = stats::c_chart(flaws);
  const double dispersion = stats::count_dispersion(flaws);
  const stats::ControlLimits laney = stats::c_chart(flaws, dispersion);
  constexpr const char* kSource = "R 4.2, the formula";
  return {.name = "Control chart of counts",
          .formula = "c ± 3 s c^(1/2),  s = mean_i |z_i − z_(i−1)| / 1.128,  z_i = (x_i − c) / c^(1/2)",
          .symbols = "c the mean count of a period; s = 1 for Shewhart's chart, else Laney's dispersion",
          .literature = "Montgomery 2009, eq. 7.17; Laney 2002",
          .data = "Montgomery's table 7.7: flaws in 26 samples, 516 in all",
          .headers = {kChart},
          .checks = {{"centre", "19.8461538461538", plain.centre, kSource},
                     {"low, Shewhart", "6.48144716716591", plain.low, kSource},
                     {"high, Shewhart", "33.2108605251418", plain.high, kSource},
                     {"high, as printed", "33.22", plain.high, "Montgomery 2009, example 7.3 (centre 19.85)", 0.01},
                     {"dispersion, Laney", "1.43279883578132", dispersion, kSource, 1e-14},
                     {"low, Laney", "0.697217675941079", laney.low, kSource, 1e-13},
                     {"high, Laney", "38.9950900163666", laney.high, kSource, 1e-13}},
          .conventions = {{"Shewhart, Poisson", plain.high, Whose::others,
                           "takes the counts for Poisson; alarms too often where they vary more"},
                          {"exact Poisson quantiles, 0.135 % a side", 34.0, Whose::others,
                           "the same assumption without the normal approximation"},
                          {"Laney", laney.high, Whose::ours,
                           "as wide as the counts vary from one period to the next; "
                           "used where s is above 1"}},
          .convention_question = "Upper limit"};
}

Statistic unequal_charts() {
  using stats::ChartKind;
  const std::vector<stats::ChartPoint> months{{31, 310}, {28, 280}, {45, 305}, {39, 350}, {22, 290},
                                              {61, 410}, {35, 333}, {30, 301}, {44, 322}, {27, 299}};
  constexpr double kSize = 310.0;
  const double centre = stats::chart_centre(months, ChartKind::rate);
  const auto rate = stats::sigma_limits(centre, kSize, ChartKind::rate, 1.0);
  const auto share = stats::sigma_limits(centre, kSize, ChartKind::share, 1.0);
  const auto exact_rate = stats::exact_limits(centre, kSize, ChartKind::rate);
  const auto exact_share = stats::exact_limits(centre, kSize, ChartKind::share);
  constexpr const char* kSource = "R 4.2, the formula";
  constexpr const char* kQuantiles = "R 4.2, qpois and qbinom";
  constexpr double kDigits = 1e-14;
  return {
      .name = "Control charts of rates and shares",
      .formula = "u: m ± 3 s (m / n_i)^(1/2);  p: m ± 3 s (m (1 − m) / n_i)^(1/2)",
      .symbols =
          "m all counts over all sizes, n_i the size of a period, s = 1 or Laney's dispersion; exact: quantiles "
          "of the Poisson or the binomial distribution at 0.00135 and 0.99865, over n_i",
      .literature = "Montgomery 2009, eq. 7.8 and 7.19; Laney 2002",
      .data = "31, 28, 45, 39, 22, 61, 35, 30, 44 and 27 of 310, 280, 305, 350, 290, 410, 333, 301, 322 and 299",
      .headers = {kChart},
      .checks = {
          {"centre", "0.113125000000000", centre, kSource},
          {"u of 310, low", "0.0558164125671520", rate.low, kSource, kDigits},
          {"u of 310, high", "0.170433587432848", rate.high, kSource, kDigits},
          {"p of 310, low", "0.0591551873692040", share.low, kSource, kDigits},
          {"p of 310, high", "0.167094812630796", share.high, kSource, kDigits},
          {"dispersion, u", "1.71385362864475", stats::chart_dispersion(months, ChartKind::rate), kSource, kDigits},
          {"dispersion, p", "1.81987903490046", stats::chart_dispersion(months, ChartKind::share), kSource, kDigits},
          {"u of 310, exact low", "0.0612903225806452", exact_rate.low, kQuantiles, kDigits},
          {"u of 310, exact high", "0.174193548387097", exact_rate.high, kQuantiles, kDigits},
          {"p of 310, exact low", "0.0612903225806452", exact_share.low, kQuantiles, kDigits},
          {"p of 310, exact high", "0.170967741935484", exact_share.high, kQuantiles, kDigits}}};
}

core::Result<Statistic> many_changes() {
  const std::array earlier{20.0, 5.0, 40.0, 8.0, 100.0, 12.0};
  const std::array later{35.0, 6.0, 20.0, 9.0, 140.0, 30.0};
  const auto found = analysis::test_changes({earlier, later, 365.0, 365.0, 1}, {});
  if (!found) return found.error();
  constexpr const char* kAdjusted = "R 4.2, pbinom and p.adjust";
  const auto corrected = [&](std::size_t unit) { return found->units[unit].corrected_p; };
  constexpr double kDigits = 1e-14;
  return Statistic{.name = "Changes of many areas at once",
                   .formula = "p of each as above, corrected by Benjamini-Hochberg",
                   .symbols = "six areas, two years of 365 days",
                   .literature = "Benjamini & Hochberg 1995",
                   .data = "20, 5, 40, 8, 100 and 12, then 35, 6, 20, 9, 140 and 30",
                   .headers = {"analysis/unit_changes.hpp", kChange},
                   .checks = {{"area 1, corrected p", "0.0870962201886140", corrected(0), kAdjusted, kDigits},
                              {"area 3, corrected p", "0.0269785874623838", corrected(2), kAdjusted, kDigits},
                              {"area 6, corrected p", "0.0269785874623838", corrected(5), kAdjusted, kDigits},
                              {"areas up at 0.05", "2", static_cast<double>(found->up), kAdjusted},
                              {"areas down at 0.05", "1", static_cast<double>(found->down), kAdjusted}}};
}

}  // namespace

core::Result<Chapter> change_chapter(const jobs::Progress& /*progress*/) {
  auto changes = many_changes();
  if (!changes) return changes.error();
  Chapter chapter;
  chapter.intro =
      "Whether a place changed more than counts change by chance, between two periods or over many. Periods must be of "
      "the same months, else the season is tested.";
  chapter.statistics = {binomial(), std::move(changes).value(), trend(), chart(), unequal_charts()};
  return chapter;
}

}  // namespace wardscope::verification
