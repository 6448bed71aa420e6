// SPDX-License-Identifier: GPL-3.0-or-later
#include "cartography/street_names.hpp"

#include <algorithm>
#include <array>
#include <cmath>
#include <cstdint>
#include <map>
#include <numbers>
#include <optional>
#include <string>
#include <string_view>
#include <utility>

#include "cartography/theme.hpp"
#include "core/text.hpp"
#include "geo/line_simplification.hpp"

namespace wardscope::cartography {
namespace {

constexpr double kSameEnd = 0.5;       // m: ends nearer than this are one place
constexpr double kStraight = 2.5;      // m that a street may bend under its name
constexpr double kNamedEach = 300.0;   // m of one straight piece
constexpr double kNamesApart = 220.0;  // m between two places of one name

using EndCell = std::pair<std::int64_t, std::int64_t>;

EndCell end_of(geo::Point p) { return {std::llround(p.x / kSameEnd), std::llround(p.y / kSameEnd)}; }

/// A long straight piece in parts of about kNamedEach.
void add_parts(std::vector<StraightPiece>& parts, const StraightPiece& piece) {
  const double turn = -static_cast<double>(piece.angle) * std::numbers::pi / 180.0;
  const geo::Point along{std::cos(turn), std::sin(turn)};
  const double count = std::max(1.0, std::round(piece.length / kNamedEach));
  for (double part = 0.5; part < count; part += 1.0) {
    parts.push_back({piece.middle + along * (piece.length * (part / count - 0.5)), piece.length / count, piece.angle});
  }
}

/// The longest pieces that are not near a longer one.
std::vector<StraightPiece> spread_out(std::vector<StraightPiece> pieces) {
  std::stable_sort(pieces.begin(), pieces.end(), [](const auto& a, const auto& b) { return a.length > b.length; });
  std::vector<StraightPiece> kept;
  for (const StraightPiece& piece : pieces) {
    const bool near = std::any_of(kept.begin(), kept.end(), [&](const auto& other) {
      return geo::distance(other.middle, piece.middle) < kNamesApart;
    });
    if (!near) kept.push_back(piece);
  }
  return kept;
}

/// Which lines end where; two ends on one place may be joined.
class Ends {
 public:
  explicit Ends(const std::vector<geo::LineString>& pieces) {
    for (std::size_t i = 0; i < pieces.size(); ++i) {
      at_[end_of(pieces[i].front())].push_back(i);
      at_[end_of(pieces[i].back())].push_back(i);
    }
  }
  /// The other line that ends at the place where `index` does, if these two are the only ones.
  [[nodiscard]] std::optional<std::size_t> partner(geo::Point end, std::size_t index) const {
    const auto found = at_.find(end_of(end));
    if (found == at_.end() || found->second.size() != 2 || found->second[0] == found->second[1]) return std::nullopt;
    return found->second[0] == index ? found->second[1] : found->second[0];
  }

 private:
  std::map<EndCell, std::vector<std::size_t>> at_;
};

/// Goes on at the end of `line` over the pieces that follow, as long as there is one unused.
void extend(geo::LineString& line, std::size_t last, const std::vector<geo::LineString>& pieces, const Ends& ends,
            std::vector<char>& used) {
  while (const auto next = ends.partner(line.back(), last)) {
    if (used[*next] != 0) return;
    used[*next] = 1;
    geo::LineString more = pieces[*next];
    if (end_of(more.front()) != end_of(line.back())) std::reverse(more.begin(), more.end());
    line.insert(line.end(), more.begin() + 1, more.end());
    last = *next;
  }
}

}  // namespace

RoadClass road_class(const borough::Street& street) {
  const std::string word = core::lower_ascii(street.road_class);
  for (const char* main : {"a", "motorway", "m", "trunk", "primary"}) {
    if (word == main || word.starts_with(std::string(main) + " ")) return RoadClass::main;
  }
  for (const char* second : {"b", "secondary", "tertiary"}) {
    if (word == second || word.starts_with(std::string(second) + " ")) return RoadClass::second;
  }
  for (const char* path : {"path", "footway", "cycleway", "track", "steps", "pedestrian"}) {
    if (word == path) return RoadClass::path;
  }
  return RoadClass::minor;
}

std::vector<StraightPiece> straight_pieces(const geo::LineString& line, double tolerance) {
  const geo::LineString bends = geo::simplified(line, tolerance);
  std::vector<StraightPiece> straight;
  for (std::size_t i = 1; i < bends.size(); ++i) {
    const geo::Point step = bends[i] - bends[i - 1];
    const double length = std::hypot(step.x, step.y);
    if (!(length > 0.0)) continue;
    constexpr double kHalfTurn = 180.0;
    double angle = -std::atan2(step.y, step.x) * kHalfTurn / std::numbers::pi;  // a page's y goes down
    if (angle > kHalfTurn / 2) angle -= kHalfTurn;
    if (angle <= -kHalfTurn / 2) angle += kHalfTurn;
    straight.push_back({bends[i - 1] + step * 0.5, length, static_cast<float>(angle)});
  }
  return straight;
}

std::vector<geo::LineString> chained(std::vector<geo::LineString> pieces) {
  std::erase_if(pieces, [](const geo::LineString& piece) { return piece.size() < 2; });
  const Ends ends(pieces);
  std::vector<char> used(pieces.size(), 0);
  std::vector<geo::LineString> lines;
  for (std::size_t i = 0; i < pieces.size(); ++i) {
    if (used[i] != 0) continue;
    used[i] = 1;
    geo::LineString line = pieces[i];
    extend(line, i, pieces, ends, used);
    std::reverse(line.begin(), line.end());
    extend(line, i, pieces, ends, used);
    std::reverse(line.begin(), line.end());
    lines.push_back(std::move(line));
  }
  return lines;
}

std::vector<LabelCandidate> street_names(const borough::StreetSet& streets) {
  constexpr std::array kCoarsest{0.35, 1.4, 2.2, 3.0};  // m a point, by class: 1:1,000, 1:4,000, 1:6,200, 1:8,500
  constexpr double kAfterPlaces = -1e9;                 // names of wards and ranks come first
  constexpr double kClassFirst = 1e6;                   // m: no street is longer
  constexpr float kSize = 7.5F;
  std::map<std::pair<std::string_view, RoadClass>, std::vector<geo::LineString>> by_name;
  for (const borough::Street& street : streets) {
    if (!street.name.empty()) by_name[{street.name, road_class(street)}].push_back(street.line);
  }
  std::vector<LabelCandidate> names;
  for (auto& [named, lines] : by_name) {
    const auto road = static_cast<std::size_t>(named.second);
    std::vector<StraightPiece> pieces;
    for (const geo::LineString& line : chained(std::move(lines))) {
      for (const StraightPiece& piece : straight_pieces(line, kStraight)) add_parts(pieces, piece);
    }
    for (const StraightPiece& piece : spread_out(std::move(pieces))) {
      LabelCandidate name;
      name.label.at = piece.middle;
      name.label.angle = piece.angle;
      name.label.text = std::string(named.first);
      name.label.size = kSize;
      name.label.colour = theme::kInk;
      name.label.halo = theme::kPaper;
      name.priority = kAfterPlaces + static_cast<double>(road) * kClassFirst + piece.length;
      name.room = piece.length;
      name.coarsest = kCoarsest[road];
      name.only_there = true;
      names.push_back(std::move(name));
    }
  }
  return names;
}

}  // namespace wardscope::cartography
