// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/operation_form.hpp"

#include <fmt/format.h>
#include <imgui.h>

#include <algorithm>
#include <array>
#include <utility>
#include <vector>

#include "ops/form_words.hpp"
#include "ops/operation_groups.hpp"
#include "ops/parameter_groups.hpp"
#include "ops/parameters.hpp"
#include "ui/form_choices.hpp"

namespace wardscope::ui {
namespace {

/// The folds of a form.
enum class FormGroup {
  main,       ///< what the answer depends on first: always open
  incidents,  ///< which incidents: type, period, days and hours
  more,       ///< assumptions and method
};

FormGroup form_group_of(std::string_view parameter, const std::vector<std::string>& folded) {
  if (ops::place_of(parameter).topic == ops::ParameterTopic::incidents) return FormGroup::incidents;
  return std::find(folded.begin(), folded.end(), parameter) != folded.end() ? FormGroup::more : FormGroup::main;
}

/// Draws a field for each parameter, writing straight into the operation's options.
class FormVisitor final : public core::ParameterVisitor {
 public:
  /// Draws the parameters of `group`, where those of `folded` are under "More options".
  struct Part {
    FormGroup group;
    const std::vector<std::string>& folded;
    const std::vector<std::string>& offered;  ///< files that were dropped
    bool watched = false;                     ///< numbers can be dragged, for the map follows
  };
  FormVisitor(Widgets& widgets, const ViewModel& model, const Part& part)
      : widgets_(widgets), model_(model), part_(part) {}

  void number(const core::ParameterSpec& spec, core::NumberRange range, double& value) override {
    if (hidden(spec)) return;
    const auto dragged = part_.watched ? ops::dragged_range(spec.name) : std::nullopt;
    label(spec, ops::range_in_words(range) + (dragged ? ". Drag the bar and watch the map; Run keeps it" : ""));
    if (widgets_.number(spec.label, value)) value = std::clamp(value, range.least, range.most);
    if (!dragged) return;
    dragged_ |= widgets_.drag_bar(fmt::format("{} slider", spec.label), value, dragged->least, dragged->most);
  }
  /// A hand moved one of the numbers that can be dragged.
  [[nodiscard]] bool dragged() const { return dragged_; }
  void integer(const core::ParameterSpec& spec, core::NumberRange range, std::int64_t& value) override {
    if (hidden(spec)) return;
    label(spec, ops::range_in_words(range));
    if (!widgets_.integer(spec.label, value)) return;
    if (static_cast<double>(value) < range.least) value = static_cast<std::int64_t>(range.least);
    if (static_cast<double>(value) > range.most) value = static_cast<std::int64_t>(range.most);
  }
  void flag(const core::ParameterSpec& spec, bool& value) override {
    if (hidden(spec)) return;
    widgets_.tick(spec.label, value);
    widgets_.explain(words(spec.summary));
  }
  void choice(const core::ParameterSpec& spec, std::span<const core::Choice> choices, std::size_t& index) override {
    if (hidden(spec)) return;
    label(spec, {});
    std::vector<std::string> labels;
    for (const core::Choice& choice : choices) labels.emplace_back(choice.label);
    widgets_.choice(spec.label, labels, index);
    if (index < choices.size()) chosen_.emplace_back(spec.name, choices[index].word);
  }
  void text(const core::ParameterSpec& spec, core::TextKind kind, std::string& value) override {
    if (hidden(spec)) return;
    label(spec, {});
    auto choices = choices_for(spec, kind, model_);
    if (!choices) {
      widgets_.text(spec.label, value);
      return;
    }
    choices->words.insert(choices->words.begin(), "");
    choices->labels.insert(choices->labels.begin(), choices->none);
    std::size_t index = choices->index_of(value);
    if (widgets_.choice(spec.label, choices->labels, index)) value = choices->words[index];
  }
  void texts(const core::ParameterSpec& spec, core::TextKind kind, std::vector<std::string>& values) override {
    if (hidden(spec)) return;
    label(spec, {});
    const auto choices = choices_for(spec, kind, model_);
    if (!choices) {
      list_of_texts(spec, values);
      if (kind == core::TextKind::input_path) list_files(values);
      return;
    }
    std::vector<std::string> labels;
    for (const std::string& value : values) {
      const std::size_t index = choices->index_of(value);
      labels.push_back(index < choices->labels.size() ? choices->labels[index] : value);
    }
    if (!widgets_.choices(spec.label, {choices->labels, choices->none}, labels)) return;
    values.clear();
    for (std::size_t i = 0; i < choices->labels.size(); ++i) {
      if (std::find(labels.begin(), labels.end(), choices->labels[i]) != labels.end())
        values.push_back(choices->words[i]);
    }
  }
  void optional_number(const core::ParameterSpec& spec, core::NumberRange range,
                       std::optional<double>& value) override {
    if (hidden(spec)) return;
    bool known = value.has_value();
    if (widgets_.tick(spec.label, known)) {
      value = known ? std::optional<double>(std::clamp(50.0, range.least, range.most)) : std::nullopt;
    }
    widgets_.explain(
        fmt::format("{}. Unticked: not known. Range: {}", words(spec.summary), ops::range_in_words(range)));
    if (value && widgets_.number(fmt::format("{} value", spec.label), *value))
      *value = std::clamp(*value, range.least, range.most);
  }

 private:
  /// In another group, or without effect as the choices before it stand.
  [[nodiscard]] bool hidden(const core::ParameterSpec& spec) const {
    return form_group_of(spec.name, part_.folded) != part_.group ||
           std::any_of(chosen_.begin(), chosen_.end(),
                       [&](const auto& chosen) { return !ops::counts_under(spec.name, chosen.first, chosen.second); });
  }
  [[nodiscard]] std::string words(std::string_view summary) const {
    return ops::in_form_words(summary, model_.registry, nullptr);
  }
  void label(const core::ParameterSpec& spec, const std::string& range) {
    const std::string summary = words(spec.summary);
    widgets_.field(spec.label, range.empty() ? summary : fmt::format("{}. Range: {}", summary, range));
  }
  /// One line a file: of several, the field shows the first alone.
  void list_files(const std::vector<std::string>& values) {
    if (values.empty()) return;
    if (values == part_.offered && !model_.recognised.empty()) {
      for (const std::string& line : model_.recognised) widgets_.muted(line);
    } else if (values.size() > 1) {
      for (const std::string& value : values) widgets_.muted(value.substr(value.find_last_of("/\\") + 1));
    }
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
  Part part_;
  bool dragged_ = false;
  std::vector<std::pair<std::string_view, std::string_view>> chosen_;  ///< parameter and word, of those seen so far
};

/// Visits and ignores; those below look at one kind of parameter only.
class QuietVisitor : public core::ParameterVisitor {
 public:
  void number(const core::ParameterSpec&, core::NumberRange, double&) override {}
  void integer(const core::ParameterSpec&, core::NumberRange, std::int64_t&) override {}
  void flag(const core::ParameterSpec&, bool&) override {}
  void choice(const core::ParameterSpec&, std::span<const core::Choice>, std::size_t&) override {}
  void text(const core::ParameterSpec&, core::TextKind, std::string&) override {}
  void texts(const core::ParameterSpec&, core::TextKind, std::vector<std::string>&) override {}
  void optional_number(const core::ParameterSpec&, core::NumberRange, std::optional<double>&) override {}
};

/// How many parameters a form has in each group.
class GroupCounter final : public QuietVisitor {
 public:
  explicit GroupCounter(const std::vector<std::string>& folded) : folded_(folded) {}
  void number(const core::ParameterSpec& spec, core::NumberRange, double&) override { count(spec); }
  void integer(const core::ParameterSpec& spec, core::NumberRange, std::int64_t&) override { count(spec); }
  void flag(const core::ParameterSpec& spec, bool&) override { count(spec); }
  void choice(const core::ParameterSpec& spec, std::span<const core::Choice>, std::size_t&) override { count(spec); }
  void text(const core::ParameterSpec& spec, core::TextKind, std::string&) override { count(spec); }
  void texts(const core::ParameterSpec& spec, core::TextKind, std::vector<std::string>&) override { count(spec); }
  void optional_number(const core::ParameterSpec& spec, core::NumberRange, std::optional<double>&) override {
    count(spec);
  }
  [[nodiscard]] int of(FormGroup group) const { return counts_[static_cast<std::size_t>(group)]; }

 private:
  void count(const core::ParameterSpec& spec) {
    ++counts_[static_cast<std::size_t>(form_group_of(spec.name, folded_))];
  }
  const std::vector<std::string>& folded_;
  std::array<int, 3> counts_{};
};

/// Fills the parameters that choose incidents from the map's filter: what is computed is what is seen.
class FilterFiller final : public QuietVisitor {
 public:
  explicit FilterFiller(const borough::IncidentFilter& filter) : filter_(filter) {}
  void integer(const core::ParameterSpec& spec, core::NumberRange, std::int64_t& value) override {
    if (spec.name == "first-hour") value = filter_.first_hour;
    if (spec.name == "last-hour") value = filter_.last_hour;
  }
  void text(const core::ParameterSpec& spec, core::TextKind, std::string& value) override {
    if (spec.name == "from") value = filter_.from;
    if (spec.name == "to") value = filter_.to;
  }
  void texts(const core::ParameterSpec& spec, core::TextKind, std::vector<std::string>& values) override {
    if (spec.name == "type") values = filter_.types;
    if (spec.name == "weekday") values = filter_.weekdays;
  }

 private:
  const borough::IncidentFilter& filter_;
};

/// Fills the first list of input files.
class FileFiller final : public QuietVisitor {
 public:
  explicit FileFiller(const std::vector<std::string>& files) : files_(files) {}
  void texts(const core::ParameterSpec&, core::TextKind kind, std::vector<std::string>& values) override {
    if (kind == core::TextKind::input_path && !std::exchange(filled_, true)) values = files_;
  }

 private:
  const std::vector<std::string>& files_;
  bool filled_ = false;
};

}  // namespace

void OperationForm::draw(Widgets& widgets, const ViewModel& model, Intents& intents) {
  if (std::exchange(fresh_, false)) ImGui::SetScrollY(0.0F);
  if (std::exchange(left_preview_, false)) intents.push_back(EndPreview{});
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
  for (const std::string_view group : ops::kGroups) {
    bool headed = false;
    for (const auto& operation : model.registry.all()) {
      const ops::OperationInfo& info = operation->info();
      if (info.use == ops::WorkspaceUse::none || info.group != group) continue;
      if (!headed) widgets.heading(group);
      headed = true;
      if (widgets.card(std::string(info.title) + "…", info.summary)) choose(*operation, model);
    }
  }
}

void OperationForm::leave() {
  left_preview_ = left_preview_ || std::exchange(previewing_, false);
  made_ready_ = false;
}

void OperationForm::choose(const ops::Operation& operation, const ViewModel& model) {
  leave();
  operation_ = operation.clone();
  folded_ = ops::folded_parameters(*operation_);
  // What can be dragged while the map follows is not folded away.
  if (can_preview(model)) std::erase_if(folded_, [](const std::string& name) { return ops::dragged_range(name); });
  fresh_ = true;
  show_method_ = false;
  show_incidents_ = false;
  show_more_ = false;
  FilterFiller filler(model.project.filter);
  operation_->describe(filler);
}

void OperationForm::open(const ops::OperationRegistry& registry, std::string_view name,
                         const std::vector<std::string>& files) {
  auto operation = registry.make(name);
  if (!operation) return;
  leave();
  operation_ = std::move(operation);
  folded_ = ops::folded_parameters(*operation_);
  fresh_ = true;
  show_more_ = false;
  offered_ = files;
  FileFiller filler(files);
  operation_->describe(filler);
}

void OperationForm::open(const ViewModel& model, std::string_view name) {
  if (const auto operation = model.registry.make(name)) choose(*operation, model);
}

void OperationForm::draw_groups(Widgets& widgets, const ViewModel& model) {
  GroupCounter counter(folded_);
  operation_->describe(counter);
  const auto draw_group = [&](FormGroup group) {
    FormVisitor form(widgets, model, {group, folded_, offered_, can_preview(model)});
    operation_->describe(form);
    if (form.dragged()) previewing_ = true;
  };
  draw_group(FormGroup::main);
  if (counter.of(FormGroup::incidents) > 0) {
    ImGui::Spacing();
    if (widgets.fold("Which incidents", show_incidents_)) show_incidents_ = !show_incidents_;
    if (!show_incidents_) widgets.muted("As the map's filter was when this form was opened");
    if (show_incidents_) draw_group(FormGroup::incidents);
  }
  if (counter.of(FormGroup::more) > 0) {
    if (widgets.fold(fmt::format("More options ({})", counter.of(FormGroup::more)), show_more_))
      show_more_ = !show_more_;
    if (show_more_) draw_group(FormGroup::more);
  }
}

bool OperationForm::can_preview(const ViewModel& model) const {
  return std::find(model.previewed.begin(), model.previewed.end(), operation_->info().name) != model.previewed.end();
}

void OperationForm::ask_for_preview(const ViewModel& model, Intents& intents) {
  if (!can_preview(model)) return;
  const auto ask = [&](PreviewOperation::Wish wish) {
    intents.push_back(PreviewOperation{std::shared_ptr<const ops::Operation>(operation_->clone()), wish});
  };
  if (!std::exchange(made_ready_, true)) ask(PreviewOperation::Wish::make_ready);
  if (!previewing_ || !ops::check_parameters(*operation_)) return;
  std::string parameters;
  for (const ops::ParameterDescription& one : ops::describe_parameters(*operation_))
    parameters += one.default_text + '\n';
  if (parameters == previewed_as_) return;
  previewed_as_ = std::move(parameters);
  ask(PreviewOperation::Wish::show);
}

void OperationForm::draw_form(Widgets& widgets, const ViewModel& model, Intents& intents) {
  if (previewing_ && !model.preview.asked) previewing_ = false;  // taken off the map, or replaced by the result
  if (!previewing_) previewed_as_.clear();
  if (widgets.quiet_button("← All operations")) {
    leave();
    operation_.reset();
    fresh_ = true;
    return;
  }
  const ops::OperationInfo& info = operation_->info();
  widgets.title(info.title);
  widgets.muted(info.summary);
  ImGui::Separator();
  draw_groups(widgets, model);
  ask_for_preview(model, intents);
  if (previewing_ && !model.preview.trouble.empty())
    widgets.muted("No preview: " + ops::in_form_words(model.preview.trouble, model.registry, operation_.get()));
  ImGui::Spacing();
  const auto check = ops::check_parameters(*operation_);
  if (!check) widgets.muted(ops::in_form_words(check.error().message, model.registry, operation_.get()));
  ImGui::BeginDisabled(!check);
  const bool pressed = widgets.primary_button("Run", -1.0F);
  widgets.tooltip("Ctrl+Enter, wherever the keyboard is");
  const bool keyed = ImGui::GetIO().KeyCtrl && ImGui::IsKeyPressed(ImGui::GetKeyIndex(ImGuiKey_Enter), false);
  if (pressed || (keyed && check)) {
    intents.push_back(RunOperation{std::shared_ptr<const ops::Operation>(operation_->clone())});
  }
  ImGui::EndDisabled();
  if (widgets.fold("How it is computed", show_method_)) show_method_ = !show_method_;
  if (show_method_) widgets.muted(ops::in_form_words(info.method, model.registry, operation_.get()));
}

}  // namespace wardscope::ui
