// SPDX-License-Identifier: GPL-3.0-or-later
#include "analysis/pattern_trend.hpp"

#include <algorithm>
#include <cassert>
#include <cmath>
#include <numbers>

#include "analysis/gaussian_sums.hpp"
#include "core/random.hpp"

namespace wardscope::analysis {
namespace {

constexpr std::size_t kResidentPlaces = 20000;
constexpr double kLeastShareOnLand = 0.05;  // a kernel all but off the land would weigh without end
constexpr int kMostThrows = 1000;

double incidents_at(const PlacedCounts& places, std::size_t i) {
  return places.incidents.empty() ? 1.0 : places.incidents[i];
}

struct Smoothing {
  core::Metres sigma;
  jobs::Progress progress;
};

core::Result<std::vector<double>> shares_on_land(const PlacedCounts& places, const PatternWindow& window,
                                                 const Smoothing& with) {
  const std::vector<double> none(places.size(), 1.0);
  auto shares = gaussian_shares_on_land({places.x, places.y, none}, window.boundary(), with.sigma, with.progress);
  if (!shares) return shares.error();
  for (double& share : *shares) share = std::max(share, kLeastShareOnLand);
  return shares;
}

}  // namespace

core::Status PatternTrend::set_sources(const PlacedCounts& sources, const jobs::Progress& progress) {
  const auto shares = shares_on_land(sources, *window_, {sigma_, progress});
  if (!shares) return shares.error();
  x_.assign(sources.x.begin(), sources.x.end());
  y_.assign(sources.y.begin(), sources.y.end());
  double all = 0.0;
  for (std::size_t i = 0; i < sources.size(); ++i) {
    const double incidents = incidents_at(sources, i);
    weight_.push_back(incidents / (*shares)[i]);
    up_to_.push_back(all += incidents);
  }
  return {};
}

core::Result<PatternTrend> PatternTrend::of_residents(const RandomPlaces& residents, const PatternWindow& window,
                                                      core::Metres sigma, const jobs::Progress& progress) {
  constexpr Draw kOwn{0x7e51de57U, 0};  // another seed than any that is asked for: residents are no simulation
  PatternTrend trend(window, sigma);
  std::vector<double> x;
  std::vector<double> y;
  for (const geo::Point& p : residents.draw(kResidentPlaces, kOwn)) {
    x.push_back(p.x);
    y.push_back(p.y);
  }
  if (auto status = trend.set_sources({x, y, {}}, progress); !status) return status.error();
  return trend;
}

core::Result<PatternTrend> PatternTrend::of_incidents(const PlacedCounts& incidents, const PatternWindow& window,
                                                      core::Metres sigma, const jobs::Progress& progress) {
  PatternTrend trend(window, sigma);
  trend.of_its_own_ = true;
  if (auto status = trend.set_sources(incidents, progress); !status) return status.error();
  return trend;
}

core::Result<TrendIntensity> PatternTrend::at(const PlacedCounts& pattern, const jobs::Progress& progress) const {
  double incidents = 0.0;
  for (std::size_t i = 0; i < pattern.size(); ++i) incidents += incidents_at(pattern, i);
  TrendIntensity found;
  if (of_its_own_) {
    const auto shares = shares_on_land(pattern, *window_, {sigma_, progress.part(0.0, 0.4)});
    if (!shares) return shares.error();
    std::vector<double> weight(pattern.size());
    for (std::size_t i = 0; i < weight.size(); ++i) weight[i] = incidents_at(pattern, i) / (*shares)[i];
    auto sums = gaussian_sums({pattern.x, pattern.y, weight}, sigma_, progress.part(0.4, 1.0));
    if (!sums) return sums.error();
    found.per_m2 = std::move(sums).value();
    const double peak = 1.0 / (2.0 * std::numbers::pi * sigma_.value() * sigma_.value());
    for (std::size_t i = 0; i < weight.size(); ++i) found.per_m2[i] -= peak / (*shares)[i];
  } else {
    std::vector<double> x(x_);
    std::vector<double> y(y_);
    std::vector<double> weight(weight_);
    x.insert(x.end(), pattern.x.begin(), pattern.x.end());
    y.insert(y.end(), pattern.y.begin(), pattern.y.end());
    weight.resize(x.size(), 0.0);
    const auto sums = gaussian_sums({x, y, weight}, sigma_, progress);
    if (!sums) return sums.error();
    const double scale = incidents / up_to_.back();
    for (std::size_t i = x_.size(); i < x.size(); ++i) found.per_m2.push_back((*sums)[i] * scale);
  }
  const double least = kLeastOfMeanIntensity * incidents / window_->area();
  for (std::size_t i = 0; i < found.per_m2.size(); ++i) {
    if (found.per_m2[i] >= least) continue;
    found.per_m2[i] = least;
    found.floored += static_cast<std::int64_t>(incidents_at(pattern, i));
  }
  return found;
}

geo::Point PatternTrend::one(std::uint64_t seed, std::uint64_t item) const {
  core::CounterRng rng(seed, item);
  const auto chosen = std::upper_bound(up_to_.begin(), up_to_.end() - 1, rng.uniform() * up_to_.back());
  const auto source = static_cast<std::size_t>(chosen - up_to_.begin());
  const geo::Point centre{x_[source], y_[source]};
  // A kernel about a place counts on the land alone: what falls off it is thrown again from the same place.
  for (int attempt = 0; attempt < kMostThrows; ++attempt) {
    const double angle = 2.0 * std::numbers::pi * rng.uniform();
    const double distance = sigma_.value() * std::sqrt(-2.0 * std::log(1.0 - rng.uniform()));  // Rayleigh
    const geo::Point p{centre.x + distance * std::cos(angle), centre.y + distance * std::sin(angle)};
    if (window_->boundary().contains(p)) return p;
  }
  return centre;
}

std::vector<geo::Point> PatternTrend::draw(std::size_t count, const Draw& which) const {
  std::vector<geo::Point> points;
  points.reserve(count);
  for (std::uint64_t i = 0; i < count; ++i) points.push_back(one(which.seed, which.item(i)));
  return points;
}

}  // namespace wardscope::analysis
