// SPDX-License-Identifier: GPL-3.0-or-later
//
// Any text as a project: refused, or written and read the same.
#include "fuzz/harness.hpp"
#include "project/project.hpp"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  using namespace wardscope;
  const auto read = project::from_json(fuzz::text_of(data, size));
  if (!read) return 0;
  const std::string written = project::to_json(*read);
  const auto again = project::from_json(written);
  fuzz::require(again.has_value(), "what is written can be read");
  fuzz::require(project::to_json(*again) == written, "and is the same");
  return 0;
}
