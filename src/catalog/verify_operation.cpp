// SPDX-License-Identifier: GPL-3.0-or-later
#include <fmt/format.h>

#include <algorithm>
#include <utility>
#include <vector>

#include "catalog/operations.hpp"
#include "catalog/provenance_beside.hpp"
#include "catalog/verify_answer.hpp"
#include "core/text.hpp"
#include "core/version.hpp"
#include "io/writers.hpp"
#include "ops/operation_groups.hpp"
#include "report/verification_document.hpp"
#include "verification/words.hpp"

namespace wardscope::catalog {
namespace {

struct VerifyQuestion {
  std::string output;
  std::size_t chapter = 0;  ///< 0: all, else one more than its place in the list
  bool summary = false;
};

std::span<const core::Choice> chapter_choices() {
  static const std::vector<core::Choice> choices = [] {
    std::vector<core::Choice> all{{"all", "All chapters"}};
    const auto chapters = verification::chapter_list();
    all.insert(all.end(), chapters.begin(), chapters.end());
    return all;
  }();
  return choices;
}

void describe(VerifyQuestion& question, core::ParameterVisitor& visitor) {
  visitor.text({"output", "File", "Write the book to this file: .html, .pdf or .csv. Empty: not written"},
               core::TextKind::output_path, question.output);
  visitor.choice({"chapter", "Chapter", "One chapter of the book, or all"}, chapter_choices(), question.chapter);
  visitor.flag({"summary", "Summary alone", "Say how many numbers of each chapter agree, not each of them"},
               question.summary);
}

std::string ending_of(const std::filesystem::path& file) { return core::lower_ascii(file.extension().string()); }

core::Result<verification::Book> asked_chapters(const VerifyQuestion& question, const jobs::Progress& progress) {
  if (question.chapter == 0) return verification::verification_book(progress);
  auto chapter = verification::verification_chapter(question.chapter - 1, progress);
  if (!chapter) return chapter.error();
  verification::Book book;
  book.push_back(std::move(chapter).value());
  return book;
}

/// "Gi*, cell 34 (chapter Hot and cold cells): expected 4.298842817793, ours 4.3".
std::string first_disagreement(const verification::Book& book) {
  for (const verification::Chapter& chapter : book) {
    for (const verification::Statistic& statistic : chapter.statistics) {
      for (const verification::Check& check : statistic.checks) {
        if (agrees(check)) continue;
        return fmt::format("{}, {} (chapter {}): expected {}, ours {}", statistic.name, check.of, chapter.title,
                           check.expected, ours_as_printed(check));
      }
    }
  }
  return {};
}

core::Result<ops::OperationResult> run_verify(const VerifyQuestion& question, const ops::OperationContext& context) {
  if (!question.output.empty()) {
    if (const core::Status status = check_book_file(question.output); !status) return status.error();
  }
  const auto book = asked_chapters(question, context.progress.part(0.0, 0.8, "Recomputing"));
  if (!book) return book.error();
  ops::OperationResult result = answer_of(*book, question.summary ? Telling::verdicts : Telling::every_number);
  if (question.output.empty()) return result;
  if (!context.progress.tick(0.8)) return core::cancelled();
  if (const core::Status status = write_book(*book, question.output); !status) return status.error();
  // The window has a workspace open; the book has nothing to do with it.
  const ops::OperationContext alone{
      context.dataset, {}, context.progress, context.diagnostics, context.provenance_code, context.provenance_json};
  if (const core::Status status = write_provenance_beside({question.output}, alone); !status) return status.error();
  result.files.emplace_back(question.output);
  return result;
}

}  // namespace

ops::OperationResult answer_of(const verification::Book& book, Telling telling) {
  ops::OperationResult result;
  if (telling == Telling::every_number) {
    for (const verification::Chapter& chapter : book) {
      for (std::string& block : verification::text_of(chapter)) result.sentences.push_back(std::move(block));
    }
  }
  for (const verification::Chapter& chapter : book) {
    const verification::Agreement found = agreement(chapter);
    result.sentences.push_back(fmt::format("{:<40} {:>3} of {:>3} numbers agree", chapter.title,
                                           found.checks - found.disagreeing, found.checks));
  }
  const verification::Agreement found = agreement(book);
  // Below many lines the end is read, of few the beginning.
  const auto place = telling == Telling::every_number ? result.sentences.end() : result.sentences.begin();
  result.sentences.insert(place, verdict(found));
  if (found.disagreeing == 0) return result;
  result.trouble = core::internal_error(fmt::format(
      "{} The first: {}. Do not use these statistics of Wardscope {} before whoever looks after it has explained why",
      verdict(found), first_disagreement(book), core::version()));
  return result;
}

core::Status check_book_file(const std::filesystem::path& file) {
  constexpr std::string_view kEndings[] = {".html", ".pdf", ".csv"};
  if (std::find(std::begin(kEndings), std::end(kEndings), ending_of(file)) == std::end(kEndings)) {
    return core::invalid_argument(
        fmt::format("--output '{}': end the name in .html, .pdf or .csv", file.filename().string()));
  }
  return io::check_target(file);
}

core::Status write_book(const verification::Book& book, const std::filesystem::path& file) {
  if (core::Status status = check_book_file(file); !status) return status;
  if (ending_of(file) == ".csv") return io::write_text(report::verification_csv(book), file);
  const auto text = ending_of(file) == ".pdf" ? report::verification_pdf(book) : report::verification_html(book);
  if (!text) return text.error();
  return io::write_text(*text, file);
}

void register_verify(ops::OperationRegistry& registry) {
  registry.add<VerifyQuestion>(
      {.name = "verify",
       .title = "Verify the statistics",
       .summary = "Are the program's numbers right? Recomputes each statistic and holds it against others' numbers",
       .method =
           "Recomputes every statistic on small built-in data and prints formula, data, the expected number, its "
           "source "
           "(R, published tables, by hand), ours, the difference and whether they agree. Where programs mean different "
           "things by one name, each one's number is given, and which is ours. It needs no workspace and reads no "
           "file; "
           "of a workspace, 'wardscope check' says whether it is whole. Exit status 1 where a number does not agree.",
       .group = ops::kOutputGroup,
       .use = ops::WorkspaceUse::none,
       .needs = {},
       .example = "verify --output book.pdf",
       .positional = "",
       .results = ops::Results::none},
      run_verify);
}

}  // namespace wardscope::catalog
