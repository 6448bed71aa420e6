// SPDX-License-Identifier: GPL-3.0-or-later
//
// Point patterns of R spatstat 3.0-3. Every number is from tests/reference/open_data.R.
#include <gtest/gtest.h>

#include <algorithm>
#include <array>
#include <cmath>
#include <numbers>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "analysis/clark_evans.hpp"
#include "analysis/inhomogeneous_ripley.hpp"
#include "analysis/kernel_density.hpp"
#include "analysis/quadrat_test.hpp"
#include "analysis/ripley.hpp"
#include "analysis/spatstat_pattern.hpp"
#include "stats/spatial_association.hpp"
#include "support/shared_data.hpp"

namespace wardscope::analysis {
namespace {

using FiveNumbers = std::array<double, 5>;

struct SpatstatCase {
  std::string name;
  double most = 0.0;   ///< farthest distance, five steps
  double sigma = 0.0;  ///< of the density
  // Kest
  FiveNumbers none;
  FiveNumbers border;
  FiveNumbers isotropic;
  FiveNumbers translation;
  std::array<double, 3> clark_evans;  ///< none, Donnelly (0: not on a polygon), cdf
  double clark_evans_p = 0.0;         ///< clarkevans.test without correction, two-sided
  // density.ppp at the points: the mean, then of four points.
  FiveNumbers plain;
  FiveNumbers uniform;
  FiveNumbers diggle;
  FiveNumbers own_left_out;
  // Kinhom with the intensity of linear_intensity()
  FiveNumbers inhomogeneous_border;
  FiveNumbers inhomogeneous_isotropic;
  FiveNumbers inhomogeneous_translation;
};

const std::vector<SpatstatCase> kPatterns{
    {.name = "bei",
     .most = 101.0301,
     .sigma = 50,
     .none = {3806.02180387967, 10767.5562016238, 19600.7581547379, 30102.4734906138, 41632.5894409733},
     .border = {3930.90723198743, 9747.04905803070, 18056.8598992572, 27422.4646669940, 37620.9738992469},
     .isotropic = {3905.73337483556, 11531.6020765389, 21893.6174124664, 35075.3372896339, 50370.9979989929},
     .translation = {3894.51837378469, 11285.4968646747, 21051.8037953522, 33160.3631837788, 47029.2340073496},
     .clark_evans = {0.735178648208087, 0.729805800202510, 0.692765133604900},
     .clark_evans_p = 0.00000000000000,
     .plain = {0.0103537180745653, 0.00792204600527809, 0.00363857475645806, 0.00614018884502243, 0.00405908815108068},
     .uniform = {0.0125779457891886, 0.0133871806064224, 0.00405528145173751, 0.00920347726176166, 0.00866524651729911},
     .diggle = {0.0125779457891886, 0.0115814267913932, 0.00437814984687689, 0.00942396504024060, 0.00586944756235825},
     .own_left_out = {0.0102900560973285, 0.00785838402804133, 0.00357491277922130, 0.00607652686778567,
                      0.00399542617384392},
     .inhomogeneous_border = {3806.58390318054, 9744.68913531927, 18085.1966030035, 27465.9810858545, 37433.0290478783},
     .inhomogeneous_isotropic = {3923.10497331092, 11937.3099459519, 23114.9035240513, 37521.6520179117,
                                 54135.3479004013},
     .inhomogeneous_translation = {3861.22050769447, 11453.8334164245, 21669.8137637764, 34450.7401781654,
                                   49044.4462399124}},
    {.name = "cells",
     .most = 0.25037,
     .sigma = 0.07,
     .none = {0.00000000000000, 0.00116144018583043, 0.0429732868757259, 0.108013937282230, 0.146341463414634},
     .border = {0.00000000000000, 0.00176366843033510, 0.0498866213151927, 0.124649859943978, 0.194805194805195},
     .isotropic = {0.00000000000000, 0.00116144018583043, 0.0493232536985219, 0.126672161050080, 0.172765268131691},
     .translation = {0.00000000000000, 0.00130385359471295, 0.0511133575212925, 0.133809846584281, 0.186619922525268},
     .clark_evans = {1.67167951484140, 1.56042560611446, 1.62445634972449},
     .clark_evans_p = 0.00000000000000,
     .plain = {47.8199587203210, 41.2647456680931, 50.2163044555637, 37.5495376754638, 39.9767990268996},
     .uniform = {52.3847745436228, 64.5258312705418, 50.2163246830546, 46.2449770239471, 52.4303281485224},
     .diggle = {52.3847745436228, 60.0322642999397, 50.2310279743571, 45.1682456873963, 50.2764629027918},
     .own_left_out = {15.3393580893220, 8.78414503709408, 17.7357038245646, 5.06893704446477, 7.49619839590053},
     .inhomogeneous_border = {-4.25926286254238e-18, 0.00139703790826099, 0.0502281207406312, 0.128326984330527,
                              0.189852093814872},
     .inhomogeneous_isotropic = {0.00000000000000, 0.000881728993640613, 0.0411524946297541, 0.129736652464856,
                                 0.169178746277397},
     .inhomogeneous_translation = {0.00000000000000, 0.000989844790929935, 0.0433873957703251, 0.135666363176008,
                                   0.181391848485984}},
    {.name = "redwood",
     .most = 0.25037,
     .sigma = 0.07,
     .none = {0.0264410364886304, 0.0692755156002115, 0.110523532522475, 0.145425700687467, 0.182443151771549},
     .border = {0.0270639693821761, 0.0806451612903226, 0.126660341555977, 0.162096774193548, 0.195852534562212},
     .isotropic = {0.0264410364886304, 0.0695022119106169, 0.116414599697055, 0.156708705228862, 0.206061542038321},
     .translation = {0.0276748964622165, 0.0751375737689739, 0.123979790618364, 0.168591825531292, 0.219652040945295},
     .clark_evans = {0.618650157291248, 0.584990626589943, 0.583588037553731},
     .clark_evans_p = 9.22261067515251e-09,
     .plain = {145.010553743752, 65.5776269528875, 178.687093250632, 123.421402730997, 48.3527987754103},
     .uniform = {151.404069689567, 75.0787764936893, 178.692776848378, 124.915733625121, 94.2799152156635},
     .diggle = {151.404069689567, 73.1821143514333, 178.784236493041, 125.164432399520, 86.5914405410524},
     .own_left_out = {112.529953112753, 33.0970263218884, 146.206492619633, 90.9408020999976, 15.8721981444112},
     .inhomogeneous_border = {0.0326240210051643, 0.0926919617111815, 0.142255915936296, 0.172934932674638,
                              0.195475984230507},
     .inhomogeneous_isotropic = {0.0315651417845652, 0.0789545850657317, 0.125271822184012, 0.175332017386782,
                                 0.227894372494430},
     .inhomogeneous_translation = {0.0330181084990892, 0.0854975378640615, 0.136191876614125, 0.192645915866728,
                                   0.248627161571788}},
    {.name = "japanesepines",
     .most = 0.25037,
     .sigma = 0.07,
     .none = {0.00865384615384615, 0.0250000000000000, 0.0524038461538462, 0.0985576923076923, 0.146153846153846},
     .border = {0.00769230769230769, 0.0239316239316239, 0.0553846153846154, 0.108502024291498, 0.170414201183432},
     .isotropic = {0.00901339695655542, 0.0280073099523552, 0.0618165917123092, 0.124110454327872, 0.193083736258024},
     .translation = {0.00903966505402850, 0.0270836285401169, 0.0593913179579874, 0.117724091477646, 0.183138139867373},
     .clark_evans = {1.06400205533431, 1.00750724319586, 1.05624113030083},
     .clark_evans_p = 0.323573930158522,
     .plain = {84.7569610496252, 41.6636363375936, 95.5687567475510, 73.9248261054184, 66.7352358178842},
     .uniform = {100.003005681303, 51.3534071824081, 143.521968122773, 73.9333075001505, 100.220751887621},
     .diggle = {100.003005681303, 54.9708840028560, 136.110585978618, 74.3906126563946, 89.0249043811288},
     .own_left_out = {52.2763604186262, 9.18303570659457, 63.0881561165519, 41.4442254744193, 34.2546351868852},
     .inhomogeneous_border = {0.00968014112610963, 0.0246065562228021, 0.0528043379729570, 0.102965585467045,
                              0.163078977170539},
     .inhomogeneous_isotropic = {0.0107621579144510, 0.0289016854877907, 0.0613699586811095, 0.123780880130820,
                                 0.199228779931890},
     .inhomogeneous_translation = {0.0106671327617146, 0.0277561419918150, 0.0583171685942369, 0.115926044248336,
                                   0.184546363217525}},
    {.name = "longleaf",
     .most = 40.1239,
     .sigma = 15,
     .none = {402.500058741982, 1093.30576376325, 2128.57444958763, 3511.59566719143, 5185.03724241641},
     .border = {425.616971376792, 1209.37567642784, 2517.61507922315, 4327.07031411662, 6570.77625570776},
     .isotropic = {412.001128712546, 1134.88682392716, 2249.25239830916, 3809.64709566167, 5795.55432392115},
     .translation = {415.138785945586, 1163.86126397509, 2348.81253058425, 4023.00803452785, 6170.38219908193},
     .clark_evans = {0.832054731186041, 0.817679949858518, 0.819459474361604},
     .clark_evans_p = 8.21565038222616e-15,
     .plain = {0.0177980210986328, 0.00193773896420913, 0.00876192732598533, 0.0165409884760347, 0.0105202201509731},
     .uniform = {0.0192555478953972, 0.00537300994482696, 0.00876377305122898, 0.0168572905743415, 0.0210404403547080},
     .diggle = {0.0192555478953972, 0.00457714852035402, 0.00882611191763695, 0.0177123211054483, 0.0161915800650535},
     .own_left_out = {0.0170906657960021, 0.00123038366157848, 0.00805457202335469, 0.0158336331734040,
                      0.00981286484834242},
     .inhomogeneous_border = {360.393782514369, 1072.28044491894, 2232.48322139665, 3844.34602949421, 5833.01818351035},
     .inhomogeneous_isotropic = {361.987831822358, 1058.97124063385, 2168.39640753196, 3748.01350163284,
                                 5748.59101759622},
     .inhomogeneous_translation = {360.453584873792, 1064.52652370920, 2198.57443562088, 3808.62086441812,
                                   5859.67455640500}},
    {.name = "humberside",
     .most = 101.0317,
     .sigma = 40,
     .none = {15748.1818758230, 43225.2186509291, 70652.3878456811, 94060.2300638931, 111194.730673560},
     .border = {15903.7290966626, 39451.4421649935, 41264.3541520056, 29212.4285714286, 35961.5068965517},
     .isotropic = {16114.8829708296, 47303.3208921793, 82963.1913900382, 115500.344550937, 140848.086889751},
     .translation = {16560.5269734617, 47588.2776701400, 80928.4329024685, 111594.567143656, 135731.552334519},
     .clark_evans = {0.442150680685555, 0.0, 0.394373228751773},
     .clark_evans_p = 0.00000000000000,
     .plain = {0.00547215643535112, 0.000222232715906540, 0.00167802190249736, 0.00843798118205220,
               0.00156310397129743},
     .uniform = {0.00683465579966639, 0.000242507289050788, 0.00261299414768091, 0.0112562817227040,
                 0.00156651245035440},
     .diggle = {0.00683465579966639, 0.000243815044724733, 0.00251945649467526, 0.0108422465508415,
                0.00173062369296379},
     .own_left_out = {0.00537268459591869, 0.000122760876474106, 0.00157855006306492, 0.00833850934261976,
                      0.00146363213186499},
     .inhomogeneous_border = {16221.0256706331, 40399.8937486618, 43434.1893055762, 29862.6935261664, 38390.2274811740},
     .inhomogeneous_isotropic = {16345.8449557345, 49004.3650676246, 86840.3229691104, 121083.320606502,
                                 148228.372731675},
     .inhomogeneous_translation = {16768.1109741524, 49085.7350083354, 84256.2610663867, 116367.071841981,
                                   142041.659846638}},
    {.name = "chorley",
     .most = 4.01237,
     .sigma = 1.5,
     .none = {10.6721214472236, 26.9680482310261, 41.1560032434298, 55.2246280077593, 75.1339687566449},
     .border = {10.9724989106599, 28.7916617234800, 46.0944924180392, 65.1300089184743, 84.6971881659791},
     .isotropic = {10.7552467326411, 27.6755179374615, 43.3298758026604, 59.5762189153089, 83.8452583331225},
     .translation = {11.1584631641072, 29.2009868372120, 45.9258783760660, 63.6243906364910, 90.3922637120368},
     .clark_evans = {0.356199765584632, 0.0, 0.339887736639891},
     .clark_evans_p = 0.00000000000000,
     .plain = {7.45868099964133, 8.01860174341313, 12.1938728308451, 12.1894750385243, 7.77939248349297},
     .uniform = {8.01654362764516, 12.2199049894271, 12.2343822552537, 12.1921408611920, 11.2631983967964},
     .diggle = {8.01654362764516, 10.4695664327694, 12.3204867429942, 12.2195606852605, 10.5279321987862},
     .own_left_out = {7.38794546937826, 7.94786621315006, 12.1231373005820, 12.1187395082612, 7.70865695322990},
     .inhomogeneous_border = {10.7435994683821, 28.1583860330139, 45.5114299579603, 64.9401352576139, 84.3108008523273},
     .inhomogeneous_isotropic = {10.5246492955467, 26.9523991551265, 42.1053613317941, 57.9781078430299,
                                 81.8680830408716},
     .inhomogeneous_translation = {10.9235723693127, 28.4572524739922, 44.6667309647515, 61.9711592218257,
                                   88.3314547035215}},
};

class AsSpatstatHasIt : public testing::TestWithParam<SpatstatCase> {
 protected:
  void SetUp() override {
    const auto folder = test::shared_data("reference/spatstat");
    if (!folder) GTEST_SKIP() << "needs ../shared/data/reference/spatstat, which is not here";
    pattern_ = test::spatstat_pattern(*folder, GetParam().name);
    window_.emplace(pattern_.window);
    covariance_.emplace(SetCovariance::of(*window_, GetParam().most, {}).value());
  }
  PlacedCounts counts() const { return {pattern_.x, pattern_.y, {}}; }
  const PatternWindow& window() const { return *window_; }
  const SetCovariance& covariance() const { return *covariance_; }
  /// How far spatstat itself may be off: on polygons it looks the overlap of a moved window up on pixels, and has the
  /// share of a few circles wrong (ripley_test.cpp).
  double allowed(RipleyCorrection correction) const {
    if (window_->is_rectangle()) return 1e-9;
    return correction == RipleyCorrection::translation ? 2e-3 : correction == RipleyCorrection::isotropic ? 5e-5 : 1e-9;
  }
  static void expect_near(const std::vector<double>& ours, const FiveNumbers& theirs, double relative,
                          const std::string& of) {
    for (std::size_t k = 1; k <= theirs.size(); ++k) {
      EXPECT_NEAR(ours[k], theirs[k - 1], relative * std::fabs(theirs[k - 1]) + 1e-15) << of << ", step " << k;
    }
  }
  /// Of a sum of kernels at the points: the mean, then of four points.
  static FiveNumbers told(const std::vector<double>& values) {
    FiveNumbers told{};
    for (const double value : values) told[0] += std::isnan(value) ? 0.0 : value / static_cast<double>(values.size());
    for (std::size_t i = 0; i < 4; ++i) {
      const double at = 1.0 + static_cast<double>(i) * (static_cast<double>(values.size()) - 1.0) / 3.0;
      told[i + 1] = values[static_cast<std::size_t>(std::nearbyint(at)) - 1];
    }
    return told;
  }
  std::vector<double> density(EdgeCorrection correction) const {
    KernelDensityOptions options;
    options.kernel = KernelShape::gaussian;
    options.bandwidth = core::Metres(GetParam().sigma);
    options.edge_correction = correction;
    std::vector<geo::Point> probes;
    for (std::size_t i = 0; i < pattern_.x.size(); ++i) probes.push_back({pattern_.x[i], pattern_.y[i]});
    const bool uncorrected = correction == EdgeCorrection::none;
    auto found =
        density_at({{pattern_.x, pattern_.y, {}, {}}, uncorrected ? nullptr : &pattern_.window}, options, probes);
    EXPECT_TRUE(found) << found.error().message;
    std::vector<double> per_unit = std::move(found).value_or({});
    for (double& value : per_unit) value *= 1e-6;
    return per_unit;
  }

  test::SpatstatPattern pattern_;
  std::optional<PatternWindow> window_;
  std::optional<SetCovariance> covariance_;
};

TEST_P(AsSpatstatHasIt, RipleysK) {
  using enum RipleyCorrection;
  const std::array<std::pair<RipleyCorrection, const FiveNumbers*>, 4> expected{
      {{none, &GetParam().none},
       {border, &GetParam().border},
       {isotropic, &GetParam().isotropic},
       {translation, &GetParam().translation}}};
  for (const auto& [correction, theirs] : expected) {
    const auto curve = ripley_k({counts(), window(), {GetParam().most, 5}, correction, &covariance()}, {});
    ASSERT_TRUE(curve);
    expect_near(curve->k, *theirs, allowed(correction), std::string(words_of(correction)));
  }
}

/// From 1 in the south-west to 4 in the north-east of the window's extent.
TEST_P(AsSpatstatHasIt, KOfAnUnevenIntensity) {
  using enum RipleyCorrection;
  const geo::Extent& extent = window().extent();
  std::vector<double> intensity;
  for (std::size_t i = 0; i < pattern_.x.size(); ++i) {
    intensity.push_back(1.0 + 2.0 * (pattern_.x[i] - extent.min_x) / extent.width() +
                        (pattern_.y[i] - extent.min_y) / extent.height());
  }
  const std::array<std::pair<RipleyCorrection, const FiveNumbers*>, 3> expected{
      {{border, &GetParam().inhomogeneous_border},
       {isotropic, &GetParam().inhomogeneous_isotropic},
       {translation, &GetParam().inhomogeneous_translation}}};
  for (const auto& [correction, theirs] : expected) {
    const auto curve =
        inhomogeneous_k({counts(), intensity, window(), {GetParam().most, 5}, correction, &covariance()}, {});
    ASSERT_TRUE(curve);
    expect_near(curve->k, *theirs, allowed(correction), std::string(words_of(correction)));
  }
}

TEST_P(AsSpatstatHasIt, ClarkAndEvans) {
  const auto found = clark_evans(counts(), window(), {});
  ASSERT_TRUE(found);
  constexpr double kDigits = 1e-11;
  EXPECT_NEAR(found->none, GetParam().clark_evans[0], kDigits);
  EXPECT_EQ(found->donnelly.has_value(), GetParam().clark_evans[1] > 0.0);
  EXPECT_NEAR(found->donnelly.value_or(0.0), GetParam().clark_evans[1], kDigits);
  EXPECT_NEAR(found->cdf.value_or(0.0), GetParam().clark_evans[2], kDigits);
  EXPECT_NEAR(stats::two_sided_p(found->z), GetParam().clark_evans_p, 1e-9);
}

TEST_P(AsSpatstatHasIt, DensityAtThePoints) {
  const FiveNumbers plain = told(density(EdgeCorrection::none));
  const FiveNumbers uniform = told(density(EdgeCorrection::uniform));
  const FiveNumbers diggle = told(density(EdgeCorrection::jones_diggle));
  // spatstat's edge correction is of the pixel of 512 x 512 in which the point lies.
  // A point on the northern or eastern side of the window, as two of longleaf's, is off the land here.
  constexpr double kPixel = 0.02;
  const double sigma = GetParam().sigma;
  const double own = 1.0 / (2.0 * std::numbers::pi * sigma * sigma);
  for (std::size_t i = 0; i < plain.size(); ++i) {
    EXPECT_NEAR(plain[i], GetParam().plain[i], 1e-9 * GetParam().plain[i]) << i;
    EXPECT_NEAR(plain[i] - own, GetParam().own_left_out[i], 1e-9 * plain[i]) << i;
    if (std::isnan(uniform[i])) continue;
    EXPECT_NEAR(uniform[i], GetParam().uniform[i], kPixel * GetParam().uniform[i]) << i;
    EXPECT_NEAR(diggle[i], GetParam().diggle[i], kPixel * GetParam().diggle[i]) << i;
  }
}

INSTANTIATE_TEST_SUITE_P(Patterns, AsSpatstatHasIt, testing::ValuesIn(kPatterns),
                         [](const auto& pattern) { return pattern.param.name; });

struct QuadratCase {
  std::string name;
  double off = 0.0;  ///< added to all coordinates, so that no point lies on a line of the squares
  double side = 0.0;
  std::size_t quadrats = 0;
  std::int64_t incidents = 0;
  double x2 = 0.0;
};

TEST(AsSpatstatHasItToo, QuadratsOfRectanglesAndPolygons) {
  WARDSCOPE_SHARED_DATA(folder, "reference/spatstat");
  for (const QuadratCase& expected : {QuadratCase{"bei", 0.05, 100.0, 50, 3604, 2584.16059557928},
                                      QuadratCase{"longleaf", 0.05, 40.0, 25, 582, 151.247658163980},
                                      QuadratCase{"humberside", 0.5, 100.0, 30, 203, 884.121800985649}}) {
    test::SpatstatPattern pattern = test::spatstat_pattern(folder, expected.name);
    const geo::Point off{expected.off, expected.off};
    for (double& x : pattern.x) x += off.x;
    for (double& y : pattern.y) y += off.y;
    for (geo::Polygon& polygon : pattern.window) {
      for (geo::Point& p : polygon.exterior) p = p + off;
    }
    const PatternWindow window(pattern.window);
    const auto found =
        quadrat_test({{pattern.x, pattern.y, {}}, window, {core::Metres(expected.side), 1}}, jobs::Progress());
    ASSERT_TRUE(found) << found.error().message;
    EXPECT_EQ(found->quadrats, expected.quadrats) << expected.name;
    EXPECT_EQ(found->incidents, expected.incidents) << expected.name;
    EXPECT_NEAR(found->dispersion.x2, expected.x2, 1e-8 * expected.x2) << expected.name;
  }
}

}  // namespace
}  // namespace wardscope::analysis
