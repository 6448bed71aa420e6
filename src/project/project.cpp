// SPDX-License-Identifier: GPL-3.0-or-later
#include "project/project.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <optional>
#include <set>
#include <type_traits>
#include <utility>

#include <nlohmann/json.hpp>

#include "core/json_trouble.hpp"
#include "core/text.hpp"

namespace wardscope::project {
namespace {

using Json = nlohmann::ordered_json;

constexpr int kVersion = 1;
constexpr std::string_view kFormat = "wardscope-project";

constexpr std::array<std::pair<LayerSource, std::string_view>, 8> kSources{{
    {LayerSource::area_set, "area-set"},
    {LayerSource::incidents, "incidents"},
    {LayerSource::cameras, "cameras"},
    {LayerSource::hubs, "hubs"},
    {LayerSource::points_of_interest, "points-of-interest"},
    {LayerSource::buildings, "buildings"},
    {LayerSource::streets, "streets"},
    {LayerSource::result, "result"},
}};

std::string_view word_of(LayerSource source) {
  for (const auto& [value, word] : kSources) {
    if (value == source) return word;
  }
  return {};
}

Json json_of(const Style& style) {
  return {{"palette", style.palette},       {"column", style.column}, {"classes", style.classes},
          {"class_rule", style.class_rule}, {"size", style.size},     {"line_width", style.line_width},
          {"labels", style.labels},         {"fill", style.fill}};
}

Json json_of(const Layer& layer) {
  return {{"id", layer.id},           {"title", layer.title},         {"source", word_of(layer.source)},
          {"name", layer.name},       {"form", layer.form},           {"visible", layer.visible},
          {"opacity", layer.opacity}, {"style", json_of(layer.style)}};
}

/// Reads the members of one object; remembers the first fault and which keys were asked for.
class Reader {
 public:
  Reader(const Json& object, std::string place) : object_(object), place_(std::move(place)) {
    if (!object.is_object()) fail("", "an object");
  }

  template <typename T>
  void read(const char* key, T& value) {
    asked_.insert(key);
    if (error_ || !object_.contains(key)) return;
    const Json& member = object_[key];
    if constexpr (std::is_same_v<T, bool>) {
      member.is_boolean() ? void(value = member.get<bool>()) : fail(key, "true or false");
    } else if constexpr (std::is_same_v<T, std::string>) {
      member.is_string() ? void(value = member.get<std::string>()) : fail(key, "a text");
    } else if constexpr (std::is_same_v<T, std::vector<std::string>>) {
      read_texts(key, member, value);
    } else if constexpr (std::is_integral_v<T>) {
      member.is_number_integer() ? void(value = member.get<T>()) : fail(key, "a whole number");
    } else {
      member.is_number() ? void(value = member.get<double>()) : fail(key, "a number");
    }
  }

  /// The member, or null where it is missing.
  const Json* member(const char* key) {
    asked_.insert(key);
    return !error_ && object_.contains(key) ? &object_[key] : nullptr;
  }

  void require(bool holds, const char* key, std::string_view expected) {
    if (!holds) fail(key, expected);
  }

  /// Success, the first fault, or a key that nobody asked for.
  core::Status finish() {
    if (error_) return *error_;
    for (const auto& [key, value] : object_.items()) {
      if (!asked_.contains(key)) return core::malformed(name(key) + " is not a key of a project; check its spelling");
    }
    return {};
  }

 private:
  [[nodiscard]] std::string name(std::string_view key) const {
    if (key.empty()) return "\"" + place_ + "\"";
    return "\"" + (place_.empty() ? std::string(key) : place_ + "." + std::string(key)) + "\"";
  }
  void fail(std::string_view key, std::string_view expected) {
    if (!error_) error_ = core::malformed(name(key) + " must be " + std::string(expected));
  }
  void read_texts(const char* key, const Json& member, std::vector<std::string>& values) {
    if (!member.is_array()) return fail(key, "a list of texts");
    values.clear();
    for (const Json& entry : member) {
      if (!entry.is_string()) return fail(key, "a list of texts");
      values.push_back(entry.get<std::string>());
    }
  }

  const Json& object_;
  std::string place_;
  std::set<std::string, std::less<>> asked_;
  std::optional<core::Error> error_;
};

core::Result<Style> style_from(const Json& json, const std::string& place) {
  Style style;
  Reader reader(json, place);
  reader.read("palette", style.palette);
  reader.read("column", style.column);
  reader.read("classes", style.classes);
  reader.read("class_rule", style.class_rule);
  reader.read("size", style.size);
  reader.read("line_width", style.line_width);
  reader.read("labels", style.labels);
  reader.read("fill", style.fill);
  constexpr int kLeastClasses = 3;
  constexpr int kMostClasses = 7;
  reader.require(style.classes >= kLeastClasses && style.classes <= kMostClasses, "classes", "3 to 7");
  reader.require(style.class_rule == "quantile" || style.class_rule == "equal" || style.class_rule == "jenks",
                 "class_rule", "\"quantile\", \"equal\" or \"jenks\"");
  reader.require(style.size > 0 && style.size <= 100, "size", "between 0 and 100 points");
  reader.require(style.line_width >= 0 && style.line_width <= 100, "line_width", "between 0 and 100 points");
  if (const core::Status status = reader.finish(); !status) return status.error();
  return style;
}

core::Result<Layer> layer_from(const Json& json, const std::string& place) {
  Layer layer;
  Reader reader(json, place);
  std::string source;
  reader.read("id", layer.id);
  reader.read("title", layer.title);
  reader.read("source", source);
  reader.read("name", layer.name);
  reader.read("form", layer.form);
  reader.read("visible", layer.visible);
  reader.read("opacity", layer.opacity);
  reader.require(!layer.id.empty(), "id", "a text that is not empty");
  reader.require(layer.opacity >= 0 && layer.opacity <= 1, "opacity", "between 0 and 1");
  const auto* known = std::find_if(kSources.begin(), kSources.end(), [&](const auto& s) { return s.second == source; });
  reader.require(known != kSources.end(), "source",
                 "one of area-set, incidents, cameras, hubs, points-of-interest, buildings, streets, result");
  if (known != kSources.end()) layer.source = known->first;
  const Json* style = reader.member("style");
  if (const core::Status status = reader.finish(); !status) return status.error();
  if (style != nullptr) {
    auto read = style_from(*style, place + ".style");
    if (!read) return read.error();
    layer.style = *std::move(read);
  }
  return layer;
}

core::Result<MapCamera> camera_from(const Json& json) {
  MapCamera camera;
  Reader reader(json, "camera");
  reader.read("easting", camera.centre.x);
  reader.read("northing", camera.centre.y);
  reader.read("metres_per_point", camera.metres_per_point);
  reader.require(camera.metres_per_point > 0, "metres_per_point", "above 0");
  if (const core::Status status = reader.finish(); !status) return status.error();
  return camera;
}

core::Result<borough::IncidentFilter> filter_from(const Json& json) {
  borough::IncidentFilter filter;
  Reader reader(json, "filter");
  reader.read("types", filter.types);
  reader.read("from", filter.from);
  reader.read("to", filter.to);
  reader.read("weekdays", filter.weekdays);
  reader.read("first_hour", filter.first_hour);
  reader.read("last_hour", filter.last_hour);
  constexpr int kLastHour = 23;
  reader.require(filter.first_hour >= 0 && filter.first_hour <= kLastHour, "first_hour", "0 to 23");
  reader.require(filter.last_hour >= 0 && filter.last_hour <= kLastHour, "last_hour", "0 to 23");
  if (const core::Status status = reader.finish(); !status) return status.error();
  return filter;
}

core::Status read_layers(const Json& json, Project& project) {
  if (!json.is_array()) return core::malformed("\"layers\" must be a list");
  std::set<std::string> ids;
  for (std::size_t i = 0; i < json.size(); ++i) {
    const std::string place = "layers[" + std::to_string(i) + "]";
    auto layer = layer_from(json[i], place);
    if (!layer) return layer.error();
    if (!ids.insert(layer->id).second) {
      return core::malformed("\"" + place + ".id\" repeats \"" + layer->id + "\"; give each layer an id of its own");
    }
    project.layers.push_back(*std::move(layer));
  }
  return {};
}

// Before anything else, so that a newer project gets the message that helps.
core::Status check_version(const Json& json) {
  if (!json.is_object() || json.value("format", Json()) != kFormat) {
    return core::malformed("\"format\" is not \"wardscope-project\": this is not a Wardscope project");
  }
  const Json version = json.value("version", Json());
  if (!version.is_number_integer()) return core::malformed("\"version\" must be a whole number");
  if (version.get<std::int64_t>() > kVersion) {
    return core::unsupported("the project has version " + version.dump() + " and this program reads up to " +
                             std::to_string(kVersion) + "; open it with a newer Wardscope");
  }
  if (version.get<std::int64_t>() < 1) return core::malformed("\"version\" must be 1 or more");
  return {};
}

}  // namespace

std::string to_json(const Project& project) {
  Json layers = Json::array();
  for (const Layer& layer : project.layers) layers.push_back(json_of(layer));
  const borough::IncidentFilter& filter = project.filter;
  const Json json = {{"format", kFormat},
                     {"version", kVersion},
                     {"camera",
                      {{"easting", project.camera.centre.x},
                       {"northing", project.camera.centre.y},
                       {"metres_per_point", project.camera.metres_per_point}}},
                     {"filter",
                      {{"types", filter.types},
                       {"from", filter.from},
                       {"to", filter.to},
                       {"weekdays", filter.weekdays},
                       {"first_hour", filter.first_hour},
                       {"last_hour", filter.last_hour}}},
                     {"layers", layers}};
  return json.dump(2, ' ', false, Json::error_handler_t::replace) + "\n";
}

core::Result<Project> from_json(std::string_view text) {
  Json json;
  try {
    json = Json::parse(text);
  } catch (const Json::parse_error& error) {
    return core::malformed(fmt::format("the project is {}; mend it there or restore it from a copy",
                                       core::json_trouble(text, error.byte, error.what())));
  }
  if (const core::Status status = check_version(json); !status) return status.error();
  Project project;
  Reader reader(json, "");
  (void)reader.member("format");
  (void)reader.member("version");
  const Json* camera = reader.member("camera");
  const Json* filter = reader.member("filter");
  const Json* layers = reader.member("layers");
  if (const core::Status status = reader.finish(); !status) return status.error();
  if (camera != nullptr) {
    auto read = camera_from(*camera);
    if (!read) return read.error();
    project.camera = *read;
  }
  if (filter != nullptr) {
    auto read = filter_from(*filter);
    if (!read) return read.error();
    project.filter = *std::move(read);
  }
  if (layers != nullptr) {
    if (const core::Status status = read_layers(*layers, project); !status) return status.error();
  }
  return project;
}

}  // namespace wardscope::project
