// SPDX-License-Identifier: GPL-3.0-or-later
#include "cli/interrupt.hpp"

#include <csignal>

namespace wardscope::cli {
namespace {

volatile std::sig_atomic_t g_interrupted = 0;

void mark(int signal) {
  g_interrupted = 1;
  std::signal(signal, SIG_DFL);
}

}  // namespace

void catch_interrupts() {
  std::signal(SIGINT, mark);
  std::signal(SIGTERM, mark);
}

bool interrupted() { return g_interrupted != 0; }

}  // namespace wardscope::cli
