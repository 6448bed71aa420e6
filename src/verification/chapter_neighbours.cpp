// SPDX-License-Identifier: GPL-3.0-or-later
#include <utility>
#include <vector>

#include "analysis/unit_neighbours.hpp"
#include "stats/spatial_association.hpp"
#include "verification/chapters.hpp"
#include "verification/reference_data.hpp"

namespace wardscope::verification {
namespace {

constexpr const char* kUnitNeighboursHeader = "analysis/unit_neighbours.hpp";
constexpr const char* kAssociationOfNeighbours = "stats/spatial_association.hpp";

/// The 80 cells of 100 m as areas.
std::vector<geo::MultiPolygon> cells_as_areas() {
  constexpr double kSide = 100.0;  // m
  std::vector<geo::MultiPolygon> areas;
  for (std::size_t cell = 0; cell < kCellColumns * kCellRows; ++cell) {
    const double x = 407000.0 + kSide * static_cast<double>(cell % kCellColumns);
    const std::size_t row = cell / kCellColumns;
    const double y = 91000.0 + kSide * static_cast<double>(row);
    areas.push_back({geo::to_polygon({x, y, x + kSide, y + kSide})});
  }
  return areas;
}

constexpr std::size_t kDistinct = 60;  // of the reference points: the last five stand on the first

/// Squares about the first 60 reference points.
std::vector<geo::MultiPolygon> squares_about_points(const ReferencePoints& points) {
  std::vector<geo::MultiPolygon> areas;
  for (std::size_t i = 0; i < kDistinct; ++i) {
    const double x = points.x[i];
    const double y = points.y[i];
    areas.push_back({geo::to_polygon({x - 1.0, y - 1.0, x + 1.0, y + 1.0})});
  }
  return areas;
}

core::Result<Statistic> within_distance(const jobs::Progress& progress) {
  constexpr double kReach = 250.0;
  const auto areas = cells_as_areas();
  const auto neighbours =
      analysis::neighbours_of(areas, {analysis::NeighbourRule::distance, core::Metres(kReach), 1}, progress);
  if (!neighbours) return neighbours.error();
  const auto z = stats::getis_ord_z(reference_counts(), *neighbours, stats::Self::included);
  const char* const source = "R spdep 1.2-7, dnearneigh(0, 250), localG with include.self";
  return Statistic{.name = "Neighbours within a distance",
                   .formula = "N_i = {j ≠ i: d_ij ≤ d}",
                   .symbols = "d_ij between the centres of units i and j, d = 250 m, itself included",
                   .literature = "Getis & Ord 1992",
                   .data = kCellsInWords,
                   .headers = {kUnitNeighboursHeader, kAssociationOfNeighbours},
                   .checks = {{"links", "1224", static_cast<double>(neighbours->links()), source},
                              {"neighbours of cell 1", "7", static_cast<double>(neighbours->of(0).size()), source},
                              {"neighbours of cell 34", "20", static_cast<double>(neighbours->of(33).size()), source},
                              {"z of Gi*, cell 1", "-0.641921149464", z[0], source},
                              {"z of Gi*, cell 25", "2.118061358321", z[24], source},
                              {"z of Gi*, cell 34", "2.243112951432", z[33], source},
                              {"z of Gi*, cell 78", "1.407578968575", z[77], source}}};
}

core::Result<Statistic> nearest_few(const jobs::Progress& progress) {
  const ReferencePoints points = reference_points();
  const auto areas = squares_about_points(points);
  const std::vector<double> days(points.day.begin(), points.day.begin() + kDistinct);
  std::vector<Check> checks;
  struct Expected {
    std::int64_t nearest = 0;
    std::vector<std::pair<std::size_t, const char*>> z;
  };
  for (const Expected& one : {Expected{3, {{1, "1.273011897341"}, {26, "-0.992098627065"}, {41, "-0.858565910561"}}},
                              Expected{8, {{1, "2.397388809656"}, {26, "-0.314745814324"}, {60, "-0.041804877644"}}}}) {
    const auto neighbours =
        analysis::neighbours_of(areas, {analysis::NeighbourRule::nearest, core::Metres(300.0), one.nearest}, progress);
    if (!neighbours) return neighbours.error();
    const auto z = stats::getis_ord_z(days, *neighbours, stats::Self::included);
    for (const auto& [point, expected] : one.z) {
      checks.push_back({"the " + std::to_string(one.nearest) + " nearest, z of Gi*, point " + std::to_string(point),
                        expected, z[point - 1], "R spdep 1.2-7, knearneigh, localG with include.self"});
    }
  }
  return Statistic{.name = "The k nearest as neighbours",
                   .formula = "N_i = the k units j ≠ i with the least d_ij",
                   .symbols = "d_ij between centres; j may be a neighbour of i and i none of j",
                   .literature = "Getis & Ord 1992; Anselin 1995",
                   .data = "the first 60 reference points, each with its day as its value",
                   .headers = {kUnitNeighboursHeader, kAssociationOfNeighbours},
                   .checks = std::move(checks)};
}

}  // namespace

core::Result<Chapter> neighbours_chapter(const jobs::Progress& progress) {
  Chapter chapter;
  chapter.intro =
      "What lies around a unit: those that touch it (the next chapter), those within a distance, or the nearest few.";
  auto distance = within_distance(progress);
  if (!distance) return distance.error();
  auto nearest = nearest_few(progress);
  if (!nearest) return nearest.error();
  chapter.statistics.push_back(std::move(distance).value());
  chapter.statistics.push_back(std::move(nearest).value());
  return chapter;
}

}  // namespace wardscope::verification
