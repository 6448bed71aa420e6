// SPDX-License-Identifier: GPL-3.0-or-later
#include "ops/asked_incidents.hpp"

#include <nlohmann/json.hpp>
#include <string>
#include <vector>

#include "ops/counted_incidents.hpp"

namespace wardscope::ops {

std::optional<AskedIncidents> asked_incidents(std::string_view provenance_json) {
  using Json = nlohmann::ordered_json;
  const Json run = Json::parse(provenance_json, nullptr, false);
  if (!run.is_object() || !run.contains("parameters")) return std::nullopt;
  const Json& parameters = run["parameters"];
  if (!parameters.is_object() || !parameters.contains("type") || !parameters.contains("from")) return std::nullopt;
  try {
    AskedIncidents asked{{}, run.value("data_revision", std::int64_t{0})};
    borough::IncidentFilter& filter = asked.filter;
    filter.types = parameters.value("type", filter.types);
    filter.from = parameters.value("from", filter.from);
    filter.to = parameters.value("to", filter.to);
    filter.weekdays = parameters.value("weekday", filter.weekdays);
    filter.first_hour = parameters.value("first-hour", filter.first_hour);
    filter.last_hour = parameters.value("last-hour", filter.last_hour);
    const CountedIncidents counted = counted_in(provenance_json);
    if (!counted.from.empty()) {
      filter.from = counted.from;
      filter.to = counted.to;
    }
    return asked;
  } catch (const Json::exception&) {
    return std::nullopt;  // edited by hand: it tells nothing
  }
}

}  // namespace wardscope::ops
