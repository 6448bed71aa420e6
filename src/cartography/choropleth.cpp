// SPDX-License-Identifier: GPL-3.0-or-later
#include "cartography/choropleth.hpp"

#include <algorithm>
#include <array>
#include <cmath>
#include <string_view>
#include <utility>

#include "cartography/palette.hpp"
#include "cartography/theme.hpp"
#include "core/text.hpp"
#include "stats/class_breaks.hpp"

namespace wardscope::cartography {
namespace {

// Fewest decimals, at most three, at which no two neighbouring limits read alike.
int decimals_for(const std::vector<double>& limits) {
  constexpr int kMostDecimals = 3;
  for (int decimals = 0; decimals < kMostDecimals; ++decimals) {
    bool told_apart = true;
    for (std::size_t i = 1; i < limits.size(); ++i) {
      told_apart = told_apart && core::fixed(limits[i], decimals) != core::fixed(limits[i - 1], decimals);
    }
    const double span = limits.back() - limits.front();
    if (told_apart && span * std::pow(10.0, decimals) >= 10.0) return decimals;
  }
  return kMostDecimals;
}

stats::ClassMethod method_of(const project::Style& style) {
  if (style.class_rule == "equal") return stats::ClassMethod::equal_interval;
  if (style.class_rule == "jenks") return stats::ClassMethod::natural_breaks;
  return stats::ClassMethod::quantile;
}

// Between the classes; class i holds limits[i - 1] <= v < limits[i].
std::vector<double> inner_limits(const std::vector<double>& values, const project::Style& style) {
  const auto edges = stats::class_breaks(values, method_of(style), static_cast<std::size_t>(style.classes));
  if (edges.size() < 3) return {};
  return {edges.begin() + 1, edges.end() - 1};
}

std::vector<double> sorted_values(const std::vector<AreaNumber>& numbers) {
  std::vector<double> values;
  for (const AreaNumber& number : numbers) {
    if (number.value && std::isfinite(*number.value) && !number.suppressed) values.push_back(*number.value);
  }
  std::sort(values.begin(), values.end());
  return values;
}

// Equal steps about zero, the zero class in the middle where their count is odd.
std::vector<double> limits_about_zero(const std::vector<double>& sorted, int classes) {
  const double reach = std::max(std::abs(sorted.front()), std::abs(sorted.back()));
  std::vector<double> limits;
  for (int i = 1; i < classes; ++i) limits.push_back(reach * (2.0 * i / classes - 1.0));
  return limits;
}

/// Of an index, for which 100 is as everywhere: the classes meet there, and lie as far below as above it.
struct IndexClasses {
  std::string_view column;
  std::array<double, 5> limits;
  std::string_view of_the_highest;  ///< what the last class is called, or empty
};
constexpr std::array<IndexClasses, 2> kIndices{
    {{"index", {25.0, 50.0, 100.0, 200.0, 400.0}, ""}, {"vli", {50.0, 75.0, 100.0, 150.0, 200.0}, "priority"}}};

/// Of a column that holds an index, unless somebody chose other classes.
const IndexClasses* index_classes(const project::Style& style) {
  const project::Style standard;
  if (style.classes != standard.classes || style.class_rule != standard.class_rule) return nullptr;
  const auto found = std::find_if(kIndices.begin(), kIndices.end(),
                                  [&](const IndexClasses& one) { return one.column == style.column; });
  return found == kIndices.end() ? nullptr : &*found;
}

std::string number_text(double value) { return core::fixed(value, 0); }

// Those classes of an index that hold areas or lie between such, in the colours that each has on every map.
std::vector<double> add_index_classes(Choropleth& result, const std::vector<double>& sorted,
                                      const project::Style& style, const IndexClasses& classes) {
  const auto colours = class_colours(ramp_or(style.palette, "rdbu"), static_cast<int>(classes.limits.size()) + 1);
  const auto class_at = [&](double value) {
    return static_cast<std::size_t>(std::upper_bound(classes.limits.begin(), classes.limits.end(), value) -
                                    classes.limits.begin());
  };
  const std::size_t first = class_at(sorted.front());
  const std::size_t last = class_at(sorted.back());
  std::vector<double> inner;
  for (std::size_t i = first; i <= last; ++i) {
    result.fills.push_back(colours[i]);
    result.hatches.push_back(Hatch::none);
    std::string text;
    if (i == 0) {
      text = "under " + number_text(classes.limits.front());
    } else if (i == classes.limits.size()) {
      text = number_text(classes.limits.back()) + " and more";
      if (!classes.of_the_highest.empty()) text += ": " + std::string(classes.of_the_highest);
    } else {
      text = number_text(classes.limits[i - 1]) + " to " + number_text(classes.limits[i]);
    }
    result.rows.push_back({PatchSwatch{colours[i], Hatch::none, theme::kWardLine, 0.5F}, std::move(text)});
    if (i < last) inner.push_back(classes.limits[i]);
  }
  return inner;
}

// Adds the classes with their colours and words. @returns the inner limits.
std::vector<double> add_classes(Choropleth& result, const std::vector<double>& sorted, const project::Style& style) {
  const bool both_sides = sorted.front() < 0 && sorted.back() > 0;
  const Ramp& ramp = ramp_or(style.palette, both_sides ? "rdbu" : "ylorrd");
  const bool about_zero = ramp.kind == RampKind::diverging && both_sides;
  std::vector<double> inner = about_zero ? limits_about_zero(sorted, style.classes) : inner_limits(sorted, style);
  std::vector<double> limits{sorted.front()};
  limits.insert(limits.end(), inner.begin(), inner.end());
  limits.push_back(sorted.back());
  if (about_zero) limits.front() = -(limits.back() = std::max(-sorted.front(), sorted.back()));
  const int decimals = decimals_for(limits);
  const auto colours = class_colours(ramp, static_cast<int>(inner.size()) + 1);
  for (std::size_t i = 0; i + 1 < limits.size(); ++i) {
    result.fills.push_back(colours[i]);
    result.hatches.push_back(Hatch::none);
    const std::string text = core::fixed(limits[i], decimals) + " to " + core::fixed(limits[i + 1], decimals);
    result.rows.push_back({PatchSwatch{colours[i], Hatch::none, theme::kWardLine, 0.5F}, text});
  }
  return inner;
}

std::uint8_t class_of(double value, const std::vector<double>& inner) {
  return static_cast<std::uint8_t>(std::upper_bound(inner.begin(), inner.end(), value) - inner.begin());
}

std::uint8_t hatched_class(Choropleth& result, Colour fill, const char* text) {
  const auto index = static_cast<std::uint8_t>(result.fills.size());
  result.fills.push_back(fill);
  result.hatches.push_back(Hatch::diagonal);
  result.rows.push_back({PatchSwatch{fill, Hatch::diagonal, theme::kWardLine, 0.5F}, text});
  return index;
}

}  // namespace

Choropleth classify(const std::vector<AreaNumber>& numbers, const project::Style& style) {
  Choropleth result;
  const std::vector<double> sorted = sorted_values(numbers);
  std::vector<double> inner;
  if (!sorted.empty()) {
    const IndexClasses* of_index = index_classes(style);
    inner = of_index ? add_index_classes(result, sorted, style, *of_index) : add_classes(result, sorted, style);
  }
  std::optional<std::uint8_t> suppressed;
  std::optional<std::uint8_t> missing;
  for (const AreaNumber& number : numbers) {
    if (number.value && std::isfinite(*number.value) && !number.suppressed) {
      result.fill_of.push_back(class_of(*number.value, inner));
    } else if (number.suppressed) {
      if (!suppressed) suppressed = hatched_class(result, theme::kSuppressed, "Suppressed (small number)");
      result.fill_of.push_back(*suppressed);
    } else {
      if (!missing) missing = hatched_class(result, theme::kNoData, "No data");
      result.fill_of.push_back(*missing);
    }
  }
  return result;
}

}  // namespace wardscope::cartography
