// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/label_text.hpp"

#include <algorithm>

namespace wardscope::ui {
namespace {

constexpr std::string_view kEllipsis = "…";

bool begins_character(char byte) { return (static_cast<unsigned char>(byte) & 0xC0U) != 0x80U; }

}  // namespace

std::string hidden_id(std::string_view label) {
  std::string id = "##";
  for (const char c : label) id += c == '#' ? '_' : c;
  return id;
}

std::string drawn_label(std::string_view label) {
  std::string text(label);
  std::replace(text.begin(), text.end(), '#', '\'');
  return text;
}

std::string shortened_to(std::string_view text, float width, const std::function<float(std::string_view)>& measure) {
  if (measure(text) <= width) return std::string(text);
  std::vector<std::size_t> ends;  // where a character begins, the one before it has ended
  for (std::size_t i = 0; i < text.size(); ++i) {
    if (begins_character(text[i])) ends.push_back(i);
  }
  const auto fits = [&](std::size_t end) {
    return measure(std::string(text.substr(0, end)).append(kEllipsis)) <= width;
  };
  const auto beyond = std::partition_point(ends.begin(), ends.end(), fits);
  const std::size_t end = beyond == ends.begin() ? 0 : *(beyond - 1);
  std::string kept(text.substr(0, end));
  while (!kept.empty() && kept.back() == ' ') kept.pop_back();
  return kept.append(kEllipsis);
}

std::string shortened_inside(std::string_view text, float width,
                             const std::function<float(std::string_view)>& measure) {
  if (measure(text) <= width) return std::string(text);
  std::vector<std::size_t> begins;  // of the characters, and the end of the text
  for (std::size_t i = 0; i < text.size(); ++i) {
    if (begins_character(text[i])) begins.push_back(i);
  }
  const std::size_t count = begins.size();
  begins.push_back(text.size());
  const auto with = [&](std::size_t kept) {  // characters; of an odd number one more at the end
    std::string_view head = text.substr(0, begins[kept / 2]);
    while (head.ends_with(' ')) head.remove_suffix(1);
    std::string_view tail = text.substr(begins[count - (kept - kept / 2)]);
    while (tail.starts_with(' ')) tail.remove_prefix(1);
    return std::string(head).append(kEllipsis).append(tail);
  };
  std::size_t kept = count == 0 ? 0 : count - 1;
  while (kept > 0 && measure(with(kept)) > width) --kept;
  return with(kept);
}

std::vector<std::string> in_lines(std::string_view text, float width, std::size_t most,
                                  const std::function<float(std::string_view)>& measure) {
  const std::string broken = broken_at_blanks(text, width, measure);
  std::vector<std::string> lines;
  for (std::string_view rest = broken; lines.size() + 1 < most;) {
    const std::size_t end = rest.find('\n');
    if (end == std::string_view::npos) break;
    lines.push_back(shortened_to(rest.substr(0, end), width, measure));
    rest.remove_prefix(end + 1);
    text.remove_prefix(end + 1);  // a break stands for a blank: both are as long
  }
  lines.push_back(shortened_inside(text, width, measure));
  return lines;
}

std::string broken_at_blanks(std::string_view text, float width,
                             const std::function<float(std::string_view)>& measure) {
  std::string broken(text);
  std::size_t line = 0;   // where the line begins
  std::size_t blank = 0;  // the last one in it that a line may end at; the line's beginning: none yet
  for (std::size_t i = 0; i <= broken.size(); ++i) {
    const bool end = i == broken.size() || broken[i] == '\n';
    if (!end && broken[i] != ' ') continue;
    if (blank > line && measure(std::string_view(broken).substr(line, i - line)) > width) {
      broken[blank] = '\n';
      line = blank + 1;
    }
    blank = i;
    if (end) line = i + 1;
  }
  return broken;
}

}  // namespace wardscope::ui
