// SPDX-License-Identifier: GPL-3.0-or-later
#include "cartography/emphasis.hpp"

#include <algorithm>
#include <iterator>
#include <utility>
#include <vector>

#include "cartography/label_placer.hpp"
#include "cartography/theme.hpp"
#include "geo/polygon_operations.hpp"

namespace wardscope::cartography {
namespace {

constexpr float kVeil = 0.55F;         // of paper: what lies under it stays readable
constexpr float kBorder = 1.8F;        // points
constexpr float kHeadingSize = 11.0F;  // points

std::vector<SceneLayer> pieces_of(const geo::MultiPolygon& area, const geo::Extent& view) {
  geo::Polygon veil = geo::to_polygon(view.grown(view.width()));
  for (const geo::Polygon& part : area) veil.holes.emplace_back(part.exterior.rbegin(), part.exterior.rend());
  PolygonLayer cover;
  cover.shapes = core::make_snapshot(std::vector<geo::MultiPolygon>{{veil}});
  cover.fill_of = {0};
  cover.fills = {theme::kPaper.with_alpha(kVeil)};
  PolygonLayer border;
  border.shapes = core::make_snapshot(std::vector<geo::MultiPolygon>{area});
  border.fill_of = {0};
  border.fills = {{0, 0, 0, 0}};
  border.stroke = theme::kInk;
  border.stroke_width = kBorder;
  return {{"veil", 1.0F, std::move(cover)}, {"emphasis", 1.0F, std::move(border)}};
}

/// The ground that a label covers, with a little room round it.
geo::Extent ground_of(const Label& label, double metres_per_point, const TextMeasure& measure) {
  constexpr double kRoom = 2.0;  // points
  const auto width =
      static_cast<double>(measure(label.text, label.size, label.bold ? Weight::bold : Weight::regular).width);
  const double half_width = (width / 2 + kRoom) * metres_per_point;
  const double half_height = (static_cast<double>(label.size) / 2 + kRoom) * metres_per_point;
  return {label.at.x - half_width, label.at.y - half_height, label.at.x + half_width, label.at.y + half_height};
}

bool touch(const geo::Extent& a, const geo::Extent& b) {
  return a.min_x < b.max_x && b.min_x < a.max_x && a.min_y < b.max_y && b.min_y < a.max_y;
}

LabelLayer& names_of(Scene& scene) {
  for (SceneLayer& layer : scene.layers) {
    if (auto* names = std::get_if<LabelLayer>(&layer.content)) return *names;
  }
  scene.layers.push_back({"labels", 1.0F, LabelLayer{}});
  return std::get<LabelLayer>(scene.layers.back().content);
}

/// Where the name stands in the area without a rank below it; where there is no such place, where it stood.
geo::Point place_clear_of_ranks(const Label& heading, const EmphasisedArea& area, const Scene& scene,
                                const LabelLayer& names, const TextMeasure& measure) {
  const double scale = scene.metres_per_point();
  const auto is_rank = [](const Label& label) {
    return label.colour == theme::kHotspot || label.colour == theme::kGap;
  };
  constexpr double kStep = 5.0;  // points
  constexpr int kSteps = 14;
  for (int step = 0; step <= kSteps; ++step) {
    for (const double side : {1.0, -1.0}) {
      Label moved = heading;
      moved.at.y += side * step * kStep * scale;
      if (!geo::contains(area.shape, moved.at)) continue;
      const geo::Extent ground = ground_of(moved, scale, measure);
      const bool clear = std::none_of(names.labels.begin(), names.labels.end(), [&](const Label& label) {
        return is_rank(label) && touch(ground, ground_of(label, scale, measure));
      });
      if (clear) return moved.at;
    }
  }
  return heading.at;
}

void emphasise_name(Scene& scene, const EmphasisedArea& area, const TextMeasure& measure) {
  constexpr double kPrecision = 10.0;  // m, of where a name stands
  LabelLayer& names = names_of(scene);
  const double scale = scene.metres_per_point();
  Label heading;
  heading.at = pole_of_inaccessibility(area.shape, kPrecision);
  heading.text = area.name;
  heading.size = kHeadingSize;
  heading.bold = true;
  heading.colour = theme::kInk;
  const auto placed = std::find_if(names.labels.begin(), names.labels.end(),
                                   [&](const Label& label) { return label.text == area.name; });
  if (placed != names.labels.end()) heading.at = placed->at;
  heading.at = place_clear_of_ranks(heading, area, scene, names, measure);
  const geo::Extent ground = ground_of(heading, scale, measure);
  std::erase_if(names.labels, [&](const Label& label) {
    return label.text == area.name || touch(ground, ground_of(label, scale, measure));
  });
  names.labels.push_back(std::move(heading));
}

}  // namespace

void emphasise(Scene& scene, const EmphasisedArea& area, const TextMeasure& measure) {
  const auto symbols = std::find_if(scene.layers.begin(), scene.layers.end(), [](const SceneLayer& layer) {
    return layer.id == "cameras" || layer.id == "hubs" || layer.id == "labels";
  });
  auto pieces = pieces_of(area.shape, scene.view);
  scene.layers.insert(symbols, std::make_move_iterator(pieces.begin()), std::make_move_iterator(pieces.end()));
  emphasise_name(scene, area, measure);
}

}  // namespace wardscope::cartography
