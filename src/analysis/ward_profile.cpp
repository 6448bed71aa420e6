// SPDX-License-Identifier: GPL-3.0-or-later
#include "analysis/ward_profile.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <numeric>
#include <utility>

#include "analysis/sums_over_types.hpp"
#include "analysis/ward_profile_basis.hpp"
#include "core/civil_time.hpp"

namespace wardscope::analysis {
namespace {

borough::Sensitivity sensitivity_of_mixture(const WardTallies& tallies, const borough::IncidentTable& incidents) {
  bool any = false;
  for (std::size_t c = 0; c < incidents.categories.size(); ++c) {
    if (tallies.borough.by_category[c] == 0) continue;
    if (sensitivity_of(incidents.categories[c]) != borough::Sensitivity::sensitive) return borough::Sensitivity::open;
    any = true;
  }
  return any ? borough::Sensitivity::sensitive : borough::Sensitivity::open;
}

/// The table of all types, of which the profile shows those that it counts: what it hides of one type does not depend
/// on which others are asked for (sums_over_types.hpp). Wards' sums stand in its totals.
core::Result<ProtectedTable> protect_types(const ProfileBasis& basis, const jobs::Progress& progress) {
  const std::vector<std::string>& types = basis.input.filter.types;
  std::optional<WardTallies> counted;
  if (!types.empty()) {
    const borough::IncidentFilter filter = with_all_types(basis.input.filter);
    auto tallies = tally_wards({basis.incidents, filter, basis.wards, {}, {}}, progress.part(0.0, 0.5));
    if (!tallies) return tallies.error();
    counted = *std::move(tallies);
  }
  const WardTallies* all = counted ? &*counted : &basis.tallies;
  CountTable table{
      basis.wards.areas.size(), basis.incidents.categories.size(), {}, Totals::rows_and_columns, {}, basis.mixture};
  for (const WardTally& tally : all->wards) {
    table.cells.insert(table.cells.end(), tally.by_category.begin(), tally.by_category.end());
  }
  table.column_sensitivity = classes_of_types(basis.incidents, all->borough.by_category);
  table.total_sensitivity = sensitivity_of_mixture(*all, basis.incidents);
  auto shown_types = basis.control.protect(table, types.empty() ? progress : progress.part(0.5, 1.0));
  if (!shown_types || types.empty()) return shown_types;
  ProtectedTable shown = *std::move(shown_types);
  const HiddenSums hidden = hidden_sums(shown, chosen_types(basis.incidents, types));
  const auto sum = [&](std::int64_t count, bool is_hidden) {
    const ProfileNumber number = basis.control.count(count, basis.mixture);
    return is_hidden && !basis.control.rounds() ? ProfileNumber{std::nullopt, true} : number;
  };
  for (std::size_t w = 0; w < table.rows; ++w)
    shown.row_totals[w] = sum(basis.tallies.wards[w].incidents, hidden.areas[w]);
  shown.total = sum(basis.tallies.borough.incidents, hidden.total);
  return shown;
}

core::Result<ProtectedTable> protect_months(const ProfileBasis& basis, const jobs::Progress& progress) {
  const std::size_t months = basis.tallies.months.size();
  CountTable table{basis.wards.areas.size(), months, {}, Totals::rows_and_columns, {}, basis.mixture};
  for (const WardTally& tally : basis.tallies.wards) {
    table.cells.insert(table.cells.end(), tally.by_month.begin(), tally.by_month.end());
  }
  table.column_sensitivity.assign(months, basis.mixture);
  auto hidden_small = basis.control.protect(table, progress);
  if (!hidden_small) return hidden_small.error();
  ProtectedTable shown = *std::move(hidden_small);
  // The ward's total is the same number in both tables: where only one of them hides it, the other would give it away.
  for (std::size_t w = 0; w < table.rows; ++w) {
    if (!shown.row_totals[w].suppressed && !basis.incidents_of(w).suppressed) continue;
    for (std::size_t m = 0; m < months; ++m) shown.cells[w * months + m] = {std::nullopt, true};
  }
  if (basis.types.total.suppressed) shown.column_totals.assign(months, {std::nullopt, true});
  return shown;
}

std::string period_of(const WardTallies& tallies) {
  const std::vector<int>& months = tallies.months;
  if (months.empty()) return "period not known";
  if (months.size() == 1) return core::month_name(months.front());
  std::string text = fmt::format("{} to {}", core::month_name(months.front()), core::month_name(months.back()));
  const auto span = static_cast<std::size_t>(months.back() - months.front()) + 1;
  if (span != months.size()) text += fmt::format(" ({} months with records)", months.size());
  return text;
}

core::Result<WardProfile> profile_of(const ProfileBasis& basis, std::size_t ward) {
  const borough::Area& area = basis.wards.areas[ward];
  WardProfile profile;
  profile.ward_name = area.name;
  profile.ward_code = area.code;
  profile.place = basis.input.dataset.place;
  profile.synthetic = basis.input.dataset.synthetic;
  profile.shape = area.shape;
  profile.period = basis.period;
  borough::IncidentFilter any_period = basis.input.filter;
  any_period.from.clear();
  any_period.to.clear();
  const std::string counted = borough::describe_in_words(any_period);
  if (counted != borough::describe_in_words(borough::IncidentFilter{})) profile.counted = counted;
  profile.incidents = basis.tallies.wards[ward].incidents;
  const borough::Dataset& dataset = basis.input.dataset;
  profile.has_cameras = dataset.cameras && !dataset.cameras->empty();
  profile.has_hubs = dataset.hubs && !dataset.hubs->empty();
  profile.has_indicators = dataset.indicators && !dataset.indicators->empty();
  profile.has_actions = dataset.actions && !dataset.actions->empty();
  add_counts(basis, ward, profile);
  add_month_parts(basis, ward, profile);
  add_places(basis, ward, profile);
  if (const auto done = add_cameras(basis, ward, profile); !done) return done.error();
  add_plans(basis, ward, profile);
  add_key_figures(basis, ward, profile);
  add_findings(basis, ward, profile);
  add_unknowns(basis, ward, profile);
  add_methods(basis, ward, profile);
  return profile;
}

core::Result<std::size_t> index_of(const borough::AreaSet& wards, std::string_view name) {
  const borough::Area* area = borough::find_area(wards, name);
  if (area != nullptr) return static_cast<std::size_t>(area - wards.areas.data());
  return core::not_found(borough::no_area(wards, "ward", name));
}

core::Status check(const WardProfileInput& input) {
  const auto wards = borough::areas_of(input.dataset, borough::AreaKind::ward);
  if (!wards || wards->areas.empty()) return core::not_found("the workspace has no wards; import a ward set first");
  if (!input.dataset.incidents) return core::not_found("the workspace has no incidents; import some first");
  if (input.coverage != nullptr && input.coverage->wards.size() != wards->areas.size()) {
    return core::invalid_argument("the camera coverage was not counted by these wards; run it with them");
  }
  if (input.access != nullptr && input.access->wards.size() != wards->areas.size()) {
    return core::invalid_argument("the access to hubs was not counted by these wards; run it with them");
  }
  return {};
}

}  // namespace

std::optional<double> ProfileBasis::borough_population() const {
  double sum = 0.0;
  for (const AreaPopulation& population : populations) {
    if (!population.residents) return std::nullopt;
    sum += *population.residents;
  }
  return sum;
}

bool ProfileBasis::any_view() const {
  if (input.views == nullptr) return false;
  const auto& views = input.views->views;
  return std::any_of(views.begin(), views.end(), [](const CameraViewResult& view) { return !view.in_view.empty(); });
}

core::Result<ProfileBasis> make_basis(const WardProfileInput& input, std::optional<std::size_t> ward,
                                      const jobs::Progress& progress) {
  const auto wards = borough::areas_of(input.dataset, borough::AreaKind::ward);
  const auto small_areas = borough::areas_of(input.dataset, borough::AreaKind::small_area);
  ProfileBasis basis{.input = input,
                     .wards = *wards,
                     .incidents = *input.dataset.incidents,
                     .control = DisclosureControl(input.disclosure),
                     .tallies = {},
                     .types = {},
                     .months = {},
                     .populations = {},
                     .streets = {},
                     .places_by_source = false,
                     .period = {},
                     .sharing = borough::place_sharing(*input.dataset.incidents)};
  std::vector<geo::MultiPolygon> hotspots;
  if (input.hotspots != nullptr) {
    for (const Hotspot& hotspot : input.hotspots->hotspots) hotspots.push_back(hotspot.shape);
  }
  TallyInput tally{basis.incidents, input.filter, basis.wards, hotspots, {}};
  if (input.coverage != nullptr) tally.cameras_by_row = input.coverage->cameras_by_row;
  auto tallies = tally_wards(tally, progress.part(0.0, 0.5, "Counting incidents by ward"));
  if (!tallies) return tallies.error();
  basis.tallies = *std::move(tallies);
  auto populations = area_populations(basis.wards, small_areas.get(), progress.part(0.5, 0.7, "Estimating residents"));
  if (!populations) return populations.error();
  basis.populations = *std::move(populations);
  if (input.dataset.streets && !input.dataset.streets->empty()) {
    const StreetNames names(*input.dataset.streets);
    auto streets =
        tally_streets({&names, basis.incidents, basis.tallies, ward}, progress.part(0.7, 0.9, "Naming places"));
    if (!streets) return streets.error();
    basis.streets = *std::move(streets);
  } else if (!basis.incidents.place.empty()) {
    auto places =
        tally_streets({nullptr, basis.incidents, basis.tallies, ward}, progress.part(0.7, 0.9, "Naming places"));
    if (!places) return places.error();
    basis.streets = *std::move(places);
    basis.places_by_source = true;
  }
  basis.mixture = sensitivity_of_mixture(basis.tallies, basis.incidents);
  const jobs::Progress hiding = progress.part(0.9, 1.0, "Small counts");
  auto types = protect_types(basis, hiding.part(0.0, 0.8));
  if (!types) return types.error();
  basis.types = *std::move(types);
  auto months_shown = protect_months(basis, hiding.part(0.8, 1.0));
  if (!months_shown) return months_shown.error();
  basis.months = *std::move(months_shown);
  basis.period = period_of(basis.tallies);
  return basis;
}

int rank_of(const std::vector<std::optional<double>>& values, std::size_t index) {
  return 1 + static_cast<int>(std::count_if(values.begin(), values.end(),
                                            [&](const auto& value) { return value && *value > *values[index]; }));
}

core::Result<WardProfile> ward_profile(const WardProfileInput& input, std::string_view ward,
                                       const jobs::Progress& progress) {
  if (const auto fine = check(input); !fine) return fine.error();
  const auto index = index_of(*borough::areas_of(input.dataset, borough::AreaKind::ward), ward);
  if (!index) return index.error();
  const auto basis = make_basis(input, *index, progress);
  if (!basis) return basis.error();
  return profile_of(*basis, *index);
}

core::Result<std::vector<WardProfile>> ward_profiles(const WardProfileInput& input, const jobs::Progress& progress) {
  if (const auto fine = check(input); !fine) return fine.error();
  const auto basis = make_basis(input, std::nullopt, progress.part(0.0, 0.7));
  if (!basis) return basis.error();
  std::vector<WardProfile> profiles;
  const jobs::Progress writing = progress.part(0.7, 1.0, "Writing profiles");
  for (std::size_t w = 0; w < basis->wards.areas.size(); ++w) {
    if (!writing.tick(static_cast<double>(w) / static_cast<double>(basis->wards.areas.size())))
      return core::cancelled();
    auto profile = profile_of(*basis, w);
    if (!profile) return profile.error();
    profiles.push_back(*std::move(profile));
  }
  return profiles;
}

}  // namespace wardscope::analysis
