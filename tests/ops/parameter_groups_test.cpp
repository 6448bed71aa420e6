// SPDX-License-Identifier: GPL-3.0-or-later
#include "ops/parameter_groups.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "ops/toy_operation.hpp"

namespace wardscope::ops {
namespace {

TEST(ParameterPlace, WhatTheAnswerDependsOnStaysInFront) {
  EXPECT_EQ(place_of("bandwidth").depth, ParameterDepth::front);
  EXPECT_EQ(place_of("assumed-range").depth, ParameterDepth::front);
  EXPECT_EQ(place_of("weekday").topic, ParameterTopic::incidents);
  EXPECT_EQ(place_of("edge-correction").depth, ParameterDepth::back);
  EXPECT_EQ(place_of("area-set").depth, ParameterDepth::back);
}

TEST(ParameterPlace, AnUnknownNameBelongsToTheQuestion) {
  EXPECT_EQ(place_of("no-such").topic, ParameterTopic::question);
  EXPECT_EQ(place_of("no-such").depth, ParameterDepth::front);
}

TEST(ParameterPlace, OnlyTheNumberOfTheChosenRuleCounts) {
  EXPECT_TRUE(counts_under("area-share", "rule", "top-area-share"));
  EXPECT_FALSE(counts_under("level", "rule", "top-area-share"));
  EXPECT_TRUE(counts_under("bandwidth", "rule", "top-area-share"));
}

TEST(ParameterGroups, EachParameterStandsUnderOneHeading) {
  const OperationRegistry registry = toy_registry(WorkspaceUse::reads);
  const auto toy = registry.make("toy");

  std::size_t listed = 0;
  for (const ParameterGroup& group : parameter_groups(*toy)) {
    EXPECT_FALSE(group.parameters.empty()) << group.heading;
    listed += group.parameters.size();
  }

  EXPECT_EQ(listed, describe_parameters(*toy).size());
  EXPECT_EQ(parameter_groups(*toy).front().heading, "The question");
}

struct ManyOptions {
  std::vector<std::string> words;
  std::string word;
};
void describe(ManyOptions& options, core::ParameterVisitor& visitor) {
  visitor.texts({"ward", "Wards", ""}, core::TextKind::plain, options.words);
  for (const char* name : {"bandwidth", "weight", "rule", "kernel", "cameras", "reach"})
    visitor.text({name, name, ""}, core::TextKind::plain, options.word);
}
struct SurfaceOptions : ManyOptions {};
void describe(SurfaceOptions& options, core::ParameterVisitor& visitor) {
  for (const char* name : {"type", "bandwidth", "weight", "kernel"})
    visitor.text({name, name, ""}, core::TextKind::plain, options.word);
}

template <typename Options>
std::vector<std::string> folded(std::string_view group) {
  OperationRegistry registry;
  registry.add<Options>(
      {"it", "It", "", "", group, WorkspaceUse::reads, {}, "", "", Results::none},
      [](const Options&, const OperationContext&) -> core::Result<OperationResult> { return OperationResult(); });
  return folded_parameters(*registry.make("it"));
}

TEST(FoldedParameters, APageShowsNoMethodAtFirst) {
  using testing::UnorderedElementsAre;
  EXPECT_THAT(folded<ManyOptions>("Output"),
              UnorderedElementsAre("bandwidth", "weight", "rule", "kernel", "cameras", "reach"));
}

TEST(FoldedParameters, AQuestionShowsWhatItIsAboutAndNotHowDensityIsComputed) {
  using testing::UnorderedElementsAre;
  EXPECT_THAT(folded<ManyOptions>(kWhereGroup), UnorderedElementsAre("bandwidth", "weight", "rule", "kernel"));
}

struct NearnessOptions {
  std::string word;
};
void describe(NearnessOptions& options, core::ParameterVisitor& visitor) {
  for (const char* name : {"method", "threshold"}) visitor.text({name, name, ""}, core::TextKind::plain, options.word);
}
struct HidingOptions : NearnessOptions {};
void describe(HidingOptions& options, core::ParameterVisitor& visitor) {
  for (const char* name : {"method", "disclosure", "threshold"})
    visitor.text({name, name, ""}, core::TextKind::plain, options.word);
}

template <typename Options>
std::string heading_of(std::string_view parameter) {
  OperationRegistry registry;
  registry.add<Options>(
      {"it", "It", "", "", kWhereGroup, WorkspaceUse::reads, {}, "", "", Results::none},
      [](const Options&, const OperationContext&) -> core::Result<OperationResult> { return OperationResult(); });
  for (const ParameterGroup& group : parameter_groups(*registry.make("it"))) {
    for (const ParameterDescription& one : group.parameters) {
      if (one.name == parameter) return std::string(group.heading);
    }
  }
  return {};
}

/// Of clusters it says what near is; it hides small counts only where disclosure control is asked for.
TEST(ParameterGroups, AThresholdHidesNothingWithoutDisclosureControl) {
  EXPECT_EQ(heading_of<NearnessOptions>("threshold"), "The question");
  EXPECT_EQ(heading_of<HidingOptions>("threshold"), "What is hidden to protect people");
}

struct TestOptions {
  std::string word;
};
void describe(TestOptions& options, core::ParameterVisitor& visitor) {
  for (const char* name : {"units", "rule", "level"})
    visitor.text({name, name, ""}, core::TextKind::plain, options.word);
}

TEST(FoldedParameters, TheLevelOfATestIsNoMatterOfDensity) {
  EXPECT_THAT(folded<TestOptions>(kWhereGroup), testing::IsEmpty());
}

TEST(FoldedParameters, WhereTheMethodIsAllThatIsAskedItsMainParametersAreShown) {
  using testing::UnorderedElementsAre;
  EXPECT_THAT(folded<SurfaceOptions>(kWhereGroup), UnorderedElementsAre("kernel"));
}

struct StreetOptions {
  std::string word;
};
void describe(StreetOptions& options, core::ParameterVisitor& visitor) {
  for (const char* name :
       {"type", "kernel", "bandwidth", "split", "lixel", "within", "shared-points", "crossings", "join-within"})
    visitor.text({name, name, ""}, core::TextKind::plain, options.word);
}

TEST(FoldedParameters, ADensityAlongStreetsShowsItsKernelAndItsBandwidth) {
  using testing::UnorderedElementsAre;
  EXPECT_THAT(folded<StreetOptions>(kWhereGroup),
              UnorderedElementsAre("split", "lixel", "within", "crossings", "join-within"));
}

}  // namespace
}  // namespace wardscope::ops
