// SPDX-License-Identifier: GPL-3.0-or-later
//
// Real wards against the postcodes' own ward codes: the oracle that point location and coordinate transformation must
// meet together.
#include <gtest/gtest.h>

#include <filesystem>
#include <fstream>
#include <nlohmann/json.hpp>
#include <string>
#include <vector>

#include "core/text.hpp"
#include "geo/coordinate_transform.hpp"
#include "geo/polygon_coverage.hpp"
#include "support/shared_data.hpp"

namespace wardscope::geo {
namespace {

struct Wards {
  std::vector<std::string> codes;
  std::vector<MultiPolygon> shapes;
};

Polygon polygon_from(const nlohmann::json& rings) {
  Polygon polygon;
  for (const auto& positions : rings) {
    Ring ring;
    for (const auto& position : positions) ring.push_back({position[0].get<double>(), position[1].get<double>()});
    if (polygon.exterior.empty()) {
      polygon.exterior = std::move(ring);
    } else {
      polygon.holes.push_back(std::move(ring));
    }
  }
  return polygon;
}

Wards read_wards(const std::filesystem::path& file) {
  std::ifstream stream(file);
  const auto document = nlohmann::json::parse(stream);
  auto transform = CoordinateTransform::to_british_national_grid(CoordinateReferenceSystem::wgs84());
  EXPECT_TRUE(transform);
  Wards wards;
  for (const auto& feature : document.at("features")) {
    const auto& geometry = feature.at("geometry");
    MultiPolygon shape;
    if (geometry.at("type") == "Polygon") {
      shape.push_back(polygon_from(geometry.at("coordinates")));
    } else {
      for (const auto& rings : geometry.at("coordinates")) shape.push_back(polygon_from(rings));
    }
    auto moved = transform->transform(std::move(shape));
    EXPECT_TRUE(moved);
    wards.codes.push_back(feature.at("properties").at("WD20CD").get<std::string>());
    wards.shapes.push_back(*std::move(moved));
  }
  return wards;
}

struct Agreement {
  std::size_t postcodes = 0;
  std::size_t agreed = 0;
};

Agreement compare(const std::filesystem::path& place) {
  const Wards wards = read_wards(place / "wards_dec2020_bgc.geojson");
  const PolygonCoverage coverage(wards.shapes);
  std::ifstream stream(place / "postcodes_codepoint_open.csv");
  Agreement agreement;
  std::string line;
  std::getline(stream, line);
  while (std::getline(stream, line)) {
    const auto cells = core::split(core::trimmed(line), ',');
    if (cells.size() != 10) continue;
    ++agreement.postcodes;
    const auto index = coverage.locate({*core::parse_number(cells[2]), *core::parse_number(cells[3])});
    if (index && wards.codes[*index] == cells[9]) ++agreement.agreed;
  }
  return agreement;
}

TEST(PostcodeOracle, BournemouthChristchurchAndPooleAgrees) {
  WARDSCOPE_SHARED_DATA(place, "bcp");

  const Agreement agreement = compare(place);

  EXPECT_EQ(agreement.postcodes, 9480U);
  EXPECT_GE(agreement.agreed, 9476U);
}

TEST(PostcodeOracle, SheffieldAgrees) {
  WARDSCOPE_SHARED_DATA(place, "sheffield");

  const Agreement agreement = compare(place);

  EXPECT_EQ(agreement.postcodes, 11793U);
  EXPECT_GE(agreement.agreed, 11786U);
}

}  // namespace
}  // namespace wardscope::geo
