// SPDX-License-Identifier: GPL-3.0-or-later
#include "analysis/inhomogeneous_ripley.hpp"

#include <algorithm>
#include <cassert>
#include <cmath>
#include <limits>

#include "jobs/parallel.hpp"

namespace wardscope::analysis {
namespace {

constexpr std::size_t kWeightedRanges = 512;
constexpr std::size_t kWeightedPlaces = 64;

/// By step: pairs that end there and, for the border correction, what counts up to it.
struct WeightedSums {
  std::vector<double> pairs;
  std::vector<double> points;  ///< border: 1 / intensity of points as far from the border as the radius
};

class WeightedPairs {
 public:
  WeightedPairs(const InhomogeneousQuestion& question, double scale)
      : question_(question), grid_(question.places, question.steps.most), share_(question.places.size()) {
    const auto given = grid_.given();
    for (std::size_t i = 0; i < share_.size(); ++i) share_[i] = scale / question.intensity[given[i]];
  }

  core::Result<WeightedSums> sums(const jobs::Progress& progress) const {
    const auto pieces = grid_.pieces(kWeightedPlaces);
    const std::size_t grain = pieces.size() / kWeightedRanges + 1;
    std::vector<WeightedSums> by_range((pieces.size() + grain - 1) / grain);
    auto status = jobs::parallel_for(pieces.size(), grain, progress, [&](std::size_t begin, std::size_t end) {
      WeightedSums& own = by_range[begin / grain] = empty();
      CircleShare circle;
      for (std::size_t piece = begin; piece < end; ++piece) {
        for (std::size_t i = pieces[piece].run.begin; i < pieces[piece].run.end; ++i) {
          if (question_.correction == RipleyCorrection::border) {
            add_up_to_border(i, pieces[piece].cell, own);
          } else {
            add(i, pieces[piece].cell, {circle, own});
          }
        }
      }
    });
    if (!status) return status.error();
    WeightedSums all = empty();
    for (const WeightedSums& own : by_range) {
      for (std::size_t k = 0; k < all.pairs.size(); ++k) {
        all.pairs[k] += own.pairs[k];
        all.points[k] += own.points[k];
      }
    }
    return all;
  }

 private:
  [[nodiscard]] WeightedSums empty() const {
    const std::size_t steps = question_.steps.count + 1;
    return {std::vector<double>(steps, 0.0), std::vector<double>(steps, 0.0)};
  }
  [[nodiscard]] double distance_to_border(std::size_t i) const {
    return question_.window.distance_to_border(grid_.at(i), question_.steps.most);
  }

  /// Calls visit(step, j, squared) for each place in reach of i, and for the others of i's own incidents with j = i.
  template <typename Visit>
  void for_pairs(std::size_t i, std::size_t cell, Visit visit) const {
    const double reach = question_.steps.most * question_.steps.most;
    grid_.for_runs_around(cell, [&](PairGrid::Run run) {
      for (std::size_t j = run.begin; j < run.end; ++j) {
        const double dx = grid_.x()[j] - grid_.x()[i];
        const double dy = grid_.y()[j] - grid_.y()[i];
        const double squared = dx * dx + dy * dy;
        if (squared > reach) continue;
        const double others = grid_.incidents()[j] - (j == i ? 1.0 : 0.0);
        if (const std::size_t step = question_.steps.step_of(squared); step <= question_.steps.count) {
          visit(step, share_[j] * others, geo::Point{dx, dy});
        }
      }
    });
  }

  struct Into {
    CircleShare& circle;
    WeightedSums& sums;
  };
  void add(std::size_t i, std::size_t cell, Into into) const {
    const bool isotropic = question_.correction == RipleyCorrection::isotropic;
    const double border = isotropic ? distance_to_border(i) : 0.0;
    const bool near = isotropic && border < question_.steps.most;
    if (near) into.circle.prepare(question_.window, grid_.at(i), question_.steps.most);
    const double own = share_[i] * grid_.incidents()[i];
    const double area = question_.window.area();
    for_pairs(i, cell, [&](std::size_t step, double other, geo::Point apart) {
      double weight = 1.0;
      if (question_.correction == RipleyCorrection::translation) {
        weight = std::min(kMostPairWeight, area / question_.covariance->at(apart.x, apart.y));
      } else if (near) {
        const double distance = std::min(question_.steps.most, std::sqrt(geo::dot(apart, apart)));
        if (distance > border) weight = std::min(kMostPairWeight, 1.0 / into.circle.at(distance));
      }
      into.sums.pairs[step] += own * other * weight;
    });
  }

  /// A point counts at the radii that do not reach beyond the border.
  void add_up_to_border(std::size_t i, std::size_t cell, WeightedSums& sums) const {
    std::vector<double> pairs(sums.pairs.size(), 0.0);
    const double own = share_[i] * grid_.incidents()[i];
    for_pairs(i, cell, [&](std::size_t step, double other, geo::Point) { pairs[step] += own * other; });
    const double border = distance_to_border(i);
    double so_far = 0.0;
    for (std::size_t k = 0; k < pairs.size() && question_.steps.radius(k) <= border; ++k) {
      so_far += pairs[k];
      sums.pairs[k] += so_far;
      sums.points[k] += own;
    }
  }

  const InhomogeneousQuestion& question_;
  PairGrid grid_;
  std::vector<double> share_;  ///< by position: 1 / intensity, m^2
};

}  // namespace

core::Result<RipleyCurve> inhomogeneous_k(const InhomogeneousQuestion& question, const jobs::Progress& progress) {
  const PlacedCounts& places = question.places;
  assert(places.size() > 0 && question.intensity.size() == places.size() && !question.window.empty());
  assert(question.correction != RipleyCorrection::translation || question.covariance != nullptr);
  RipleyCurve curve{question.steps, {}, 0, question.window.area()};
  double inverse = 0.0;
  for (std::size_t i = 0; i < places.size(); ++i) {
    const std::uint32_t incidents = places.incidents.empty() ? 1 : places.incidents[i];
    curve.points += incidents;
    inverse += incidents / question.intensity[i];
  }
  const auto sums = WeightedPairs(question, curve.window / inverse).sums(progress);
  if (!sums) return sums.error();
  double so_far = 0.0;
  for (std::size_t k = 0; k < sums->pairs.size(); ++k) {
    so_far += sums->pairs[k];
    if (question.correction != RipleyCorrection::border) {
      curve.k.push_back(so_far / curve.window);
    } else {
      curve.k.push_back(sums->points[k] > 0.0 ? sums->pairs[k] / sums->points[k]
                                              : std::numeric_limits<double>::quiet_NaN());
    }
  }
  return curve;
}

}  // namespace wardscope::analysis
