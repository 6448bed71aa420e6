// SPDX-License-Identifier: GPL-3.0-or-later
#include "analysis/disclosure.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <cassert>
#include <cmath>

#include "analysis/suppression_network.hpp"
#include "core/text.hpp"

namespace wardscope::analysis {
namespace {

constexpr std::int64_t kPublishedThreshold = 8;  // NHS Digital, HES disclosure control since 2018: 1 to 7 are hidden
constexpr std::int64_t kPublishedRounding = 5;   // and all other counts rounded to the nearest 5

// Parts of words, so that "exploited" and "exploitation" both count.
constexpr std::array<std::string_view, 20> kSensitiveWords = {
    "sexual", "rape",      "domestic", "hate",    "homophob", "transphob",      "racial",
    "racist", "disablist", "child",    "exploit", "slavery",  "traffick",       "stalk",
    "harass", "mental",    "suicid",   "refuge",  "honour",   "forced marriage"};

std::int64_t rounded(std::int64_t count) {
  return (count + kPublishedRounding / 2) / kPublishedRounding * kPublishedRounding;
}

/// Numbers of the table that its readers would recognise a person by.
std::vector<std::size_t> small_numbers(const DisclosureControl& control, const CountTable& table,
                                       const SuppressionNetwork& network) {
  std::vector<std::size_t> small;
  for (std::size_t row = 0; row <= table.rows; ++row) {
    for (std::size_t column = 0; column <= table.columns; ++column) {
      const std::size_t arc = network.arc(row, column);
      if (network.published(arc) && control.is_small(network.value(arc), table.sensitivity_of(column)))
        small.push_back(arc);
    }
  }
  return small;
}

template <typename NumberOf>
ProtectedTable laid_out(const CountTable& table, const SuppressionNetwork& network, NumberOf number_of) {
  ProtectedTable shown;
  shown.columns = table.columns;
  for (std::size_t row = 0; row < table.rows; ++row) {
    for (std::size_t column = 0; column < table.columns; ++column)
      shown.cells.push_back(number_of(network.arc(row, column)));
    shown.row_totals.push_back(number_of(network.arc(row, table.columns)));
  }
  for (std::size_t column = 0; column < table.columns; ++column) {
    shown.column_totals.push_back(number_of(network.arc(table.rows, column)));
  }
  shown.total = number_of(network.arc(table.rows, table.columns));
  return shown;
}

}  // namespace

void describe(DisclosureOptions& options, core::ParameterVisitor& visitor) {
  constexpr core::Choice kProfiles[] = {{"internal", "Internal (small counts hidden)"},
                                        {"published", "Published (small counts hidden, others rounded to 5)"}};
  visitor.enumeration({"disclosure", "Disclosure control", "Who will read the numbers"}, kProfiles, options.profile);
  visitor.integer({"threshold", "Smallest count shown", "Internal: counts of 1 to this less one are hidden"}, {1, 100},
                  options.threshold);
  visitor.integer({"sensitive-threshold", "Smallest count shown of sensitive types",
                   "The same for sensitive types, whose zeros are hidden too"},
                  {1, 100}, options.sensitive_threshold);
}

borough::Sensitivity sensitivity_of_type(std::string_view name) {
  const std::string lowered = core::lower_ascii(name);
  const bool sensitive = std::any_of(kSensitiveWords.begin(), kSensitiveWords.end(),
                                     [&](std::string_view word) { return lowered.find(word) != std::string::npos; });
  return sensitive ? borough::Sensitivity::sensitive : borough::Sensitivity::open;
}

borough::Sensitivity sensitivity_of(const borough::IncidentCategory& category) {
  return std::max(category.sensitivity, sensitivity_of_type(category.name));
}

borough::Sensitivity sensitivity_of_rows(const borough::IncidentTable& incidents, std::span<const std::uint32_t> rows) {
  std::vector<borough::Sensitivity> classes;
  for (const borough::IncidentCategory& category : incidents.categories) classes.push_back(sensitivity_of(category));
  const bool all = std::all_of(rows.begin(), rows.end(), [&](std::uint32_t row) {
    return classes[incidents.category[row]] == borough::Sensitivity::sensitive;
  });
  return all && !rows.empty() ? borough::Sensitivity::sensitive : borough::Sensitivity::open;
}

DisclosureControl::DisclosureControl(const DisclosureOptions& options) : options_(options) {
  assert(options.threshold >= 1 && options.sensitive_threshold >= 1);
}

std::int64_t DisclosureControl::threshold(borough::Sensitivity sensitivity) const {
  const std::int64_t ordinary =
      options_.profile == DisclosureProfile::published ? kPublishedThreshold : options_.threshold;
  return sensitivity == borough::Sensitivity::sensitive ? std::max(ordinary, options_.sensitive_threshold) : ordinary;
}

bool DisclosureControl::is_small(std::int64_t count, borough::Sensitivity sensitivity) const {
  if (count == 0) {
    return sensitivity == borough::Sensitivity::sensitive && options_.profile == DisclosureProfile::internal;
  }
  return count < threshold(sensitivity);
}

ProfileNumber DisclosureControl::count(std::int64_t count, borough::Sensitivity sensitivity) const {
  if (is_small(count, sensitivity)) return {std::nullopt, true};
  return {static_cast<double>(options_.profile == DisclosureProfile::published ? rounded(count) : count), false};
}

ProfileNumber DisclosureControl::share(std::int64_t part, std::int64_t whole, borough::Sensitivity sensitivity) const {
  assert(part >= 0 && part <= whole);
  const bool tells = is_small(part, sensitivity) || is_small(whole, sensitivity) || is_small(whole - part, sensitivity);
  if (tells) return {std::nullopt, true};
  if (whole == 0) return {};
  return {*count(part, sensitivity).value / *count(whole, sensitivity).value, false};
}

ProtectedTable DisclosureControl::protect(const CountTable& table) const {
  return protect(table, jobs::Progress()).value();
}

core::Result<ProtectedTable> DisclosureControl::protect(const CountTable& table, const jobs::Progress& progress) const {
  assert(table.cells.size() == table.rows * table.columns);
  assert(table.column_sensitivity.empty() || table.column_sensitivity.size() == table.columns);
  if (!progress.tick(0.0)) return core::cancelled();
  SuppressionNetwork network(table);
  const std::vector<std::size_t> small = small_numbers(*this, table, network);
  for (const std::size_t arc : small) network.hide(arc);
  if (options_.profile == DisclosureProfile::internal) {
    for (std::size_t i = 0; i < small.size(); ++i) {
      const std::size_t arc = small[i];
      const std::int64_t value = network.value(arc);
      // Even where each path must be paid for, one way takes milliseconds (decision 0006).
      if (!progress.tick(static_cast<double>(i) / static_cast<double>(small.size()))) return core::cancelled();
      network.widen_rise(arc, threshold(table.sensitivity_of(arc % (table.columns + 1))) - value);
      if (progress.stopped()) return core::cancelled();
      network.widen_fall(arc, value);
    }
  }
  std::size_t hidden = 0;
  const auto number_of = [&](std::size_t arc) -> ProfileNumber {
    if (!network.published(arc)) return {};
    if (network.hidden(arc)) {
      ++hidden;
      return {std::nullopt, true};
    }
    const std::int64_t value = network.value(arc);
    return {static_cast<double>(options_.profile == DisclosureProfile::published ? rounded(value) : value), false};
  };
  ProtectedTable shown = laid_out(table, network, number_of);
  shown.primary = small.size();
  shown.secondary = hidden - small.size();
  return shown;
}

std::string DisclosureControl::sentence() const {
  if (options_.profile == DisclosureProfile::published) {
    return fmt::format(
        "Counts of 1 to {} are hidden (1 to {} of sensitive types) and all others rounded to the nearest {}; "
        "totals are rounded from exact values, so rounded counts need not add up.",
        kPublishedThreshold - 1, threshold(borough::Sensitivity::sensitive) - 1, kPublishedRounding);
  }
  return fmt::format(
      "Counts of 1 to {} are hidden; of sensitive types 0 to {}. Where a hidden count could be worked out from "
      "totals, further counts are hidden with it.",
      options_.threshold - 1, threshold(borough::Sensitivity::sensitive) - 1);
}

CellRange audited_range(const CountTable& table, const ProtectedTable& shown, std::size_t row, std::size_t column) {
  SuppressionNetwork network(table);
  for (std::size_t r = 0; r <= table.rows; ++r) {
    for (std::size_t c = 0; c <= table.columns; ++c) {
      const ProfileNumber& number = r == table.rows ? (c == table.columns ? shown.total : shown.column_totals[c])
                                                    : (c == table.columns ? shown.row_totals[r] : shown.at(r, c));
      if (!number.value) network.hide(network.arc(r, c));
    }
  }
  const std::size_t arc = network.arc(row, column);
  assert(network.hidden(arc));
  const std::int64_t everything = network.value(network.arc(table.rows, table.columns));
  // A number that could rise above all that there is has no bound: no augmenting path of finite room limits it.
  const std::int64_t limit = 2 * everything + 1000;
  const std::int64_t rise = network.possible_rise(arc, limit);
  return {network.value(arc) - network.possible_fall(arc, network.value(arc)),
          rise >= limit ? kUnlimited : network.value(arc) + rise};
}

}  // namespace wardscope::analysis
