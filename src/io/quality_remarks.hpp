// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "io/quality_report.hpp"

namespace wardscope::io {

/// Writes into report.remarks what the figures mean for the use of the data, in plain sentences.
void add_remarks(QualityReport& report);

}  // namespace wardscope::io
