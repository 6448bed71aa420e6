// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstdint>
#include <span>
#include <string>
#include <vector>

#include "analysis/network_density.hpp"
#include "analysis/street_graph.hpp"
#include "analysis/street_places.hpp"
#include "analysis/surface_disclosure.hpp"
#include "borough/dataset.hpp"
#include "borough/incidents.hpp"
#include "borough/place_sharing.hpp"
#include "core/diagnostics.hpp"
#include "core/parameter.hpp"
#include "core/result.hpp"
#include "core/units.hpp"

namespace wardscope::catalog {

/// What to do with incidents on points to which their publisher moved them.
enum class SharedPoints {
  leave_out,  ///< single streets are more than such points tell
  use,        ///< the user knows; the result says it in its title and its words
};

/// Which incidents, how they come onto streets and how they are spread along them.
struct NetworkQuestion {
  borough::IncidentFilter filter;
  analysis::NetworkDensityOptions density{.lixel = core::Metres(0.0)};
  core::Metres within{50.0};  ///< of a street: incidents farther off are left out
  SharedPoints shared_points = SharedPoints::leave_out;
  analysis::StreetGraphOptions graph;
};

void describe(NetworkQuestion& question, core::ParameterVisitor& visitor);

/// The incidents that a density along streets may be of.
struct RowsForStreets {
  std::vector<std::uint32_t> rows;
  std::int64_t moved = 0;         ///< of the selection, on points to which their source moved them
  borough::PlaceSharing sharing;  ///< of the rows
};

/// Leaves out what the question says. @returns invalid_argument where too few are left to be shown
core::Result<RowsForStreets> rows_for_streets(SharedPoints shared_points, const borough::IncidentTable& incidents,
                                              std::span<const std::uint32_t> rows);

/// The density as it may be asked of what is selected (decision 0036): the automatic lixel filled in, and with
/// sensitive types at their exact places a kernel as wide and lixels as long as a surface of them needs.
/// @returns invalid_argument that says how wide and how long
core::Result<analysis::NetworkDensityOptions> permitted_network_density(analysis::NetworkDensityOptions options,
                                                                        const analysis::SensitivePlaces& sensitive,
                                                                        core::Diagnostics& diagnostics);

/// What a lixel may tell of its density, per km.
struct ToldDensity {
  std::vector<double> per_km;  ///< by lixel; NaN: not told
  double step = 0.0;           ///< told to the nearest such, per km; 0: as it is
  std::size_t told = 0;        ///< lixels with a value above 0
};

/// What is known when values are told.
struct NetworkAnswer {
  const analysis::StreetGraph& graph;
  const analysis::PlacesOnStreets& places;
  const analysis::NetworkDensity& density;
  const analysis::NetworkDensityOptions& options;  ///< as used
};

/// The values as they are, what falls below 0 as 0; with `thinned` only where as many incidents as `least` lie within
/// the kernel's reach along the streets, to the nearest peak of one incident's kernel. @returns cancelled
core::Result<ToldDensity> told_density(const NetworkAnswer& answer, bool thinned, std::int64_t least,
                                       const jobs::Progress& progress);

}  // namespace wardscope::catalog
