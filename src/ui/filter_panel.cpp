// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/filter_panel.hpp"

#include <fmt/format.h>
#include <imgui.h>

#include <algorithm>
#include <cmath>

#include "borough/place_sharing.hpp"
#include "core/text.hpp"

namespace wardscope::ui {
namespace {

struct Preset {
  const char* label;
  std::vector<std::string> weekdays;
  std::int64_t first_hour;
  std::int64_t last_hour;
};

/// The windows that analysts ask for by name (usability: night-time economy, school run).
const std::vector<Preset>& presets() {
  static const std::vector<Preset> kPresets = {
      {"All hours", {}, 0, 23},
      {"Night-time economy (Fri–Sat 20–05)", {"Friday", "Saturday"}, 20, 5},
      {"School run (Mon–Fri 15–16)", {"Monday", "Tuesday", "Wednesday", "Thursday", "Friday"}, 15, 16},
      {"Daytime (07–18)", {}, 7, 18},
      {"Night (22–05)", {}, 22, 5},
  };
  return kPresets;
}

void push(const ViewModel& model, borough::IncidentFilter filter, const char* label, const char* merge_key,
          Intents& intents) {
  project::Project next = model.project;
  next.filter = std::move(filter);
  intents.push_back(EditProject{label, std::move(next), merge_key});
}

/// How much there is to know before the numbers are used. @returns true where it was clicked
bool draw_quality_link(Widgets& widgets, const ViewModel& model) {
  const auto whole = std::find_if(model.quality.begin(), model.quality.end(),
                                  [](const QualityNote& note) { return note.of == QualityNote::Of::workspace; });
  if (whole == model.quality.end()) return false;
  const std::size_t remarks = whole->remarks.size();
  return widgets.link(remarks == 0 ? "Data quality"
                                   : fmt::format("Data quality: {} {}", remarks, remarks == 1 ? "remark" : "remarks"));
}

bool all_hours(const borough::IncidentFilter& filter) {
  return filter.weekdays.empty() && filter.first_hour == 0 && filter.last_hour == 23;
}

}  // namespace

FilterRequest FilterPanel::draw(Widgets& widgets, const ViewModel& model, Intents& intents) {
  const borough::IncidentFilter& filter = model.project.filter;
  widgets.heading("Incidents shown");
  if (!model.dataset.incidents) {
    widgets.muted(model.loaded ? "No incidents in this workspace yet." : "The workspace is being opened.");
    return FilterRequest::none;
  }
  const auto all = static_cast<std::int64_t>(model.dataset.incidents->size());
  widgets.muted(fmt::format("{} of {} with a known place", core::with_thousands(model.incidents_shown),
                            core::with_thousands(all)));
  if (!model.no_street_level.empty()) {
    widgets.muted(borough::kNoStreetLevel);
    widgets.tooltip(model.no_street_level);
  }
  const auto request = draw_quality_link(widgets, model) ? FilterRequest::show_quality : FilterRequest::none;
  std::vector<std::string> types;
  types.reserve(model.types.size());
  for (const TypeCounts& type : model.types) types.push_back(type.type);
  std::vector<std::string> chosen = filter.types;
  ImGui::TextUnformatted("Types");
  if (widgets.choices("Types", {types}, chosen)) {
    borough::IncidentFilter next = filter;
    next.types = std::move(chosen);
    push(model, std::move(next), "filter by type", "filter-type", intents);
  }
  std::vector<std::string> labels;
  std::size_t current = presets().size();
  for (std::size_t i = 0; i < presets().size(); ++i) {
    const Preset& preset = presets()[i];
    labels.emplace_back(preset.label);
    if (preset.first_hour == filter.first_hour && preset.last_hour == filter.last_hour &&
        preset.weekdays == filter.weekdays)
      current = i;
  }
  labels.emplace_back("Choose days and hours…");
  const std::size_t own = presets().size();
  if (own_hours_) current = own;
  ImGui::TextUnformatted("Hours");
  if (widgets.choice("Hours", labels, current)) {
    own_hours_ = current == own;
    if (!own_hours_) {
      borough::IncidentFilter next = filter;
      next.weekdays = presets()[current].weekdays;
      next.first_hour = presets()[current].first_hour;
      next.last_hour = presets()[current].last_hour;
      push(model, std::move(next), "filter by hour", "filter-hour", intents);
    }
  }
  if (current == own) draw_own_hours(widgets, model, intents);
  const bool filtered = !filter.types.empty() || !filter.from.empty() || !filter.to.empty() || !all_hours(filter);
  if (filtered && widgets.quiet_button("Show all incidents")) {
    own_hours_ = false;
    push(model, {}, "show all incidents", "", intents);
  }
  return request;
}

void FilterPanel::draw_own_hours(Widgets& widgets, const ViewModel& model, Intents& intents) {
  static const std::vector<std::string> kDays = {"Monday", "Tuesday",  "Wednesday", "Thursday",
                                                 "Friday", "Saturday", "Sunday"};
  borough::IncidentFilter next = model.project.filter;
  bool changed = widgets.choices("Weekdays", {kDays, "Every day"}, next.weekdays);
  // In the week's order, however they were ticked: the same days are the same filter.
  std::sort(next.weekdays.begin(), next.weekdays.end(), [](const std::string& a, const std::string& b) {
    return std::find(kDays.begin(), kDays.end(), a) < std::find(kDays.begin(), kDays.end(), b);
  });
  constexpr double kLastHour = 23.0;
  double first = static_cast<double>(next.first_hour);
  double last = static_cast<double>(next.last_hour);
  changed = widgets.slider("From the hour", first, 0.0, kLastHour, "%.0f:00") || changed;
  changed = widgets.slider("to the end of the hour", last, 0.0, kLastHour, "%.0f:59") || changed;
  if (last < first) widgets.muted("Past midnight, into the next day");
  next.first_hour = static_cast<std::int64_t>(std::lround(first));
  next.last_hour = static_cast<std::int64_t>(std::lround(last));
  const borough::IncidentFilter& now = model.project.filter;
  if (changed &&
      (next.weekdays != now.weekdays || next.first_hour != now.first_hour || next.last_hour != now.last_hour)) {
    push(model, std::move(next), "filter by day and hour", "filter-own-hours", intents);
  }
}

}  // namespace wardscope::ui
