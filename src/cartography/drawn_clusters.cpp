// SPDX-License-Identifier: GPL-3.0-or-later
#include "cartography/drawn_clusters.hpp"

#include <algorithm>
#include <array>
#include <cstdint>
#include <string>
#include <utility>

#include "cartography/theme.hpp"
#include "core/text.hpp"

namespace wardscope::cartography {
namespace {

/// How the units of a class look. Classes that must be told apart where both occur differ in light as well as in hue.
struct ClassLook {
  std::string_view words;  ///< as the result's column "class" has them
  std::string_view key;
  Colour fill;
  Hatch hatch = Hatch::none;
};

constexpr Colour kMany = rgb(0xA50026, 0.72F);  // dark red
constexpr Colour kFew = rgb(0x4575B4, 0.60F);   // blue
constexpr std::array<ClassLook, 7> kLooks{{
    {"more than expected", "More than expected", kMany},
    {"fewer than expected", "Fewer than expected", kFew},
    {"high among high", "High among high", kMany},
    {"low among low", "Low among low", kFew},
    {"high among low", "High among low", rgb(0xF46D43, 0.75F), Hatch::diagonal},
    {"low among high", "Low among high", rgb(0x74ADD1, 0.75F), Hatch::diagonal},
    {"not tested: nothing lies around it", "Not tested: no neighbours", rgb(0xFFFFFF, 0.8F), Hatch::diagonal},
}};
constexpr std::uint8_t kPlain = 0xFF;  // not filled: within what chance may do

std::uint8_t look_of_class(const std::string& words) {
  const auto look =
      std::find_if(kLooks.begin(), kLooks.end(), [&](const ClassLook& one) { return one.words == words; });
  return look == kLooks.end() ? kPlain : static_cast<std::uint8_t>(look - kLooks.begin());
}

}  // namespace

void add_clusters(DrawnLayer& drawn, const project::Layer& layer, const table::FeatureTable& features) {
  const auto column = features.column("class");
  if (!column) return;
  std::vector<geo::MultiPolygon> shapes;
  PolygonLayer polygons;
  std::array<std::size_t, kLooks.size()> seen{};
  for (std::size_t row = 0; row < features.row_count(); ++row) {
    const auto* shape = std::get_if<geo::MultiPolygon>(&features.geometry(row));
    const std::uint8_t look = look_of_class(table::to_text(features.at(row, *column), 0));
    if (shape == nullptr || look == kPlain) continue;
    shapes.push_back(*shape);
    polygons.fill_of.push_back(look);
    ++seen[look];
  }
  for (std::size_t i = 0; i < kLooks.size(); ++i) {
    polygons.fills.push_back(kLooks[i].fill);
    polygons.hatches.push_back(kLooks[i].hatch);
  }
  polygons.stroke = theme::kPaper;
  polygons.stroke_width = 0.6F * static_cast<float>(layer.style.line_width);
  for (std::size_t i = 0; i < kLooks.size(); ++i) {
    if (seen[i] == 0) continue;
    drawn.legend.rows.push_back(
        {PatchSwatch{kLooks[i].fill, kLooks[i].hatch, theme::kPaper, polygons.stroke_width},
         std::string(kLooks[i].key) + " (" + core::with_thousands(static_cast<std::int64_t>(seen[i])) + ")"});
  }
  drawn.legend.note = shapes.empty() ? "Nothing stands out from chance" : "Elsewhere nothing stands out from chance";
  polygons.shapes = core::make_snapshot(std::move(shapes));
  drawn.parts.push_back({std::move(polygons)});
}

}  // namespace wardscope::cartography
