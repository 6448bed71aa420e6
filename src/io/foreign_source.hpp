// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <filesystem>
#include <memory>

#include "core/result.hpp"
#include "io/foreign_format.hpp"
#include "io/source_file.hpp"

namespace wardscope::io {

/// Opens a foreign file in a worker process: a private copy of the file and its siblings, read by `worker_program`
/// (empty: this program) under run_foreign_worker(). A worker that dies is an error that says after which row.
core::Result<std::unique_ptr<SourceFile>> open_foreign_file(const std::filesystem::path& path,
                                                            const ForeignFormat& format,
                                                            const std::filesystem::path& worker_program);

}  // namespace wardscope::io
