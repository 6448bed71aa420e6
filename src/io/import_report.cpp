// SPDX-License-Identifier: GPL-3.0-or-later
#include <fmt/format.h>

#include <algorithm>
#include <array>

#include "core/text.hpp"
#include "io/grid_memory.hpp"
#include "io/importer.hpp"

namespace wardscope::io {

void describe(ImportOptions& options, core::ParameterVisitor& visitor) {
  const auto path = [&](const core::ParameterSpec& spec, std::filesystem::path& value) {
    std::string text = value.string();
    visitor.text(spec, core::TextKind::input_path, text);
    value = text;
  };
  visitor.text({"kind", "Kind", "What the files are; left out, it is recognised by their columns"},
               core::TextKind::plain, options.kind);
  visitor.text({"name", "Name", "Name of the layer or area set in the workspace"}, core::TextKind::plain, options.name);
  visitor.text({"place", "Place", "Name of the place; left out, as its boundary or its wards say"},
               core::TextKind::plain, options.place);
  visitor.text({"encoding", "Encoding", "Of CSV files, for instance windows-1252; left out, it is detected"},
               core::TextKind::plain, options.encoding);
  visitor.text(
      {"crs", "Coordinate reference system", "Of the source, for instance EPSG:27700; left out, as the file says"},
      core::TextKind::plain, options.crs);
  path({"grid", "OSTN15 grid", "Grid file that makes WGS 84 positions good to centimetres"}, options.grid);
  path({"definitions", "Layer definitions", "Folder with your own layer definitions (JSON)"}, options.definitions);
  path({"reject-folder", "Folder for rejected rows", "Where FILE.rejects.csv goes; left out, beside the workspace"},
       options.reject_folder);
  constexpr std::array<core::Choice, 2> kAgain{{{"pass-over", "Pass over"}, {"allow", "Import again"}}};
  visitor.enumeration<Again>({"again", "Files that are there already",
                              "What to do with a file that was imported before, or whose incidents were, by their ids"},
                             kAgain, options.again);
  constexpr std::array<core::Choice, 2> kRepairs{{{"refuse", "Refuse"}, {"accept", "Accept"}}};
  visitor.enumeration<Repairs>(
      {"repairs", "Large repairs of outlines",
       "What to do where an area's outline crosses itself and its repair changes it by more than 0.1 % or 10 m²"},
      kRepairs, options.repairs);
}

std::int64_t ImportReport::read() const {
  std::int64_t sum = 0;
  for (const ImportedFile& file : files) sum += file.quality.read;
  return sum;
}
std::int64_t ImportReport::stored() const {
  std::int64_t sum = 0;
  for (const ImportedFile& file : files) sum += file.quality.stored;
  return sum;
}
std::int64_t ImportReport::rejected() const {
  std::int64_t sum = 0;
  for (const ImportedFile& file : files) sum += file.quality.rejected;
  return sum;
}

namespace {

/// In which CRS the places come, and what moved them to EPSG:27700.
std::string places_text(const ImportedFile& file) {
  std::string text =
      fmt::format("  Coordinates in {}\n  Transformation to EPSG:27700: {}", file.source_crs, file.crs_operation);
  if (file.accuracy_metres < 0) text += ", accuracy not stated";
  if (file.accuracy_metres > 0) text += fmt::format(", stated accuracy {} m", file.accuracy_metres);
  return text + "\n";
}

std::string place_text(const ImportReport& report) {
  if (report.place == kUnnamedPlace) {
    return "Place: not named; no boundary or ward layer states a local authority. Name it with --place\n";
  }
  if (report.place_said_by.empty()) return {};
  return fmt::format("Place: {}, named by {}\n", report.place, report.place_said_by);
}

/// Where the rows and values are listed that were not used.
std::string lists_text(const ImportedFile& file) {
  std::string text;
  if (!file.rejects.empty())
    text += fmt::format("  Rejected rows are listed in {}\n", file.rejects.filename().string());
  if (!file.remarks.empty())
    text += fmt::format("  Remarks on values of stored rows are listed in {}\n", file.remarks.filename().string());
  return text;
}

std::string full_text(const ImportedFile& file) {
  std::string text = fmt::format("{}: {}\n  {}\n", file.quality.file_name, file.recognised, file.format);
  if (!file.crs_operation.empty()) text += places_text(file);
  if (file.synthetic) text += "  The file says that it is synthetic: so is the workspace called from now on\n";
  return text + quality_text(file.quality) + lists_text(file);
}

constexpr std::size_t kInFull = 5;  // files; more fill several screens with the same words

/// True where the file was read as the one before it was.
bool is_like(const ImportedFile& file, const ImportedFile& before) {
  return file.kind == before.kind && file.format == before.format && file.source_crs == before.source_crs &&
         file.crs_operation == before.crs_operation && file.synthetic == before.synthetic &&
         file.unused_columns == before.unused_columns;
}

std::string short_text(const ImportedFile& file) {
  std::string text =
      fmt::format("{}: the same kind; {} {} read, {} stored, {} rejected\n", file.quality.file_name,
                  core::with_thousands(file.quality.read), file.quality.read == 1 ? "row" : "rows",
                  core::with_thousands(file.quality.stored), core::with_thousands(file.quality.rejected));
  for (const std::string& notice : file.notices) text += fmt::format("  - {}\n", notice);
  return text + lists_text(file);
}

}  // namespace

std::string import_text(const ImportReport& report) {
  std::string text;
  bool any_short = false;
  for (std::size_t i = 0; i < report.files.size(); ++i) {
    const bool is_short = report.files.size() > kInFull && i > 0 && is_like(report.files[i], report.files[i - 1]);
    text += is_short ? short_text(report.files[i]) : full_text(report.files[i]);
    any_short = any_short || is_short;
  }
  if (any_short) text += "The data quality of each file: wardscope info WORKSPACE --quality\n";
  const bool wants_grid = std::any_of(report.files.begin(), report.files.end(),
                                      [](const ImportedFile& file) { return file.accuracy_metres > kGoodWithGrid; });
  if (wants_grid) {
    text += "Places that were transformed without the OSTN15 grid may be up to 5 m off; name the grid with --grid\n";
  }
  for (const RepeatedFile& repeated : report.repeated)
    text += fmt::format("{}: passed over; {}\n", repeated.file_name, repeated.why);
  text += place_text(report);
  for (const FailedFile& failure : report.failures)
    text += fmt::format("{}: not imported. {}\n", failure.file_name, failure.error.message);
  return text;
}

}  // namespace wardscope::io
