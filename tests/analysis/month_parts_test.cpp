// SPDX-License-Identifier: GPL-3.0-or-later
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <array>
#include <cstdint>
#include <vector>

#include "analysis/ward_profile.hpp"
#include "analysis/ward_town.hpp"
#include "core/random.hpp"

namespace wardscope::analysis {
namespace {

constexpr int kMonths = 12;

/// A town whose incidents are anti-social behaviour and the other types of data.police.uk.
class PoliceTown : public Town {
 public:
  PoliceTown() {
    antisocial = borough::category_index(incidents(), "Anti-social behaviour", borough::Sensitivity::open);
    burglary = borough::category_index(incidents(), "Burglary", borough::Sensitivity::open);
  }
  PoliceTown& in(int ward, int month, std::array<int, 2> parts) {
    with(ward, antisocial, parts[0], {2025, month, 3});
    with(ward, burglary, parts[1], {2025, month, 3});
    return *this;
  }
  std::uint16_t antisocial = 0;
  std::uint16_t burglary = 0;
};

PoliceTown steady_town() {
  PoliceTown town;
  for (int ward = 0; ward < 4; ++ward) {
    for (int month = 1; month <= kMonths; ++month) town.in(ward, month, {10 + month, 30 + ward});
  }
  return town;
}

bool hidden(const MonthParts& parts) { return parts.antisocial.suppressed && parts.rest.suppressed; }

/// The least and most that the hidden part `own` can be, by all that the profile shows: parts of hidden months add up
/// to the part's total less what is shown, and the two parts of a month to its count where that is shown.
std::pair<double, double> outsiders_range(const WardProfile& profile, const std::vector<std::array<int, 2>>& truth,
                                          std::size_t m) {
  std::array<double, 2> left{};
  double others = 0.0;
  bool others_bounded = true;
  for (std::size_t k = 0; k < truth.size(); ++k) {
    if (!hidden(profile.month_parts[k])) continue;
    for (std::size_t part = 0; part < 2; ++part) left[part] += truth[k][part];
    if (k == m) continue;
    if (profile.months[k].count.suppressed) others_bounded = false;
    others += truth[k][0] + truth[k][1];
  }
  double least = others_bounded ? std::max(0.0, left[0] - others) : 0.0;
  double most = left[0];
  if (!profile.months[m].count.suppressed) {
    const double total = truth[m][0] + truth[m][1];
    most = std::min(most, total);
    least = std::max(least, total - left[1]);
  }
  return {least, most};
}

TEST(MonthParts, OfAMonthAddUpToItsCount) {
  PoliceTown town = steady_town();

  const WardProfile profile = profile_of(town, "Moor");

  ASSERT_EQ(profile.month_parts.size(), 12U);
  EXPECT_EQ(profile.rest_name, "Crime");
  EXPECT_EQ(profile.month_parts[4].antisocial.value, 15.0);
  EXPECT_EQ(profile.month_parts[4].rest.value, 32.0);
  for (std::size_t m = 0; m < 12; ++m) {
    EXPECT_EQ(*profile.month_parts[m].antisocial.value + *profile.month_parts[m].rest.value,
              *profile.months[m].count.value);
  }
}

TEST(MonthParts, AreNotThereWhereOnePartHasNoIncidents) {
  PoliceTown town = steady_town();

  EXPECT_TRUE(profile_of(town, "Moor", [](auto& input) { input.filter.types = {"Burglary"}; }).month_parts.empty());
  EXPECT_TRUE(profile_of(town, "Moor", [](auto& input) {
                input.filter.types = {"Anti-social behaviour"};
              }).month_parts.empty());
}

TEST(MonthParts, TypesThatThePoliceDoNotPublishAreNotCalledCrime) {
  PoliceTown town = steady_town();
  town.with(0, borough::category_index(town.incidents(), "Fly-tipping", borough::Sensitivity::open), 50, {2025, 2, 1});

  EXPECT_EQ(profile_of(town, "Moor").rest_name, "All other types");
}

TEST(MonthParts, ASmallPartIsHiddenWithTheOtherAndAPartnerMonth) {
  PoliceTown quiet;
  for (int ward = 0; ward < 4; ++ward) {
    for (int month = 1; month <= kMonths; ++month) quiet.in(ward, month, {ward == 2 && month == 5 ? 2 : 12, 30});
  }

  const WardProfile profile = profile_of(quiet, "Moor");

  EXPECT_FALSE(profile.months[4].count.suppressed);  // 32 is no small count
  EXPECT_TRUE(hidden(profile.month_parts[4]));
  EXPECT_GE(std::count_if(profile.month_parts.begin(), profile.month_parts.end(), hidden), 2);
  EXPECT_LT(std::count_if(profile.month_parts.begin(), profile.month_parts.end(), hidden), 12);
  EXPECT_THAT(profile.suppressed,
              testing::Contains(testing::HasSubstr("months are hidden: anti-social behaviour and crime.")));
}

TEST(MonthParts, NoHiddenPartCanBeWorkedOut) {
  for (std::uint64_t seed = 0; seed < 40; ++seed) {
    PoliceTown town;
    core::CounterRng rng(seed, 1);
    std::vector<std::array<int, 2>> truth;
    for (int ward = 0; ward < 4; ++ward) {
      for (int month = 1; month <= kMonths; ++month) {
        const std::array<int, 2> parts{static_cast<int>(rng.uniform(0, 14)), static_cast<int>(rng.uniform(0, 30))};
        town.in(ward, month, parts);
        if (ward == 1) truth.push_back(parts);
      }
    }

    const WardProfile profile = profile_of(town, "Market");

    ASSERT_EQ(profile.month_parts.size(), truth.size());
    for (std::size_t m = 0; m < truth.size(); ++m) {
      const MonthParts& parts = profile.month_parts[m];
      EXPECT_EQ(parts.antisocial.suppressed, parts.rest.suppressed);
      EXPECT_TRUE(hidden(parts) || !profile.months[m].count.suppressed);
      if (!hidden(parts)) {
        EXPECT_FALSE(truth[m][0] > 0 && truth[m][0] < 5) << "a small part is shown";
        EXPECT_FALSE(truth[m][1] > 0 && truth[m][1] < 5) << "a small part is shown";
        continue;
      }
      if (truth[m][0] == 0 || truth[m][0] >= 5) continue;
      const auto [least, most] = outsiders_range(profile, truth, m);
      EXPECT_LE(least, 0.0) << "seed " << seed << ", month " << m;
      EXPECT_GE(most, 5.0) << "seed " << seed << ", month " << m;
    }
  }
}

TEST(MonthParts, PublishedPartsAreRoundedAndNeverOneAlone) {
  PoliceTown town = steady_town();
  town.in(1, 1, {0, 2}).in(2, 7, {2, 0});

  const WardProfile profile =
      profile_of(town, "Moor", [](auto& input) { input.disclosure.profile = DisclosureProfile::published; });

  for (const MonthParts& parts : profile.month_parts) {
    EXPECT_EQ(parts.antisocial.suppressed, parts.rest.suppressed);
    EXPECT_EQ(static_cast<int>(parts.rest.value.value_or(0.0)) % 5, 0);
  }
}

}  // namespace
}  // namespace wardscope::analysis
