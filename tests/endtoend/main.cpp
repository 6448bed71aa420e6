// SPDX-License-Identifier: GPL-3.0-or-later
#include <gtest/gtest.h>

#include <string_view>

#include "io/foreign_worker.hpp"

int main(int argc, char** argv) {
  using namespace wardscope;
  // As in the program: foreign files are opened by this program again, confined.
  if (argc > 1 && std::string_view(argv[1]) == io::kForeignWorkerCommand) return io::run_foreign_worker(argc, argv);
  testing::InitGoogleTest(&argc, argv);
  return RUN_ALL_TESTS();
}
