// SPDX-License-Identifier: GPL-3.0-or-later
#include <algorithm>
#include <array>
#include <cstdint>
#include <map>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "cartography/drawn_layer.hpp"
#include "cartography/theme.hpp"

namespace wardscope::cartography {
namespace {

struct KindLook {
  Symbol symbol;
  Colour colour;
};

// A shape each, told apart without colour too, and none with the colour that it has among hubs. The last is of all
// further kinds.
std::vector<KindLook> kind_looks() {
  return {{Symbol::disc, rgb(0x6A3D9A)},     {Symbol::triangle, rgb(0x01665E)}, {Symbol::diamond, rgb(0xE69F00)},
          {Symbol::cross, rgb(0x7F0000)},    {Symbol::square, rgb(0x8C510A)},   {Symbol::disc, rgb(0xC51B7D)},
          {Symbol::triangle, rgb(0x4D4D4D)}, {Symbol::square, theme::kQuietInk}};
}

/// The kinds, the most frequent first; of equally frequent ones in the order of their names.
std::vector<std::string> kinds_in_order(const borough::PointsOfInterest& points) {
  std::map<std::string_view, std::int64_t> counts;
  for (const borough::PointOfInterest& point : points) ++counts[point.kind];
  std::vector<std::pair<std::int64_t, std::string_view>> order;
  order.reserve(counts.size());
  for (const auto& [kind, count] : counts) order.emplace_back(-count, kind);
  std::sort(order.begin(), order.end());
  std::vector<std::string> kinds;
  kinds.reserve(order.size());
  for (const auto& [count, kind] : order) kinds.emplace_back(kind);
  return kinds;
}

}  // namespace

DrawnLayer draw_points_of_interest(const project::Layer& layer, const borough::PointsOfInterest& points) {
  constexpr float kEdge = 0.7F;
  const std::vector<std::string> kinds = kinds_in_order(points);
  const std::vector<KindLook> looks = kind_looks();
  const std::size_t used = std::min(kinds.size(), looks.size());
  std::vector<PointStyle> styles;
  for (std::size_t i = 0; i < used; ++i) {
    styles.push_back({looks[i].symbol, looks[i].colour, theme::kPaper, static_cast<float>(layer.style.size), kEdge});
  }
  std::map<std::string_view, std::uint8_t> style_of;
  for (std::size_t i = 0; i < kinds.size(); ++i) {
    style_of.emplace(kinds[i], static_cast<std::uint8_t>(std::min(i, looks.size() - 1)));
  }
  PointColumns columns;
  DrawnLayer drawn;
  drawn.legend.layer_id = layer.id;
  drawn.legend.title = layer.title;
  for (const borough::PointOfInterest& point : points) {
    columns.x.push_back(point.position.x);
    columns.y.push_back(point.position.y);
    columns.style_of.push_back(style_of.at(point.kind));
    if (!layer.style.labels || point.name.empty()) continue;
    drawn.labels.push_back({{point.position, point.name, 7.0F, false, theme::kInk}, 1.0, 0.0});
  }
  for (std::size_t i = 0; i < used; ++i) {
    const bool shared = i + 1 == looks.size() && kinds.size() > looks.size();
    drawn.legend.rows.push_back({styles[i], shared ? std::string("Other kinds") : kinds[i]});
  }
  drawn.parts.push_back({PointLayer{core::make_snapshot(std::move(columns)), styles}});
  return drawn;
}

}  // namespace wardscope::cartography
