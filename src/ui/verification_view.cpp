// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/verification_view.hpp"

#include <fmt/format.h>
#include <imgui.h>

#include <algorithm>
#include <memory>
#include <utility>

#include "ops/parameters.hpp"
#include "verification/book.hpp"
#include "verification/formula.hpp"
#include "verification/words.hpp"

namespace wardscope::ui {
namespace {

using verification::readable;

/// Room that the lines below the chapters take.
constexpr float kSavingHeight = 74.0F;  // px at 96 dpi

/// How formulas and the words about them are written.
struct Hand {
  ImFont* face = nullptr;
  unsigned ink = colour::kInk;
};

/// A formula, or words with formulas among them: indices stand lower and exponents higher than the letters. Lines break
/// at blanks.
void draw_set(std::string_view formula, const Hand& hand) {
  constexpr float kSmaller = 0.76F;
  const ImVec2 at = ImGui::GetCursorScreenPos();
  const float right = at.x + ImGui::GetContentRegionAvail().x;
  const float line = hand.face->FontSize * 1.3F;
  ImDrawList* list = ImGui::GetWindowDrawList();
  float x = at.x;
  float y = at.y;
  const auto put = [&](std::string_view text, verification::Script script) {
    const bool normal = script == verification::Script::normal;
    const float size = hand.face->FontSize * (normal ? 1.0F : kSmaller);
    const float drop = normal ? 0.0F : hand.face->FontSize * (script == verification::Script::below ? 0.42F : -0.1F);
    const float width = hand.face->CalcTextSizeA(size, 1e6F, 0.0F, text.data(), text.data() + text.size()).x;
    if (normal && x > at.x && x + width > right) {
      x = at.x;
      y += line;
    }
    list->AddText(hand.face, size, {x, y + drop}, hand.ink, text.data(), text.data() + text.size());
    x += width;
  };
  for (const verification::FormulaRun& run : verification::formula_runs(formula)) {
    std::string_view rest = run.text;
    while (!rest.empty()) {  // word by word, each with the blank that follows it
      const std::size_t blank = run.script == verification::Script::normal ? rest.find(' ') : std::string_view::npos;
      const std::size_t end = blank == std::string_view::npos ? rest.size() : blank + 1;
      put(rest.substr(0, end), run.script);
      rest.remove_prefix(end);
    }
  }
  ImGui::Dummy({0.0F, y - at.y + line});
}

void draw_cell(std::string_view text, unsigned ink) {
  ImGui::TableNextColumn();
  ImGui::PushStyleColor(ImGuiCol_Text, ink);
  ImGui::PushTextWrapPos(0.0F);
  ImGui::TextUnformatted(text.data(), text.data() + text.size());
  ImGui::PopTextWrapPos();
  ImGui::PopStyleColor();
}

void set_up_columns(std::initializer_list<std::pair<const char*, float>> columns) {
  for (const auto& [name, weight] : columns) {
    ImGui::TableSetupColumn(name, ImGuiTableColumnFlags_WidthStretch, weight);
  }
  ImGui::TableHeadersRow();
}

void draw_checks(const verification::Statistic& statistic) {
  constexpr ImGuiTableFlags kFlags = ImGuiTableFlags_BordersInnerH | ImGuiTableFlags_SizingStretchProp;
  if (!ImGui::BeginTable("checks", 5, kFlags)) return;
  set_up_columns(
      {{"Number", 2.6F}, {"Expected", 2.2F}, {"Ours", 2.2F}, {"Agrees", 0.8F}, {"Expected number from", 2.6F}});
  for (const verification::Check& check : statistic.checks) {
    ImGui::TableNextRow();
    const unsigned ink = agrees(check) ? colour::kInk : colour::kError;
    draw_cell(check.of, ink);
    draw_cell(readable(check.expected), ink);
    draw_cell(readable(ours_as_printed(check)), ink);
    draw_cell(agreement_word(check), ink);
    draw_cell(check.source, colour::kMuted);
  }
  ImGui::EndTable();
}

void draw_conventions(Widgets& widgets, const verification::Statistic& statistic) {
  if (statistic.conventions.empty()) return;
  widgets.muted("Where programs differ: " + statistic.convention_question);
  constexpr ImGuiTableFlags kFlags = ImGuiTableFlags_BordersInnerH | ImGuiTableFlags_SizingStretchProp;
  if (!ImGui::BeginTable("conventions", 4, kFlags)) return;
  set_up_columns({{"Program or convention", 2.6F}, {"Its number", 1.2F}, {"Ours?", 0.6F}, {"Why", 4.4F}});
  for (const verification::Convention& convention : statistic.conventions) {
    ImGui::TableNextRow();
    const bool ours = convention.whose == verification::Whose::ours;
    draw_cell(convention.tool, colour::kInk);
    draw_cell(readable(as_printed(convention)), colour::kInk);
    draw_cell(ours ? "ours" : "–", colour::kInk);
    draw_cell(convention.why, colour::kMuted);
  }
  ImGui::EndTable();
}

void draw_chapter(Widgets& widgets, const verification::Chapter& chapter) {
  widgets.paragraph(chapter.intro);
  for (std::size_t i = 0; i < chapter.statistics.size(); ++i) {
    const verification::Statistic& statistic = chapter.statistics[i];
    ImGui::PushID(static_cast<int>(i));
    widgets.heading(statistic.name);
    draw_set(statistic.formula, {widgets.fonts().body});
    draw_set(fmt::format("where {}. After {}. Data: {}.{}", statistic.symbols, statistic.literature, statistic.data,
                         statistic.unit.empty() ? "" : fmt::format(" Unit: {}.", statistic.unit)),
             {widgets.fonts().small, colour::kMuted});
    draw_checks(statistic);
    draw_conventions(widgets, statistic);
    ImGui::Spacing();
    ImGui::PopID();
  }
}

}  // namespace

void VerificationView::draw(Widgets& widgets, const ViewModel& model, Intents& intents) {
  if (model.book == nullptr) {
    widgets.paragraph("Recomputing every statistic on the built-in data …");
    if (!asked_) intents.push_back(RecomputeBook{});
    asked_ = true;
    return;
  }
  const verification::Agreement found = agreement(*model.book);
  ImGui::PushStyleColor(ImGuiCol_Text, found.disagreeing == 0 ? colour::kGood : colour::kError);
  widgets.heading(verdict(found));
  ImGui::PopStyleColor();
  widgets.muted(
      "Each statistic was recomputed just now on small built-in data, by the code that works on yours, and is held "
      "against another program's number, a published table or a calculation by hand.");
  ImGui::BeginChild("chapters", {0.0F, -widgets.px(kSavingHeight)}, false, ImGuiWindowFlags_NavFlattened);
  draw_chapters(widgets, model);
  ImGui::EndChild();
  draw_saving(widgets, model, intents);
}

void VerificationView::draw_chapters(Widgets& widgets, const ViewModel& model) {
  for (std::size_t i = 0; i < model.book->size(); ++i) {
    const verification::Chapter& chapter = (*model.book)[i];
    const verification::Agreement own = agreement(chapter);
    const std::string label =
        fmt::format("{}  {}: {} of {} numbers agree", i + 1, chapter.title, own.checks - own.disagreeing, own.checks);
    if (widgets.fold(label, open_ == i)) open_ = open_ == i ? kNone : i;
    if (open_ != i) continue;
    ImGui::PushID(static_cast<int>(i));
    ImGui::Indent(widgets.px(18));
    draw_chapter(widgets, chapter);
    ImGui::Unindent(widgets.px(18));
    ImGui::PopID();
  }
}

void VerificationView::draw_saving(Widgets& widgets, const ViewModel& model, Intents& intents) {
  widgets.field("File (.pdf, .html or .csv)", {});
  bool pressed = false;
  if (ImGui::BeginTable("saving", 2)) {
    ImGui::TableSetupColumn("file", ImGuiTableColumnFlags_WidthStretch);
    ImGui::TableSetupColumn("save", ImGuiTableColumnFlags_WidthFixed);
    ImGui::TableNextColumn();
    widgets.text("Book file", path_, "verification-book.pdf");
    ImGui::TableNextColumn();
    ImGui::BeginDisabled(path_.empty());
    pressed = widgets.button("Save book");
    ImGui::EndDisabled();
    ImGui::EndTable();
  }
  if (!pressed) return;
  std::shared_ptr<ops::Operation> operation = model.registry.make("verify");
  if (!operation) return;
  if (!ops::set_parameter(*operation, "output", {path_}) || !ops::set_parameter(*operation, "summary", {"true"}))
    return;
  intents.push_back(RunOperation{std::move(operation)});
}

}  // namespace wardscope::ui
