// SPDX-License-Identifier: GPL-3.0-or-later
#include "cartography/drawn_clusters.hpp"

#include <algorithm>
#include <array>
#include <cmath>
#include <cstdint>
#include <optional>
#include <string>
#include <utility>

#include "cartography/theme.hpp"
#include "core/text.hpp"

namespace wardscope::cartography {
namespace {

/// What the classes are of: it says what is not filled.
enum class ClassKind { test, concentration, change, validation, history };

/// How the units of a class look. Classes that must be told apart where both occur differ in light as well as in hue.
struct ClassLook {
  std::string_view words;  ///< as the result's column "class" has them
  std::string_view key;
  Colour fill;
  Hatch hatch = Hatch::none;
  ClassKind kind = ClassKind::test;
};

constexpr Colour kMany = rgb(0xA50026, 0.72F);  // dark red
constexpr Colour kFew = rgb(0x4575B4, 0.60F);   // blue
constexpr Colour kNotTold = rgb(0xB9BEC6, 0.55F);
constexpr std::array<ClassLook, 28> kLooks{{
    {"more in and around it than expected", "More in and around it than expected", kMany},
    {"fewer in and around it than expected", "Fewer in and around it than expected", kFew},
    {"more around it than expected", "More around it than expected", kMany},
    {"fewer around it than expected", "Fewer around it than expected", kFew},
    {"more than expected", "More than expected", kMany},
    {"fewer than expected", "Fewer than expected", kFew},
    {"high among high", "High among high", kMany},
    {"low among low", "Low among low", kFew},
    {"high among low", "High among low", rgb(0xF46D43, 0.75F), Hatch::diagonal},
    {"low among high", "Low among high", rgb(0x74ADD1, 0.75F), Hatch::diagonal},
    {"not tested: nothing lies around it", "Not tested: no neighbours", rgb(0xFFFFFF, 0.8F), Hatch::diagonal},
    {"not tested: all others lie around it", "Not tested: all others are neighbours", rgb(0xFFFFFF, 0.8F),
     Hatch::diagonal},
    {"holds the first 25 %", "Hold the first 25 % of incidents", rgb(0x7A0177, 0.80F), Hatch::none,
     ClassKind::concentration},
    {"holds the next, to 50 %", "The next, to 50 %", rgb(0xDD3497, 0.70F), Hatch::none, ClassKind::concentration},
    {"holds the next, to 80 %", "The next, to 80 %", rgb(0xFA9FB5, 0.65F), Hatch::none, ClassKind::concentration},
    {"holds the last 20 %", "The last 20 %", rgb(0xFDE0DD, 0.60F), Hatch::none, ClassKind::concentration},
    {"up", "Up: more than the earlier period, beyond chance", kMany, Hatch::none, ClassKind::change},
    {"down", "Down: fewer, beyond chance", kFew, Hatch::diagonal, ClassKind::change},
    {"hotspot that held", "Hotspot that held", kMany, Hatch::none, ClassKind::validation},
    {"hotspot that faded", "Hotspot that faded", kFew, Hatch::diagonal, ClassKind::validation},
    {"new hotspot", "New hotspot", rgb(0xF9A602, 0.75F), Hatch::none, ClassKind::validation},
    {"too few to test", "Too few to test", kNotTold, Hatch::none, ClassKind::change},
    {"persistent hotspot", "Persistent hotspot", kMany, Hatch::none, ClassKind::history},
    {"emerging hotspot", "Emerging: hot of late", rgb(0xF9A602, 0.80F), Hatch::none, ClassKind::history},
    {"intermittent hotspot", "Intermittent: hot now and then", rgb(0xFDAE91, 0.70F), Hatch::none, ClassKind::history},
    {"former hotspot", "Former: hot before, not of late", kFew, Hatch::diagonal, ClassKind::history},
    {"hotspot once", "Hot in one slice, which may be chance", kNotTold, Hatch::none, ClassKind::history},
    {"not tested", "Not tested: no neighbours", rgb(0xFFFFFF, 0.8F), Hatch::diagonal, ClassKind::history},
}};
constexpr std::uint8_t kPlain = 0xFF;  // not filled: within what chance may do

std::uint8_t look_of_class(const std::string& words) {
  const auto look =
      std::find_if(kLooks.begin(), kLooks.end(), [&](const ClassLook& one) { return one.words == words; });
  return look == kLooks.end() ? kPlain : static_cast<std::uint8_t>(look - kLooks.begin());
}

/// What is not filled, in words.
std::string note_on_the_rest(std::optional<ClassKind> kind) {
  if (!kind) return "Nothing stands out from chance";
  switch (*kind) {
    case ClassKind::test:
      return "Elsewhere nothing stands out from chance";
    case ClassKind::concentration:
      return "Elsewhere none, or too few to tell";
    case ClassKind::change:
      return "Elsewhere no clear change";
    case ClassKind::validation:
      return "Elsewhere no hotspot in either period";
    case ClassKind::history:
      return "Elsewhere never a hotspot";
  }
  return {};
}

/// White lines between the units, where the map is fine enough that they leave most of each to its colour.
void add_lines_between(DrawnLayer& drawn, const std::vector<geo::MultiPolygon>& shapes, float width) {
  if (shapes.empty()) return;
  std::vector<double> sides;
  std::vector<geo::LineString> outlines;
  sides.reserve(shapes.size());
  for (const geo::MultiPolygon& shape : shapes) {
    sides.push_back(std::sqrt(geo::area(shape)));
    for (const geo::Polygon& polygon : shape) {
      outlines.push_back(polygon.exterior);
      outlines.insert(outlines.end(), polygon.holes.begin(), polygon.holes.end());
    }
  }
  const auto middle = sides.begin() + static_cast<std::ptrdiff_t>(sides.size() / 2);
  std::nth_element(sides.begin(), middle, sides.end());
  constexpr double kLeastSide = 9.0;  // points
  drawn.parts.push_back({LineLayer{core::make_snapshot(std::move(outlines)), {0, 0, 0, 0}, 0.0F, theme::kPaper, width},
                         *middle / kLeastSide});
}

}  // namespace

void add_clusters(DrawnLayer& drawn, const project::Layer& layer, const table::FeatureTable& features) {
  const auto column = features.column("class");
  if (!column) return;
  std::vector<geo::MultiPolygon> shapes;
  PolygonLayer polygons;
  PointColumns points;
  std::array<std::size_t, kLooks.size()> seen{};
  std::optional<ClassKind> kind;
  for (std::size_t row = 0; row < features.row_count(); ++row) {
    const std::uint8_t look = look_of_class(table::to_text(features.at(row, *column), 0));
    if (look == kPlain) continue;
    if (const auto* shape = std::get_if<geo::MultiPolygon>(&features.geometry(row))) {
      shapes.push_back(*shape);
      polygons.fill_of.push_back(look);
    } else if (const auto* point = std::get_if<geo::Point>(&features.geometry(row))) {
      points.x.push_back(point->x);
      points.y.push_back(point->y);
      points.style_of.push_back(look);
    } else {
      continue;
    }
    kind = kLooks[look].kind;
    ++seen[look];
  }
  const float between = 0.6F * static_cast<float>(layer.style.line_width);
  std::vector<PointStyle> styles;
  for (std::size_t i = 0; i < kLooks.size(); ++i) {
    polygons.fills.push_back(kLooks[i].fill);
    polygons.hatches.push_back(kLooks[i].hatch);
    styles.push_back({Symbol::disc, kLooks[i].fill, theme::kPaper, static_cast<float>(layer.style.size), 0.8F});
    if (seen[i] == 0) continue;
    const std::string key =
        std::string(kLooks[i].key) + " (" + core::with_thousands(static_cast<std::int64_t>(seen[i])) + ")";
    if (points.x.empty()) {
      drawn.legend.rows.push_back({PatchSwatch{kLooks[i].fill, kLooks[i].hatch, theme::kPaper, between}, key});
    } else {
      drawn.legend.rows.push_back({styles.back(), key});
    }
  }
  drawn.legend.note = note_on_the_rest(kind);
  if (!points.x.empty()) {
    drawn.parts.push_back({PointLayer{core::make_snapshot(std::move(points)), std::move(styles), false}});
    return;
  }
  polygons.shapes = core::make_snapshot(shapes);
  drawn.parts.push_back({std::move(polygons)});
  add_lines_between(drawn, shapes, between);
}

}  // namespace wardscope::cartography
