// SPDX-License-Identifier: GPL-3.0-or-later
#include "io/camera_words.hpp"

#include <gtest/gtest.h>

#include <string>

namespace wardscope::io {
namespace {

/// "330", "325/270" for a bearing and a field of view, "?/360" for no bearing; views separated by a blank.
std::string views(std::string_view text) {
  const auto found = camera_views_from(text);
  if (!found) return "not understood";
  std::string words;
  for (const borough::CameraView& view : *found) {
    if (!words.empty()) words += ' ';
    const auto number = [](double value) {
      std::string digits = std::to_string(value);
      digits.resize(digits.find_last_not_of('0') + 1);
      if (digits.ends_with('.')) digits.pop_back();
      return digits;
    };
    words += view.bearing ? number(view.bearing->value()) : "?";
    if (view.field_of_view) words += "/" + number(view.field_of_view->value());
  }
  return words;
}

TEST(CameraViews, ReadsBearings) {
  EXPECT_EQ(views("330"), "330");
  EXPECT_EQ(views("15°"), "15");
  EXPECT_EQ(views("-90"), "270");
  EXPECT_EQ(views("360"), "0");
  EXPECT_EQ(views("22.5 deg"), "22.5");
}

TEST(ViewFromDescription, TakesADirectionOnlyWhereTheTextSaysThatItIsOne) {
  const auto bearing = [](std::string_view text) {
    const auto view = view_from_description(text);
    return view && view->bearing ? view->bearing->value() : -1.0;
  };
  EXPECT_EQ(bearing("WEST - Tulse Hill"), 270);
  EXPECT_EQ(bearing("EAST-Barking Rd twds Canning Town"), 90);
  EXPECT_EQ(bearing("NORTH\\/EAST (twds Vauxhall Cross)"), 45);
  EXPECT_EQ(bearing("Zoom north towards Palmers Green"), 0);
  EXPECT_EQ(bearing("Zoom south - Sandall Rd jct"), 180);
  EXPECT_EQ(bearing("West Facing (Home)"), 270);
  EXPECT_EQ(bearing("South"), 180);
  for (const char* name : {"North Circular Road", "West End Lane", "Zoom - Strand Underpass", "A406/7293B", "", "Home",
                           "The Parkway South"}) {
    EXPECT_EQ(bearing(name), -1) << name;
  }
}

TEST(CameraViews, ReadsLists) {
  EXPECT_EQ(views("90;160;270"), "90 160 270");
  EXPECT_EQ(views("180, 270"), "180 270");
  EXPECT_EQ(views("N; SE"), "0 135");
}

TEST(CameraViews, ARangeRunsClockwiseFromItsFirstBearing) {
  EXPECT_EQ(views("190-100"), "325/270");
  EXPECT_EQ(views("90-180"), "135/90");
  EXPECT_EQ(views("350-10"), "0/20");
  EXPECT_EQ(views("0-360"), "?/360");
}

TEST(CameraViews, ReadsCompassPointsAndWords) {
  EXPECT_EQ(views("SW"), "225");
  EXPECT_EQ(views("south"), "180");
  EXPECT_EQ(views("North-East"), "45");
  EXPECT_EQ(views("N.N.W."), "337.5");
  EXPECT_EQ(views("southbound"), "180");
  EXPECT_EQ(views("WEST - Tulse Hill"), "270");
  EXPECT_EQ(views("all round"), "?/360");
}

TEST(CameraViews, WhatIsNotUnderstoodIsNotGuessed) {
  EXPECT_EQ(views("towards the square"), "not understood");
  EXPECT_EQ(views("90;left"), "not understood");
  EXPECT_EQ(views("461.993.881"), "not understood");
  EXPECT_EQ(views(""), "");
}

TEST(CameraWords, KindsAndStates) {
  EXPECT_EQ(camera_kind_from("PTZ dome"), borough::CameraKind::pan_tilt_zoom);
  EXPECT_EQ(camera_kind_from("Bullet"), borough::CameraKind::fixed);
  EXPECT_EQ(camera_kind_from("panning"), borough::CameraKind::pan_tilt_zoom);
  EXPECT_EQ(camera_kind_from("?"), borough::CameraKind::unknown);
  EXPECT_EQ(camera_status_from("Out of service"), borough::CameraStatus::out_of_service);
  EXPECT_EQ(camera_status_from("In service"), borough::CameraStatus::in_service);
  EXPECT_EQ(camera_status_from("Inactive"), borough::CameraStatus::out_of_service);
  EXPECT_EQ(camera_status_from("Proposed"), borough::CameraStatus::proposed);
}

TEST(CameraWords, LengthsInTheirUnits) {
  EXPECT_DOUBLE_EQ(length_from("4.5", 1.0)->value(), 4.5);
  EXPECT_DOUBLE_EQ(length_from("15", 0.3048)->value(), 15 * 0.3048);
  EXPECT_DOUBLE_EQ(length_from("15ft", 1.0)->value(), 15 * 0.3048);
  EXPECT_DOUBLE_EQ(length_from("4 mm", 1.0)->value(), 0.004);
  EXPECT_DOUBLE_EQ(length_from("6 m", 0.3048)->value(), 6.0);
  EXPECT_FALSE(length_from("high", 1.0));
  EXPECT_FALSE(length_from("-3", 1.0));
}

}  // namespace
}  // namespace wardscope::io
