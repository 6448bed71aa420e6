// SPDX-License-Identifier: GPL-3.0-or-later
#include "geo/grid_reference.hpp"

#include <fmt/format.h>

#include <cassert>
#include <cmath>

namespace wardscope::geo {
namespace {

// "A guide to coordinate systems in Great Britain" (Ordnance Survey), section 7: 500 km squares lettered A to Z without
// I from the north-west corner at (-1,000,000, 2,000,000), each cut into 25 squares of 100 km lettered the same way.
constexpr int kAcross = 5;
constexpr int kSquare = 100000;   // m
constexpr int kColumnsWest = 10;  // 100 km columns between the lettering's west edge and the grid's origin
constexpr int kRowsNorth = 19;    // its northernmost 100 km row, counted from the grid's origin
constexpr double kMostEast = 700000.0;
constexpr double kMostNorth = 1300000.0;
constexpr int kMostDigits = 10;

char letter(int index) { return static_cast<char>('A' + index + (index >= 8 ? 1 : 0)); }  // no I

std::optional<int> letter_index(char c) {
  if (c >= 'a' && c <= 'z') c = static_cast<char>(c - 'a' + 'A');
  if (c < 'A' || c > 'Z' || c == 'I') return std::nullopt;
  return c - 'A' - (c > 'I' ? 1 : 0);
}

core::Error not_a_reference(std::string_view text, std::string_view why) {
  return core::malformed(
      fmt::format("'{}' is not a National Grid reference ({}); write one like SZ 085 912", text, why));
}

}  // namespace

std::optional<std::string> to_grid_reference(Point p, int digits) {
  assert(digits >= 0 && digits <= kMostDigits && digits % 2 == 0);
  if (!(p.x >= 0.0 && p.x < kMostEast && p.y >= 0.0 && p.y < kMostNorth)) return std::nullopt;
  const auto easting = static_cast<int>(p.x);
  const auto northing = static_cast<int>(p.y);
  const int column = easting / kSquare + kColumnsWest;
  const int row = kRowsNorth - northing / kSquare;
  std::string text;
  text += letter(row / kAcross * kAcross + column / kAcross);
  text += letter(row % kAcross * kAcross + column % kAcross);
  const int half = digits / 2;
  if (half == 0) return text;
  int unit = kSquare;
  for (int i = 0; i < half; ++i) unit /= 10;
  return fmt::format("{} {:0{}} {:0{}}", text, easting % kSquare / unit, half, northing % kSquare / unit, half);
}

core::Result<GridSquare> from_grid_reference(std::string_view text) {
  std::string packed;
  for (const char c : text) {
    if (c != ' ' && c != '\t') packed += c;
  }
  if (packed.size() < 2) return not_a_reference(text, "two letters come first");
  const auto big = letter_index(packed[0]);
  const auto small = letter_index(packed[1]);
  if (!big || !small) return not_a_reference(text, "two letters come first, and I is not one of them");
  const std::string_view digits = std::string_view(packed).substr(2);
  if (digits.find_first_not_of("0123456789") != std::string_view::npos) {
    return not_a_reference(text, "only digits follow the letters");
  }
  if (digits.size() % 2 != 0 || digits.size() > kMostDigits) {
    return not_a_reference(text, "2, 4, 6, 8 or 10 digits follow the letters");
  }
  GridSquare square;
  square.side = kSquare;
  double east = 0.0;
  double north = 0.0;
  for (std::size_t i = 0; i < digits.size() / 2; ++i) {
    square.side /= 10.0;
    east = east * 10.0 + (digits[i] - '0');
    north = north * 10.0 + (digits[digits.size() / 2 + i] - '0');
  }
  const int column = *big % kAcross * kAcross + *small % kAcross - kColumnsWest;
  const int row = kRowsNorth - (*big / kAcross * kAcross + *small / kAcross);
  square.south_west = {static_cast<double>(column) * kSquare + east * square.side,
                       static_cast<double>(row) * kSquare + north * square.side};
  const Point p = square.south_west;
  if (p.x < 0.0 || p.x >= kMostEast || p.y < 0.0 || p.y >= kMostNorth) {
    return not_a_reference(text, "those letters lie outside Great Britain");
  }
  return square;
}

}  // namespace wardscope::geo
