// SPDX-License-Identifier: GPL-3.0-or-later
#include <fmt/format.h>

#include <array>

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
  visitor.text({"place", "Place", "Name of the place, for a new workspace"}, core::TextKind::plain, options.place);
  visitor.text({"encoding", "Encoding", "Of CSV files, for instance windows-1252; left out, it is detected"},
               core::TextKind::plain, options.encoding);
  visitor.text(
      {"crs", "Coordinate reference system", "Of the source, for instance EPSG:27700; left out, as the file says"},
      core::TextKind::plain, options.crs);
  path({"grid", "OSTN15 grid", "Grid file that makes WGS 84 positions good to centimetres"}, options.grid);
  path({"definitions", "Layer definitions", "Folder with your own layer definitions (JSON)"}, options.definitions);
  path({"reject-folder", "Folder for rejected rows", "Where FILE.rejects.csv goes; left out, beside the workspace"},
       options.reject_folder);
  constexpr std::array<core::Choice, 2> kAgain{{{"refuse", "Refuse"}, {"allow", "Import again"}}};
  visitor.enumeration<Again>(
      {"again", "Files that are there already", "What to do with a file that was imported before"}, kAgain,
      options.again);
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

std::string import_text(const ImportReport& report) {
  std::string text;
  for (const ImportedFile& file : report.files) {
    text += fmt::format("{}: {}\n  {}\n", file.quality.file_name, file.recognised, file.format);
    if (!file.crs_operation.empty()) {
      const std::string accuracy = file.accuracy_metres < 0 ? ", accuracy not stated"
                                   : file.accuracy_metres > 0
                                       ? fmt::format(", stated accuracy {} m", file.accuracy_metres)
                                       : std::string();
      text += fmt::format("  Transformation to EPSG:27700: {}{}\n", file.crs_operation, accuracy);
    }
    text += quality_text(file.quality);
    if (!file.rejects.empty())
      text += fmt::format("  Rejected rows are listed in {}\n", file.rejects.filename().string());
  }
  for (const FailedFile& failure : report.failures)
    text += fmt::format("{}: not imported. {}\n", failure.file_name, failure.error.message);
  return text;
}

}  // namespace wardscope::io
