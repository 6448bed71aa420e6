// SPDX-License-Identifier: GPL-3.0-or-later
#include "cartography/drawn_streets.hpp"

#include <algorithm>
#include <array>
#include <cmath>
#include <string>
#include <utility>
#include <vector>

#include "cartography/palette.hpp"
#include "cartography/theme.hpp"
#include "core/text.hpp"

namespace wardscope::cartography {
namespace {

constexpr int kStreetClasses = 6;

/// A row that has lines and a density.
struct DenseStreet {
  double density = 0.0;
  double length = 0.0;
  const geo::MultiLineString* lines = nullptr;
};

std::vector<DenseStreet> streets_in(const table::FeatureTable& features) {
  std::vector<DenseStreet> streets;
  const auto column = features.column("density_per_km");
  if (!column) return streets;
  for (std::size_t row = 0; row < features.row_count(); ++row) {
    const auto* lines = std::get_if<geo::MultiLineString>(&features.geometry(row));
    const auto density = table::to_number(features.at(row, *column));
    if (lines == nullptr || !density || !std::isfinite(*density) || *density <= 0.0) continue;
    streets.push_back({*density, geo::length(*lines), lines});
  }
  return streets;
}

double to_two_digits(double value) {
  const double unit = std::pow(10.0, std::floor(std::log10(value)) - 1.0);
  return std::round(value / unit) * unit;
}

/// "8.4", "76", "1,200": two digits that matter.
std::string edge_words(double edge) { return core::fixed(edge, edge < 1.0 ? 2 : edge < 10.0 ? 1 : 0); }

/// The lower edges of the classes above the first, rising. @pre streets are not empty
std::vector<double> edges_of(std::vector<DenseStreet> streets) {
  constexpr double kShown = 0.995;
  std::sort(streets.begin(), streets.end(), [](const auto& a, const auto& b) { return a.density < b.density; });
  double all = 0.0;
  for (const DenseStreet& street : streets) all += street.length;
  double passed = 0.0;
  double top = streets.back().density;
  for (const DenseStreet& street : streets) {
    passed += street.length;
    if (passed < kShown * all) continue;
    top = street.density;
    break;
  }
  std::vector<double> edges;
  for (int i = 1; i < kStreetClasses; ++i) {
    const double share = static_cast<double>(i) / static_cast<double>(kStreetClasses);
    const double edge = to_two_digits(top * share * share);
    if (edges.empty() || edge > edges.back()) edges.push_back(edge);
  }
  return edges;
}

std::string class_words(const std::vector<double>& edges, std::size_t one) {
  if (one == 0) return "below " + edge_words(edges.front());
  if (one == edges.size()) return edge_words(edges.back()) + " or more";
  return edge_words(edges[one - 1]) + " to " + edge_words(edges[one]);
}

}  // namespace

void add_street_density(DrawnLayer& drawn, const project::Layer& layer, const table::FeatureTable& features) {
  const std::vector<DenseStreet> streets = streets_in(features);
  drawn.legend.unit = "recorded incidents per km of street";
  if (streets.empty()) {
    drawn.legend.note = "No street has a value";
    return;
  }
  const std::vector<double> edges = edges_of(streets);
  std::vector<std::vector<geo::LineString>> lines(edges.size() + 1);
  for (const DenseStreet& street : streets) {
    const auto one = std::upper_bound(edges.begin(), edges.end(), street.density) - edges.begin();
    auto& own = lines[static_cast<std::size_t>(one)];
    own.insert(own.end(), street.lines->begin(), street.lines->end());
  }
  const std::vector<Colour> colours =
      class_colours(ramp_or(layer.style.palette, "purd"), static_cast<int>(lines.size()));
  constexpr float kThinnest = 0.9F;  // points
  constexpr float kWider = 0.75F;    // a class
  constexpr float kEdge = 0.8F;      // both sides together
  constexpr std::size_t kQuiet = 2;  // classes without an edge, which would be all that is seen of a thin line
  for (std::size_t one = 0; one < lines.size(); ++one) {
    LineLayer line;
    line.colour = colours[one];
    line.width = (kThinnest + kWider * static_cast<float>(one)) * static_cast<float>(layer.style.line_width);
    if (one >= kQuiet) {
      line.casing = theme::kInk.with_alpha(0.6F);
      line.casing_width = line.width + kEdge;
    }
    drawn.legend.rows.insert(drawn.legend.rows.begin(),
                             {LineSwatch{line.colour, line.casing, line.width}, class_words(edges, one)});
    if (lines[one].empty()) continue;
    line.lines = core::make_snapshot(std::move(lines[one]));
    drawn.parts.push_back({std::move(line)});
  }
  drawn.legend.note = "No colour: no incident in the kernel's reach, or too few to be told";
}

}  // namespace wardscope::cartography
