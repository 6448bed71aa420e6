// SPDX-License-Identifier: GPL-3.0-or-later
#include "catalog/concentration_harm.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cassert>
#include <cmath>
#include <numeric>
#include <utility>

#include "analysis/disclosure.hpp"
#include "analysis/sums_over_types.hpp"
#include "analysis/surface_disclosure.hpp"
#include "catalog/density_selection.hpp"
#include "catalog/hidden_areas.hpp"
#include "catalog/told_counts.hpp"

namespace wardscope::catalog {
namespace {

/// More of a weight, and it is rather of what was taken than of what is told.
constexpr double kMostTaken = 0.2;

/// What may be told of the incidents of a type.
struct ToldType {
  std::vector<std::optional<std::int64_t>> counts;  ///< by unit
  std::optional<std::int64_t> total;
};

/// Weighs a type from what is told of it alone.
void add_type(const ToldType& told, double weight, UnitHarm& harm) {
  std::int64_t sum = 0;
  std::size_t not_told = 0;
  for (const auto& count : told.counts) {
    sum += count.value_or(0);
    if (!count) ++not_told;
  }
  const double left = static_cast<double>(std::max<std::int64_t>(*told.total - sum, 0));
  const double mean = not_told == 0 ? 0.0 : left / static_cast<double>(not_told);
  for (std::size_t unit = 0; unit < told.counts.size(); ++unit) {
    const auto& count = told.counts[unit];
    const double number = count ? static_cast<double>(*count) : mean;
    harm.numbers[unit] += number;
    harm.sums[unit] += weight * number;
    if (!count) harm.taken[unit] += weight * mean;
  }
}

/// What the table of areas by types shows; nothing of cells and map points, of which there is no such table.
core::Result<std::optional<analysis::ShownTypes>> shown_of_areas(const HarmInput& input,
                                                                 const jobs::Progress& progress) {
  if (!input.units.set) return std::optional<analysis::ShownTypes>();
  const auto all = all_types(input.selected.incidents, input.filter);
  if (!all) return all.error();
  auto shown = analysis::types_shown({input.selected.incidents, all->rows, *input.units.set, input.filter.types},
                                     analysis::DisclosureControl(), progress);
  if (!shown) return shown.error();
  return std::optional(*std::move(shown));
}

ToldType told_of(const UnitCounts& counts, borough::Sensitivity sensitivity) {
  ToldType told;
  told.counts.reserve(counts.counts.size());
  for (const double count : counts.counts) told.counts.push_back(told_count(count, sensitivity));
  told.total = told_count(std::accumulate(counts.counts.begin(), counts.counts.end(), 0.0), sensitivity);
  return told;
}

/// Of each type none where a unit is told to hold no incident at all.
void empty_where_none(const HarmInput& input, ToldType& told) {
  for (std::size_t unit = 0; unit < told.counts.size(); ++unit) {
    if (told_count(input.counts[unit], input.sensitivity) == 0) told.counts[unit] = 0;
  }
}

void hide(const analysis::ShownTypes& shown, std::size_t category, ToldType& told) {
  for (std::size_t area = 0; area < told.counts.size(); ++area) {
    if (!shown.at(area, category)) told.counts[area].reset();
  }
  if (!shown.totals[category]) told.total.reset();
}

}  // namespace

std::optional<double> UnitHarm::part_of_weight(std::size_t unit) const {
  if (sum == 0.0 || taken[unit] > kMostTaken * sums[unit]) return std::nullopt;
  return sums[unit] / sum;
}

double UnitHarm::taken_share() const {
  assert(sum > 0.0);
  return std::accumulate(taken.begin(), taken.end(), 0.0) / sum;
}

bool UnitHarm::tells_its_spread() const { return sum > 0.0 && taken_share() <= kMostTaken; }

core::Status check_cells_of_weights(const UnitChoice& choice, const HarmedIncidents& selected,
                                    const HarmWeights& weights) {
  if (choice.kind != UnitKind::cells || choice.cells.size >= kLeastSensitiveCell || weights.all_alike()) return {};
  const analysis::SensitivePlaces sensitive = analysis::sensitive_places(selected.incidents, selected.rows);
  if (sensitive.incidents == 0) return {};
  return core::invalid_argument(fmt::format(
      "some of the selected incidents are of sensitive types at their exact places ({}): to weigh them cells need {:g} "
      "m or more; choose such cells, wards or small areas, or other types",
      sensitive_types_in_words(sensitive), kLeastSensitiveCell.value()));
}

core::Result<UnitHarm> harm_on(const HarmInput& input, HarmWeights weights, const jobs::Progress& progress) {
  const borough::IncidentTable& incidents = input.selected.incidents;
  const std::vector<std::uint32_t>& selected = input.selected.rows;
  const auto shown = shown_of_areas(input, progress.part(0.0, 0.5));
  if (!shown) return shown.error();
  std::vector<std::vector<std::uint32_t>> rows(incidents.categories.size());
  for (const std::uint32_t row : selected) rows[incidents.category[row]].push_back(row);
  const jobs::Progress counting = progress.part(0.5, 1.0);
  UnitHarm harm;
  harm.numbers.assign(input.units.size(), 0.0);
  harm.sums = harm.taken = harm.numbers;
  weights.types.clear();
  weights.sum = weights.greatest = 0.0;
  double done = 0.0;
  for (std::size_t category = 0; category < rows.size(); ++category) {
    const std::vector<std::uint32_t>& of_type = rows[category];
    if (of_type.empty()) continue;
    const double from = done;
    done = std::min(1.0, done + static_cast<double>(of_type.size()) / static_cast<double>(selected.size()));
    const auto counts = count_on(input.units, incidents, of_type, counting.part(from, done));
    if (!counts) return counts.error();
    const std::int64_t inside = static_cast<std::int64_t>(of_type.size()) - counts->elsewhere;
    if (inside == 0) continue;
    const borough::Sensitivity own = analysis::sensitivity_of(incidents.categories[category]);
    ToldType told = told_of(*counts, *shown ? own : std::max(own, input.sensitivity));
    if (*shown) {
      hide(**shown, category, told);
    } else {
      empty_where_none(input, told);
    }
    const double weight = weights.by_category[category];
    weights.types.push_back({incidents.categories[category].name, weight, inside, told.total});
    weights.sum += weight * static_cast<double>(inside);
    weights.greatest = std::max(weights.greatest, weight);
    if (told.total) {
      add_type(told, weight, harm);
    } else {
      harm.left_out.push_back(incidents.categories[category].name);
    }
  }
  harm.sum = std::accumulate(harm.sums.begin(), harm.sums.end(), 0.0);
  if (harm.sum == 0.0 && harm.left_out.empty()) {
    return core::invalid_argument(
        "the incidents on these units weigh nothing: the table gives 0 to all of their types");
  }
  harm.weights = std::move(weights);
  return harm;
}

std::vector<std::optional<std::int64_t>> harm_ranks(const UnitHarm& harm) {
  std::vector<std::pair<double, std::size_t>> told;
  for (std::size_t unit = 0; unit < harm.sums.size(); ++unit) {
    const auto part = harm.part_of_weight(unit);
    if (part && *part > 0.0) told.emplace_back(*part, unit);
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
