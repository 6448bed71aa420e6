// SPDX-License-Identifier: GPL-3.0-or-later
#include "analysis/ripley.hpp"

#include <algorithm>
#include <cassert>
#include <cmath>
#include <limits>
#include <numbers>
#include <numeric>

#include "jobs/parallel.hpp"

namespace wardscope::analysis {
namespace {

/// Work is cut into this many ranges at most, whatever the number of threads: sums keep one order.
constexpr std::size_t kRipleyRanges = 512;
constexpr std::size_t kPlacesATime = 64;

/// A place nearer the border than the reach.
struct NearBorder {
  std::uint32_t position = 0;  ///< in the grid
  std::uint32_t cell = 0;
  double border = 0.0;  ///< distance, m
};

/// In the order of the grid.
core::Result<std::vector<NearBorder>> places_near_border(const PairGrid& grid, const RipleyQuestion& question,
                                                         const jobs::Progress& progress) {
  const auto pieces = grid.pieces(kPlacesATime);
  std::vector<double> border(grid.size());
  auto status = jobs::parallel_for(pieces.size(), pieces.size() / kRipleyRanges + 1, progress,
                                   [&](std::size_t begin, std::size_t end) {
                                     for (std::size_t i = pieces[begin].run.begin; i < pieces[end - 1].run.end; ++i) {
                                       border[i] = question.window.distance_to_border(grid.at(i), question.steps.most);
                                     }
                                   });
  if (!status) return status.error();
  std::vector<NearBorder> near;
  for (const PairGrid::Piece& piece : pieces) {
    for (std::size_t i = piece.run.begin; i < piece.run.end; ++i) {
      if (border[i] < question.steps.most) {
        near.push_back({static_cast<std::uint32_t>(i), static_cast<std::uint32_t>(piece.cell), border[i]});
      }
    }
  }
  return near;
}

/// Sums by step over ranges of items, in the order of the ranges.
class StepSums {
 public:
  StepSums(std::size_t items, const DistanceSteps& steps)
      : grain_(items / kRipleyRanges + 1), steps_(steps.count + 1), sums_((items + grain_ - 1) / grain_) {}

  /// Calls add(item, sums) for each item, in parallel.
  template <typename Add>
  core::Status run(std::size_t items, const jobs::Progress& progress, Add add) {
    return jobs::parallel_for(items, grain_, progress, [&](std::size_t begin, std::size_t end) {
      std::vector<double>& own = sums_[begin / grain_];
      own.assign(steps_, 0.0);
      add(begin, end, own);
    });
  }
  [[nodiscard]] std::vector<double> total() const {
    std::vector<double> total(steps_, 0.0);
    for (const std::vector<double>& own : sums_) {
      for (std::size_t k = 0; k < steps_; ++k) total[k] += own[k];
    }
    return total;
  }

 private:
  std::size_t grain_;
  std::size_t steps_;
  std::vector<std::vector<double>> sums_;
};

/// Calls visit(j, d2) for each place within the reach of the one at `position`, itself left out.
template <typename Visit>
void for_places_around(const PairGrid& grid, const NearBorder& place, Visit visit) {
  const auto x = grid.x();
  const auto y = grid.y();
  const double reach_squared = grid.reach() * grid.reach();
  grid.for_runs_around(place.cell, [&](PairGrid::Run run) {
    for (std::size_t j = run.begin; j < run.end; ++j) {
      const double dx = x[j] - x[place.position];
      const double dy = y[j] - y[place.position];
      const double squared = dx * dx + dy * dy;
      if (squared <= reach_squared && j != place.position) visit(j, squared);
    }
  });
}

/// What the isotropic weights of pairs add to the plain ones, by step.
core::Result<std::vector<double>> isotropic_additions(const PairGrid& grid, const RipleyQuestion& question,
                                                      const jobs::Progress& progress) {
  const auto near = places_near_border(grid, question, progress.part(0.0, 0.1));
  if (!near) return near.error();
  StepSums sums(near->size(), question.steps);
  auto status = sums.run(near->size(), progress.part(0.1, 1.0),
                         [&](std::size_t begin, std::size_t end, std::vector<double>& own) {
                           CircleShare circle;
                           for (std::size_t i = begin; i < end; ++i) {
                             const NearBorder& place = (*near)[i];
                             circle.prepare(question.window, grid.at(place.position), question.steps.most);
                             const double incidents = grid.incidents()[place.position];
                             for_places_around(grid, place, [&](std::size_t j, double squared) {
                               const double distance = std::sqrt(squared);
                               if (distance <= place.border || distance > question.steps.most) return;
                               const double weight = std::min(kMostPairWeight, 1.0 / circle.at(distance));
                               const std::size_t step = question.steps.step_of(squared);
                               if (step < own.size()) own[step] += (weight - 1.0) * incidents * grid.incidents()[j];
                             });
                           }
                         });
  if (!status) return status.error();
  return sums.total();
}

core::Result<std::vector<double>> translation_sums(const PairGrid& grid, const RipleyQuestion& question,
                                                   const jobs::Progress& progress) {
  const auto pieces = grid.pieces(kPlacesATime);
  const double area = question.window.area();
  const double width = question.window.extent().width();
  const double height = question.window.extent().height();
  const SetCovariance* const covariance = question.covariance;
  StepSums sums(pieces.size(), question.steps);
  const auto x = grid.x();
  const auto y = grid.y();
  const double reach_squared = question.steps.most * question.steps.most;
  auto status = sums.run(pieces.size(), progress, [&](std::size_t begin, std::size_t end, std::vector<double>& own) {
    const auto add = [&](std::size_t i, std::size_t j) {
      const double dx = x[j] - x[i];
      const double dy = y[j] - y[i];
      const double squared = dx * dx + dy * dy;
      if (squared > reach_squared) return;
      const double pairs = 2.0 * grid.incidents()[i] * grid.incidents()[j];
      const double still =
          covariance != nullptr ? covariance->at(dx, dy) : (width - std::fabs(dx)) * (height - std::fabs(dy));
      own[question.steps.step_of(squared)] += pairs * std::min(kMostPairWeight, area / still);
    };
    for (std::size_t piece = begin; piece < end; ++piece) {
      for (std::size_t i = pieces[piece].run.begin; i < pieces[piece].run.end; ++i) {
        const double incidents = grid.incidents()[i];
        own[0] += incidents * (incidents - 1.0);
        for (std::size_t j = i + 1; j < pieces[piece].rest_of_cell.end; ++j) add(i, j);
        grid.for_runs_after(pieces[piece].cell, [&](PairGrid::Run run) {
          for (std::size_t j = run.begin; j < run.end; ++j) add(i, j);
        });
      }
    }
  });
  if (!status) return status.error();
  return sums.total();
}

struct BorderCounts {
  std::vector<double> pairs;   ///< by step k: with d <= radius(k), the first point radius(k) or more from the border
  std::vector<double> points;  ///< as far from the border
};

/// @param inner ordered pairs by step
core::Result<BorderCounts> border_counts(const PairGrid& grid, const RipleyQuestion& question,
                                         const std::vector<double>& inner, const jobs::Progress& progress) {
  const auto near = places_near_border(grid, question, progress.part(0.0, 0.1));
  if (!near) return near.error();
  const DistanceSteps& steps = question.steps;
  // A point at b from the border counts up to the last radius that is not beyond b; from the next on its pairs go.
  const auto first_without = [&](double border) {
    const std::size_t step = steps.step_of(border * border);
    return step <= steps.count && steps.radius(step) <= border ? step + 1 : step;
  };
  StepSums gone(near->size(), steps);
  auto status = gone.run(near->size(), progress.part(0.1, 1.0),
                         [&](std::size_t begin, std::size_t end, std::vector<double>& own) {
                           std::vector<double> pairs(own.size());
                           for (std::size_t i = begin; i < end; ++i) {
                             const NearBorder& place = (*near)[i];
                             const double incidents = grid.incidents()[place.position];
                             std::fill(pairs.begin(), pairs.end(), 0.0);
                             pairs[0] = incidents * (incidents - 1.0);
                             for_places_around(grid, place, [&](std::size_t j, double squared) {
                               const std::size_t step = steps.step_of(squared);
                               if (step < pairs.size()) pairs[step] += incidents * grid.incidents()[j];
                             });
                             double so_far = 0.0;
                             for (std::size_t k = 0; k < own.size(); ++k) {
                               so_far += pairs[k];
                               if (k >= first_without(place.border)) own[k] += so_far;
                             }
                           }
                         });
  if (!status) return status.error();
  BorderCounts counts;
  counts.pairs.resize(inner.size());
  std::partial_sum(inner.begin(), inner.end(), counts.pairs.begin());
  const std::vector<double> lost = gone.total();
  double all = 0.0;
  for (const std::uint32_t own : grid.incidents()) all += own;
  counts.points.assign(inner.size(), all);
  for (const NearBorder& place : *near) {
    for (std::size_t k = first_without(place.border); k < inner.size(); ++k) {
      counts.points[k] -= grid.incidents()[place.position];
    }
  }
  for (std::size_t k = 0; k < inner.size(); ++k) counts.pairs[k] -= lost[k];
  return counts;
}

}  // namespace

std::string_view words_of(RipleyCorrection correction) {
  switch (correction) {
    case RipleyCorrection::isotropic:
      return "Ripley's isotropic edge correction";
    case RipleyCorrection::border:
      return "border edge correction";
    case RipleyCorrection::translation:
      return "translation edge correction";
    case RipleyCorrection::none:
      return "no edge correction";
  }
  return {};
}

double RipleyCurve::l(std::size_t step) const { return std::sqrt(k[step] / std::numbers::pi); }

double RipleyCurve::ring_ratio(std::size_t step) const {
  assert(step >= 1);
  const double outer = steps.radius(step);
  const double inner = steps.radius(step - 1);
  return (k[step] - k[step - 1]) / (std::numbers::pi * (outer * outer - inner * inner));
}

double RipleyCurve::per_pair() const {
  const auto n = static_cast<double>(points);
  return 2.0 * window / (n * (n - 1.0));
}

core::Result<RipleyCurve> ripley_k(const RipleyQuestion& question, const jobs::Progress& progress) {
  const PlacedCounts& places = question.places;
  const PatternWindow& window = question.window;
  const DistanceSteps& steps = question.steps;
  const RipleyCorrection correction = question.correction;
  assert(places.size() > 0 && !window.empty());
  const PairGrid grid(places, steps.most);
  RipleyCurve curve{steps, {}, 0, window.area()};
  for (const std::uint32_t own : grid.incidents()) curve.points += own;
  assert(curve.points >= 2);
  std::vector<double> pairs(steps.count + 1, 0.0);  // ordered, weighted, by step
  if (correction == RipleyCorrection::translation) {
    assert(question.covariance != nullptr ||
           (window.is_rectangle() && steps.most < std::min(window.extent().width(), window.extent().height())));
    auto sums = translation_sums(grid, question, progress);
    if (!sums) return sums.error();
    pairs = std::move(sums).value();
  } else {
    const auto counts = pair_counts(grid, steps, progress.part(0.0, 0.5));
    if (!counts) return counts.error();
    for (std::size_t k = 0; k < pairs.size(); ++k) pairs[k] = 2.0 * static_cast<double>((*counts)[k]);
  }
  const auto n = static_cast<double>(curve.points);
  curve.k.resize(pairs.size());
  if (correction == RipleyCorrection::border) {
    const auto counts = border_counts(grid, question, pairs, progress.part(0.5, 1.0));
    if (!counts) return counts.error();
    for (std::size_t k = 0; k < pairs.size(); ++k) {
      curve.k[k] = counts->points[k] > 0.0 ? curve.window / (n * counts->points[k]) * counts->pairs[k]
                                           : std::numeric_limits<double>::quiet_NaN();
    }
    return curve;
  }
  if (correction == RipleyCorrection::isotropic) {
    const auto additions = isotropic_additions(grid, question, progress.part(0.5, 1.0));
    if (!additions) return additions.error();
    for (std::size_t k = 0; k < pairs.size(); ++k) pairs[k] += (*additions)[k];
  }
  double so_far = 0.0;
  for (std::size_t k = 0; k < pairs.size(); ++k) {
    so_far += pairs[k];
    curve.k[k] = curve.window / (n * (n - 1.0)) * so_far;
  }
  return curve;
}

}  // namespace wardscope::analysis
