// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ops/operation.hpp"

namespace wardscope::catalog {

// One function a file of operations; catalog.cpp calls them in the order of the help.
void register_sample(ops::OperationRegistry& registry);
void register_import(ops::OperationRegistry& registry);
void register_workspace(ops::OperationRegistry& registry);
void register_withdraw(ops::OperationRegistry& registry);
void register_area_rates(ops::OperationRegistry& registry);
void register_density(ops::OperationRegistry& registry);
void register_network_density(ops::OperationRegistry& registry);
void register_hotspots(ops::OperationRegistry& registry);
void register_relative_risk(ops::OperationRegistry& registry);
void register_significance(ops::OperationRegistry& registry);
void register_stability(ops::OperationRegistry& registry);
void register_scan(ops::OperationRegistry& registry);
void register_history(ops::OperationRegistry& registry);
void register_near_repeats(ops::OperationRegistry& registry);
void register_clusters(ops::OperationRegistry& registry);
void register_point_pattern(ops::OperationRegistry& registry);
void register_concentration(ops::OperationRegistry& registry);
void register_validation(ops::OperationRegistry& registry);
void register_change(ops::OperationRegistry& registry);
void register_control_chart(ops::OperationRegistry& registry);
void register_repeat_places(ops::OperationRegistry& registry);
void register_aoristic(ops::OperationRegistry& registry);
void register_camera_views(ops::OperationRegistry& registry);
void register_coverage(ops::OperationRegistry& registry);
void register_coverage_gaps(ops::OperationRegistry& registry);
void register_hub_access(ops::OperationRegistry& registry);
void register_equality(ops::OperationRegistry& registry);
void register_risk_terrain(ops::OperationRegistry& registry);
void register_vulnerability(ops::OperationRegistry& registry);
void register_profile(ops::OperationRegistry& registry);
void register_output(ops::OperationRegistry& registry);
void register_briefing(ops::OperationRegistry& registry);
void register_verify(ops::OperationRegistry& registry);

}  // namespace wardscope::catalog
