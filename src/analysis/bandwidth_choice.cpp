// SPDX-License-Identifier: GPL-3.0-or-later
#include "analysis/bandwidth_choice.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <cassert>
#include <cmath>
#include <vector>

#include "analysis/bandwidth.hpp"

namespace wardscope::analysis {
namespace {

constexpr std::array<core::Choice, 6> kBandwidthRules{
    {{"manual", "As set below"},
     {"scott", "Scott's rule of thumb"},
     {"likelihood", "Likelihood cross-validation"},
     {"diggle", "Berman and Diggle"},
     {"cvl", "Cronie and van Lieshout"},
     {"practice", "Practice (five cells of a 150th of the short side)"}}};

/// One axis of the normal reference.
double normal_reference(std::vector<double> values) {
  std::sort(values.begin(), values.end());
  const auto n = static_cast<double>(values.size());
  const auto quantile = [&](double p) {  // linear between order statistics (R's type 7)
    const double at = p * (n - 1.0);
    const auto below = static_cast<std::size_t>(at);
    const std::size_t above = std::min(below + 1, values.size() - 1);
    return values[below] + (at - static_cast<double>(below)) * (values[above] - values[below]);
  };
  double mean = 0.0;
  for (const double value : values) mean += (value - values.front()) / n;
  double squares = 0.0;
  for (const double value : values) squares += std::pow(value - values.front() - mean, 2.0);
  constexpr double kNormalQuartiles = 1.34;
  const double spread = std::min(std::sqrt(squares / (n - 1.0)), (quantile(0.75) - quantile(0.25)) / kNormalQuartiles);
  return 4.0 * 1.06 * spread * std::pow(n, -0.2);
}

std::vector<double> repeated(const std::vector<double>& values, const std::vector<std::uint32_t>& counts) {
  std::vector<double> all;
  for (std::size_t i = 0; i < values.size(); ++i) all.insert(all.end(), counts[i], values[i]);
  return all;
}

/// Wider than a tenth of the short side a kernel shows nothing but the edge (methods of the density, E.1).
constexpr double kLargestShare = 0.1;

geo::Extent extent_of_ground(const BandwidthPoints& points) {
  geo::Extent extent;
  if (points.land != nullptr && !points.land->empty()) return geo::extent_of(*points.land);
  for (std::size_t i = 0; i < points.locations.size(); ++i)
    extent.add(geo::Point{points.locations.x[i], points.locations.y[i]});
  return extent;
}

core::Result<FoundBandwidth> sigma_by_rule(BandwidthRule rule, const BandwidthPoints& points,
                                           const jobs::Progress& progress) {
  FoundBandwidth found;
  switch (rule) {
    case BandwidthRule::likelihood:
      return likelihood_bandwidth(points, progress);
    case BandwidthRule::cvl:
      return cronie_van_lieshout_bandwidth(points, progress);
    case BandwidthRule::diggle:
      return berman_diggle_bandwidth(points, progress);
    case BandwidthRule::practice: {
      found.sigma = practice_bandwidth(extent_of_ground(points)) * (1.0 / std::sqrt(8.0));
      if (found.sigma.value() > 0.0) return found;
      break;
    }
    case BandwidthRule::scott:
    case BandwidthRule::manual:
      if (const auto scott = scott_bandwidth(points.locations)) {
        found.sigma = scott->isotropic;
        return found;
      }
      break;
  }
  return core::invalid_argument(
      fmt::format("the selected incidents lie at one place or on one line, from which {} tells no bandwidth; set one "
                  "(150 to 250 m suits street crime in a town), or widen the period or the types",
                  in_words(rule)));
}

}  // namespace

void describe(BandwidthRule& rule, core::ParameterVisitor& visitor) {
  visitor.enumeration({"bandwidth-rule", "Bandwidth rule",
                       "How the bandwidth is chosen: manual takes the number below, the others look at the distinct "
                       "places of the incidents"},
                      kBandwidthRules, rule);
}

std::string in_words(BandwidthRule rule) {
  switch (rule) {
    case BandwidthRule::scott:
      return "Scott's rule of thumb (right for one round hill, too wide for a town of several centres)";
    case BandwidthRule::likelihood:
      return "likelihood cross-validation";
    case BandwidthRule::diggle:
      return "the rule of Berman and Diggle";
    case BandwidthRule::cvl:
      return "the rule of Cronie and van Lieshout";
    case BandwidthRule::practice:
      return "the rule of practice (five cells of a 150th of the short side)";
    case BandwidthRule::manual:
      break;
  }
  return "the user";
}

DistinctLocations as_distinct(DistinctLocations locations) {
  std::fill(locations.incidents.begin(), locations.incidents.end(), 1U);
  std::fill(locations.weight.begin(), locations.weight.end(), 1.0);
  locations.rows = static_cast<std::int64_t>(locations.size());
  return locations;
}

core::Result<ChosenBandwidth> choose_bandwidth(BandwidthRule rule, const BandwidthPoints& points,
                                               const jobs::Progress& progress) {
  assert(rule != BandwidthRule::manual);
  const geo::Extent extent = extent_of_ground(points);
  const double most = std::min(extent.width(), extent.height()) * kLargestShare;
  const auto sigma = sigma_by_rule(rule, points, progress);
  if (!sigma) return sigma.error();
  ChosenBandwidth chosen{sigma->sigma, {}};
  if (sigma->at_end) {
    chosen.remark = fmt::format(
        "By {} the best bandwidth lies at the end of what it looks at: the places say little about how wide it should "
        "be; set one that suits the question.",
        in_words(rule));
  }
  if (most > 0.0 && chosen.sigma.value() > most) {
    chosen.remark = fmt::format(
        "{} asks for a standard deviation of {:.0f} m, more than a tenth of the short side; it is cut to {:.0f} m, for "
        "a wider one smooths everything away.",
        in_words(rule), chosen.sigma.value(), most);
    chosen.sigma = core::Metres(most);
  }
  return chosen;
}

core::Metres practice_bandwidth(const geo::Extent& extent) {
  constexpr double kCellsAShortSide = 150.0;
  constexpr double kCellsABandwidth = 5.0;
  return core::Metres(kCellsABandwidth * std::min(extent.width(), extent.height()) / kCellsAShortSide);
}

std::optional<NormalReference> normal_reference_bandwidth(const DistinctLocations& locations) {
  if (locations.rows < 2) return std::nullopt;
  return NormalReference{core::Metres(normal_reference(repeated(locations.x, locations.incidents))),
                         core::Metres(normal_reference(repeated(locations.y, locations.incidents)))};
}

core::Metres bandwidth_of(KernelShape shape, core::Metres sigma) {
  if (shape == KernelShape::gaussian) return sigma;
  return sigma * std::sqrt(shape == KernelShape::quartic ? 8.0 : 6.0);
}

}  // namespace wardscope::analysis
