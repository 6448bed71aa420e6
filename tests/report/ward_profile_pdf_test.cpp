// SPDX-License-Identifier: GPL-3.0-or-later
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <array>
#include <cstdio>
#include <cstdlib>
#include <memory>
#include <optional>
#include <sstream>
#include <string>
#include <vector>

#include "cartography/sample_town.hpp"
#include "report/profile_document.hpp"
#include "report/sample_profile.hpp"
#include "support/temporary_folder.hpp"

namespace wardscope::report {
namespace {

/// What a command prints; nothing where it is not installed. `command` holds no data of the test but a temporary path.
std::optional<std::string> output_of(const std::string& command) {
  const std::unique_ptr<FILE, int (*)(FILE*)> pipe(popen((command + " 2>/dev/null").c_str(), "r"), &pclose);
  std::string text;
  std::array<char, 4096> buffer{};
  while (const std::size_t count = std::fread(buffer.data(), 1, buffer.size(), pipe.get()))
    text.append(buffer.data(), count);
  return text.empty() ? std::nullopt : std::optional(text);
}

int pages_of(const std::string& info) { return std::atoi(info.c_str() + info.find("Pages:") + 6); }

class WardProfilePdf : public testing::Test {
 protected:
  /// Writes the document's PDF and returns its path.
  std::string write(const ProfileDocument& document) {
    const auto pdf = ward_profile_pdf(document);
    EXPECT_TRUE(pdf);
    return folder_.write("profile.pdf", pdf ? *pdf : "").string();
  }
  test::TemporaryFolder folder_;
};

ProfileDocument sample() { return test::sample_document(test::sample_town()); }

/// How far down each page its words reach, 0..1 of what lies between header and footer (points, as page_flow.cpp has
/// it).
std::vector<float> page_fills(const std::string& boxes) {
  constexpr float kTop = 58.0F;
  constexpr float kBottom = 787.9F;
  std::vector<float> fills;
  for (std::size_t at = boxes.find("<page "); at != std::string::npos;) {
    const std::size_t next = boxes.find("<page ", at + 1);
    float lowest = kTop;
    for (std::size_t word = boxes.find("yMax=\"", at); word < next && word != std::string::npos;
         word = boxes.find("yMax=\"", word + 1)) {
      const float bottom = std::strtof(boxes.c_str() + word + 6, nullptr);
      if (bottom < kBottom + 2.0F) lowest = std::max(lowest, bottom);
    }
    fills.push_back((lowest - kTop) / (kBottom - kTop));
    at = next;
  }
  return fills;
}

TEST_F(WardProfilePdf, EqualDocumentsGiveEqualBytes) {
  const auto first = ward_profile_pdf(sample());
  const auto second = ward_profile_pdf(sample());

  ASSERT_TRUE(first && second);
  EXPECT_EQ(*first, *second);
}

TEST_F(WardProfilePdf, EveryFontIsEmbedded) {
  const auto fonts = output_of("pdffonts " + write(sample()));
  if (!fonts) GTEST_SKIP() << "needs pdffonts (poppler-utils), which is not here";

  std::istringstream lines(*fonts);
  std::string line;
  std::getline(lines, line);
  const std::size_t column = line.find("emb");
  std::getline(lines, line);
  int count = 0;
  while (std::getline(lines, line)) {
    EXPECT_EQ(line.substr(column, 3), "yes") << line;
    ++count;
  }
  EXPECT_GE(count, 2);
}

TEST_F(WardProfilePdf, IsA4AndItsPagesAreNumberedToTheLast) {
  const std::string path = write(sample());
  const auto info = output_of("pdfinfo " + path);
  const auto text = output_of("pdftotext -layout " + path + " -");
  if (!info || !text) GTEST_SKIP() << "needs pdfinfo and pdftotext (poppler-utils), which are not here";

  EXPECT_THAT(*info, testing::HasSubstr("595.276 x 841.89 pts (A4)"));
  EXPECT_THAT(*info, testing::Not(testing::HasSubstr("Author")));
  const int pages = pages_of(*info);
  EXPECT_GE(pages, 4);
  for (int page = 1; page <= pages; ++page) {
    EXPECT_THAT(*text, testing::HasSubstr("Page " + std::to_string(page) + " of " + std::to_string(pages)));
  }
}

TEST_F(WardProfilePdf, EveryPageIsMarkedTopAndBottom) {
  const auto text = output_of("pdftotext -layout " + write(sample()) + " -");
  if (!text) GTEST_SKIP() << "needs pdftotext (poppler-utils), which is not here";

  std::istringstream pages(*text);
  std::string page;
  int count = 0;
  while (std::getline(pages, page, '\f') && page.find("OFFICIAL") != std::string::npos) {
    const std::size_t first = page.find("OFFICIAL");
    EXPECT_NE(page.find("OFFICIAL", first + 1), std::string::npos);
    EXPECT_THAT(page, testing::HasSubstr("7F3A-91C2"));
    ++count;
  }
  EXPECT_GE(count, 4);
}

TEST_F(WardProfilePdf, ALongTableGoesOnUnderItsHeadOnTheNextPage) {
  const auto text = output_of("pdftotext -layout " + write(sample()) + " -");
  if (!text) GTEST_SKIP() << "needs pdftotext (poppler-utils), which is not here";

  for (int camera = 100; camera < 136; ++camera) {
    EXPECT_THAT(*text, testing::HasSubstr("CAM " + std::to_string(camera)));
  }
  const std::size_t head = text->find("Reference");
  EXPECT_NE(text->find("Reference", head + 1), std::string::npos);
}

TEST_F(WardProfilePdf, NoPageIsLessThanAThirdFullHoweverLongTheDocument) {
  ProfileDocument document = sample();
  for (int more = 0; more < 8; ++more) {
    const auto boxes = output_of("pdftotext -bbox " + write(document) + " -");
    if (!boxes) GTEST_SKIP() << "needs pdftotext (poppler-utils), which is not here";
    int pages = 0;
    for (const float fill : page_fills(*boxes))
      EXPECT_GT(fill, 1.0F / 3.0F) << "page " << ++pages << " with " << more << " more";
    for (int i = 0; i < 4; ++i)
      document.profile.methods.push_back("A method with its parameter, " + std::to_string(i) + ".");
  }
}

TEST_F(WardProfilePdf, WhatTheWorkspaceLacksIsOneList) {
  ProfileDocument document = sample();
  document.profile.has_hours = document.profile.has_actions = document.profile.has_indicators = false;
  document.profile.actions.clear();
  document.profile.indicators.clear();

  const auto text = output_of("pdftotext -layout " + write(document) + " -");
  if (!text) GTEST_SKIP() << "needs pdftotext (poppler-utils), which is not here";

  EXPECT_THAT(*text, testing::HasSubstr("Not in this profile"));
  EXPECT_THAT(*text, testing::HasSubstr("Actions of the plan. Not known: no action plan is in the workspace."));
}

TEST_F(WardProfilePdf, APlaceThatNobodyNamedIsLeftOut) {
  ProfileDocument document = sample();
  document.profile.place.clear();

  const auto text = output_of("pdftotext -layout " + write(document) + " -");
  if (!text) GTEST_SKIP() << "needs pdftotext (poppler-utils), which is not here";

  EXPECT_THAT(*text, testing::HasSubstr("Ward " + document.profile.ward_code + " · recorded incidents"));
}

TEST_F(WardProfilePdf, NothingIsPrintedInTheMargins) {
  ProfileDocument document = sample();
  document.profile.ward_name =
      "Llanfairpwllgwyngyllgogerychwyrndrobwllllantysiliogogogoch and East Cliff with the Old Town";
  document.profile.key_figures[0].label = std::string(200, 'W');
  document.profile.cameras[0].name = std::string(500, 'x');
  const std::string path = write(document);
  const auto pixels = output_of("pdftoppm -r 36 -gray " + path);
  if (!pixels) GTEST_SKIP() << "needs pdftoppm (poppler-utils), which is not here";

  // 36 dpi: half a pixel a point. Pages follow each other as PGM files: "P5\nW H\n255\n" and the bytes.
  std::size_t at = 0;
  int pages = 0;
  while (pixels->compare(at, 3, "P5\n") == 0) {
    int width = 0;
    int height = 0;
    ASSERT_EQ(std::sscanf(pixels->c_str() + at, "P5\n%d %d\n255", &width, &height), 2);
    const std::size_t start = pixels->find("255\n", at) + 4;
    constexpr int kMargin = 19;  // of the 21 that 42.5 points are: antialiasing
    for (int y = 0; y < height; ++y) {
      for (const int x : {kMargin, width - kMargin - 1}) {
        const auto value = static_cast<unsigned char>((*pixels)[start + static_cast<std::size_t>(y * width + x)]);
        EXPECT_GT(value, 250) << "page " << pages + 1 << ", " << x << ", " << y;
      }
    }
    at = start + static_cast<std::size_t>(width) * static_cast<std::size_t>(height);
    ++pages;
  }
  EXPECT_GE(pages, 4);
}

TEST_F(WardProfilePdf, AnEmptyProfileSaysWhatItLacksInTwoPagesOrMore) {
  ProfileDocument document = sample();
  document.profile = {};
  document.profile.ward_name = "Nowhere";

  const auto info = output_of("pdfinfo " + write(document));
  if (!info) GTEST_SKIP() << "needs pdfinfo (poppler-utils), which is not here";

  EXPECT_GE(pages_of(*info), 2);
}

}  // namespace
}  // namespace wardscope::report
