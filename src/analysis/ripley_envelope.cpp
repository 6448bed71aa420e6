// SPDX-License-Identifier: GPL-3.0-or-later
#include "analysis/ripley_envelope.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <functional>
#include <numeric>

#include "analysis/clark_evans.hpp"
#include "analysis/inhomogeneous_ripley.hpp"

namespace wardscope::analysis {
namespace {

constexpr std::int64_t kFewestSimulations = 19;
constexpr std::int64_t kMostSimulations = 9999;

core::Status check_envelope(const EnvelopeOptions& options) {
  if (options.simulations < kFewestSimulations || options.simulations > kMostSimulations) {
    return core::invalid_argument(fmt::format("{} simulations: the number must be {} to {}", options.simulations,
                                              kFewestSimulations, kMostSimulations));
  }
  if (!(options.level > 0.0 && options.level < 1.0) ||
      options.level * static_cast<double>(options.simulations + 1) < 1.0) {
    return core::invalid_argument(
        fmt::format("{} simulations cannot tell what happens in {:g} of cases: ask for more, or for a higher level",
                    options.simulations, options.level));
  }
  return {};
}

/// Curves of L - r by step: the observed one first.
struct Curves {
  std::vector<std::vector<double>> excess;
  std::vector<double> mean_nearest;  ///< of the simulated ones
};

std::vector<double> excess_of(const RipleyCurve& curve) {
  std::vector<double> excess;
  excess.reserve(curve.k.size());
  for (std::size_t k = 0; k < curve.k.size(); ++k) excess.push_back(curve.excess(k));
  return excess;
}

core::Result<Curves> simulated_curves(const EnvelopeQuestion& question, const jobs::Progress& progress) {
  Curves curves{{excess_of(question.observed)}, {}};
  const auto count = static_cast<std::size_t>(question.observed.points);
  const auto simulations = static_cast<std::size_t>(question.options.simulations);
  std::vector<double> x(count);
  std::vector<double> y(count);
  for (std::size_t b = 0; b < simulations; ++b) {
    const double share = 1.0 / static_cast<double>(simulations);
    const jobs::Progress own = progress.part(static_cast<double>(b) * share, static_cast<double>(b + 1) * share);
    if (!own.tick(0.0)) return core::cancelled();
    const Draw which{static_cast<std::uint64_t>(question.options.seed), b};
    const auto points =
        question.trend != nullptr ? question.trend->draw(count, which) : question.null.draw(count, which);
    for (std::size_t i = 0; i < count; ++i) {
      x[i] = points[i].x;
      y[i] = points[i].y;
    }
    const PlacedCounts places{x, y, {}};
    const auto curve = curve_beside(
        question.trend, {places, question.window, question.observed.steps, question.correction, question.covariance},
        own.part(0.0, 0.8));
    if (!curve) return curve.error();
    const auto nearest = nearest_distances(places, own.part(0.8, 1.0));
    if (!nearest) return nearest.error();
    curves.excess.push_back(excess_of(*curve));
    curves.mean_nearest.push_back(std::accumulate(nearest->begin(), nearest->end(), 0.0) / static_cast<double>(count));
  }
  return curves;
}

/// The last step, from 1 on, up to which every curve is known.
std::size_t known_steps(const Curves& curves) {
  const std::size_t steps = curves.excess.front().size() - 1;
  for (std::size_t k = 1; k <= steps; ++k) {
    for (const std::vector<double>& curve : curves.excess) {
      if (!std::isfinite(curve[k])) return k - 1;
    }
  }
  return steps;
}

void add_bands(const Curves& curves, RipleyEnvelope& envelope, std::size_t rank) {
  const std::size_t all = curves.excess.size();
  std::vector<double> simulated(all - 1);
  for (std::size_t k = 0; k < curves.excess.front().size(); ++k) {
    for (std::size_t b = 1; b < all; ++b) simulated[b - 1] = curves.excess[b][k];
    const double sum = std::accumulate(simulated.begin(), simulated.end(), 0.0);
    envelope.expected.push_back(sum / static_cast<double>(all - 1));
    if (k > envelope.steps_tested) {
      envelope.low.push_back(envelope.expected.back());
      envelope.high.push_back(envelope.expected.back());
      continue;
    }
    std::sort(simulated.begin(), simulated.end());
    envelope.low.push_back(simulated[rank - 1]);
    envelope.high.push_back(simulated[simulated.size() - rank]);
  }
}

struct Deviation {
  double most = 0.0;
  std::size_t at_step = 0;
};

/// How far curve b lies from the mean of all others, at the most.
Deviation deviation_of(const Curves& curves, std::size_t b, const RipleyEnvelope& envelope) {
  const auto others = static_cast<double>(curves.excess.size() - 1);
  Deviation found;
  for (std::size_t k = 1; k <= envelope.steps_tested; ++k) {
    const double sum = envelope.expected[k] * others + curves.excess.front()[k];
    const double off = std::fabs(curves.excess[b][k] - (sum - curves.excess[b][k]) / others);
    if (off > found.most) found = {off, k};
  }
  return found;
}

}  // namespace

core::Result<RipleyCurve> curve_beside(const PatternTrend* trend, const RipleyQuestion& question,
                                       const jobs::Progress& progress) {
  if (trend == nullptr) return ripley_k(question, progress);
  const auto intensity = trend->at(question.places, progress.part(0.0, 0.3));
  if (!intensity) return intensity.error();
  return inhomogeneous_k(
      {question.places, intensity->per_m2, question.window, question.steps, question.correction, question.covariance},
      progress.part(0.3, 1.0));
}

core::Result<RipleyEnvelope> ripley_envelope(const EnvelopeQuestion& question, const jobs::Progress& progress) {
  if (auto status = check_envelope(question.options); !status) return status.error();
  auto curves = simulated_curves(question, progress);
  if (!curves) return curves.error();
  const auto all = static_cast<double>(question.options.simulations + 1);
  RipleyEnvelope envelope;
  envelope.mean_nearest = std::move(curves->mean_nearest);
  envelope.steps_tested = known_steps(*curves);
  // The epsilon keeps 0.05 x 100 from being 4.999.
  constexpr double kHair = 1e-9;
  const auto rank = static_cast<std::size_t>(std::max(1.0, std::floor(question.options.level / 2.0 * all + kHair)));
  envelope.level_at_one = 2.0 * static_cast<double>(rank) / all;
  add_bands(*curves, envelope, rank);
  const Deviation observed = deviation_of(*curves, 0, envelope);
  envelope.most_deviation = observed.most;
  envelope.at_step = observed.at_step;
  std::vector<double> deviations;
  deviations.reserve(curves->excess.size() - 1);
  for (std::size_t b = 1; b < curves->excess.size(); ++b) {
    deviations.push_back(deviation_of(*curves, b, envelope).most);
  }
  const auto as_far =
      std::count_if(deviations.begin(), deviations.end(), [&](double own) { return own >= envelope.most_deviation; });
  envelope.p = (1.0 + static_cast<double>(as_far)) / all;
  std::sort(deviations.begin(), deviations.end(), std::greater<>());
  const auto critical = static_cast<std::size_t>(std::floor(question.options.level * all + kHair));
  envelope.half_width = deviations[std::min(deviations.size(), critical) - 1];
  return envelope;
}

}  // namespace wardscope::analysis
