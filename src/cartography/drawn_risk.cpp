// SPDX-License-Identifier: GPL-3.0-or-later
#include "cartography/drawn_risk.hpp"

#include <algorithm>
#include <array>
#include <cstdint>
#include <limits>
#include <string>
#include <utility>

#include "cartography/theme.hpp"
#include "core/text.hpp"

namespace wardscope::cartography {
namespace {

struct RiskClass {
  double below;
  std::string_view key;
  Colour fill;
};

// Yellow to dark red, ever darker: told apart without hue too.
constexpr std::array<RiskClass, 5> kClasses{
    {{1.5, "Up to 1.5 times as many", rgb(0xFED976, 0.65F)},
     {2.0, "1.5 to 2 times as many", rgb(0xFD8D3C, 0.70F)},
     {3.0, "2 to 3 times as many", rgb(0xE31A1C, 0.70F)},
     {5.0, "3 to 5 times as many", rgb(0xA50026, 0.75F)},
     {std::numeric_limits<double>::infinity(), "5 times as many, or more", rgb(0x4A0016, 0.80F)}}};
constexpr std::size_t kNotKnown = kClasses.size();

/// Nothing where none of the features is.
std::size_t class_of_risk(double risk) {
  const auto* const found =
      std::find_if(kClasses.begin(), kClasses.end(), [&](const RiskClass& one) { return risk < one.below; });
  return static_cast<std::size_t>(found - kClasses.begin());
}

}  // namespace

void add_risk_terrain(DrawnLayer& drawn, const project::Layer& layer, const table::FeatureTable& features) {
  const auto column = features.column("relative_risk");
  if (!column) return;
  std::vector<geo::MultiPolygon> shapes;
  PolygonLayer polygons;
  std::array<std::int64_t, kClasses.size() + 1> seen{};
  for (std::size_t row = 0; row < features.row_count(); ++row) {
    const auto* shape = std::get_if<geo::MultiPolygon>(&features.geometry(row));
    if (shape == nullptr) continue;
    const auto risk = table::to_number(features.at(row, *column));
    if (risk && *risk <= 1.0) continue;
    const std::size_t look = risk ? class_of_risk(*risk) : kNotKnown;
    shapes.push_back(*shape);
    polygons.fill_of.push_back(static_cast<std::uint8_t>(look));
    ++seen[look];
  }
  polygons.stroke = theme::kPaper;
  polygons.stroke_width = 0.4F * static_cast<float>(layer.style.line_width);
  for (const RiskClass& one : kClasses) {
    polygons.fills.push_back(one.fill);
    polygons.hatches.push_back(Hatch::none);
  }
  polygons.fills.push_back(rgb(0xFFFFFF, 0.75F));
  polygons.hatches.push_back(Hatch::diagonal);
  for (std::size_t i = 0; i < seen.size(); ++i) {
    if (seen[i] == 0) continue;
    const std::string_view key = i == kNotKnown ? "Not known: too few cells like it" : kClasses[i].key;
    drawn.legend.rows.push_back(
        {PatchSwatch{polygons.fills[i], polygons.hatches[i], theme::kPaper, 0.5F},
         std::string(key) + " (" + core::with_thousands(seen[i]) + (seen[i] == 1 ? " cell)" : " cells)")});
  }
  drawn.legend.note = shapes.empty()
                          ? "No feature goes with more incidents beyond chance"
                          : "Times as many as on the same ground without these features; elsewhere none of them is";
  polygons.shapes = core::make_snapshot(std::move(shapes));
  drawn.parts.push_back({std::move(polygons)});
}

}  // namespace wardscope::cartography
