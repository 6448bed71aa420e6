// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/row_order.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace wardscope::ui {
namespace {

using testing::ElementsAre;

core::Snapshot<table::FeatureTable> wards() {
  table::FeatureTable features(
      {{"name", "Ward", "", table::ColumnType::text}, {"rate", "Rate", "", table::ColumnType::number}});
  features.add_row({std::string("Pier"), 3.5});
  features.add_row({std::string("harbour"), {}});
  features.add_row({std::string("Abbey"), 12.0});
  features.add_row({std::string("Grove"), 3.5});
  return core::make_snapshot(std::move(features));
}

TEST(RowOrder, RowsStandAsTheTableHasThemAtFirst) {
  RowOrder order;

  EXPECT_THAT(order.rows(wards()), ElementsAre(0, 1, 2, 3));
}

TEST(RowOrder, NumbersFallFirstThenRiseThenStandAsTheyWere) {
  const auto features = wards();
  RowOrder order;

  order.turn(*features, 1);
  EXPECT_THAT(order.rows(features), ElementsAre(2, 0, 3, 1));
  order.turn(*features, 1);
  EXPECT_THAT(order.rows(features), ElementsAre(0, 3, 2, 1));
  order.turn(*features, 1);
  EXPECT_THAT(order.rows(features), ElementsAre(0, 1, 2, 3));
}

TEST(RowOrder, TextsRiseFirstWithoutRegardToCase) {
  const auto features = wards();
  RowOrder order;

  order.turn(*features, 0);

  EXPECT_THAT(order.rows(features), ElementsAre(2, 3, 1, 0));
}

TEST(RowOrder, AnotherColumnBeginsAnew) {
  const auto features = wards();
  RowOrder order;

  order.turn(*features, 1);
  order.turn(*features, 0);

  EXPECT_EQ(order.direction_of(0), RowOrder::Direction::rising);
  EXPECT_EQ(order.direction_of(1), RowOrder::Direction::as_it_comes);
}

TEST(RowOrder, AnotherTableIsSortedByTheSameColumn) {
  RowOrder order;
  order.turn(*wards(), 1);
  order.rows(wards());

  table::FeatureTable renewed(
      {{"name", "Ward", "", table::ColumnType::text}, {"rate", "Rate", "", table::ColumnType::number}});
  renewed.add_row({std::string("Pier"), 1.0});
  renewed.add_row({std::string("Abbey"), 2.0});

  EXPECT_THAT(order.rows(core::make_snapshot(std::move(renewed))), ElementsAre(1, 0));
}

}  // namespace
}  // namespace wardscope::ui
