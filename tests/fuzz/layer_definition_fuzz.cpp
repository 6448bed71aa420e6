// SPDX-License-Identifier: GPL-3.0-or-later
//
// Any text as a layer definition: refused with the member named, or used on a table without a crash.
#include "fuzz/harness.hpp"
#include "io/layer_definition.hpp"
#include "io/position_reader.hpp"
#include "io/recognition.hpp"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  using namespace wardscope;
  auto definition = io::parse_layer_definition(fuzz::text_of(data, size), "fuzz.json");
  if (!definition) {
    fuzz::require(definition.error().message.find("fuzz.json") != std::string::npos, "the file is named");
    return 0;
  }
  const std::vector<io::LayerDefinition> all{*std::move(definition)};
  io::SourceSchema schema;
  schema.file_name = "wards_2020.csv";
  schema.columns = {"WD20CD", "Name", "Category", "Date", "Easting", "Northing"};
  static_cast<void>(io::recognise(schema, all));
  static_cast<void>(io::recognise_as(all.front().id, schema, all));
  static_cast<void>(io::sensitivity_of(all.front().sensitivity, "Burglary"));
  return 0;
}
