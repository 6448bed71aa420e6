// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <filesystem>
#include <memory>

#include "core/result.hpp"
#include "io/foreign_format.hpp"
#include "io/source_file.hpp"

namespace wardscope::io {

/// Opens a foreign file in a worker process: a private copy of the file and its siblings, read by the worker program
/// under run_foreign_worker(). A worker that dies is an error that says after which row; a stop kills it at once.
core::Result<std::unique_ptr<SourceFile>> open_foreign_file(const std::filesystem::path& path,
                                                            const ForeignFormat& format,
                                                            const SourceFileOptions& options);

}  // namespace wardscope::io
