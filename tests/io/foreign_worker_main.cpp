// SPDX-License-Identifier: GPL-3.0-or-later
//
// The worker as a program of its own, so that the tests can start it: the product starts itself.
#include "io/foreign_worker.hpp"

int main(int argc, char** argv) { return wardscope::io::run_foreign_worker(argc, argv); }
