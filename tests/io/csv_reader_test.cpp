// SPDX-License-Identifier: GPL-3.0-or-later
#include "io/csv_reader.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <string>
#include <vector>

#include "support/temporary_folder.hpp"

namespace wardscope::io {
namespace {

using testing::ElementsAre;
using testing::HasSubstr;
using Rows = std::vector<std::vector<std::string>>;

struct Reading {
  std::vector<std::string> header;
  Rows rows;
  std::vector<std::int64_t> lines;
  std::vector<RejectedRow> rejected;
  std::int64_t read = 0;
  std::string error;
};

Reading read_text(std::string_view text, const CsvOptions& options = {}) {
  static const test::TemporaryFolder folder;  // one for all: a folder a text would be most of the time
  Reading reading;
  auto reader = CsvReader::open(folder.write("table.csv", text), options);
  if (!reader) {
    reading.error = reader.error().message;
    return reading;
  }
  reading.header = reader->header();
  for (;;) {
    const auto step = reader->next();
    if (!step) {
      reading.error = step.error().message;
      return reading;
    }
    if (*step == CsvReader::Step::end) break;
    if (*step == CsvReader::Step::rejected) {
      reading.rejected.push_back(reader->rejection());
      continue;
    }
    reading.rows.emplace_back(reader->values().begin(), reader->values().end());
    reading.lines.push_back(reader->line());
  }
  reading.read = reader->rows_read();
  EXPECT_EQ(reading.read, static_cast<std::int64_t>(reading.rows.size() + reading.rejected.size()));
  EXPECT_EQ(reader->rows_rejected(), static_cast<std::int64_t>(reading.rejected.size()));
  return reading;
}

// The cases of the csv-spectrum collection, written here from RFC 4180.
TEST(CsvReader, KeepsACommaInsideQuotes) {
  EXPECT_EQ(read_text("first,address\nJohn,\"120 any st., B\"\n").rows, (Rows{{"John", "120 any st., B"}}));
}

TEST(CsvReader, ReadsQuotedAndUnquotedEmptyValues) {
  EXPECT_EQ(read_text("a,b,c\n1,\"\",\"\"\n2,,4\n").rows, (Rows{{"1", "", ""}, {"2", "", "4"}}));
}

TEST(CsvReader, UndoublesQuotes) {
  EXPECT_EQ(read_text("a,b\n1,\"ha \"\"ha\"\" ha\"\n").rows, (Rows{{"1", "ha \"ha\" ha"}}));
}

TEST(CsvReader, ReadsJsonInACell) {
  EXPECT_EQ(read_text("k,v\n1,\"{\"\"type\"\": \"\"Point\"\", \"\"c\"\": [1.0, 2]}\"\n").rows,
            (Rows{{"1", R"({"type": "Point", "c": [1.0, 2]})"}}));
}

TEST(CsvReader, KeepsLineFeedsInsideQuotesAndTheLineNumbersAfterThem) {
  const Reading reading = read_text("a,b\n1,\"Once\nupon\"\n3,4\n");

  EXPECT_EQ(reading.rows, (Rows{{"1", "Once\nupon"}, {"3", "4"}}));
  EXPECT_THAT(reading.lines, ElementsAre(2, 4));
}

TEST(CsvReader, KeepsCarriageReturnsInsideQuotes) {
  EXPECT_EQ(read_text("a,b\r\n1,\"x\r\ny\"\r\n").rows, (Rows{{"1", "x\r\ny"}}));
}

TEST(CsvReader, ReadsCrlfAndALastLineWithoutTerminator) {
  EXPECT_EQ(read_text("a,b\r\n1,2\r\n3,4").rows, (Rows{{"1", "2"}, {"3", "4"}}));
}

TEST(CsvReader, ReadsOldMacintoshLines) {
  EXPECT_EQ(read_text("a,b\r1,2\r3,4\r").rows, (Rows{{"1", "2"}, {"3", "4"}}));
}

TEST(CsvReader, ReadsUtf8) {
  EXPECT_EQ(read_text("a,b\nW\xC5\xB7nd,\xCA\xA4\n").rows, (Rows{{"W\xC5\xB7nd", "\xCA\xA4"}}));
}

TEST(CsvReader, DropsBlanksAroundValuesUnlessQuoted) {
  EXPECT_EQ(read_text("a,b\n  1 , \" 2 \" \n").rows, (Rows{{"1", " 2 "}}));
}

TEST(CsvReader, BlankLinesAreNoRows) { EXPECT_EQ(read_text("a\n\n1\n   \n2\n\n").rows, (Rows{{"1"}, {"2"}})); }

TEST(CsvReader, AnUnbalancedQuoteCostsOneLineAndNoOther) {
  const Reading reading = read_text("a,b\n1,2\n3,\"4\n5,6\n7,\"8\"\n9,10\n");

  EXPECT_EQ(reading.rows, (Rows{{"1", "2"}, {"5", "6"}, {"7", "8"}, {"9", "10"}}));
  ASSERT_EQ(reading.rejected.size(), 1U);
  EXPECT_EQ(reading.rejected[0].line, 3);
  EXPECT_EQ(reading.rejected[0].value, "3,\"4");
  EXPECT_THAT(reading.rejected[0].reason, HasSubstr("a quote that opens here is closed by a quote of a later line"));
  EXPECT_FALSE(reading.rejected[0].remedy.empty());
  EXPECT_THAT(reading.lines, ElementsAre(2, 4, 5, 6));
}

TEST(CsvReader, AQuoteThatIsNeverClosedCostsOneLine) {
  const Reading reading = read_text("a,b\n3,\"4\n5,6\n7,8\n");

  EXPECT_EQ(reading.rows, (Rows{{"5", "6"}, {"7", "8"}}));
  ASSERT_EQ(reading.rejected.size(), 1U);
  EXPECT_EQ(reading.rejected[0].reason, "a quote that opens here is never closed");
}

TEST(CsvReader, AQuoteInsideAnUnquotedValueIsRejectedWithItsColumn) {
  const Reading reading = read_text("a,place\n1,The \"Crown\" inn\n2,x\n");

  EXPECT_EQ(reading.rows, (Rows{{"2", "x"}}));
  ASSERT_EQ(reading.rejected.size(), 1U);
  EXPECT_EQ(reading.rejected[0].column, "place");
  EXPECT_THAT(reading.rejected[0].reason, HasSubstr("a quote inside a value"));
}

TEST(CsvReader, TextAfterAClosingQuoteIsRejected) {
  const Reading reading = read_text("a,b\n\"1\"x,2\n3,4\n");

  EXPECT_EQ(reading.rows, (Rows{{"3", "4"}}));
  EXPECT_THAT(reading.rejected.at(0).reason, HasSubstr("between a closing quote and the next separator"));
}

TEST(CsvReader, WrongColumnCountsAreRejectedWithBothNumbers) {
  const Reading reading = read_text("a,b,c\n1,2\n1,2,3\n1,2,3,4\n");

  EXPECT_EQ(reading.rows, (Rows{{"1", "2", "3"}}));
  ASSERT_EQ(reading.rejected.size(), 2U);
  EXPECT_EQ(reading.rejected[0].reason, "it has 2 values and the header names 3");
  EXPECT_EQ(reading.rejected[1].reason, "it has 4 values and the header names 3");
  EXPECT_EQ(reading.rejected[1].line, 4);
}

TEST(CsvReader, RowsSwallowedByAQuoteComeBackWhereTheColumnCountShowsIt) {
  const Reading reading = read_text("a,b,c\n1,\"2,3\n4,5,6\n7,8\",9\n10,11,12\n");

  EXPECT_EQ(reading.rows.front(), (std::vector<std::string>{"1", "2,3\n4,5,6\n7,8", "9"}))
      << "three columns: a quoted value that runs on, which no reader can tell from an error";
  EXPECT_EQ(read_text("a,b,c\n1,\"2,3\n4,5,6\n7,8\",9,9\n10,11,12\n").rows,
            (Rows{{"4", "5", "6"}, {"10", "11", "12"}}));
}

TEST(CsvReader, NulBytesAreRejected) {
  using namespace std::string_literals;
  const Reading reading = read_text("a,b\n1,2\0x\n3,4\n"s);

  EXPECT_EQ(reading.rows, (Rows{{"3", "4"}}));
  EXPECT_EQ(reading.rejected.at(0).reason, "the line holds NUL bytes");
}

TEST(CsvReader, BytesThatAreNotUtf8AreRejectedWhereUtf8WasSaid) {
  const Reading reading = read_text("a,b\n1,caf\xE9\n3,4\n");

  EXPECT_EQ(reading.rows, (Rows{{"3", "4"}}));
  EXPECT_THAT(reading.rejected.at(0).remedy, HasSubstr("windows-1252"));
}

TEST(CsvReader, ConvertsWindows1252) {
  EXPECT_EQ(read_text("a,b\n1,caf\xE9 \x80\n", {.encoding = "windows-1252"}).rows,
            (Rows{{"1", "caf\xC3\xA9 \xE2\x82\xAC"}}));
}

TEST(CsvReader, ConvertsUtf16OverManyChunks) {
  std::string text("\xFF\xFE", 2);
  const auto add = [&](std::string_view ascii) {
    for (const char c : ascii) text.append({c, '\0'});
  };
  add("a,b\r\n");
  constexpr int kRows = 60000;
  for (int i = 0; i < kRows; ++i) add("17,street\r\n");

  const Reading reading = read_text(text, {.encoding = "UTF-16LE", .mark_length = 2});

  ASSERT_EQ(reading.rows.size(), static_cast<std::size_t>(kRows));
  EXPECT_EQ(reading.rows.back(), (std::vector<std::string>{"17", "street"}));
}

TEST(CsvReader, AnUnknownEncodingIsNamed) {
  EXPECT_THAT(read_text("a\n1\n", {.encoding = "klingon"}).error, HasSubstr("'klingon' is not an encoding"));
}

TEST(CsvReader, AnEmptyFileIsAnError) {
  EXPECT_THAT(read_text("").error, HasSubstr("'table.csv' is empty"));
  EXPECT_THAT(read_text("\n\n").error, HasSubstr("is empty"));
}

TEST(CsvReader, AHeaderWithAStrayQuoteIsAnErrorWithItsLine) {
  EXPECT_THAT(read_text("a,b\"c\n1,2\n").error, HasSubstr("line 1: the header can't be read"));
}

TEST(CsvReader, ALineOfManyMegabytesIsRejectedAndTheNextRead) {
  const std::string big(std::size_t{9} << 20U, 'x');

  const Reading reading = read_text("a,b\n1," + big + "\n3,4\n");

  EXPECT_EQ(reading.rows, (Rows{{"3", "4"}}));
  EXPECT_THAT(reading.rejected.at(0).reason, HasSubstr("longer than 8 MiB"));
}

TEST(CsvReader, GuessesTheDelimiter) {
  EXPECT_EQ(read_text("a;b;c\n1,5;2;3\n").header.size(), 3U);
  EXPECT_EQ(read_text("a\tb\n1,5\t2\n").header.size(), 2U);
  EXPECT_EQ(read_text("a|b\n1|2\n").header.size(), 2U);
  EXPECT_EQ(read_text("a,\"b;c;d\"\n1,\"2;3;4\"\n").header.size(), 2U);
}

TEST(CsvReader, RowsAreAccountedForInAnyDisorder) {
  // Every text of five characters of this alphabet: read = given + rejected is asserted in read_text().
  constexpr std::string_view kAlphabet = "a,\"\n";
  for (unsigned code = 0; code < 1024; ++code) {
    std::string text = "h,i\n";
    for (unsigned rest = code, i = 0; i < 5; ++i, rest /= 4) text += kAlphabet[rest % 4];
    const Reading reading = read_text(text, {.delimiter = ','});
    EXPECT_TRUE(reading.error.empty()) << text;
  }
}

}  // namespace
}  // namespace wardscope::io
