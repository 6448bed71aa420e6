// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstdio>
#include <memory>

namespace wardscope::io {

struct CloseFile {
  void operator()(std::FILE* file) const { std::fclose(file); }
};
/// A file of the C library that closes itself. A writer that must know of a full disk closes it by hand.
using CFile = std::unique_ptr<std::FILE, CloseFile>;

}  // namespace wardscope::io
