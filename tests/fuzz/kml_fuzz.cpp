// SPDX-License-Identifier: GPL-3.0-or-later
//
// Any bytes as KML: refused, or layers whose rows have a value a column and are counted.
#include "fuzz/harness.hpp"
#include "fuzz/memory_file.hpp"
#include "io/foreign_protocol.hpp"
#include "io/kml_layers.hpp"

namespace {

using namespace wardscope;

class CheckingSink final : public io::RecordSink {
 public:
  bool send(std::string record) override {
    constexpr std::size_t kHead = 5;
    const std::string_view body = std::string_view(record).substr(kHead);
    switch (static_cast<io::RecordKind>(record[kHead - 1])) {
      case io::RecordKind::layer: {
        const auto layer = io::parse_layer(body);
        columns_ = layer ? layer->columns.size() : 0;
        rows_ = 0;
        return layer.has_value();  // more columns than a table may have end the import
      }
      case io::RecordKind::row:
        fuzz::require(io::parse_row(body, columns_).has_value(), "a row has a value a column");
        ++rows_;
        return true;
      case io::RecordKind::end_of_layer:
        fuzz::require(io::parse_count(body) == rows_, "rows are counted");
        return true;
      default:
        fuzz::require(false, "layers and rows are all that is sent");
        return false;
    }
  }

 private:
  std::size_t columns_ = 0;
  std::int64_t rows_ = 0;
};

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const fuzz::MemoryFile file(std::as_bytes(std::span(data, size)));
  CheckingSink sink;
  static_cast<void>(io::send_kml_layers(file.path(), sink));
  return 0;
}
