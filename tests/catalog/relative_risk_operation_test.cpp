// SPDX-License-Identifier: GPL-3.0-or-later
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>
#include <utility>
#include <vector>

#include "catalog/catalog.hpp"
#include "catalog/small_borough.hpp"
#include "ops/operation.hpp"
#include "ops/parameters.hpp"

namespace wardscope::catalog {
namespace {

using testing::HasSubstr;

using Settings = std::vector<std::pair<std::string, std::string>>;

core::Result<ops::OperationResult> risk_of(const borough::Dataset& dataset, const Settings& settings) {
  const auto operation = builtin_operations().make("relative-risk");
  for (const auto& [parameter, value] : settings)
    EXPECT_TRUE(ops::set_parameter(*operation, parameter, {value})) << parameter;
  core::Diagnostics diagnostics;
  return operation->run({dataset, {}, jobs::Progress(), diagnostics});
}

/// The small borough, each row of the type that `type_of` says; exact places.
template <typename TypeOf>
borough::Dataset borough_of_types(const std::vector<borough::IncidentCategory>& types, TypeOf type_of) {
  borough::Dataset dataset = small_borough();
  borough::IncidentTable incidents = *dataset.incidents;
  incidents.categories = types;
  for (std::size_t row = 0; row < incidents.size(); ++row) incidents.category[row] = type_of(row);
  dataset.incidents = core::make_snapshot(std::move(incidents));
  return dataset;
}

TEST(RelativeRiskOperation, SaysWhatItShowsHowSureWhatNotAndHow) {
  const auto result = risk_of(small_borough(), {});

  ASSERT_TRUE(result) << result.error().message;
  ASSERT_EQ(result->sentences.size(), 4U);
  EXPECT_THAT(result->sentences[0], HasSubstr("as common as on the whole"));
  EXPECT_THAT(result->sentences[1], HasSubstr("199 times the labels"));
  EXPECT_THAT(result->sentences[1], HasSubstr("inside the lines the ratio is beyond 97.5 %"));
  EXPECT_THAT(result->sentences[3], HasSubstr("seed 1"));
}

TEST(RelativeRiskOperation, LeavesNoInfinityOnTheMap) {
  const auto result = risk_of(small_borough(), {});

  ASSERT_TRUE(result);
  for (const ops::ResultLayer& layer : result->layers) {
    const auto* surface = std::get_if<core::Snapshot<raster::Raster<float>>>(&layer.data);
    if (surface == nullptr) continue;
    for (const float value : (*surface)->values()) ASSERT_FALSE(std::isinf(value));
  }
}

TEST(RelativeRiskOperation, RefusesPeriodsThatShareIncidents) {
  const auto result = risk_of(small_borough(), {{"against-from", "2000-01"}});

  ASSERT_FALSE(result);
  EXPECT_THAT(result.error().message, HasSubstr("in common"));
}

TEST(RelativeRiskOperation, SaysWhereThereIsNothingToCompareWith) {
  const borough::Dataset one_type =
      borough_of_types({{"Theft", borough::Sensitivity::open}}, [](std::size_t) { return std::uint16_t{0}; });

  const auto result = risk_of(one_type, {});

  ASSERT_FALSE(result);
  EXPECT_THAT(result.error().message, HasSubstr("--against-type"));
}

TEST(RelativeRiskOperation, ComparesNoFewerThanMayBeTold) {
  const borough::Dataset few =
      borough_of_types({{"Theft", borough::Sensitivity::open}, {"Arson", borough::Sensitivity::open}},
                       [](std::size_t row) { return static_cast<std::uint16_t>(row < 3 ? 1 : 0); });

  const auto result = risk_of(few, {{"type", "Arson"}});

  ASSERT_FALSE(result);
  EXPECT_THAT(result.error().message, HasSubstr("fewer than 5"));
}

TEST(RelativeRiskOperation, WithSensitiveTypesAtExactPlacesShowsGroundWithTenOfEachSideOnly) {
  const borough::Dataset dataset =
      borough_of_types({{"Theft", borough::Sensitivity::open}, {"Domestic abuse", borough::Sensitivity::sensitive}},
                       [](std::size_t row) { return static_cast<std::uint16_t>(row % 2); });

  const auto narrow = risk_of(dataset, {{"type", "Domestic abuse"}, {"bandwidth", "100"}});
  const auto wide = risk_of(dataset, {{"type", "Domestic abuse"}, {"bandwidth", "300"}});

  ASSERT_FALSE(narrow);
  EXPECT_THAT(narrow.error().message, HasSubstr("at least 250 m"));
  ASSERT_TRUE(wide) << wide.error().message;
  const auto layer = std::find_if(wide->layers.begin(), wide->layers.end(),
                                  [](const auto& one) { return one.name == "relative-risk"; });
  const auto& surface = *std::get<core::Snapshot<raster::Raster<float>>>(layer->data);
  const borough::IncidentTable& incidents = *dataset.incidents;
  std::size_t shown = 0;
  for (std::size_t row = 0; row < surface.grid().rows; ++row) {
    for (std::size_t column = 0; column < surface.grid().columns; ++column) {
      if (std::isnan(surface.at(column, row))) continue;
      ++shown;
      const geo::Point centre = surface.grid().centre(column, row);
      int sides[2] = {0, 0};
      for (std::size_t i = 0; i < incidents.size(); ++i)
        if (geo::distance(centre, incidents.position(i)) <= 300.0 + 1e-6) ++sides[incidents.category[i]];
      EXPECT_GE(sides[0], 10);
      EXPECT_GE(sides[1], 10);
    }
  }
  EXPECT_GT(shown, 0U);
}

}  // namespace
}  // namespace wardscope::catalog
