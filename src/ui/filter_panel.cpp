// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/filter_panel.hpp"

#include <fmt/format.h>
#include <imgui.h>

#include <algorithm>
#include <array>

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

void push(const ViewModel& model, borough::IncidentFilter filter, const char* label, const char* merge_key, Intents& intents) {
  project::Project next = model.project;
  next.filter = std::move(filter);
  intents.push_back(EditProject{label, std::move(next), merge_key});
}

}  // namespace

void draw_filter_panel(Widgets& widgets, const ViewModel& model, Intents& intents) {
  const borough::IncidentFilter& filter = model.project.filter;
  widgets.heading("Incidents shown");
  if (!model.dataset.incidents) {
    widgets.muted("No incidents in this workspace yet.");
    return;
  }
  const auto all = static_cast<std::int64_t>(model.dataset.incidents->size());
  widgets.muted(fmt::format("{} of {} recorded incidents with a place", core::with_thousands(model.incidents_shown),
                            core::with_thousands(all)));
  std::vector<std::string> types;
  types.reserve(model.types.size());
  for (const TypeCounts& type : model.types) types.push_back(type.type);
  std::vector<std::string> chosen = filter.types;
  ImGui::TextUnformatted("Types");
  if (widgets.choices("Types", types, chosen)) {
    borough::IncidentFilter next = filter;
    next.types = std::move(chosen);
    push(model, std::move(next), "filter by type", "filter-type", intents);
  }
  std::vector<std::string> labels;
  std::size_t current = presets().size();
  for (std::size_t i = 0; i < presets().size(); ++i) {
    const Preset& preset = presets()[i];
    labels.emplace_back(preset.label);
    if (preset.first_hour == filter.first_hour && preset.last_hour == filter.last_hour && preset.weekdays == filter.weekdays) current = i;
  }
  ImGui::TextUnformatted("Hours");
  if (widgets.choice("Hours", labels, current)) {
    borough::IncidentFilter next = filter;
    next.weekdays = presets()[current].weekdays;
    next.first_hour = presets()[current].first_hour;
    next.last_hour = presets()[current].last_hour;
    push(model, std::move(next), "filter by hour", "filter-hour", intents);
  }
  const bool filtered = !filter.types.empty() || !filter.from.empty() || !filter.to.empty() || !filter.weekdays.empty() ||
                        filter.first_hour != 0 || filter.last_hour != 23;
  if (filtered && widgets.quiet_button("Show all incidents")) push(model, {}, "show all incidents", "", intents);
}

}  // namespace wardscope::ui
