// SPDX-License-Identifier: GPL-3.0-or-later
#include "analysis/segment_grid.hpp"

#include <cassert>
#include <tuple>
#include <utility>

namespace wardscope::analysis {
namespace {

constexpr double kNarrowest = 1.0;       // m
constexpr double kWidestInUsual = 4.0;   // a square's width in lengths of the usual segment
constexpr double kMostSquares = 1024.0;  // of a segment that is not kept apart

double extent_of(const LineSegment& segment) {
  return std::fmax(std::abs(segment.b.x - segment.a.x), std::abs(segment.b.y - segment.a.y));
}

}  // namespace

SegmentGrid::SegmentGrid(std::vector<LineSegment> segments) : segments_(std::move(segments)) {
  if (segments_.empty()) return;
  for (const LineSegment& segment : segments_) {
    assert(std::isfinite(segment.a.x + segment.a.y + segment.b.x + segment.b.y));
    extent_.add(segment.a);
    extent_.add(segment.b);
  }
  choose_squares();
  std::vector<Member> members;
  members.reserve(2 * segments_.size());
  for (std::size_t s = 0; s < segments_.size(); ++s) {
    geo::Extent box;
    box.add(segments_[s].a);
    box.add(segments_[s].b);
    if ((box.width() / cell_ + 1.0) * (box.height() / cell_ + 1.0) > kMostSquares) {
      apart_.push_back(static_cast<std::uint32_t>(s));
      continue;
    }
    for (std::int64_t r = row(box.min_y); r <= row(box.max_y); ++r) {
      for (std::int64_t c = column(box.min_x); c <= column(box.max_x); ++c)
        members.push_back({{r, c}, static_cast<std::uint32_t>(s)});
    }
  }
  sort_members(std::move(members));
}

/// Not finer than the segments are long, or each would stand in many squares; not coarser than where most of them are.
void SegmentGrid::choose_squares() {
  std::vector<double> extents;
  extents.reserve(segments_.size());
  double length = 0.0;
  for (const LineSegment& segment : segments_) {
    extents.push_back(extent_of(segment));
    length += geo::distance(segment.a, segment.b);
  }
  const auto middle = extents.begin() + static_cast<std::ptrdiff_t>(extents.size() / 2);
  std::nth_element(extents.begin(), middle, extents.end());
  const auto count = static_cast<double>(segments_.size());
  const double ground = std::sqrt(extent_.width()) * std::sqrt(extent_.height()) / std::sqrt(count);
  cell_ = std::max(kNarrowest, std::min(std::max(ground, length / count), kWidestInUsual * *middle));
}

void SegmentGrid::sort_members(std::vector<Member> members) {
  std::sort(members.begin(), members.end(), [](const Member& a, const Member& b) {
    return std::tie(a.square.row, a.square.column, a.segment) < std::tie(b.square.row, b.square.column, b.segment);
  });
  members_.reserve(members.size());
  for (const Member& member : members) {
    const auto at = static_cast<std::uint32_t>(members_.size());
    if (squares_.empty() || !(squares_.back() == member.square)) {
      squares_.push_back(member.square);
      ranges_.push_back({at, at});
    }
    members_.push_back(member.segment);
    ranges_.back().end = at + 1;
  }
  std::size_t places = 16;
  while (places < 2 * squares_.size()) places *= 2;
  table_.assign(places, kNoSquare);
  for (std::size_t s = 0; s < squares_.size(); ++s) table_[slot_of(squares_[s])] = static_cast<std::uint32_t>(s);
}

/// Where a square stands in the table, or the free place where it would.
std::size_t SegmentGrid::slot_of(Square square) const {
  constexpr std::uint64_t kMix = 0x9E3779B97F4A7C15U;
  const std::uint64_t mixed =
      (static_cast<std::uint64_t>(square.row) * kMix + static_cast<std::uint64_t>(square.column)) * kMix;
  std::size_t slot = (mixed ^ (mixed >> 29U)) & (table_.size() - 1);
  while (table_[slot] != kNoSquare && !(squares_[table_[slot]] == square)) slot = (slot + 1) & (table_.size() - 1);
  return slot;
}

SegmentGrid::Range SegmentGrid::members_of(Square square) const {
  if (squares_.empty()) return {};
  const std::uint32_t found = table_[slot_of(square)];
  return found == kNoSquare ? Range{} : ranges_[found];
}

SegmentGrid::Square SegmentGrid::square_of(const LineSegment& one, const LineSegment& other) const {
  const double x = std::fmax(std::fmin(one.a.x, one.b.x), std::fmin(other.a.x, other.b.x));
  const double y = std::fmax(std::fmin(one.a.y, one.b.y), std::fmin(other.a.y, other.b.y));
  return {row(y), column(x)};
}

std::int64_t SegmentGrid::number(double offset) const {
  constexpr double kFarthest = 1e15;  // squares: what lies beyond is in the last, and nothing there comes nearer by it
  return static_cast<std::int64_t>(std::floor(std::clamp(offset / cell_, -kFarthest, kFarthest)));
}

}  // namespace wardscope::analysis
