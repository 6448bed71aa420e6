// SPDX-License-Identifier: GPL-3.0-or-later
#include "analysis/dbscan.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <cassert>
#include <cmath>
#include <limits>
#include <numbers>
#include <numeric>

#include "core/disjoint_sets.hpp"
#include "geo/shapes.hpp"
#include "jobs/parallel.hpp"

namespace wardscope::analysis {
namespace {

constexpr core::NumberRange kDbscanReaches{1.0, 10000.0};
constexpr core::NumberRange kLeasts{0.0, 1e6};
constexpr std::size_t kSquaresARange = 256;

double squared(double a) { return a * a; }

/// Places in squares of a grid, square after square from the south-west, row by row. Places of a square lie in reach of
/// each other; squares more than two columns or rows apart hold none in reach.
class Squares {
 public:
  Squares(const PlacedCounts& places, double reach) : reach_squared_(squared(reach)) {
    // A hair less, so that rounding never takes a corner out of reach.
    constexpr double kHair = 1.0 - 1e-9;
    side_ = reach / std::numbers::sqrt2 * kHair;
    const auto [west, east] = std::minmax_element(places.x.begin(), places.x.end());
    const auto [south, north] = std::minmax_element(places.y.begin(), places.y.end());
    west_ = *west;
    south_ = *south;
    rows_ = static_cast<std::size_t>((*north - *south) / side_) + 1;
    sort(places);
    find_squares();
    find_neighbours();
  }

  [[nodiscard]] std::size_t size() const { return first_.size() - 1; }  ///< squares that hold any place
  [[nodiscard]] std::size_t begin(std::size_t square) const { return first_[square]; }
  [[nodiscard]] std::size_t end(std::size_t square) const { return first_[square + 1]; }
  /// The others within two columns and rows.
  [[nodiscard]] std::span<const std::uint32_t> around(std::size_t square) const {
    return std::span(around_).subspan(first_around_[square], first_around_[square + 1] - first_around_[square]);
  }
  [[nodiscard]] std::int64_t incidents_in(std::size_t square) const {
    return std::accumulate(incidents_.begin() + offset(begin(square)), incidents_.begin() + offset(end(square)),
                           std::int64_t{0});
  }
  /// Incidents of the square in reach of place p.
  [[nodiscard]] std::int64_t in_reach(std::size_t p, std::size_t square) const {
    std::int64_t count = 0;
    for (std::size_t q = begin(square); q < end(square); ++q) count += near(p, q) ? incidents_[q] : 0;
    return count;
  }
  [[nodiscard]] double distance_squared(std::size_t p, std::size_t q) const {
    return squared(x_[p] - x_[q]) + squared(y_[p] - y_[q]);
  }
  [[nodiscard]] bool near(std::size_t p, std::size_t q) const { return distance_squared(p, q) <= reach_squared_; }
  [[nodiscard]] double reach_squared() const { return reach_squared_; }
  [[nodiscard]] double x(std::size_t p) const { return x_[p]; }
  [[nodiscard]] double y(std::size_t p) const { return y_[p]; }
  [[nodiscard]] std::uint32_t place(std::size_t p) const { return place_[p]; }  ///< of the input

 private:
  static std::ptrdiff_t offset(std::size_t i) { return static_cast<std::ptrdiff_t>(i); }
  [[nodiscard]] std::size_t row_of(double y) const { return static_cast<std::size_t>((y - south_) / side_); }
  [[nodiscard]] std::uint32_t column_of(double x) const { return static_cast<std::uint32_t>((x - west_) / side_); }

  void sort(const PlacedCounts& places) {
    std::vector<std::uint32_t> row_start(rows_ + 1, 0);
    for (const double y : places.y) ++row_start[row_of(y) + 1];
    std::partial_sum(row_start.begin(), row_start.end(), row_start.begin());
    struct Entry {
      std::uint32_t column;
      std::uint32_t place;
    };
    std::vector<Entry> entries(places.size());
    std::vector<std::uint32_t> next(row_start.begin(), row_start.end() - 1);
    for (std::size_t i = 0; i < places.size(); ++i) {
      entries[next[row_of(places.y[i])]++] = {column_of(places.x[i]), static_cast<std::uint32_t>(i)};
    }
    x_.resize(places.size());
    y_.resize(places.size());
    incidents_.resize(places.size());
    column_.resize(places.size());
    place_.resize(places.size());
    for (std::size_t row = 0; row < rows_; ++row) {
      std::sort(entries.begin() + row_start[row], entries.begin() + row_start[row + 1],
                [](const Entry& a, const Entry& b) {
                  return a.column != b.column ? a.column < b.column : a.place < b.place;
                });
    }
    for (std::size_t i = 0; i < entries.size(); ++i) {
      const auto [column, place] = entries[i];
      x_[i] = places.x[place];
      y_[i] = places.y[place];
      incidents_[i] = places.incidents.empty() ? 1 : places.incidents[place];
      column_[i] = column;
      place_[i] = place;
    }
    row_start_ = std::move(row_start);
  }

  void find_squares() {
    square_of_row_.reserve(rows_ + 1);
    for (std::size_t row = 0; row < rows_; ++row) {
      square_of_row_.push_back(static_cast<std::uint32_t>(first_.size()));
      for (std::size_t i = row_start_[row]; i < row_start_[row + 1]; ++i) {
        if (i > row_start_[row] && column_[i] == column_[i - 1]) continue;
        first_.push_back(static_cast<std::uint32_t>(i));
        square_column_.push_back(column_[i]);
      }
    }
    square_of_row_.push_back(static_cast<std::uint32_t>(first_.size()));
    first_.push_back(static_cast<std::uint32_t>(x_.size()));
    column_ = {};
    row_start_ = {};
  }

  void find_neighbours() {
    constexpr std::size_t kFar = 2;
    first_around_.reserve(size() + 1);
    for (std::size_t row = 0; row < rows_; ++row) {
      const std::size_t low = row < kFar ? 0 : row - kFar;
      const std::size_t high = std::min(row + kFar, rows_ - 1);
      std::array<std::uint32_t, 2 * kFar + 1> at{};  // in each row, the first square that is not too far west
      for (std::size_t other = low; other <= high; ++other) at[other - low] = square_of_row_[other];
      for (std::uint32_t square = square_of_row_[row]; square < square_of_row_[row + 1]; ++square) {
        first_around_.push_back(around_.size());
        const std::uint32_t column = square_column_[square];
        for (std::size_t other = low; other <= high; ++other) {
          std::uint32_t& first = at[other - low];
          while (first < square_of_row_[other + 1] && square_column_[first] + kFar < column) ++first;
          for (std::uint32_t i = first; i < square_of_row_[other + 1] && square_column_[i] <= column + kFar; ++i) {
            if (i != square) around_.push_back(i);
          }
        }
      }
    }
    first_around_.push_back(around_.size());
  }

  double reach_squared_;
  double side_ = 1.0;
  double west_ = 0.0;
  double south_ = 0.0;
  std::size_t rows_ = 0;
  // By place, in the order of the squares.
  std::vector<double> x_;
  std::vector<double> y_;
  std::vector<std::uint32_t> incidents_;
  std::vector<std::uint32_t> column_;  ///< while sorting
  std::vector<std::uint32_t> place_;
  std::vector<std::uint32_t> row_start_;  ///< while sorting
  // By square.
  std::vector<std::uint32_t> first_;  ///< of its places; one more at the end
  std::vector<std::uint32_t> square_column_;
  std::vector<std::uint32_t> square_of_row_;  ///< by row, one more at the end
  std::vector<std::size_t> first_around_;
  std::vector<std::uint32_t> around_;
};

/// Finds cores, joins their squares, gives borders to the nearest core.
class DbscanSearch {
 public:
  DbscanSearch(const Squares& squares, std::int64_t least)
      : squares_(squares),
        least_(least),
        core_(squares.end(squares.size() - 1), 0),
        box_(squares.size()),
        sets_(squares.size()) {}

  core::Status find_cores(const jobs::Progress& progress) {
    return jobs::parallel_for(squares_.size(), kSquaresARange, progress, [&](std::size_t begin, std::size_t end) {
      for (std::size_t square = begin; square < end; ++square) find_cores_of(square);
    });
  }

  core::Status join_squares(const jobs::Progress& progress) {
    constexpr std::size_t kSquaresATick = 4096;
    for (std::size_t a = 0; a < squares_.size(); ++a) {
      if (a % kSquaresATick == 0 && !progress.tick(static_cast<double>(a) / static_cast<double>(squares_.size()))) {
        return core::cancelled();
      }
      for (const std::uint32_t b : squares_.around(a)) {
        const auto own = static_cast<std::uint32_t>(a);
        if (b > own && sets_.find(own) != sets_.find(b) && meet(a, b)) sets_.join(own, b);
      }
    }
    return {};
  }

  Clusters labelled(std::size_t places) {
    Clusters found;
    found.least = least_;
    found.cluster.assign(places, Clusters::kNoise);
    found.core.assign(places, false);
    std::vector<std::int32_t> set_of(places, Clusters::kNoise);
    for (std::size_t square = 0; square < squares_.size(); ++square) {
      for (std::size_t p = squares_.begin(square); p < squares_.end(square); ++p) {
        const std::size_t place = squares_.place(p);
        found.core[place] = core_[p] != 0;
        const std::size_t home = core_[p] != 0 ? square : nearest_core_square(p, square);
        if (home < squares_.size()) {
          set_of[place] = static_cast<std::int32_t>(sets_.find(home));
        }
      }
    }
    std::vector<std::int32_t> number(squares_.size(), Clusters::kNoise);
    for (std::size_t place = 0; place < places; ++place) {
      if (set_of[place] < 0) continue;
      std::int32_t& own = number[static_cast<std::size_t>(set_of[place])];
      if (own == Clusters::kNoise) own = found.count++;
      found.cluster[place] = own;
    }
    return found;
  }

 private:
  void find_cores_of(std::size_t square) {
    const std::int64_t own = squares_.incidents_in(square);
    for (std::size_t p = squares_.begin(square); p < squares_.end(square); ++p) {
      std::int64_t count = own;
      for (const std::uint32_t other : squares_.around(square)) {
        if (count >= least_) break;
        count += squares_.in_reach(p, other);
      }
      core_[p] = count >= least_ ? 1 : 0;
    }
    box_[square] = box_of_cores(square);
  }

  /// The least distance squared from a place to a place in the box: no more, in floating point too, than that to any.
  [[nodiscard]] double to_box_squared(std::size_t p, const geo::Extent& box) const {
    const double dx = std::max({0.0, box.min_x - squares_.x(p), squares_.x(p) - box.max_x});
    const double dy = std::max({0.0, box.min_y - squares_.y(p), squares_.y(p) - box.max_y});
    return squared(dx) + squared(dy);
  }

  [[nodiscard]] geo::Extent box_of_cores(std::size_t square) const {
    geo::Extent box;
    for (std::size_t p = squares_.begin(square); p < squares_.end(square); ++p) {
      if (core_[p] != 0) box.add(geo::Point{squares_.x(p), squares_.y(p)});
    }
    return box;
  }

  /// Whether a core of one square is in reach of a core of the other. Most that are not are told by their boxes.
  bool meet(std::size_t a, std::size_t b) {
    const geo::Extent& box_a = box_[a];
    const geo::Extent& box_b = box_[b];
    if (box_a.empty() || box_b.empty()) return false;
    facing_.clear();
    for (std::size_t q = squares_.begin(b); q < squares_.end(b); ++q) {
      if (core_[q] != 0 && to_box_squared(q, box_a) <= squares_.reach_squared()) facing_.push_back(q);
    }
    if (facing_.empty()) return false;
    for (std::size_t p = squares_.begin(a); p < squares_.end(a); ++p) {
      if (core_[p] == 0 || to_box_squared(p, box_b) > squares_.reach_squared()) continue;
      for (const std::size_t q : facing_) {
        if (squares_.near(p, q)) return true;
      }
    }
    return false;
  }

  /// The square of the nearest core in reach; squares_.size() where there is none.
  [[nodiscard]] std::size_t nearest_core_square(std::size_t p, std::size_t square) const {
    std::size_t best = squares_.size();
    std::size_t best_core = 0;
    double least = squares_.reach_squared();
    const auto look_in = [&](std::size_t other) {
      for (std::size_t q = squares_.begin(other); q < squares_.end(other); ++q) {
        const double apart = core_[q] != 0 ? squares_.distance_squared(p, q) : std::numeric_limits<double>::infinity();
        if (apart > least) continue;
        if (best < squares_.size() && apart == least && !is_before(q, best_core)) continue;
        least = apart;
        best = other;
        best_core = q;
      }
    };
    look_in(square);
    for (const std::uint32_t other : squares_.around(square)) look_in(other);
    return best;
  }

  [[nodiscard]] bool is_before(std::size_t p, std::size_t q) const {
    return squares_.x(p) != squares_.x(q) ? squares_.x(p) < squares_.x(q) : squares_.y(p) < squares_.y(q);
  }

  const Squares& squares_;
  std::int64_t least_;
  std::vector<std::uint8_t> core_;   ///< by place, in the order of the squares
  std::vector<geo::Extent> box_;     ///< of the cores of a square
  std::vector<std::size_t> facing_;  ///< cores of one square that may be in reach of another's: kept from pair to pair
  core::DisjointSets sets_;          ///< of squares
};

}  // namespace

void describe(DbscanOptions& options, core::ParameterVisitor& visitor) {
  visitor.metres({"reach", "Reach (m)", "Distance within which incidents belong together (eps)"}, kDbscanReaches,
                 options.reach);
  visitor.integer({"least", "Least incidents", "As many must lie in reach of one, itself counted (minPts); 0: by rule"},
                  kLeasts, options.least);
}

std::int64_t default_least(std::int64_t incidents) {
  constexpr double kFewest = 5.0;
  constexpr double kMost = 50.0;
  return static_cast<std::int64_t>(std::clamp(std::ceil(std::sqrt(static_cast<double>(incidents))), kFewest, kMost));
}

core::Result<Clusters> dbscan(const PlacedCounts& places, const DbscanOptions& options,
                              const jobs::Progress& progress) {
  assert(places.x.size() == places.y.size());
  assert(places.incidents.empty() || places.incidents.size() == places.size());
  const double reach = options.reach.value();
  if (!(reach >= kDbscanReaches.least && reach <= kDbscanReaches.most)) {
    return core::invalid_argument(fmt::format("a reach of {:g} m: it must be {:g} to {:g} m; 50 to 200 suits a town",
                                              reach, kDbscanReaches.least, kDbscanReaches.most));
  }
  if (options.least < 0) return core::invalid_argument("the least number of incidents is negative: use 0 for the rule");
  if (places.size() == 0) return core::invalid_argument("there is no incident to look for clusters in");
  std::int64_t least = options.least;
  if (least == 0) {
    const auto all = std::accumulate(places.incidents.begin(), places.incidents.end(), std::int64_t{0});
    least = default_least(places.incidents.empty() ? static_cast<std::int64_t>(places.size()) : all);
  }
  const Squares squares(places, reach);
  DbscanSearch search(squares, least);
  if (auto status = search.find_cores(progress.part(0.1, 0.6)); !status) return status.error();
  if (auto status = search.join_squares(progress.part(0.6, 0.9)); !status) return status.error();
  return search.labelled(places.size());
}

}  // namespace wardscope::analysis
