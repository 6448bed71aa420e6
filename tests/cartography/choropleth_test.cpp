// SPDX-License-Identifier: GPL-3.0-or-later
#include "cartography/choropleth.hpp"

#include <gtest/gtest.h>

#include <set>

#include "cartography/colour_vision.hpp"

namespace wardscope::cartography {
namespace {

std::vector<AreaNumber> numbers(const std::vector<double>& values) {
  std::vector<AreaNumber> result;
  for (const double value : values) result.push_back({value, false});
  return result;
}

project::Style style(const char* rule, int classes) {
  project::Style result;
  result.class_rule = rule;
  result.classes = classes;
  return result;
}

TEST(Choropleth, QuantileClassesHoldEqualShares) {
  std::vector<double> values;
  for (int i = 0; i < 100; ++i) values.push_back(i * i);

  const Choropleth result = classify(numbers(values), style("quantile", 5));

  std::vector<int> counts(5, 0);
  for (const std::uint8_t fill : result.fill_of) ++counts[fill];
  EXPECT_EQ(counts, (std::vector<int>{20, 20, 20, 20, 20}));
}

TEST(Choropleth, EqualClassesHoldEqualSpans) {
  const Choropleth result = classify(numbers({0, 10, 19, 21, 50, 99, 100}), style("equal", 5));

  EXPECT_EQ(result.fill_of, (std::vector<std::uint8_t>{0, 0, 0, 1, 2, 4, 4}));
  EXPECT_EQ(result.rows.front().text, "0 to 20");
  EXPECT_EQ(result.rows.back().text, "80 to 100");
}

TEST(Choropleth, ClassesOfAnIndexMeetAtAHundredAndArePaleThere) {
  project::Style index;
  index.column = "index";

  const Choropleth result = classify(numbers({0, 27, 99, 101, 853}), index);

  ASSERT_EQ(result.rows.size(), 6U);
  EXPECT_EQ(result.rows[2].text, "50 to 100");
  EXPECT_EQ(result.rows[3].text, "100 to 200");
  EXPECT_EQ(result.fill_of, (std::vector<std::uint8_t>{0, 1, 2, 3, 5}));
  EXPECT_GT(lab_of(result.fills[2]).lightness, lab_of(result.fills[0]).lightness);
  EXPECT_GT(lab_of(result.fills[3]).lightness, lab_of(result.fills[5]).lightness);
  EXPECT_LT(result.fills[0].r, result.fills[0].b);  // below: blue; above: red
  EXPECT_GT(result.fills[5].r, result.fills[5].b);
}

TEST(Choropleth, ClassesOfAnIndexKeepTheirColoursWhereSomeAreEmptyAtTheEnds) {
  project::Style index;
  index.column = "vli";
  const Choropleth whole = classify(numbers({10, 60, 90, 110, 160, 300}), index);
  const Choropleth part = classify(numbers({90, 160}), index);
  ASSERT_EQ(part.rows.size(), 3U);
  EXPECT_EQ(part.fills[0], whole.fills[2]);
  EXPECT_EQ(part.fills[2], whole.fills[4]);
  EXPECT_EQ(whole.rows.back().text, "200 and more: priority");
}

TEST(Choropleth, HigherClassesAreDarker) {
  const Choropleth result = classify(numbers({1, 2, 3, 4, 5, 6, 7}), style("equal", 7));

  for (std::size_t i = 1; i < 7; ++i) {
    EXPECT_LT(lab_of(result.fills[i]).lightness, lab_of(result.fills[i - 1]).lightness);
  }
}

TEST(Choropleth, EqualNumbersShareOneClass) {
  const Choropleth result = classify(numbers({3, 3, 3, 3}), style("quantile", 5));

  EXPECT_EQ(std::set<std::uint8_t>(result.fill_of.begin(), result.fill_of.end()).size(), 1U);
  EXPECT_EQ(result.rows.size(), 1U);
}

TEST(Choropleth, SuppressedAndMissingAreHatchedDifferentlyAndSaidSo) {
  auto values = numbers({1, 2, 3});
  values.push_back({{}, true});
  values.push_back({{}, false});

  const Choropleth result = classify(values, style("equal", 3));

  EXPECT_EQ(result.hatches[result.fill_of[3]], Hatch::diagonal);
  EXPECT_EQ(result.hatches[result.fill_of[4]], Hatch::diagonal);
  EXPECT_NE(result.fills[result.fill_of[3]], result.fills[result.fill_of[4]]);
  EXPECT_EQ(result.rows[3].text, "Suppressed (small number)");
  EXPECT_EQ(result.rows[4].text, "No data");
}

TEST(Choropleth, ASuppressedNumberDoesNotShapeTheClasses) {
  auto values = numbers({1, 2, 3});
  values.push_back({1000.0, true});

  EXPECT_EQ(classify(values, style("equal", 3)).rows[2].text.find("1,000"), std::string::npos);
}

TEST(Choropleth, NumbersOnBothSidesOfZeroAreClassedAboutZero) {
  const Choropleth result = classify(numbers({-10, -1, 1, 30}), style("quantile", 5));

  EXPECT_EQ(result.rows.front().text, "-30 to -18");
  EXPECT_EQ(result.rows.back().text, "18 to 30");
  EXPECT_EQ(result.fill_of[1], result.fill_of[2]);
}

TEST(Choropleth, NoNumbersAtAllIsNoData) {
  const Choropleth result = classify({{}, {}}, style("quantile", 5));

  EXPECT_EQ(result.fill_of, (std::vector<std::uint8_t>{0, 0}));
  EXPECT_EQ(result.rows.size(), 1U);
}

}  // namespace
}  // namespace wardscope::cartography
