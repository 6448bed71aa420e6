// SPDX-License-Identifier: GPL-3.0-or-later
#include "catalog/concentration_table.hpp"

#include <algorithm>
#include <array>
#include <cmath>
#include <numeric>
#include <utility>

#include "analysis/disclosure.hpp"
#include "catalog/told_counts.hpp"
#include "core/text.hpp"
#include "stats/concentration.hpp"

namespace wardscope::catalog {
namespace {

/// Fewer of all types in a unit make a quotient of nothing.
constexpr double kLeastForQuotient = 20.0;

double sum(const std::vector<double>& counts) { return std::accumulate(counts.begin(), counts.end(), 0.0); }

/// "holds the first 50 %": of the unit up to which so much is held, it included.
std::string band_of(double held_before) {
  if (held_before < 0.25) return "holds the first 25 %";
  if (held_before < 0.50) return "holds the next, to 50 %";
  if (held_before < 0.80) return "holds the next, to 80 %";
  return "holds the last 20 %";
}

table::Value quotient_at(const Concentration& of, std::size_t unit) {
  if (!of.all || (*of.all)[unit] < kLeastForQuotient) return {};
  if (!of.units.are_areas() && !told_count(of.counts[unit], of.sensitivity)) return {};
  const double quotient = stats::location_quotient({of.counts[unit], (*of.all)[unit], of.incidents(), sum(*of.all)});
  return std::string(quotient_band(quotient));
}

constexpr double kTenths = 10.0;  // shares of a weight are told to a tenth of a per cent

/// The columns of weighed types, where there are any.
class HarmColumns {
 public:
  explicit HarmColumns(const Concentration& of) : of_(of) {
    if (of.harm != nullptr) ranks_ = harm_ranks(*of.harm);
  }
  void add_to(std::vector<table::Column>& columns) const {
    if (of_.harm == nullptr) return;
    columns.push_back({"harm_rank", "Rank by weight", "", table::ColumnType::integer, false});
    columns.push_back({"harm_percent", "Share of the weight", "%", table::ColumnType::number, false});
  }
  void add_to(std::vector<table::Value>& row, std::size_t unit) const {
    if (of_.harm == nullptr) return;
    table::Value rank;
    table::Value share;
    if (ranks_[unit]) rank = *ranks_[unit];
    if (const auto part = of_.harm->part_of_weight(unit)) share = std::round(kTenths * 100.0 * *part) / kTenths;
    row.push_back(std::move(rank));
    row.push_back(std::move(share));
  }

 private:
  const Concentration& of_;
  std::vector<std::optional<std::int64_t>> ranks_;
};

/// A unit with what may be told of it.
struct ToldUnit {
  std::size_t unit = 0;
  std::optional<std::int64_t> count;
};

std::vector<ToldUnit> told_units(const Concentration& of) {
  const bool with_empty = tells_empty_units(of);
  std::vector<ToldUnit> told;
  told.reserve(of.counts.size());
  for (std::size_t unit = 0; unit < of.counts.size(); ++unit) {
    told.push_back({unit, told_count(of.counts[unit], of.sensitivity)});
    if (!with_empty && told.back().count == 0) told.back().count.reset();
  }
  // By what is told alone: the order of the exact counts would tell more than the rounded ones.
  std::stable_sort(told.begin(), told.end(), [](const ToldUnit& a, const ToldUnit& b) {
    const auto key = [](const ToldUnit& one) { return one.count ? (*one.count == 0 ? -1 : *one.count) : 0; };
    return key(a) > key(b);
  });
  return told;
}

table::FeatureTable table_of_cells(const Concentration& of) {
  using table::ColumnType;
  const bool cells = of.units.kind == UnitKind::cells;
  std::vector<table::Column> columns{{"rank", "Rank", "", ColumnType::integer, false},
                                     {"name", cells ? "Ward" : "Map point", "", ColumnType::text, false},
                                     {"class", "Class", "", ColumnType::text, false},
                                     {"incidents_rounded", "Incidents, rounded", "", ColumnType::integer, false},
                                     {"held_percent", "Share", "%", ColumnType::number, false},
                                     {"cumulative_percent", "Share up to here", "%", ColumnType::number, false},
                                     {"units_percent", "Of the units", "%", ColumnType::number, false}};
  if (of.all) columns.push_back({"location_quotient", "Against all types", "", ColumnType::text, false});
  const HarmColumns harm(of);
  harm.add_to(columns);
  table::FeatureTable features(std::move(columns));
  const double all = of.incidents();
  const std::vector<ToldUnit> told = told_units(of);
  const std::string not_told = tells_empty_units(of) ? "too few to tell" : "none, or too few to tell";
  double so_far = 0.0;
  std::int64_t rank = 0;
  for (std::size_t i = 0; i < told.size(); ++i) {
    const ToldUnit& own = told[i];
    const bool ranked = own.count.value_or(0) > 0;
    std::vector<table::Value> row(4);
    std::string band = own.count ? "holds none" : not_told;
    table::Value held;
    table::Value cumulative;
    table::Value units;
    if (ranked) {
      if (i == 0 || *told[i - 1].count != *own.count) rank = static_cast<std::int64_t>(i) + 1;
      band = band_of(so_far / all);
      const auto count = static_cast<double>(*own.count);
      so_far += count;
      row[0] = rank;
      held = 100.0 * count / all;
      cumulative = std::min(100.0, 100.0 * so_far / all);
      units = 100.0 * static_cast<double>(i + 1) / static_cast<double>(told.size());
    }
    if (own.count) row[3] = *own.count;
    const bool is_placed = cells || (ranked && so_far - static_cast<double>(*own.count) < all / 2.0);
    row[1] = of.units.names[own.unit];
    row[2] = std::move(band);
    row.push_back(std::move(held));
    row.push_back(std::move(cumulative));
    row.push_back(std::move(units));
    if (of.all) row.push_back(quotient_at(of, own.unit));
    harm.add_to(row, own.unit);
    features.add_row(std::move(row), is_placed ? of.units.geometry(own.unit) : geo::Geometry());
  }
  return features;
}

table::FeatureTable table_of_areas(const Concentration& of) {
  using table::ColumnType;
  std::vector<table::Column> columns{{"rate_rank", "Rank", "", ColumnType::integer, false},
                                     {"name", "Area", "", ColumnType::text, false},
                                     {"band", "Class", "", ColumnType::text, false},
                                     {"incidents", "Incidents", "", ColumnType::integer, true},
                                     {"share_percent", "Share", "%", ColumnType::number, false},
                                     {"code", "Code", "", ColumnType::text, false},
                                     {"area_set", "Area set", "", ColumnType::text, false}};
  if (of.all) columns.push_back({"location_quotient", "Against all types", "", ColumnType::text, false});
  const HarmColumns harm(of);
  harm.add_to(columns);
  table::FeatureTable features(std::move(columns));
  const std::vector<stats::RankedUnit> ranked = stats::ranked_units(of.counts);
  std::vector<std::size_t> place(ranked.size());
  for (std::size_t i = 0; i < ranked.size(); ++i) place[ranked[i].unit] = i;
  const double all = of.incidents();
  for (std::size_t unit = 0; unit < of.counts.size(); ++unit) {
    const stats::RankedUnit& own = ranked[place[unit]];
    const double share = own.count / all;
    std::vector<table::Value> row{static_cast<std::int64_t>(place[unit]) + 1,
                                  of.units.names[unit],
                                  own.count > 0.0 ? band_of(own.counts_share - share) : std::string("holds none"),
                                  static_cast<std::int64_t>(std::llround(own.count)),
                                  100.0 * share,
                                  of.units.codes[unit],
                                  of.units.set->name};
    if (of.all) row.push_back(quotient_at(of, unit));
    harm.add_to(row, unit);
    features.add_row(std::move(row), of.units.geometry(unit));
  }
  return features;
}

}  // namespace

double Concentration::incidents() const { return sum(counts); }

std::optional<std::string> told_coefficient(double value, const Concentration& of) {
  constexpr double kFinest = 0.001;
  constexpr double kCoarsest = 0.1;
  const auto base = static_cast<double>(analysis::DisclosureControl().threshold(of.sensitivity));
  const double step = std::max(kFinest, base / of.incidents());
  if (step > kCoarsest) return std::nullopt;
  // Steps of any other width would tell how many incidents there are.
  if (!of.total_is_told) return "about " + core::fixed(std::round(value / kCoarsest) * kCoarsest, 1);
  if (step <= kFinest) return core::fixed(value, 3);
  return "about " + core::fixed(std::round(value / step) * step, 2);
}

bool tells_empty_units(const Concentration& of) {
  constexpr double kLeastMean = 2.0;      // a unit
  constexpr double kUnsureEach = 2.0;     // incidents by which a count to the nearest five leaves the rest unsure
  if (of.units.are_areas()) return true;  // disclosure control looks at these
  double hidden = 0.0;
  double hidden_units = 0.0;
  double rounded_units = 0.0;
  for (const double count : of.counts) {
    const auto told = told_count(count, of.sensitivity);
    if (!told) {
      hidden += count;
      ++hidden_units;
    } else if (*told > 0) {
      ++rounded_units;
    }
  }
  return hidden + kUnsureEach * rounded_units >= kLeastMean * hidden_units;
}

table::FeatureTable concentration_table(const Concentration& of) {
  return of.units.are_areas() ? table_of_areas(of) : table_of_cells(of);
}

table::FeatureTable concentration_curve(const Concentration& of) {
  using table::ColumnType;
  constexpr std::array kUnits{0.5, 1.0, 2.0, 3.0, 4.0, 5.0, 7.5, 10.0, 15.0, 20.0, 25.0, 30.0, 40.0, 50.0, 75.0, 100.0};
  std::vector<table::Column> columns{{"units_percent", "Fullest units", "%", ColumnType::number, false},
                                     {"incidents_percent", "Hold of the incidents", "%", ColumnType::number, false},
                                     {"chance_percent", "By chance", "%", ColumnType::number, false}};
  std::vector<stats::RankedUnit> by_weight;
  if (of.harm != nullptr) {
    columns.push_back({"weight_percent", "Heaviest units hold of the weight", "%", ColumnType::number, false});
    by_weight = stats::ranked_units(of.harm->sums);
  }
  table::FeatureTable curve(std::move(columns));
  const std::vector<stats::RankedUnit> ranked = stats::ranked_units(of.counts);
  const double all = of.incidents();
  const auto units = static_cast<double>(ranked.size());
  for (const double percent : kUnits) {
    // Below one unit the curve would be a part of a unit's own count.
    if (percent / 100.0 * units < 1.0) continue;
    const auto held = told_share(stats::share_held(ranked, percent / 100.0) * all, all, of.sensitivity);
    table::Value told;
    table::Value chance;
    if (held) told = 100.0 * *held;
    if (of.total_is_told) {
      chance = 100.0 * stats::share_held_by_chance(all / units, percent / 100.0);
    } else if (held) {
      told = std::round(100.0 * *held);  // shares in steps of five incidents would tell how many there are
    }
    std::vector<table::Value> row{percent, std::move(told), std::move(chance)};
    if (of.harm != nullptr) {
      row.emplace_back();
      if (of.harm->tells_its_spread()) row.back() = std::round(100.0 * stats::share_held(by_weight, percent / 100.0));
    }
    curve.add_row(std::move(row));
  }
  return curve;
}

std::string_view quotient_band(double quotient) {
  if (quotient < 0.5) return "far less (under half)";
  if (quotient < 0.8) return "less (0.5 to 0.8 times)";
  if (quotient < 1.25) return "much the same (0.8 to 1.25 times)";
  return quotient < 2.0 ? "more (1.25 to 2 times)" : "far more (2 times or more)";
}

}  // namespace wardscope::catalog
