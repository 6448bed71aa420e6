// SPDX-License-Identifier: GPL-3.0-or-later
#include "catalog/catalog.hpp"

#include <span>

#include "catalog/operations.hpp"
#include "core/embedded_file.hpp"

namespace wardscope::embedded {
std::span<const core::EmbeddedFile> demo_files();
}

namespace wardscope::catalog {

void register_builtin_operations(ops::OperationRegistry& registry) {
  register_sample(registry);
  register_workspace(registry);
  register_withdraw(registry);
  register_import(registry);
  register_area_rates(registry);
  register_density(registry);
  register_network_density(registry);
  register_hotspots(registry);
  register_clusters(registry);
  register_relative_risk(registry);
  register_concentration(registry);
  register_repeat_places(registry);
  register_significance(registry);
  register_stability(registry);
  register_scan(registry);
  register_point_pattern(registry);
  register_near_repeats(registry);
  register_validation(registry);
  register_history(registry);
  register_change(registry);
  register_control_chart(registry);
  register_aoristic(registry);
  register_camera_views(registry);
  register_coverage(registry);
  register_coverage_gaps(registry);
  register_hub_access(registry);
  register_equality(registry);
  register_risk_terrain(registry);
  register_vulnerability(registry);
  register_profile(registry);
  register_output(registry);
  register_briefing(registry);
  register_verify(registry);
}

ops::OperationRegistry builtin_operations() {
  ops::OperationRegistry registry;
  register_builtin_operations(registry);
  return registry;
}

std::string_view demo_recipe() { return embedded::demo_files().front().text; }

}  // namespace wardscope::catalog
