// SPDX-License-Identifier: GPL-3.0-or-later
#include "io/file_inspection.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <string>

#include "io/utf8_validator.hpp"
#include "support/temporary_folder.hpp"

namespace wardscope::io {
namespace {

using testing::HasSubstr;

FileInspection inspect_text(std::string_view text) {
  const test::TemporaryFolder folder;
  auto found = inspect_file(folder.write("table.csv", text), jobs::Progress());
  EXPECT_TRUE(found.has_value());
  return found ? *found : FileInspection{};
}

TEST(FileInspection, HashesTheWholeFile) {
  // FIPS 180-2, appendix B.1
  EXPECT_EQ(inspect_text("abc").sha256, "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad");
}

TEST(FileInspection, AMarkDecidesTheEncoding) {
  const FileInspection found = inspect_text(
      "\xEF\xBB\xBF"
      "a,b\n");

  EXPECT_EQ(found.encoding, "UTF-8");
  EXPECT_EQ(found.mark_length, 3U);
}

TEST(FileInspection, Utf16IsSeenByItsNulPattern) {
  std::string little;
  std::string big;
  for (const char c : std::string("Easting,Northing\r\n411629,91918\r\n")) {
    little.append({c, '\0'});
    big.append({'\0', c});
  }

  EXPECT_EQ(inspect_text(little).encoding, "UTF-16LE");
  EXPECT_EQ(inspect_text(big).encoding, "UTF-16BE");
  EXPECT_TRUE(inspect_text(little).is_text);
}

TEST(FileInspection, WhatIsNotUtf8IsWindows1252) {
  EXPECT_EQ(inspect_text("a,b\n1,caf\xC3\xA9\n").encoding, "UTF-8");
  EXPECT_EQ(inspect_text("a,b\n1,caf\xE9\n").encoding, "windows-1252");
  EXPECT_THAT(inspect_text("a,b\n1,caf\xE9\n").encoding_why, HasSubstr("not valid UTF-8"));
}

TEST(FileInspection, ABinaryFileIsNoText) {
  using namespace std::string_literals;
  EXPECT_FALSE(inspect_text("PK\x03\x04\0\0\0\0\0\x08\0\0\0!\0"s).is_text);
}

TEST(FileInspection, NoSuchFileIsNamedWithoutItsFolder) {
  const test::TemporaryFolder folder;

  const auto found = inspect_file(folder / "absent.csv", jobs::Progress());

  ASSERT_FALSE(found);
  EXPECT_EQ(found.error().code, core::ErrorCode::not_found);
  EXPECT_THAT(found.error().message, HasSubstr("'absent.csv'"));
}

TEST(Utf8Validator, AgreesWithRfc3629WhereverTheChunksEnd) {
  const std::string valid =
      "a\xC2\x80\xDF\xBF\xE0\xA0\x80\xED\x9F\xBF\xEF\xBF\xBF\xF0\x90\x80\x80\xF4\x8F\xBF\xBF long enough";
  for (std::size_t cut = 0; cut <= valid.size(); ++cut) {
    Utf8Validator validator;
    validator.add(std::string_view(valid).substr(0, cut));
    validator.add(std::string_view(valid).substr(cut));
    EXPECT_TRUE(validator.valid_to_the_end()) << cut;
  }
  for (const char* bad : {"\xC0\x80", "\xC1\xBF", "\xE0\x9F\xBF", "\xED\xA0\x80", "\xF0\x8F\xBF\xBF",
                          "\xF4\x90\x80\x80", "\xF5\x80", "\x80", "\xFF", "\xC2", "\xE2\x82", "\xC2x"}) {
    Utf8Validator validator;
    validator.add(bad);
    EXPECT_FALSE(validator.valid_to_the_end()) << bad;
  }
}

}  // namespace
}  // namespace wardscope::io
