// SPDX-License-Identifier: GPL-3.0-or-later
#include "catalog/density_selection.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <utility>

#include "catalog/inputs.hpp"
#include "catalog/space_time.hpp"

namespace wardscope::catalog {
namespace {

/// Reads the table that weighs the types, where one is named.
core::Result<std::optional<HarmWeights>> weigh_types(const DensityQuestion& question, const HarmedIncidents& selected,
                                                     core::Diagnostics& diagnostics) {
  if (question.harm_table.empty()) return std::optional<HarmWeights>();
  if (question.weight == IncidentWeight::recorded) {
    return core::invalid_argument(
        "--harm-table weighs incidents by their type and --weight recorded by what was imported: choose one of them");
  }
  auto table = read_harm_table(question.harm_table, jobs::Progress());
  if (!table) return table.error();
  auto harm = harm_weights(*std::move(table), selected, diagnostics);
  if (!harm) return harm.error();
  return std::optional(std::move(harm).value());
}

/// Refuses weights that differ where sensitive incidents stand at their exact places: one that weighs as much as
/// hundreds of others would be a hill of its own, with its place at the top (decisions/0038).
core::Status check_places_of_weights(const std::vector<float>& weight, const HarmedIncidents& selected) {
  const auto& rows = selected.rows;
  const analysis::SensitivePlaces sensitive = analysis::sensitive_places(selected.incidents, rows);
  if (sensitive.incidents == 0) return {};
  const bool all_alike =
      std::all_of(rows.begin(), rows.end(), [&](std::uint32_t row) { return weight[row] == weight[rows.front()]; });
  if (all_alike) return {};
  return core::invalid_argument(fmt::format(
      "some of the selected incidents are of sensitive types at their exact places ({}): where incidents weigh more "
      "and less, a surface would show single ones of them; choose other types, count each incident once, or count the "
      "weights on areas with 'concentration'",
      sensitive_types_in_words(sensitive)));
}

/// @param harm null: the recorded weights, where they are asked for.
core::Result<IncidentWeights> weights_of(const DensityQuestion& question, const HarmedIncidents& selected,
                                         const HarmWeights* harm) {
  if (!question.weighed()) return IncidentWeights{};
  if (harm == nullptr && selected.incidents.weight.empty()) {
    return core::invalid_argument(
        "no incident has a weight: import a file with a column 'weight' or 'harm score', name a table of weights by "
        "type with --harm-table, or count each incident once");
  }
  const std::vector<float>& weight = harm != nullptr ? harm->weight : selected.incidents.weight;
  if (auto status = check_places_of_weights(weight, selected); !status) return status.error();
  return IncidentWeights{weight, {}};
}

void weigh_in_time(const std::vector<float>& in_time, IncidentWeights& weights) {
  if (in_time.empty()) return;
  weights.once = in_time;
  if (weights.asked.empty()) weights.asked.assign(in_time.size(), 1.0F);
  for (std::size_t row = 0; row < in_time.size(); ++row) weights.asked[row] *= in_time[row];
}

}  // namespace

std::string sensitive_types_in_words(const analysis::SensitivePlaces& sensitive) {
  constexpr std::size_t kMost = 3;
  const std::vector<std::string>& types = sensitive.types;
  const std::size_t named = types.size() <= kMost ? types.size() : kMost - 1;
  const std::string names = joined_names({types.begin(), types.begin() + static_cast<std::ptrdiff_t>(named)});
  return named == types.size() ? names : fmt::format("{} and {} more types", names, types.size() - named);
}

core::Result<DensitySelection> density_selection(const borough::Dataset& dataset, const DensityQuestion& question,
                                                 core::Diagnostics& diagnostics) {
  auto selection = selected_incidents(dataset, question.filter, diagnostics);
  if (!selection) return selection.error();
  std::vector<float> in_time;
  if (question.when.asked()) {
    auto at_the_day = time_weights(*dataset.incidents, *selection, question.when);
    if (!at_the_day) return at_the_day.error();
    *selection = std::move(at_the_day->selection);
    in_time = std::move(at_the_day->weight);
  }
  const HarmedIncidents selected{*dataset.incidents, selection->rows};
  auto harm = weigh_types(question, selected, diagnostics);
  if (!harm) return harm.error();
  auto weights = weights_of(question, selected, *harm ? &**harm : nullptr);
  if (!weights) return weights.error();
  weigh_in_time(in_time, *weights);
  return DensitySelection{std::move(selection).value(), std::move(weights).value(), std::move(harm).value()};
}

}  // namespace wardscope::catalog
