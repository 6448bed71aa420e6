// SPDX-License-Identifier: GPL-3.0-or-later
#include "io/foreign_worker.hpp"

#include <cpl_conv.h>
#include <cpl_error.h>
#include <fmt/format.h>
#include <unistd.h>

#include <array>
#include <cerrno>
#include <cstdlib>
#include <filesystem>
#include <new>
#include <string>
#include <system_error>

#include "core/error.hpp"
#include "core/text.hpp"
#include "io/confinement.hpp"
#include "io/foreign_format.hpp"
#include "io/foreign_layers.hpp"
#include "io/foreign_precheck.hpp"
#include "io/foreign_protocol.hpp"

namespace wardscope::io {
namespace {

constexpr int kArguments = 4;  // program, command, file, descriptor

/// The pipe to the program that asked.
class PipeSink final : public RecordSink {
 public:
  explicit PipeSink(int descriptor) : descriptor_(descriptor) {}
  PipeSink(const PipeSink&) = delete;
  PipeSink& operator=(const PipeSink&) = delete;
  ~PipeSink() override { flush(); }

  bool send(std::string record) override {
    pending_ += record;
    constexpr std::size_t kPending = std::size_t{64} << 10U;  // a pipe's own size
    return pending_.size() < kPending || flush();
  }
  bool flush() {
    std::size_t sent = 0;
    while (sent < pending_.size()) {
      const ssize_t count = write(descriptor_, pending_.data() + sent, pending_.size() - sent);
      if (count < 0 && errno == EINTR) continue;
      if (count <= 0) return false;
      sent += static_cast<std::size_t>(count);
    }
    pending_.clear();
    return true;
  }

 private:
  int descriptor_;
  std::string pending_;
};

void set_options(const std::filesystem::path& folder) {
  constexpr std::array<std::array<const char*, 2>, 14> kOptions{{{"OGR_GEOJSON_MAX_OBJ_SIZE", "50"},
                                                                 {"GDAL_HTTP_CONNECTTIMEOUT", "1"},
                                                                 {"CPL_VSIL_CURL_ALLOWED_EXTENSIONS", "none"},
                                                                 {"GML_SKIP_RESOLVE_ELEMS", "ALL"},
                                                                 {"GML_DOWNLOAD_WFS_SCHEMA", "NO"},
                                                                 {"GDAL_DISABLE_READDIR_ON_OPEN", "EMPTY_DIR"},
                                                                 {"SHAPE_RESTORE_SHX", "NO"},
                                                                 {"OGR_XLSX_HEADERS", "FORCE"},
                                                                 {"OGR_ODS_HEADERS", "FORCE"},
                                                                 {"OGR_SQLITE_LOAD_EXTENSIONS", ""},
                                                                 {"GDAL_NUM_THREADS", "1"},
                                                                 {"GDAL_PAM_ENABLED", "NO"},
                                                                 {"PROJ_NETWORK", "OFF"},
                                                                 {"CPL_DEBUG", "OFF"}}};
  for (const auto& [name, value] : kOptions) CPLSetConfigOption(name, value);
  CPLSetConfigOption("CPL_TMPDIR", folder.c_str());
}

}  // namespace

int run_foreign_worker(int argc, char** argv) {
  if (argc != kArguments) return 2;
  const std::filesystem::path path = argv[2];
  const auto descriptor = core::parse_integer(argv[3]);
  const ForeignFormat* const format = foreign_format_of(core::lower_ascii(path.extension().string()));
  if (!descriptor || format == nullptr) return 2;
  PipeSink sink(static_cast<int>(*descriptor));
  const auto fail = [&](const core::Error& error) {
    static_cast<void>(sink.send(to_record(FailureRecord{error.code, error.message})));
    return 1;
  };
  try {
    std::error_code ignored;
    const std::uintmax_t size = std::filesystem::file_size(path, ignored);
    // The driver is registered first: a library that it loads lazily may lie where nothing can be read afterwards.
    register_foreign_driver(*format);
    static_cast<void>(sink.send(to_record(HelloRecord{confine_this_process({path.parent_path(), size})})));
    set_options(path.parent_path());
    if (const auto checked = precheck_foreign_file(path, *format); !checked) return fail(checked.error());
    if (const auto read = send_foreign_layers(path, *format, sink); !read) return fail(read.error());
    static_cast<void>(sink.send(RecordWriter(RecordKind::end_of_file).take()));
    return 0;
  } catch (const std::bad_alloc&) {
    return fail(core::io_error("it needs more memory than one import may use"));
  }
}

}  // namespace wardscope::io
