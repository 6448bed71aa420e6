// SPDX-License-Identifier: GPL-3.0-or-later
#include <algorithm>
#include <array>
#include <cmath>
#include <numeric>
#include <utility>

#include "cartography/drawn_layer.hpp"
#include "cartography/palette.hpp"
#include "cartography/theme.hpp"
#include "core/text.hpp"

namespace wardscope::cartography {
namespace {

// Symbols come in steps of area: a stack of n is drawn in step floor(log2 n), so its area stays within a factor of two
// of n times that of one incident, until the largest step, which keeps big stacks from hiding their street.
constexpr int kSizeSteps = 6;
constexpr std::size_t kMostNamedTypes = 7;  // Okabe-Ito has eight colours, the paper is nearly the ninth
constexpr Colour kOtherTypes = rgb(0x7A828C);
constexpr float kOpacity = 0.88F;

/// Incidents of one sensitivity at one point.
struct Stack {
  geo::Point at;
  std::int64_t count = 0;
  std::uint8_t colour = 0;  ///< of its commonest type
};

/// Colour index of each category: the commonest of the selection have colours of their own.
struct TypeColours {
  std::vector<std::uint8_t> index_of;  ///< one a category
  std::vector<std::size_t> named;      ///< categories with a colour, in its order
  std::uint8_t other = 0;
  bool has_other = false;
  bool only_sensitive_others = true;
};

bool is_sensitive(const borough::IncidentTable& incidents, std::size_t category) {
  return incidents.categories[category].sensitivity == borough::Sensitivity::sensitive;
}

TypeColours colours_of(const borough::IncidentTable& incidents, const std::vector<std::uint32_t>& rows) {
  std::vector<std::int64_t> counts(incidents.categories.size(), 0);
  for (const std::uint32_t row : rows) ++counts[incidents.category[row]];
  std::vector<std::size_t> order(counts.size());
  std::iota(order.begin(), order.end(), std::size_t{0});
  std::stable_sort(order.begin(), order.end(), [&](std::size_t a, std::size_t b) { return counts[a] > counts[b]; });
  TypeColours colours;
  for (const std::size_t category : order) {
    if (counts[category] > 0 && colours.named.size() < kMostNamedTypes) colours.named.push_back(category);
  }
  colours.other = static_cast<std::uint8_t>(colours.named.size());
  colours.index_of.assign(counts.size(), colours.other);
  for (std::size_t i = 0; i < colours.named.size(); ++i) {
    colours.index_of[colours.named[i]] = static_cast<std::uint8_t>(i);
  }
  for (std::size_t i = colours.named.size(); i < order.size(); ++i) {
    if (counts[order[i]] == 0) continue;
    colours.has_other = true;
    colours.only_sensitive_others &= is_sensitive(incidents, order[i]);
  }
  return colours;
}

// Stacks of exactly equal positions, the largest first so that small ones are drawn upon them. `rows` is reordered.
std::vector<Stack> stacks_of(const borough::IncidentTable& incidents, std::vector<std::uint32_t>& rows,
                             const TypeColours& colours) {
  std::sort(rows.begin(), rows.end(), [&](std::uint32_t a, std::uint32_t b) {
    if (incidents.x[a] != incidents.x[b]) return incidents.x[a] < incidents.x[b];
    if (incidents.y[a] != incidents.y[b]) return incidents.y[a] < incidents.y[b];
    return a < b;
  });
  std::vector<Stack> stacks;
  for (std::size_t begin = 0; begin < rows.size();) {
    const geo::Point at = incidents.position(rows[begin]);
    std::array<std::int64_t, kMostNamedTypes + 1> by_colour{};
    std::size_t end = begin;
    for (; end < rows.size() && incidents.position(rows[end]) == at; ++end) {
      ++by_colour[colours.index_of[incidents.category[rows[end]]]];
    }
    const auto commonest = std::max_element(by_colour.begin(), by_colour.end()) - by_colour.begin();
    stacks.push_back({at, static_cast<std::int64_t>(end - begin), static_cast<std::uint8_t>(commonest)});
    begin = end;
  }
  std::stable_sort(stacks.begin(), stacks.end(), [](const Stack& a, const Stack& b) { return a.count > b.count; });
  return stacks;
}

int size_step(std::int64_t count) {
  int step = 0;
  while (count > 1 && step + 1 < kSizeSteps) {
    count /= 2;
    ++step;
  }
  return step;
}

float diameter(float base, int step) { return base * std::sqrt(static_cast<float>(1 << step)); }

Colour colour_of(std::size_t index, const TypeColours& colours) {
  static const Ramp& okabe_ito = ramp_or("okabe-ito", "okabe-ito");
  return index < colours.named.size() ? okabe_ito.stops[index] : kOtherTypes;
}

std::vector<PointStyle> styles_of(const TypeColours& colours, float base) {
  std::vector<PointStyle> styles;
  for (std::size_t colour = 0; colour <= colours.named.size(); ++colour) {
    for (int step = 0; step < kSizeSteps; ++step) {
      styles.push_back(
          {Symbol::disc, colour_of(colour, colours).with_alpha(kOpacity), theme::kPaper, diameter(base, step), 0.5F});
    }
  }
  return styles;
}

PointLayer layer_of(const std::vector<Stack>& stacks, std::vector<PointStyle> styles) {
  PointColumns columns;
  for (const Stack& stack : stacks) {
    columns.x.push_back(stack.at.x);
    columns.y.push_back(stack.at.y);
    columns.style_of.push_back(static_cast<std::uint8_t>(stack.colour * kSizeSteps + size_step(stack.count)));
  }
  return {core::make_snapshot(std::move(columns)), std::move(styles), false};
}

void add_rows(LegendEntry& legend, const borough::IncidentTable& incidents, const TypeColours& colours) {
  constexpr float kKeySize = 7.0F;
  const auto key = [](Colour colour) { return PointStyle{Symbol::disc, colour, theme::kPaper, kKeySize, 0.5F}; };
  for (std::size_t i = 0; i < colours.named.size(); ++i) {
    const std::size_t category = colours.named[i];
    legend.rows.push_back(
        {key(colour_of(i, colours)), incidents.categories[category].name, is_sensitive(incidents, category)});
  }
  if (!colours.has_other) return;
  legend.rows.push_back({key(kOtherTypes), "Other types", colours.only_sensitive_others});
}

}  // namespace

DrawnLayer draw_incidents(const project::Layer& layer, const borough::IncidentTable& incidents,
                          const std::vector<std::uint32_t>& rows) {
  std::vector<std::uint32_t> shown;
  std::vector<std::uint32_t> sensitive;
  for (const std::uint32_t row : rows) {
    (is_sensitive(incidents, incidents.category[row]) ? sensitive : shown).push_back(row);
  }
  const TypeColours colours = colours_of(incidents, rows);
  const auto styles = styles_of(colours, static_cast<float>(layer.style.size));
  const std::vector<Stack> stacks = stacks_of(incidents, shown, colours);
  DrawnLayer drawn;
  drawn.legend = {layer.id, layer.title, {}, {}, {}, {}};
  const bool stacked = stacks.size() < shown.size();
  if (stacked) drawn.legend.note = "Larger: several at one place; colour: the commonest type there";
  drawn.parts.push_back({layer_of(stacks, styles)});
  if (!sensitive.empty()) {
    drawn.parts.push_back({layer_of(stacks_of(incidents, sensitive, colours), styles), kSensitiveCoarsest, true});
    drawn.legend.note += drawn.legend.note.empty() ? "" : ". ";
    drawn.legend.note += "Points of sensitive types: on screen from 1:10,000, never in a file";
  }
  add_rows(drawn.legend, incidents, colours);
  return drawn;
}

}  // namespace wardscope::cartography
