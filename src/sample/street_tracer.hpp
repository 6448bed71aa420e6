// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstdint>
#include <optional>
#include <vector>

#include "sample/direction_field.hpp"
#include "sample/street_network.hpp"

namespace wardscope::sample {

enum class StreetFamily { lengthwise, crosswise };

/// Grows the streets of a town one at a time; each new one keeps its distance from those that run its way.
class StreetTracer {
 public:
  StreetTracer(const Recipe& recipe, const Ground& ground, DirectionField field, std::uint64_t seed);

  /// Adds a street as it is.
  void add(SketchStreet street);
  /// Grows streets of one family until there is no room. @returns false where the progress said stop.
  [[nodiscard]] bool grow(StreetFamily family, const jobs::Progress& progress);
  /// Dead-end spurs off the minor streets of the districts that have them.
  void add_closes();

  [[nodiscard]] StreetNetwork network() && { return {std::move(streets_), std::move(index_)}; }

 private:
  struct Half {
    geo::LineString points;
    bool joined = false;  ///< its end lies on another street
  };

  [[nodiscard]] const StyleRecipe& style_at(geo::Point p) const;
  [[nodiscard]] double spacing_at(geo::Point p, StreetFamily family) const;
  [[nodiscard]] geo::Point direction_at(geo::Point p, StreetFamily family) const;
  [[nodiscard]] bool has_room(geo::Point p, geo::Point direction, double spacing) const;
  [[nodiscard]] std::optional<StreetIndex::Vertex> street_ahead(geo::Point p, geo::Point direction, double reach) const;
  [[nodiscard]] std::optional<StreetIndex::Vertex> street_met(geo::Point p, geo::Point direction) const;
  [[nodiscard]] Half walk(geo::Point start, geo::Point heading, StreetFamily family) const;
  bool try_street(geo::Point start, StreetFamily family);
  void seed_beside(std::size_t street, StreetFamily family, std::vector<geo::Point>& seeds) const;
  void try_close(geo::Point start, geo::Point heading, std::uint16_t district);

  const Recipe& recipe_;
  const Ground& ground_;
  DirectionField field_;
  std::uint64_t seed_;
  std::vector<SketchStreet> streets_;
  StreetIndex index_;
};

}  // namespace wardscope::sample
