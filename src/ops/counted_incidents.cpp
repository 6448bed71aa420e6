// SPDX-License-Identifier: GPL-3.0-or-later
#include "ops/counted_incidents.hpp"

#include <nlohmann/json.hpp>
#include <vector>

#include "ops/filter_json.hpp"

namespace wardscope::ops {
namespace {

using Json = nlohmann::ordered_json;

constexpr const char* kKey = "counted";
constexpr const char* kSensitive = "sensitive";

}  // namespace

std::string with_counted(std::string_view provenance_json, const CountedIncidents& counted) {
  Json object = Json::parse(provenance_json, nullptr, false);
  const bool sensitive = counted.sensitivity == borough::Sensitivity::sensitive;
  if (!object.is_object() || (!sensitive && counted.area_set.empty() && counted.from.empty()))
    return std::string(provenance_json);
  Json words = {{"types", sensitive ? kSensitive : "open"}};
  if (!counted.area_set.empty()) {
    words["area_set"] = counted.area_set;
    words["filter"] = filter_json(counted.filter);
    if (counted.hidden) words["hidden"] = {{"areas", counted.hidden->codes}, {"total", counted.hidden->total}};
  }
  if (!counted.from.empty()) words["months"] = {counted.from, counted.to};
  object[kKey] = std::move(words);
  return object.dump(2);
}

CountedIncidents counted_in(std::string_view provenance_json) {
  const Json object = Json::parse(provenance_json, nullptr, false);
  CountedIncidents counted;
  if (!object.is_object()) return counted;
  try {
    if (object.contains(kKey)) {
      const Json& words = object[kKey];
      if (words.at("types") == kSensitive) counted.sensitivity = borough::Sensitivity::sensitive;
      counted.area_set = words.value("area_set", std::string());
      if (words.contains("filter")) counted.filter = filter_from(words["filter"]);
      if (words.contains("months")) {
        counted.from = words["months"].at(0).get<std::string>();
        counted.to = words["months"].at(1).get<std::string>();
      }
      if (words.contains("hidden")) {
        const Json& hidden = words["hidden"];
        counted.hidden =
            HiddenAreas{hidden.at("areas").get<std::vector<std::string>>(), hidden.at("total").get<bool>()};
      }
    }
    const bool known = !counted.area_set.empty() || counted.sensitivity == borough::Sensitivity::sensitive;
    if (!known && object.contains("parameters") && object["parameters"].contains("type")) {
      counted.filter.types = object["parameters"]["type"].get<std::vector<std::string>>();
    }
  } catch (const Json::exception&) {
    return {};  // a provenance that was edited by hand tells nothing
  }
  return counted;
}

}  // namespace wardscope::ops
