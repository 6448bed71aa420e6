// SPDX-License-Identifier: GPL-3.0-or-later
#include <algorithm>

#include "cartography/furniture.hpp"
#include "cartography/theme.hpp"

namespace wardscope::cartography {
namespace {

constexpr float kKeyPadding = 8.0F;
constexpr float kHeading = 8.5F;
constexpr float kKeyText = 7.5F;
constexpr float kNote = 6.8F;
constexpr float kRow = 12.0F;     // height of a row with a swatch
constexpr float kSwatch = 18.0F;  // width of its swatch
constexpr float kGap = 5.0F;      // between layers
constexpr float kMostWidth = 176.0F;
constexpr float kRampHeight = 8.0F;
constexpr float kKeyLine = 1.3F;

/// The key as one column of lines with known heights, so that it can be cut where the page ends.
struct LegendLine {
  enum class Kind { heading, note, row, ramp, gap } kind = Kind::gap;
  std::string text;
  const LegendRow* row = nullptr;
  const LegendRamp* ramp = nullptr;
  float height = kGap;
};

std::vector<LegendLine> lines_of(const std::vector<LegendEntry>& legend, const TextMeasure& measure) {
  std::vector<LegendLine> lines;
  const auto add_text = [&](const std::string& text, float size, LegendLine::Kind kind) {
    for (std::string& line : wrapped(text, size, kMostWidth, measure)) {
      lines.push_back({kind, std::move(line), nullptr, nullptr, size * kKeyLine});
    }
  };
  for (const LegendEntry& entry : legend) {
    if (entry.rows.empty() && entry.ramp.ramp.empty() && entry.note.empty()) continue;
    if (!lines.empty()) lines.push_back({});
    const bool plain = entry.rows.size() == 1 && entry.ramp.ramp.empty() && entry.rows.front().text == entry.title &&
                       entry.incidents.empty();
    if (!plain) add_text(entry.title, kHeading, LegendLine::Kind::heading);
    if (!entry.incidents.empty()) add_text(entry.incidents, kNote, LegendLine::Kind::note);
    if (!entry.unit.empty()) add_text(entry.unit, kNote, LegendLine::Kind::note);
    if (!entry.ramp.ramp.empty()) {
      lines.push_back({LegendLine::Kind::ramp, {}, nullptr, &entry.ramp, kRampHeight + kKeyText * kKeyLine + 4.0F});
    }
    for (const LegendRow& row : entry.rows) lines.push_back({LegendLine::Kind::row, row.text, &row, nullptr, kRow});
    if (!entry.note.empty()) add_text(entry.note, kNote, LegendLine::Kind::note);
  }
  return lines;
}

// Room for three numbers that do not touch, the middle one in the middle.
float width_of(const LegendRamp& ramp, const TextMeasure& measure) {
  const auto wide = [&](const std::string& text) { return measure(text, kKeyText, Weight::regular).width; };
  constexpr float kBetween = 8.0F;
  return wide(ramp.middle) + 2 * (std::max(wide(ramp.low), wide(ramp.high)) + kBetween);
}

float width_of(const std::vector<LegendLine>& lines, const TextMeasure& measure) {
  constexpr float kLeast = 96.0F;
  float width = kLeast;
  for (const LegendLine& line : lines) {
    if (line.kind == LegendLine::Kind::ramp) width = std::max(width, width_of(*line.ramp, measure));
    const float size = line.kind == LegendLine::Kind::heading ? kHeading
                       : line.kind == LegendLine::Kind::row   ? kKeyText
                                                              : kNote;
    const auto weight = line.kind == LegendLine::Kind::heading ? Weight::bold : Weight::regular;
    const float indent = line.kind == LegendLine::Kind::row ? kSwatch + 6.0F : 0.0F;
    width = std::max(width, measure(line.text, size, weight).width + indent);
  }
  return width;
}

void add_swatch(std::vector<FurnitureItem>& items, const Swatch& swatch, const Box& box) {
  const float middle = box.y + box.height / 2;
  if (const auto* patch = std::get_if<PatchSwatch>(&swatch)) {
    items.emplace_back(BoxItem{{box.x, middle - 4.0F, box.width, 8.0F},
                               patch->fill,
                               patch->stroke,
                               std::min(patch->stroke_width, 1.6F),
                               0.0F,
                               patch->hatch});
  } else if (const auto* line = std::get_if<LineSwatch>(&swatch)) {
    const std::vector<geo::Point> points{{static_cast<double>(box.x), static_cast<double>(middle)},
                                         {static_cast<double>(box.x + box.width), static_cast<double>(middle)}};
    if (line->casing.a > 0) items.emplace_back(PathItem{points, false, {0, 0, 0, 0}, line->casing, line->width + 1.2F});
    items.emplace_back(PathItem{points, false, {0, 0, 0, 0}, line->colour, line->width});
  } else if (const auto* point = std::get_if<PointStyle>(&swatch)) {
    PointStyle fitted = *point;
    fitted.size = std::min(fitted.size, box.height - 1.0F);
    items.emplace_back(SymbolItem{box.x + box.width / 2, middle, fitted});
  }
}

// An opaque colour that looks like `over` upon `ground`.
Colour upon(Colour ground, Colour over) {
  const auto mix = [&](float below, float above) { return below + (above - below) * over.a; };
  return {mix(ground.r, over.r), mix(ground.g, over.g), mix(ground.b, over.b), 1.0F};
}

void add_ramp(std::vector<FurnitureItem>& items, const LegendRamp& ramp, const Box& box) {
  constexpr int kSteps = 48;
  const float step = box.width / kSteps;
  for (int i = 0; i < kSteps; ++i) {
    const std::size_t entry = (static_cast<std::size_t>(i) * (ramp.ramp.size() - 1)) / (kSteps - 1);
    // A hair of overlap keeps the seams of neighbouring boxes from showing in print; opaque, so it doesn't add up.
    const float width = i + 1 < kSteps ? step + 0.3F : step;
    items.emplace_back(BoxItem{{box.x + static_cast<float>(i) * step, box.y, width, kRampHeight},
                               upon(theme::kLand, ramp.ramp[entry]),
                               {0, 0, 0, 0},
                               0,
                               0,
                               Hatch::none});
  }
  items.emplace_back(
      BoxItem{{box.x, box.y, box.width, kRampHeight}, {0, 0, 0, 0}, theme::kWardLine, 0.5F, 0, Hatch::none});
  const float baseline = box.y + kRampHeight + kKeyText + 1.0F;
  items.emplace_back(TextItem{box.x, baseline, ramp.low, kKeyText, false, Align::left, theme::kInk});
  items.emplace_back(
      TextItem{box.x + box.width / 2, baseline, ramp.middle, kKeyText, false, Align::centre, theme::kInk});
  items.emplace_back(TextItem{box.x + box.width, baseline, ramp.high, kKeyText, false, Align::right, theme::kInk});
}

}  // namespace

Box FurnitureLayout::add_legend(const std::vector<LegendEntry>& legend, const LegendPlace& place) {
  std::vector<LegendLine> lines = lines_of(legend, measure_);
  if (lines.empty()) return {place.right, place.top, 0, 0};
  float height = 2 * kKeyPadding;
  std::size_t fitting = 0;
  while (fitting < lines.size() && height + lines[fitting].height + kKeyText * kKeyLine <= place.most_height) {
    height += lines[fitting++].height;
  }
  if (const std::size_t left_out = lines.size() - fitting; left_out > 0) {
    lines.resize(fitting);
    lines.push_back({LegendLine::Kind::note, "and " + std::to_string(left_out) + " more lines", nullptr, nullptr,
                     kNote * kKeyLine});
    height += lines.back().height;
  }
  const float width = width_of(lines, measure_);
  const Box box{place.right - width - 2 * kKeyPadding, place.top, width + 2 * kKeyPadding, height};
  panel(box);
  auto& items = scene_.furniture;
  const float x = box.x + kKeyPadding;
  float y = box.y + kKeyPadding;
  for (const LegendLine& line : lines) {
    switch (line.kind) {
      case LegendLine::Kind::gap:
        break;
      case LegendLine::Kind::heading:
        write({x, y + kHeading, line.text, kHeading, true, Align::left, theme::kInk});
        break;
      case LegendLine::Kind::note:
        write({x, y + kNote, line.text, kNote, false, Align::left, theme::kQuietInk});
        break;
      case LegendLine::Kind::ramp:
        add_ramp(items, *line.ramp, {x, y + 2.0F, width, line.height});
        break;
      case LegendLine::Kind::row:
        add_swatch(items, line.row->swatch, {x, y, kSwatch, line.height});
        write({x + kSwatch + 6.0F, y + kRow / 2 + 0.36F * kKeyText, line.text, kKeyText, false, Align::left,
               theme::kInk});
        break;
    }
    y += line.height;
  }
  return box;
}

}  // namespace wardscope::cartography
