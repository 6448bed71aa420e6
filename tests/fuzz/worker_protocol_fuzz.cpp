// SPDX-License-Identifier: GPL-3.0-or-later
//
// Any bytes as the body of a worker's record: refused, or exactly what the writer makes of what was read. The first
// byte names the kind, the second how many columns a row has.
#include "fuzz/harness.hpp"
#include "io/foreign_protocol.hpp"

namespace {

constexpr std::size_t kHead = 5;  // length and kind in front of a body

template <typename Record>
void require_the_same(const std::optional<Record>& record, std::string_view body) {
  if (!record) return;
  wardscope::fuzz::require(std::string_view(wardscope::io::to_record(*record)).substr(kHead) == body,
                           "a record that is read is written the same");
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  using namespace wardscope::io;
  if (size < 2) return 0;
  const std::string_view body = wardscope::fuzz::text_of(data + 2, size - 2);
  switch (data[0] % 5) {
    case 0:
      require_the_same(parse_hello(body), body);
      break;
    case 1:
      require_the_same(parse_layer(body), body);
      break;
    case 2:
      require_the_same(parse_row(body, data[1]), body);
      break;
    case 3:
      require_the_same(parse_failure(body), body);
      break;
    default:
      if (const auto count = parse_count(body)) {
        wardscope::fuzz::require(body.size() == sizeof *count, "a count is eight bytes");
      }
  }
  return 0;
}
