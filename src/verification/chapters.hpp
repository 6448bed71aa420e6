// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/result.hpp"
#include "jobs/progress.hpp"
#include "verification/book.hpp"

namespace wardscope::verification {

// The chapters, one source file each. A new one: a function here, a line in kChapters (book.cpp) and in the module's
// CMakeLists.txt. It fills statistics alone; id and title stand in kChapters.

core::Result<Chapter> density_chapter(const jobs::Progress& progress);
core::Result<Chapter> relative_risk_chapter(const jobs::Progress& progress);
core::Result<Chapter> streets_chapter(const jobs::Progress& progress);
core::Result<Chapter> bandwidth_chapter(const jobs::Progress& progress);
core::Result<Chapter> neighbours_chapter(const jobs::Progress& progress);
core::Result<Chapter> association_chapter(const jobs::Progress& progress);
core::Result<Chapter> testing_chapter(const jobs::Progress& progress);
core::Result<Chapter> concentration_chapter(const jobs::Progress& progress);
core::Result<Chapter> rates_chapter(const jobs::Progress& progress);
core::Result<Chapter> residents_chapter(const jobs::Progress& progress);
core::Result<Chapter> regression_chapter(const jobs::Progress& progress);
core::Result<Chapter> change_chapter(const jobs::Progress& progress);
core::Result<Chapter> clusters_chapter(const jobs::Progress& progress);
core::Result<Chapter> patterns_chapter(const jobs::Progress& progress);
core::Result<Chapter> chance_patterns_chapter(const jobs::Progress& progress);
core::Result<Chapter> near_repeats_chapter(const jobs::Progress& progress);
core::Result<Chapter> scan_chapter(const jobs::Progress& progress);
core::Result<Chapter> hours_chapter(const jobs::Progress& progress);
core::Result<Chapter> validation_chapter(const jobs::Progress& progress);
core::Result<Chapter> stability_chapter(const jobs::Progress& progress);
core::Result<Chapter> places_chapter(const jobs::Progress& progress);
core::Result<Chapter> classes_chapter(const jobs::Progress& progress);
core::Result<Chapter> cameras_chapter(const jobs::Progress& progress);

}  // namespace wardscope::verification
