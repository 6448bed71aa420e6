// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <filesystem>

#include "core/result.hpp"
#include "io/foreign_layers.hpp"

namespace wardscope::io {

/// Sends the placemarks of a KML file (OGC 12-007r2), one layer a folder that holds some, in the order of the document.
/// GDAL's own reader leaves out ExtendedData, where Google's and Esri's programs write a table's columns; here each
/// Data and SimpleData is a column, beside Name, Description and, where there is one, the time stamp. Points, lines,
/// polygons and collections of them are read; tracks, models, overlays and links to other files are not, and nothing is
/// fetched. Longitude and latitude by definition.
/// @returns malformed where it is no KML or is cut short, unsupported where it declares entities of its own.
core::Status send_kml_layers(const std::filesystem::path& path, RecordSink& sink);

}  // namespace wardscope::io
