// SPDX-License-Identifier: GPL-3.0-or-later
#include "ops/map_provenance.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "ops/toy_operation.hpp"

namespace wardscope::ops {
namespace {

using testing::ElementsAre;
using testing::HasSubstr;

borough::Dataset town() {
  borough::Dataset dataset;
  dataset.place = "Testham";
  dataset.revision = 7;
  dataset.sources = {
      {"incidents", "2025-01.csv", "ab12", "Open Government Licence", "2026-01-01T00:00:00Z", 10, "", 0.0}};
  return dataset;
}

MapContent map_of(std::vector<std::string> results) {
  return {"Testham", "Hotspots", "1:25,000", {0, 0, 100, 100}, {"Hotspots", "Wards"}, std::move(results)};
}

std::string run(const char* parameters, int revision = 7) {
  return std::string(R"({"operation": "hotspots", "method": "Contours", "code": "1a2b3c4d", "data_revision": )") +
         std::to_string(revision) + R"(, "parameters": )" + parameters + R"(, "sources": [{"file": "2025-01.csv"}]})";
}

TEST(MapProvenance, NamesSourcesMethodParametersDateAndDataRevision) {
  const Provenance made = make_map_provenance(town(), map_of({run("{}")}), "2026-11-22T02:00:00Z");

  for (const char* part :
       {R"("file": "2025-01.csv")", R"("sha256": "ab12")", R"("method": "Contours")", R"("scale": "1:25,000")",
        R"("date": "2026-11-22T02:00:00Z")", R"("data_revision": 7)", R"("code": "1a2b3c4d")"}) {
    EXPECT_THAT(made.json, HasSubstr(part));
  }
}

TEST(MapProvenance, HasTheSameCodeOnAnotherDayAndAnotherForOtherResults) {
  const std::string first = make_map_provenance(town(), map_of({run("{}")}), "2026-11-22T02:00:00Z").code;

  EXPECT_EQ(first, make_map_provenance(town(), map_of({run("{}")}), "2027-01-01T00:00:00Z").code);
  EXPECT_NE(first, make_map_provenance(town(), map_of({}), "2026-11-22T02:00:00Z").code);
}

TEST(MapProvenance, IsSaidOnTheSheetOnceARunWithoutWhatTheKeySays) {
  const std::string one = run(R"({"type": ["Burglary"], "from": "2025-01", "kernel": "quartic", "bandwidth": 200.0,
                                  "level": null, "neighbourhood": []})");

  EXPECT_THAT(provenance_lines(town(), map_of({one, one}), OperationRegistry()),
              ElementsAre("hotspots 1a2b3c4d: kernel quartic, bandwidth 200"));
}

TEST(MapProvenance, SaysOfAResultOnWhichOlderDataItWasMade) {
  EXPECT_THAT(provenance_lines(town(), map_of({run(R"({"bandwidth": 80.5})", 5)}), OperationRegistry()),
              ElementsAre("hotspots 1a2b3c4d: bandwidth 80.5 (on data revision 5)"));
}

TEST(MapProvenance, LeavesOutParametersThatAreTheDefault) {
  const OperationRegistry registry = toy_registry();
  const auto toy = registry.all().front()->clone();
  const std::string json = make_provenance(*toy, town(), "2026-11-22T02:00:00Z").json;

  const auto lines = provenance_lines(town(), map_of({json}), registry);

  EXPECT_THAT(lines, ElementsAre(testing::EndsWith(": reach 50.5 m")));  // a reach is told whatever it is
}

TEST(MapProvenance, NamesParametersAsTheirFormDoes) {
  const OperationRegistry registry = toy_registry();
  const std::string json = R"({"operation": "toy", "code": "1a2b3c4d", "data_revision": 7, "parameters":
      {"height": 3.5, "loud": true, "colour": "red", "unknown-today": 4}})";

  EXPECT_THAT(provenance_lines(town(), map_of({json}), registry),
              ElementsAre("toy 1a2b3c4d: height 3.5 m, loud, colour red, unknown-today 4"));
}

}  // namespace
}  // namespace wardscope::ops
