// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstdint>
#include <filesystem>
#include <string>

namespace wardscope::io {

struct ConfinementOptions {
  std::filesystem::path folder;    ///< the only folder that may be read and written
  std::uintmax_t input_bytes = 0;  ///< size of the input: processor time is allowed in proportion
};

/// Takes from this process, for good, what reading one file does not need: new privileges; memory beyond 2 GiB;
/// processor time beyond 60 s and 60 s a 100 MB; files over 1 GiB; the network (own namespace, and no sockets);
/// starting programs; the file system but for the folder and the system's shared data. What the system does not offer
/// is left out. Linux only, and only here: elsewhere it does nothing and says so.
/// @returns for the user, "confined: memory, time, network, system calls, files" or with what is missing named.
std::string confine_this_process(const ConfinementOptions& options);

}  // namespace wardscope::io
