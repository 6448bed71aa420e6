// SPDX-License-Identifier: GPL-3.0-or-later
#include "ops/result_names.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <nlohmann/json.hpp>
#include <vector>

#include "borough/incidents.hpp"
#include "core/text.hpp"

namespace wardscope::ops {
namespace {

using Json = nlohmann::ordered_json;

std::string with_commas(const std::vector<std::string>& parts) {
  std::string text;
  for (const std::string& part : parts) text += text.empty() ? part : ", " + part;
  return text;
}

/// Reads the parameters that say what a question is about, by the names that all operations share.
class QuestionReader final : public core::ParameterVisitor {
 public:
  [[nodiscard]] std::string words() const {
    std::vector<std::string> parts;
    const std::string all = borough::describe_in_words(borough::IncidentFilter{});
    if (const std::string incidents = borough::describe_in_words(filter_); incidents != all) parts.push_back(incidents);
    parts.insert(parts.end(), others_.begin(), others_.end());
    std::string text;
    for (const std::string& part : parts) text += text.empty() ? part : "; " + part;
    return text;
  }

  void number(const core::ParameterSpec& /*spec*/, core::NumberRange /*range*/, double& /*value*/) override {}
  void integer(const core::ParameterSpec& spec, core::NumberRange /*range*/, std::int64_t& value) override {
    if (spec.name == "first-hour") filter_.first_hour = value;
    if (spec.name == "last-hour") filter_.last_hour = value;
  }
  void flag(const core::ParameterSpec& /*spec*/, bool& /*value*/) override {}
  void choice(const core::ParameterSpec& spec, std::span<const core::Choice> choices, std::size_t& index) override {
    if (spec.name == "areas" && index > 0) others_.emplace_back(choices[index].label);
  }
  void text(const core::ParameterSpec& spec, core::TextKind /*kind*/, std::string& value) override {
    if (spec.name == "from") filter_.from = value;
    if (spec.name == "to") filter_.to = value;
  }
  void texts(const core::ParameterSpec& spec, core::TextKind /*kind*/, std::vector<std::string>& values) override {
    if (spec.name == "type") filter_.types = values;
    if (spec.name == "weekday") filter_.weekdays = values;
    const bool narrows =
        spec.name == "kind" || spec.name == "ward" || spec.name == "neighbourhood" || spec.name == "area-set";
    if (narrows && !values.empty()) others_.push_back(with_commas(values));
  }
  void optional_number(const core::ParameterSpec& /*spec*/, core::NumberRange /*range*/,
                       std::optional<double>& /*value*/) override {}

 private:
  borough::IncidentFilter filter_;
  std::vector<std::string> others_;
};

/// "density" of hotspots named "asb" is "asb-density"; "hub-access-by-ward" of hub-access, "asb-by-ward".
std::string renamed(const std::string& layer, std::string_view operation, std::string_view name) {
  const std::string stem = std::string(operation) + "-";
  if (layer.starts_with(stem)) return fmt::format("{}-{}", name, layer.substr(stem.size()));
  return fmt::format("{}-{}", name, layer);
}

std::string value_in_words(const Json& value) {
  if (value.is_null()) return "not known";
  if (value.is_string()) return value.get<std::string>().empty() ? "not given" : value.get<std::string>();
  if (!value.is_array()) return value.dump();
  std::vector<std::string> parts;
  for (const Json& part : value) parts.push_back(value_in_words(part));
  return parts.empty() ? "not given" : with_commas(parts);
}

}  // namespace

bool keeps_results(const OperationInfo& info) {
  return info.use == WorkspaceUse::reads && info.results == Results::kept;
}

void describe_result_name(std::string& name, core::ParameterVisitor& visitor) {
  visitor.text({kResultNameParameter, "Name of the result",
                "Keep the result under this name, beside others of its kind. Empty: the usual name, whose last result "
                "is replaced"},
               core::TextKind::plain, name);
}

core::Status check_result_name(std::string_view name) {
  constexpr std::size_t kLongest = 60;  // bytes; a list and a file name have room for it
  if (name.empty()) return {};
  const bool has_mark = name.find_first_of("=/\\,:;\"'") != std::string_view::npos;
  const bool has_control =
      std::any_of(name.begin(), name.end(), [](char c) { return static_cast<unsigned char>(c) < 0x20; });
  if (name.size() <= kLongest && !has_mark && !has_control && core::is_utf8(name) && core::trimmed(name) == name &&
      name.front() != '-')
    return {};
  return core::invalid_argument(fmt::format(
      "--name '{}': a name has up to {} letters, digits, hyphens and blanks, such as asb-2025", name, kLongest));
}

std::string question_in_words(const Operation& operation) {
  QuestionReader reader;
  operation.clone()->describe(reader);
  return reader.words();
}

void name_layers(OperationResult& result, const Operation& operation) {
  if (!keeps_results(operation.info()) || result.layers.empty()) return;
  const std::string about = question_in_words(operation);
  const std::string name(operation.result_name());
  const std::string_view own = operation.info().name;
  auto main =
      std::find_if(result.layers.begin(), result.layers.end(), [&](const auto& layer) { return layer.name == own; });
  if (main == result.layers.end()) main = result.layers.begin();
  for (ResultLayer& layer : result.layers) {
    if (!about.empty()) layer.title += ": " + about;
    if (name.empty()) continue;
    layer.title += fmt::format(" ({})", name);
    layer.name = &layer == &*main ? name : renamed(layer.name, own, name);
  }
}

std::string former_parameters(std::string_view former_provenance, std::string_view provenance) {
  const Json former = Json::parse(former_provenance, nullptr, false);
  const Json now = Json::parse(provenance, nullptr, false);
  constexpr const char* kKey = "parameters";
  if (!former.is_object() || !now.is_object() || !former.contains(kKey) || !now.contains(kKey)) return {};
  constexpr std::size_t kNamed = 4;  // more make a list that nobody reads
  std::vector<std::string> parts;
  for (const auto& [key, value] : former[kKey].items()) {
    const auto other = now[kKey].find(key);
    if (other == now[kKey].end() || *other == value) continue;
    if (parts.size() == kNamed) {
      parts.emplace_back("and more");
      break;
    }
    parts.push_back(fmt::format("{} was {}", key, value_in_words(value)));
  }
  return with_commas(parts);
}

}  // namespace wardscope::ops
