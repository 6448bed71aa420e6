// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <limits>
#include <vector>

#include "cartography/scene.hpp"
#include "cartography/text_measure.hpp"

namespace wardscope::cartography {

/// A label that asks for a place.
struct LabelCandidate {
  Label label;
  double priority = 0.0;  ///< higher is placed first; ties in the order given
  /// Ground metres that the named thing is wide; a label more than half as wide again is left out. 0: always allowed.
  double room = 0.0;
  /// m a point: left out where the map is coarser.
  double coarsest = std::numeric_limits<double>::infinity();
  /// Left out rather than put above or below its point, or run beyond its room: the name of a street stands on it.
  bool only_there = false;
  /// Of the named thing, ground metres; where the label would hide it, it stands beside it, and no other label on it.
  /// Empty: the label may lie on what it names.
  geo::Extent mark = {};
};

struct LabelOptions {
  geo::Extent view;
  double metres_per_point = 1.0;
  float padding = 2.0F;  ///< points kept free round each label
};

/// Greedy placement: candidates in the order of priority, each centred on its point, else a line above or below where
/// it may stand there, else left out; beside a mark that it would hide, right of it first (Imhof 1975). No two placed
/// labels overlap and none crosses the edge of the view. Christensen, Marks & Shieber 1995 call it the greedy baseline:
/// fast, and enough for dozens of names.
LabelLayer place_labels(const std::vector<LabelCandidate>& candidates, const LabelOptions& options,
                        const TextMeasure& measure);

/// The point of a shape that is farthest from its boundary, within `precision` metres: where a name fits best.
/// Quadtree search with bounds (Garcia-Castellanos & Lombardo 2007 state the problem). @pre the shape has area
geo::Point pole_of_inaccessibility(const geo::MultiPolygon& shape, double precision);

}  // namespace wardscope::cartography
