// SPDX-License-Identifier: GPL-3.0-or-later
#include "catalog/quality_output.hpp"

#include <fmt/format.h>

#include <algorithm>

#include "catalog/provenance_beside.hpp"
#include "core/text.hpp"
#include "io/workspace_quality.hpp"
#include "io/writers.hpp"
#include "store/workspace.hpp"

namespace wardscope::catalog {

core::Result<std::optional<io::QualityReport>> quality_of_all(const std::filesystem::path& path, Together when,
                                                              const jobs::Progress& progress) {
  const auto workspace = store::Workspace::open(path, store::Access::read);
  if (!workspace) return workspace.error();
  const auto batches = workspace->batches();
  if (!batches) return batches.error();
  const auto imports = std::count_if(batches->begin(), batches->end(), [](const store::BatchRecord& batch) {
    return batch.state == store::BatchState::complete && core::lower_ascii(batch.source.layer) == "incidents";
  });
  if (when == Together::of_several_imports && imports < 2) return std::optional<io::QualityReport>();
  const auto dataset =
      workspace->load(borough::Part::areas | borough::Part::incidents, progress.part(0.0, 0.5, "Loading"));
  if (!dataset) return dataset.error();
  return io::workspace_quality(*workspace, *dataset, progress.part(0.5, 1.0, "Data quality"));
}

core::Status write_quality(const std::vector<io::QualityReport>& reports, const std::filesystem::path& file,
                           const ops::OperationContext& context) {
  const std::string ending = core::lower_ascii(file.extension().string());
  if (ending == ".html") {
    const auto foot = foot_of_page(context);
    if (!foot) return foot.error();
    return io::write_text(io::quality_html(reports, *foot), file);
  }
  if (ending == ".csv") return io::write_text(io::quality_csv(reports), file);
  return core::invalid_argument(fmt::format("--report '{}': end the name in .html or .csv", file.filename().string()));
}

}  // namespace wardscope::catalog
