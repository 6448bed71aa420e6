// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <vector>

#include "borough/places.hpp"
#include "cartography/label_placer.hpp"

namespace wardscope::cartography {

/// How important a street is, by its road class: what is drawn below first.
enum class RoadClass { path, minor, second, main };
RoadClass road_class(const borough::Street& street);

/// Names that stand along their streets, each on its longest straight piece, never upside down. Pieces that follow each
/// other under one name are one street, for sources cut streets at junctions; of a long road a close map shows a part
/// only, so it is named once in each third of a kilometre. The label's room is the straight piece that it stands on.
std::vector<LabelCandidate> street_names(const borough::StreetSet& streets);

/// A straight piece of ground and how text lies along it.
struct StraightPiece {
  geo::Point middle;
  double length = 0.0;  ///< m
  float angle = 0.0F;   ///< degrees clockwise on a page with north up, above -90 and at most 90
};
/// The straight pieces of a line: between vertices that are left when it may be off by `tolerance` metres.
std::vector<StraightPiece> straight_pieces(const geo::LineString& line, double tolerance);

/// Lines that meet end to end, and only two at a place, joined into one; in the order of the first of each.
std::vector<geo::LineString> chained(std::vector<geo::LineString> pieces);

}  // namespace wardscope::cartography
