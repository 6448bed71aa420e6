// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <filesystem>

#include "io/source.hpp"

namespace wardscope::io {

/// How many rows of a layer are looked at for the word: who labels data does it in each row.
constexpr std::int64_t kRowsLookedAt = 100;

/// Whether a file says by its name ("wards_synthetic.geojson"), or its NAME.provenance.json beside it, that nothing in
/// it is real.
bool file_says_synthetic(const std::filesystem::path& path);

/// Whether a row says so: a cell "synthetic", or one with "(synthetic)" in it.
bool row_says_synthetic(const SourceRow& row);

}  // namespace wardscope::io
