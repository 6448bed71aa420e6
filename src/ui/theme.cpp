// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/theme.hpp"

#include <fmt/format.h>
#include <imgui.h>

namespace wardscope::ui {
namespace {

constexpr float kBodySize = 15.0F;  // px at 96 dpi
constexpr float kSmallSize = 13.0F;
constexpr float kTitleSize = 18.0F;

ImVec4 vec(unsigned packed) { return ImGui::ColorConvertU32ToFloat4(packed); }

ImVec4 faded(unsigned packed, float alpha) {
  ImVec4 colour = vec(packed);
  colour.w = alpha;
  return colour;
}

void set_colours(ImGuiStyle& style) {
  ImVec4* const c = static_cast<ImVec4*>(style.Colors);
  c[ImGuiCol_Text] = vec(colour::kInk);
  c[ImGuiCol_TextDisabled] = vec(colour::kMuted);
  c[ImGuiCol_WindowBg] = vec(colour::kPanel);
  c[ImGuiCol_ChildBg] = ImVec4(0, 0, 0, 0);
  c[ImGuiCol_PopupBg] = vec(colour::kCard);
  c[ImGuiCol_Border] = vec(colour::kLine);
  c[ImGuiCol_BorderShadow] = ImVec4(0, 0, 0, 0);
  c[ImGuiCol_FrameBg] = vec(colour::kCard);
  c[ImGuiCol_FrameBgHovered] = vec(colour::kAccentPale);
  c[ImGuiCol_FrameBgActive] = vec(colour::kAccentPale);
  c[ImGuiCol_TitleBg] = vec(colour::kPanel);
  c[ImGuiCol_TitleBgActive] = vec(colour::kPanel);
  c[ImGuiCol_MenuBarBg] = vec(colour::kBar);
  c[ImGuiCol_ScrollbarBg] = ImVec4(0, 0, 0, 0);
  c[ImGuiCol_ScrollbarGrab] = faded(colour::kMuted, 0.35F);
  c[ImGuiCol_ScrollbarGrabHovered] = faded(colour::kMuted, 0.55F);
  c[ImGuiCol_ScrollbarGrabActive] = faded(colour::kMuted, 0.75F);
  c[ImGuiCol_CheckMark] = vec(colour::kAccent);
  c[ImGuiCol_SliderGrab] = vec(colour::kAccent);
  c[ImGuiCol_SliderGrabActive] = vec(colour::kAccentHover);
  c[ImGuiCol_Button] = vec(colour::kCard);
  c[ImGuiCol_ButtonHovered] = vec(colour::kAccentPale);
  c[ImGuiCol_ButtonActive] = vec(colour::kAccentPale);
  c[ImGuiCol_Header] = vec(colour::kAccentPale);
  c[ImGuiCol_HeaderHovered] = vec(colour::kAccentPale);
  c[ImGuiCol_HeaderActive] = vec(colour::kAccentPale);
  c[ImGuiCol_Separator] = vec(colour::kLine);
  c[ImGuiCol_SeparatorHovered] = vec(colour::kAccent);
  c[ImGuiCol_SeparatorActive] = vec(colour::kAccent);
  c[ImGuiCol_Tab] = vec(colour::kPanel);
  c[ImGuiCol_TabHovered] = vec(colour::kAccentPale);
  c[ImGuiCol_TabActive] = vec(colour::kCard);
  c[ImGuiCol_TabUnfocused] = vec(colour::kPanel);
  c[ImGuiCol_TabUnfocusedActive] = vec(colour::kCard);
  c[ImGuiCol_PlotHistogram] = vec(colour::kAccent);
  c[ImGuiCol_TableHeaderBg] = vec(colour::kPanel);
  c[ImGuiCol_TableBorderStrong] = vec(colour::kLine);
  c[ImGuiCol_TableBorderLight] = vec(colour::kLine);
  c[ImGuiCol_TableRowBg] = ImVec4(0, 0, 0, 0);
  c[ImGuiCol_TableRowBgAlt] = faded(colour::kAccentPale, 0.35F);
  c[ImGuiCol_TextSelectedBg] = faded(colour::kAccent, 0.25F);
  c[ImGuiCol_DragDropTarget] = vec(colour::kAccent);
  c[ImGuiCol_NavHighlight] = vec(colour::kAccent);
  c[ImGuiCol_ModalWindowDimBg] = faded(colour::kBar, 0.35F);
}

}  // namespace

Font::Font(ImFont* face) { ImGui::PushFont(face); }
Font::~Font() { ImGui::PopFont(); }

void apply_theme(float scale) {
  ImGuiStyle style;
  set_colours(style);
  style.WindowPadding = ImVec2(12, 10);
  style.FramePadding = ImVec2(8, 5);
  style.ItemSpacing = ImVec2(8, 7);
  style.ItemInnerSpacing = ImVec2(6, 5);
  style.CellPadding = ImVec2(6, 4);
  style.IndentSpacing = 16;
  style.ScrollbarSize = 12;
  style.GrabMinSize = 12;
  style.WindowRounding = 0;
  style.ChildRounding = 6;
  style.FrameRounding = 5;
  style.PopupRounding = 6;
  style.ScrollbarRounding = 6;
  style.GrabRounding = 5;
  style.TabRounding = 5;
  style.WindowBorderSize = 1;
  style.FrameBorderSize = 1;
  style.PopupBorderSize = 1;
  style.TabBorderSize = 0;
  style.AntiAliasedLinesUseTex = true;
  style.ScaleAllSizes(scale);
  ImGui::GetStyle() = style;
}

core::Result<Fonts> load_fonts(const FontFiles& files, float scale) {
  for (const auto& file : {files.regular, files.bold}) {
    std::error_code ignored;
    if (file.empty() || !std::filesystem::exists(file, ignored)) {
      return core::not_found(
          fmt::format("no font '{}'; install fonts-inter or fonts-noto-core", file.filename().string()));
    }
  }
  ImFontAtlas* atlas = ImGui::GetIO().Fonts;
  // Latin with its extensions, Greek, general punctuation, raised figures, arrows, and the marks that legends use.
  static const ImWchar kRanges[] = {0x0020, 0x024F, 0x0370, 0x03FF, 0x2000, 0x209F, 0x20A0, 0x20BF,
                                    0x2190, 0x21FF, 0x2200, 0x22FF, 0x25A0, 0x25FF, 0};
  ImFontConfig config;
  config.OversampleH = 2;
  const auto add = [&](const std::filesystem::path& file, float size) {
    return atlas->AddFontFromFileTTF(file.c_str(), size * scale, &config, static_cast<const ImWchar*>(kRanges));
  };
  Fonts fonts;
  fonts.body = add(files.regular, kBodySize);
  fonts.bold = add(files.bold, kBodySize);
  fonts.small = add(files.regular, kSmallSize);
  fonts.title = add(files.bold, kTitleSize);
  if (fonts.body == nullptr || fonts.bold == nullptr || fonts.small == nullptr || fonts.title == nullptr) {
    return core::malformed(fmt::format("'{}' is not a font that can be read", files.regular.filename().string()));
  }
  return fonts;
}

}  // namespace wardscope::ui
