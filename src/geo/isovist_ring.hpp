// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstdint>
#include <vector>

#include "geo/shapes.hpp"

namespace wardscope::geo {

/// The nearest point of the lattice of 2^-30 m. @pre |x|, |y| <= 8e6, so that the lattice is exact in doubles.
Point on_lattice(Point p);

/// Makes a ring of points that go round a centre anticlockwise. Points are moved to the lattice, on which turning is
/// tested with exact integers, so that the ring is simple whatever rounding did to them: angles never fall, and each
/// ray from the centre meets the ring in one stretch. Redundant points are left out.
class RingBuilder {
 public:
  enum class Around {
    all,     ///< the ring goes all round; it begins and ends on the ray to the east
    sector,  ///< the centre is a corner of the ring, which spans less than a full turn
  };

  explicit RingBuilder(Around around) : around_(around) {}

  /// The next point, relative to the centre, less than half a turn on. One that rounding put back is moved on.
  void add(Point p);
  /// The closed ring about the centre; empty where the points enclose nothing. @pre centre is on the lattice
  [[nodiscard]] Ring finish(Point centre) &&;

 private:
  __extension__ using Wide = __int128;
  struct Node {
    std::int64_t x = 0;
    std::int64_t y = 0;
    friend bool operator==(const Node&, const Node&) = default;
  };
  static Wide turn(Node a, Node b) { return static_cast<Wide>(a.x) * b.y - static_cast<Wide>(a.y) * b.x; }
  static Wide along(Node a, Node b) { return static_cast<Wide>(a.x) * b.x + static_cast<Wide>(a.y) * b.y; }
  static bool on_one_ray(Node a, Node b) { return turn(a, b) == 0 && along(a, b) > 0; }
  static Node moved_on(Node back, Node p);
  static bool redundant(Node a, Node b, Node c);
  void push(Node p);
  void tidy_ends();

  Around around_;
  bool passed_west_ = false;
  std::vector<Node> nodes_;
};

}  // namespace wardscope::geo
