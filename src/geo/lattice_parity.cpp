// SPDX-License-Identifier: GPL-3.0-or-later
#include "geo/lattice_parity.hpp"

#include <algorithm>
#include <cassert>
#include <cmath>

#include "geo/orientation.hpp"

namespace wardscope::geo {
namespace {

class ParityScan {
 public:
  explicit ParityScan(const Lattice& lattice) : lattice_(lattice), parity_(lattice.columns * lattice.rows, 0) {}

  /// Marks, in each lattice row that the edge crosses, the last point that has the edge to its east.
  void add(Point a, Point b) {
    const double low = std::min(a.y, b.y);
    const double high = std::max(a.y, b.y);
    if (low == high) return;
    const double first = std::floor((low - lattice_.y0) / lattice_.step) - 1.0;
    const auto rows = static_cast<double>(lattice_.rows);
    if (first >= rows) return;
    for (auto row = static_cast<std::size_t>(std::max(0.0, first)); row < lattice_.rows; ++row) {
      const double y = lattice_.at(0, row).y;
      if (y < low) continue;
      if (y >= high) break;
      mark(a, b, row);
    }
  }

  std::vector<std::uint8_t> finish() {
    for (std::size_t row = 0; row < lattice_.rows; ++row) {
      std::uint8_t* line = parity_.data() + row * lattice_.columns;
      for (std::size_t column = lattice_.columns; column-- > 1;) line[column - 1] ^= line[column];
    }
    return std::move(parity_);
  }

 private:
  void mark(Point a, Point b, std::size_t row) {
    const double y = lattice_.at(0, row).y;
    const double x = a.x + (y - a.y) / (b.y - a.y) * (b.x - a.x);
    // `beyond` is the number of lattice points west of the edge; the guess is made exact by stepping.
    const double guess = std::ceil((x - lattice_.x0) / lattice_.step);
    auto beyond = static_cast<std::size_t>(std::clamp(guess, 0.0, static_cast<double>(lattice_.columns)));
    while (beyond < lattice_.columns && crosses_eastward_ray(a, b, lattice_.at(beyond, row))) ++beyond;
    while (beyond > 0 && !crosses_eastward_ray(a, b, lattice_.at(beyond - 1, row))) --beyond;
    if (beyond > 0) parity_[row * lattice_.columns + beyond - 1] ^= 1U;
  }

  Lattice lattice_;
  std::vector<std::uint8_t> parity_;
};

}  // namespace

std::vector<std::uint8_t> lattice_parity(const MultiPolygon& polygons, const Lattice& lattice) {
  assert(lattice.step > 0.0);
  ParityScan scan(lattice);
  const auto walk = [&](const Ring& ring) {
    for (std::size_t i = 1; i < ring.size(); ++i) scan.add(ring[i - 1], ring[i]);
  };
  for (const Polygon& polygon : polygons) {
    walk(polygon.exterior);
    for (const Ring& hole : polygon.holes) walk(hole);
  }
  return scan.finish();
}

}  // namespace wardscope::geo
