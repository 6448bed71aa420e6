// SPDX-License-Identifier: GPL-3.0-or-later
#include "cartography/furniture.hpp"

#include <algorithm>
#include <cassert>
#include <cmath>
#include <numbers>
#include <set>

#include "borough/place_sharing.hpp"
#include "cartography/theme.hpp"
#include "core/text.hpp"

namespace wardscope::cartography {
namespace {

constexpr float kMargin = 12.0F;  // from the page's edge
constexpr float kPadding = 7.0F;  // inside a panel
constexpr float kSmall = 7.0F;    // sources, imprint
constexpr float kText = 8.5F;
constexpr float kTitle = 14.0F;
constexpr float kLine = 1.32F;  // line height over size
constexpr float kNorthHeight = 26.0F;
constexpr float kTiny = 6.0F;  // provenance: for whoever looks for it

/// The first whole number from 1900 to 2099 of four digits: "2020" of "wards_dec2020_bgc.geojson".
std::string year_in(std::string_view text) {
  constexpr std::size_t kDigits = 4;
  std::size_t begin = 0;
  while (begin < text.size()) {
    std::size_t end = begin;
    while (end < text.size() && text[end] >= '0' && text[end] <= '9') ++end;
    const std::string_view number = text.substr(begin, end - begin);
    if (number.size() == kDigits && (number.starts_with("19") || number.starts_with("20"))) return std::string(number);
    begin = end + 1;
  }
  return {};
}

/// The year that each source's ground is of: that of its set of areas, else that in its file's name; else empty.
std::vector<std::string> vintages_of_sources(const borough::Dataset& dataset) {
  const auto is_areas = [](const borough::SourceNote& source) { return source.layer == "areas"; };
  const auto sources = std::count_if(dataset.sources.begin(), dataset.sources.end(), is_areas);
  // A file of areas is a set of areas, and both stand in the order of their import.
  const bool paired = static_cast<std::size_t>(sources) == dataset.area_sets.size();
  std::vector<std::string> years;
  std::size_t set = 0;
  for (const borough::SourceNote& source : dataset.sources) {
    std::string year;
    if (is_areas(source) && paired) year = year_in(dataset.area_sets[set++]->vintage);
    years.push_back(year.empty() ? year_in(source.file_name) : year);
  }
  return years;
}

}  // namespace

double scale_bar_metres(double metres_per_point, double most_points) {
  assert(metres_per_point > 0 && most_points > 0);
  const double most = metres_per_point * most_points;
  const double decade = std::pow(10.0, std::floor(std::log10(most)));
  for (const double step : {5.0, 2.0}) {
    if (step * decade <= most) return step * decade;
  }
  return decade;
}

std::string length_text(double metres) {
  constexpr double kMetresPerKilometre = 1000.0;
  if (metres >= kMetresPerKilometre) {
    const double kilometres = metres / kMetresPerKilometre;
    return core::fixed(kilometres, kilometres == std::floor(kilometres) ? 0 : 1) + " km";
  }
  return core::fixed(metres, metres == std::floor(metres) ? 0 : 1) + " m";
}

std::string scale_text(double metres_per_point) {
  constexpr double kPointsPerMetre = 72.0 / 0.0254;
  const double ratio = metres_per_point * kPointsPerMetre;
  const double unit = std::pow(10.0, std::floor(std::log10(std::max(ratio, 1.0))) - 2);
  return "1:" + core::fixed(unit > 1 ? std::round(ratio / unit) * unit : std::round(ratio), 0);
}

std::vector<std::string> attribution_lines(const borough::Dataset& dataset) {
  constexpr std::string_view kAsksForYear = "database right";
  std::vector<std::string> lines;
  std::vector<std::set<std::string>> years;
  const auto says_synthetic = [](const borough::SourceNote& source) {
    return source.attribution.starts_with("Synthetic data");
  };
  if (dataset.synthetic && std::none_of(dataset.sources.begin(), dataset.sources.end(), says_synthetic)) {
    lines.emplace_back("Synthetic data: no real place, person or event");
  }
  years.resize(lines.size());
  const std::vector<std::string> vintages = vintages_of_sources(dataset);
  for (std::size_t i = 0; i < dataset.sources.size(); ++i) {
    const std::string& line = dataset.sources[i].attribution;
    if (line.empty()) continue;
    const auto at = static_cast<std::size_t>(std::find(lines.begin(), lines.end(), line) - lines.begin());
    if (at == lines.size()) {
      lines.push_back(line);
      years.emplace_back();
    }
    if (line.ends_with(kAsksForYear) && !vintages[i].empty()) years[at].insert(vintages[i]);
  }
  for (std::size_t i = 0; i < lines.size(); ++i) {
    for (const std::string& year : years[i]) lines[i] += (year == *years[i].begin() ? " " : ", ") + year;
  }
  return lines;
}

void drop_covered_labels(Scene& scene, const TextMeasure& measure) {
  std::vector<Box> panels;
  for (const FurnitureItem& item : scene.furniture) {
    const auto* box = std::get_if<BoxItem>(&item);
    if (box != nullptr && box->fill.a > 0) panels.push_back(box->box);
  }
  const double scale = scene.metres_per_point();
  const auto is_covered = [&](const Label& label) {
    const float width = measure(label.text, label.size, label.bold ? Weight::bold : Weight::regular).width;
    const auto x = static_cast<float>((label.at.x - scene.view.min_x) / scale);
    const auto y = static_cast<float>((scene.view.max_y - label.at.y) / scale);
    const float turn = label.angle * std::numbers::pi_v<float> / 180.0F;
    const float half_x = (width * std::abs(std::cos(turn)) + label.size * std::abs(std::sin(turn))) / 2;
    const float half_y = (width * std::abs(std::sin(turn)) + label.size * std::abs(std::cos(turn))) / 2;
    return std::any_of(panels.begin(), panels.end(), [&](const Box& panel) {
      return x + half_x > panel.x && x - half_x < panel.x + panel.width && y + half_y > panel.y &&
             y - half_y < panel.y + panel.height;
    });
  };
  for (SceneLayer& layer : scene.layers) {
    if (auto* names = std::get_if<LabelLayer>(&layer.content)) std::erase_if(names->labels, is_covered);
  }
}

std::vector<std::string> wrapped(std::string_view text, float size, float width, const TextMeasure& measure) {
  std::vector<std::string> lines;
  std::string line;
  for (const std::string_view word : core::split(text, ' ')) {
    if (word.empty()) continue;
    std::string longer = line.empty() ? std::string(word) : line + " " + std::string(word);
    if (!line.empty() && measure(longer, size, Weight::regular).width > width) {
      lines.push_back(std::move(line));
      longer = std::string(word);
    }
    line = std::move(longer);
  }
  if (!line.empty()) lines.push_back(std::move(line));
  return lines;
}

void FurnitureLayout::panel(const Box& box) {
  scene_.furniture.emplace_back(BoxItem{box, theme::kPaper.with_alpha(0.93F), theme::kRule, 0.6F, 4.0F, Hatch::none});
}

Box FurnitureLayout::add_scale_bar(float x, float y) {
  constexpr double kMostPoints = 130.0;
  constexpr double kMostOfPage = 0.4;
  const double most = std::min(kMostPoints, kMostOfPage * static_cast<double>(scene_.width));
  const double metres = scale_bar_metres(scene_.metres_per_point(), most);
  const auto length = static_cast<float>(metres / scene_.metres_per_point());
  constexpr float kBar = 4.0F;
  const std::string end = length_text(metres);
  const float label_half = measure_(end, kSmall, Weight::regular).width / 2;
  const Box box{x, y - 2 * kPadding - kBar - kSmall * kLine, length + label_half + 2 * kPadding + 6.0F,
                2 * kPadding + kBar + kSmall * kLine};
  panel(box);
  const float left = x + kPadding + 2.0F;
  const float top = y - kPadding - kBar;
  // Halves, dark and light, with an outline: it reads on paper and in grey.
  scene_.furniture.emplace_back(BoxItem{{left, top, length, kBar}, theme::kPaper, theme::kInk, 0.7F, 0, Hatch::none});
  scene_.furniture.emplace_back(BoxItem{{left, top, length / 2, kBar}, theme::kInk, {0, 0, 0, 0}, 0, 0, Hatch::none});
  const float baseline = top - 3.0F;
  write({left, baseline, "0", kSmall, false, Align::centre, theme::kInk});
  write({left + length / 2, baseline, length_text(metres / 2), kSmall, false, Align::centre, theme::kInk});
  write({left + length, baseline, end, kSmall, false, Align::centre, theme::kInk});
  return box;
}

void FurnitureLayout::add_north_arrow(float x, float y) {
  const auto at = [&](float dx, float dy) {
    return geo::Point{static_cast<double>(x + dx), static_cast<double>(y + dy)};
  };
  constexpr float kHalf = 6.0F;
  constexpr float kShaft = 17.0F;
  scene_.furniture.emplace_back(
      PathItem{{at(0, -kShaft), at(kHalf, 0), at(0, -4)}, true, theme::kInk, theme::kInk, 0.5F});
  scene_.furniture.emplace_back(
      PathItem{{at(0, -kShaft), at(-kHalf, 0), at(0, -4)}, true, theme::kPaper, theme::kInk, 0.7F});
  write({x, y - kShaft - 2.5F, "N", kText, true, Align::centre, theme::kInk});
}

void FurnitureLayout::add_badges(const FurnitureText& text, float x, float y) {
  constexpr float kHeight = kText + 8.0F;
  constexpr float kGap = 4.0F;
  std::vector<std::string> badges;
  if (text.synthetic) badges.emplace_back("Synthetic data");
  if (!text.street_level) badges.emplace_back(borough::kNoStreetLevel);
  for (std::string& words : badges) {
    const float width = measure_(words, kText, Weight::bold).width + 2 * kPadding;
    scene_.furniture.emplace_back(
        BoxItem{{x, y, width, kHeight}, theme::kBadgeFill, theme::kBadge, 0.8F, 3.0F, Hatch::none});
    write({x + kPadding, y + kText + 2.6F, std::move(words), kText, true, Align::left, theme::kBadge});
    y += kHeight + kGap;
  }
}

Box FurnitureLayout::add_title(const FurnitureText& text, float top) {
  const float most_width = scene_.width * 0.58F;
  const auto title = wrapped(text.title, kTitle * 1.06F, most_width, measure_);  // bold is a little wider
  const auto subtitle = wrapped(text.subtitle, kText, most_width, measure_);
  float width = 0.0F;
  for (const auto& line : title) width = std::max(width, measure_(line, kTitle, Weight::bold).width);
  for (const auto& line : subtitle) width = std::max(width, measure_(line, kText, Weight::regular).width);
  const float height = 2 * kPadding + static_cast<float>(title.size()) * kTitle * kLine +
                       static_cast<float>(subtitle.size()) * kText * kLine;
  const Box box{kMargin, top, width + 2 * kPadding + 4.0F, height};
  if (title.empty() && subtitle.empty()) return {kMargin, top, 0, 0};
  panel(box);
  float y = top + kPadding;
  for (const auto& line : title) {
    write({kMargin + kPadding + 2.0F, y + kTitle, line, kTitle, true, Align::left, theme::kInk});
    y += kTitle * kLine;
  }
  for (const auto& line : subtitle) {
    write({kMargin + kPadding + 2.0F, y + kText, line, kText, false, Align::left, theme::kQuietInk});
    y += kText * kLine;
  }
  return box;
}

float FurnitureLayout::add_imprint(const FurnitureText& text) {
  const float gap = 18.0F;
  std::string page = "page " + std::to_string(text.page) + " of " + std::to_string(text.pages);
  page = text.code.empty() ? "P" + page.substr(1) : "Provenance " + text.code + " · " + page;
  const float right_width =
      std::max(measure_(text.imprint, kSmall, Weight::regular).width, measure_(page, kSmall, Weight::regular).width);
  const float left_width = scene_.width - 2 * kMargin - right_width - gap;
  std::vector<std::pair<std::string, float>> lines;  // with their size
  for (const auto& [texts, size] : {std::pair(&text.attribution, kSmall), std::pair(&text.provenance, kTiny)}) {
    for (const std::string& one : *texts) {
      for (std::string& line : wrapped(one, size, left_width, measure_)) lines.emplace_back(std::move(line), size);
    }
  }
  float height = 2 * 4.0F;
  for (const auto& [line, size] : lines) height += size * kLine;
  height = std::max(height, 2 * kSmall * kLine + 2 * 4.0F);
  const float top = scene_.height - height;
  scene_.furniture.emplace_back(
      BoxItem{{0, top, scene_.width, height}, theme::kPaper, {0, 0, 0, 0}, 0, 0, Hatch::none});
  float y = top + 4.0F;
  for (const auto& [line, size] : lines) {
    write({kMargin, y + size, line, size, false, Align::left, theme::kQuietInk});
    y += size * kLine;
  }
  const float right = scene_.width - kMargin;
  write({right, top + 4.0F + kSmall, text.imprint, kSmall, false, Align::right, theme::kQuietInk});
  write({right, top + 4.0F + kSmall + kSmall * kLine, page, kSmall, false, Align::right, theme::kQuietInk});
  return top;
}

void FurnitureLayout::add_marking(const FurnitureText& text, float bottom) {
  if (text.marking.empty()) return;
  const float half = measure_(text.marking, kText, Weight::bold).width / 2 + kPadding;
  const float middle = scene_.width / 2;
  for (const float top : {0.0F, bottom - kText - 6.0F}) {
    scene_.furniture.emplace_back(
        BoxItem{{middle - half, top, 2 * half, kText + 6.0F}, theme::kPaper, {0, 0, 0, 0}, 0, 2.0F, Hatch::none});
    write({middle, top + kText + 1.5F, text.marking, kText, true, Align::centre, theme::kInk});
  }
}

float FurnitureLayout::add_sources(const std::vector<std::string>& sources, float width) {
  float y = scene_.height - 4.0F;
  for (auto source = sources.rbegin(); source != sources.rend(); ++source) {
    const auto lines = wrapped(*source, kSmall, width, measure_);
    for (auto line = lines.rbegin(); line != lines.rend(); ++line) {
      const float room = measure_(*line, kSmall, Weight::regular).width + 8.0F;
      scene_.furniture.emplace_back(BoxItem{{scene_.width - room, y - kSmall - 1.0F, room, kSmall * kLine + 0.5F},
                                            theme::kPaper.with_alpha(0.92F),
                                            {0, 0, 0, 0},
                                            0,
                                            0,
                                            Hatch::none});
      write({scene_.width - 4.0F, y, *line, kSmall, false, Align::right, theme::kQuietInk});
      y -= kSmall * kLine;
    }
  }
  return y;
}

void FurnitureLayout::add_screen(const FurnitureText& text) {
  // Beside the scale bar where the lines have room there, else below it.
  constexpr float kCorner = 210.0F;  // scale bar and north arrow at their widest
  constexpr float kLeastLine = 170.0F;
  const float beside = std::min(scene_.width * 0.5F, scene_.width - kCorner);
  const bool narrow = beside < kLeastLine;
  const float above = add_sources(text.attribution, narrow ? scene_.width - 16.0F : beside);
  const float bottom = narrow && !text.attribution.empty() ? above - 6.0F : scene_.height - kMargin;
  const Box bar = add_scale_bar(kMargin, bottom);
  const Box north{kMargin + bar.width + 6.0F, bottom - kNorthHeight - 6.0F, 24.0F, kNorthHeight + 6.0F};
  panel(north);
  add_north_arrow(north.x + north.width / 2, bottom - 4.0F);
  add_badges(text, kMargin, kMargin);
}

void FurnitureLayout::add_sheet(const FurnitureText& text, const std::vector<LegendEntry>& legend) {
  const float bottom = add_imprint(text);
  add_marking(text, bottom);
  const Box title = add_title(text, kMargin + (text.marking.empty() ? 0.0F : 6.0F));
  add_badges(text, kMargin, title.y + title.height + 5.0F);
  add_legend(legend, {scene_.width - kMargin, kMargin, bottom - 2 * kMargin});
  const Box bar = add_scale_bar(kMargin, bottom - 8.0F);
  const Box north{kMargin + bar.width + 6.0F, bottom - 8.0F - kNorthHeight - 6.0F, 24.0F, kNorthHeight + 6.0F};
  panel(north);
  add_north_arrow(north.x + north.width / 2, bottom - 12.0F);
  const std::string scale = scale_text(scene_.metres_per_point());
  const float width = measure_(scale, kText, Weight::regular).width + 2 * kPadding;
  panel({north.x + north.width + 6.0F, bottom - 8.0F - kText - 9.0F, width, kText + 9.0F});
  write({north.x + north.width + 6.0F + kPadding, bottom - 8.0F - 6.0F, scale, kText, false, Align::left, theme::kInk});
}

}  // namespace wardscope::cartography
