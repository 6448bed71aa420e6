// SPDX-License-Identifier: GPL-3.0-or-later
#include "report/svg_chart.hpp"

#include <algorithm>
#include <cmath>
#include <cstdint>

#include <fmt/format.h>

#include "cartography/symbol_shape.hpp"

namespace wardscope::report {
namespace {

using cartography::Colour;

std::string hex(Colour colour) {
  const auto byte = [](float channel) { return static_cast<int>(std::lround(channel * 255.0F)); };
  return fmt::format("#{:02x}{:02x}{:02x}", byte(colour.r), byte(colour.g), byte(colour.b));
}

// fill="…" with its opacity; "none" where nothing is painted.
std::string paint(const char* what, Colour colour) {
  if (colour.a <= 0) return fmt::format(" {}=\"none\"", what);
  if (colour.a >= 1) return fmt::format(" {}=\"{}\"", what, hex(colour));
  return fmt::format(" {0}=\"{1}\" {0}-opacity=\"{2:.2f}\"", what, hex(colour), colour.a);
}

std::string stroke(Colour colour, float width) {
  if (width <= 0 || colour.a <= 0) return {};
  return paint("stroke", colour) + fmt::format(" stroke-width=\"{:.2f}\"", width);
}

std::string points_of(const std::vector<geo::Point>& points) {
  std::string text;
  for (const geo::Point& p : points) text += fmt::format("{:.2f},{:.2f} ", p.x, p.y);
  if (!text.empty()) text.pop_back();
  return text;
}

void write(std::string& svg, const cartography::BoxItem& item) {
  const cartography::Box& box = item.box;
  const bool hatched = item.hatch != cartography::Hatch::none;
  constexpr float kWash = 0.18F;
  svg += fmt::format("<rect x=\"{:.2f}\" y=\"{:.2f}\" width=\"{:.2f}\" height=\"{:.2f}\" rx=\"{:.2f}\"{}{}/>", box.x,
                     box.y, box.width, box.height, item.radius,
                     paint("fill", hatched ? item.fill.with_alpha(kWash) : item.fill),
                     stroke(item.stroke, item.stroke_width));
  if (!hatched) return;
  // One diagonal marks a small cell as hatched without a pattern per colour.
  svg += fmt::format("<path d=\"M{:.2f} {:.2f}L{:.2f} {:.2f}\" fill=\"none\"{}/>", box.x, box.y + box.height,
                     box.x + box.width, box.y, stroke(item.fill, 0.8F));
}

void write(std::string& svg, const cartography::TextItem& item) {
  const char* anchor = item.align == cartography::Align::left     ? "start"
                       : item.align == cartography::Align::centre ? "middle"
                                                                  : "end";
  svg += fmt::format("<text x=\"{:.2f}\" y=\"{:.2f}\" font-size=\"{:.1f}\" text-anchor=\"{}\"{}{}>{}</text>", item.x,
                     item.y, item.size, anchor, item.bold ? " font-weight=\"600\"" : "", paint("fill", item.colour),
                     escaped(item.text));
}

void write(std::string& svg, const cartography::PathItem& item) {
  svg += fmt::format("<{} points=\"{}\"{}{} stroke-linejoin=\"round\"/>", item.closed ? "polygon" : "polyline",
                     points_of(item.points), paint("fill", item.closed ? item.fill : Colour{0, 0, 0, 0}),
                     stroke(item.stroke, item.stroke_width));
}

void write(std::string& svg, const cartography::SymbolItem& item) {
  std::vector<geo::Point> outline = cartography::symbol_outline(item.style.symbol);
  const auto size = static_cast<double>(item.style.size);
  for (geo::Point& p : outline) {
    p = {static_cast<double>(item.x) + p.x * size, static_cast<double>(item.y) - p.y * size};
  }
  const bool ring = item.style.symbol == cartography::Symbol::ring;
  svg += fmt::format(
      "<polygon points=\"{}\"{}{}/>", points_of(outline), paint("fill", ring ? Colour{0, 0, 0, 0} : item.style.fill),
      ring ? stroke(item.style.fill, item.style.stroke_width) : stroke(item.style.stroke, item.style.stroke_width));
}

}  // namespace

std::string escaped(std::string_view text) {
  std::string result;
  for (const char c : text) {
    switch (c) {
      case '&':
        result += "&amp;";
        break;
      case '<':
        result += "&lt;";
        break;
      case '>':
        result += "&gt;";
        break;
      case '"':
        result += "&quot;";
        break;
      case '\'':
        result += "&#39;";
        break;
      default:
        if (static_cast<unsigned char>(c) >= 0x20U || c == '\n' || c == '\t') result.push_back(c);
    }
  }
  return result;
}

std::string svg_of(const std::vector<cartography::FurnitureItem>& items, const cartography::Box& page) {
  std::string svg = fmt::format(
      "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"{:.1f} {:.1f} {:.1f} {:.1f}\" "
      "font-family=\"Inter, Arial, Helvetica, sans-serif\">",
      page.x, page.y, page.width, page.height);
  for (const cartography::FurnitureItem& item : items) {
    std::visit([&](const auto& shown) { write(svg, shown); }, item);
  }
  return svg + "</svg>";
}

std::string base64(std::string_view bytes) {
  constexpr std::string_view kAlphabet = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
  std::string text;
  text.reserve((bytes.size() + 2) / 3 * 4);
  for (std::size_t i = 0; i < bytes.size(); i += 3) {
    std::uint32_t word = 0;
    const std::size_t count = std::min<std::size_t>(3, bytes.size() - i);
    for (std::size_t k = 0; k < 3; ++k) {
      word = word << 8U | (k < count ? static_cast<unsigned char>(bytes[i + k]) : 0U);
    }
    for (std::size_t k = 0; k < 4; ++k) {
      text.push_back(k <= count ? kAlphabet[(word >> (18U - 6U * k)) & 63U] : '=');
    }
  }
  return text;
}

}  // namespace wardscope::report
