// SPDX-License-Identifier: GPL-3.0-or-later
#include <fmt/format.h>

#include <algorithm>
#include <filesystem>
#include <sstream>

#include "catalog/operations.hpp"
#include "catalog/provenance_beside.hpp"
#include "catalog/quality_output.hpp"
#include "core/text.hpp"
#include "io/importer.hpp"
#include "io/quality_report.hpp"
#include "ops/operation_groups.hpp"

namespace wardscope::catalog {
namespace {

struct ImportQuestion {
  std::vector<std::string> files;
  io::ImportOptions import;
  std::string report;
};

void describe(ImportQuestion& question, core::ParameterVisitor& visitor) {
  visitor.texts({"files", "Files and folders",
                 "What to import. The first word may be a KIND (a layer definition's name) instead of --kind"},
                core::TextKind::input_path, question.files);
  describe(question.import, visitor);
  visitor.text({"report", "Quality report",
                "Also write the data-quality report to this file, .html or .csv. Empty: not written"},
               core::TextKind::output_path, question.report);
}

/// `wardscope import wards a.geojson`: the first word is a kind where it is no file and looks like a definition's name.
void take_kind(ImportQuestion& question) {
  if (question.files.size() < 2 || !question.import.kind.empty()) return;
  const std::string& first = question.files.front();
  std::error_code ignored;
  const bool word = first.find_first_of("./\\") == std::string::npos;
  if (!word || std::filesystem::exists(first, ignored)) return;
  if (first != "auto") question.import.kind = first;
  question.files.erase(question.files.begin());
}

/// The quality of all incidents together where they came in several imports: to the terminal, and to the file of
/// reports.
core::Status add_quality_reports(const io::ImportReport& report, const ImportQuestion& question,
                                 const ops::OperationContext& context, ops::OperationResult& result) {
  std::vector<io::QualityReport> reports;
  for (const io::ImportedFile& imported : report.files) reports.push_back(imported.quality);
  const bool incidents = std::any_of(reports.begin(), reports.end(),
                                     [](const io::QualityReport& one) { return one.layer == "incidents"; });
  if (incidents) {
    const auto all = quality_of_all(context.workspace, Together::of_several_imports, jobs::Progress());
    if (!all) return all.error();
    if (*all) {
      result.sentences.push_back(fmt::format("{} ({}):", (*all)->file_name, (*all)->kind));
      std::istringstream lines(io::quality_text(**all));
      for (std::string line; std::getline(lines, line);) result.sentences.push_back(line);
      reports.insert(reports.begin(), **all);
    }
  }
  if (question.report.empty()) return {};
  if (auto status = write_quality(reports, question.report, context); !status) return status;
  result.files.emplace_back(question.report);
  return {};
}

core::Result<ops::OperationResult> run_import(const ImportQuestion& asked, const ops::OperationContext& context) {
  ImportQuestion question = asked;
  take_kind(question);
  if (question.files.empty()) return core::invalid_argument("nothing to import: name files or folders");
  if (context.workspace.empty()) return core::invalid_argument("import where to? Add --workspace FILE");
  question.import.workspace = context.workspace;
  const std::vector<std::filesystem::path> paths(question.files.begin(), question.files.end());
  const auto report = io::import_files(paths, question.import, context.progress, context.diagnostics);
  if (!report) return report.error();
  ops::OperationResult result;
  std::istringstream lines(io::import_text(*report));
  for (std::string line; std::getline(lines, line);) result.sentences.push_back(line);
  for (const io::ImportedFile& imported : report->files) {
    for (const auto& file : {imported.rejects, imported.remarks}) {
      if (!file.empty()) result.files.push_back(file);
    }
  }
  if (!report->failures.empty()) {
    const std::size_t failed = report->failures.size();
    result.trouble = core::malformed(fmt::format(
        "{} of {} files or layers could not be imported, each named with its reason; the others are in the workspace",
        failed, failed + report->files.size() + report->repeated.size()));
  }
  if (auto status = add_quality_reports(*report, question, context, result); !status) return status.error();
  if (auto status = write_provenance_beside(result.files, context); !status) return status.error();
  return result;
}

}  // namespace

void register_import(ops::OperationRegistry& registry) {
  registry.add<ImportQuestion>(
      {.name = "import",
       .title = "Import files",
       .summary = "Wards, incidents, cameras, hubs, buildings … from CSV, XLSX, ODS, GeoJSON, GeoPackage, Shapefile, "
                  "KML, FlatGeobuf, GML",
       .method = "Each file is recognised by its columns (layers/*.json), read whole or not at all, moved to "
                 "EPSG:27700 and stored as one "
                 "batch. Rows read = rows stored + rows rejected; each rejected row is in FILE.rejects.csv with line, "
                 "column, value, reason and "
                 "remedy. Foreign formats are opened in a confined process. Ends with a data-quality report. A file "
                 "that is in the workspace already, "
                 "under whatever name, is passed over with a word; one whose incidents are there, by their ids, is "
                 "refused (--again allow brings in "
                 "either). Exit status: 0 where every file is in the workspace, 1 where one could not be "
                 "imported (the others are), 130 where it was stopped (finished files stay).",
       .group = ops::kImportGroup,
       .use = ops::WorkspaceUse::writes,
       .needs = {},
       .example = "import wards.geojson incidents/ cameras.xlsx --workspace bournemouth.sqlite",
       .positional = "files"},
      run_import);
}

}  // namespace wardscope::catalog
