// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstdint>
#include <filesystem>
#include <optional>
#include <string>
#include <vector>

#include "cartography/emphasis.hpp"
#include "cartography/scene_builder.hpp"
#include "core/result.hpp"
#include "jobs/progress.hpp"
#include "project/project.hpp"

namespace wardscope::catalog {

/// All that a map needs of a workspace.
struct MapWorkspace {
  cartography::MapData data;
  std::vector<std::string> provenance;    ///< JSON, one a result, with what its run said (ops::findings_in)
  std::vector<std::int64_t> revisions;    ///< data revision that each result was computed on
  std::vector<std::string> created_at;    ///< of each result, ISO 8601, UTC
  std::optional<std::string> saved_view;  ///< JSON of the project that was kept in the workspace
};

/// @returns the workspace's error, naming the result that can't be read; cancelled.
core::Result<MapWorkspace> load_map_workspace(const std::filesystem::path& path, const jobs::Progress& progress);

/// Says in a result which incidents of the dataset it shows, by its provenance; the period of a result that is older
/// than the data only as far as it was asked for. Views of cameras are of none, also where incidents in them were
/// counted.
void add_incidents(cartography::MapResult& result, const borough::Dataset& dataset);

/// What a map shows of the workspace where no view was kept; its camera fitted to a page of that size (points).
project::Project standard_view(const MapWorkspace& workspace, double width, double height);

/// The kept view where it can be read, brought up to date with the workspace, else the standard one, its camera fitted
/// to a page of that size (points). A kept view that can't be read is named in `trouble`.
project::Project first_view(const MapWorkspace& workspace, double width, double height,
                            std::optional<std::string>& trouble);

/// Whether a file of the map has points of the incidents that the project's filter chooses: the layer is visible and
/// some of them are of no sensitive type.
bool draws_incident_points(const project::Project& project, const cartography::MapData& data);

/// How a map leaves the program.
struct MapExport {
  std::filesystem::path file;  ///< ends in .png, .pdf or .svg
  double width = 842.0;        ///< points; A4 landscape
  double height = 595.0;
  double pixels_per_inch = 192.0;    ///< of a PNG
  std::string title;                 ///< empty: the area, else the place
  std::string date;                  ///< as it is printed
  std::string marking = "OFFICIAL";  ///< protective marking, printed at the top and bottom; empty: none
  std::optional<cartography::EmphasisedArea> area = {};  ///< drawn out of its surroundings; its name is the title then
  jobs::Progress progress = jobs::Progress();  ///< how far the drawing is; asked between layers whether to stop
};

/// Points of sensitive types are never drawn (decisions/0010). Draws the project with legend, scale, north, sources,
/// date and, at its foot, how what it shows was made; writes it beside, reads it back, renames it. A PNG is drawn by
/// OpenGL without a display where the machine can, else by Cairo; a PDF and an SVG by Cairo, as vectors. The provenance
/// is in the file (texts of a PNG, document information of a PDF, metadata of an SVG) and beside it,
/// FILE.provenance.json.
/// @returns unsupported for another ending, io, graphics; cancelled, and then no file is written.
core::Status export_map(const project::Project& project, const cartography::MapData& data, const MapExport& how);

/// "21 November 2026" from an ISO 8601 date.
std::string printed_date(std::string_view iso);

}  // namespace wardscope::catalog
