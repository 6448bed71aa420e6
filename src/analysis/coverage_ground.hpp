// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "borough/areas.hpp"
#include "core/parameter.hpp"
#include "core/result.hpp"
#include "geo/shapes.hpp"
#include "jobs/parallel.hpp"

namespace wardscope::analysis {

constexpr core::NumberRange kViewTolerances{0.0, 100.0};  // m between an incident and a view that counts as seeing it

/// Runs `body(i)`, a core::Status, for 0 … count - 1 in parallel; hands on the first error by index, or cancelled.
template <typename Body>
core::Status for_each_in_parallel(std::size_t count, const jobs::Progress& progress, Body body) {
  std::vector<std::optional<core::Error>> errors(count);
  core::Status done = jobs::parallel_for(count, 1, progress, [&](std::size_t begin, std::size_t end) {
    for (std::size_t i = begin; i < end; ++i) {
      if (const core::Status status = body(i); !status) errors[i] = status.error();
    }
  });
  if (!done) return done;
  for (const auto& error : errors) {
    if (error) return *error;
  }
  return {};
}

/// km2.
double square_kilometres(const geo::MultiPolygon& shape);

/// The polygons of the shape whose extents meet the given one: all that can matter there.
geo::MultiPolygon parts_near(const geo::MultiPolygon& shape, const geo::Extent& extent);

/// The names of the areas that the shape lies in, with the area of its part there, m^2, largest first, equals by name.
core::Result<std::vector<std::pair<std::string, double>>> areas_under(const geo::MultiPolygon& shape,
                                                                      const borough::AreaSet& set);

}  // namespace wardscope::analysis
