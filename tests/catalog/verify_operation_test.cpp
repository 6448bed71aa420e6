// SPDX-License-Identifier: GPL-3.0-or-later
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <filesystem>

#include "catalog/catalog.hpp"
#include "catalog/small_workspace.hpp"
#include "catalog/verify_answer.hpp"
#include "ops/parameters.hpp"
#include "verification/words.hpp"

namespace wardscope::catalog {
namespace {

using testing::HasSubstr;
using testing::Not;

class Verify : public SmallWorkspace {};

TEST_F(Verify, AgreesAndASummarySaysSoFirst) {
  const auto done = run("verify", {{"summary", "true"}});

  ASSERT_TRUE(done) << done.error().message;
  EXPECT_FALSE(done->result.trouble) << done->result.trouble->message;
  EXPECT_EQ(done->result.sentences.size(), verification::chapter_list().size() + 1);
  EXPECT_THAT(done->result.sentences.front(), testing::MatchesRegex("All [0-9,]+ numbers agree .*"));
}

TEST_F(Verify, PrintsFormulaDataSourceAndDifferenceOfEachNumber) {
  const auto done = run("verify", {{"chapter", "concentration"}});

  ASSERT_TRUE(done) << done.error().message;
  const std::string& first = done->result.sentences.front();
  for (const char* said : {"Formula: G = ", "Data: ", "After: ", "expected 0.825192307692308", "ours 0.825192307692308",
                           "difference ", "Expected number: R 4.2", "yes"}) {
    EXPECT_THAT(first, HasSubstr(said));
  }
  EXPECT_THAT(done->result.sentences.back(), HasSubstr("numbers agree"));
}

TEST_F(Verify, WritesTheBookInThreeFormatsEachWithItsProvenance) {
  for (const auto& [name, begins] : {std::pair("b.html", "<!DOCTYPE html>"), std::pair("b.pdf", "%PDF-"),
                                     std::pair("b.csv", "chapter,statistic,formula")}) {
    const auto done = run("verify", {{"chapter", "concentration"}, {"output", file(name)}});
    ASSERT_TRUE(done) << done.error().message;
    EXPECT_THAT(text_of(name), testing::StartsWith(begins));
    EXPECT_THAT(text_of(std::string(name) + ".provenance.json"), HasSubstr("\"operation\": \"verify\""));
  }
}

TEST_F(Verify, RefusesAnEndingItDoesNotWriteBeforeItComputes) {
  const auto refused = run("verify", {{"output", file("b.docx")}});
  ASSERT_FALSE(refused);
  EXPECT_EQ(refused.error().code, core::ErrorCode::invalid_argument);
  EXPECT_THAT(refused.error().message, HasSubstr("'b.docx': end the name in .html, .pdf or .csv"));
  EXPECT_FALSE(std::filesystem::exists(file("b.docx")));
}

TEST_F(Verify, RefusesAFolderThatIsNotThere) {
  const auto refused = run("verify", {{"output", file("none/b.html")}});
  ASSERT_FALSE(refused);
  EXPECT_THAT(refused.error().message, HasSubstr("b.html"));
}

TEST_F(Verify, NamesItsChaptersWhereOneIsUnknown) {
  const auto registry = builtin_operations();
  const auto operation = registry.make("verify");
  const auto refused = ops::set_parameter(*operation, "chapter", {"alchemy"});
  ASSERT_FALSE(refused);
  EXPECT_THAT(refused.error().message, HasSubstr("concentration"));
}

/// A number that is made to disagree is trouble, named, and the exit status of the command.
TEST(VerifyAnswer, TellsANumberThatDoesNotAgree) {
  auto book = verification::verification_book(jobs::Progress());
  ASSERT_TRUE(book) << book.error().message;
  EXPECT_FALSE(answer_of(*book, Telling::verdicts).trouble);
  verification::Check& broken = book->back().statistics.front().checks.front();
  broken.ours *= 1.0001;

  const ops::OperationResult answer = answer_of(*book, Telling::every_number);

  ASSERT_TRUE(answer.trouble);
  EXPECT_THAT(answer.trouble->message, HasSubstr(broken.of));
  EXPECT_THAT(answer.trouble->message, HasSubstr("expected " + broken.expected));
  EXPECT_THAT(answer.sentences.back(), HasSubstr("numbers does NOT agree"));
  EXPECT_THAT(answer.sentences, testing::Contains(HasSubstr("  NO   " + broken.of)));
}

TEST(VerifyAnswer, TellsANumberThatIsNone) {
  auto book = verification::verification_book(jobs::Progress());
  ASSERT_TRUE(book);
  book->front().statistics.front().checks.front().ours = std::nan("");

  const ops::OperationResult answer = answer_of(*book, Telling::every_number);

  ASSERT_TRUE(answer.trouble);
  EXPECT_THAT(answer.trouble->message, HasSubstr("ours no number"));
  EXPECT_THAT(answer.sentences, testing::Each(Not(HasSubstr("ours nan"))));
}

}  // namespace
}  // namespace wardscope::catalog
