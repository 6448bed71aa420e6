// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <string>
#include <string_view>

#include "borough/dataset.hpp"
#include "ops/operation.hpp"

namespace wardscope::ops {

/// Where a number came from, complete enough to compute it again: operation, method, parameters, data revision, every
/// source with its checksum and CRS operation, program version and date. Holds file names, never folders or users.
struct Provenance {
  std::string json;
  /// Eight characters that stand for it in a report's footer: the start of a 64-bit FNV-1a hash over everything but the
  /// date, so that the same question on the same data has the same code.
  std::string code;
};

/// @pre `now_utc` is ISO 8601, "2026-11-21T20:15:00Z"
Provenance make_provenance(const Operation& operation, const borough::Dataset& dataset, std::string_view now_utc);

/// The provenance with the files that the run read beside the workspace, and a code that is also of them; as it is
/// where there are none.
Provenance with_used_files(Provenance provenance, const std::vector<UsedFile>& used);

/// The provenance with sources, place and data revision of this dataset in the place of its own: of a run that changed
/// the workspace, which knew them only afterwards. A text that is no provenance comes back as it is.
std::string with_dataset(std::string_view provenance_json, const borough::Dataset& dataset);

/// The code inside a provenance text; empty where it has none.
std::string provenance_code(std::string_view provenance_json);

/// The present moment, ISO 8601 in UTC; SOURCE_DATE_EPOCH where that is set, so that exports can be reproduced.
std::string now_utc();

}  // namespace wardscope::ops
