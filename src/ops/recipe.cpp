// SPDX-License-Identifier: GPL-3.0-or-later
#include "ops/recipe.hpp"

#include <fmt/format.h>

#include <cmath>
#include <fstream>
#include <nlohmann/json.hpp>
#include <set>
#include <sstream>

#include "core/json_trouble.hpp"
#include "core/near_names.hpp"
#include "ops/parameters.hpp"

namespace wardscope::ops {
namespace {

using Json = nlohmann::ordered_json;

constexpr int kRecipeVersion = 1;

class JsonWriter final : public core::ParameterVisitor {
 public:
  explicit JsonWriter(Paths paths) : paths_(paths) {}
  Json object = Json::object();

  void number(const core::ParameterSpec& spec, core::NumberRange /*range*/, double& value) override {
    object[std::string(spec.name)] = value;
  }
  void integer(const core::ParameterSpec& spec, core::NumberRange /*range*/, std::int64_t& value) override {
    object[std::string(spec.name)] = value;
  }
  void flag(const core::ParameterSpec& spec, bool& value) override { object[std::string(spec.name)] = value; }
  void choice(const core::ParameterSpec& spec, std::span<const core::Choice> choices, std::size_t& index) override {
    object[std::string(spec.name)] = std::string(choices[index].word);
  }
  void text(const core::ParameterSpec& spec, core::TextKind kind, std::string& value) override {
    object[std::string(spec.name)] = shown(kind, value);
  }
  void texts(const core::ParameterSpec& spec, core::TextKind kind, std::vector<std::string>& values) override {
    Json list = Json::array();
    for (const std::string& value : values) list.push_back(shown(kind, value));
    object[std::string(spec.name)] = std::move(list);
  }
  void optional_number(const core::ParameterSpec& spec, core::NumberRange /*range*/,
                       std::optional<double>& value) override {
    object[std::string(spec.name)] = value ? Json(*value) : Json(nullptr);
  }

 private:
  [[nodiscard]] std::string shown(core::TextKind kind, const std::string& value) const {
    const bool is_path = kind == core::TextKind::input_path || kind == core::TextKind::output_path;
    if (paths_ == Paths::names_only && is_path) return std::filesystem::path(value).filename().string();
    return value;
  }
  Paths paths_;
};

/// The words that set_parameter() understands, from a JSON value; nothing where the type cannot be a parameter's.
std::optional<std::vector<std::string>> words_from(const Json& value) {
  const auto word = [](const Json& item) -> std::optional<std::string> {
    if (item.is_string()) return item.get<std::string>();
    if (item.is_boolean()) return item.get<bool>() ? "true" : "false";
    if (item.is_number_integer()) return fmt::format("{}", item.get<std::int64_t>());
    if (item.is_number()) return fmt::format("{}", item.get<double>());
    if (item.is_null()) return "";
    return std::nullopt;
  };
  std::vector<std::string> words;
  if (value.is_array()) {
    for (const Json& item : value) {
      const auto text = word(item);
      if (!text) return std::nullopt;
      words.push_back(*text);
    }
    return words;
  }
  const auto text = word(value);
  if (!text) return std::nullopt;
  words.push_back(*text);
  return words;
}

core::Status set_from(Operation& operation, const Json& object) {
  if (!object.is_object()) return core::invalid_argument("\"parameters\" is not a JSON object");
  for (const auto& [key, value] : object.items()) {
    const auto words = words_from(value);
    if (!words) {
      return core::invalid_argument(
          fmt::format("\"{}\": a parameter is a text, a number, true, false or a list of texts", key));
    }
    if (auto status = set_parameter(operation, key, *words); !status) return status;
  }
  return check_parameters(operation);
}

core::Result<Json> parse(std::string_view text) {
  try {
    return Json::parse(text);
  } catch (const Json::parse_error& error) {
    return core::malformed(core::json_trouble(text, error.byte, error.what()));
  }
}

core::Result<std::string> text_member(const Json& object, const char* key) {
  const auto found = object.find(key);
  if (found == object.end()) return std::string();
  if (!found->is_string()) return core::malformed(fmt::format("\"{}\" is not a text", key));
  return found->get<std::string>();
}

core::Result<std::unique_ptr<Operation>> step_from(const OperationRegistry& registry, const Json& step) {
  if (!step.is_object()) return core::malformed("is not a JSON object");
  const auto name = text_member(step, "operation");
  if (!name) return name.error();
  auto operation = registry.make(*name);
  if (!operation) {
    std::vector<std::string> names;
    for (const auto& known : registry.all()) names.emplace_back(known->info().name);
    return core::not_found(core::no_such_name({"operation", "operations", "'wardscope help'"}, *name, names));
  }
  for (const auto& [key, value] : step.items()) {
    if (key != "operation" && key != "parameters") return core::malformed(fmt::format("unknown key \"{}\"", key));
  }
  if (const auto parameters = step.find("parameters"); parameters != step.end()) {
    if (auto status = set_from(*operation, *parameters); !status) return status.error();
  }
  return operation;
}

}  // namespace

std::string parameters_to_json(const Operation& operation, Paths paths) {
  JsonWriter writer(paths);
  operation.clone()->describe(writer);
  return writer.object.dump(2);
}

core::Status parameters_from_json(Operation& operation, std::string_view json) {
  const auto object = parse(json);
  if (!object) return object.error();
  return set_from(operation, *object);
}

std::string to_json(const Recipe& recipe) {
  Json object;
  object["wardscope_recipe"] = kRecipeVersion;
  object["title"] = recipe.title;
  object["workspace"] = recipe.workspace;
  object["steps"] = Json::array();
  for (const auto& operation : recipe.steps) {
    JsonWriter writer(Paths::whole);
    operation->clone()->describe(writer);
    object["steps"].push_back({{"operation", std::string(operation->info().name)}, {"parameters", writer.object}});
  }
  return object.dump(2) + "\n";
}

core::Result<Recipe> recipe_from_json(const OperationRegistry& registry, std::string_view json) {
  const auto object = parse(json);
  if (!object) return object.error();
  if (!object->is_object() || !object->contains("wardscope_recipe") ||
      !(*object)["wardscope_recipe"].is_number_integer()) {
    return core::malformed("not a recipe: the key \"wardscope_recipe\" is missing");
  }
  const int version = (*object)["wardscope_recipe"].get<int>();
  if (version > kRecipeVersion) {
    return core::unsupported(fmt::format(
        "the recipe is of version {}, this program reads up to {}; use a newer Wardscope", version, kRecipeVersion));
  }
  Recipe recipe;
  for (auto [key, target] : {std::pair{"title", &recipe.title}, std::pair{"workspace", &recipe.workspace}}) {
    auto text = text_member(*object, key);
    if (!text) return text.error();
    *target = std::move(text).value();
  }
  const auto steps = object->find("steps");
  if (steps == object->end() || !steps->is_array() || steps->empty()) {
    return core::malformed("the recipe has no \"steps\"");
  }
  for (std::size_t i = 0; i < steps->size(); ++i) {
    auto step = step_from(registry, (*steps)[i]);
    if (!step) return step.error().within(fmt::format("step {}", i + 1));
    recipe.steps.push_back(std::move(step).value());
  }
  return recipe;
}

core::Result<Recipe> read_recipe(const OperationRegistry& registry, const std::filesystem::path& file) {
  std::ifstream stream(file, std::ios::binary);
  if (!stream) return core::not_found(fmt::format("no recipe '{}'; check the name", file.string()));
  std::ostringstream text;
  text << stream.rdbuf();
  return recipe_from_json(registry, text.str()).within(file.filename().string());
}

}  // namespace wardscope::ops
