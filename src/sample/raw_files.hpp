// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <filesystem>

#include "core/result.hpp"
#include "geo/coordinate_transform.hpp"
#include "jobs/progress.hpp"
#include "sample/sample.hpp"

namespace wardscope::sample {

struct RawFileOptions {
  std::filesystem::path folder;  ///< is made where it is missing; must hold nothing
  geo::GridShift grid;           ///< OSTN15 for longitudes and latitudes; without it they are good to about 2 m
};

/// Writes the borough as the files that a council really gets, each with "synthetic" in its name: monthly police files
/// in data.police.uk's columns (WGS 84), the council's list (easting and northing, date and time apart, from and to
/// where it knows no more), two camera registers with different columns and units, hubs, areas, buildings and streets
/// as GeoJSON (WGS 84), indicators, the action plan, and the planted truths. Incidents stream in chunks: memory does
/// not grow with their number.
/// @returns conflict where the folder is not empty, io where a file can't be written, cancelled.
core::Status write_raw_files(const SampleBorough& borough, const RawFileOptions& options,
                             const jobs::Progress& progress);

}  // namespace wardscope::sample
