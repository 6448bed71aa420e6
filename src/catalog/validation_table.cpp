// SPDX-License-Identifier: GPL-3.0-or-later
#include "catalog/validation_table.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <cmath>
#include <optional>
#include <utility>

#include "analysis/disclosure.hpp"
#include "catalog/told_counts.hpp"

namespace wardscope::catalog {
namespace {

table::Value percent_value(const std::optional<double>& share) {
  table::Value value;
  if (share) value = 100.0 * *share;
  return value;
}

}  // namespace

ToldHits told_hits(const Validation& validation, std::size_t order, double area_share) {
  const auto step = static_cast<double>(analysis::DisclosureControl().threshold(validation.sensitivity));
  const auto told = [&](const analysis::HitCurve& curve, double incidents) -> std::optional<double> {
    constexpr double kSumming = 1e-9;
    const double caught = analysis::hits_at(curve, area_share) * incidents;
    if (caught + kSumming < step) return std::nullopt;
    return told_share(caught, incidents, validation.sensitivity);
  };
  const RankedBy& own = validation.orders[order];
  ToldHits hits;
  hits.hit_share = told(own.later, validation.later_incidents);
  if (!hits.hit_share) return hits;
  const double all = validation.later_incidents;
  hits.rounding = step / 2.0 / all;
  const auto within = [&](double count) {
    return stats::wilson_interval(std::llround(std::clamp(count, 0.0, all)), std::llround(all));
  };
  hits.interval = {within(std::floor(*hits.hit_share * all - step / 2.0)).low,
                   within(std::ceil(*hits.hit_share * all + step / 2.0)).high};
  hits.pai = analysis::predictive_accuracy(*hits.hit_share, area_share);
  const auto best = told(validation.orders.back().later, all);
  if (best) hits.pei = analysis::predictive_efficiency(*hits.hit_share, *best);
  if (!own.earlier) return hits;
  const auto former = told(*own.earlier, validation.earlier_incidents);
  if (former) hits.rri = analysis::recapture_rate(*hits.hit_share, *former);
  return hits;
}

std::string_view against_chance(const ToldHits& told, const stats::Interval& chance) {
  if (!told.hit_share) return "too few to tell";
  if (*told.hit_share - told.rounding > chance.high) return "better than chance";
  return *told.hit_share + told.rounding < chance.low ? "worse than chance" : "no better than chance";
}

table::FeatureTable validation_table(const Validation& validation) {
  using table::ColumnType;
  table::FeatureTable features({{"area_percent", "Of the land", "%", ColumnType::number, false},
                                {"ranked_by", "Cells ranked by", "", ColumnType::text, false},
                                {"hit_percent", "Hit rate", "%", ColumnType::number, false},
                                {"hit_low_percent", "Hit rate, 95 % from", "%", ColumnType::number, false},
                                {"hit_high_percent", "Hit rate, 95 % to", "%", ColumnType::number, false},
                                {"pai", "PAI", "", ColumnType::number, false},
                                {"pei", "PEI", "", ColumnType::number, false},
                                {"rri", "RRI", "", ColumnType::number, false},
                                {"chance_low_percent", "Random cells, from", "%", ColumnType::number, false},
                                {"chance_high_percent", "Random cells, to", "%", ColumnType::number, false},
                                {"against_chance", "Against chance", "", ColumnType::text, false},
                                {"rank", "No.", "", ColumnType::integer, false}});
  std::int64_t row_number = 0;
  for (std::size_t share = 0; share < validation.area_shares.size(); ++share) {
    for (std::size_t order = 0; order < validation.orders.size(); ++order) {
      const double area = validation.area_shares[share];
      const ToldHits hits = told_hits(validation, order, area);
      std::vector<table::Value> row;
      row.reserve(12);
      row.emplace_back(100.0 * area);
      row.emplace_back(validation.orders[order].words);
      row.push_back(percent_value(hits.hit_share));
      const bool told = hits.hit_share.has_value();
      for (const double number : {100.0 * hits.interval.low, 100.0 * hits.interval.high, hits.pai}) {
        row.emplace_back();
        if (told) row.back() = number;
      }
      row.emplace_back();
      if (hits.pei) row.back() = *hits.pei;
      row.emplace_back();
      if (hits.rri) row.back() = *hits.rri;
      const bool judged = order < validation.chance.size();
      row.emplace_back();
      if (judged) row.back() = 100.0 * validation.chance[order][share].interval.low;
      row.emplace_back();
      if (judged) row.back() = 100.0 * validation.chance[order][share].interval.high;
      row.emplace_back(judged ? std::string(against_chance(hits, validation.chance[order][share].interval))
                              : std::string());
      row.emplace_back(++row_number);
      features.add_row(std::move(row));
    }
  }
  return features;
}

namespace {

/// The curve is told to the nearest five (ten) from its beginning: a picture, and no rate that is compared.
std::optional<double> curve_share(const Validation& validation, std::size_t order, double area_share) {
  const double caught = analysis::hits_at(validation.orders[order].later, area_share) * validation.later_incidents;
  return told_share(std::min(caught, validation.later_incidents), validation.later_incidents, validation.sensitivity);
}

}  // namespace

table::FeatureTable surveillance_table(const Validation& validation) {
  using table::ColumnType;
  constexpr std::array kAreas{0.25, 0.5, 1.0, 1.5, 2.0, 3.0, 4.0, 5.0, 7.5, 10.0, 15.0, 20.0, 30.0, 50.0, 75.0, 100.0};
  std::vector<table::Column> columns{{"area_percent", "Of the land", "%", ColumnType::number, false}};
  for (std::size_t order = 0; order < validation.orders.size(); ++order) {
    columns.push_back({"hit_percent_" + std::to_string(order + 1), "By " + validation.orders[order].words, "%",
                       ColumnType::number, false});
  }
  table::FeatureTable features(std::move(columns));
  for (const double area : kAreas) {
    std::vector<table::Value> row;
    row.emplace_back(area);
    for (std::size_t order = 0; order < validation.orders.size(); ++order) {
      row.push_back(percent_value(curve_share(validation, order, area / 100.0)));
    }
    features.add_row(std::move(row));
  }
  return features;
}

std::string surveillance_style(const Validation& validation) {
  std::string curves;
  for (std::size_t order = 0; order < validation.orders.size(); ++order)
    curves += fmt::format("{}hit_percent_{}", curves.empty() ? "" : ",", order + 1);
  return "table:curve:area_percent:" + curves;
}

}  // namespace wardscope::catalog
