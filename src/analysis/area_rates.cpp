// SPDX-License-Identifier: GPL-3.0-or-later
#include "analysis/area_rates.hpp"

#include <algorithm>
#include <numeric>

#include "analysis/located_rows.hpp"

namespace wardscope::analysis {
namespace {

/// Ranks by rate per resident where any area has one, else by density; equal values share the better rank.
void rank(std::vector<AreaRate>& areas) {
  const bool by_rate =
      std::any_of(areas.begin(), areas.end(), [](const AreaRate& area) { return area.per_thousand.has_value(); });
  const auto key = [&](const AreaRate& area) {
    if (!by_rate) return area.per_km2;
    return area.per_thousand ? area.per_thousand->value : -1.0;
  };
  std::vector<std::size_t> order(areas.size());
  std::iota(order.begin(), order.end(), 0U);
  std::stable_sort(order.begin(), order.end(),
                   [&](std::size_t a, std::size_t b) { return key(areas[a]) > key(areas[b]); });
  for (std::size_t i = 0; i < order.size(); ++i) {
    const bool tied = i > 0 && key(areas[order[i]]) == key(areas[order[i - 1]]);
    areas[order[i]].rank = tied ? areas[order[i - 1]].rank : static_cast<int>(i) + 1;
  }
}

}  // namespace

core::Result<AreaRates> area_rates(const borough::IncidentTable& incidents, std::span<const std::uint32_t> rows,
                                   const RatedAreas& areas, const jobs::Progress& progress) {
  const borough::AreaSet& set = areas.set;
  if (set.areas.empty()) return core::invalid_argument("the area set '" + set.name + "' has no areas");
  const auto located = located_rows(set, incidents, rows, progress.part(0.0, 0.5, "Counting incidents by area"));
  if (!located) return located.error();
  const auto populations = area_populations(set, areas.small_areas, progress.part(0.5, 1.0, "Estimating residents"));
  if (!populations) return populations.error();
  AreaRates rates;
  rates.incidents = static_cast<std::int64_t>(rows.size());
  std::vector<std::int64_t> counts(set.areas.size(), 0);
  for (const std::int32_t index : *located) {
    if (index == geo::PolygonCoverage::kNowhere) {
      ++rates.in_no_area;
    } else {
      ++counts[static_cast<std::size_t>(index)];
    }
  }
  const auto inside = static_cast<double>(rates.incidents - rates.in_no_area);
  for (std::size_t i = 0; i < set.areas.size(); ++i) {
    const borough::Area& area = set.areas[i];
    AreaRate rate;
    rate.code = area.code;
    rate.name = area.name;
    rate.incidents = counts[i];
    rate.area_km2 = geo::area(area.shape) / 1e6;
    rate.residents = (*populations)[i].residents;
    rate.residents_by = (*populations)[i].by;
    const auto count = static_cast<double>(counts[i]);
    if (rate.area_km2 > 0.0) rate.per_km2 = count / rate.area_km2;
    if (inside > 0.0) rate.share = count / inside;
    if (rate.residents_by == ResidentsBy::ground) ++rates.estimated;
    if (rate.residents_by == ResidentsBy::ward_codes) ++rates.summed;
    if (rate.residents && *rate.residents > 0.0) {
      rate.per_thousand = stats::poisson_rate({counts[i], *rate.residents, 1000.0, 0.95});
    }
    rates.areas.push_back(std::move(rate));
  }
  rank(rates.areas);
  return rates;
}

}  // namespace wardscope::analysis
