// SPDX-License-Identifier: GPL-3.0-or-later
#include "sample/street_network.hpp"

#include <algorithm>
#include <cmath>

#include "sample/exact_math.hpp"
#include "sample/street_tracer.hpp"

namespace wardscope::sample {
namespace {

StreetRank rank_of(std::string_view road_class) {
  if (road_class == "A") return StreetRank::a_road;
  if (road_class == "B") return StreetRank::b_road;
  if (road_class == "pedestrian") return StreetRank::pedestrian;
  return StreetRank::minor;
}

geo::LineString in_centimetres(geo::LineString line) {
  for (geo::Point& p : line) p = to_centimetre(p);
  return line;
}

/// Where an end of a road lies on another road's course, the other road's nearest vertex takes its place.
void tie_ends(std::vector<geo::LineString>& roads) {
  constexpr double kSnap = 15.0;  // m
  for (std::size_t i = 0; i < roads.size(); ++i) {
    for (geo::Point* end : {&roads[i].front(), &roads[i].back()}) {
      double best = kSnap;
      geo::Point target = *end;
      for (std::size_t j = 0; j < i; ++j) {
        for (const geo::Point& p : roads[j]) {
          const double far = exact_length(p - *end);
          if (far < best) {
            best = far;
            target = p;
          }
        }
      }
      *end = target;
    }
  }
}

}  // namespace

double half_width(StreetRank rank) {
  switch (rank) {
    case StreetRank::a_road:
      return 6.5;
    case StreetRank::b_road:
      return 5.0;
    case StreetRank::pedestrian:
      return 5.5;
    case StreetRank::minor:
      return 3.8;
    case StreetRank::close:
      return 3.2;
  }
  return 0.0;
}

StreetIndex::StreetIndex(const geo::Extent& extent)
    : extent_(extent),
      columns_(static_cast<std::size_t>(extent.width() / kCell) + 1),
      rows_(static_cast<std::size_t>(extent.height() / kCell) + 1),
      head_(columns_ * rows_, kNone) {}

std::pair<std::size_t, std::size_t> StreetIndex::range(double offset, double reach, std::size_t count) {
  const double last = static_cast<double>(count - 1);
  const double from = std::clamp(std::floor((offset - reach) / kCell), 0.0, last);
  const double to = std::clamp(std::floor((offset + reach) / kCell), 0.0, last);
  return {static_cast<std::size_t>(from), static_cast<std::size_t>(to)};
}

void StreetIndex::add(std::uint32_t street, const geo::LineString& line) {
  for (std::size_t i = 0; i < line.size(); ++i) {
    const geo::Point before = line[i > 0 ? i - 1 : 0];
    const geo::Point after = line[std::min(i + 1, line.size() - 1)];
    const geo::Point along = after == before ? geo::Point{1, 0} : unit(after - before);
    const std::size_t cell = range(line[i].y - extent_.min_y, 0, rows_).first * columns_ +
                             range(line[i].x - extent_.min_x, 0, columns_).first;
    const auto id = static_cast<std::uint32_t>(vertices_.size());
    vertices_.push_back({line[i], along, street, static_cast<std::uint32_t>(i)});
    next_.push_back(head_[cell]);
    head_[cell] = id;
  }
}

core::Result<StreetNetwork> make_streets(const Recipe& recipe, const Ground& ground, std::uint64_t seed,
                                         const jobs::Progress& progress) {
  std::vector<geo::LineString> roads;
  for (const MainRoadRecipe& road : recipe.main_roads) {
    roads.push_back(in_centimetres(resampled(smooth_curve(road.points, kStreetStep / 4), kStreetStep)));
  }
  tie_ends(roads);
  StreetTracer tracer(recipe, ground, DirectionField(recipe, ground, roads), seed);
  for (std::size_t i = 0; i < roads.size(); ++i) {
    tracer.add({recipe.main_roads[i].name, rank_of(recipe.main_roads[i].road_class), 0, std::move(roads[i])});
  }
  for (const StreetFamily family : {StreetFamily::lengthwise, StreetFamily::crosswise}) {
    const double part = family == StreetFamily::lengthwise ? 0.0 : 0.5;
    if (!tracer.grow(family, progress.part(part, part + 0.4))) return core::cancelled();
  }
  tracer.add_closes();
  if (!progress.tick(1.0)) return core::cancelled();
  return std::move(tracer).network();
}

}  // namespace wardscope::sample
