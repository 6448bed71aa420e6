// SPDX-License-Identifier: GPL-3.0-or-later
#include <array>

#include "stats/spatial_association.hpp"
#include "verification/chapters.hpp"
#include "verification/reference_data.hpp"

namespace wardscope::verification {
namespace {

constexpr const char* kAssociationHeader = "stats/spatial_association.hpp";
constexpr const char* kNeighboursInWords =
    "the 65 reference points counted in the 80 cells; neighbours share a side or a corner unless said";
/// As R numbers them, from 1.
constexpr std::array<std::size_t, 6> kCells{1, 25, 34, 35, 44, 78};

using Numbers = std::array<const char*, 6>;

std::vector<Check> at_cells(const std::vector<double>& ours, const Numbers& expected, const char* source) {
  std::vector<Check> checks;
  for (std::size_t i = 0; i < kCells.size(); ++i) {
    checks.push_back({"cell " + std::to_string(kCells[i]), expected[i], ours[kCells[i] - 1], source});
  }
  return checks;
}

/// z of Gi* of cell 34 where two columns of sea east of the window count as cells without incidents.
double z_with_sea(const std::vector<double>& counts) {
  constexpr std::size_t kSeaColumns = 2;
  constexpr std::size_t kColumns = kCellColumns + kSeaColumns;
  std::vector<double> wider(kColumns * kCellRows, 0.0);
  for (std::size_t cell = 0; cell < counts.size(); ++cell) {
    wider[cell / kCellColumns * kColumns + cell % kCellColumns] = counts[cell];
  }
  const auto z = stats::getis_ord_z(wider, stats::lattice_neighbours({kColumns, kCellRows}, stats::Contiguity::queen),
                                    stats::Self::included);
  constexpr std::size_t kCell = 34 - 1;
  return z[kCell / kCellColumns * kColumns + kCell % kCellColumns];
}

Statistic gi_star(const std::vector<double>& counts) {
  const auto ours = stats::getis_ord_z(counts, reference_queens(), stats::Self::included);
  return {.name = "Gi*: is a cell, with what lies around it, high?",
          .formula = "z_i = (Σ_j x_j − k m) / (s ((n k − k²) / (n − 1))^(1/2))",
          .symbols = "j runs over the cell and its neighbours, k of them; n cells, m their mean, s² = Σ x² / n − m²",
          .literature = "Ord & Getis 1995, eq. 15",
          .data = kNeighboursInWords,
          .headers = {kAssociationHeader, "stats/neighbours.hpp"},
          .checks = at_cells(ours,
                             {"-0.568029130424", "2.035148371968", "4.298842817793", "4.124712475807", "4.124712475807",
                              "2.323985513891"},
                             "R spdep 1.2-7, localG with include.self"),
          .conventions = {{"cells on land alone", ours[33], Whose::ours,
                           "a place where nothing can be recorded is no unit"},
                          {"a rectangle of cells (most plug-ins), two columns of sea", z_with_sea(counts),
                           Whose::others, "empty sea lowers the mean: every cell on land looks hotter"}},
          .convention_question = "z of cell 34, were the window's eastern side a coast"};
}

Statistic gi(const std::vector<double>& counts) {
  const auto z = stats::getis_ord_z(counts, reference_queens(), stats::Self::excluded);
  const auto star = stats::getis_ord_z(counts, reference_queens(), stats::Self::included);
  return {.name = "Gi: is what lies around a cell high?",
          .formula = "z_i = (Σ_j x_j − k m_i) / (s_i (((n − 1) k − k²) / (n − 2))^(1/2))",
          .symbols = "the same without the cell itself: m_i and s_i over the n − 1 others",
          .literature = "Ord & Getis 1995, eq. 14",
          .data = kNeighboursInWords,
          .headers = {kAssociationHeader},
          .checks = at_cells(z,
                             {"-0.423093310249", "2.266942122854", "3.412777552164", "3.736678572036", "3.346446625972",
                              "2.267401603065"},
                             "R spdep 1.2-7, localG"),
          .conventions = {{"Gi* (ArcGIS \"Hot Spot Analysis\")", star[33], Whose::ours,
                           "unless Gi is asked for: the cell belongs to its own hotspot"},
                          {"Gi", z[33], Whose::others,
                           "what lies around the cell alone, where that is asked. Reports that say \"Getis-Ord\" mean "
                           "either"}},
          .convention_question = "z of cell 34, with or without itself"};
}

std::vector<double> pick(const std::vector<stats::Association>& all, double stats::Association::*member) {
  std::vector<double> values;
  values.reserve(all.size());
  for (const stats::Association& one : all) values.push_back(one.*member);
  return values;
}

Statistic local_moran_values(const std::vector<double>& counts) {
  const auto ours = stats::local_moran(counts, reference_queens(), {});
  return {.name = "Local Moran: is a cell like its neighbours?",
          .formula = "I_i = (z_i / m_2) Σ_j w_ij z_j",
          .symbols = "z_i = x_i − mean, m_2 = Σ z² / n, w_ij = 1 / number of neighbours of i",
          .literature = "Anselin 1995, eq. 12",
          .data = kNeighboursInWords,
          .headers = {kAssociationHeader},
          .checks = at_cells(pick(ours, &stats::Association::value),
                             {"0.0954844478508", "-0.3113623299483", "4.6301973558153", "2.5033531327841",
                              "3.8905920674459", "0.5788465223223"},
                             "R spdep 1.2-7, localmoran")};
}

Statistic local_moran_z(const std::vector<double>& counts) {
  const auto queens = reference_queens();
  const auto conditional = stats::local_moran(counts, queens, {});
  const auto total =
      stats::local_moran(counts, queens, {stats::WeightStyle::row_standardised, stats::LocalMoments::total});
  const auto gi_z = stats::getis_ord_z(counts, queens, stats::Self::excluded);
  Statistic statistic{
      .name = "Local Moran, standardised",
      .formula = "z = (I_i − E) / V^(1/2)",
      .symbols = "E and V over all ways of placing the other cells' values, the cell's own held fixed",
      .literature = "Sokal, Oden & Thomson 1998, eq. A4 and A5",
      .data = kNeighboursInWords,
      .headers = {kAssociationHeader},
      .checks = at_cells(
          pick(conditional, &stats::Association::z),
          {"0.423093310249", "-2.26694212285", "3.41277755216", "3.73667857204", "3.34644662597", "2.26740160306"},
          "R spdep 1.2-7, localmoran"),
      .conventions = {{"conditional (Sokal 1998; GeoDa, esda by permutation)", conditional[33].z, Whose::ours,
                       "the test that permutations make; with equal weights it is the z of Gi, as it must be"},
                      {"total (Anselin 1995; spdep before 1.2)", total[33].z, Whose::others,
                       "also lets the cell's own value vary: a high cell looks five times as sure"}},
      .convention_question = "z of cell 34, by what is held fixed"};
  statistic.checks.push_back(
      {"cell 34, two-sided p", "0.000643044082312", conditional[33].p, "R spdep 1.2-7, localmoran"});
  statistic.checks.push_back({"cell 34, identity: z of Gi", "3.41277755216", gi_z[33], "local Moran, as above"});
  statistic.checks.push_back(
      {"cell 34, total moments", "15.3026313066", total[33].z, "R spdep 1.2-7, localmoran, conditional = FALSE"});
  statistic.checks.push_back(
      {"cell 78, total moments", "1.51858042554", total[77].z, "R spdep 1.2-7, localmoran, conditional = FALSE"});
  return statistic;
}

void add_global(Statistic& statistic, const std::string& name, const stats::Association& ours,
                const std::array<const char*, 5>& expected) {
  constexpr const char* kSource = "R spdep 1.2-7, moran.test, two-sided";
  statistic.checks.push_back({name + ": I", expected[0], ours.value, kSource});
  statistic.checks.push_back({name + ": expected", expected[1], ours.expected, kSource});
  statistic.checks.push_back({name + ": variance", expected[2], ours.variance, kSource});
  statistic.checks.push_back({name + ": z", expected[3], ours.z, kSource});
  statistic.checks.push_back({name + ": p", expected[4], ours.p, kSource});
}

Statistic global_moran(const std::vector<double>& counts) {
  using stats::WeightStyle;
  const auto rooks = stats::lattice_neighbours({kCellColumns, kCellRows}, stats::Contiguity::rook);
  const auto row_standardised = stats::moran_i(counts, reference_queens(), WeightStyle::row_standardised);
  const auto binary = stats::moran_i(counts, reference_queens(), WeightStyle::binary);
  Statistic statistic{.name = "Global Moran's I: do like values lie together?",
                      .formula = "I = (n / S_0) Σ_ij w_ij z_i z_j / Σ_i z_i²",
                      .symbols = "z_i = x_i − mean, S_0 = Σ w_ij; moments where the values are placed at random",
                      .literature = "Cliff & Ord 1981, eq. 2.30 and 2.31",
                      .data = kNeighboursInWords,
                      .headers = {kAssociationHeader},
                      .conventions = {{"row-standardised weights, randomisation", row_standardised.z, Whose::ours,
                                       "each cell's neighbours weigh alike; no normal distribution is assumed"},
                                      {"binary weights", binary.z, Whose::others,
                                       "cells in the middle weigh more than those at the edge"},
                                      {"row-standardised, normality", 3.89520230775592, Whose::others,
                                       "takes the counts for draws from a normal distribution, which they are not"}},
                      .convention_question = "z of Moran's I, by weights and null hypothesis"};
  add_global(
      statistic, "queen, row-standardised", row_standardised,
      {"0.221115156160184", "-0.0126582278481013", "0.00289365326156887", "4.34582084547070", "1.38755788090571e-05"});
  add_global(
      statistic, "queen, binary", binary,
      {"0.249704724127971", "-0.0126582278481013", "0.00271969301579111", "5.03086386769823", "4.88274760977142e-07"});
  add_global(
      statistic, "rook, row-standardised", stats::moran_i(counts, rooks, WeightStyle::row_standardised),
      {"0.336622596921505", "-0.0126582278481013", "0.00554820523890699", "4.68919706875007", "2.74279146969141e-06"});
  // spdep sums in another order: fourteen digits are the same, the fifteenth not always.
  for (Check& check : statistic.checks) check.tolerance = 1e-13 * std::abs(expected_value(check));
  return statistic;
}

Statistic links() {
  const auto rooks = stats::lattice_neighbours({kCellColumns, kCellRows}, stats::Contiguity::rook);
  constexpr const char* kSource = "R spdep 1.2-7, dnearneigh; by hand";
  return {.name = "Neighbours of cells",
          .formula = "rook: a common side;  queen: a side or a corner",
          .symbols = "counted from both sides",
          .literature = "Cliff & Ord 1981",
          .data = "80 cells, ten by eight",
          .unit = "links",
          .headers = {"stats/neighbours.hpp"},
          .checks = {{"queen", "536", static_cast<double>(reference_queens().links()), kSource},
                     {"rook", "284", static_cast<double>(rooks.links()), kSource}}};
}

}  // namespace

core::Result<Chapter> association_chapter(const jobs::Progress& /*progress*/) {
  const std::vector<double> counts = reference_counts();
  Chapter chapter;
  chapter.intro =
      "Whether high counts lie together more than chance would put them there: of all cells together (Moran's I), and "
      "of each cell by itself (Gi, Gi*, local Moran). z says how many standard deviations above the expected a cell "
      "is.";
  chapter.statistics = {
      links(), gi_star(counts), gi(counts), local_moran_values(counts), local_moran_z(counts), global_moran(counts)};
  return chapter;
}

}  // namespace wardscope::verification
