// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/operation_form.hpp"

#include <fmt/format.h>
#include <imgui.h>

#include <algorithm>
#include <utility>
#include <vector>

#include "ops/parameters.hpp"

namespace wardscope::ui {
namespace {

std::vector<std::string> area_names(const ViewModel& model) {
  std::vector<std::string> names;
  if (const auto wards = borough::areas_of(model.dataset, borough::AreaKind::ward)) {
    for (const borough::Area& area : wards->areas) names.push_back(area.name);
  }
  std::sort(names.begin(), names.end());
  return names;
}

/// Draws a field for each parameter, writing straight into the operation's options.
class FormVisitor final : public core::ParameterVisitor {
 public:
  FormVisitor(Widgets& widgets, const ViewModel& model) : widgets_(widgets), model_(model) {}

  void number(const core::ParameterSpec& spec, core::NumberRange range, double& value) override {
    label(spec, ops::range_in_words(range));
    if (widgets_.number(spec.label, value)) value = std::clamp(value, range.least, range.most);
  }
  void integer(const core::ParameterSpec& spec, core::NumberRange range, std::int64_t& value) override {
    label(spec, ops::range_in_words(range));
    if (!widgets_.integer(spec.label, value)) return;
    if (static_cast<double>(value) < range.least) value = static_cast<std::int64_t>(range.least);
    if (static_cast<double>(value) > range.most) value = static_cast<std::int64_t>(range.most);
  }
  void flag(const core::ParameterSpec& spec, bool& value) override {
    widgets_.tick(spec.label, value);
    widgets_.explain(spec.summary);
  }
  void choice(const core::ParameterSpec& spec, std::span<const core::Choice> choices, std::size_t& index) override {
    label(spec, {});
    std::vector<std::string> labels;
    for (const core::Choice& choice : choices) labels.emplace_back(choice.label);
    widgets_.choice(spec.label, labels, index);
  }
  void text(const core::ParameterSpec& spec, core::TextKind kind, std::string& value) override {
    label(spec, {});
    if (kind != core::TextKind::area_name) {
      widgets_.text(spec.label, value);
      return;
    }
    std::vector<std::string> names = area_names(model_);
    names.insert(names.begin(), "");
    auto index = static_cast<std::size_t>(std::find(names.begin(), names.end(), value) - names.begin());
    if (widgets_.choice(spec.label, names, index)) value = names[index];
  }
  void texts(const core::ParameterSpec& spec, core::TextKind kind, std::vector<std::string>& values) override {
    label(spec, {});
    if (spec.name == "type") {
      std::vector<std::string> types;
      for (const TypeCounts& type : model_.types) types.push_back(type.type);
      widgets_.choices(spec.label, types, values);
    } else if (spec.name == "weekday") {
      widgets_.choices(spec.label, {"Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"}, values);
    } else if (kind == core::TextKind::area_name) {
      widgets_.choices(spec.label, area_names(model_), values);
    } else {
      list_of_texts(spec, values);
    }
  }
  void optional_number(const core::ParameterSpec& spec, core::NumberRange range, std::optional<double>& value) override {
    bool known = value.has_value();
    if (widgets_.tick(spec.label, known)) {
      value = known ? std::optional<double>(std::clamp(50.0, range.least, range.most)) : std::nullopt;
    }
    widgets_.explain(fmt::format("{}. Unticked: not known. Range: {}", spec.summary, ops::range_in_words(range)));
    if (value && widgets_.number(fmt::format("{} value", spec.label), *value)) *value = std::clamp(*value, range.least, range.most);
  }

 private:
  void label(const core::ParameterSpec& spec, const std::string& range) {
    widgets_.paragraph(spec.label);
    widgets_.explain(range.empty() ? std::string(spec.summary) : fmt::format("{}. Range: {}", spec.summary, range));
  }
  /// Semicolons between, which file names and headings seldom hold.
  void list_of_texts(const core::ParameterSpec& spec, std::vector<std::string>& values) {
    std::string line;
    for (const std::string& value : values) line += line.empty() ? value : ";" + value;
    if (!widgets_.text(spec.label, line, "several with ; between")) return;
    values.clear();
    for (std::size_t start = 0; !line.empty() && start <= line.size();) {
      const std::size_t end = std::min(line.find(';', start), line.size());
      values.push_back(line.substr(start, end - start));
      start = end + 1;
    }
  }

  Widgets& widgets_;
  const ViewModel& model_;
};

}  // namespace

void OperationForm::draw(Widgets& widgets, const ViewModel& model, Intents& intents) {
  if (operation_) {
    draw_form(widgets, model, intents);
  } else {
    draw_list(widgets, model);
  }
  if (!model.findings.empty()) {
    ImGui::Separator();
    widgets.heading("What it shows");
    for (const std::string& finding : model.findings) widgets.paragraph(finding);
  }
}

void OperationForm::draw_list(Widgets& widgets, const ViewModel& model) {
  // Analysis first: it is what the window is for.
  for (const std::string_view group : {"Analysis", "Output", "Import", "Workspace"}) {
    bool headed = false;
    for (const auto& operation : model.registry.all()) {
      const ops::OperationInfo& info = operation->info();
      if (info.use == ops::WorkspaceUse::none || info.group != group) continue;
      if (!headed) widgets.heading(group);
      headed = true;
      if (widgets.row(std::string(info.title) + "…", false)) operation_ = operation->clone();
      widgets.tooltip(info.summary);
    }
  }
}

void OperationForm::draw_form(Widgets& widgets, const ViewModel& model, Intents& intents) {
  if (widgets.quiet_button("← All operations")) {
    operation_.reset();
    return;
  }
  const ops::OperationInfo& info = operation_->info();
  widgets.title(info.title);
  widgets.muted(info.summary);
  ImGui::Separator();
  FormVisitor form(widgets, model);
  operation_->describe(form);
  ImGui::Spacing();
  const auto check = ops::check_parameters(*operation_);
  if (!check) widgets.muted(check.error().message);
  ImGui::BeginDisabled(!check);
  if (widgets.primary_button("Run", -1.0F)) {
    intents.push_back(RunOperation{std::shared_ptr<const ops::Operation>(operation_->clone())});
  }
  ImGui::EndDisabled();
  if (ImGui::TreeNodeEx("How it is computed", ImGuiTreeNodeFlags_SpanAvailWidth)) {
    widgets.muted(info.method);
    ImGui::TreePop();
  }
}

}  // namespace wardscope::ui
