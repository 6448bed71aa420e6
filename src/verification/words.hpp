// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "verification/book.hpp"

namespace wardscope::verification {

/// A number as people read it: "3.52 × 10⁻⁴" from "3.52e-04", "−0.5" from "-0.5".
std::string readable(std::string_view number);

/// Ours with as many digits as the source prints, as a program reads it: "3.52748205699121e-04".
std::string ours_as_printed(const Check& check);
/// Ours less the expected, one digit: "0", "2e-16"; "no number" where there is none.
std::string difference_as_printed(const Check& check);
/// The difference that counts as agreement, one digit; "0" where the number must be met.
std::string tolerance_as_printed(const Check& check);
/// The number that a convention leads to, six digits.
std::string as_printed(const Convention& convention);

/// "yes" or "NO".
std::string_view agreement_word(const Check& check);
/// "All 212 numbers agree with those of their sources.", "3 of 212 numbers do not agree …".
std::string verdict(const Agreement& agreement);
/// What a reader must know to read the book, a sentence each.
std::vector<std::string> how_to_read();

/// What the built-in data are and where the expected numbers were made, a sentence each.
std::vector<std::string> data_in_words();
/// Where all expected numbers of a statistic are from; empty where they are from several places.
std::string common_source(const Statistic& statistic);

/// A chapter as plain text, a block a statistic; the first has the chapter's title and intro.
std::vector<std::string> text_of(const Chapter& chapter);

}  // namespace wardscope::verification
