// SPDX-License-Identifier: GPL-3.0-or-later
#include "catalog/network_table.hpp"

#include <algorithm>
#include <cmath>
#include <utility>

namespace wardscope::catalog {
namespace {

constexpr double kMetresAKilometre = 1000.0;

/// Lixels with a value above 0, the densest first; of equals as they stand.
std::vector<std::size_t> densest_first(const ToldDensity& told) {
  std::vector<std::size_t> order;
  order.reserve(told.told);
  for (std::size_t l = 0; l < told.per_km.size(); ++l) {
    if (told.per_km[l] > 0.0) order.push_back(l);
  }
  std::stable_sort(order.begin(), order.end(),
                   [&](std::size_t a, std::size_t b) { return told.per_km[a] > told.per_km[b]; });
  return order;
}

}  // namespace

table::FeatureTable network_table(const NetworkAnswer& answer, const ToldDensity& told,
                                  const borough::StreetSet& streets) {
  using table::ColumnType;
  table::FeatureTable features({{"street", "Street", "", ColumnType::text, false},
                                {"density_per_km", "Recorded incidents", "per km of street", ColumnType::number, false},
                                {"length_m", "Length", "m", ColumnType::number, false}});
  for (const std::size_t l : densest_first(told)) {
    const analysis::Lixel& lixel = answer.density.lixels[l];
    const analysis::StreetPiece& piece = answer.graph.pieces[lixel.piece];
    features.add_row({streets[piece.street].name, told.per_km[l], lixel.length()},
                     geo::MultiLineString{analysis::part_of_line(piece.line, lixel.from, lixel.to)});
  }
  return features;
}

NetworkFigures network_figures(const NetworkAnswer& answer, const ToldDensity& told,
                               const borough::StreetSet& streets) {
  constexpr std::size_t kNamed = 3;
  NetworkFigures figures;
  figures.street_km = answer.graph.length / kMetresAKilometre;
  figures.mean_per_km = static_cast<double>(answer.places.incidents) / figures.street_km;
  const std::vector<std::size_t> order = densest_first(told);
  if (order.empty()) return figures;
  figures.greatest_per_km = told.per_km[order.front()];
  double length = 0.0;
  double mass = 0.0;
  double top_mass = 0.0;
  for (const std::size_t l : order) {
    const analysis::Lixel& lixel = answer.density.lixels[l];
    const std::string& name = streets[answer.graph.pieces[lixel.piece].street].name;
    std::vector<std::string>& names = figures.densest_names;
    const bool known = name.empty() || std::find(names.begin(), names.end(), name) != names.end();
    if (!known && names.size() < kNamed) names.push_back(name);
    const double tenth_left = std::max(0.0, answer.graph.length / 10.0 - length);
    top_mass += told.per_km[l] * std::min(lixel.length(), tenth_left);
    mass += told.per_km[l] * lixel.length();
    length += lixel.length();
  }
  if (told.step == 0.0) figures.top_tenth_share = top_mass / mass;
  return figures;
}

}  // namespace wardscope::catalog
