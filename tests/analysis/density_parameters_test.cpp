// SPDX-License-Identifier: GPL-3.0-or-later
#include <gtest/gtest.h>

#include <map>
#include <string>

#include "analysis/hotspots.hpp"
#include "analysis/kernel_density.hpp"

namespace wardscope::analysis {
namespace {

/// Writes each parameter down, sets numbers to the least of their range and choices to the last.
class Recorder : public core::ParameterVisitor {
 public:
  std::map<std::string, std::string, std::less<>> seen;

  void number(const core::ParameterSpec& spec, core::NumberRange range, double& value) override {
    note(spec, std::to_string(value));
    EXPECT_GE(value, range.least) << spec.name;
    EXPECT_LE(value, range.most) << spec.name;
    value = range.least;
  }
  void integer(const core::ParameterSpec& spec, core::NumberRange, std::int64_t& value) override {
    note(spec, std::to_string(value));
  }
  void flag(const core::ParameterSpec& spec, bool& value) override { note(spec, value ? "yes" : "no"); }
  void choice(const core::ParameterSpec& spec, std::span<const core::Choice> choices, std::size_t& index) override {
    ASSERT_LT(index, choices.size()) << spec.name;
    note(spec, std::string(choices[index].word));
    index = choices.size() - 1;
  }
  void text(const core::ParameterSpec& spec, core::TextKind, std::string& value) override { note(spec, value); }
  void texts(const core::ParameterSpec& spec, core::TextKind, std::vector<std::string>&) override { note(spec, ""); }
  void optional_number(const core::ParameterSpec& spec, core::NumberRange, std::optional<double>&) override {
    note(spec, "");
  }

 private:
  void note(const core::ParameterSpec& spec, std::string value) {
    EXPECT_FALSE(spec.label.empty() || spec.summary.empty()) << spec.name;
    EXPECT_TRUE(seen.emplace(spec.name, std::move(value)).second) << spec.name << " is described twice";
  }
};

TEST(KernelDensityOptions, DescribeEachParameterOnceAndTakeWhatIsSet) {
  KernelDensityOptions options;
  Recorder recorder;

  describe(options, recorder);

  EXPECT_EQ(recorder.seen.size(), 5U);
  EXPECT_EQ(recorder.seen["kernel"], "quartic");
  EXPECT_EQ(recorder.seen["edge-correction"], "jones-diggle");
  EXPECT_EQ(options.kernel, KernelShape::epanechnikov);
  EXPECT_EQ(options.edge_correction, EdgeCorrection::jones_diggle);
  EXPECT_EQ(options.bandwidth.value(), 1.0);
}

TEST(HotspotOptions, DescribeEachParameterOnceAndTakeWhatIsSet) {
  HotspotOptions options;
  Recorder recorder;

  describe(options, recorder);

  EXPECT_EQ(recorder.seen.size(), 5U);
  EXPECT_EQ(recorder.seen["rule"], "top-area-share");
  EXPECT_EQ(options.rule, HotspotRule::level);
  EXPECT_EQ(options.multiple, 0.01);
  EXPECT_EQ(options.smallest_area.value(), 0.0);
}

TEST(DensityAndHotspotOptions, ShareNoParameterName) {
  // One operation asks for both.
  KernelDensityOptions density;
  HotspotOptions hotspots;
  Recorder recorder;

  describe(density, recorder);
  describe(hotspots, recorder);

  EXPECT_EQ(recorder.seen.size(), 10U);
}

}  // namespace
}  // namespace wardscope::analysis
