// SPDX-License-Identifier: GPL-3.0-or-later
#include "geo/isovist_ring.hpp"

#include <cassert>
#include <cmath>

namespace wardscope::geo {
namespace {

constexpr double kNodesPerMetre = 1073741824.0;  // 2^30
constexpr double kRedundant = 1e-6;              // m: a corner that bends the line by less is left out

}  // namespace

Point on_lattice(Point p) {
  assert(std::abs(p.x) <= 8e6 && std::abs(p.y) <= 8e6);
  return {std::nearbyint(p.x * kNodesPerMetre) / kNodesPerMetre, std::nearbyint(p.y * kNodesPerMetre) / kNodesPerMetre};
}

void RingBuilder::add(Point p) {
  Node node{std::llrint(p.x * kNodesPerMetre), std::llrint(p.y * kNodesPerMetre)};
  if (node == Node{}) return;
  if (nodes_.empty()) {
    nodes_.push_back(node);
    return;
  }
  if (turn(nodes_.back(), node) < 0) node = moved_on(nodes_.back(), node);
  if (around_ == Around::all) {
    // Moving on must not carry a point past the ray to the east, where the ring closes.
    passed_west_ = passed_west_ || node.y < 0;
    if (passed_west_ && node.y > 0) node.y = 0;
  }
  push(node);
}

RingBuilder::Node RingBuilder::moved_on(Node back, Node p) {
  const double length = std::hypot(static_cast<double>(back.x), static_cast<double>(back.y));
  const double side_x = -static_cast<double>(back.y) / length;
  const double side_y = static_cast<double>(back.x) / length;
  double step = -static_cast<double>(turn(back, p)) / length + 1.0;
  Node moved = p;
  while (turn(back, moved) < 0) {
    moved = {p.x + std::llrint(side_x * step), p.y + std::llrint(side_y * step)};
    step += 1.0;
  }
  return moved;
}

/// Whether b lies between a and c, so near their line that leaving it out changes nothing one could measure. What is
/// left of a ring with rising angles still has rising angles, as long as a and c are less than half a turn apart.
bool RingBuilder::redundant(Node a, Node b, Node c) {
  if (turn(a, c) <= 0) return false;
  const Node ab{b.x - a.x, b.y - a.y};
  const Node bc{c.x - b.x, c.y - b.y};
  if (along(ab, bc) <= 0) return false;
  const Node ac{c.x - a.x, c.y - a.y};
  const double span = std::hypot(static_cast<double>(ac.x), static_cast<double>(ac.y));
  return std::abs(static_cast<double>(turn(ac, ab))) <= kRedundant * kNodesPerMetre * span;
}

void RingBuilder::push(Node p) {
  if (p == nodes_.back()) return;
  const std::size_t count = nodes_.size();
  if (count >= 2) {
    // Of several points on one ray the first and the last matter: between them the ring would go to and fro.
    const bool one_ray = on_one_ray(nodes_[count - 2], nodes_[count - 1]) && on_one_ray(nodes_[count - 1], p);
    if (one_ray || redundant(nodes_[count - 2], nodes_[count - 1], p)) {
      nodes_.pop_back();
      if (p == nodes_.back()) return;
    }
  }
  nodes_.push_back(p);
}

void RingBuilder::tidy_ends() {
  if (around_ == Around::sector) {
    // Along its first and last ray the ring runs straight to and from the centre.
    while (nodes_.size() >= 2 && on_one_ray(nodes_[nodes_.size() - 2], nodes_.back())) nodes_.pop_back();
    std::size_t first = 0;
    while (first + 1 < nodes_.size() && on_one_ray(nodes_[first], nodes_[first + 1])) ++first;
    nodes_.erase(nodes_.begin(), nodes_.begin() + static_cast<std::ptrdiff_t>(first));
    return;
  }
  // All round, the first ray is the last one too: one stretch from where it is met last to where it is left first.
  while (nodes_.size() >= 2 && on_one_ray(nodes_.front(), nodes_.back()) &&
         on_one_ray(nodes_[nodes_.size() - 2], nodes_.back())) {
    nodes_.pop_back();
  }
  if (nodes_.size() >= 3 && on_one_ray(nodes_.back(), nodes_[0]) && on_one_ray(nodes_[0], nodes_[1])) {
    nodes_.erase(nodes_.begin());
  }
  if (nodes_.size() >= 2 && nodes_.front() == nodes_.back()) nodes_.pop_back();
  if (nodes_.size() > 3 && redundant(nodes_.back(), nodes_[0], nodes_[1])) nodes_.erase(nodes_.begin());
}

Ring RingBuilder::finish(Point centre) && {
  if (nodes_.empty()) return {};
  tidy_ends();
  const std::size_t least = around_ == Around::sector ? 2 : 3;
  if (nodes_.size() < least) return {};
  Ring ring;
  ring.reserve(nodes_.size() + 2);
  if (around_ == Around::sector) ring.push_back(centre);
  for (const Node node : nodes_) {
    ring.push_back({centre.x + static_cast<double>(node.x) / kNodesPerMetre,
                    centre.y + static_cast<double>(node.y) / kNodesPerMetre});
  }
  ring.push_back(ring.front());
  return ring;
}

}  // namespace wardscope::geo
