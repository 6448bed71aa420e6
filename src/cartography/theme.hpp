// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "cartography/scene.hpp"

/// The colours of the base map and its furniture: quiet, so that what was asked about stands out. Text contrasts at
/// least 4.5:1 and meaningful lines at least 3:1 with the land (WCAG 2.2 AA; tests/cartography checks it).
namespace wardscope::cartography::theme {

// Ground. Outside the areas nothing is known, sea or neighbour: a cool grey that claims neither.
inline constexpr Colour kOutside = rgb(0xDCE6EC);
inline constexpr Colour kLand = rgb(0xF8F6F1);
inline constexpr Colour kCoast = rgb(0x9FB3C0);
inline constexpr Colour kBuilding = rgb(0xE3DDD3);
inline constexpr Colour kBuildingEdge = rgb(0xCFC6B8);

// Streets by class: body, edge.
inline constexpr Colour kMainRoad = rgb(0xFBE7AE);
inline constexpr Colour kMainRoadEdge = rgb(0xCDB069);
inline constexpr Colour kSecondRoad = rgb(0xFFF7D9);
inline constexpr Colour kSecondRoadEdge = rgb(0xD5C79C);
inline constexpr Colour kMinorRoad = rgb(0xFFFFFF);
inline constexpr Colour kMinorRoadEdge = rgb(0xD6D1C6);
inline constexpr Colour kPath = rgb(0xC2BAAB);

// Boundaries and names.
inline constexpr Colour kWardLine = rgb(0x6B7480);
inline constexpr Colour kSmallAreaLine = rgb(0x8C939B);
inline constexpr Colour kNeighbourhood = rgb(0x5B2A86);
inline constexpr Colour kInk = rgb(0x1F2933);
inline constexpr Colour kQuietInk = rgb(0x4D5966);
inline constexpr Colour kRule = rgb(0xC9CFD6);
inline constexpr Colour kPaper = rgb(0xFFFFFF);

// Results.
inline constexpr Colour kView = rgb(0x0072B2);
inline constexpr Colour kHotspot = rgb(0xB3261E);
inline constexpr Colour kGap = rgb(0x33691E);  // no hue of the density ramp, on which gaps lie
inline constexpr Colour kCamera = rgb(0x0B4F7D);
inline constexpr Colour kCameraQuiet = rgb(0x667280);
inline constexpr Colour kCameraProposed = rgb(0xE69F00);
inline constexpr Colour kAccent = rgb(0x0B5C8F);

// Areas without a number: suppressed = grey hatch, no data = white hatch.
inline constexpr Colour kSuppressed = rgb(0x767D86);
inline constexpr Colour kNoData = rgb(0xFFFFFF);
inline constexpr Colour kNoDataLine = rgb(0xB9BEC5);

// The badge of synthetic data.
inline constexpr Colour kBadge = rgb(0x7A3E00);
inline constexpr Colour kBadgeFill = rgb(0xFFF1DC);

}  // namespace wardscope::cartography::theme
