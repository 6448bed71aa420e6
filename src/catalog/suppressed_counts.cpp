// SPDX-License-Identifier: GPL-3.0-or-later
#include "catalog/suppressed_counts.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <cmath>
#include <numeric>
#include <optional>

#include "analysis/disclosure.hpp"

namespace wardscope::catalog {
namespace {

constexpr std::string_view kRateRank = "rate_rank";
constexpr std::string_view kSuppressed = "suppressed";
constexpr std::string_view kShareOfTotal = "share_percent";

/// Columns that follow from a count by their name, and those that do not although their unit looks so.
constexpr std::array<std::string_view, 21> kFollowing{
    "weight",         "per_km2",          "peak_per_km2",        "prediction_accuracy_index",
    kRateRank,        "main_types",       "main_type",           "peak_hours",
    "map_points",     "busiest_place",    "busiest_street",      "busiest_incidents",
    "nearest_camera", "nearest_camera_m", "location_quotient",   "band",
    "value",          "signal",           "against_year_before", "year_before_p",
    "harm_rank"};
constexpr std::array<std::string_view, 3> kOfGround{"visible_percent", "ground_in_view_percent", "area_share_percent"};

/// Columns that follow from a count, and would give it away.
bool follows_from_count(const table::Column& column) {
  const auto is_among = [&](const auto& names) {
    return std::find(names.begin(), names.end(), column.name) != names.end();
  };
  if (is_among(kOfGround)) return false;
  return column.unit == "%" || column.unit == "per km²" || column.unit == "per 1,000" || is_among(kFollowing);
}

/// "Old Town (67 %), Harbour (33 %)": of three incidents it tells each.
bool has_share(const table::Value& value) {
  const auto* text = std::get_if<std::string>(&value);
  return text != nullptr && text->find(" %)") != std::string::npos;
}

/// Which rows are hidden, and whether that is enough.
class RowsToHide {
 public:
  RowsToHide(const table::FeatureTable& features, const Suppression& how) : features_(features), how_(how) {
    for (std::size_t c = 0; c < features.columns().size(); ++c) {
      if (features.columns()[c].disclosive_count) counts_.push_back(c);
    }
    hidden_.resize(counts_.empty() ? 0 : features.row_count(), false);
    for (std::size_t row = 0; row < hidden_.size(); ++row)
      hidden_[row] = is_small(row) || leaves_little(row) || is_told(row) || is_named(row);
  }

  /// Hides further rows, the smallest first, until none of the hidden can be worked out from the total of all rows,
  /// which is printed elsewhere: there are two at least, each of them may hold anything below the threshold in each
  /// column of counts, and so may what they differ by from an earlier export. Where zeros are shown, a hidden count is
  /// 1 at least, which leaves less for the others; so rows without an incident are hidden too, all of them, but last.
  std::vector<bool> widened() {
    while (!hidden_.empty() && !is_enough()) {
      if (const auto partner = smallest_shown()) {
        hidden_[*partner] = true;
      } else if (!hide_zeros()) {
        break;
      }
    }
    return hidden_;
  }

 private:
  [[nodiscard]] std::optional<std::int64_t> count(std::size_t row, std::size_t column) const {
    const auto number = table::to_number(features_.at(row, column));
    return number ? std::optional(static_cast<std::int64_t>(std::llround(*number))) : std::nullopt;
  }
  [[nodiscard]] bool is_small(std::size_t row) const {
    return std::any_of(counts_.begin(), counts_.end(), [&](std::size_t column) {
      const auto number = count(row, column);
      return number && control_.is_small(*number, how_.sensitivity);
    });
  }
  /// Whether what is out of view, which follows from the two counts, is small.
  [[nodiscard]] bool leaves_little(std::size_t row) const {
    const auto all = features_.column("incidents");
    const auto part = features_.column("in_view");
    if (!all || !part) return false;
    const auto whole = table::to_number(features_.at(row, *all));
    const auto seen = table::to_number(features_.at(row, *part));
    return whole && seen && control_.is_small(std::llround(*whole - *seen), how_.sensitivity) && *whole > *seen;
  }
  [[nodiscard]] bool is_told(std::size_t row) const {
    return std::any_of(how_.earlier.begin(), how_.earlier.end(),
                       [&](const EarlierExport& one) { return one.told[row]; });
  }

  [[nodiscard]] bool is_named(std::size_t row) const {
    const auto code = features_.column("code");
    const auto& codes = how_.hidden.codes;
    return code && std::find(codes.begin(), codes.end(), table::to_text(features_.at(row, *code))) != codes.end();
  }

  [[nodiscard]] bool is_enough() const {
    const auto hidden = std::count(hidden_.begin(), hidden_.end(), true);
    if (hidden == 0) return true;
    if (hidden == 1) return false;
    const std::int64_t threshold = control_.threshold(how_.sensitivity);
    for (const std::size_t column : counts_) {
      const std::vector<std::int64_t> counts = hidden_counts(column);
      const std::int64_t sum = std::accumulate(counts.begin(), counts.end(), std::int64_t{0});
      const bool any_zero = std::find(counts.begin(), counts.end(), 0) != counts.end();
      const bool any_small = std::any_of(counts.begin(), counts.end(),
                                         [&](std::int64_t one) { return control_.is_small(one, how_.sensitivity); });
      // That a small count is 1 at least and below the threshold is said by its being hidden; no more may be known of
      // it.
      const std::int64_t most_of_one = any_zero ? sum : sum - (hidden - 1);
      const std::int64_t most_by_rule = any_zero ? threshold : threshold - 1;
      if (any_small && most_of_one < most_by_rule) return false;
    }
    return std::all_of(how_.earlier.begin(), how_.earlier.end(), [&](const EarlierExport& one) {
      std::int64_t sum = 0;
      bool any_told = false;
      for (std::size_t row = 0; row < hidden_.size(); ++row) {
        if (!hidden_[row]) continue;
        sum += one.remainder[row];
        any_told = any_told || one.told[row];
      }
      return !any_told || sum >= threshold;
    });
  }

  [[nodiscard]] std::vector<std::int64_t> hidden_counts(std::size_t column) const {
    std::vector<std::int64_t> counts;
    for (std::size_t row = 0; row < hidden_.size(); ++row) {
      if (!hidden_[row]) continue;
      if (const auto number = count(row, column)) counts.push_back(*number);
    }
    return counts;
  }

  [[nodiscard]] std::optional<std::size_t> smallest_shown() const {
    std::optional<std::size_t> best;
    for (std::size_t row = 0; row < hidden_.size(); ++row) {
      const auto number = hidden_[row] ? std::nullopt : count(row, counts_.front());
      if (!number || *number <= 0) continue;
      if (!best || *number < *count(*best, counts_.front())) best = row;
    }
    return best;
  }

  /// False where none was shown.
  bool hide_zeros() {
    bool any = false;
    for (std::size_t row = 0; row < hidden_.size(); ++row) {
      if (hidden_[row] || count(row, counts_.front()).value_or(-1) != 0) continue;
      hidden_[row] = true;
      any = true;
    }
    return any;
  }

  const table::FeatureTable& features_;
  const Suppression& how_;
  analysis::DisclosureControl control_;
  std::vector<std::size_t> counts_;  ///< columns
  std::vector<bool> hidden_;
};

/// The place of each row by its rate among the rows that are shown; nothing for a hidden one, whose rate a place
/// between two others would tell. Empty where the table ranks no rates (hotspots are ranked by their counts, the hidden
/// ones last).
std::vector<table::Value> ranks_shown(const table::FeatureTable& features, const std::vector<bool>& hidden) {
  const auto rank = features.column(kRateRank);
  if (!rank) return {};
  std::vector<table::Value> ranks(features.row_count());
  for (std::size_t row = 0; row < ranks.size(); ++row) {
    const auto own = table::to_number(features.at(row, *rank));
    if (hidden[row] || !own) continue;
    std::int64_t place = 1;
    for (std::size_t other = 0; other < ranks.size(); ++other) {
      const auto rival = table::to_number(features.at(other, *rank));
      if (!hidden[other] && rival && *rival < *own) ++place;
    }
    ranks[row] = place;
  }
  return ranks;
}

}  // namespace

Suppression suppression_of(const ops::CountedIncidents& counted) {
  return {counted.sensitivity, {}, counted.hidden.value_or(ops::HiddenAreas{})};
}

ops::CountedIncidents counted_of(std::string_view provenance_json) {
  ops::CountedIncidents counted = ops::counted_in(provenance_json);
  const auto& types = counted.filter.types;
  const bool all = std::all_of(types.begin(), types.end(), [](const std::string& type) {
    return analysis::sensitivity_of_type(type) == borough::Sensitivity::sensitive;
  });
  if (counted.area_set.empty() && !types.empty() && all) counted.sensitivity = borough::Sensitivity::sensitive;
  return counted;
}

table::FeatureTable suppressed_counts(const table::FeatureTable& features, const Suppression& how) {
  const auto& columns = features.columns();
  const std::vector<bool> hidden_rows = RowsToHide(features, how).widened();
  if (hidden_rows.empty()) return features;
  std::vector<std::size_t> marked;
  std::vector<table::Column> with_marks = columns;
  for (std::size_t c = 0; c < columns.size(); ++c) {
    if (!columns[c].disclosive_count && !follows_from_count(columns[c])) continue;
    marked.push_back(c);
    with_marks.push_back(
        {columns[c].name + "_suppressed", columns[c].label + ", suppressed", "", table::ColumnType::integer, false});
  }
  with_marks.push_back({std::string(kSuppressed), "Suppressed", "", table::ColumnType::text, false});
  const std::string note = fmt::format("counts below {}, and those that would give them away",
                                       analysis::DisclosureControl().threshold(how.sensitivity));
  table::FeatureTable safe(std::move(with_marks));
  const std::vector<table::Value> ranks = ranks_shown(features, hidden_rows);
  for (std::size_t row = 0; row < features.row_count(); ++row) {
    const bool hidden = hidden_rows[row];
    std::vector<table::Value> values;
    for (std::size_t c = 0; c < columns.size(); ++c) {
      const bool tells =
          columns[c].disclosive_count || follows_from_count(columns[c]) || has_share(features.at(row, c));
      const bool tells_total = how.hidden.total && columns[c].name == kShareOfTotal;
      values.push_back((hidden && tells) || tells_total ? table::Value() : features.at(row, c));
    }
    if (!ranks.empty()) values[*features.column(kRateRank)] = ranks[row];
    values.insert(values.end(), marked.size(), std::int64_t{hidden ? 1 : 0});
    values.emplace_back(hidden ? note : std::string());
    safe.add_row(std::move(values), features.geometry(row));
  }
  return safe;
}

bool is_hidden(const table::FeatureTable& safe, std::size_t row) {
  const auto mark = safe.column(kSuppressed);
  return mark && !table::to_text(safe.at(row, *mark)).empty();
}

table::FeatureTable with_one_mark(const table::FeatureTable& safe) {
  std::vector<std::size_t> kept;
  std::vector<table::Column> columns;
  for (std::size_t c = 0; c < safe.columns().size(); ++c) {
    if (safe.columns()[c].name.ends_with("_suppressed")) continue;
    kept.push_back(c);
    columns.push_back(safe.columns()[c]);
  }
  table::FeatureTable plain(std::move(columns));
  for (std::size_t row = 0; row < safe.row_count(); ++row) {
    std::vector<table::Value> values;
    values.reserve(kept.size());
    for (const std::size_t c : kept) values.push_back(safe.at(row, c));
    plain.add_row(std::move(values), safe.geometry(row));
  }
  return plain;
}

}  // namespace wardscope::catalog
