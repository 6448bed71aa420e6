// SPDX-License-Identifier: GPL-3.0-or-later
#include "verification/words.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <cmath>

#include "core/text.hpp"

namespace wardscope::verification {
namespace {

constexpr std::string_view kMinus = "−";

std::string raised(std::int64_t exponent) {
  constexpr std::array<std::string_view, 10> kDigits{"⁰", "¹", "²", "³", "⁴", "⁵", "⁶", "⁷", "⁸", "⁹"};
  std::string text;
  for (const char c : std::to_string(exponent)) {
    text += c == '-' ? std::string_view("⁻") : kDigits[static_cast<std::size_t>(c - '0')];
  }
  return text;
}

std::string one_digit(double value) {
  if (!std::isfinite(value)) return "no number";
  if (value == 0.0) return "0";
  std::string text = fmt::format("{:.0e}", value);
  const double size = std::fabs(value);
  if (size >= 0.01 && size < 1000.0) text = fmt::format("{:.1g}", value);
  return text;
}

bool is_whole(double value) { return value == std::round(value); }

std::string table_line(const Check& check) {
  return fmt::format("  {:<4} {}: expected {}, ours {}, difference {} (allowed {}). Expected number: {}",
                     agreement_word(check), check.of, check.expected, ours_as_printed(check),
                     difference_as_printed(check), tolerance_as_printed(check), check.source);
}

}  // namespace

std::string readable(std::string_view number) {
  const std::size_t at = number.find_first_of("eE");
  const auto exponent = at == std::string_view::npos ? std::nullopt : core::parse_integer(number.substr(at + 1));
  std::string digits(exponent ? number.substr(0, at) : number);
  if (digits.starts_with('-')) digits.replace(0, 1, kMinus);
  if (!exponent) return digits;
  return fmt::format("{}\u00A0×\u00A010{}", digits, raised(*exponent));  // a number stands on one line
}

std::string ours_as_printed(const Check& check) {
  if (!std::isfinite(check.ours)) return "no number";
  const std::size_t exponent_at = check.expected.find_first_of("eE");
  const std::string digits = check.expected.substr(0, exponent_at);
  const std::size_t point = digits.find('.');
  const std::size_t decimals = point == std::string::npos ? 0 : digits.size() - point - 1;
  if (exponent_at != std::string::npos) return fmt::format("{:.{}e}", check.ours, decimals);
  const bool counts = decimals == 0 && check.tolerance == 0.0;  // a count that is no whole number must show it
  if (counts && !is_whole(check.ours)) return fmt::format("{:.15g}", check.ours);
  std::string text = fmt::format("{:.{}f}", check.ours, decimals);
  if (text.find_first_not_of("-0.") == std::string::npos && text.starts_with('-')) text.erase(0, 1);
  return text;
}

std::string difference_as_printed(const Check& check) { return one_digit(difference(check)); }
std::string tolerance_as_printed(const Check& check) { return one_digit(tolerance_of(check)); }
std::string as_printed(const Convention& convention) { return fmt::format("{:.6g}", convention.value); }

std::string_view agreement_word(const Check& check) { return agrees(check) ? "yes" : "NO"; }

std::string verdict(const Agreement& agreement) {
  if (agreement.disagreeing == 0) {
    return fmt::format("All {} numbers agree with those of their sources.",
                       core::with_thousands(static_cast<std::int64_t>(agreement.checks)));
  }
  return fmt::format("{} of {} numbers {} NOT agree with {} source.",
                     core::with_thousands(static_cast<std::int64_t>(agreement.disagreeing)),
                     core::with_thousands(static_cast<std::int64_t>(agreement.checks)),
                     agreement.disagreeing == 1 ? "does" : "do", agreement.disagreeing == 1 ? "its" : "their");
}

std::vector<std::string> how_to_read() {
  return {
      "Each statistic is recomputed when this book is made, by the same code that works on your data, on small data "
      "that are built in and made by a formula. None of our numbers is stored.",
      "\"Expected\" is the number as its source prints it: another program, a published table, or a calculation by "
      "hand. \"Ours\" is rounded to as many digits.",
      "A number agrees where it is within half a unit of the last digit that the source prints, or within the wider "
      "difference that is stated under \"allowed\"; a whole number must be met.",
      "Where programs mean different things by one name, a second table gives the number that each comes to on the "
      "same data, and says which is ours and why.",
  };
}

std::vector<std::string> data_in_words() {
  return {
      "The 65 reference points: whole metres in a window of 1,000 m by 800 m (eastings from 407000, northings from "
      "91000), made by the Park-Miller generator s ← 16807 s mod (2³¹ − 1) from the seed 20250101. 25 lie in a square "
      "of 200 m, 15 in one of 150 m, 20 anywhere; five more stand on the first. Each has a day of a year.",
      "The 80 cells: squares of 100 m that fill the window, ten by eight. Cell 1 is the south-western one, cell 2 lies "
      "east of it, cell 11 north of it.",
      "Other data are small enough to stand beside what is computed from them.",
      "\"R\" is R 4.2.2 of Debian 12 with spatstat 3.0-3 (explore 3.0-6), spdep 1.2-7, dbscan 1.1-11, classInt 0.4-9, "
      "surveillance 1.20.3, sparr 2.2-17 and MASS; the "
      "script that printed the numbers is tests/reference/verification_book.R of Wardscope's source.",
  };
}

std::string common_source(const Statistic& statistic) {
  if (statistic.checks.empty()) return {};
  const std::string& first = statistic.checks.front().source;
  const bool all = std::all_of(statistic.checks.begin(), statistic.checks.end(),
                               [&](const Check& check) { return check.source == first; });
  return all ? first : std::string();
}

std::vector<std::string> text_of(const Chapter& chapter) {
  std::vector<std::string> blocks;
  for (const Statistic& statistic : chapter.statistics) {
    std::string text;
    if (blocks.empty()) text = fmt::format("{}\n{}\n\n", chapter.title, chapter.intro);
    text += fmt::format("{}\n  Formula: {}\n  where {}\n  After: {}\n  Data: {}\n", statistic.name, statistic.formula,
                        statistic.symbols, statistic.literature, statistic.data);
    if (!statistic.unit.empty()) text += fmt::format("  Unit: {}\n", statistic.unit);
    for (const Check& check : statistic.checks) text += table_line(check) + "\n";
    if (!statistic.conventions.empty()) text += fmt::format("  Programs differ: {}\n", statistic.convention_question);
    for (const Convention& convention : statistic.conventions) {
      text += fmt::format("  {:<5} {} by {}: {}\n", convention.whose == Whose::ours ? "ours" : "",
                          as_printed(convention), convention.tool, convention.why);
    }
    blocks.push_back(std::move(text));
  }
  return blocks;
}

}  // namespace wardscope::verification
