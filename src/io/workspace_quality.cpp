// SPDX-License-Identifier: GPL-3.0-or-later
#include "io/workspace_quality.hpp"

#include <fmt/format.h>

#include <algorithm>

#include "core/text.hpp"
#include "geo/polygon_coverage.hpp"
#include "io/quality_remarks.hpp"

namespace wardscope::io {
namespace {

constexpr std::string_view kIncidents = "incidents";

/// Rows read and rejected, and the number of imports.
core::Status add_batches(const store::Workspace& workspace, QualityReport& report) {
  const auto batches = workspace.batches();
  if (!batches) return batches.error();
  std::int64_t imports = 0;
  for (const store::BatchRecord& batch : *batches) {
    const bool incidents = core::lower_ascii(batch.source.layer) == kIncidents;
    if (batch.state != store::BatchState::complete || !incidents) continue;
    ++imports;
    report.read += batch.counts.read;
    report.rejected += batch.counts.rejected;
  }
  report.kind = fmt::format("{} {} together", imports, imports == 1 ? "import" : "imports");
  return {};
}

core::Status add_places(const borough::Dataset& dataset, QualityCounter& counter, const jobs::Progress& progress) {
  const borough::IncidentTable& incidents = *dataset.incidents;
  for (std::size_t row = 0; row < incidents.size(); ++row) counter.add_place(incidents.position(row));
  const auto wards = borough::areas_of(dataset, borough::AreaKind::ward);
  if (!wards) return {};
  std::vector<geo::MultiPolygon> shapes;
  for (const borough::Area& area : wards->areas) shapes.push_back(area.shape);
  const auto located = geo::PolygonCoverage(shapes).locate_all(incidents.x, incidents.y, progress);
  if (!located) return located.error();
  counter.expect_borough();
  for (const std::int32_t index : *located) {
    if (index == geo::PolygonCoverage::kNowhere) counter.add_off_the_borough();
  }
  return {};
}

void add_times_and_types(const borough::IncidentTable& incidents, QualityCounter& counter) {
  const auto add = [&](core::LocalMinute time, core::TimePrecision precision, std::uint16_t category) {
    counter.add_time(time, precision);
    if (incidents.categories[category].name == kNoCategory) counter.add_no_type();
  };
  for (std::size_t row = 0; row < incidents.size(); ++row) {
    add(incidents.time[row], incidents.precision[row], incidents.category[row]);
    if (incidents.has_range(row)) counter.add_range(incidents.until[row] - incidents.time[row]);
  }
  for (const borough::PlacelessIncident& incident : incidents.without_place) {
    counter.add_no_place();
    add(incident.time, incident.precision, incident.category);
  }
}

}  // namespace

core::Result<std::vector<QualityReport>> import_quality(const store::Workspace& workspace) {
  const auto batches = workspace.batches();
  if (!batches) return batches.error();
  std::vector<QualityReport> reports;
  for (const store::BatchRecord& batch : *batches) {
    if (batch.state != store::BatchState::complete) continue;
    const auto text = workspace.load_document(fmt::format("quality:{}", batch.id));
    if (!text) return text.error();
    if (!*text) continue;
    auto report = parse_quality_json(**text);
    if (!report) return report.error();
    reports.push_back(*std::move(report));
  }
  return reports;
}

core::Result<std::optional<QualityReport>> workspace_quality(const store::Workspace& workspace,
                                                             const borough::Dataset& dataset,
                                                             const jobs::Progress& progress) {
  if (!dataset.incidents) return std::optional<QualityReport>();
  QualityCounter counter;
  core::Status done = add_places(dataset, counter, progress.part(0.0, 0.5, "Judging places"));
  if (!done) return done.error();
  add_times_and_types(*dataset.incidents, counter);
  done = workspace.each_identified_incident(
      [&](const store::IdentifiedIncident& incident) { counter.add_id(incident.source_id); },
      progress.part(0.5, 1.0, "Comparing ids"));
  if (!done) return done.error();
  QualityReport report = counter.finish();
  report.file_name = kAllIncidents;
  report.layer = kIncidents;
  report.stored = static_cast<std::int64_t>(dataset.incidents->size() + dataset.incidents->without_place.size());
  if (done = add_batches(workspace, report); !done) return done.error();
  add_remarks(report);
  return std::optional(std::move(report));
}

}  // namespace wardscope::io
