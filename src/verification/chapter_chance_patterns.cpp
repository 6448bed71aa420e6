// SPDX-License-Identifier: GPL-3.0-or-later
#include <array>
#include <cmath>
#include <cstdint>
#include <utility>
#include <vector>

#include "analysis/distinct_locations.hpp"
#include "analysis/inhomogeneous_ripley.hpp"
#include "analysis/random_places.hpp"
#include "analysis/ripley_envelope.hpp"
#include "verification/chapters.hpp"
#include "verification/reference_data.hpp"

namespace wardscope::verification {
namespace {

constexpr analysis::DistanceSteps kBandSteps{200.0, 8};
constexpr std::size_t kAt100 = 4;

/// Of patterns that the bands have not seen, the share that leaves them somewhere.
struct ShareThatLeaves {
  double bands_at_each = 0.0;
  double band_of_all = 0.0;
};

core::Result<ShareThatLeaves> share_that_leaves(const analysis::RipleyEnvelope& band, std::size_t points,
                                                const jobs::Progress& progress) {
  constexpr std::uint64_t kPatterns = 500;
  constexpr std::uint64_t kSeed = 0xf4e5;
  const analysis::PatternWindow window(reference_window());
  const auto even = analysis::RandomPlaces::evenly(window);
  if (!even) return even.error();
  ShareThatLeaves share;
  for (std::uint64_t pattern = 0; pattern < kPatterns; ++pattern) {
    std::vector<double> x;
    std::vector<double> y;
    for (const geo::Point& place : even->draw(points, {kSeed, pattern})) {
      x.push_back(place.x);
      y.push_back(place.y);
    }
    const auto curve = analysis::ripley_k({{x, y, {}}, window, kBandSteps}, progress);
    if (!curve) return curve.error();
    bool leaves_one = false;
    bool leaves_all = false;
    for (std::size_t step = 1; step <= kBandSteps.count; ++step) {
      const double excess = curve->excess(step);
      leaves_one = leaves_one || excess < band.low[step] || excess > band.high[step];
      leaves_all = leaves_all || std::abs(excess - band.expected[step]) > band.half_width;
    }
    share.bands_at_each += leaves_one ? 1.0 / static_cast<double>(kPatterns) : 0.0;
    share.band_of_all += leaves_all ? 1.0 / static_cast<double>(kPatterns) : 0.0;
  }
  return share;
}

core::Result<Statistic> bands_of_l(const jobs::Progress& progress) {
  const ReferencePoints points = reference_points();
  const analysis::PatternWindow window(reference_window());
  const auto places =
      analysis::distinct_locations({points.x, points.y, {}, {}}, analysis::Aggregation::always, progress);
  if (!places) return places.error();
  const auto curve = analysis::ripley_k({{places->x, places->y, places->incidents}, window, kBandSteps}, progress);
  if (!curve) return curve.error();
  const auto even = analysis::RandomPlaces::evenly(window);
  if (!even) return even.error();
  constexpr std::int64_t kSimulations = 1999;
  const auto band = analysis::ripley_envelope(
      {*curve, window, analysis::RipleyCorrection::isotropic, *even, {kSimulations, 1, 0.05}}, progress);
  if (!band) return band.error();
  const auto leaving = share_that_leaves(*band, points.x.size(), progress);
  if (!leaving) return leaving.error();
  constexpr const char* kByChance = "R spatstat 3.0-3, 8,000 patterns";
  constexpr const char* kAsItIs = "R spatstat 3.0-3, Lest";
  constexpr double kDigits = 1e-9;
  // Standard errors of 1,999 patterns, three of them: of a mean 0.4 m, of a quantile 1.1 m.
  constexpr double kOfMean = 0.5;
  constexpr double kOfQuantile = 1.2;
  // Of 500 patterns, three of them, and what the bands themselves are uncertain by.
  constexpr double kOfShareAtEach = 0.06;
  constexpr double kOfShareOfAll = 0.035;
  return Statistic{
      .name = "Besag's L, and what chance makes of it",
      .formula = "L(r) = (K(r) / π)^(1/2);  p = (1 + #{b: D_b ≥ D}) / (B + 1),  D = max_r |L(r) − m(r)|",
      .symbols =
          "K after Ripley with the isotropic weights; B = 1,999 patterns of as many points placed evenly; m(r) the "
          "mean of all other curves; the band at one distance leaves out 2.5 % of the patterns on either side",
      .literature = "Besag 1977; Diggle 1979; Myllymäki et al. 2017",
      .data = "the 65 reference points, 25 m to 200 m in eight steps; seed 1",
      .unit = "m",
      .headers = {"analysis/ripley_envelope.hpp", "analysis/random_places.hpp", "analysis/ripley.hpp"},
      .checks = {{"L − r at 25 m", "44.9791052532420", curve->excess(1), kAsItIs, kDigits},
                 {"L − r at 100 m", "102.918521896452", curve->excess(kAt100), kAsItIs, kDigits},
                 {"L − r at 200 m", "90.1657277408545", curve->excess(kBandSteps.count), kAsItIs, kDigits},
                 {"by chance at 100 m, mean", "-0.277", band->expected[kAt100], kByChance, kOfMean},
                 {"by chance at 100 m, low", "-11.02", band->low[kAt100], kByChance, kOfQuantile},
                 {"by chance at 100 m, high", "11.84", band->high[kAt100], kByChance, kOfQuantile},
                 {"half width of the band of all distances", "15.55", band->half_width, kByChance, kOfQuantile},
                 {"greatest deviation", "110.03", band->most_deviation, kByChance, kOfMean},
                 {"p, one test for all distances", "0.0005", band->p, "the least that 1,999 patterns can give", 1e-12},
                 {"patterns that leave a band at some distance", "0.226875", leaving->bands_at_each, kByChance,
                  kOfShareAtEach},
                 {"patterns that leave the band of all distances", "0.05", leaving->band_of_all, "its level",
                  kOfShareOfAll}},
      .conventions = {{"band at each distance (most plots)", leaving->bands_at_each, Whose::others,
                       "holds at one distance chosen beforehand; one in four random patterns leaves it somewhere"},
                      {"band of all distances", leaving->band_of_all, Whose::ours,
                       "the test; the bands at each distance are drawn as well, and called so"}},
      .convention_question =
          "Share of 500 further random patterns that leave a 95 % band somewhere between 25 m and 200 m"};
}

core::Result<Statistic> uneven_ground(const jobs::Progress& progress) {
  using enum analysis::RipleyCorrection;
  const ReferencePoints points = reference_points();
  const analysis::PatternWindow window(reference_window());
  constexpr analysis::DistanceSteps kSteps{150.0, 6};
  const auto covariance = analysis::SetCovariance::of(window, kSteps.most, progress);
  if (!covariance) return covariance.error();
  std::vector<double> intensity;
  intensity.reserve(points.x.size());
  for (std::size_t i = 0; i < points.x.size(); ++i) {
    intensity.push_back(1.0 + 2.0 * (points.x[i] - 407000.0) / 1000.0 + (points.y[i] - 91000.0) / 800.0);
  }
  Statistic statistic{
      .name = "K beside an uneven density",
      .formula = "K(r) = 1 / |W| Σ_(i ≠ j) 1{d_ij ≤ r} w_ij / (λ_i λ_j)",
      .symbols =
          "λ_i the density expected at point i, scaled so that Σ 1 / λ_i = |W|; w_ij as in Ripley's K; border: over "
          "the "
          "sum of 1 / λ_i of the points that count, instead of |W|",
      .literature = "Baddeley, Møller & Waagepetersen 2000",
      .data = "the 65 reference points; density rising from 1 in the south-west of the window to 4 in the north-east",
      .unit = "m²",
      .headers = {"analysis/inhomogeneous_ripley.hpp", "analysis/set_covariance.hpp"}};
  const std::array<std::pair<analysis::RipleyCorrection, std::array<const char*, 3>>, 3> expected{
      {{isotropic, {"47223.9426618124", "129825.531870675", "208181.950250301"}},
       {translation, {"49201.1225607110", "141554.413720445", "234366.651331087"}},
       {border, {"49380.4744510206", "152215.949242398", "249921.774476603"}}}};
  constexpr std::array kWords{"isotropic", "translation", "border"};
  for (std::size_t c = 0; c < expected.size(); ++c) {
    const auto curve = analysis::inhomogeneous_k(
        {{points.x, points.y, {}}, intensity, window, kSteps, expected[c].first, &*covariance}, progress);
    if (!curve) return curve.error();
    for (std::size_t k = 0; k < 3; ++k) {
      Check check{std::to_string(50 * (k + 1)) + " m, " + kWords[c], expected[c].second[k], curve->k[2 * (k + 1)],
                  "R spatstat 3.0-3, Kinhom"};
      check.tolerance = 1e-12 * expected_value(check);
      statistic.checks.push_back(std::move(check));
    }
  }
  const std::vector<double> even(points.x.size(), 1.0);
  const auto flat = analysis::inhomogeneous_k({{points.x, points.y, {}}, even, window, kSteps, isotropic}, progress);
  const auto plain = analysis::ripley_k({{points.x, points.y, {}}, window, kSteps}, progress);
  if (!flat) return flat.error();
  if (!plain) return plain.error();
  statistic.checks.push_back({"100 m, isotropic, even density", "127367.865390407", flat->k[4],
                              "R spatstat 3.0-3, Kinhom; 64/65 of Kest", 1e-7});
  statistic.convention_question = "K at 100 m, by what is known of the ground (π r² = 31,416)";
  statistic.conventions = {
      {"even density (CrimeStat, ArcGIS, QGIS)", plain->k[4], Whose::others,
       "busy ground and real clustering are one; no trend is taken out unless asked for, which answers what most ask"},
      {"beside the density of the ground", statistic.checks[1].ours, Whose::ours,
       "with the trend of residents or of incidents taken out: what is left beyond it"}};
  return statistic;
}

}  // namespace

core::Result<Chapter> chance_patterns_chapter(const jobs::Progress& progress) {
  Chapter chapter;
  chapter.intro =
      "How far from even a pattern may look when chance alone placed it, and how surprising it is where it goes "
      "further.";
  for (const auto make : {bands_of_l, uneven_ground}) {
    auto statistic = make(progress);
    if (!statistic) return statistic.error();
    chapter.statistics.push_back(std::move(statistic).value());
  }
  return chapter;
}

}  // namespace wardscope::verification
