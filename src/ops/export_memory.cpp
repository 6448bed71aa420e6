// SPDX-License-Identifier: GPL-3.0-or-later
#include "ops/export_memory.hpp"

#include <algorithm>
#include <iterator>
#include <nlohmann/json.hpp>
#include <utility>

#include "ops/filter_json.hpp"

namespace wardscope::ops {
namespace {

using Json = nlohmann::ordered_json;

}  // namespace

Json filter_json(const borough::IncidentFilter& filter) {
  return {{"types", filter.types},
          {"from", filter.from},
          {"to", filter.to},
          {"weekdays", filter.weekdays},
          {"first_hour", filter.first_hour},
          {"last_hour", filter.last_hour}};
}

borough::IncidentFilter filter_from(const Json& json) {
  borough::IncidentFilter filter;
  filter.types = json.at("types").get<std::vector<std::string>>();
  filter.from = json.at("from").get<std::string>();
  filter.to = json.at("to").get<std::string>();
  filter.weekdays = json.at("weekdays").get<std::vector<std::string>>();
  filter.first_hour = json.at("first_hour").get<std::int64_t>();
  filter.last_hour = json.at("last_hour").get<std::int64_t>();
  return filter;
}

std::string exports_to_json(const std::vector<RememberedExport>& exports) {
  Json list = Json::array();
  for (const RememberedExport& one : exports) {
    list.push_back(
        {{"date", one.date}, {"area_set", one.area_set}, {"codes", one.codes}, {"filter", filter_json(one.filter)}});
  }
  return list.dump(1, ' ', false, Json::error_handler_t::replace) + "\n";
}

core::Result<std::vector<RememberedExport>> exports_from_json(std::string_view json) {
  try {
    std::vector<RememberedExport> exports;
    for (const Json& one : Json::parse(json)) {
      exports.push_back({one.at("date").get<std::string>(), one.at("area_set").get<std::string>(),
                         one.at("codes").get<std::vector<std::string>>(), filter_from(one.at("filter"))});
    }
    return exports;
  } catch (const Json::exception&) {
    return core::malformed("the workspace's list of earlier exports can't be read; open a copy from your backup");
  }
}

void remember(std::vector<RememberedExport>& exports, RememberedExport added) {
  std::sort(added.codes.begin(), added.codes.end());
  const auto alike = std::find_if(exports.begin(), exports.end(), [&](const RememberedExport& one) {
    return one.area_set == added.area_set && filter_json(one.filter) == filter_json(added.filter);
  });
  if (alike == exports.end()) {
    exports.push_back(std::move(added));
    return;
  }
  std::vector<std::string> codes;
  std::set_union(alike->codes.begin(), alike->codes.end(), added.codes.begin(), added.codes.end(),
                 std::back_inserter(codes));
  alike->codes = std::move(codes);
  alike->date = std::move(added.date);
}

}  // namespace wardscope::ops
