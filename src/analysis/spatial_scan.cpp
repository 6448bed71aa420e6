// SPDX-License-Identifier: GPL-3.0-or-later
#include "analysis/spatial_scan.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <cassert>
#include <cmath>
#include <limits>
#include <numeric>

#include "analysis/scan_windows.hpp"
#include "core/text.hpp"
#include "jobs/parallel.hpp"
#include "stats/null_counts.hpp"

namespace wardscope::analysis {
namespace {

constexpr core::NumberRange kReplications{99.0, 99999.0};
constexpr core::NumberRange kScanLevels{0.001, 0.5};
constexpr core::NumberRange kShares{0.01, 0.5};
constexpr core::NumberRange kScanSeeds{0.0, 9e15};
constexpr std::size_t kLeastScanUnits = 8;
// Han et al. 2016, with 50 % as the last.
constexpr std::array kReportedShares{0.01, 0.02, 0.03, 0.04, 0.05, 0.06, 0.08, 0.1,
                                     0.12, 0.15, 0.2,  0.25, 0.3,  0.4,  0.5};

constexpr std::array<core::Choice, 2> kNulls{
    {{"poisson", "In proportion to what is expected of each place"},
     {"same-margins", "Each place and each month keeps its sum: place and time together"}}};
constexpr std::array<core::Choice, 2> kTimes{
    {{"any", "Any stretch of months"}, {"to-the-end", "Only what still goes on in the last month"}}};

bool within(double value, core::NumberRange range) { return value >= range.least && value <= range.most; }

core::Status check_options(const ScanOptions& options) {
  if (!within(static_cast<double>(options.replications), kReplications)) {
    return core::invalid_argument(fmt::format("{} replications: the number must be {:g} to {:.0f}",
                                              options.replications, kReplications.least, kReplications.most));
  }
  if (!within(options.level, kScanLevels) || options.level * (static_cast<double>(options.replications) + 1.0) < 1.0) {
    return core::invalid_argument(
        fmt::format("a level of {:g} with {} replications: it must be {:g} to {:g}, and 1 / (replications + 1) or more",
                    options.level, options.replications, kScanLevels.least, kScanLevels.most));
  }
  if (!within(options.most_share, kShares)) {
    return core::invalid_argument(fmt::format("a largest circle of {:g} of what is expected: it must be {:g} to {:g}",
                                              options.most_share, kShares.least, kShares.most));
  }
  return {};
}

core::Status check_input(const ScanInput& input, const ScanOptions& options) {
  const std::size_t units = input.centres.size();
  if (units < kLeastScanUnits || units > kMostScanUnits) {
    return core::invalid_argument(fmt::format("{} cells or areas: a scan needs {} to {}; choose {} ones",
                                              core::with_thousands(static_cast<std::int64_t>(units)), kLeastScanUnits,
                                              core::with_thousands(kMostScanUnits),
                                              units < kLeastScanUnits ? "smaller" : "larger"));
  }
  if (options.null == ScanNull::same_margins && input.period_lengths.size() < 2) {
    return core::invalid_argument(
        "a scan of place and time together needs two months or more: widen the period, or keep the Poisson null");
  }
  if (std::all_of(input.observed.begin(), input.observed.end(), [](std::uint32_t count) { return count == 0; })) {
    return core::invalid_argument("no incident lies in any cell or area: widen the filter");
  }
  if (options.null == ScanNull::same_margins) return {};
  std::size_t without = 0;
  for (std::size_t unit = 0; unit < units; ++unit) {
    const auto counts = input.observed.subspan(unit * input.period_lengths.size(), input.period_lengths.size());
    const bool holds = std::any_of(counts.begin(), counts.end(), [](std::uint32_t count) { return count > 0; });
    if (holds && !(input.expected[unit] > 0.0)) ++without;
  }
  if (without == 0) return {};
  return core::invalid_argument(
      fmt::format("in {} of the cells or areas lie incidents though none are expected there (no residents, no land): "
                  "choose another baseline",
                  without));
}

/// The greatest ratio of each replication, in their order.
core::Result<std::vector<double>> greatest_ratios(const ScanWindows& windows, const ScanInput& input,
                                                  const ScanOptions& options, const jobs::Progress& progress) {
  constexpr std::size_t kMostCounts = std::size_t{1} << 24U;  // 64 MiB
  const std::size_t table = input.observed.size();
  const auto all = static_cast<std::size_t>(options.replications);
  const std::size_t batch = std::min(all, std::max<std::size_t>(32, kMostCounts / table));
  std::vector<double> weights(table);
  for (std::size_t i = 0; i < table; ++i) {
    weights[i] = windows.expected(i / windows.periods()) * windows.period_shares()[i % windows.periods()];
  }
  std::vector<double> greatest;
  greatest.reserve(all);
  for (std::size_t first = 0; first < all; first += batch) {
    const std::size_t size = std::min(batch, all - first);
    const auto share = [&](double done) { return (static_cast<double>(first) + done) / static_cast<double>(all); };
    ScanReplications drawn{size, std::vector<std::uint32_t>(table * size)};
    const auto draws = jobs::parallel_for(
        size, 16, progress.part(share(0.0), share(0.1 * static_cast<double>(size))),
        [&](std::size_t begin, std::size_t end) {
          std::vector<std::uint32_t> counts(table);
          for (std::size_t r = begin; r < end; ++r) {
            const stats::Replication replication{static_cast<std::uint64_t>(options.seed), first + r};
            if (options.null == ScanNull::poisson) {
              stats::draw_multinomial(static_cast<std::uint32_t>(windows.all()), weights, replication, counts);
            } else {
              stats::draw_with_same_margins(input.observed, windows.periods(), replication, counts);
            }
            for (std::size_t i = 0; i < table; ++i) drawn.counts[i * size + r] = counts[i];
          }
        });
    if (!draws) return draws.error();
    const std::size_t grain = std::max<std::size_t>(4, windows.units() / 32);
    std::vector<double> best((windows.units() / grain + 1) * size, 0.0);
    const auto status = jobs::parallel_for(
        windows.units(), grain, progress.part(share(0.1 * static_cast<double>(size)), share(static_cast<double>(size))),
        [&](std::size_t begin, std::size_t end) {
          const std::span<double> own = std::span(best).subspan(begin / grain * size, size);
          for (std::size_t centre = begin; centre < end && !progress.stopped(); ++centre) {
            raise_to_best(windows, drawn, centre, own);
          }
        });
    if (!status) return status.error();
    if (progress.stopped()) return core::cancelled();
    for (std::size_t r = 0; r < size; ++r) {
      double top = 0.0;
      for (std::size_t range = r; range < best.size(); range += size) top = std::max(top, best[range]);
      greatest.push_back(top);
    }
  }
  return greatest;
}

bool precedes(const ScanWindow& a, const ScanWindow& b) {
  if (a.ratio != b.ratio) return a.ratio > b.ratio;
  return a.centre != b.centre ? a.centre < b.centre : a.units < b.units;
}

/// Turns windows into clusters, of ratios above `least`.
class ClusterSearch {
 public:
  ClusterSearch(const ScanWindows& windows, std::span<const std::uint32_t> observed, double least)
      : windows_(windows), observed_(observed), least_(least) {}

  /// The best window, then the best that shares no unit with it, and so on, of circles up to this share.
  [[nodiscard]] std::vector<ScanWindow> up_to(double share) const {
    std::vector<std::uint8_t> taken(windows_.units(), 0);
    const ScanLimits limits{share * windows_.all() * (1.0 + 1e-12), least_, taken};
    std::vector<ScanWindow> by_centre(windows_.units());
    for (std::size_t centre = 0; centre < by_centre.size(); ++centre) {
      by_centre[centre] = best_window(windows_, observed_, centre, limits);
    }
    std::vector<ScanWindow> found;
    while (true) {
      const auto best = std::min_element(by_centre.begin(), by_centre.end(), precedes);
      if (!(best->ratio > 0.0)) return found;
      found.push_back(*best);
      for (const std::uint16_t unit : windows_.around(best->centre).first(best->units)) taken[unit] = 1;
      for (ScanWindow& window : by_centre) {
        const auto units = windows_.around(window.centre).first(window.units);
        const bool touched = std::any_of(units.begin(), units.end(), [&](std::uint16_t u) { return taken[u] != 0; });
        if (window.ratio > 0.0 && touched) window = best_window(windows_, observed_, window.centre, limits);
      }
    }
  }

 private:
  const ScanWindows& windows_;
  std::span<const std::uint32_t> observed_;
  double least_;
};

/// Of clusters and the rest: how unevenly incidents lie over what is expected (Han et al. 2016).
double gini_of(const std::vector<ScanWindow>& clusters, double all) {
  std::vector<ScanWindow> steepest = clusters;
  std::stable_sort(steepest.begin(), steepest.end(), [](const ScanWindow& a, const ScanWindow& b) {
    return a.observed / a.expected > b.observed / b.expected;
  });
  double expected = 0.0;
  double observed = 0.0;
  double twice_area = 0.0;
  for (const ScanWindow& cluster : steepest) {
    twice_area += cluster.expected * (2.0 * observed + cluster.observed);
    expected += cluster.expected;
    observed += cluster.observed;
  }
  twice_area += (all - expected) * (observed + all);
  return twice_area / (all * all) - 1.0;
}

class ClusterTeller {
 public:
  ClusterTeller(const ScanWindows& windows, const ScanInput& input, const std::vector<double>& greatest)
      : windows_(windows), input_(input), greatest_(greatest) {}

  [[nodiscard]] ScanCluster tell(const ScanWindow& window) const {
    ScanCluster cluster;
    const auto units = windows_.around(window.centre).first(window.units);
    cluster.units.assign(units.begin(), units.end());
    cluster.radius = geo::distance(input_.centres[window.centre], input_.centres[cluster.units.back()]);
    cluster.first_period = windows_.stretches()[window.stretch].first;
    cluster.last_period = windows_.stretches()[window.stretch].last;
    cluster.observed = window.observed;
    cluster.expected = window.expected;
    const double outside = windows_.all() - window.observed;
    cluster.relative_risk = outside > 0.0
                                ? window.observed / window.expected * (windows_.all() - window.expected) / outside
                                : std::numeric_limits<double>::infinity();
    cluster.log_likelihood_ratio = window.ratio;
    // Of equal counts the ratios may differ by rounding.
    const auto as_great = std::count_if(greatest_.begin(), greatest_.end(),
                                        [&](double one) { return one >= window.ratio * (1.0 - 1e-12); });
    cluster.p = (1.0 + static_cast<double>(as_great)) / (1.0 + static_cast<double>(greatest_.size()));
    return cluster;
  }

  [[nodiscard]] std::vector<ScanCluster> tell_all(const std::vector<ScanWindow>& found) const {
    std::vector<ScanCluster> clusters;
    clusters.reserve(found.size());
    for (const ScanWindow& window : found) clusters.push_back(tell(window));
    return clusters;
  }

 private:
  const ScanWindows& windows_;
  const ScanInput& input_;
  const std::vector<double>& greatest_;
};

/// What a ratio must exceed for its p to be at or below the level.
double critical_ratio(std::vector<double> greatest, double level) {
  const double allowed = std::floor(level * (static_cast<double>(greatest.size()) + 1.0) + 1e-9) - 1.0;
  const auto rank = static_cast<std::ptrdiff_t>(allowed);
  std::nth_element(greatest.begin(), greatest.begin() + rank, greatest.end(), std::greater<>());
  return greatest[static_cast<std::size_t>(rank)] * (1.0 + 1e-12);
}

}  // namespace

core::Result<ScanResult> spatial_scan(const ScanInput& input, const ScanOptions& options,
                                      const jobs::Progress& progress) {
  assert(input.expected.size() == input.centres.size());
  assert(input.observed.size() == input.centres.size() * input.period_lengths.size());
  if (auto status = check_options(options); !status) return status.error();
  if (auto status = check_input(input, options); !status) return status.error();
  const ScanWindows windows(input, options);
  if (!progress.tick(0.05)) return core::cancelled();
  const auto greatest = greatest_ratios(windows, input, options, progress.part(0.05, 0.9));
  if (!greatest) return greatest.error();

  ScanResult result;
  result.incidents = static_cast<std::size_t>(windows.all());
  result.critical = critical_ratio(*greatest, options.level);
  const ClusterTeller teller(windows, input, *greatest);
  ScanWindow most_likely;
  for (std::size_t centre = 0; centre < windows.units(); ++centre) {
    const ScanWindow here = best_window(windows, input.observed, centre, {windows.all(), 0.0});
    if (precedes(here, most_likely)) most_likely = here;
  }
  if (most_likely.ratio > 0.0) result.most_likely = teller.tell(most_likely);
  const ClusterSearch search(windows, input.observed, result.critical);
  result.largest_share = options.most_share;
  result.up_to_most_share = teller.tell_all(search.up_to(options.most_share));
  for (std::size_t i = 0; i < kReportedShares.size(); ++i) {
    if (!progress.tick(0.9 + 0.1 * static_cast<double>(i) / kReportedShares.size())) return core::cancelled();
    const double share = std::min(kReportedShares[i], options.most_share);
    const auto found = search.up_to(share);
    const double gini = found.empty() ? 0.0 : gini_of(found, windows.all());
    const bool even = gini > 0.0 && std::abs(gini - result.gini) <= 1e-9 * gini;
    if (even ? found.size() < result.clusters.size() : gini > result.gini) {
      result.gini = gini;
      result.largest_share = share;
      result.clusters = teller.tell_all(found);
    }
    if (share >= options.most_share) break;
  }
  return result;
}

void describe(ScanOptions& options, core::ParameterVisitor& visitor) {
  visitor.enumeration({"null", "What chance would do", "What the counts are held against"}, kNulls, options.null);
  visitor.enumeration({"stretches", "Stretches of time", "When a cluster may be, where months are told apart"}, kTimes,
                      options.time);
  visitor.number(
      {"largest-share", "Largest circle (share)", "Share of what is expected that a circle may hold at most"}, kShares,
      options.most_share);
  visitor.integer({"replications", "Replications", "Random maps that the clusters are ranked among"}, kReplications,
                  options.replications);
  visitor.integer({"seed", "Seed", "Start of the random numbers: the same seed gives the same answer"}, kScanSeeds,
                  options.seed);
  visitor.number({"level", "Level", "A cluster is told where its p-value is at or below it"}, kScanLevels,
                 options.level);
}

std::string describe_in_words(const ScanOptions& options) {
  return fmt::format(
      "Kulldorff's circular scan, {}, circles of up to {:g} % of what is expected{}, {} replications "
      "(seed {}), p by rank at {:g}",
      options.null == ScanNull::poisson ? "Poisson" : "permutation of times", options.most_share * 100.0,
      options.time == ScanTime::to_the_end ? ", still going on at the end" : "", options.replications, options.seed,
      options.level);
}

}  // namespace wardscope::analysis
