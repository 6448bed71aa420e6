// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <string>
#include <string_view>

#include "core/result.hpp"
#include "io/writers.hpp"
#include "table/feature_table.hpp"

namespace wardscope::io {

/// A number as people need it: square kilometres to the square metre, all else to two decimals, and never fewer than
/// three digits that matter. What a GIS reads (GeoPackage, GeoJSON, Shapefile) keeps every digit.
double rounded_for_reading(double number, std::string_view unit);

/// The table as CSV, UTF-8, LF, its numbers as rounded_for_reading(). Rows with a shape get easting, northing, lon and
/// lat of the point, or of the shape's centre, after their own columns (a column that has such a name already stays as
/// it is).
core::Result<std::string> csv_table(const table::FeatureTable& features, ByteOrderMark mark);

/// The same columns as a table of their own, for files that hold no shapes: numbers rounded as in the CSV.
core::Result<table::FeatureTable> table_with_places(const table::FeatureTable& features);

}  // namespace wardscope::io
