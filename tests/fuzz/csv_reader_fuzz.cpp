// SPDX-License-Identifier: GPL-3.0-or-later
//
// Any bytes as CSV: every row is given or rejected, with as many values as columns, in ascending lines, valid UTF-8.
#include "core/text.hpp"
#include "fuzz/harness.hpp"
#include "fuzz/memory_file.hpp"
#include "io/csv_reader.hpp"
#include "io/file_inspection.hpp"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  using namespace wardscope;
  using fuzz::require;
  const fuzz::MemoryFile file(std::as_bytes(std::span(data, size)));
  const auto inspection = io::inspect_file(file.path(), jobs::Progress());
  require(inspection.has_value(), "a file in memory can be inspected");
  auto opened = io::CsvReader::open(file.path(), {inspection->encoding, inspection->mark_length, '\0'});
  if (!opened) return 0;
  std::int64_t given = 0;
  std::int64_t rejected = 0;
  std::int64_t line = 0;
  for (;;) {
    const auto step = opened->next();
    require(step.has_value(), "a file in memory can be read");
    if (*step == io::CsvReader::Step::end) break;
    if (*step == io::CsvReader::Step::row) {
      ++given;
      require(opened->values().size() == opened->header().size(), "a row has a value a column");
      require(opened->line() > line, "lines ascend");
      line = opened->line();
      for (const std::string_view value : opened->values()) require(core::is_utf8(value), "values are UTF-8");
    } else {
      ++rejected;
      require(!opened->rejection().reason.empty(), "a rejected row has its reason");
    }
  }
  require(opened->rows_read() == given + rejected, "rows read = given + rejected");
  require(opened->rows_rejected() == rejected, "rejections are counted");
  return 0;
}
