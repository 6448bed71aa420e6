// SPDX-License-Identifier: GPL-3.0-or-later
//
// A bandwidth under the hand: what the form asks for while it is dragged, and how the map says that it shows a preview.
#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <imgui.h>

#include "ops/operation_groups.hpp"
#include "ops/parameters.hpp"
#include "ui/ui_driver.hpp"

namespace wardscope::ui {
namespace {

using testing::IsEmpty;
using testing::SizeIs;
using Wish = PreviewOperation::Wish;

struct HillOptions {
  double bandwidth = 200.0;
  bool steep = false;
};

void describe(HillOptions& options, core::ParameterVisitor& visitor) {
  visitor.number({"bandwidth", "Bandwidth (m)", "Radius of a hill"}, {1.0, 100000.0}, options.bandwidth);
  visitor.flag({"steep", "Steep", "How it falls"}, options.steep);
}

core::Result<ops::OperationResult> run_hills(const HillOptions&, const ops::OperationContext&) {
  return ops::OperationResult{};
}

void prepare(UiDriver& driver) {
  driver.registry.add<HillOptions>({"hills", "Hills", "Where it is high", "By hills.", ops::kWhereGroup,
                                    ops::WorkspaceUse::reads, borough::Part::areas, "hills", ""},
                                   run_hills);
  driver.previewed = {"hills"};
}

std::vector<PreviewOperation> previews(const Intents& intents, Wish wish) {
  std::vector<PreviewOperation> found;
  for (const Intent& intent : intents) {
    const auto* one = std::get_if<PreviewOperation>(&intent);
    if (one != nullptr && one->wish == wish) found.push_back(*one);
  }
  return found;
}

std::string bandwidth_of(const PreviewOperation& preview) {
  return ops::describe_parameters(*preview.operation).front().default_text;
}

template <typename T>
std::size_t count_of(const Intents& intents) {
  return static_cast<std::size_t>(std::count_if(
      intents.begin(), intents.end(), [](const Intent& intent) { return std::holds_alternative<T>(intent); }));
}

/// Drags the knob of the bandwidth from its place to a share of the bar.
Intents drag_bandwidth(UiDriver& driver, float to) {
  driver.frame();
  driver.frame();
  const auto bar = driver.probe.find("Bandwidth (m) slider");
  EXPECT_TRUE(bar);
  if (!bar) return {};
  return driver.drag(bar->rect.x + 0.4F * bar->rect.width, bar->rect.centre_y(), bar->rect.x + to * bar->rect.width,
                     bar->rect.centre_y());
}

TEST(PreviewOfAForm, IsMadeReadyOnceWhenItOpens) {
  UiDriver driver;
  prepare(driver);

  Intents intents = driver.click("Hills…");
  for (int i = 0; i < 5; ++i) {
    const Intents& more = driver.frame();
    intents.insert(intents.end(), more.begin(), more.end());
  }

  EXPECT_THAT(previews(intents, Wish::make_ready), SizeIs(1));
  EXPECT_THAT(previews(intents, Wish::show), IsEmpty()) << "nobody dragged yet";
}

TEST(PreviewOfAForm, FollowsTheHandAndRunsNothing) {
  UiDriver driver;
  prepare(driver);
  driver.click("Hills…");

  const Intents intents = drag_bandwidth(driver, 0.9F);

  const auto shown = previews(intents, Wish::show);
  ASSERT_GE(shown.size(), 3U);
  EXPECT_GT(std::stod(bandwidth_of(shown.back())), 800.0);
  for (std::size_t i = 1; i < shown.size(); ++i) EXPECT_NE(bandwidth_of(shown[i]), bandwidth_of(shown[i - 1]));
  EXPECT_EQ(count_of<RunOperation>(intents), 0U);
  EXPECT_EQ(count_of<EditProject>(intents), 0U);
}

TEST(PreviewOfAForm, FollowsItsOtherFieldsOnceItIsShown) {
  UiDriver driver;
  prepare(driver);
  driver.click("Hills…");
  const auto before = previews(driver.click("Steep"), Wish::show);
  drag_bandwidth(driver, 0.7F);

  const auto after = previews(driver.click("Steep"), Wish::show);

  EXPECT_THAT(before, IsEmpty());
  ASSERT_THAT(after, SizeIs(1));
  EXPECT_EQ(ops::describe_parameters(*after.front().operation)[1].default_text, "false");
}

TEST(PreviewOfAForm, EndsWhenTheFormIsLeft) {
  UiDriver driver;
  prepare(driver);
  driver.click("Hills…");
  drag_bandwidth(driver, 0.7F);

  const Intents intents = driver.click("← All operations");

  EXPECT_EQ(count_of<EndPreview>(intents), 1U);
}

TEST(PreviewOfAForm, IsNotAskedForAgainOnceItWasTakenOff) {
  UiDriver driver;
  prepare(driver);
  driver.click("Hills…");
  drag_bandwidth(driver, 0.7F);
  driver.preview = {};

  const auto asked = previews(driver.click("Steep"), Wish::show);
  const auto dragged = previews(drag_bandwidth(driver, 0.5F), Wish::show);

  EXPECT_THAT(asked, IsEmpty());
  EXPECT_GE(dragged.size(), 1U);
}

TEST(PreviewOfAForm, HasNoBarWhereTheMapCannotFollow) {
  UiDriver driver;
  prepare(driver);
  driver.previewed.clear();

  Intents intents = driver.click("Hills…");
  const Intents unfolded = driver.click("More options (1)");
  intents.insert(intents.end(), unfolded.begin(), unfolded.end());

  EXPECT_FALSE(driver.probe.find("Bandwidth (m) slider"));
  EXPECT_TRUE(driver.probe.find("Bandwidth (m)"));
  EXPECT_EQ(count_of<PreviewOperation>(intents), 0U);
}

TEST(PreviewOnTheMap, SaysThatItIsOneAndIsHiddenByItsButton) {
  UiDriver driver;
  prepare(driver);
  driver.preview = {true, "Preview, bandwidth 240 m", {}};

  const Intents intents = driver.click("Hide preview");

  EXPECT_EQ(count_of<EndPreview>(intents), 1U);
  EXPECT_EQ(count_of<Identify>(intents), 0U) << "the click is the button's, not the map's";
  driver.frame();
  EXPECT_FALSE(driver.probe.find("Hide preview"));
}

TEST(PreviewOnTheMap, TroubleIsToldInTheForm) {
  UiDriver driver;
  prepare(driver);
  driver.click("Hills…");
  drag_bandwidth(driver, 0.7F);

  driver.preview.trouble = "widen the filter";
  driver.frame();

  const auto& widgets = driver.probe.widgets();
  EXPECT_TRUE(std::any_of(widgets.begin(), widgets.end(),
                          [](const auto& one) { return one.label == "No preview: widen the filter"; }));
}

}  // namespace
}  // namespace wardscope::ui
