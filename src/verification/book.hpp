// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <limits>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "core/parameter.hpp"
#include "core/result.hpp"
#include "jobs/progress.hpp"

namespace wardscope::verification {

/// A number that is recomputed and held against one from elsewhere.
struct Check {
  std::string of;                                          ///< which one: "cell 34", "at (407400, 91400), h = 250 m"
  std::string expected;                                    ///< digit by digit as its source prints it: "4.298842817793"
  double ours = std::numeric_limits<double>::quiet_NaN();  ///< computed when the book was made
  std::string source = {};                                 ///< who computed the expected number: "R spdep 1.2-7 localG"
  /// How far ours may be off. 0: half a unit of the last digit that the source prints; a whole number must be met.
  double tolerance = 0.0;
};

/// Whose number it is that a convention leads to.
enum class Whose { ours, others };

/// One of several definitions that programs use under the same name, with the number that it leads to on the same data.
struct Convention {
  std::string tool;  ///< the program, or what the convention is called
  double value = std::numeric_limits<double>::quiet_NaN();
  Whose whose = Whose::others;
  std::string why;  ///< what it does differently; of ours: why it is
};

/// A statistic: how it is defined, on which data it is computed here, and what comes out.
struct Statistic {
  std::string name;                       ///< "Gi*"
  std::string formula;                    ///< as formula.hpp writes one
  std::string symbols;                    ///< what each letter stands for, with its unit
  std::string literature;                 ///< "Ord & Getis 1995, eq. 14"
  std::string data = {};                  ///< in words, so that it could be done again
  std::string unit = {};                  ///< of its numbers; empty: they have none
  std::vector<std::string> headers = {};  ///< whose functions are recomputed: "stats/spatial_association.hpp"
  std::vector<Check> checks = {};
  std::vector<Convention> conventions = {};  ///< empty: programs agree on it
  std::string convention_question = {};      ///< on what they differ: "Moments of local Moran, cell 34: z"
};

struct Chapter {
  std::string id;  ///< kebab-case: "concentration"
  std::string title;
  std::string intro;  ///< what the chapter is about, for a reader who has never heard of it
  std::vector<Statistic> statistics;
};

using Book = std::vector<Chapter>;

/// The expected number. @pre it was written as a number
double expected_value(const Check& check);
/// The largest difference that counts as agreement.
double tolerance_of(const Check& check);
/// Ours less the expected.
double difference(const Check& check);
/// False for a number of ours that is not finite.
bool agrees(const Check& check);

struct Agreement {
  std::size_t checks = 0;
  std::size_t disagreeing = 0;
};
Agreement agreement(const Chapter& chapter);
Agreement agreement(const Book& book);

/// Id and title of each chapter, in the order of the book.
std::span<const core::Choice> chapter_list();

/// Recomputes every statistic on small built-in data. Nothing is read, and no number of ours is stored. The same on
/// every machine to the digits that are compared. About a second.
/// @returns cancelled; or what a computation was refused with, which is a fault of the program
core::Result<Book> verification_book(const jobs::Progress& progress);
/// One chapter of it. @pre index < chapter_list().size()
core::Result<Chapter> verification_chapter(std::size_t index, const jobs::Progress& progress);

}  // namespace wardscope::verification
