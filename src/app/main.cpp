// SPDX-License-Identifier: GPL-3.0-or-later
#include <cstdlib>
#include <string>
#include <string_view>
#include <vector>

#include "app/viewer_app.hpp"
#include "catalog/catalog.hpp"
#include "cli/command_line.hpp"
#include "cli/interrupt.hpp"
#include "io/foreign_worker.hpp"

namespace {

/// Settings of other programs must not decide which grid shifts, drivers or SQL functions this one uses.
void forget_foreign_settings() {
  for (const char* name : {"PROJ_DATA", "PROJ_LIB", "PROJ_NETWORK", "GDAL_DATA", "GDAL_DRIVER_PATH", "OGR_DRIVER_PATH",
                           "OGR_SQLITE_LOAD_EXTENSIONS", "SPATIALITE_SECURITY"}) {
    unsetenv(name);
  }
}

}  // namespace

int main(int argc, char** argv) {
  using namespace wardscope;
  forget_foreign_settings();
  // The confined process that opens foreign files is this program again: before anything else is set up.
  if (argc > 1 && std::string_view(argv[1]) == io::kForeignWorkerCommand) return io::run_foreign_worker(argc, argv);
  cli::catch_interrupts();
  const ops::OperationRegistry registry = catalog::builtin_operations();
  cli::Hooks hooks;
  hooks.has_display = app::has_display;
  hooks.demo_recipe = catalog::demo_recipe();
  hooks.view = [&registry](const cli::ViewRequest& request) {
    const auto status = app::run_viewer(registry, {request.workspace, request.shader_folder, request.screenshot,
                                                   request.ui_scale, cli::interrupted, request.frames});
    if (status) return cli::ExitStatus::done;
    cli::print_error(status.error());
    return cli::exit_status(status.error());
  };
  return static_cast<int>(cli::run_command_line(registry, {argv + 1, argv + argc}, hooks));
}
