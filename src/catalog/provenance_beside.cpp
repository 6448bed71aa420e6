// SPDX-License-Identifier: GPL-3.0-or-later
#include "catalog/provenance_beside.hpp"

#include <fmt/format.h>

#include "catalog/map_workspace.hpp"
#include "core/version.hpp"
#include "io/writers.hpp"
#include "ops/provenance.hpp"
#include "store/workspace.hpp"

namespace wardscope::catalog {
namespace {

/// Place, revision and sources alone.
core::Result<borough::Dataset> workspace_now(const ops::OperationContext& context) {
  if (context.workspace.empty()) return borough::Dataset{};
  const auto workspace = store::Workspace::open(context.workspace, store::Access::read);
  if (!workspace) return workspace.error();
  return workspace->load(borough::Parts{}, jobs::Progress());
}

}  // namespace

core::Status write_provenance_beside(const std::vector<std::filesystem::path>& files,
                                     const ops::OperationContext& context) {
  if (context.provenance_json.empty() || files.empty()) return {};
  const auto dataset = workspace_now(context);
  if (!dataset) return dataset.error();
  const std::string json = context.workspace.empty() ? std::string(context.provenance_json)
                                                     : ops::with_dataset(context.provenance_json, *dataset);
  for (std::filesystem::path beside : files) {
    beside += ".provenance.json";
    if (auto written = io::write_text(json, beside); !written) return written;
  }
  return {};
}

core::Result<std::string> foot_of_page(const ops::OperationContext& context) {
  const auto dataset = workspace_now(context);
  if (!dataset) return dataset.error();
  return fmt::format("Data revision {} · provenance {} · Wardscope {} · {}", dataset->revision, context.provenance_code,
                     core::version(), printed_date(ops::now_utc()));
}

}  // namespace wardscope::catalog
