// SPDX-License-Identifier: GPL-3.0-or-later
#include "catalog/board_frame.hpp"

#include <algorithm>
#include <cmath>
#include <utility>

#include "borough/areas.hpp"
#include "cartography/furniture.hpp"
#include "cartography/theme.hpp"
#include "project/default_project.hpp"

namespace wardscope::catalog {
namespace {

namespace theme = cartography::theme;
using cartography::Box;

constexpr float kPageWidth = 510.0F;   // points: the text of an A4 page
constexpr float kMostHeight = 400.0F;  // of map and strip: words stand on the page too
constexpr float kLeastMap = 200.0F;
constexpr float kGap = 8.0F;
constexpr float kSmallType = 6.5F;
constexpr float kInsetWidth = 84.0F;
constexpr float kMostInset = 90.0F;  // high
constexpr float kFullLegend = 1e6F;

using Legend = std::vector<cartography::LegendEntry>;

Box box_of(const Legend& legend, const cartography::TextMeasure& measure) {
  cartography::Scene scratch;
  return cartography::FurnitureLayout(scratch, measure).add_legend(legend, {kPageWidth, 0.0F, kFullLegend});
}

/// The key as boxes side by side, each layer's own where they have room, else one below the other in one box.
struct Keys {
  std::vector<Legend> boxes;
  float width = 0.0F;
  float height = 0.0F;
};

Keys keys_in(const Legend& legend, float room, const cartography::TextMeasure& measure) {
  Keys apart;
  for (const cartography::LegendEntry& entry : legend) {
    const Box box = box_of({entry}, measure);
    if (box.width <= 0.0F) continue;
    apart.boxes.push_back({entry});
    apart.width += box.width + (apart.width > 0.0F ? kGap : 0.0F);
    apart.height = std::max(apart.height, box.height);
  }
  if (apart.width <= room) return apart;
  const Box box = box_of(legend, measure);
  return {{legend}, box.width, box.height};
}

void add_keys(cartography::Scene& scene, const Keys& keys, geo::Point at, const cartography::TextMeasure& measure) {
  auto x = static_cast<float>(at.x);
  for (const Legend& legend : keys.boxes) {
    const float width = box_of(legend, measure).width;
    cartography::FurnitureLayout(scene, measure).add_legend(legend, {x + width, static_cast<float>(at.y), kFullLegend});
    x += width + kGap;
  }
}

/// The outline of the place: its borough's, else its wards'.
core::Snapshot<borough::AreaSet> outline_of(const borough::Dataset& dataset) {
  const auto whole = borough::areas_of(dataset, borough::AreaKind::borough);
  return whole ? whole : borough::areas_of(dataset, borough::AreaKind::ward);
}

float inset_height(const borough::Dataset& dataset) {
  const geo::Extent place = borough::extent_of(dataset);
  if (place.empty() || !outline_of(dataset)) return 0.0F;
  const double shape = place.height() / std::max(place.width(), 1.0);
  return std::clamp(kInsetWidth * static_cast<float>(shape), 24.0F, kMostInset);
}

/// Whether an inset tells what the map does not: it shows clearly less than the place.
bool shows_a_part(const geo::Extent& ground, const geo::Extent& place) {
  constexpr double kMost = 0.6;  // of the place's width
  return !place.empty() && ground.width() < kMost * place.width();
}

/// Points below the map for the keys, beside the inset.
float room_of_keys(bool inset) { return kPageWidth - 2 * kGap - (inset ? kInsetWidth + 2 * kGap : 0.0F); }

std::vector<std::string> source_lines(const BoardFrame& frame, float width, const cartography::TextMeasure& measure) {
  std::vector<std::string> lines;
  for (const std::string& source : frame.sources) {
    for (std::string& line : cartography::wrapped(source, kSmallType, width, measure)) lines.push_back(std::move(line));
  }
  return lines;
}

float lines_height(std::size_t lines) { return static_cast<float>(lines) * kSmallType * 1.3F; }

/// The place small, and on it what the map shows.
void add_inset(cartography::Scene& scene, const borough::Dataset& dataset, const Box& box, const geo::Extent& view) {
  const auto outline = outline_of(dataset);
  const geo::Extent place = borough::extent_of(dataset);
  if (!outline || place.empty()) return;
  const double scale =
      std::max(place.width() / static_cast<double>(box.width), place.height() / static_cast<double>(box.height));
  const auto on_page = [&](geo::Point p) {
    return geo::Point{static_cast<double>(box.x + box.width / 2) + (p.x - place.centre().x) / scale,
                      static_cast<double>(box.y + box.height / 2) - (p.y - place.centre().y) / scale};
  };
  constexpr double kNearest = 0.5;  // points: finer than print shows
  for (const borough::Area& area : outline->areas) {
    for (const geo::Polygon& polygon : area.shape) {
      std::vector<geo::Point> ring;
      for (const geo::Point& corner : polygon.exterior) {
        const geo::Point at = on_page(corner);
        if (ring.empty() || geo::distance(ring.back(), at) > kNearest) ring.push_back(at);
      }
      constexpr std::size_t kLeastCorners = 3;
      if (ring.size() < kLeastCorners) continue;
      scene.furniture.emplace_back(cartography::PathItem{std::move(ring), true, theme::kLand, theme::kWardLine, 0.4F});
    }
  }
  const geo::Point from = on_page({view.min_x, view.max_y});
  const geo::Point to = on_page({view.max_x, view.min_y});
  const auto left = std::max(box.x - 3.0F, static_cast<float>(from.x));
  const auto top = std::max(box.y - 3.0F, static_cast<float>(from.y));
  const auto right = std::min(box.x + box.width + 3.0F, static_cast<float>(to.x));
  const auto bottom = std::min(box.y + box.height + 3.0F, static_cast<float>(to.y));
  constexpr float kLeastFrame = 5.0F;
  scene.furniture.emplace_back(
      cartography::BoxItem{{left, top, std::max(kLeastFrame, right - left), std::max(kLeastFrame, bottom - top)},
                           theme::kHotspot.with_alpha(0.08F),
                           theme::kHotspot,
                           1.2F,
                           0.0F,
                           cartography::Hatch::none});
}

void add_sources(cartography::Scene& scene, const std::vector<std::string>& lines, const Box& box) {
  float y = box.y + box.height - lines_height(lines.size());
  for (const std::string& line : lines) {
    y += kSmallType * 1.3F;
    scene.furniture.emplace_back(
        cartography::TextItem{box.x, y, line, kSmallType, false, cartography::Align::left, theme::kQuietInk});
  }
}

}  // namespace

BoardLayout board_layout(const BoardFrame& frame, const geo::Extent& ground, const cartography::TextMeasure& measure) {
  const bool part = shows_a_part(ground, borough::extent_of(frame.dataset));
  const float inset = part ? inset_height(frame.dataset) : 0.0F;
  const double shape = ground.empty() ? 0.7 : ground.height() / std::max(ground.width(), 1.0);
  const auto sources_in = [&](float width) { return lines_height(source_lines(frame, width, measure).size()); };
  BoardLayout below;
  below.below = true;
  below.strip = std::max(keys_in(frame.legend, room_of_keys(part), measure).height, inset) +
                sources_in(kPageWidth - 2 * kGap) + 3 * kGap;
  below.map_width = kPageWidth;
  below.map_height =
      std::clamp(kPageWidth * static_cast<float>(shape), kLeastMap, std::max(kLeastMap, kMostHeight - below.strip));
  BoardLayout beside;
  const Box key = box_of(frame.legend, measure);
  beside.strip = std::max(key.width, kInsetWidth) + 2 * kGap;
  beside.map_width = kPageWidth - beside.strip;
  const float least = key.height + inset + sources_in(beside.strip - 2 * kGap) + 5 * kGap;
  beside.map_height = std::max(least, std::clamp(beside.map_width * static_cast<float>(shape), kLeastMap, kMostHeight));
  for (BoardLayout* one : {&below, &beside}) {
    one->inset = part;
    one->camera = project::fit(ground, static_cast<double>(one->map_width), static_cast<double>(one->map_height));
  }
  return below.camera.metres_per_point < beside.camera.metres_per_point || beside.map_height > kMostHeight ? below
                                                                                                           : beside;
}

void add_strip(cartography::Scene& scene, const BoardFrame& frame, const BoardLayout& layout,
               const cartography::TextMeasure& measure) {
  const double scale = scene.metres_per_point();
  const geo::Extent view = scene.view;
  Box strip{0.0F, layout.map_height, layout.map_width, layout.strip};
  if (layout.below) {
    scene.view.min_y -= static_cast<double>(layout.strip) * scale;
    scene.height += layout.strip;
  } else {
    strip = {layout.map_width, 0.0F, layout.strip, layout.map_height};
    scene.view.max_x += static_cast<double>(layout.strip) * scale;
    scene.width += layout.strip;
  }
  scene.furniture.emplace_back(
      cartography::BoxItem{strip, theme::kPaper, theme::kRule, 0.6F, 0.0F, cartography::Hatch::none});
  const Box inner{strip.x + kGap, strip.y + kGap, strip.width - 2 * kGap, strip.height - 2 * kGap};
  const Keys keys = keys_in(frame.legend, layout.below ? room_of_keys(layout.inset) : inner.width, measure);
  add_keys(scene, keys, {static_cast<double>(inner.x), static_cast<double>(inner.y)}, measure);
  if (layout.inset) {
    const float height = inset_height(frame.dataset);
    const Box place = layout.below ? Box{inner.x + inner.width - kInsetWidth, inner.y, kInsetWidth, height}
                                   : Box{inner.x, inner.y + keys.height + 2 * kGap, kInsetWidth, height};
    add_inset(scene, frame.dataset, place, view);
  }
  add_sources(scene, source_lines(frame, inner.width, measure), inner);
}

}  // namespace wardscope::catalog
