// SPDX-License-Identifier: GPL-3.0-or-later
#include "sample/street_tracer.hpp"

#include <algorithm>
#include <cmath>

#include "core/random.hpp"
#include "sample/exact_math.hpp"

namespace wardscope::sample {
namespace {

constexpr double kParallel = 0.72;        // cosine: within 44 degrees two streets run the same way
constexpr double kMeeting = 7.6;          // m: a crossing street has a vertex this near, sqrt(5^2 + 5^2) and a little
constexpr double kKeepApart = 0.62;       // share of the spacing that a street may narrow to on its way
constexpr double kSeedApart = 0.93;       // share of the spacing that a new street must have where it starts
constexpr double kLongestHalf = 620.0;    // m from the start of a street to either end
constexpr double kShortest = 45.0;        // m
constexpr double kJoinReach = 55.0;       // m that a street goes on to end on another
constexpr double kStreetToShore = 22.0;   // m between a street and the water
constexpr double kClosePlot = 26.0;       // m that a close keeps from other streets, on each side
constexpr Span kCloseLength{38.0, 85.0};  // m
constexpr std::uint64_t kWanderChannel = 211;
constexpr std::uint64_t kThroughChannel = 212;
constexpr std::uint64_t kCloseChannel = 213;

/// A number of its own for every place, so that a choice there does not depend on what was drawn before.
std::uint64_t place_key(geo::Point p) {
  return (static_cast<std::uint64_t>(std::llround(p.x * 100)) << 32U) ^
         static_cast<std::uint64_t>(std::llround(p.y * 100));
}

}  // namespace

StreetTracer::StreetTracer(const Recipe& recipe, const Ground& ground, DirectionField field, std::uint64_t seed)
    : recipe_(recipe), ground_(ground), field_(std::move(field)), seed_(seed), index_(recipe.extent) {}

void StreetTracer::add(SketchStreet street) {
  index_.add(static_cast<std::uint32_t>(streets_.size()), street.line);
  streets_.push_back(std::move(street));
}

const StyleRecipe& StreetTracer::style_at(geo::Point p) const {
  return recipe_.styles[recipe_.districts[ground_.district[ground_.cell_at(p)]].style];
}

double StreetTracer::spacing_at(geo::Point p, StreetFamily family) const {
  const StyleRecipe& style = style_at(p);
  return family == StreetFamily::lengthwise ? style.long_spacing : style.cross_spacing;
}

geo::Point StreetTracer::direction_at(geo::Point p, StreetFamily family) const {
  const geo::Point along = field_.at(p, style_at(p).wander, seed_ * 1000 + kWanderChannel);
  return family == StreetFamily::lengthwise ? along : left_of(along);
}

bool StreetTracer::has_room(geo::Point p, geo::Point direction, double spacing) const {
  bool room = true;
  index_.near(p, spacing, [&](const StreetIndex::Vertex& v) {
    if (!room || std::fabs(geo::dot(v.direction, direction)) < kParallel) return;
    const geo::Point apart = v.position - p;
    room = geo::dot(apart, apart) >= spacing * spacing;
  });
  return room;
}

std::optional<StreetIndex::Vertex> StreetTracer::street_ahead(geo::Point p, geo::Point direction, double reach) const {
  std::optional<StreetIndex::Vertex> best;
  double nearest = reach;
  index_.near(p, reach, [&](const StreetIndex::Vertex& v) {
    const geo::Point to = v.position - p;
    const double far = exact_length(to);
    if (far >= nearest || far < 1.0 || geo::dot(to, direction) < 0.82 * far) return;
    nearest = far;
    best = v;
  });
  return best;
}

std::optional<StreetIndex::Vertex> StreetTracer::street_met(geo::Point p, geo::Point direction) const {
  std::optional<StreetIndex::Vertex> best;
  double nearest = kMeeting;
  index_.near(p, kMeeting, [&](const StreetIndex::Vertex& v) {
    const double far = exact_length(v.position - p);
    if (far >= nearest || std::fabs(geo::dot(v.direction, direction)) >= kParallel) return;
    nearest = far;
    best = v;
  });
  return best;
}

StreetTracer::Half StreetTracer::walk(geo::Point start, geo::Point heading, StreetFamily family) const {
  Half half;
  geo::Point p = start;
  const StyleRecipe& style = style_at(start);
  const double keep = spacing_at(start, family) * kKeepApart;
  double walked = 0.0;
  while (walked < kLongestHalf) {
    geo::Point next = p + heading * kStreetStep;
    if (!ground_.is_buildable(next) || !ground_.is_land_around(next, kStreetToShore)) break;
    if (&style_at(next) != &style && style_at(next).long_spacing <= 0) break;
    if (const auto met = street_met(next, heading)) {
      const bool main_road = streets_[met->street].rank <= StreetRank::pedestrian;
      core::CounterRng rng(seed_ * 1000 + kThroughChannel, place_key(met->position));
      half.points.push_back(met->position);
      half.joined = true;
      if (main_road || !rng.chance(style.through)) return half;
      p = met->position;
      walked += kStreetStep;
      // Step clear of the street just crossed, else it would be met again.
      p = to_centimetre(p + heading * (kMeeting + 1));
      if (!ground_.is_buildable(p) || street_met(p, heading) || !has_room(p, heading, keep)) return half;
      half.points.push_back(p);
      half.joined = false;
      continue;
    }
    if (!has_room(next, heading, keep)) break;
    next = to_centimetre(next);
    half.points.push_back(next);
    walked += kStreetStep;
    p = next;
    const geo::Point turn = direction_at(p, family);
    heading = geo::dot(turn, heading) < 0 ? turn * -1.0 : turn;
  }
  const bool leaves_open_end = style.closes > 0 && style.through <= 0;
  if (const auto ahead = street_ahead(p, heading, kJoinReach); ahead && !leaves_open_end) {
    const geo::Point to = ahead->position - p;
    const int steps = std::max(1, static_cast<int>(exact_length(to) / kStreetStep));
    for (int k = 1; k < steps; ++k) half.points.push_back(to_centimetre(p + to * (static_cast<double>(k) / steps)));
    half.points.push_back(ahead->position);
    half.joined = true;
  }
  return half;
}

bool StreetTracer::try_street(geo::Point start, StreetFamily family) {
  const double spacing = spacing_at(start, family);
  if (spacing <= 0 || !ground_.is_buildable(start) || !ground_.is_land_around(start, kStreetToShore)) return false;
  const geo::Point direction = direction_at(start, family);
  if (!has_room(start, direction, spacing * kSeedApart)) return false;
  start = to_centimetre(start);
  const Half ahead = walk(start, direction, family);
  const Half behind = walk(start, direction * -1.0, family);
  geo::LineString line(behind.points.rbegin(), behind.points.rend());
  line.push_back(start);
  line.insert(line.end(), ahead.points.begin(), ahead.points.end());
  double whole = 0.0;
  for (std::size_t i = 1; i < line.size(); ++i) whole += exact_length(line[i] - line[i - 1]);
  const bool worth_it = whole >= kShortest && (ahead.joined || behind.joined || whole >= 3 * kShortest);
  if (!worth_it) return false;
  add({{}, StreetRank::minor, ground_.district[ground_.cell_at(start)], std::move(line)});
  return true;
}

void StreetTracer::seed_beside(std::size_t street, StreetFamily family, std::vector<geo::Point>& seeds) const {
  constexpr std::size_t kEvery = 2;  // vertices
  const geo::LineString& line = streets_[street].line;
  for (std::size_t i = kEvery; i < line.size(); i += kEvery) {
    if (line[i] == line[i - 1]) continue;
    const geo::Point along = unit(line[i] - line[i - 1]);
    const double spacing = spacing_at(line[i], family);
    for (const double side : {1.0, -1.0}) seeds.push_back(line[i] + left_of(along) * (side * spacing));
  }
}

bool StreetTracer::grow(StreetFamily family, const jobs::Progress& progress) {
  // First beside streets that stand, so that the spacing is even; then wherever room is left.
  std::size_t from = 0;
  std::vector<geo::Point> seeds;
  while (from < streets_.size()) {
    seeds.clear();
    seed_beside(from++, family, seeds);
    for (const geo::Point& seed : seeds) try_street(seed, family);
    if (!progress.tick(0.5 * static_cast<double>(from) / static_cast<double>(streets_.size()))) return false;
  }
  constexpr double kPitch = 30.0;  // m
  const geo::Extent& extent = recipe_.extent;
  for (double y = extent.min_y; y < extent.max_y; y += kPitch) {
    if (!progress.tick(0.5 + 0.5 * (y - extent.min_y) / extent.height())) return false;
    for (double x = extent.min_x; x < extent.max_x; x += kPitch) {
      if (!ground_.is_land({x, y}) || !try_street({x, y}, family)) continue;
      for (std::size_t street = streets_.size() - 1; street < streets_.size(); ++street) {
        seeds.clear();
        seed_beside(street, family, seeds);
        for (const geo::Point& seed : seeds) try_street(seed, family);
      }
    }
  }
  return true;
}

void StreetTracer::add_closes() {
  const std::size_t count = streets_.size();
  for (std::size_t s = 0; s < count; ++s) {
    if (streets_[s].rank != StreetRank::minor) continue;
    const geo::LineString line = streets_[s].line;
    double walked = 0.0;
    double side = (s & 1U) != 0 ? 1.0 : -1.0;
    for (std::size_t i = 1; i + 1 < line.size(); ++i) {
      walked += exact_length(line[i] - line[i - 1]);
      const double every = style_at(line[i]).closes / 2;  // on alternate sides
      if (every <= 0 || walked < every || line[i + 1] == line[i]) continue;
      try_close(line[i], left_of(unit(line[i + 1] - line[i])) * side, ground_.district[ground_.cell_at(line[i])]);
      side = -side;
      walked = 0.0;
    }
  }
}

void StreetTracer::try_close(geo::Point start, geo::Point heading, std::uint16_t district) {
  core::CounterRng rng(seed_ * 1000 + kCloseChannel, place_key(start));
  heading = turned(heading, rng.uniform(-18, 18));
  const double bend = rng.uniform(-5, 5);  // degrees a step
  const double longest = rng.uniform(kCloseLength.least, kCloseLength.most);
  geo::LineString line{start};
  for (double walked = 0; walked < longest; walked += kStreetStep) {
    const geo::Point next = to_centimetre(line.back() + heading * kStreetStep);
    if (!ground_.is_buildable(next) || !ground_.is_land_around(next, kStreetToShore)) break;
    bool room = true;
    index_.near(next, 2 * kClosePlot, [&](const StreetIndex::Vertex& v) {
      const geo::Point apart = v.position - next;
      const bool own = exact_length(v.position - start) < 2.2 * kClosePlot && geo::dot(apart, heading) < 0 &&
                       streets_[v.street].rank != StreetRank::close;
      if (!own && geo::dot(apart, apart) < 1.44 * kClosePlot * kClosePlot) room = false;
    });
    if (!room) break;
    line.push_back(next);
    heading = turned(heading, bend);
  }
  constexpr std::size_t kLeastVertices = 4;
  if (line.size() >= kLeastVertices) add({{}, StreetRank::close, district, std::move(line)});
}

}  // namespace wardscope::sample
