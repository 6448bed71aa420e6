// SPDX-License-Identifier: GPL-3.0-or-later
#include "verification/book.hpp"

#include <algorithm>
#include <array>
#include <cassert>
#include <cmath>
#include <cstdint>

#include "core/text.hpp"
#include "verification/chapters.hpp"

namespace wardscope::verification {
namespace {

using MakeChapter = core::Result<Chapter> (*)(const jobs::Progress&);

struct ChapterEntry {
  core::Choice name;
  MakeChapter make;
};

/// The book in its order.
constexpr std::array kChapters{
    ChapterEntry{{"density", "Density"}, density_chapter},
    ChapterEntry{{"streets", "Density along streets"}, streets_chapter},
    ChapterEntry{{"bandwidth", "Bandwidth"}, bandwidth_chapter},
    ChapterEntry{{"relative-risk", "Ratio of two densities"}, relative_risk_chapter},
    ChapterEntry{{"neighbours", "Who is a neighbour"}, neighbours_chapter},
    ChapterEntry{{"association", "Hot and cold cells"}, association_chapter},
    ChapterEntry{{"testing", "Tests and their corrections"}, testing_chapter},
    ChapterEntry{{"concentration", "Concentration"}, concentration_chapter},
    ChapterEntry{{"rates", "Rates and small numbers"}, rates_chapter},
    ChapterEntry{{"residents", "Who lives there, and indices of areas"}, residents_chapter},
    ChapterEntry{{"regression", "Features that go with incidents"}, regression_chapter},
    ChapterEntry{{"change", "Change and control charts"}, change_chapter},
    ChapterEntry{{"clusters", "Clusters"}, clusters_chapter},
    ChapterEntry{{"patterns", "Patterns of points"}, patterns_chapter},
    ChapterEntry{{"chance-patterns", "Patterns beside chance"}, chance_patterns_chapter},
    ChapterEntry{{"near-repeats", "Near repeats"}, near_repeats_chapter},
    ChapterEntry{{"scan", "Scan for clusters"}, scan_chapter},
    ChapterEntry{{"hours", "Hours of the week"}, hours_chapter},
    ChapterEntry{{"validation", "Hotspots and later incidents"}, validation_chapter},
    ChapterEntry{{"stability", "Do hotspots hold?"}, stability_chapter},
    ChapterEntry{{"places", "Repeat places, and hubs in reach"}, places_chapter},
    ChapterEntry{{"classes", "Classes of a map"}, classes_chapter},
    ChapterEntry{{"cameras", "Cameras"}, cameras_chapter},
};

constexpr auto kNames = [] {
  std::array<core::Choice, kChapters.size()> names{};
  for (std::size_t i = 0; i < kChapters.size(); ++i) names[i] = kChapters[i].name;
  return names;
}();

/// What the last digit is worth: 1e-12 of "4.298842817793", 1e-19 of "3.52748205699121e-05"; 0 of a whole number.
double last_digit(std::string_view number) {
  const std::size_t exponent_at = number.find_first_of("eE");
  const std::string_view digits = number.substr(0, exponent_at);
  const std::size_t point = digits.find('.');
  if (point == std::string_view::npos && exponent_at == std::string_view::npos) return 0.0;
  const std::size_t decimals = point == std::string_view::npos ? 0 : digits.size() - point - 1;
  double exponent = -static_cast<double>(decimals);
  if (exponent_at != std::string_view::npos) {
    const auto power = core::parse_integer(number.substr(exponent_at + 1));
    assert(power);
    exponent += static_cast<double>(power.value_or(0));
  }
  return std::pow(10.0, exponent);
}

}  // namespace

double expected_value(const Check& check) {
  const auto value = core::parse_number(check.expected);
  assert(value);
  return value.value_or(std::numeric_limits<double>::quiet_NaN());
}

double tolerance_of(const Check& check) {
  if (check.tolerance > 0.0) return check.tolerance;
  const double digit = last_digit(check.expected);
  if (digit == 0.0) return 0.0;
  // A number that was rounded right may be half a digit off, and two units in the last place of the computer's.
  return digit / 2.0 + 2.0 * std::numeric_limits<double>::epsilon() * std::fabs(expected_value(check));
}

double difference(const Check& check) { return check.ours - expected_value(check); }

bool agrees(const Check& check) { return std::fabs(difference(check)) <= tolerance_of(check); }

Agreement agreement(const Chapter& chapter) {
  Agreement found;
  for (const Statistic& statistic : chapter.statistics) {
    found.checks += statistic.checks.size();
    found.disagreeing += static_cast<std::size_t>(std::count_if(statistic.checks.begin(), statistic.checks.end(),
                                                                [](const Check& check) { return !agrees(check); }));
  }
  return found;
}

Agreement agreement(const Book& book) {
  Agreement found;
  for (const Chapter& chapter : book) {
    const Agreement own = agreement(chapter);
    found.checks += own.checks;
    found.disagreeing += own.disagreeing;
  }
  return found;
}

std::span<const core::Choice> chapter_list() { return kNames; }

core::Result<Chapter> verification_chapter(std::size_t index, const jobs::Progress& progress) {
  assert(index < kChapters.size());
  if (!progress.tick(0.0)) return core::cancelled();
  // A part without width: what a chapter computes one after the other must not take the bar back.
  auto chapter = kChapters[index].make(progress.part(0.0, 0.0));
  if (!chapter) return chapter.error().within(kNames[index].label);
  chapter->id = kNames[index].word;
  chapter->title = kNames[index].label;
  return chapter;
}

core::Result<Book> verification_book(const jobs::Progress& progress) {
  Book book;
  constexpr auto kAll = static_cast<double>(kChapters.size());
  for (std::size_t i = 0; i < kChapters.size(); ++i) {
    const auto begun = static_cast<double>(i);
    auto chapter = verification_chapter(i, progress.part(begun / kAll, (begun + 1.0) / kAll, kNames[i].label));
    if (!chapter) return chapter.error();
    book.push_back(std::move(chapter).value());
  }
  return book;
}

}  // namespace wardscope::verification
