// SPDX-License-Identifier: GPL-3.0-or-later
#include <array>
#include <utility>

#include "analysis/clark_evans.hpp"
#include "analysis/distinct_locations.hpp"
#include "analysis/quadrat_test.hpp"
#include "analysis/ripley.hpp"
#include "stats/dispersion_test.hpp"
#include "verification/chapters.hpp"
#include "verification/reference_data.hpp"

namespace wardscope::verification {
namespace {

using analysis::RipleyCorrection;

constexpr const char* kSpatstat = "R spatstat 3.0-3, Kest in equal steps";
constexpr const char* kClarkEvansInR = "R spatstat 3.0-3, clarkevans";

/// The reference points by place, with their window.
struct PatternCase {
  analysis::DistinctLocations places;
  analysis::PatternWindow window{reference_window()};
  [[nodiscard]] analysis::PlacedCounts counts() const { return {places.x, places.y, places.incidents}; }
};

core::Result<PatternCase> pattern_of(const ReferencePoints& points, const jobs::Progress& progress) {
  auto places = analysis::distinct_locations({points.x, points.y, {}, {}}, analysis::Aggregation::always, progress);
  if (!places) return places.error();
  return PatternCase{std::move(places).value()};
}

/// K at 50, 100 and 150 m.
using ThreeRadii = std::array<const char*, 3>;

core::Result<Statistic> ripley(const PatternCase& pattern, const jobs::Progress& progress) {
  Statistic statistic{
      .name = "Ripley's K",
      .formula = "K(r) = |W| / (n (n − 1)) Σ_(i ≠ j) 1{d_ij ≤ r} w_ij",
      .symbols =
          "|W| area of the window in m², n points, d_ij distance, w_ij the weight of a pair near the edge: 1 over "
          "the share of the circle in the window (isotropic), |W| over |W and W moved| (translation), 1 (none); "
          "border: pairs of points r or more from the edge alone",
      .literature = "Ripley 1977; 1988; Ohser 1983",
      .data = kPointsInWords,
      .unit = "m²",
      .headers = {"analysis/ripley.hpp", "analysis/pair_counts.hpp", "analysis/pattern_window.hpp"}};
  constexpr analysis::DistanceSteps kSteps{150.0, 6};
  constexpr std::array<std::size_t, 3> kAt{2, 4, 6};
  constexpr double kRelative = 1e-12;
  constexpr std::array kWords{"none", "border", "translation", "isotropic"};
  const std::array<std::pair<RipleyCorrection, ThreeRadii>, 4> expected{
      {{RipleyCorrection::none, {"49230.7692307692", "128846.153846154", "199230.769230769"}},
       {RipleyCorrection::border, {"50818.8585607940", "146780.626780627", "232615.384615385"}},
       {RipleyCorrection::translation, {"51335.5484327680", "140556.089659379", "225566.092108958"}},
       {RipleyCorrection::isotropic, {"49230.7692307692", "129357.988287132", "202604.842025433"}}}};
  std::array<double, 4> at_50{};
  for (std::size_t c = 0; c < expected.size(); ++c) {
    const auto& [correction, numbers] = expected[c];
    const auto curve = analysis::ripley_k({pattern.counts(), pattern.window, kSteps, correction}, progress);
    if (!curve) return curve.error();
    at_50[c] = curve->k[kAt[0]];
    for (std::size_t k = 0; k < kAt.size(); ++k) {
      const std::string of = std::to_string(static_cast<int>(kSteps.radius(kAt[k]))) + " m, " + kWords[c];
      Check check{of, numbers[k], curve->k[kAt[k]], kSpatstat};
      check.tolerance = kRelative * expected_value(check);
      statistic.checks.push_back(std::move(check));
    }
  }
  constexpr analysis::DistanceSteps kBelow{50.0 - 1e-6, 1};
  const auto below =
      analysis::ripley_k({pattern.counts(), pattern.window, kBelow, RipleyCorrection::isotropic}, progress);
  if (!below) return below.error();
  statistic.checks.push_back(
      {"just below 50 m, isotropic", "48846.1538461539", below->k[1], "R spatstat 3.0-3, Kest in uneven steps", 1e-9});
  statistic.convention_question = "K at 50 m, where one pair is exactly 50 m apart, and by the rule for the edge";
  statistic.conventions = {
      {"d ≤ r, isotropic", at_50[3], Whose::ours, "the definition; a pair at exactly r counts"},
      {"d < r, isotropic (spatstat in uneven steps)", below->k[1], Whose::others, "leaves that pair out"},
      {"no correction (CrimeStat unless asked)", at_50[0], Whose::others, "falls short as r grows; equal here at 50 m"},
      {"border", at_50[1], Whose::others, "uses fewer points; more noise"},
      {"translation", at_50[2], Whose::others, "for rectangles; another unbiased weight"}};
  return statistic;
}

core::Result<Statistic> clark_evans_index(const PatternCase& pattern, const jobs::Progress& progress) {
  ReferencePoints distinct = reference_points();
  distinct.x.resize(pattern.places.size());
  distinct.y.resize(pattern.places.size());
  const auto once = pattern_of(distinct, progress);
  if (!once) return once.error();
  const auto all = analysis::clark_evans(pattern.counts(), pattern.window, progress);
  const auto alone = analysis::clark_evans(once->counts(), once->window, progress);
  if (!all) return all.error();
  if (!alone) return alone.error();
  constexpr double kNone = std::numeric_limits<double>::quiet_NaN();
  constexpr double kDigits = 1e-14;
  return Statistic{
      .name = "Clark-Evans index",
      .formula = "R = mean_i(d_i) / E,  E = 1 / (2 (n / |W|)^(1/2))",
      .symbols =
          "d_i distance to the nearest other incident, 0 on a shared place; Donnelly: E + (0.0514 + 0.0412 / √n) "
          "P / n with the perimeter P; cdf: the mean of the Kaplan-Meier estimate of the distances",
      .literature = "Clark & Evans 1954; Donnelly 1978; Baddeley & Gill 1997",
      .data = "the 65 reference points, and the 60 distinct places",
      .headers = {"analysis/clark_evans.hpp"},
      .checks = {{"65 points, mean distance (m)", "48.1394142862199", all->mean_nearest, "R spatstat 3.0-3, nndist"},
                 {"65 points, R, no correction", "0.867845632898847", all->none, kClarkEvansInR, kDigits},
                 {"65 points, R, Donnelly", "0.821494276290548", all->donnelly.value_or(kNone), kClarkEvansInR,
                  kDigits},
                 {"65 points, R, cdf", "0.674467094762109", all->cdf.value_or(kNone), kClarkEvansInR, kDigits},
                 {"65 points, z", "-2.03829209865767", all->z, "R 4.2, the formula of clarkevans.test", kDigits},
                 {"60 places, R, no correction", "0.911166957510358", alone->none, kClarkEvansInR, kDigits},
                 {"60 places, R, Donnelly", "0.860448665400485", alone->donnelly.value_or(kNone), kClarkEvansInR,
                  kDigits},
                 {"60 places, R, cdf", "0.711883158103944", alone->cdf.value_or(kNone), kClarkEvansInR, kDigits}},
      .conventions = {{"no correction (CrimeStat, ArcGIS, QGIS)", all->none, Whose::others,
                       "near the edge the nearest may lie unseen: too high"},
                      {"Donnelly", all->donnelly.value_or(kNone), Whose::others, "for rectangles alone"},
                      {"cdf", all->cdf.value_or(kNone), Whose::ours, "right on a coast too; all three are shown"}},
      .convention_question = "R of the 65 points, by the rule for the edge"};
}

core::Result<Statistic> quadrats(const PatternCase& pattern, const jobs::Progress& progress) {
  const auto ours = analysis::quadrat_test({pattern.counts(), pattern.window, {core::Metres(200.0), 1}}, progress);
  if (!ours) return ours.error();
  const std::vector<double> in_r{1, 1, 1, 10, 7, 1, 9, 4, 1, 2, 0, 14, 6, 1, 2, 1, 3, 0, 0, 1};
  const stats::DispersionTest test = stats::dispersion_test(in_r, std::vector<double>(20, 3.25));
  Check two_sided{"p of spatstat's counts", "7.28910944960387e-11", test.p, "R spatstat 3.0-3, quadrat.test"};
  two_sided.tolerance = 1e-22;
  Check upper{"upper tail of 89.77 with 19", "3.64455472480194e-11",
              stats::chi_squared_upper_tail(89.7692307692308, 19.0), "R 4.2, pchisq"};
  upper.tolerance = 1e-22;
  return Statistic{
      .name = "Quadrat test",
      .formula = "X² = Σ_q (O_q − E_q)² / E_q",
      .symbols =
          "O_q incidents in square q, E_q expected by its land; two-sided against χ² with one degree of freedom "
          "less than there are squares, or by 999 random tables where some E_q is below 5",
      .literature = "Greig-Smith 1952; Pearson 1900",
      .data = "the 65 reference points in 20 squares of 200 m",
      .headers = {"analysis/quadrat_test.hpp", "stats/dispersion_test.hpp"},
      .checks = {{"X², a side belongs to the square in the north or east", "87.3076923076923", ours->dispersion.x2,
                  "R 4.2, the formula", 1e-12},
                 {"X² of spatstat's counts", "89.7692307692308", test.x2, "R spatstat 3.0-3, quadrat.test", 1e-12},
                 two_sided,
                 upper,
                 {"lower tail of 5 with 3", "0.828202855703267", stats::chi_squared_lower_tail(5.0, 3.0),
                  "R 4.2, pchisq", 1e-14},
                 {"degrees of freedom", "19", static_cast<double>(test.degrees), "by hand"}},
      .conventions = {{"the northern or eastern square", ours->dispersion.x2, Whose::ours,
                       "as everywhere in this program, so that counts of cells, areas and squares agree"},
                      {"spatstat's cut()", test.x2, Whose::others,
                       "the one point at northing 91400 falls into the southern square"}},
      .convention_question = "X², by whom a point on a side belongs to"};
}

}  // namespace

core::Result<Chapter> patterns_chapter(const jobs::Progress& progress) {
  const auto pattern = pattern_of(reference_points(), progress);
  if (!pattern) return pattern.error();
  Chapter chapter;
  chapter.intro =
      "Whether incidents lie together, apart, or as chance would place them, over all distances (Ripley), by the "
      "nearest "
      "other incident (Clark-Evans), or in squares (quadrats).";
  for (const auto make : {ripley, clark_evans_index, quadrats}) {
    auto statistic = make(*pattern, progress);
    if (!statistic) return statistic.error();
    chapter.statistics.push_back(std::move(statistic).value());
  }
  return chapter;
}

}  // namespace wardscope::verification
