// SPDX-License-Identifier: GPL-3.0-or-later
#include "ops/provenance.hpp"

#include <fmt/format.h>

#include <chrono>
#include <cstdlib>
#include <nlohmann/json.hpp>

#include "borough/area_choice.hpp"
#include "core/civil_time.hpp"
#include "core/text.hpp"
#include "core/version.hpp"
#include "ops/provenance_json.hpp"
#include "ops/recipe.hpp"
#include "ops/result_names.hpp"

namespace wardscope::ops {
namespace {

using Json = nlohmann::ordered_json;

/// 64-bit FNV-1a (Fowler, Noll & Vo): a short name for a text, not a seal; the audit log holds the seals.
std::uint64_t fnv1a(std::string_view text) {
  std::uint64_t hash = 0xcbf29ce484222325ULL;
  for (const char c : text) {
    hash ^= static_cast<unsigned char>(c);
    hash *= 0x100000001b3ULL;
  }
  return hash;
}

Json source_json(const borough::SourceNote& source) {
  Json object;
  object["layer"] = source.layer;
  object["file"] = source.file_name;
  object["sha256"] = source.sha256;
  object["rows"] = source.rows;
  object["imported"] = source.imported_at;
  object["attribution"] = source.attribution;
  object["crs_operation"] = source.crs_operation.empty() ? "none: the source is in EPSG:27700" : source.crs_operation;
  if (source.accuracy_metres >= 0.0) {
    object["crs_accuracy_m"] = source.accuracy_metres;
  } else {
    object["crs_accuracy_m"] = nullptr;
  }
  return object;
}

}  // namespace

void add_dataset(Json& object, const borough::Dataset& dataset) {
  object["crs"] = "EPSG:27700";
  object["place"] = dataset.place;
  object["synthetic"] = dataset.synthetic;
  object["data_revision"] = dataset.revision;
  object["sources"] = Json::array();
  for (const borough::SourceNote& source : dataset.sources) object["sources"].push_back(source_json(source));
  object["program"] = "Wardscope " + std::string(core::version());
}

Provenance sealed(Json object, std::string_view now) {
  Provenance provenance;
  provenance.code = fmt::format("{:016x}", fnv1a(object.dump())).substr(0, 8);
  object["code"] = provenance.code;
  object["date"] = std::string(now);
  provenance.json = object.dump(2);
  return provenance;
}

Provenance make_provenance(const Operation& operation, const borough::Dataset& dataset, std::string_view now) {
  Json object;
  object["operation"] = std::string(operation.info().name);
  object["title"] = std::string(operation.info().title);
  object["method"] = std::string(operation.info().method);
  object["parameters"] = Json::parse(parameters_to_json(operation, Paths::names_only));
  // What a result is called is no part of the question: the same question has the same code under any name.
  if (keeps_results(operation.info())) object["parameters"].erase(std::string(kResultNameParameter));
  if (chooses_area_sets(operation.info())) {
    object["area_sets"] = Json::array();
    for (const auto& set : borough::sets_in_use(dataset)) object["area_sets"].push_back(set->name);
  }
  add_dataset(object, dataset);
  Provenance provenance = sealed(std::move(object), now);
  if (operation.result_name().empty()) return provenance;
  Json named = Json::parse(provenance.json);
  named["result"] = std::string(operation.result_name());
  provenance.json = named.dump(2);
  return provenance;
}

Provenance with_used_files(Provenance provenance, const std::vector<UsedFile>& used) {
  Json object = Json::parse(provenance.json, nullptr, false);
  if (used.empty() || !object.is_object()) return provenance;
  const std::string date = object.value("date", std::string());
  const Json result = object.contains("result") ? object["result"] : Json();
  for (const char* after : {"code", "date", "result"}) object.erase(after);
  object["files"] = Json::array();
  for (const UsedFile& file : used) {
    Json words = {{"file", file.name}, {"sha256", file.sha256}};
    for (const auto& [name, value] : file.values) words["values"][name] = value;
    object["files"].push_back(std::move(words));
  }
  Provenance with_files = sealed(std::move(object), date);
  if (result.is_null()) return with_files;
  Json named = Json::parse(with_files.json);
  named["result"] = result;
  with_files.json = named.dump(2);
  return with_files;
}

std::string with_dataset(std::string_view provenance_json, const borough::Dataset& dataset) {
  Json object = Json::parse(provenance_json, nullptr, false);
  if (!object.is_object()) return std::string(provenance_json);
  add_dataset(object, dataset);
  return object.dump(2);
}

std::string provenance_code(std::string_view provenance_json) {
  const Json object = Json::parse(provenance_json, nullptr, false);
  if (!object.is_object() || !object.contains("code") || !object["code"].is_string()) return {};
  return object["code"].get<std::string>();
}

std::string now_utc() {
  using std::chrono::system_clock;
  std::int64_t seconds = system_clock::to_time_t(system_clock::now());
  // Read once at the start of a command, before any worker runs.
  if (const char* fixed = std::getenv("SOURCE_DATE_EPOCH"); fixed != nullptr) {
    if (const auto value = core::parse_integer(fixed)) seconds = *value;
  }
  constexpr std::int64_t kSecondsPerDay = 86400;
  const auto date = core::civil_from_days(static_cast<std::int32_t>(seconds / kSecondsPerDay));
  const std::int64_t of_day = seconds % kSecondsPerDay;
  return fmt::format("{:04}-{:02}-{:02}T{:02}:{:02}:{:02}Z", date.year, date.month, date.day, of_day / 3600,
                     of_day / 60 % 60, of_day % 60);
}

}  // namespace wardscope::ops
