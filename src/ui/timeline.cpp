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

constexpr float kHeight = 58.0F;      // px at 96 dpi: bars and labels
constexpr float kLabelHeight = 17.0F;
constexpr unsigned kSelected = 0x188A5A0FU;  // the accent, nearly clear
constexpr double kSecondsPerStep = 0.7;  // playing: slow enough to read a map
constexpr float kGripReach = 7.0F;    // px on each side of a handle

std::string month_word(int month_index) {
  return fmt::format("{:04}-{:02}", 1970 + month_index / 12, month_index % 12 + 1);
}

std::optional<int> month_of(const std::string& word) {
  const auto parsed = core::parse_time(word);
  if (!parsed) return std::nullopt;
  return core::month_index(parsed->minute);
}

/// The shown months and those there are.
struct Period {
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
};

void show_period(const ViewModel& model, const Period& months, Intents& intents) {
  project::Project next = model.project;
  next.filter.from = months.from == months.first ? std::string() : month_word(months.from);
  next.filter.to = months.to == months.last ? std::string() : month_word(months.to);
  intents.push_back(EditProject{"change the period", std::move(next), "period"});
}

struct Frame {
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

void draw_bars(const Widgets& widgets, const ViewModel& model, const Frame& frame) {
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
    list->AddText(widgets.fonts().small, widgets.fonts().small->FontSize, {x + widgets.px(3), base + 2}, colour::kMuted, label.c_str());
    last_end = x + ImGui::CalcTextSize(label.c_str()).x;
  }
}

}  // namespace

void Timeline::draw(Widgets& widgets, const ViewModel& model, Intents& intents) {
  const MonthlyCounts& months = model.months;
  if (months.all.empty()) {
    widgets.muted("No incidents with a known month.");
    return;
  }
  play(model, intents);
  draw_heading(widgets, model, intents);
  Frame frame;
  frame.low = ImGui::GetCursorScreenPos();
  frame.width = std::max(1.0F, ImGui::GetContentRegionAvail().x);
  frame.height = widgets.px(kHeight);
  frame.first = months.first_month;
  frame.count = static_cast<int>(months.all.size());
  Period period(model);
  const int last_month = period.last;
  const int from = period.from;
  const int to = period.to;

  ImGui::InvisibleButton("timeline", {frame.width, frame.height});
  const bool hovered = ImGui::IsItemHovered();
  draw_bars(widgets, model, frame);
  ImDrawList* list = ImGui::GetWindowDrawList();
  const float left = frame.x_of(from);
  const float right = frame.x_of(to + 1);
  const float base = frame.low.y + frame.height - widgets.px(kLabelHeight);
  list->AddRectFilled({left, frame.low.y}, {right, base}, kSelected);
  for (const float x : {left, right}) {
    list->AddRectFilled({x - 2, frame.low.y}, {x + 2, base}, colour::kAccent, 2.0F);
  }
  const float mouse = ImGui::GetIO().MousePos.x;
  const int month = frame.month_at(mouse);
  if (hovered) {
    const auto at = static_cast<std::size_t>(month - frame.first);
    widgets.tooltip(fmt::format("{}: {} recorded, {} shown", core::month_name(month), core::with_thousands(months.all[at]),
                                core::with_thousands(months.shown[at])));
  }
  if (ImGui::IsItemActivated()) {
    const float reach = widgets.px(kGripReach);
    grip_ = std::abs(mouse - left) <= reach    ? Grip::first
            : std::abs(mouse - right) <= reach ? Grip::last
            : from != frame.first || to != last_month ? (mouse > left && mouse < right ? Grip::whole : Grip::first)
                                                      : Grip::last;
    if (grip_ == Grip::last && std::abs(mouse - right) > reach) grip_ = Grip::none;
    grip_month_ = month;
    grip_first_ = from;
    grip_last_ = to;
  }
  if (!ImGui::IsItemActive()) grip_ = Grip::none;
  int next_from = from;
  int next_to = to;
  if (grip_ == Grip::first) next_from = std::min(month, to);
  if (grip_ == Grip::last) next_to = std::max(month, from);
  if (grip_ == Grip::whole) {
    const int shift = std::clamp(month - grip_month_, frame.first - grip_first_, last_month - grip_last_);
    next_from = grip_first_ + shift;
    next_to = grip_last_ + shift;
  }
  if (hovered && ImGui::IsMouseDoubleClicked(ImGuiMouseButton_Left)) {
    next_from = frame.first;
    next_to = last_month;
  }
  if (next_from == from && next_to == to) return;
  period.from = next_from;
  period.to = next_to;
  show_period(model, period, intents);
}

void Timeline::step(const ViewModel& model, Step step, Intents& intents) {
  if (model.months.all.empty()) return;
  Period period(model);
  if (period.all()) {
    period.from = period.to = step == Step::on ? period.first : period.last;
  } else {
    const int length = period.to - period.from + 1;
    const int shift = step == Step::on ? std::min(length, period.last - period.to) : -std::min(length, period.from - period.first);
    if (shift == 0) return;
    period.from += shift;
    period.to += shift;
  }
  show_period(model, period, intents);
}

void Timeline::play(const ViewModel& model, Intents& intents) {
  if (!playing_ || ImGui::GetTime() < next_step_) return;
  next_step_ = ImGui::GetTime() + kSecondsPerStep;
  Period period(model);
  if (!period.all() && period.to == period.last) {  // from the beginning again
    period.to = period.first + period.to - period.from;
    period.from = period.first;
    show_period(model, period, intents);
  } else {
    step(model, Step::on, intents);
  }
}

void Timeline::draw_heading(Widgets& widgets, const ViewModel& model, Intents& intents) {
  const Period period(model);
  ImGui::PushStyleVar(ImGuiStyleVar_FramePadding, ImVec2(widgets.px(6), widgets.px(1)));
  ImGui::AlignTextToFramePadding();
  ImGui::PushFont(widgets.fonts().bold);
  ImGui::TextUnformatted("Recorded incidents by month");
  ImGui::PopFont();
  ImGui::SameLine(0.0F, widgets.px(12));
  const std::string months = period.from == period.to
                                 ? core::month_name(period.from)
                                 : fmt::format("{} to {}", core::month_name(period.from), core::month_name(period.to));
  ImGui::TextUnformatted(months.c_str());
  const char* const play_label = playing_ ? "Pause" : "Play";
  float width = 0.0F;
  for (const char* label : {"All months", "Back", play_label, "On"}) {
    width += ImGui::CalcTextSize(label).x + 2 * ImGui::GetStyle().FramePadding.x + ImGui::GetStyle().ItemSpacing.x;
  }
  ImGui::SameLine(std::max(ImGui::GetCursorPosX(), ImGui::GetWindowWidth() - width - widgets.px(6)));
  ImGui::BeginDisabled(period.all());
  if (widgets.quiet_button("All months")) {
    Period whole = period;
    whole.from = whole.first;
    whole.to = whole.last;
    playing_ = false;
    show_period(model, whole, intents);
  }
  ImGui::EndDisabled();
  ImGui::SameLine();
  if (widgets.quiet_button("Back")) step(model, Step::back, intents);
  widgets.tooltip("The period before ( [ )");
  ImGui::SameLine();
  if (widgets.quiet_button(play_label)) toggle_play();
  widgets.tooltip("Step through the months ( . )");
  ImGui::SameLine();
  if (widgets.quiet_button("On")) step(model, Step::on, intents);
  widgets.tooltip("The next period ( ] )");
  ImGui::PopStyleVar();
}

}  // namespace wardscope::ui
