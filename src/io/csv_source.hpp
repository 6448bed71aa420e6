// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <filesystem>
#include <memory>
#include <string>

#include "core/result.hpp"
#include "io/file_inspection.hpp"
#include "io/source.hpp"

namespace wardscope::io {

/// The rows of a CSV file. `encoding` overrides what the inspection found; empty: it does not.
/// @returns malformed where the file is no text, or as CsvReader::open().
core::Result<std::unique_ptr<RowSource>> open_csv_source(const std::filesystem::path& path,
                                                         const FileInspection& inspection, const std::string& encoding);

}  // namespace wardscope::io
