// SPDX-License-Identifier: GPL-3.0-or-later
#include "io/camera_words.hpp"

#include <algorithm>
#include <array>
#include <cmath>
#include <cstddef>
#include <string>
#include <utility>

#include "core/text.hpp"

namespace wardscope::io {
namespace {

using borough::CameraView;
using core::Degrees;

constexpr double kTurn = 360.0;
constexpr double kCompassStep = kTurn / 16;  // sixteen points

double wrapped(double degrees) {
  const double turned = std::fmod(degrees, kTurn);
  return turned < 0 ? turned + kTurn : turned;
}

std::string without_blanks_and_hyphens(std::string_view text) {
  std::string kept;
  for (const char c : core::lower_ascii(text)) {
    if (c != ' ' && c != '-' && c != '.') kept += c;
  }
  return kept;
}

/// A compass point or word: "sw", "southwest", "southbound", "northnorthwest".
std::optional<double> compass_bearing(std::string_view text) {
  constexpr std::array<std::pair<std::string_view, std::string_view>, 16> kPoints{{{"n", "north"},
                                                                                   {"nne", "northnortheast"},
                                                                                   {"ne", "northeast"},
                                                                                   {"ene", "eastnortheast"},
                                                                                   {"e", "east"},
                                                                                   {"ese", "eastsoutheast"},
                                                                                   {"se", "southeast"},
                                                                                   {"sse", "southsoutheast"},
                                                                                   {"s", "south"},
                                                                                   {"ssw", "southsouthwest"},
                                                                                   {"sw", "southwest"},
                                                                                   {"wsw", "westsouthwest"},
                                                                                   {"w", "west"},
                                                                                   {"wnw", "westnorthwest"},
                                                                                   {"nw", "northwest"},
                                                                                   {"nnw", "northnorthwest"}}};
  std::string word = without_blanks_and_hyphens(text);
  for (const std::string_view suffix : {"bound", "ward", "wards", "facing"}) {
    if (word.size() > suffix.size() && word.ends_with(suffix)) word.resize(word.size() - suffix.size());
  }
  for (std::size_t i = 0; i < kPoints.size(); ++i) {
    if (word == kPoints[i].first || word == kPoints[i].second) return static_cast<double>(i) * kCompassStep;
  }
  return std::nullopt;
}

std::string_view without_degree_sign(std::string_view text) {
  text = core::trimmed(text);
  for (const std::string_view sign : {"\xC2\xB0", "degrees", "deg", "Degrees", "Deg"}) {
    if (text.ends_with(sign)) return core::trimmed(text.substr(0, text.size() - sign.size()));
  }
  return text;
}

bool means_all_round(std::string_view text) {
  const std::string word = without_blanks_and_hyphens(text);
  constexpr std::array<std::string_view, 7> kWords{"allround",      "omni", "omnidirectional", "panoramic", "360fov",
                                                   "alldirections", "all"};
  return std::find(kWords.begin(), kWords.end(), word) != kWords.end();
}

/// "190-100": two bearings, clockwise from the first to the second. A leading minus is a sign, not a range.
std::optional<CameraView> range_view(std::string_view text) {
  const std::size_t hyphen = text.find('-', 1);
  if (hyphen == std::string_view::npos) return std::nullopt;
  const auto from = core::parse_number(without_degree_sign(text.substr(0, hyphen)));
  const auto to = core::parse_number(without_degree_sign(text.substr(hyphen + 1)));
  if (!from || !to) return std::nullopt;
  const double width = wrapped(*to - *from);
  if (width == 0.0) return CameraView{std::nullopt, Degrees(kTurn)};
  return CameraView{Degrees(wrapped(*from + width / 2)), Degrees(width)};
}

std::optional<CameraView> view_from(std::string_view part) {
  part = core::trimmed(part);
  if (const auto number = core::parse_number(without_degree_sign(part))) {
    if (std::abs(*number) > kTurn) return std::nullopt;  // 370 may have been 37 or 270: no turn is taken off it
    return CameraView{Degrees(wrapped(*number)), std::nullopt};
  }
  if (const auto range = range_view(part)) return range;
  if (means_all_round(part)) return CameraView{std::nullopt, Degrees(kTurn)};
  if (const auto bearing = compass_bearing(part)) return CameraView{Degrees(*bearing), std::nullopt};
  const std::size_t dash = part.find(" - ");  // "WEST - Tulse Hill": the direction, then where it looks to
  if (dash != std::string_view::npos) {
    if (const auto bearing = compass_bearing(part.substr(0, dash))) return CameraView{Degrees(*bearing), std::nullopt};
  }
  return std::nullopt;
}

bool contains_any(std::string_view text, std::initializer_list<std::string_view> words) {
  return std::any_of(words.begin(), words.end(),
                     [&](std::string_view word) { return text.find(word) != std::string_view::npos; });
}

}  // namespace

std::optional<std::vector<CameraView>> camera_views_from(std::string_view text) {
  std::vector<CameraView> views;
  std::string separated(core::trimmed(text));
  if (separated.empty()) return views;
  std::replace_if(
      separated.begin(), separated.end(), [](char c) { return c == ';' || c == ',' || c == '/' || c == '&'; }, ';');
  for (const std::string_view part : core::split(separated, ';')) {
    if (core::trimmed(part).empty()) continue;
    const auto view = view_from(part);
    if (!view) return std::nullopt;
    views.push_back(*view);
  }
  return views;
}

std::optional<CameraView> view_from_description(std::string_view text) {
  const std::string lowered = core::lower_ascii(text);
  const auto is_letter = [](char c) { return c >= 'a' && c <= 'z'; };
  std::string compass;
  bool said = false;  // that it is a direction, and not the beginning of a name
  for (std::size_t at = 0; !said && at <= lowered.size();) {
    const char c = at < lowered.size() ? lowered[at] : '-';
    if (!is_letter(c)) {
      said = !compass.empty() && (c == '-' || c == '(');
      ++at;
      continue;
    }
    std::size_t end = at;
    while (end < lowered.size() && is_letter(lowered[end])) ++end;
    const std::string word = lowered.substr(at, end - at);
    at = end;
    if (word == "zoom") continue;
    if (compass_bearing(compass + word)) {
      compass += word;
    } else if (word == "facing" || word == "towards" || word == "twds") {
      said = !compass.empty();
    } else {
      break;
    }
  }
  if (!said) return std::nullopt;
  return CameraView{Degrees(*compass_bearing(compass)), std::nullopt};
}

borough::CameraKind camera_kind_from(std::string_view text) {
  const std::string word = core::lower_ascii(text);
  if (contains_any(word, {"ptz", "pan", "tilt", "moveable", "movable"})) return borough::CameraKind::pan_tilt_zoom;
  if (contains_any(word, {"dome"})) return borough::CameraKind::dome;
  if (contains_any(word, {"fixed", "bullet", "static", "box"})) return borough::CameraKind::fixed;
  return borough::CameraKind::unknown;
}

borough::CameraStatus camera_status_from(std::string_view text) {
  const std::string word = core::lower_ascii(core::trimmed(text));
  if (contains_any(word, {"propos", "plan", "future", "not yet"})) return borough::CameraStatus::proposed;
  if (contains_any(word, {"out of", "fault", "not working", "decommission", "removed", "offline", "broken", "inactive",
                          "not in service", "disused", "off line"}) ||
      word == "no" || word == "n" || word == "off") {
    return borough::CameraStatus::out_of_service;
  }
  if (contains_any(word, {"live", "service", "active", "working", "operational", "online"}) || word == "yes" ||
      word == "y" || word == "ok" || word == "on") {
    return borough::CameraStatus::in_service;
  }
  return borough::CameraStatus::unknown;
}

std::optional<core::Metres> length_from(std::string_view text, double factor) {
  struct Unit {
    std::string_view suffix;
    double metres;
  };
  constexpr std::array<Unit, 16> kUnits{{{"millimetres", 0.001},
                                         {"mm", 0.001},
                                         {"cm", 0.01},
                                         {"metres", 1.0},
                                         {"meters", 1.0},
                                         {"mtrs", 1.0},
                                         {"m", 1.0},
                                         {"feet", 0.3048},
                                         {"foot", 0.3048},
                                         {"ft", 0.3048},
                                         {"'", 0.3048},
                                         {"inches", 0.0254},
                                         {"yards", 0.9144},
                                         {"yds", 0.9144},
                                         {"yd", 0.9144},
                                         {"in", 0.0254}}};
  std::string lowered = core::lower_ascii(core::trimmed(text));
  if (lowered.ends_with('.')) lowered.pop_back();
  std::string_view number = lowered;
  for (const Unit& unit : kUnits) {
    if (!number.ends_with(unit.suffix)) continue;
    number.remove_suffix(unit.suffix.size());
    factor = unit.metres;
    break;
  }
  const auto value = core::parse_number(number);
  if (!value || *value < 0) return std::nullopt;
  return core::Metres(*value * factor);
}

std::optional<Degrees> angle_from(std::string_view text) {
  const auto value = core::parse_number(without_degree_sign(text));
  if (!value) return std::nullopt;
  return Degrees(*value);
}

}  // namespace wardscope::io
