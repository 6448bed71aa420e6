// SPDX-License-Identifier: GPL-3.0-or-later
#include "catalog/concentration_harm.hpp"

#include <algorithm>
#include <numeric>
#include <utility>

#include "catalog/told_counts.hpp"

namespace wardscope::catalog {

std::optional<double> UnitHarm::told_share(std::size_t unit, borough::Sensitivity sensitivity) const {
  // As few incidents as may not be told have no weight that may be.
  if (!told_count(static_cast<double>(incidents[unit]), sensitivity)) return std::nullopt;
  const auto told = told_weight({sums[unit], heaviest[unit], incidents[unit]}, sensitivity);
  if (!told) return std::nullopt;
  return std::min(1.0, *told / sum);
}

core::Result<UnitHarm> harm_on(const GroundUnits& units, const HarmedIncidents& selected, HarmWeights weights,
                               const jobs::Progress& progress) {
  const borough::IncidentTable& incidents = selected.incidents;
  std::vector<std::vector<std::uint32_t>> rows(incidents.categories.size());
  for (const std::uint32_t row : selected.rows) rows[incidents.category[row]].push_back(row);
  UnitHarm harm;
  harm.sums.assign(units.size(), 0.0);
  harm.heaviest.assign(units.size(), 0.0);
  harm.incidents.assign(units.size(), 0);
  double done = 0.0;
  std::vector<HarmWeights::Type> types;
  for (std::size_t category = 0; category < rows.size(); ++category) {
    const std::vector<std::uint32_t>& of_type = rows[category];
    if (of_type.empty()) continue;
    const auto weight = static_cast<double>(weights.weight[of_type.front()]);
    const double from = done;
    done += static_cast<double>(of_type.size()) / static_cast<double>(selected.rows.size());
    const auto counts = count_on(units, incidents, of_type, progress.part(from, std::min(1.0, done)));
    if (!counts) return counts.error();
    types.push_back({incidents.categories[category].name, weight,
                     static_cast<std::int64_t>(of_type.size()) - counts->elsewhere,
                     incidents.categories[category].sensitivity});
    for (std::size_t unit = 0; unit < units.size(); ++unit) {
      if (counts->counts[unit] == 0.0) continue;
      harm.sums[unit] += weight * counts->counts[unit];
      harm.heaviest[unit] = std::max(harm.heaviest[unit], weight);
      harm.incidents[unit] += static_cast<std::int64_t>(counts->counts[unit]);
    }
  }
  harm.sum = std::accumulate(harm.sums.begin(), harm.sums.end(), 0.0);
  if (harm.sum == 0.0) {
    return core::invalid_argument(
        "the incidents on these units weigh nothing: the table gives 0 to all of their types");
  }
  weights.types = std::move(types);
  weights.sum = harm.sum;
  harm.weights = std::move(weights);
  return harm;
}

std::vector<std::optional<std::int64_t>> harm_ranks(const UnitHarm& harm, borough::Sensitivity sensitivity) {
  std::vector<std::pair<double, std::size_t>> told;
  for (std::size_t unit = 0; unit < harm.sums.size(); ++unit) {
    const auto share = harm.told_share(unit, sensitivity);
    if (share && *share > 0.0) told.emplace_back(*share, unit);
  }
  std::sort(told.begin(), told.end(), [](const auto& a, const auto& b) {
    return a.first > b.first || (a.first == b.first && a.second < b.second);
  });
  std::vector<std::optional<std::int64_t>> ranks(harm.sums.size());
  std::int64_t rank = 0;
  for (std::size_t i = 0; i < told.size(); ++i) {
    if (i == 0 || told[i].first < told[i - 1].first) rank = static_cast<std::int64_t>(i) + 1;
    ranks[told[i].second] = rank;
  }
  return ranks;
}

}  // namespace wardscope::catalog
