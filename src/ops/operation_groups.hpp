// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <array>
#include <string_view>

namespace wardscope::ops {

// What OperationInfo::group may be: the help and the window list operations under the question that people bring.

inline constexpr std::string_view kWhereGroup = "Where do incidents concentrate?";
inline constexpr std::string_view kChanceGroup = "Is it more than chance, and will it last?";
inline constexpr std::string_view kTimeGroup = "When, and what changed?";
inline constexpr std::string_view kCameraGroup = "Cameras and hubs";
inline constexpr std::string_view kResidentGroup = "Residents and neighbourhoods";
inline constexpr std::string_view kOutputGroup = "Output";
inline constexpr std::string_view kImportGroup = "Import";
inline constexpr std::string_view kWorkspaceGroup = "Workspace";

/// Those of the operations that compute a result.
inline constexpr std::array kAnalysisGroups{kWhereGroup, kChanceGroup, kTimeGroup, kCameraGroup, kResidentGroup};
/// All, in the order of the window: analysis first, it is what the window is for.
inline constexpr std::array kGroups{kWhereGroup,    kChanceGroup, kTimeGroup,   kCameraGroup,
                                    kResidentGroup, kOutputGroup, kImportGroup, kWorkspaceGroup};

}  // namespace wardscope::ops
