// SPDX-License-Identifier: GPL-3.0-or-later
#include "analysis/street_graph.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <cassert>
#include <cmath>
#include <numeric>
#include <optional>
#include <tuple>
#include <unordered_map>
#include <utility>

#include "analysis/segment_grid.hpp"
#include "core/disjoint_sets.hpp"
#include "core/text.hpp"

namespace wardscope::analysis {
namespace {

constexpr core::NumberRange kJoinWithin{0.0, 20.0};
constexpr double kSamePoint = 0.001;    // m: two vertices so near are one
constexpr double kLeastLength = 0.001;  // m: a shorter piece is the rounding of a join

/// Where a line is cut: at a place of one of its segments, 0 its first vertex, 1 its second.
struct Cut {
  std::uint32_t segment = 0;
  double share = 0.0;
  std::uint32_t node = 0;
};

/// A vertex, rounded to kSamePoint.
struct VertexKey {
  std::int64_t x = 0;
  std::int64_t y = 0;
  friend bool operator==(const VertexKey&, const VertexKey&) = default;
};
struct VertexHash {
  std::size_t operator()(const VertexKey& key) const {
    constexpr std::uint64_t kMix = 0x9E3779B97F4A7C15U;
    const std::uint64_t mixed = (static_cast<std::uint64_t>(key.x) * kMix) ^ static_cast<std::uint64_t>(key.y);
    return static_cast<std::size_t>((mixed ^ (mixed >> 29U)) * kMix);
  }
};
VertexKey key_of(geo::Point p) { return {std::llround(p.x / kSamePoint), std::llround(p.y / kSamePoint)}; }

class GraphBuilder {
 public:
  GraphBuilder(const borough::StreetSet& streets, const StreetGraphOptions& options)
      : streets_(streets), options_(options) {}

  core::Result<StreetGraph> build(const jobs::Progress& progress);

 private:
  core::Status take_lines();
  void cut_at_shared_vertices();
  [[nodiscard]] bool join_loose_ends(const SegmentGrid& grid, const jobs::Progress& progress);
  [[nodiscard]] bool find_crossings(const SegmentGrid& grid, const jobs::Progress& progress);
  [[nodiscard]] bool meet_near(const LineSegment& one, const LineSegment& other, geo::Point at) const;
  void cut_lines();
  void keep_once();
  void number_nodes();
  void find_parts();
  std::uint32_t add_node(geo::Point at) {
    places_.push_back(at);
    return static_cast<std::uint32_t>(places_.size() - 1);
  }

  const borough::StreetSet& streets_;
  const StreetGraphOptions& options_;
  std::vector<geo::LineString> lines_;  ///< without repeated vertices
  std::vector<std::uint32_t> street_of_;
  std::vector<std::vector<Cut>> cuts_;                         ///< by line
  std::vector<geo::Point> places_;                             ///< of nodes before some are joined
  std::vector<std::pair<std::uint32_t, std::uint32_t>> same_;  ///< nodes that are one
  StreetGraph graph_;
};

core::Status GraphBuilder::take_lines() {
  for (std::size_t s = 0; s < streets_.size(); ++s) {
    geo::LineString line;
    for (const geo::Point p : streets_[s].line) {
      if (!std::isfinite(p.x) || !std::isfinite(p.y)) {
        return core::invalid_argument(fmt::format(
            "street {} ('{}') has a coordinate that is no number: import the streets again", s + 1, streets_[s].name));
      }
      if (line.empty() || !(key_of(line.back()) == key_of(p))) line.push_back(p);
    }
    if (line.size() < 2) continue;
    lines_.push_back(std::move(line));
    street_of_.push_back(static_cast<std::uint32_t>(s));
  }
  if (lines_.empty()) return core::invalid_argument("no street has a length: import street centre lines");
  cuts_.resize(lines_.size());
  return {};
}

void GraphBuilder::cut_at_shared_vertices() {
  struct Vertex {
    std::uint32_t times = 0;
    bool end = false;
    std::optional<std::uint32_t> node;
  };
  std::unordered_map<VertexKey, Vertex, VertexHash> vertices;
  for (const geo::LineString& line : lines_) {
    for (const geo::Point p : line) ++vertices[key_of(p)].times;
    vertices[key_of(line.front())].end = true;
    vertices[key_of(line.back())].end = true;
  }
  for (std::size_t l = 0; l < lines_.size(); ++l) {
    for (std::size_t v = 0; v < lines_[l].size(); ++v) {
      Vertex& vertex = vertices[key_of(lines_[l][v])];
      if (!vertex.end && vertex.times < 2) continue;
      if (!vertex.node) vertex.node = add_node(lines_[l][v]);
      const bool last = v + 1 == lines_[l].size();
      cuts_[l].push_back({static_cast<std::uint32_t>(last ? v - 1 : v), last ? 1.0 : 0.0, *vertex.node});
    }
  }
}

/// Ends that no other line shares meet the nearest line within the tolerance.
bool GraphBuilder::join_loose_ends(const SegmentGrid& grid, const jobs::Progress& progress) {
  constexpr std::size_t kLinesALook = 512;
  std::vector<std::uint32_t> times(places_.size(), 0);
  for (const auto& cuts : cuts_) {
    for (const Cut& cut : cuts) ++times[cut.node];
  }
  std::vector<std::array<std::uint32_t, 2>> ends;  // before cuts are added
  ends.reserve(lines_.size());
  for (const auto& cuts : cuts_) ends.push_back({cuts.front().node, cuts.back().node});
  for (std::size_t l = 0; l < lines_.size(); ++l) {
    if (l % kLinesALook == 0 && !progress.tick(static_cast<double>(l) / static_cast<double>(lines_.size())))
      return false;
    for (const std::uint32_t node : ends[l]) {
      if (times[node] != 1) continue;
      const auto other = [&](const LineSegment& segment) { return segment.line != l; };
      const auto found = grid.nearest(places_[node], options_.join_within.value(), other);
      if (!found) continue;
      const LineSegment& segment = grid.segments()[found->segment];
      const double length = geo::distance(segment.a, segment.b);
      const double share = std::clamp(geo::distance(segment.a, found->at) / length, 0.0, 1.0);
      cuts_[segment.line].push_back({segment.index, share, node});
      ++graph_.joined_ends;
    }
  }
  return true;
}

/// Whether both lines have a node in common, or one of them an end, so near the place that it is where they meet.
bool GraphBuilder::meet_near(const LineSegment& one, const LineSegment& other, geo::Point at) const {
  const double near = 2.0 * options_.join_within.value() + kSamePoint;
  for (const LineSegment* segment : {&one, &other}) {
    const geo::LineString& line = lines_[segment->line];
    if (geo::distance(line.front(), at) <= near || geo::distance(line.back(), at) <= near) return true;
  }
  return std::any_of(cuts_[one.line].begin(), cuts_[one.line].end(), [&](const Cut& cut) {
    if (geo::distance(places_[cut.node], at) > near) return false;
    return std::any_of(cuts_[other.line].begin(), cuts_[other.line].end(),
                       [&](const Cut& theirs) { return theirs.node == cut.node; });
  });
}

bool GraphBuilder::find_crossings(const SegmentGrid& grid, const jobs::Progress& progress) {
  struct Crossing {
    const LineSegment* one;
    const LineSegment* other;
    double one_share;
    double other_share;
  };
  std::vector<Crossing> found;
  const auto look = [&](std::uint32_t a, std::uint32_t b) {
    const LineSegment& one = grid.segments()[a];
    const LineSegment& other = grid.segments()[b];
    const geo::Point u = one.b - one.a;
    const geo::Point v = other.b - other.a;
    const double across = geo::cross(u, v);
    if (across == 0.0) return;  // parallel
    const double s = geo::cross(other.a - one.a, v) / across;
    const double t = geo::cross(other.a - one.a, u) / across;
    if (!(s > 0.0 && s < 1.0 && t > 0.0 && t < 1.0)) return;
    if (meet_near(one, other, one.a + u * s)) return;
    found.push_back({&one, &other, s, t});
  };
  if (!grid.each_near_pair(look, [&](double done) { return progress.tick(done); })) return false;
  graph_.crossings = static_cast<std::int64_t>(found.size());
  if (options_.crossings == Crossings::apart) return true;
  for (const Crossing& crossing : found) {
    const std::uint32_t node = add_node(crossing.one->a + (crossing.one->b - crossing.one->a) * crossing.one_share);
    cuts_[crossing.one->line].push_back({crossing.one->index, crossing.one_share, node});
    cuts_[crossing.other->line].push_back({crossing.other->index, crossing.other_share, node});
  }
  return true;
}

void GraphBuilder::cut_lines() {
  for (std::size_t l = 0; l < lines_.size(); ++l) {
    const geo::LineString& line = lines_[l];
    std::vector<Cut>& cuts = cuts_[l];
    std::stable_sort(cuts.begin(), cuts.end(), [](const Cut& a, const Cut& b) {
      return std::tie(a.segment, a.share) < std::tie(b.segment, b.share);
    });
    const auto place = [&](const Cut& cut) {
      return line[cut.segment] + (line[cut.segment + 1] - line[cut.segment]) * cut.share;
    };
    for (std::size_t c = 0; c + 1 < cuts.size(); ++c) {
      StreetPiece piece;
      piece.from = cuts[c].node;
      piece.to = cuts[c + 1].node;
      piece.street = street_of_[l];
      piece.line.push_back(place(cuts[c]));
      for (std::uint32_t v = cuts[c].segment + 1; v <= cuts[c + 1].segment; ++v) piece.line.push_back(line[v]);
      piece.line.push_back(place(cuts[c + 1]));
      piece.line.erase(std::unique(piece.line.begin(), piece.line.end()), piece.line.end());
      piece.length = geo::length(geo::MultiLineString{piece.line});
      if (piece.length >= kLeastLength) {
        graph_.pieces.push_back(std::move(piece));
      } else {
        same_.emplace_back(piece.from, piece.to);
      }
    }
  }
}

/// Pieces between the same nodes, equally long and with the same middle, are one street that was listed twice.
void GraphBuilder::keep_once() {
  using Key = std::tuple<std::uint32_t, std::uint32_t, std::int64_t, std::int64_t, std::int64_t, std::uint32_t>;
  std::vector<Key> keys;
  keys.reserve(graph_.pieces.size());
  for (std::size_t p = 0; p < graph_.pieces.size(); ++p) {
    const StreetPiece& piece = graph_.pieces[p];
    constexpr double kAlike = 0.1;  // m
    const geo::Point middle = part_of_line(piece.line, 0.0, piece.length / 2.0).back();
    keys.emplace_back(std::min(piece.from, piece.to), std::max(piece.from, piece.to),
                      std::llround(piece.length / kAlike), std::llround(middle.x / kAlike),
                      std::llround(middle.y / kAlike), static_cast<std::uint32_t>(p));
  }
  std::sort(keys.begin(), keys.end());
  const auto without_number = [](const Key& key) {
    return std::tie(std::get<0>(key), std::get<1>(key), std::get<2>(key), std::get<3>(key), std::get<4>(key));
  };
  std::vector<bool> drop(graph_.pieces.size(), false);
  for (std::size_t i = 1; i < keys.size(); ++i) {
    if (without_number(keys[i]) == without_number(keys[i - 1])) drop[std::get<5>(keys[i])] = true;
  }
  std::vector<StreetPiece> kept;
  kept.reserve(graph_.pieces.size());
  for (std::size_t p = 0; p < graph_.pieces.size(); ++p) {
    if (!drop[p]) kept.push_back(std::move(graph_.pieces[p]));
  }
  graph_.doubled = static_cast<std::int64_t>(graph_.pieces.size() - kept.size());
  graph_.pieces = std::move(kept);
}

/// Nodes that were joined become one, those without a piece go, and each gets its list of ends.
void GraphBuilder::number_nodes() {
  core::DisjointSets sets(places_.size());
  for (const auto& [one, other] : same_) sets.join(one, other);
  constexpr std::uint32_t kNone = UINT32_MAX;
  std::vector<std::uint32_t> number(places_.size(), kNone);
  const auto numbered = [&](std::uint32_t place) {
    const std::uint32_t first = sets.find(place);
    if (number[first] == kNone) {
      number[first] = static_cast<std::uint32_t>(graph_.nodes.size());
      graph_.nodes.push_back(places_[first]);
    }
    return number[first];
  };
  for (StreetPiece& piece : graph_.pieces) {
    piece.from = numbered(piece.from);
    piece.to = numbered(piece.to);
    graph_.length += piece.length;
  }
  graph_.first_end.assign(graph_.nodes.size() + 1, 0);
  const auto count = static_cast<PieceEnd>(2 * graph_.pieces.size());
  for (PieceEnd end = 0; end < count; ++end) ++graph_.first_end[graph_.node_of(end) + 1];
  std::partial_sum(graph_.first_end.begin(), graph_.first_end.end(), graph_.first_end.begin());
  graph_.ends.resize(count);
  std::vector<std::uint32_t> next(graph_.first_end.begin(), graph_.first_end.end() - 1);
  for (PieceEnd end = 0; end < count; ++end) graph_.ends[next[graph_.node_of(end)]++] = end;
  for (std::uint32_t n = 0; n < graph_.nodes.size(); ++n) graph_.dead_ends += graph_.degree(n) == 1 ? 1 : 0;
}

void GraphBuilder::find_parts() {
  core::DisjointSets sets(graph_.nodes.size());
  for (const StreetPiece& piece : graph_.pieces) sets.join(piece.from, piece.to);
  std::vector<double> length(graph_.nodes.size(), 0.0);
  for (const StreetPiece& piece : graph_.pieces) length[sets.find(piece.from)] += piece.length;
  std::vector<std::uint32_t> roots;
  for (std::uint32_t n = 0; n < graph_.nodes.size(); ++n) {
    if (sets.find(n) == n) roots.push_back(n);
  }
  std::stable_sort(roots.begin(), roots.end(), [&](std::uint32_t a, std::uint32_t b) { return length[a] > length[b]; });
  std::vector<std::uint32_t> rank(graph_.nodes.size(), 0);
  for (std::size_t r = 0; r < roots.size(); ++r) {
    rank[roots[r]] = static_cast<std::uint32_t>(r);
    graph_.part_length.push_back(length[roots[r]]);
  }
  graph_.part.resize(graph_.nodes.size());
  for (std::uint32_t n = 0; n < graph_.nodes.size(); ++n) graph_.part[n] = rank[sets.find(n)];
}

core::Result<StreetGraph> GraphBuilder::build(const jobs::Progress& progress) {
  if (auto status = take_lines(); !status) return status.error();
  cut_at_shared_vertices();
  if (!progress.tick(0.3)) return core::cancelled();
  std::vector<LineSegment> segments;
  for (std::size_t l = 0; l < lines_.size(); ++l) {
    for (std::size_t v = 0; v + 1 < lines_[l].size(); ++v) {
      segments.push_back(
          {lines_[l][v], lines_[l][v + 1], static_cast<std::uint32_t>(l), static_cast<std::uint32_t>(v)});
    }
  }
  const SegmentGrid grid(std::move(segments));
  if (!progress.tick(0.5)) return core::cancelled();
  if (!join_loose_ends(grid, progress.part(0.5, 0.7))) return core::cancelled();
  if (!find_crossings(grid, progress.part(0.7, 0.9))) return core::cancelled();
  cut_lines();
  if (!progress.tick(0.93)) return core::cancelled();
  keep_once();
  if (!progress.tick(0.96)) return core::cancelled();
  number_nodes();
  find_parts();
  return std::move(graph_);
}

}  // namespace

void describe(StreetGraphOptions& options, core::ParameterVisitor& visitor) {
  static constexpr std::array kCrossings{core::Choice{"apart", "A bridge: nothing passes from one to the other"},
                                         core::Choice{"joined", "A junction"}};
  visitor.enumeration(
      {"crossings", "Streets that cross without a shared point", "What a crossing is where the lines share no point"},
      kCrossings, options.crossings);
  visitor.metres({"join-within", "Join ends within (m)", "A street's end so near another street meets it"}, kJoinWithin,
                 options.join_within);
}

core::Result<StreetGraph> street_graph(const borough::StreetSet& streets, const StreetGraphOptions& options,
                                       const jobs::Progress& progress) {
  const double within = options.join_within.value();
  if (!(within >= kJoinWithin.least && within <= kJoinWithin.most)) {
    return core::invalid_argument(
        fmt::format("ends are joined within {:g} m: the distance must be {:g} to {:g} m; farther apart they are two "
                    "streets",
                    within, kJoinWithin.least, kJoinWithin.most));
  }
  return GraphBuilder(streets, options).build(progress);
}

std::string describe_in_words(const StreetGraph& graph, const StreetGraphOptions& options) {
  const auto count = [](auto number) { return core::with_thousands(static_cast<std::int64_t>(number)); };
  std::string words =
      fmt::format("{} km of streets, {} pieces between {} nodes ({} dead ends)", core::fixed(graph.length / 1000.0, 1),
                  count(graph.pieces.size()), count(graph.nodes.size()), count(graph.dead_ends));
  if (graph.part_length.size() > 1) {
    words += fmt::format(" in {} parts that do not meet, the longest {} km", count(graph.part_length.size()),
                         core::fixed(graph.part_length.front() / 1000.0, 1));
  }
  words += fmt::format("; streets meet at shared points and at ends within {:g} m of another street ({} joined)",
                       options.join_within.value(), count(graph.joined_ends));
  words += options.crossings == Crossings::apart
               ? fmt::format("; {} crossings without a shared point are taken for bridges", count(graph.crossings))
               : fmt::format("; {} crossings without a shared point are taken for junctions", count(graph.crossings));
  if (graph.doubled > 0) words += fmt::format("; {} pieces listed twice are counted once", count(graph.doubled));
  return words;
}

geo::LineString part_of_line(const geo::LineString& line, double from, double to) {
  assert(line.size() >= 2 && from >= 0.0 && from <= to);
  assert(to <= geo::length(geo::MultiLineString{line}) + 2.0 * kSamePoint);
  geo::LineString part;
  double passed = 0.0;
  for (std::size_t v = 0; v + 1 < line.size(); ++v) {
    const double length = geo::distance(line[v], line[v + 1]);
    const double end = passed + length;
    const bool last = v + 2 == line.size();
    const auto at = [&](double along) {
      return line[v] + (line[v + 1] - line[v]) * (length > 0.0 ? std::clamp((along - passed) / length, 0.0, 1.0) : 0.0);
    };
    if (part.empty() && (from < end || last)) part.push_back(at(from));
    if (!part.empty()) {
      if (to <= end || last) {
        part.push_back(at(to));
        break;
      }
      part.push_back(line[v + 1]);
    }
    passed = end;
  }
  return part;
}

}  // namespace wardscope::analysis
