// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstddef>
#include <functional>
#include <string>
#include <string_view>
#include <vector>

namespace wardscope::ui {

/// An ImGui id from a label: hidden behind "##", so that the label itself is never parsed.
std::string hidden_id(std::string_view label);
/// A label that ImGui draws itself: '#' pairs would end it.
std::string drawn_label(std::string_view label);

/// `text` where it is at most `width` wide, else its longest beginning that fits with "…" after it, never cut within a
/// character of UTF-8. `measure` gives the width of a text.
std::string shortened_to(std::string_view text, float width, const std::function<float(std::string_view)>& measure);

/// As shortened_to(), with the "…" in the middle: names of a list that begin alike, "Bournemouth, Christchurch and
/// Poole 001A", are told apart by their ends.
std::string shortened_inside(std::string_view text, float width, const std::function<float(std::string_view)>& measure);

/// `text` in at most `most` lines of that width, broken at blanks; what is too long for the last is cut inside it, so
/// that names which end differently can be told apart. A word that is wider than a line is cut where it stands.
std::vector<std::string> in_lines(std::string_view text, float width, std::size_t most,
                                  const std::function<float(std::string_view)>& measure);

/// `text` with line breaks in place of blanks, so that no line is wider than `width` where it has a blank to break at.
/// ImGui's own breaks fall after commas and points too, which cuts numbers such as 1,000 in two.
std::string broken_at_blanks(std::string_view text, float width, const std::function<float(std::string_view)>& measure);

}  // namespace wardscope::ui
