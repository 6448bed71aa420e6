// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <string>
#include <vector>

#include "borough/dataset.hpp"
#include "project/project.hpp"

namespace wardscope::project {

/// What the default project needs to know of a stored result; the members of store::StoredResult of the same names.
struct ResultDescriptor {
  std::string name;
  std::string title;
  std::string style;
  std::string created_at = {};  ///< ISO 8601, UTC, or empty where that is not known
};

/// The camera that shows `ground` whole on a page of width x height points, with a twentieth of it free on each side.
/// An empty extent gives Great Britain; an extent without size a street.
MapCamera fit(const geo::Extent& ground, double width, double height);

/// The layer that shows a result, styled by the result's hint. Its id is "result:NAME".
Layer layer_of(const ResultDescriptor& result);
/// False for a list without ground: it is in no layer.
bool is_drawn(const ResultDescriptor& result);

/// What a workspace looks like before anybody styled it: land and buildings at the bottom, then the density surface,
/// streets, areas, camera views, hotspots, gaps, incidents, cameras, hubs and neighbourhoods; only parts that the
/// dataset has. Of several surfaces, sets of hotspots, gaps or views one is shown, the newest: two would be taken for
/// each other. Where there is a surface the incident points begin hidden, so that they don't bury it.
Project make_default_project(const borough::Dataset& dataset, const std::vector<ResultDescriptor>& results);

/// Where a new result belongs among the layers: the index to insert it at, so that surfaces stay below outlines and
/// outlines below symbols.
std::size_t place_for(const Project& project, const Layer& layer);

/// The project with these results of a run that has just ended: their layers are there, titled anew and shown, the
/// first of each kind alone; what would be taken for them, or bury them, is hidden.
Project with_fresh_results(Project project, const std::vector<ResultDescriptor>& fresh);

/// A project that was kept while the workspace went on: layers of `standard` that it lacks are added, those whose data
/// are gone are left out, and results have the titles that they have now. Its styles, order and what it hides stay.
Project brought_up_to_date(Project kept, const Project& standard);

}  // namespace wardscope::project
