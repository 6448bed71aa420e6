// SPDX-License-Identifier: GPL-3.0-or-later
#include "analysis/pair_counts.hpp"

#include <array>
#include <cassert>
#include <cmath>
#include <limits>
#include <numbers>

#include "jobs/parallel.hpp"

namespace wardscope::analysis {
namespace {

/// Places of a cell that are taken together.
constexpr std::size_t kMostInPiece = 64;
/// Other places that are held against these at once: few enough to stay in the first-level cache.
constexpr std::size_t kTile = 512;
/// StepHistograms that take turns: an increment of a number that was just stored waits for that store.
constexpr std::size_t kTurns = 4;
/// Ranges of work, whatever the number of threads.
constexpr std::size_t kCountRanges = 2048;

/// Counts by step, of pairs that single precision has sorted.
class StepHistograms {
 public:
  explicit StepHistograms(std::size_t steps) : stride_(steps + 2), counts_(kTurns * stride_, 0) {}

  void add(const std::int32_t* step, std::size_t count) {
    std::uint64_t* const first = counts_.data();
    std::uint64_t* const second = first + stride_;
    std::uint64_t* const third = second + stride_;
    std::uint64_t* const fourth = third + stride_;
    std::size_t i = 0;
    for (; i + kTurns <= count; i += kTurns) {
      ++first[step[i]];
      ++second[step[i + 1]];
      ++third[step[i + 2]];
      ++fourth[step[i + 3]];
    }
    for (; i < count; ++i) ++first[step[i]];
  }
  void add_weighted(const std::int32_t* step, const std::uint32_t* incidents, std::size_t count, std::uint64_t own) {
    for (std::size_t i = 0; i < count; ++i) {
      counts_[i % kTurns * stride_ + static_cast<std::size_t>(step[i])] += own * incidents[i];
    }
  }
  void add_to(std::vector<std::uint64_t>& totals) const {
    for (std::size_t turn = 0; turn < kTurns; ++turn) {
      for (std::size_t k = 0; k < totals.size(); ++k) totals[k] += counts_[turn * stride_ + k];
    }
  }

 private:
  std::size_t stride_;  ///< the last entry of each takes what lies beyond the reach
  std::vector<std::uint64_t> counts_;
};

/// Places about a cell's corner in single precision, and which they are.
struct PlaceTile {
  std::array<float, kTile> x;
  std::array<float, kTile> y;
  std::array<std::uint32_t, kTile> incidents;
  std::array<std::uint32_t, kTile> position;
  std::size_t size = 0;
};

class DistanceCounter {
 public:
  DistanceCounter(const PairGrid& grid, const DistanceSteps& steps)
      : grid_(grid),
        steps_(steps),
        histograms_(steps.count),
        scale_(static_cast<float>(static_cast<double>(steps.count) / steps.most)),
        limit_(static_cast<float>(steps.count) + 0.5F) {
    // Places lie within `far` of their cell's first place along each axis. Its distance from each is exact in double
    // and rounded once, so is their difference, and so are five more operations; twice that is safe.
    constexpr double kRounding = 0x1.0p-24;
    const double far = grid.reach() * (1.0 + 1e-6) + 3.0 * grid.side();
    const double error = (4.0 * std::numbers::sqrt2 * far + 4.0 * grid.reach()) * kRounding;
    doubt_ = static_cast<float>(2.0 * error * static_cast<double>(steps.count) / steps.most +
                                4.0 * static_cast<double>(steps.count) * kRounding);
  }

  void count(const PairGrid::Piece& piece) {
    piece_ = piece;
    origin_ = grid_.at(piece.run.begin);
    // Within the piece, and against the rest of its cell.
    for (std::size_t i = piece.run.begin; i < piece.run.end; ++i) {
      const std::uint64_t own = grid_.incidents()[i];
      at_once_ += own * (own - 1) / 2;
      for (std::size_t j = i + 1; j < piece.run.end; ++j) one_pair(i, j);
    }
    tile_.size = 0;
    take(piece.rest_of_cell);
    grid_.for_runs_after(piece.cell, [&](PairGrid::Run run) { take(run); });
    meet();
  }

  void add_to(std::vector<std::uint64_t>& totals) const {
    histograms_.add_to(totals);
    totals[0] += at_once_;
  }

 private:
  void take(PairGrid::Run run) {
    const auto x = grid_.x();
    const auto y = grid_.y();
    for (std::size_t begin = run.begin; begin < run.end;) {
      const std::size_t count = std::min(run.end - begin, kTile - tile_.size);
      for (std::size_t k = 0; k < count; ++k) {
        tile_.x[tile_.size + k] = static_cast<float>(x[begin + k] - origin_.x);
        tile_.y[tile_.size + k] = static_cast<float>(y[begin + k] - origin_.y);
        tile_.position[tile_.size + k] = static_cast<std::uint32_t>(begin + k);
      }
      if (!grid_.single()) {
        for (std::size_t k = 0; k < count; ++k) tile_.incidents[tile_.size + k] = grid_.incidents()[begin + k];
      }
      tile_.size += count;
      begin += count;
      if (tile_.size == kTile) meet();
    }
  }

  /// Each place of the piece with each of the tile.
  void meet() {
    for (std::size_t i = piece_.run.begin; i < piece_.run.end && tile_.size > 0; ++i) {
      sort_into_steps(static_cast<float>(grid_.x()[i] - origin_.x), static_cast<float>(grid_.y()[i] - origin_.y));
      if (doubtful_) look_again(i);
      if (grid_.single()) {
        histograms_.add(step_.data(), tile_.size);
      } else {
        histograms_.add_weighted(step_.data(), tile_.incidents.data(), tile_.size, grid_.incidents()[i]);
      }
    }
    tile_.size = 0;
  }

  /// The steps of the distances from (x, y), and whether any of them is in doubt.
  void sort_into_steps(float x, float y) {
    int doubtful = 0;
    for (std::size_t j = 0; j < tile_.size; ++j) {
      const float dx = tile_.x[j] - x;
      const float dy = tile_.y[j] - y;
      const float steps = std::min(std::sqrt(dx * dx + dy * dy) * scale_, limit_);
      const auto whole = static_cast<std::int32_t>(steps);
      const float beyond = steps - static_cast<float>(whole);
      // Beside the end of a step on either side.
      doubtful |= static_cast<int>(std::fabs(beyond - 0.5F) > 0.5F - doubt_);
      step_[j] = whole + 1;
    }
    doubtful_ = doubtful != 0;
  }

  void look_again(std::size_t i) {
    const float x = static_cast<float>(grid_.x()[i] - origin_.x);
    const float y = static_cast<float>(grid_.y()[i] - origin_.y);
    for (std::size_t j = 0; j < tile_.size; ++j) {
      const float dx = tile_.x[j] - x;
      const float dy = tile_.y[j] - y;
      const float steps = std::min(std::sqrt(dx * dx + dy * dy) * scale_, limit_);
      const float beyond = steps - static_cast<float>(static_cast<std::int32_t>(steps));
      if (std::fabs(beyond - 0.5F) > 0.5F - doubt_)
        step_[j] = static_cast<std::int32_t>(step_between(i, tile_.position[j]));
    }
  }

  [[nodiscard]] std::size_t step_between(std::size_t i, std::size_t j) const {
    const double dx = grid_.x()[j] - grid_.x()[i];
    const double dy = grid_.y()[j] - grid_.y()[i];
    return steps_.step_of(dx * dx + dy * dy);
  }

  void one_pair(std::size_t i, std::size_t j) {
    const auto step = static_cast<std::int32_t>(step_between(i, j));
    histograms_.add_weighted(&step, &grid_.incidents()[j], 1, grid_.incidents()[i]);
  }

  const PairGrid& grid_;
  DistanceSteps steps_;
  StepHistograms histograms_;
  float scale_;
  float limit_;
  float doubt_ = 0.0F;
  bool doubtful_ = false;
  std::uint64_t at_once_ = 0;
  PairGrid::Piece piece_;
  geo::Point origin_;
  PlaceTile tile_;
  std::array<std::int32_t, kTile> step_;
};

}  // namespace

std::size_t DistanceSteps::step_of(double distance_squared) const {
  const double guess = std::ceil(std::sqrt(distance_squared) / most * static_cast<double>(count));
  if (!(guess <= static_cast<double>(count) + 1.0)) return count + 1;
  auto k = static_cast<std::size_t>(guess);
  while (k > 0 && distance_squared <= radius(k - 1) * radius(k - 1)) --k;
  while (k <= count && distance_squared > radius(k) * radius(k)) ++k;
  return k;
}

core::Result<std::vector<std::uint64_t>> pair_counts(const PairGrid& grid, const DistanceSteps& steps,
                                                     const jobs::Progress& progress) {
  assert(steps.most > 0.0 && steps.count > 0 && steps.most <= grid.reach());
  const std::vector<PairGrid::Piece> pieces = grid.pieces(kMostInPiece);
  const std::size_t grain = pieces.size() / kCountRanges + 1;
  const std::size_t ranges = (pieces.size() + grain - 1) / grain;
  std::vector<std::vector<std::uint64_t>> counts(ranges);
  auto status = jobs::parallel_for(pieces.size(), grain, progress, [&](std::size_t begin, std::size_t end) {
    DistanceCounter counter(grid, steps);
    for (std::size_t piece = begin; piece < end; ++piece) counter.count(pieces[piece]);
    std::vector<std::uint64_t>& own = counts[begin / grain];
    own.assign(steps.count + 1, 0);
    counter.add_to(own);
  });
  if (!status) return status.error();
  std::vector<std::uint64_t> totals(steps.count + 1, 0);
  for (const std::vector<std::uint64_t>& own : counts) {
    for (std::size_t k = 0; k < totals.size(); ++k) totals[k] += own[k];
  }
  return totals;
}

}  // namespace wardscope::analysis
