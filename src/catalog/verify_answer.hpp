// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <filesystem>
#include <string>

#include "core/result.hpp"
#include "ops/operation.hpp"
#include "verification/book.hpp"

namespace wardscope::catalog {

/// How much of the book is said.
enum class Telling {
  every_number,  ///< formula, data, expected, ours, difference and source of each check
  verdicts,      ///< how many numbers of each chapter agree
};

/// The book in words, its verdict last, of verdicts alone first; trouble, which names the first of them, where a number
/// does not agree.
ops::OperationResult answer_of(const verification::Book& book, Telling telling);

/// Writes the book as .html, .pdf or .csv, by the file's ending. @returns invalid_argument for another, io
core::Status write_book(const verification::Book& book, const std::filesystem::path& file);
/// Whether write_book() could: asked before the work. @returns the same
core::Status check_book_file(const std::filesystem::path& file);

}  // namespace wardscope::catalog
