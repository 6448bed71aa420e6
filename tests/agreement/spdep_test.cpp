// SPDX-License-Identifier: GPL-3.0-or-later
//
// Global and local association of R spdep 1.2-7 on real areas. Every number is from tests/reference/open_data.R.
#include <gtest/gtest.h>

#include <algorithm>
#include <array>
#include <cmath>
#include <fstream>
#include <string>
#include <vector>

#include "agreement/open_tables.hpp"
#include "analysis/unit_neighbours.hpp"
#include "stats/multiple_testing.hpp"
#include "stats/permutation_test.hpp"
#include "stats/spatial_association.hpp"
#include "support/shared_data.hpp"

namespace wardscope {
namespace {

using analysis::NeighbourOptions;
using analysis::NeighbourRule;

/// What spdep makes of one map with one kind of neighbours.
struct SpdepCase {
  std::string rule;
  std::size_t links = 0;
  std::array<double, 5> row;     ///< I, expected, variance, z, p of moran.test, two-sided, row-standardised
  std::array<double, 5> binary;  ///< likewise, binary weights
  // Of each unit's numbers the sum of squares, then those of four units.
  std::array<double, 5> gi;           ///< localG
  std::array<double, 5> gi_star;      ///< localG with include.self
  std::array<double, 5> local;        ///< localmoran, I
  std::array<double, 5> conditional;  ///< its z, conditional
  std::array<double, 5> total;        ///< its z, total moments
  std::array<int, 4> below;           ///< units with p of Gi* below 0.05: raw, BH, BY, Bonferroni
};

constexpr double kSame = 1e-9;

std::array<double, 5> told(const std::vector<double>& values, const std::array<std::size_t, 4>& units) {
  std::array<double, 5> told{};
  for (const double value : values) told[0] += std::isnan(value) ? 0.0 : value * value;
  for (std::size_t i = 0; i < units.size(); ++i) told[i + 1] = values[units[i] - 1];
  return told;
}

void expect_same(const std::array<double, 5>& ours, const std::array<double, 5>& theirs, const std::string& of) {
  for (std::size_t i = 0; i < ours.size(); ++i) {
    EXPECT_NEAR(ours[i], theirs[i], kSame * std::fabs(theirs[i])) << of << ", number " << i;
  }
}

/// Moran's I with its moments and p-value.
std::array<double, 5> numbers_of(const stats::Association& found) {
  return {found.value, found.expected, found.variance, found.z, found.p};
}

void expect_as_spdep(const test::NumberedAreas& map, const stats::Neighbours& neighbours, const SpdepCase& expected,
                     const std::array<std::size_t, 4>& units) {
  const std::vector<double>& values = map.values;
  const std::string& rule = expected.rule;
  EXPECT_EQ(neighbours.links(), expected.links) << rule;
  using enum stats::WeightStyle;
  expect_same(numbers_of(stats::moran_i(values, neighbours, row_standardised)), expected.row, rule + " moran.test W");
  expect_same(numbers_of(stats::moran_i(values, neighbours, binary)), expected.binary, rule + " moran.test B");
  expect_same(told(stats::getis_ord_z(values, neighbours, stats::Self::excluded), units), expected.gi, rule + " Gi");
  const std::vector<double> gi_star = stats::getis_ord_z(values, neighbours, stats::Self::included);
  expect_same(told(gi_star, units), expected.gi_star, rule + " Gi*");
  std::vector<double> local;
  std::vector<double> conditional;
  std::vector<double> total;
  for (const stats::Association& own : stats::local_moran(values, neighbours, {})) {
    local.push_back(own.value);
    conditional.push_back(own.z);
  }
  for (const auto& own : stats::local_moran(values, neighbours, {row_standardised, stats::LocalMoments::total})) {
    total.push_back(own.z);
  }
  expect_same(told(local, units), expected.local, rule + " local Moran");
  expect_same(told(conditional, units), expected.conditional, rule + " its z");
  expect_same(told(total, units), expected.total, rule + " its z, total");
  std::vector<double> p;
  for (const double z : gi_star) p.push_back(stats::two_sided_p(z));
  using enum stats::Correction;
  const std::array corrections{none, benjamini_hochberg, benjamini_yekutieli, bonferroni};
  for (std::size_t i = 0; i < corrections.size(); ++i) {
    const std::vector<double> adjusted = stats::adjusted_p_values(p, corrections[i]);
    const auto below = std::count_if(adjusted.begin(), adjusted.end(), [](double own) { return own < 0.05; });
    EXPECT_EQ(below, expected.below[i]) << rule << ", correction " << i;
  }
}

const std::vector<SpdepCase> kColumbus{
    {.rule = "gal",
     .links = 236,
     .row = {0.500188557182861, -0.0208333333333333, 0.00868928920133206, 5.58938267504450, 2.27878270078257e-08},
     .binary = {0.515461436886279, -0.0208333333333333, 0.00745439434278785, 6.21151273730375, 5.24769363955565e-10},
     .gi = {138.243250879313, -0.937807651035261, -1.21369347211729, 2.89592871909818, -0.870533676889443},
     .gi_star = {165.272078210679, -1.43277965396643, -1.13752766335028, 3.19517161455331, -1.13310465371950},
     .local = {30.4872656509598, 0.736818490608356, 0.0403092525441555, 1.41634419109187, 0.363361359788545},
     .conditional = {138.243250879313, 0.937807651035261, 1.21369347211729, 2.89592871909818, 0.870533676889444},
     .total = {175.281529372364, 1.09709892194788, 0.127945012678446, 4.45445967145607, 0.688678610298466},
     .below = {18, 9, 0, 2}},
    {.rule = "rook",
     .links = 200,
     .row = {0.523670212750253, -0.0208333333333333, 0.00995298734772377, 5.45788004590928, 4.81852994641619e-08},
     .binary = {0.519389977667583, -0.0208333333333333, 0.00905841262361498, 5.67606382912154, 1.37829367335026e-08},
     .gi = {116.895103620505, -0.937807651035261, -1.33475410470459, 2.02404343585514, -0.870533676889443},
     .gi_star = {145.835050481131, -1.43277965396643, -1.21318719500680, 2.44748581004325, -1.13310465371950},
     .local = {31.8085157374865, 0.736818490608356, 0.0517936712086636, 1.29393261105876, 0.363361359788545},
     .conditional = {116.895103620505, 0.937807651035261, 1.33475410470459, 2.02404343585514, 0.870533676889444},
     .total = {141.904396107171, 1.09709892194788, 0.130185724721231, 3.11052699664287, 0.688678610298466},
     .below = {17, 2, 0, 0}},
    {.rule = "queen",
     .links = 236,
     .row = {0.500188557182861, -0.0208333333333333, 0.00868928920133206, 5.58938267504450, 2.27878270078257e-08},
     .binary = {0.515461436886279, -0.0208333333333333, 0.00745439434278785, 6.21151273730375, 5.24769363955565e-10},
     .gi = {138.243250879313, -0.937807651035261, -1.21369347211729, 2.89592871909818, -0.870533676889443},
     .gi_star = {165.272078210679, -1.43277965396643, -1.13752766335028, 3.19517161455331, -1.13310465371950},
     .local = {30.4872656509598, 0.736818490608356, 0.0403092525441555, 1.41634419109187, 0.363361359788545},
     .conditional = {138.243250879313, 0.937807651035261, 1.21369347211729, 2.89592871909818, 0.870533676889444},
     .total = {175.281529372364, 1.09709892194788, 0.127945012678446, 4.45445967145607, 0.688678610298466},
     .below = {18, 9, 0, 2}},
    {.rule = "near6",
     .links = 294,
     .row = {0.522982948992226, -0.0208333333333333, 0.00527252831400191, 7.48932619052071, 6.92280938214354e-14},
     .binary = {0.522982948992226, -0.0208333333333333, 0.00527252831400184, 7.48932619052077, 6.92280938214087e-14},
     .gi = {190.996231356120, -0.423141913817668, -1.63867261045599, 2.92922044629808, -0.0301413564780010},
     .gi_star = {217.892965292485, -0.808476154153874, -1.57306565646532, 3.25475265218426, -0.297050876156318},
     .local = {34.1588605185037, 0.161928005911403, 0.0434225267970826, 1.70534653569447, -0.00315679714159079},
     .conditional = {190.996231356120, 0.423141913817667, 1.63867261045599, 2.92922044629808, 0.0301413564780014},
     .total = {242.219435059393, 0.479095724811539, 0.168442122441150, 4.52505655148171, 0.0463377700882339},
     .below = {25, 24, 7, 3}},
    {.rule = "band0.6",
     .links = 242,
     .row = {0.555199238083684, -0.0212765957446809, 0.0107123368306280, 5.56979224602176, 2.55043262420978e-08},
     .binary = {0.583486393338934, -0.0212765957446809, 0.00702271372943192, 7.21660146569026, 5.33028953099805e-13},
     .gi = {172.873765153236, -0.937807651035261, 0.102589280613746, 3.21225646626135, -0.722882272050502},
     .gi_star = {201.025124096341, -1.43277965396643, 0.0264063124344577, 3.49166023420646, -0.981641993061906},
     .local = {33.7344292296203, 0.736818490608356, -0.00715642244711866, 1.57673718615509, 0.254910324627374},
     .conditional = {172.873765153236, 0.937807651035261, -0.102589280613746, 3.21225646626135, 0.722882272050503},
     .total = {217.053614600681, 1.09709892194788, 0.0138580737378851, 4.95158971694500, 0.577012327945602},
     .below = {21, 13, 7, 5}},
};

const std::vector<SpdepCase> kBcp{
    {.rule = "queen",
     .links = 1276,
     .row = {0.389225090190295, -0.00431034482758621, 0.00135730104147105, 10.6818322239468, 1.23803685094546e-26},
     .binary = {0.364100905579326, -0.00431034482758621, 0.00127499261123830, 10.3176086294005, 5.86661174814438e-25},
     .gi = {511.889292433612, 0.0164122323634734, -0.772660610295711, 0.159600673972735, -0.409458680428399},
     .gi_star = {593.653418781589, -0.134873986515281, -0.898194524027052, 0.123086037150895, -0.611115629903182},
     .local = {959.940723621533, -0.00345022028880503, 0.176371636742539, -0.00440219555439039, 0.100741502830135},
     .conditional = {511.889292433612, -0.0164122323634734, 0.772660610295711, -0.159600673972735, 0.409458680428399},
     .total = {6158.64350117157, 0.00252367633752726, 0.398647570378649, -0.000249068718995559, 0.284865782064057},
     .below = {21, 13, 11, 8}},
    {.rule = "rook",
     .links = 1264,
     .row = {0.391453632581649, -0.00431034482758621, 0.00136861945922600, 10.6978106517052, 1.04211338513102e-26},
     .binary = {0.366347104449439, -0.00431034482758621, 0.00128745747327788, 10.3301418822744, 5.14843758133847e-25},
     .gi = {510.563144691771, 0.0164122323634734, -0.772660610295711, 0.159600673972735, -0.409458680428399},
     .gi_star = {592.712334118403, -0.134873986515281, -0.898194524027052, 0.123086037150895, -0.611115629903182},
     .local = {960.836495801497, -0.00345022028880503, 0.176371636742539, -0.00440219555439039, 0.100741502830135},
     .conditional = {510.563144691771, -0.0164122323634734, 0.772660610295711, -0.159600673972735, 0.409458680428399},
     .total = {6160.45359457328, 0.00252367633752726, 0.398647570378649, -0.000249068718995559, 0.284865782064057},
     .below = {21, 13, 11, 8}},
    {.rule = "near8",
     .links = 1864,
     .row = {0.265748125214545, -0.00431034482758621, 0.000780313545801235, 9.66770143811479, 4.13562076839099e-22},
     .binary = {0.265748125214545, -0.00431034482758621, 0.000780313545801235, 9.66770143811479, 4.13562076839099e-22},
     .gi = {492.922008093567, 0.487263463308459, -0.845164560160923, -0.0438486810599051, -0.755760468561861},
     .gi_star = {560.582210451015, 0.319819438930842, -0.950941059332860, -0.0637434411225067, -0.917587765415178},
     .local = {419.170869517624, -0.0741553426835114, 0.135000482046022, 0.00101823141075128, 0.161293183040197},
     .conditional = {492.922008093567, -0.487263463308459, 0.845164560160924, 0.0438486810599053, 0.755760468561861},
     .total = {4143.95362980172, -0.219466692342663, 0.437741961772836, 0.0167434324264129, 0.520358788991431},
     .below = {26, 10, 9, 9}},
    {.rule = "band1500",
     .links = 2950,
     .row = {0.218186945152123, -0.00432900432900433, 0.000741527750591401, 8.17141827429299, 3.04784940233563e-16},
     .binary = {0.210071079685934, -0.00432900432900433, 0.000526291031420521, 9.34570281199927, 9.12812020247600e-21},
     .gi = {642.242653531056, 1.40312329202885, -0.848113555125371, -0.769107728674351, -0.235614514299450},
     .gi_star = {695.170063349011, 1.25952670789223, -0.940156618964672, -0.766055646037071, -0.388424729185935},
     .local = {251.814525560056, -0.152630702894799, 0.104876701334438, 0.0122171768961978, 0.0377537234806285},
     .conditional = {642.242653531056, -1.40312329202885, 0.848113555125372, 0.769107728674351, 0.235614514299450},
     .total = {4119.29344964157, -0.646199568763400, 0.441262642249363, 0.0769360245864631, 0.169995458050007},
     .below = {34, 17, 12, 12}},
};

const std::vector<SpdepCase> kSheffield{
    {.rule = "queen",
     .links = 1974,
     .row = {0.415660569628738, -0.00290697674418605, 0.000854833148102717, 14.3161049995775, 1.73582973444969e-46},
     .binary = {0.463120024599160, -0.00290697674418605, 0.000813894743433678, 16.3352941189066, 5.53646461310095e-60},
     .gi = {983.617523045956, -0.603673757386326, -0.625473588350749, 1.06884119096031, 0.709300336993154},
     .gi_star = {1076.49067863701, -0.536066876366100, -0.529904913166614, 1.17330435681155, 0.667480856483975},
     .local = {3102.75600010818, -0.0223339834735217, -0.0293908424567544, 0.209056879245487, 0.00156620044095457},
     .conditional = {983.617523045956, -0.603673757386326, -0.625473588350749, 1.06884119096031, 0.709300336993154},
     .total = {22278.1614567237, -0.0613479613037690, -0.0658914048304856, 0.578354761053565, 0.0131982885479941},
     .below = {23, 16, 10, 10}},
    {.rule = "rook",
     .links = 1934,
     .row = {0.415718259162299, -0.00290697674418605, 0.000872588027860979, 14.1716618229656, 1.37214528776425e-45},
     .binary = {0.471278097744623, -0.00290697674418605, 0.000831031064769550, 16.4489905357563, 8.52777104220021e-61},
     .gi = {981.286689964420, -0.603673757386326, -0.436822408657944, 1.12112573350978, 0.709300336993154},
     .gi_star = {1074.12284309453, -0.536066876366100, -0.344965364878411, 1.22208808918851, 0.667480856483975},
     .local = {3102.84846364030, -0.0223339834735217, -0.0229898253864616, 0.240670426615954, 0.00156620044095457},
     .conditional = {981.286689964420, -0.603673757386326, -0.436822408657944, 1.12112573350978, 0.709300336993154},
     .total = {22277.9218343843, -0.0613479613037690, -0.0446400149427375, 0.606016412654777, 0.0131982885479941},
     .below = {23, 16, 10, 10}},
    {.rule = "near8",
     .links = 2760,
     .row = {0.310821139908501, -0.00290697674418605, 0.000525166741895028, 13.6900437136732, 1.16439188234833e-42},
     .binary = {0.310821139908501, -0.00290697674418605, 0.000525166741895028, 13.6900437136732, 1.16439188234833e-42},
     .gi = {862.594965640154, -0.607224293779105, -0.994232760592087, 0.912287941366968, 0.322185346504568},
     .gi_star = {957.351066160235, -0.539424045171965, -0.905355445011265, 1.02165944955532, 0.306582493906049},
     .local = {1498.14103150909, -0.0224651518561097, -0.0367625055581982, 0.153893646206919, 0.000664421656791271},
     .conditional = {862.594965640154, -0.607224293779105, -0.994232760592087, 0.912287941366968, 0.322185346504568},
     .total = {14945.9224924939, -0.0617621740011442, -0.106911358015043, 0.495155979674703, 0.0112780117882314},
     .below = {21, 11, 11, 11}},
    {.rule = "band1500",
     .links = 4978,
     .row = {0.203076036930403, -0.00294117647058824, 0.000449026255569946, 9.72226916730570, 2.42320125040554e-22},
     .binary = {0.257919135736195, -0.00294117647058824, 0.000309372576625254, 14.8308862012430, 9.25036304394973e-50},
     .gi = {1321.84343457641, -0.243897092228715, -0.828676214449912, 0.993954858809418, 0.689414454067055},
     .gi_star = {1376.63269875142, -0.208067618639469, -0.740508314125143, 1.07958117394434, 0.676740506013486},
     .local = {427.729089137895, -0.00704782196423162, -0.0328087157401894, 0.113291146766124, 0.000860399876706109},
     .conditional = {1321.84343457641, -0.243897092228715, -0.828676214449912, 0.993954858809418, 0.689414454067055},
     .total = {11596.9083442127, -0.0167652826692903, -0.0882262792243171, 0.540499747029633, 0.0195686703948599},
     .below = {35, 25, 24, 23}},
};

// 99,999 conditional permutations in R 4.2: the smaller tail of each of the 49. (localmoran_perm of spdep 1.2-7 draws
// neighbours with replacement, and says 0.170 of unit 5.)
constexpr std::array kColumbusTails{0.1844, 0.1693, 0.2439, 0.4742, 0.1490, 0.3224, 0.0378, 0.1621, 0.3775, 0.1160,
                                    0.0130, 0.0905, 0.3483, 0.1022, 0.0081, 0.0003, 0.0335, 0.0216, 0.1097, 0.2298,
                                    0.1873, 0.4513, 0.0374, 0.0002, 0.0015, 0.0169, 0.4259, 0.0048, 0.0008, 0.0183,
                                    0.0401, 0.0022, 0.3902, 0.0500, 0.3747, 0.0070, 0.0058, 0.0837, 0.0175, 0.0199,
                                    0.0633, 0.0822, 0.4366, 0.4784, 0.3518, 0.0452, 0.0621, 0.2070, 0.1994};

stats::Neighbours neighbours_in(const std::filesystem::path& gal) {
  std::ifstream stream(gal);
  std::size_t units = 0;
  stream >> units;
  std::vector<std::vector<stats::Neighbours::Unit>> lists(units);
  for (std::size_t i = 0; i < units; ++i) {
    std::size_t unit = 0;
    std::size_t count = 0;
    stream >> unit >> count;
    lists[unit - 1].resize(count);
    for (auto& other : lists[unit - 1]) {
      stream >> other;
      --other;
    }
    std::sort(lists[unit - 1].begin(), lists[unit - 1].end());
  }
  return stats::Neighbours(lists);
}

/// The file's unit is a few kilometres; as metres its areas would be smaller than what borders may differ by.
constexpr double kColumbusScale = 1000.0;

NeighbourOptions options_of(const std::string& rule) {
  if (rule == "rook") return {NeighbourRule::rook};
  if (rule.starts_with("near")) return {NeighbourRule::nearest, core::Metres(1.0), rule.back() - '0'};
  if (rule == "band0.6") return {NeighbourRule::distance, core::Metres(0.6 * kColumbusScale)};
  if (rule == "band1500") return {NeighbourRule::distance, core::Metres(1500.0)};
  return {NeighbourRule::queen};
}

TEST(AsSpdepHasIt, CrimeInColumbus) {
  WARDSCOPE_SHARED_DATA(folder, "reference/columbus");
  const test::NumberedAreas map = test::columbus(folder, kColumbusScale);
  ASSERT_EQ(map.values.size(), 49U);
  for (const SpdepCase& expected : kColumbus) {
    if (expected.rule == "gal") {
      expect_as_spdep(map, neighbours_in(folder / "columbus.gal"), expected, {1, 10, 25, 49});
      continue;
    }
    const auto neighbours = analysis::neighbours_of(map.shapes, options_of(expected.rule), {});
    ASSERT_TRUE(neighbours) << neighbours.error().message;
    expect_as_spdep(map, *neighbours, expected, {1, 10, 25, 49});
  }
}

/// Both are of 99,999 permutations, each value drawn once.
TEST(AsSpdepHasIt, PermutationsInColumbus) {
  WARDSCOPE_SHARED_DATA(folder, "reference/columbus");
  const test::NumberedAreas map = test::columbus(folder, kColumbusScale);

  const auto p = stats::neighbourhood_permutation_p(map.values, neighbours_in(folder / "columbus.gal"), {99999, 1});

  ASSERT_EQ(p.size(), kColumbusTails.size());
  for (std::size_t i = 0; i < p.size(); ++i) {
    const double theirs = kColumbusTails[i];
    const double error = 4.0 * std::sqrt(2.0 * theirs * (1.0 - theirs) / 99999.0) + 1e-4;
    EXPECT_NEAR(std::min(p[i].high, p[i].low), theirs, error) << "unit " << i + 1;
    EXPECT_DOUBLE_EQ(p[i].two_sided, std::min(1.0, 2.0 * std::min(p[i].high, p[i].low)));
  }
}

struct CountedTown {
  const char* folder;
  double middle;  ///< latitude
  const std::vector<SpdepCase>& cases;
};

class AsSpdepHasItInTowns : public testing::TestWithParam<CountedTown> {};

TEST_P(AsSpdepHasItInTowns, CountsOfSmallAreas) {
  WARDSCOPE_SHARED_DATA(folder, GetParam().folder);
  const test::NumberedAreas map = test::counted_areas(folder, GetParam().middle);
  for (const SpdepCase& expected : GetParam().cases) {
    const auto neighbours = analysis::neighbours_of(map.shapes, options_of(expected.rule), {});
    ASSERT_TRUE(neighbours) << neighbours.error().message;
    expect_as_spdep(map, *neighbours, expected, {1, 60, 120, 233});
  }
}

INSTANTIATE_TEST_SUITE_P(Towns, AsSpdepHasItInTowns,
                         testing::Values(CountedTown{"bcp", 50.73, kBcp}, CountedTown{"sheffield", 53.38, kSheffield}),
                         [](const auto& town) { return std::string(town.param.folder); });

}  // namespace
}  // namespace wardscope
