// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <filesystem>

#include "core/result.hpp"

struct ImFont;

namespace wardscope::ui {

/// Where the faces lie; the application asks fontconfig.
struct FontFiles {
  std::filesystem::path regular;
  std::filesystem::path bold;
};

/// The faces in the sizes that the window uses.
struct Fonts {
  ImFont* body = nullptr;
  ImFont* bold = nullptr;
  ImFont* small = nullptr;
  ImFont* title = nullptr;
};

/// The face of all that is drawn while it lives.
class Font {
 public:
  explicit Font(ImFont* face);
  Font(const Font&) = delete;
  Font& operator=(const Font&) = delete;
  ~Font();
};

// Colours of the window as 0xAABBGGRR, ImGui's order. Text on its ground has a contrast of at least 4.5:1 (a test).
namespace colour {
constexpr unsigned kInk = 0xFF33241BU;          // #1B2433, text
constexpr unsigned kMuted = 0xFF6E5C4DU;        // #4D5C6E, secondary text
constexpr unsigned kPanel = 0xFFFAF8F6U;        // #F6F8FA, panels
constexpr unsigned kCard = 0xFFFFFFFFU;         // cards and fields
constexpr unsigned kLine = 0xFFE0D9D2U;         // #D2D9E0, hairlines
constexpr unsigned kBar = 0xFF402A16U;          // #162A40, top bar
constexpr unsigned kOnBar = 0xFFFFFFFFU;        // text on the top bar
constexpr unsigned kOnBarMuted = 0xFFDBCDBEU;   // #BECDDB
constexpr unsigned kAccent = 0xFF8A5A0FU;       // #0F5A8A, buttons, selection
constexpr unsigned kAccentHover = 0xFFA56D17U;  // #176DA5
constexpr unsigned kAccentPale = 0xFFF7ECE0U;   // #E0ECF7, selected rows
constexpr unsigned kError = 0xFF1E1EA8U;        // #A81E1E
constexpr unsigned kErrorPale = 0xFFE6E6FBU;    // #FBE6E6
constexpr unsigned kWarn = 0xFF0A72C4U;         // #C4720A, the bar beside a remark; carries no text
constexpr unsigned kGood = 0xFF3A6B16U;         // #166B3A
}  // namespace colour

/// Colours, roundings and spacings of the window, times `scale` (1 at 96 dpi). @pre an ImGui context is current
void apply_theme(float scale);

/// Adds the faces to ImGui's atlas at `scale`. @returns not_found that names the missing file.
core::Result<Fonts> load_fonts(const FontFiles& files, float scale);

}  // namespace wardscope::ui
