// SPDX-License-Identifier: GPL-3.0-or-later
#include "cartography/furniture.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace wardscope::cartography {
namespace {

TEST(ScaleBar, IsARoundLengthThatFits) {
  for (const double scale : {0.01, 0.3, 1.0, 3.7, 12.0, 99.0, 1500.0}) {
    const double metres = scale_bar_metres(scale, 130);
    EXPECT_LE(metres, scale * 130);
    EXPECT_GT(metres, scale * 130 / 2.6);
    double digit = metres;
    while (digit >= 9.99) digit /= 10;
    while (digit < 0.999) digit *= 10;
    EXPECT_TRUE(std::abs(digit - 1) < 1e-9 || std::abs(digit - 2) < 1e-9 || std::abs(digit - 5) < 1e-9) << metres;
  }
}

TEST(ScaleBar, ReadsInMetresThenKilometres) {
  EXPECT_EQ(length_text(50), "50 m");
  EXPECT_EQ(length_text(0.5), "0.5 m");
  EXPECT_EQ(length_text(1000), "1 km");
  EXPECT_EQ(length_text(2500), "2.5 km");
}

TEST(ScaleText, IsTheRatioOfGroundToPaper) {
  EXPECT_EQ(scale_text(10000 * 0.0254 / 72), "1:10,000");
  EXPECT_EQ(scale_text(2500 * 0.0254 / 72), "1:2,500");
}

TEST(Attribution, SaysOnceThatDataAreSynthetic) {
  borough::Dataset dataset;
  dataset.synthetic = true;
  dataset.sources.resize(1);
  dataset.sources[0].attribution = "Synthetic data made by Wardscope; no person, place or incident is real";

  EXPECT_THAT(attribution_lines(dataset), testing::ElementsAre(dataset.sources[0].attribution));
}

TEST(Attribution, NamesEachLicenceOnceAndSyntheticFirst) {
  borough::Dataset dataset;
  dataset.synthetic = true;
  borough::SourceNote a;
  a.attribution = "Licence A";
  borough::SourceNote b;
  b.attribution = "Licence B";
  dataset.sources = {a, b, a, {}};

  EXPECT_THAT(attribution_lines(dataset),
              testing::ElementsAre(testing::StartsWith("Synthetic data"), "Licence A", "Licence B"));
}

constexpr const char* kOrdnanceSurvey = "Contains OS data © Crown copyright and database right";

borough::SourceNote areas_from(std::string file) {
  borough::SourceNote note;
  note.layer = "areas";
  note.file_name = std::move(file);
  note.attribution = kOrdnanceSurvey;
  note.imported_at = "2026-01-31T09:00:00Z";
  return note;
}

TEST(Attribution, OrdnanceSurveysLineEndsInTheVintageOfTheAreasNotInTheYearOfTheImport) {
  borough::Dataset dataset;
  dataset.sources = {areas_from("wards.gpkg"), areas_from("small.csv")};
  dataset.area_sets = {
      core::make_snapshot(borough::AreaSet{"Wards", borough::AreaKind::ward, "December 2020", true, {}}),
      core::make_snapshot(borough::AreaSet{"LSOAs", borough::AreaKind::small_area, "2011", true, {}})};

  EXPECT_THAT(attribution_lines(dataset), testing::ElementsAre(std::string(kOrdnanceSurvey) + " 2011, 2020"));
}

TEST(Attribution, AVintageInTheFilesNameDoesWhereTheAreasAreNotLoaded) {
  borough::Dataset dataset;
  dataset.sources = {areas_from("wards_dec2020_bgc.geojson")};

  EXPECT_THAT(attribution_lines(dataset), testing::ElementsAre(std::string(kOrdnanceSurvey) + " 2020"));
}

TEST(Attribution, NoYearIsInventedWhereNoVintageIsKnown) {
  borough::Dataset dataset;
  dataset.sources = {areas_from("wards20261231.gpkg")};

  EXPECT_THAT(attribution_lines(dataset), testing::ElementsAre(kOrdnanceSurvey));
}

TEST(Wrapping, KeepsLinesWithinTheWidthAndLosesNoWord) {
  const std::string text = "Contains public sector information licensed under the Open Government Licence v3.0";

  const auto lines = wrapped(text, 8, 120, estimated_text);

  std::string joined;
  for (const auto& line : lines) {
    EXPECT_LE(estimated_text(line, 8, Weight::regular).width, 120.0F) << line;
    joined += (joined.empty() ? "" : " ") + line;
  }
  EXPECT_EQ(joined, text);
  EXPECT_GT(lines.size(), 2U);
}

TEST(Legend, StaysWithinItsHeightAndCountsWhatIsLeftOut) {
  Scene scene;
  scene.view = {0, 0, 800, 600};
  LegendEntry entry;
  entry.title = "Types";
  for (int i = 0; i < 100; ++i) entry.rows.push_back({PatchSwatch{}, "Type " + std::to_string(i)});
  const TextMeasure measure = estimated_text;
  FurnitureLayout layout(scene, measure);

  const Box box = layout.add_legend({entry}, {780, 10, 300});

  EXPECT_LE(box.height, 300.0F);
  EXPECT_NEAR(box.x + box.width, 780, 0.01);
  const auto* last = std::get_if<TextItem>(&scene.furniture.back());
  ASSERT_NE(last, nullptr);
  EXPECT_THAT(last->text, testing::MatchesRegex("and [0-9]+ more lines"));
}

TEST(Legend, TheNumbersUnderARampDoNotTouch) {
  Scene scene;
  scene.width = 600;
  scene.height = 400;
  scene.view = {0, 0, 600, 400};
  LegendEntry density;
  density.title = "D";
  density.ramp = {std::vector<Colour>(256, rgb(0x123456)), "0", "3,205,500", "6,411,000 or more"};

  FurnitureLayout(scene, estimated_text).add_legend({density}, {590, 10, 300});

  std::vector<std::pair<float, float>> spans;
  for (const FurnitureItem& item : scene.furniture) {
    const auto* text = std::get_if<TextItem>(&item);
    if (text == nullptr || text->bold) continue;
    const float width = estimated_text(text->text, text->size, Weight::regular).width;
    const float left = text->x - (text->align == Align::left ? 0 : text->align == Align::centre ? width / 2 : width);
    spans.emplace_back(left, left + width);
  }
  std::sort(spans.begin(), spans.end());
  ASSERT_EQ(spans.size(), 3U);
  for (std::size_t i = 1; i < spans.size(); ++i) EXPECT_LT(spans[i - 1].second, spans[i].first);
}

TEST(Sheet, EveryTextStartsOnThePage) {
  Scene scene;
  scene.view = {0, 0, 8000, 6000};
  FurnitureText text;
  text.title =
      "A very long title that says the finding and then some more, so that it must be broken into several lines";
  text.subtitle = "What, where and when";
  text.marking = "OFFICIAL";
  text.imprint = "31 January 2026";
  text.attribution = {std::string(40, 'a') + " " + std::string(300, 'b'), "Second"};
  const TextMeasure measure = estimated_text;

  FurnitureLayout(scene, measure).add_sheet(text, {});

  for (const FurnitureItem& item : scene.furniture) {
    if (const auto* words = std::get_if<TextItem>(&item)) {
      EXPECT_GE(words->x, 0) << words->text;
      EXPECT_LE(words->y, scene.height) << words->text;
    }
  }
}

TEST(CoveredLabels, ANameUnderAPanelIsTakenAwayAndOneBesideItStays) {
  Scene scene;
  scene.view = {0, 0, 200, 100};
  scene.width = 200;
  scene.height = 100;
  scene.furniture.emplace_back(BoxItem{{100, 60, 100, 40}, rgb(0xFFFFFF), {0, 0, 0, 0}, 0, 0, Hatch::none});
  scene.furniture.emplace_back(BoxItem{{0, 0, 200, 100}, {0, 0, 0, 0}, rgb(0), 1.0F, 0, Hatch::none});  // a frame
  LabelLayer names;
  names.labels = {{{95, 30}, "Halfway under", 9.0F, false, {}, {}}, {{40, 30}, "Beside", 9.0F, false, {}, {}}};
  scene.layers.push_back({"labels", 1.0F, names});

  drop_covered_labels(scene, estimated_text);

  const auto& left = std::get<LabelLayer>(scene.layers[0].content).labels;
  ASSERT_EQ(left.size(), 1U);
  EXPECT_EQ(left[0].text, "Beside");
}

TEST(FurnitureLayout, TheSourcesNeverRunOverTheScaleBarHoweverNarrowThePage) {
  for (const float width : {150.0F, 190.0F, 260.0F, 340.0F, 420.0F, 900.0F}) {
    Scene scene;
    scene.width = width;
    scene.height = 300.0F;
    scene.view = {0, 0, 10.0 * static_cast<double>(width), 3000};
    FurnitureText text;
    text.attribution = {"Contains public sector information licensed under the Open Government Licence v3.0",
                        "Contains OS data"};
    FurnitureLayout(scene, estimated_text).add_screen(text);

    std::vector<Box> sources;
    std::vector<Box> panels;
    for (const FurnitureItem& item : scene.furniture) {
      const auto* box = std::get_if<BoxItem>(&item);
      if (box == nullptr || box->fill.a <= 0.0F) continue;
      (box->stroke.a > 0.0F ? panels : sources).push_back(box->box);
    }
    ASSERT_FALSE(sources.empty());
    for (const Box& source : sources) {
      for (const Box& panel : panels) {
        const bool apart = source.x >= panel.x + panel.width || source.x + source.width <= panel.x ||
                           source.y >= panel.y + panel.height || source.y + source.height <= panel.y;
        EXPECT_TRUE(apart || source.height < 6.0F) << "on a page " << width << " points wide";
      }
    }
  }
}

}  // namespace
}  // namespace wardscope::cartography
