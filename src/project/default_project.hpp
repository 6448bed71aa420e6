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
};

/// The camera that shows `ground` whole on a page of width x height points, with a twentieth of it free on each side.
/// An empty extent gives Great Britain; an extent without size a street.
MapCamera fit(const geo::Extent& ground, double width, double height);

/// The layer that shows a result, styled by the result's hint. Its id is "result:NAME".
Layer layer_of(const ResultDescriptor& result);

/// What a workspace looks like before anybody styled it: land and buildings at the bottom, then the density surface,
/// streets, areas, camera views, hotspots, gaps, incidents, cameras, hubs and neighbourhoods; only parts that the
/// dataset has. Where there is a density surface the incident points begin hidden, so that they don't bury it.
Project make_default_project(const borough::Dataset& dataset, const std::vector<ResultDescriptor>& results);

/// Where a new result belongs among the layers: the index to insert it at, so that surfaces stay below outlines and
/// outlines below symbols.
std::size_t place_for(const Project& project, const Layer& layer);

}  // namespace wardscope::project
