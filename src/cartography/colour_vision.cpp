// SPDX-License-Identifier: GPL-3.0-or-later
#include "cartography/colour_vision.hpp"

#include <algorithm>
#include <array>
#include <cmath>

namespace wardscope::cartography {
namespace {

using Matrix = std::array<std::array<double, 3>, 3>;
using Linear = std::array<double, 3>;

double to_linear(float channel) {
  const auto c = static_cast<double>(channel);
  return c <= 0.04045 ? c / 12.92 : std::pow((c + 0.055) / 1.055, 2.4);
}

float from_linear(double channel) {
  const double c = std::clamp(channel, 0.0, 1.0);
  return static_cast<float>(c <= 0.0031308 ? c * 12.92 : 1.055 * std::pow(c, 1.0 / 2.4) - 0.055);
}

Linear linear_of(Colour colour) { return {to_linear(colour.r), to_linear(colour.g), to_linear(colour.b)}; }

Linear times(const Matrix& m, const Linear& v) {
  Linear result{};
  for (std::size_t row = 0; row < 3; ++row) result[row] = m[row][0] * v[0] + m[row][1] * v[1] + m[row][2] * v[2];
  return result;
}

double relative_luminance(Colour colour) {
  const Linear c = linear_of(colour);
  return 0.2126 * c[0] + 0.7152 * c[1] + 0.0722 * c[2];
}

// Machado, Oliveira & Fernandes 2009, table 1, severity 1.0.
constexpr Matrix kProtanopia{
    {{0.152286, 1.052583, -0.204868}, {0.114503, 0.786281, 0.099216}, {-0.003882, -0.048116, 1.051998}}};
constexpr Matrix kDeuteranopia{
    {{0.367322, 0.860646, -0.227968}, {0.280085, 0.672501, 0.047413}, {-0.011820, 0.042940, 0.968881}}};
constexpr Matrix kTritanopia{
    {{1.255528, -0.076749, -0.178779}, {-0.078411, 0.930809, 0.147602}, {0.004733, 0.691367, 0.303900}}};

// sRGB primaries to XYZ, D65 (IEC 61966-2-1).
constexpr Matrix kToXyz{
    {{0.4124564, 0.3575761, 0.1804375}, {0.2126729, 0.7151522, 0.0721750}, {0.0193339, 0.1191920, 0.9503041}}};
constexpr Linear kWhite{0.95047, 1.0, 1.08883};

}  // namespace

Lab lab_of(Colour colour) {
  const Linear xyz = times(kToXyz, linear_of(colour));
  const auto f = [](double t) {
    constexpr double kDelta = 6.0 / 29.0;
    return t > kDelta * kDelta * kDelta ? std::cbrt(t) : t / (3 * kDelta * kDelta) + 4.0 / 29.0;
  };
  const double x = f(xyz[0] / kWhite[0]);
  const double y = f(xyz[1] / kWhite[1]);
  const double z = f(xyz[2] / kWhite[2]);
  return {116.0 * y - 16.0, 500.0 * (x - y), 200.0 * (y - z)};
}

double difference(Colour a, Colour b) {
  const Lab p = lab_of(a);
  const Lab q = lab_of(b);
  return std::hypot(p.lightness - q.lightness, p.a - q.a, p.b - q.b);
}

double contrast_ratio(Colour a, Colour b) {
  constexpr double kFlare = 0.05;
  const double light = std::max(relative_luminance(a), relative_luminance(b));
  const double dark = std::min(relative_luminance(a), relative_luminance(b));
  return (light + kFlare) / (dark + kFlare);
}

Colour as_seen(Colour colour, ColourVision vision) {
  if (vision == ColourVision::normal) return colour;
  const Matrix& matrix = vision == ColourVision::protanopia     ? kProtanopia
                         : vision == ColourVision::deuteranopia ? kDeuteranopia
                                                                : kTritanopia;
  const Linear seen = times(matrix, linear_of(colour));
  return {from_linear(seen[0]), from_linear(seen[1]), from_linear(seen[2]), colour.a};
}

Colour readable_on(Colour background) {
  constexpr Colour kBlack = rgb(0x1B1F24);
  constexpr Colour kWhiteInk = rgb(0xFFFFFF);
  return contrast_ratio(background, kBlack) >= contrast_ratio(background, kWhiteInk) ? kBlack : kWhiteInk;
}

}  // namespace wardscope::cartography
