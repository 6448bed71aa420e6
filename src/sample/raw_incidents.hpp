// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "sample/raw_files.hpp"

namespace wardscope::sample {

/// The monthly police files (folder/police) and the council's list, in one pass over the incidents.
core::Status write_incident_files(const SampleBorough& borough, const RawFileOptions& options,
                                  const jobs::Progress& progress);

}  // namespace wardscope::sample
