// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "borough/incidents.hpp"
#include "core/result.hpp"
#include "geo/shapes.hpp"

namespace wardscope::project {

/// What a layer shows.
enum class LayerSource { area_set, incidents, cameras, hubs, points_of_interest, buildings, streets, result };

/// How it is drawn. Members that don't apply to a source are ignored.
struct Style {
  std::string palette = "default";  ///< a ramp ("viridis", "ylorrd") or a fixed colour set; see cartography/palette.hpp
  std::string column;               ///< choropleth: the number that classes the areas; empty: plain fill
  int classes = 5;                  ///< of a choropleth, 3..7
  std::string class_rule = "quantile";  ///< "quantile", "equal", "jenks"
  double size = 6.0;                    ///< of symbols, points
  double line_width = 1.0;              ///< points
  bool labels = false;
  bool fill = true;
  friend bool operator==(const Style&, const Style&) = default;
};

struct Layer {
  std::string id;     ///< unique in the project: "incidents", "areas:Wards (December 2020)", "result:density"
  std::string title;  ///< as the panel and the legend show it
  LayerSource source = LayerSource::result;
  std::string name;  ///< of the area set or result
  /// What kind of drawing it is: of a result its hint ("density", "count", "hotspot", "view", "union", "gap",
  /// "reach", "choropleth", "points"), of an area set "land", "outline" or "neighbourhood", else empty.
  std::string form;
  bool visible = true;
  double opacity = 1.0;
  Style style;
  friend bool operator==(const Layer&, const Layer&) = default;
};

/// Where the map looks: centre in EPSG:27700 and ground metres a screen point.
struct MapCamera {
  geo::Point centre;
  double metres_per_point = 10.0;
  friend bool operator==(const MapCamera&, const MapCamera&) = default;
};

/// What is shown: an immutable value. Edits make a new one; the history keeps the old ones.
struct Project {
  std::vector<Layer> layers;  ///< the first at the bottom
  MapCamera camera;
  borough::IncidentFilter filter;  ///< which incidents the map shows
};

/// JSON of the project, keys in a fixed order, and back. @returns malformed with the key that is wrong; a version newer
/// than ours is unsupported.
std::string to_json(const Project& project);
core::Result<Project> from_json(std::string_view text);

/// A list of snapshots: undo and redo. A drag is one entry where the edits share a `merge_key`.
class History {
 public:
  explicit History(Project first);
  [[nodiscard]] const Project& current() const { return entries_[at_].project; }
  void push(std::string label, Project next, std::string merge_key = {});
  [[nodiscard]] bool can_undo() const { return at_ > 0; }
  [[nodiscard]] bool can_redo() const { return at_ + 1 < entries_.size(); }
  /// The label of what undo would take back, or redo bring again. @pre can_undo() / can_redo()
  [[nodiscard]] const std::string& undo_label() const { return entries_[at_].label; }
  [[nodiscard]] const std::string& redo_label() const { return entries_[at_ + 1].label; }
  void undo();
  void redo();

 private:
  struct Entry {
    std::string label;
    std::string merge_key;
    Project project;
  };
  std::vector<Entry> entries_;
  std::size_t at_ = 0;
};

}  // namespace wardscope::project
