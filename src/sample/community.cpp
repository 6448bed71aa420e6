// SPDX-License-Identifier: GPL-3.0-or-later
// Hubs, indicators and the action plan of the synthetic borough.
#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <nlohmann/json.hpp>

#include "core/random.hpp"
#include "sample/exact_math.hpp"
#include "sample/places.hpp"

namespace wardscope::sample {
namespace {

constexpr std::uint64_t kHubChannel = 511;
constexpr std::uint64_t kIndicatorChannel = 512;
constexpr int kQuarters = 12;  // January 2023 to December 2025

nlohmann::json places() { return nlohmann::json::parse(shipped_file("saltmere_places.json")); }

/// "2022-23 Q4" is January to March 2023: councils count from April.
std::string financial_quarter(int quarter) {
  const int year = 2022 + (quarter + 3) / 4;
  return fmt::format("{}-{:02} Q{}", year, (year + 1) % 100, (quarter + 3) % 4 + 1);
}

double to_tenth(double value) { return std::floor(value * 10 + 0.5) / 10; }

struct IndicatorRecipe {
  std::string name;
  std::string unit;
  bool up_is_good = true;
  double start = 0.0;
  double change = 0.0;
  double deprivation = 0.0;
  double summer = 0.0;
  double noise = 0.0;

  explicit IndicatorRecipe(const nlohmann::json& json)
      : name(json.at("name").get<std::string>()),
        unit(json.at("unit").get<std::string>()),
        up_is_good(json.at("up_is_good").get<bool>()),
        start(json.at("start").get<double>()),
        change(json.at("change").get<double>()),
        deprivation(json.at("deprivation").get<double>()),
        summer(json.at("summer").get<double>()),
        noise(json.at("noise").get<double>()) {}

  /// @param want 0 for the least deprived ward, 1 for the most
  [[nodiscard]] double value(int quarter, double want, core::CounterRng& rng) const {
    const double along = static_cast<double>(quarter) / (kQuarters - 1);
    const std::array<double, 4> seasons{-0.5, 0.3, 1.0, -0.4};  // January to March first
    double value = start + change * along + deprivation * (want - 0.5) +
                   summer * seasons[static_cast<std::size_t>(quarter % 4)] + noise * core::sample_normal(rng);
    value = std::max(value, 0.0);
    if (unit == "%") value = std::min(value, 98.0);
    return unit == "count" ? std::floor(value + 0.5) : to_tenth(value);
  }
};

}  // namespace

borough::HubRegister make_hubs(const Town& town) {
  borough::HubRegister hubs;
  const geo::Point origin{town.recipe.extent.min_x, town.recipe.extent.min_y};
  const auto json = places();
  for (const auto& entry : json.at("hubs")) {
    const geo::Point wanted = origin + geo::Point{entry.at(2).get<double>(), entry.at(3).get<double>()};
    const SketchBuilding& building = town.buildings[town.nearest_building(wanted)];
    core::CounterRng rng(town.seed * 1000 + kHubChannel, hubs.size());
    borough::Hub hub;
    hub.id = static_cast<std::int64_t>(hubs.size()) + 1;
    hub.kind = borough::hub_kind_from(entry.at(0).get<std::string>());
    hub.name = entry.at(1).get<std::string>();
    hub.position = building.door;
    // The postcode area XS does not exist.
    const std::uint64_t number = 1 + rng.below(180);
    const std::uint64_t district = 1 + rng.below(9);
    const std::uint64_t sector = 1 + rng.below(9);
    hub.address =
        fmt::format("{} {}, Saltmere, XS{} {}ZZ", number, town.streets.streets[building.street].name, district, sector);
    hub.opening_hours = entry.at(4).get<std::string>();
    hub.open = !hub.opening_hours.starts_with("Closed");
    hubs.push_back(std::move(hub));
  }
  return hubs;
}

borough::IndicatorSeries make_indicators(const Town& town, const std::vector<borough::AreaSet>& area_sets) {
  borough::IndicatorSeries series;
  const auto json = places();
  const auto& wards = area_sets.front().areas;
  std::uint64_t item = 0;
  for (const auto& entry : json.at("indicators")) {
    const IndicatorRecipe indicator(entry);
    for (int quarter = 0; quarter < kQuarters; ++quarter) {
      double sum = 0.0;
      double people = 0.0;
      for (const borough::Area& ward : wards) {
        core::CounterRng rng(town.seed * 1000 + kIndicatorChannel, item++);
        const double want = 1 - ward.deprivation_rank.value_or(kLargestRank / 2) / kLargestRank;
        const double value = indicator.value(quarter, want, rng);
        series.push_back(
            {indicator.name, ward.code, financial_quarter(quarter), value, indicator.unit, indicator.up_is_good});
        const double weight = indicator.unit == "count" ? 1.0 : ward.population.value_or(1.0);
        sum += weight * value;
        people += weight;
      }
      // A count of the borough is the sum of its wards', everything else their mean weighted by residents.
      const double whole = indicator.unit == "count" ? sum : to_tenth(sum / people);
      series.push_back({indicator.name, "", financial_quarter(quarter), whole, indicator.unit, indicator.up_is_good});
    }
  }
  return series;
}

borough::ActionPlan make_actions(const std::vector<borough::AreaSet>& area_sets) {
  borough::ActionPlan plan;
  const auto json = places();
  for (const auto& entry : json.at("actions")) {
    const auto text = [&](std::size_t column) { return entry.at(column).get<std::string>(); };
    const borough::Area* ward = text(5).empty() ? nullptr : borough::find_area(area_sets.front(), text(5));
    plan.push_back({text(0), text(1), text(2), text(3), text(4), ward != nullptr ? ward->code : std::string()});
  }
  return plan;
}

}  // namespace wardscope::sample
