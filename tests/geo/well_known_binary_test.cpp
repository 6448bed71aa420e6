// SPDX-License-Identifier: GPL-3.0-or-later
#include "geo/well_known_binary.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <string_view>

#include "core/random.hpp"

namespace wardscope::geo {
namespace {

using testing::HasSubstr;

std::vector<std::byte> bytes_of(std::string_view hex) {
  std::vector<std::byte> bytes;
  for (std::size_t i = 0; i + 1 < hex.size(); i += 2) {
    bytes.push_back(static_cast<std::byte>(std::stoi(std::string(hex.substr(i, 2)), nullptr, 16)));
  }
  return bytes;
}

const MultiPolygon kDonuts = {{{{0, 0}, {9, 0}, {9, 9}, {0, 9}, {0, 0}}, {{{3, 3}, {3, 6}, {6, 6}, {6, 3}, {3, 3}}}},
                              {{{20, 0}, {29, 0}, {29, 9}, {20, 0}}, {}}};

TEST(WellKnownBinary, APointHasTheBytesOfTheStandard) {
  EXPECT_EQ(to_wkb(Point{1, 2}), bytes_of("0101000000000000000000F03F0000000000000040"));
}

TEST(WellKnownBinary, EveryKindComesBackAsItWas) {
  for (const Geometry& shape : {Geometry{}, Geometry{Point{408000.25, 91000.5}}, Geometry{kDonuts},
                                Geometry{MultiLineString{{{0, 0}, {1, 1}}, {{5, 5}, {6, 7}, {8, 9}}}}}) {
    const auto back = from_wkb(to_wkb(shape));
    ASSERT_TRUE(back);
    EXPECT_EQ(*back, shape);
  }
}

TEST(WellKnownBinary, BigEndianReadsToo) {
  const auto back = from_wkb(bytes_of("00000000013FF00000000000004000000000000000"));
  ASSERT_TRUE(back);
  EXPECT_EQ(std::get<Point>(*back), (Point{1, 2}));
}

TEST(WellKnownBinary, HeightsAndSridsAreDropped) {
  const auto iso = from_wkb(bytes_of("01E9030000000000000000F03F00000000000000400000000000000840"));
  const auto extended = from_wkb(bytes_of("01010000A0346C0000000000000000F03F00000000000000400000000000000840"));

  ASSERT_TRUE(iso);
  ASSERT_TRUE(extended);
  EXPECT_EQ(std::get<Point>(*iso), (Point{1, 2}));
  EXPECT_EQ(*iso, *extended);
}

TEST(WellKnownBinary, AnEmptyPointIsNoGeometry) {
  const auto back = from_wkb(bytes_of("0101000000000000000000F87F000000000000F87F"));
  ASSERT_TRUE(back);
  EXPECT_TRUE(std::holds_alternative<std::monostate>(*back));
}

TEST(WellKnownBinary, EveryTruncationIsAnErrorAndNeverACrash) {
  const std::vector<std::byte> whole = to_wkb(Geometry{kDonuts});

  for (std::size_t size = 1; size < whole.size(); ++size) {
    const auto back = from_wkb(std::span(whole).first(size));
    ASSERT_FALSE(back) << size << " bytes";
    EXPECT_EQ(back.error().code, core::ErrorCode::malformed);
  }
}

TEST(WellKnownBinary, FlippedBytesNeverCrashNorAskForGigabytes) {
  const std::vector<std::byte> whole = to_wkb(Geometry{kDonuts});
  std::size_t refused = 0;
  for (std::uint64_t trial = 0; trial < 20000; ++trial) {
    core::CounterRng rng(1, trial);
    std::vector<std::byte> broken = whole;
    for (int i = 0; i < 3; ++i) broken[rng.below(broken.size())] = static_cast<std::byte>(rng.below(256));
    if (!from_wkb(broken)) ++refused;
  }
  EXPECT_GT(refused, 1000U);
}

TEST(WellKnownBinary, DeepCollectionsAreRefused) {
  std::vector<std::byte> deep;
  for (int i = 0; i < 100000; ++i) {
    const auto level = bytes_of("010700000001000000");
    deep.insert(deep.end(), level.begin(), level.end());
  }
  const auto back = from_wkb(deep);
  ASSERT_FALSE(back);
  EXPECT_THAT(back.error().message, HasSubstr("too deep"));
}

TEST(WellKnownBinary, CurvesAreNamedAsUnsupported) {
  const auto back = from_wkb(bytes_of("010800000000000000"));
  ASSERT_FALSE(back);
  EXPECT_EQ(back.error().code, core::ErrorCode::unsupported);
}

}  // namespace
}  // namespace wardscope::geo
