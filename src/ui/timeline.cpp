// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/timeline.hpp"

#include <fmt/format.h>
#include <imgui.h>

#include <algorithm>
#include <cmath>
#include <optional>
#include <string>

#include "core/civil_time.hpp"
#include "core/text.hpp"

namespace wardscope::ui {
namespace {

constexpr float kSlimLabel = 150.0F;  // px at 96 dpi: room for the period's words beside the bars
constexpr float kLabelHeight = 17.0F;
constexpr unsigned kSelected = 0x188A5A0FU;  // the accent, nearly clear
constexpr double kSecondsPerStep = 0.7;      // playing: slow enough to read a map
constexpr float kButtonPadding = 7.0F;
constexpr float kButtonGap = 4.0F;
constexpr float kGripReach = 12.0F;  // on each side of a handle
constexpr float kKnobWidth = 9.0F;   // of a handle, where it is to be taken
constexpr float kKnobHeight = 20.0F;

std::string month_word(int month_index) {
  return fmt::format("{:04}-{:02}", 1970 + month_index / 12, month_index % 12 + 1);
}

std::optional<int> month_of(const std::string& word) {
  const auto parsed = core::parse_time(word);
  if (!parsed) return std::nullopt;
  return core::month_index(parsed->minute);
}

struct Chart {
  ImVec2 low;
  float width = 0;
  float height = 0;
  int first = 0;
  int count = 0;
  [[nodiscard]] float x_of(int month) const {
    return low.x + width * static_cast<float>(month - first) / static_cast<float>(count);
  }
  [[nodiscard]] int month_at(float x) const {
    const int month = first + static_cast<int>(std::floor((x - low.x) / width * static_cast<float>(count)));
    return std::clamp(month, first, first + count - 1);
  }
};

void draw_bars(const Widgets& widgets, const ViewModel& model, const Chart& frame) {
  ImDrawList* list = ImGui::GetWindowDrawList();
  const MonthlyCounts& months = model.months;
  const std::int64_t most = std::max<std::int64_t>(1, *std::max_element(months.all.begin(), months.all.end()));
  const float base = frame.low.y + frame.height - widgets.px(kLabelHeight);
  const float tall = frame.height - widgets.px(kLabelHeight) - 2.0F;
  for (int i = 0; i < frame.count; ++i) {
    const float left = frame.x_of(frame.first + i) + 1.0F;
    const float right = std::max(left + 1.0F, frame.x_of(frame.first + i + 1) - 1.0F);
    const auto bar = [&](std::int64_t value, ImU32 colour) {
      const float height = tall * static_cast<float>(value) / static_cast<float>(most);
      if (value > 0) list->AddRectFilled({left, base - std::max(1.0F, height)}, {right, base}, colour, 1.5F);
    };
    const auto at = static_cast<std::size_t>(i);
    bar(months.all[at], colour::kLine);
    bar(months.shown[at], colour::kAccent);
  }
  float last_end = -1e9F;
  for (int i = 0; i < frame.count; ++i) {
    const int month = frame.first + i;
    if (month % 12 != 0 && i != 0) continue;
    const std::string label = month % 12 == 0 ? fmt::format("{}", 1970 + month / 12) : core::month_name(month);
    const float x = frame.x_of(month);
    if (x < last_end + widgets.px(10)) continue;
    list->AddLine({x, base}, {x, base + widgets.px(4)}, colour::kMuted);
    list->AddText(widgets.fonts().small, widgets.fonts().small->FontSize, {x + widgets.px(3), base + 2}, colour::kMuted,
                  label.c_str());
    last_end = x + ImGui::CalcTextSize(label.c_str()).x;
  }
}

/// An end of the shown period: a line over the bars' height with a knob on it, whole inside the chart.
void draw_handle(const Widgets& widgets, const Chart& frame, float x) {
  ImDrawList* list = ImGui::GetWindowDrawList();
  const float base = frame.low.y + frame.height - widgets.px(kLabelHeight);
  const float half = widgets.px(kKnobWidth) / 2;
  const float middle = (frame.low.y + base) / 2;
  const float tall = std::min(widgets.px(kKnobHeight), base - frame.low.y) / 2;
  const float at = std::clamp(x, frame.low.x + half, std::max(frame.low.x + half, frame.low.x + frame.width - half));
  list->AddRectFilled({x - widgets.px(1), frame.low.y}, {x + widgets.px(1), base}, colour::kInk);
  list->AddRectFilled({at - half, middle - tall}, {at + half, middle + tall}, colour::kCard, widgets.px(3));
  list->AddRect({at - half, middle - tall}, {at + half, middle + tall}, colour::kInk, widgets.px(3), 0,
                widgets.px(1.5F));
  for (const float side : {-1.0F, 1.0F}) {
    const float line = at + side * widgets.px(1.3F);
    list->AddLine({line, middle - tall / 2}, {line, middle + tall / 2}, colour::kMuted);
  }
}

}  // namespace

struct Timeline::Frame : Chart {};

/// The shown months and those there are.
struct Timeline::Period {
  int first = 0;
  int last = 0;
  int from = 0;
  int to = 0;
  explicit Period(const ViewModel& model)
      : first(model.months.first_month), last(first + static_cast<int>(model.months.all.size()) - 1) {
    from = std::clamp(month_of(model.project.filter.from).value_or(first), first, last);
    to = std::clamp(month_of(model.project.filter.to).value_or(last), from, last);
  }
  [[nodiscard]] bool all() const { return from == first && to == last; }
  [[nodiscard]] std::string in_words() const {
    return from == to ? core::month_name(from) : fmt::format("{} to {}", core::month_name(from), core::month_name(to));
  }
  /// "2023-01 to 2025-12", where there is little room.
  [[nodiscard]] std::string in_brief() const {
    return from == to ? month_word(from) : fmt::format("{} to {}", month_word(from), month_word(to));
  }
  void show(const ViewModel& model, Intents& intents) const {
    project::Project next = model.project;
    next.filter.from = from == first ? std::string() : month_word(from);
    next.filter.to = to == last ? std::string() : month_word(to);
    intents.push_back(EditProject{"change the period", std::move(next), "period"});
  }
};

void Timeline::draw(Widgets& widgets, const ViewModel& model, FrameLayout::TimelineForm form, Intents& intents) {
  if (model.months.all.empty()) {
    widgets.muted("No incidents with a known month.");
    return;
  }
  play(model, intents);
  const Period period(model);
  const float left = ImGui::GetCursorPosX();
  const float end = ImGui::GetWindowContentRegionMax().x;
  const float buttons = buttons_width(widgets);
  if (form == FrameLayout::TimelineForm::full) {
    ImGui::AlignTextToFramePadding();
    const float room = end - left - buttons;
    {
      const Font bold(widgets.fonts().bold);
      widgets.shortened("Recorded incidents by month", room);
    }
    const float left_over = room - ImGui::GetItemRectSize().x - widgets.px(12);
    for (const std::string& words : {period.in_words(), period.in_brief()}) {
      if (ImGui::CalcTextSize(words.c_str()).x >= left_over) continue;
      ImGui::SameLine(0.0F, widgets.px(12));
      widgets.shortened(words, left_over);
      break;
    }
    ImGui::SameLine(end - buttons);
    draw_buttons(widgets, model, intents);
    draw_chart(widgets, model, ImGui::GetContentRegionAvail().y, intents);
    return;
  }
  // One line: words, bars, buttons; without room for the words the bars alone say the period.
  const ImVec2 at = ImGui::GetCursorPos();
  const float tall = ImGui::GetContentRegionAvail().y;
  const bool worded = end - left - buttons > 2 * widgets.px(kSlimLabel);
  if (worded) {
    ImGui::SetCursorPosY(at.y + (tall - ImGui::GetTextLineHeight()) / 2);
    widgets.shortened(period.in_brief(), widgets.px(kSlimLabel));
    ImGui::SetCursorPos({left + widgets.px(kSlimLabel + 10), at.y});
  }
  const float width = end - buttons - widgets.px(10) - ImGui::GetCursorPosX();
  ImGui::BeginChild("bars", {std::max(1.0F, width), tall}, false,
                    ImGuiWindowFlags_NoScrollbar | ImGuiWindowFlags_NoScrollWithMouse);
  draw_chart(widgets, model, tall, intents);
  ImGui::EndChild();
  ImGui::SetCursorPos({end - buttons, at.y + (tall - widgets.least_target()) / 2});
  draw_buttons(widgets, model, intents);
}

void Timeline::draw_chart(Widgets& widgets, const ViewModel& model, float height, Intents& intents) {
  const MonthlyCounts& months = model.months;
  Frame frame;
  frame.low = ImGui::GetCursorScreenPos();
  frame.width = std::max(1.0F, ImGui::GetContentRegionAvail().x);
  frame.height = std::max(widgets.px(kLabelHeight) + 3.0F, height);
  frame.first = months.first_month;
  frame.count = static_cast<int>(months.all.size());
  const Period period(model);

  widgets.area("timeline", {frame.width, frame.height});
  const bool hovered = ImGui::IsItemHovered();
  draw_bars(widgets, model, frame);
  ImDrawList* list = ImGui::GetWindowDrawList();
  const float left = frame.x_of(period.from);
  const float right = frame.x_of(period.to + 1);
  const float base = frame.low.y + frame.height - widgets.px(kLabelHeight);
  list->AddRectFilled({left, frame.low.y}, {right, base}, kSelected);
  for (const float x : {left, right}) draw_handle(widgets, frame, x);
  const bool at_handle = hovered && near_handle(widgets, frame, period);
  if (at_handle || grip_ == Grip::first || grip_ == Grip::last) ImGui::SetMouseCursor(ImGuiMouseCursor_ResizeEW);
  if (at_handle && grip_ == Grip::none) {
    widgets.tooltip("Drag this end to show fewer months or more");
  } else if (hovered) {
    const int month = frame.month_at(ImGui::GetIO().MousePos.x);
    const auto at = static_cast<std::size_t>(month - frame.first);
    widgets.tooltip(fmt::format("{}: {} recorded, {} shown", core::month_name(month),
                                core::with_thousands(months.all[at]), core::with_thousands(months.shown[at])));
  }
  grip(widgets, frame, period);
  Period next = dragged(frame, period);
  if (hovered && ImGui::IsMouseDoubleClicked(ImGuiMouseButton_Left)) {
    next.from = frame.first;
    next.to = period.last;
  }
  if (next.from != period.from || next.to != period.to) next.show(model, intents);
}

bool Timeline::near_handle(const Widgets& widgets, const Frame& frame, const Period& period) {
  const float mouse = ImGui::GetIO().MousePos.x;
  return std::min(std::abs(mouse - frame.x_of(period.from)), std::abs(mouse - frame.x_of(period.to + 1))) <=
         widgets.px(kGripReach);
}

void Timeline::grip(const Widgets& widgets, const Frame& frame, const Period& period) {
  if (!ImGui::IsItemActive()) grip_ = Grip::none;
  if (!ImGui::IsItemActivated()) return;
  const float mouse = ImGui::GetIO().MousePos.x;
  const float to_left = std::abs(mouse - frame.x_of(period.from));
  const float to_right = std::abs(mouse - frame.x_of(period.to + 1));
  grip_month_ = frame.month_at(mouse);
  grip_first_ = period.from;
  grip_last_ = period.to;
  if (near_handle(widgets, frame, period)) {
    grip_ = to_left < to_right ? Grip::first : Grip::last;
  } else if (period.all()) {
    grip_ = Grip::none;
  } else if (grip_month_ >= period.from && grip_month_ <= period.to) {
    grip_ = Grip::whole;
  } else {
    grip_ = grip_month_ < period.from ? Grip::first : Grip::last;
  }
}

Timeline::Period Timeline::dragged(const Frame& frame, const Period& period) const {
  Period next = period;
  const int month = frame.month_at(ImGui::GetIO().MousePos.x);
  if (grip_ == Grip::first) next.from = std::min(month, period.to);
  if (grip_ == Grip::last) next.to = std::max(month, period.from);
  if (grip_ == Grip::whole) {
    const int shift = std::clamp(month - grip_month_, period.first - grip_first_, period.last - grip_last_);
    next.from = grip_first_ + shift;
    next.to = grip_last_ + shift;
  }
  return next;
}

void Timeline::step(const ViewModel& model, Step step, Intents& intents) {
  if (model.months.all.empty()) return;
  Period period(model);
  if (period.all()) {
    period.from = period.to = step == Step::next ? period.first : period.last;
  } else {
    const int length = period.to - period.from + 1;
    const int shift =
        step == Step::next ? std::min(length, period.last - period.to) : -std::min(length, period.from - period.first);
    if (shift == 0) return;
    period.from += shift;
    period.to += shift;
  }
  period.show(model, intents);
}

void Timeline::play(const ViewModel& model, Intents& intents) {
  if (!playing_ || model.months.all.empty() || ImGui::GetTime() < next_step_) return;
  next_step_ = ImGui::GetTime() + kSecondsPerStep;
  Period period(model);
  if (!period.all() && period.to == period.last) {  // from the beginning again
    period.to = period.first + period.to - period.from;
    period.from = period.first;
    period.show(model, intents);
  } else {
    step(model, Step::next, intents);
  }
}

float Timeline::buttons_width(const Widgets& widgets) const {
  float width = -widgets.px(kButtonGap);
  for (const char* label : {"All months", "Previous", playing_ ? "Pause" : "Play", "Next"}) {
    width += std::max(widgets.least_target(), ImGui::CalcTextSize(label).x + widgets.px(2 * kButtonPadding)) +
             widgets.px(kButtonGap);
  }
  return width;
}

void Timeline::draw_buttons(Widgets& widgets, const ViewModel& model, Intents& intents) {
  const Period period(model);
  ImGui::PushStyleVar(ImGuiStyleVar_FramePadding, ImVec2(widgets.px(kButtonPadding), widgets.px(1)));
  ImGui::PushStyleVar(ImGuiStyleVar_ItemSpacing, ImVec2(widgets.px(kButtonGap), widgets.px(4)));
  ImGui::BeginDisabled(period.all());
  if (widgets.quiet_button("All months")) {
    Period whole = period;
    whole.from = whole.first;
    whole.to = whole.last;
    playing_ = false;
    whole.show(model, intents);
  }
  ImGui::EndDisabled();
  ImGui::SameLine();
  ImGui::BeginDisabled(!period.all() && period.from == period.first);
  if (widgets.quiet_button("Previous")) step(model, Step::previous, intents);
  widgets.tooltip(
      fmt::format("{} (key [ )", period.all() ? "The last month alone" : "As many months, just before these"));
  ImGui::EndDisabled();
  ImGui::SameLine();
  if (widgets.quiet_button(playing_ ? "Pause" : "Play")) toggle_play();
  widgets.tooltip(playing_ ? "Stay at these months (key . )" : "Step through the months by itself (key . )");
  ImGui::SameLine();
  ImGui::BeginDisabled(!period.all() && period.to == period.last);
  if (widgets.quiet_button("Next")) step(model, Step::next, intents);
  widgets.tooltip(
      fmt::format("{} (key ] )", period.all() ? "The first month alone" : "As many months, just after these"));
  ImGui::EndDisabled();
  ImGui::PopStyleVar(2);
}

}  // namespace wardscope::ui
