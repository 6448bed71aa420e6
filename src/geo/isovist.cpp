// SPDX-License-Identifier: GPL-3.0-or-later
#include "geo/isovist.hpp"

#include <cassert>
#include <cstdint>
#include <numbers>
#include <numeric>
#include <optional>
#include <utility>

#include "geo/isovist_ring.hpp"

namespace wardscope::geo {
namespace {

// A direction is written as a number of quarter turns q in [0, 4), anticlockwise from east, not evenly spaced: it is
// the place on the diamond |x| + |y| = 1. Within a quarter the direction is linear in q.
constexpr double kFullTurn = 4.0;
// A wall seen under less than this is taken as pointing at the viewpoint: its line would be known to too few digits.
constexpr double kThinnestWall = 1e-9;
// A gap or wall of the finished envelope that is narrower is left out. Wider than the walls that were left out, so that
// those leave no slits.
constexpr double kThinnestPiece = 4e-9;
constexpr double kTouching = 1e-6;  // m: a wall this near to the viewpoint goes through it
// Nearness that differs by less is equal: walls that share a corner must not seem to cross beside it.
constexpr double kSameNearness = 1e-12;

double quarter_turns(Point p) {
  const double t = p.y / (std::abs(p.x) + std::abs(p.y));
  if (p.x < 0.0) return 2.0 - t;
  return p.y < 0.0 ? kFullTurn + t : t;
}

Point direction(double q) {
  if (q < 1.0) return {1.0 - q, q};
  if (q < 2.0) return {1.0 - q, 2.0 - q};
  if (q < 3.0) return {q - 3.0, 2.0 - q};
  return {q - 3.0, q - kFullTurn};
}

/// A wall in coordinates relative to the viewpoint, turned so that b is anticlockwise of a, inside the range.
struct Wall {
  Point a;
  Point b;
  double from = 0.0;  ///< direction of a, quarter turns
  double to = 0.0;    ///< direction of b; below `from` where the wall crosses east
  Point nearness;     ///< m of the line m . q = 1
};

/// The wall that is nearest between two directions.
struct Piece {
  double from = 0.0;
  double to = 0.0;
  std::uint32_t wall = 0;
};

using Envelope = std::vector<Piece>;

/// The part of the segment within the circle about the origin.
std::optional<Segment> within_circle(Segment s, double radius) {
  const double r2 = radius * radius;
  const bool a_in = dot(s.a, s.a) <= r2;
  const bool b_in = dot(s.b, s.b) <= r2;
  if (a_in && b_in) return s;
  const Point along = s.b - s.a;
  const double squared = dot(along, along);
  const double middle = -dot(s.a, along) / squared;
  const Point foot = s.a + along * middle;
  const double chord2 = r2 - dot(foot, foot);
  if (chord2 <= 0.0) return std::nullopt;
  const double half = std::sqrt(chord2 / squared);
  const double enter = middle - half;
  const double leave = middle + half;
  if (leave <= 0.0 || enter >= 1.0) return std::nullopt;
  return Segment{a_in ? s.a : s.a + along * enter, b_in ? s.b : s.a + along * leave};
}

std::optional<Wall> wall_of(Segment s, double radius) {
  const auto clipped = within_circle(s, radius);
  if (!clipped) return std::nullopt;
  Wall wall{clipped->a, clipped->b, 0.0, 0.0, {}};
  double turn = cross(wall.a, wall.b);
  const Point line = wall.b - wall.a;
  const bool at_viewpoint = turn * turn <= kTouching * kTouching * dot(line, line) &&
                            (dot(wall.a, wall.b) <= 0.0 || std::min(length(wall.a), length(wall.b)) <= kTouching);
  if (turn == 0.0 || at_viewpoint) return std::nullopt;
  if (turn < 0.0) {
    std::swap(wall.a, wall.b);
    turn = -turn;
  }
  wall.from = quarter_turns(wall.a);
  wall.to = quarter_turns(wall.b);
  const double width = wall.to >= wall.from ? wall.to - wall.from : wall.to - wall.from + kFullTurn;
  if (width < kThinnestWall) return std::nullopt;
  const Point along = wall.b - wall.a;
  wall.nearness = Point{along.y, -along.x} * (1.0 / turn);
  return wall;
}

/// A span of directions, from <= to, both in 0..4.
struct Span {
  double from = 0.0;
  double to = 0.0;
};

/// The sector as one span, or two where it crosses east, in anticlockwise order.
std::vector<Span> spans_of(const IsovistOptions& options) {
  constexpr double kAllRound = 360.0 - 1e-6;  // degrees; what is left out is narrower than any camera's axis is known
  if (options.field_of_view.value() >= kAllRound) return {{0.0, kFullTurn}};
  const auto toward = [](double bearing_degrees) {
    const double angle = core::radians(core::Degrees(90.0 - bearing_degrees));
    return quarter_turns({std::cos(angle), std::sin(angle)});
  };
  const double half = options.field_of_view.value() / 2.0;
  const double first = toward(options.bearing.value() + half);
  const double last = toward(options.bearing.value() - half);
  const bool wide = options.field_of_view.value() > 180.0;
  const double width = last >= first ? last - first : last - first + kFullTurn;
  if ((width > kFullTurn / 2) != wide && std::abs(width - kFullTurn / 2) > 1.0) {
    return wide ? std::vector<Span>{{0.0, kFullTurn}}
                : std::vector<Span>{};  // a hair's breadth short of all or nothing
  }
  if (last >= first) return {{first, last}};
  return {{first, kFullTurn}, {0.0, last}};
}

class Sweep {
 public:
  Sweep(std::span<const Segment> obstacles, Point viewpoint, double radius, const std::vector<Span>& spans) {
    walls_.reserve(obstacles.size());
    for (const Segment& s : obstacles) {
      if (const auto wall = wall_of({s.a - viewpoint, s.b - viewpoint}, radius)) add(*wall, spans);
    }
    std::sort(pieces_.begin(), pieces_.end(),
              [](const Piece& l, const Piece& r) { return l.from != r.from ? l.from < r.from : l.wall < r.wall; });
  }

  /// Merges neighbouring envelopes in rounds, from one buffer into the other, until one is left.
  Envelope run() {
    Envelope from = std::move(pieces_);
    Envelope to;
    std::vector<std::size_t> ends(from.size());  // of the envelopes that stand one after the other in `from`
    std::iota(ends.begin(), ends.end(), std::size_t{1});
    while (ends.size() > 1) {
      to.clear();
      to.reserve(from.size() + from.size() / 2);
      std::size_t begin = 0;
      std::size_t kept = 0;
      for (std::size_t i = 0; i < ends.size(); i += 2) {
        const std::span<const Piece> left(&from[begin], ends[i] - begin);
        const std::size_t end = ends[std::min(i + 1, ends.size() - 1)];
        merge(left, std::span<const Piece>(from.data() + ends[i], end - ends[i]), to);
        begin = end;
        ends[kept++] = to.size();
      }
      ends.resize(kept);
      std::swap(from, to);
    }
    return from;
  }
  [[nodiscard]] const Wall& wall(std::uint32_t index) const { return walls_[index]; }

 private:
  void add(const Wall& wall, const std::vector<Span>& spans) {
    const auto index = static_cast<std::uint32_t>(walls_.size());
    walls_.push_back(wall);
    for (const Span& span : spans) {
      if (wall.from < wall.to) {
        add_piece({std::max(wall.from, span.from), std::min(wall.to, span.to), index});
      } else {
        add_piece({std::max(wall.from, span.from), std::min(kFullTurn, span.to), index});
        add_piece({std::max(0.0, span.from), std::min(wall.to, span.to), index});
      }
    }
  }
  void add_piece(const Piece& piece) {
    if (piece.from < piece.to) pieces_.push_back(piece);
  }

  /// Appends the envelope of two envelopes. @pre `left` is not empty
  void merge(std::span<const Piece> left, std::span<const Piece> right, Envelope& out) {
    first_ = out.size();
    if (right.empty() || left.back().to <= right.front().from) {
      out.insert(out.end(), left.begin(), left.end());
      out.insert(out.end(), right.begin(), right.end());
      return;
    }
    std::size_t i = 0;
    std::size_t j = 0;
    double at = 0.0;
    while (i < left.size() && j < right.size()) {
      const Piece& l = left[i];
      const Piece& r = right[j];
      const double l_from = std::max(at, l.from);
      const double r_from = std::max(at, r.from);
      if (l_from < r_from) {
        at = std::min(l.to, r_from);
        append(out, {l_from, at, l.wall});
      } else if (r_from < l_from) {
        at = std::min(r.to, l_from);
        append(out, {r_from, at, r.wall});
      } else {
        // Both are there: compare up to the end of the shorter one or of the quarter, where nearness is linear.
        const double to = std::min({l.to, r.to, std::floor(l_from) + 1.0});
        nearer(out, {l_from, to, l.wall}, r.wall);
        at = to;
      }
      if (l.to <= at) ++i;
      if (r.to <= at) ++j;
    }
    for (; i < left.size(); ++i) append(out, {std::max(at, left[i].from), left[i].to, left[i].wall});
    for (; j < right.size(); ++j) append(out, {std::max(at, right[j].from), right[j].to, right[j].wall});
  }

  /// Appends the nearer of two walls over the piece's directions, both where they cross. @pre within one quarter
  void nearer(Envelope& out, const Piece& piece, std::uint32_t other) {
    const Point u = direction(piece.from);
    const Point v = direction(piece.to);
    const Point m = walls_[piece.wall].nearness;
    const Point n = walls_[other].nearness;
    double start = dot(m, u) - dot(n, u);
    double end = dot(m, v) - dot(n, v);
    if (std::abs(start) <= kSameNearness * std::abs(dot(m, u))) start = 0.0;
    if (std::abs(end) <= kSameNearness * std::abs(dot(m, v))) end = 0.0;
    if (start >= 0.0 && end >= 0.0) return append(out, piece);
    if (start <= 0.0 && end <= 0.0) return append(out, {piece.from, piece.to, other});
    const double crossing =
        std::clamp(piece.from + (piece.to - piece.from) * (start / (start - end)), piece.from, piece.to);
    append(out, {piece.from, crossing, start > 0.0 ? piece.wall : other});
    append(out, {crossing, piece.to, start > 0.0 ? other : piece.wall});
  }

  void append(Envelope& out, const Piece& piece) const {
    if (!(piece.from < piece.to)) return;
    if (out.size() > first_ && out.back().wall == piece.wall && out.back().to == piece.from) {
      out.back().to = piece.to;
    } else {
      out.push_back(piece);
    }
  }

  std::vector<Wall> walls_;
  std::vector<Piece> pieces_;
  std::size_t first_ = 0;  ///< of the envelope that is being appended
};

/// The point of the wall in direction q: its own corner where that is the direction, so that corners stay exact.
Point on_wall(const Wall& wall, double q) {
  if (q == wall.from) return wall.a;
  if (q == wall.to) return wall.b;
  const Point u = direction(q);
  const double near = dot(wall.nearness, u);
  // Between its ends a wall is in front, so nearness is positive but for rounding at the very end of a thin one.
  if (!(near > 0.0)) return std::abs(q - wall.from) < std::abs(q - wall.to) ? wall.a : wall.b;
  const Point p = u * (1.0 / near);
  const double low_x = std::min(wall.a.x, wall.b.x);
  const double high_x = std::max(wall.a.x, wall.b.x);
  const double low_y = std::min(wall.a.y, wall.b.y);
  const double high_y = std::max(wall.a.y, wall.b.y);
  return {std::clamp(p.x, low_x, high_x), std::clamp(p.y, low_y, high_y)};
}

/// Follows the range from one direction to another, corners at multiples of `step` from east so that neighbouring arcs
/// and neighbouring cameras of one range share their angles.
void add_arc(RingBuilder& ring, Span span, const IsovistOptions& options) {
  const double radius = options.range.value();
  const auto on_circle = [&](double angle) { return Point{radius * std::cos(angle), radius * std::sin(angle)}; };
  const auto at = [&](double q) {
    const Point u = direction(q);
    return u * (radius / length(u));
  };
  const auto angle_of = [](double q) {
    const Point u = direction(q);
    const double angle = std::atan2(u.y, u.x);
    return angle < 0.0 || q >= kFullTurn ? angle + 2.0 * std::numbers::pi : angle;
  };
  const double sagitta = std::min(options.arc_tolerance.value(), radius);
  const double widest = std::min(2.0 * std::acos(1.0 - sagitta / radius), std::numbers::pi / 4.0);
  const double step = 2.0 * std::numbers::pi / std::ceil(2.0 * std::numbers::pi / widest);
  const double first = angle_of(span.from);
  const double last = angle_of(span.to);
  ring.add(at(span.from));
  constexpr double kNotOnTheEnd = 1e-6;  // of a step
  for (double i = std::floor(first / step + kNotOnTheEnd) + 1.0; i < last / step - kNotOnTheEnd; i += 1.0) {
    ring.add(on_circle(i * step));
  }
  ring.add(at(span.to));
}

void add_span(RingBuilder& ring, const Sweep& sweep, const Envelope& envelope, Span span,
              const IsovistOptions& options) {
  double at = span.from;
  for (const Piece& piece : envelope) {
    if (piece.to <= span.from || piece.from >= span.to) continue;
    if (piece.to - piece.from < kThinnestPiece) continue;
    if (piece.from - at >= kThinnestPiece) add_arc(ring, {at, piece.from}, options);
    const Wall& wall = sweep.wall(piece.wall);
    ring.add(on_wall(wall, piece.from));
    ring.add(on_wall(wall, piece.to));
    at = piece.to;
  }
  if (span.to - at >= kThinnestPiece) add_arc(ring, {at, span.to}, options);
}

}  // namespace

Polygon isovist(Point viewpoint, std::span<const Segment> obstacles, const IsovistOptions& options) {
  assert(std::isfinite(viewpoint.x) && std::isfinite(viewpoint.y));
  assert(options.field_of_view.value() > 0.0 && options.field_of_view.value() <= 360.0);
  assert(options.range.value() > 0.0 && options.range <= kLongestRange && options.arc_tolerance.value() >= 0.001);
  const Point centre = on_lattice(viewpoint);
  const std::vector<Span> spans = spans_of(options);
  Sweep sweep(obstacles, centre, options.range.value(), spans);
  const Envelope envelope = sweep.run();
  const bool all_round = spans.size() == 1 && spans.front().from == 0.0 && spans.front().to == kFullTurn;
  RingBuilder ring(all_round ? RingBuilder::Around::all : RingBuilder::Around::sector);
  for (const Span& span : spans) add_span(ring, sweep, envelope, span, options);
  return {std::move(ring).finish(centre), {}};
}

}  // namespace wardscope::geo
