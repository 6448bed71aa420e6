// SPDX-License-Identifier: GPL-3.0-or-later
#include "ops/kept_findings.hpp"

#include <nlohmann/json.hpp>

namespace wardscope::ops {
namespace {

using OrderedJson = nlohmann::ordered_json;

constexpr const char* kFindings = "findings";

}  // namespace

std::string with_findings(std::string_view provenance_json, const std::vector<std::string>& findings) {
  OrderedJson object = OrderedJson::parse(provenance_json, nullptr, false);
  if (!object.is_object() || findings.empty()) return std::string(provenance_json);
  object[kFindings] = findings;
  return object.dump(2);
}

std::vector<std::string> findings_in(std::string_view provenance_json) {
  const OrderedJson object = OrderedJson::parse(provenance_json, nullptr, false);
  if (!object.is_object() || !object.contains(kFindings)) return {};
  const OrderedJson& kept = object[kFindings];
  std::vector<std::string> findings;
  for (const OrderedJson& one : kept) {
    if (one.is_string()) findings.push_back(one.get<std::string>());
  }
  return findings;
}

std::string without_findings(std::string_view provenance_json) {
  OrderedJson object = OrderedJson::parse(provenance_json, nullptr, false);
  if (!object.is_object() || object.erase(kFindings) == 0) return std::string(provenance_json);
  return object.dump(2);
}

}  // namespace wardscope::ops
