// SPDX-License-Identifier: GPL-3.0-or-later
#include "io/layer_definition.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <fstream>
#include <iterator>
#include <nlohmann/json.hpp>
#include <span>
#include <system_error>
#include <utility>

#include "core/embedded_file.hpp"
#include "core/json_trouble.hpp"
#include "core/text.hpp"
#include "io/position_scheme.hpp"

namespace wardscope::embedded {
std::span<const core::EmbeddedFile> layers_files();
}

namespace wardscope::io {
namespace {

using Json = nlohmann::json;

constexpr double kMetresPerFoot = 0.3048;  // international foot, exact
constexpr double kMetresPerInch = 0.0254;
constexpr double kMetresPerYard = 0.9144;

template <typename Enum, std::size_t N>
using Words = std::array<std::pair<std::string_view, Enum>, N>;

constexpr Words<LayerKind, 9> kLayers{{{"areas", LayerKind::areas},
                                       {"incidents", LayerKind::incidents},
                                       {"cameras", LayerKind::cameras},
                                       {"hubs", LayerKind::hubs},
                                       {"points-of-interest", LayerKind::points_of_interest},
                                       {"buildings", LayerKind::buildings},
                                       {"streets", LayerKind::streets},
                                       {"indicators", LayerKind::indicators},
                                       {"actions", LayerKind::actions}}};
constexpr Words<ShapeKind, 5> kShapes{{{"none", ShapeKind::none},
                                       {"point", ShapeKind::point},
                                       {"line", ShapeKind::line},
                                       {"polygon", ShapeKind::polygon},
                                       {"any", ShapeKind::any}}};
constexpr Words<borough::AreaKind, 5> kAreaKinds{{{"ward", borough::AreaKind::ward},
                                                  {"small_area", borough::AreaKind::small_area},
                                                  {"borough", borough::AreaKind::borough},
                                                  {"neighbourhood", borough::AreaKind::neighbourhood},
                                                  {"other", borough::AreaKind::other}}};
constexpr Words<borough::Sensitivity, 3> kSensitivities{{{"open", borough::Sensitivity::open},
                                                         {"official", borough::Sensitivity::official},
                                                         {"sensitive", borough::Sensitivity::sensitive}}};
constexpr Words<core::DateOrder, 2> kDateOrders{
    {{"day_first", core::DateOrder::day_first}, {"month_first", core::DateOrder::month_first}}};
constexpr Words<double, 7> kUnits{{{"m", 1.0},
                                   {"ft", kMetresPerFoot},
                                   {"in", kMetresPerInch},
                                   {"yd", kMetresPerYard},
                                   {"mm", 0.001},
                                   {"cm", 0.01},
                                   {"km", 1000.0}}};

/// Reads members of one definition; remembers the first trouble and goes on, so that the caller asks once.
class Reader {
 public:
  explicit Reader(std::string_view file_name) : file_name_(file_name) {}

  void fail(std::string_view member, std::string_view what) {
    if (trouble_.empty()) trouble_ = fmt::format("layer definition '{}', member \"{}\": {}", file_name_, member, what);
  }
  [[nodiscard]] const std::string& trouble() const { return trouble_; }

  std::string text(const Json& json, const char* member) {
    const auto found = json.find(member);
    if (found == json.end()) return {};
    if (!found->is_string()) {
      fail(member, "a text is expected");
      return {};
    }
    return found->get<std::string>();
  }
  std::vector<std::string> texts(const Json& json, const char* member) {
    const auto found = json.find(member);
    std::vector<std::string> list;
    if (found == json.end()) return list;
    if (!found->is_array()) fail(member, "a list of texts is expected");
    for (const Json& entry : *found) {
      if (entry.is_string())
        list.push_back(entry.get<std::string>());
      else
        fail(member, "a list of texts is expected");
    }
    return list;
  }
  template <typename Enum, std::size_t N>
  Enum word(const Json& json, const char* member, const Words<Enum, N>& words, Enum fallback) {
    const std::string written = text(json, member);
    if (written.empty()) return fallback;
    for (const auto& [name, value] : words) {
      if (name == written) return value;
    }
    std::string known;
    for (const auto& [name, value] : words) known += fmt::format("{}{}", known.empty() ? "" : ", ", name);
    fail(member, fmt::format("'{}' is none of {}", written, known));
    return fallback;
  }
  std::vector<ColumnAlias> aliases(const Json& json, std::string_view member) {
    std::vector<ColumnAlias> list;
    if (!json.is_array()) fail(member, "a list of column names is expected");
    for (const Json& entry : json) {
      ColumnAlias alias;
      if (entry.is_string()) {
        alias.pattern = normalised_name(entry.get<std::string>());
      } else if (entry.is_object()) {
        alias.pattern = normalised_name(text(entry, "column"));
        alias.key = text(entry, "key");
        alias.factor = word(entry, "unit", kUnits, 1.0);
      }
      if (alias.pattern.empty()) fail(member, "each entry is a column name or {\"column\", \"unit\", \"key\"}");
      list.push_back(std::move(alias));
    }
    return list;
  }

 private:
  std::string file_name_;
  std::string trouble_;
};

PositionScheme position_scheme(Reader& reader, const Json& json) {
  using Form = PositionScheme::Form;
  if (json.is_string()) {
    if (auto standard = standard_position_scheme(json.get<std::string>())) return *standard;
    reader.fail("positions",
                "'" + json.get<std::string>() + "' is no scheme; known: " + standard_position_scheme_names());
    return {};
  }
  if (!json.is_object()) {
    reader.fail("positions", "each entry is the name of a scheme or an object");
    return {};
  }
  PositionScheme scheme;
  scheme.form = reader.word(json, "form",
                            Words<Form, 4>{{{"easting_northing", Form::easting_northing},
                                            {"longitude_latitude", Form::longitude_latitude},
                                            {"grid_reference", Form::grid_reference},
                                            {"well_known_text", Form::well_known_text}}},
                            Form::easting_northing);
  scheme.crs = reader.text(json, "crs");
  scheme.x = reader.aliases(json.value("x", Json::array()), "positions.x");
  scheme.y = reader.aliases(json.value("y", Json::array()), "positions.y");
  const bool two = scheme.form == Form::easting_northing || scheme.form == Form::longitude_latitude;
  if (scheme.x.empty() || (two && scheme.y.empty())) reader.fail("positions", "columns for x (and y) are expected");
  if (scheme.crs.empty()) reader.fail("positions", "\"crs\" is expected, for instance \"EPSG:27700\"");
  return scheme;
}

/// Entries such as "name|road_class": one of these fields.
std::vector<std::vector<std::string>> field_groups(Reader& reader, const Json& json, const char* member,
                                                   const LayerDefinition& definition) {
  std::vector<std::vector<std::string>> groups;
  for (const std::string& entry : reader.texts(json, member)) {
    std::vector<std::string>& alternatives = groups.emplace_back();
    for (const std::string_view field : core::split(entry, '|')) {
      alternatives.emplace_back(field);
      if (definition.fields.find(field) == definition.fields.end()) {
        reader.fail(member, fmt::format("'{}' is no member of \"fields\"", field));
      }
    }
  }
  return groups;
}

void read_recognition(Reader& reader, const Json& json, LayerDefinition& definition) {
  definition.shape = reader.word(json, "shape", kShapes, ShapeKind::any);
  definition.required = field_groups(reader, json, "required", definition);
  definition.typical = field_groups(reader, json, "typical", definition);
  for (const std::string& entry : reader.texts(json, "absent")) definition.absent.push_back(normalised_name(entry));
  for (const std::string& entry : reader.texts(json, "file_names"))
    definition.file_names.push_back(core::lower_ascii(entry));
  definition.fallback = json.value("fallback", Json(false)) == Json(true);
}

void read_sensitivity(Reader& reader, const Json& json, SensitivityRule& rule) {
  const auto lowered = [&](const char* member) {
    std::vector<std::string> words = reader.texts(json, member);
    for (std::string& word : words) word = core::lower_ascii(word);
    return words;
  };
  rule.open = lowered("open");
  rule.official = lowered("official");
  rule.sensitive = lowered("sensitive");
  rule.other = reader.word(json, "other", kSensitivities, borough::Sensitivity::sensitive);
}

LayerDefinition read_definition(Reader& reader, const Json& json) {
  LayerDefinition definition;
  definition.id = reader.text(json, "id");
  definition.title = reader.text(json, "title");
  definition.name = reader.text(json, "name");
  definition.attribution = reader.text(json, "attribution");
  definition.style = reader.text(json, "style");
  definition.crs = reader.text(json, "crs");
  definition.layer = reader.word(json, "layer", kLayers, LayerKind::incidents);
  definition.area_kind = reader.word(json, "area_kind", kAreaKinds, borough::AreaKind::other);
  definition.date_order = reader.word(json, "date_order", kDateOrders, core::DateOrder::day_first);
  if (definition.id.empty()) reader.fail("id", "a short name is expected");
  if (definition.title.empty()) reader.fail("title", "a text is expected");
  if (!json.contains("layer"))
    reader.fail("layer",
                "areas, incidents, cameras, hubs, points-of-interest, buildings, streets, indicators or actions");
  const Json fields = json.value("fields", Json::object());
  if (!fields.is_object()) reader.fail("fields", "an object is expected");
  for (const auto& [field, names] : fields.items()) definition.fields[field] = reader.aliases(names, "fields." + field);
  for (const Json& entry : json.value("positions", Json::array())) {
    definition.positions.push_back(position_scheme(reader, entry));
  }
  const Json constants = json.value("constants", Json::object());
  for (const auto& [field, value] : constants.items()) {
    if (value.is_string())
      definition.constants[field] = value.get<std::string>();
    else
      reader.fail("constants", "texts are expected");
  }
  read_recognition(reader, json, definition);
  if (json.contains("sensitivity")) read_sensitivity(reader, json.at("sensitivity"), definition.sensitivity);
  return definition;
}

bool contains_any(std::string_view text, const std::vector<std::string>& words) {
  return std::any_of(words.begin(), words.end(),
                     [&](const std::string& word) { return text.find(word) != std::string_view::npos; });
}

}  // namespace

std::string normalised_name(std::string_view name) {
  std::string normalised;
  for (const char c : core::lower_ascii(name)) {
    const bool kept = (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '#' || (c & '\x80') != 0;
    if (kept) normalised += c;
  }
  return normalised;
}

bool name_fits(std::string_view pattern, std::string_view name) {
  return std::equal(pattern.begin(), pattern.end(), name.begin(), name.end(),
                    [](char p, char n) { return p == '#' ? n >= '0' && n <= '9' : p == n; });
}

core::Result<LayerDefinition> parse_layer_definition(std::string_view json, std::string_view file_name) {
  Json parsed;
  try {
    parsed = Json::parse(json);
  } catch (const Json::parse_error& error) {
    return core::malformed(
        fmt::format("layer definition '{}': {}", file_name, core::json_trouble(json, error.byte, error.what())));
  }
  if (!parsed.is_object())
    return core::malformed(fmt::format("layer definition '{}' is not a JSON object; it begins with {{", file_name));
  Reader reader(file_name);
  LayerDefinition definition = read_definition(reader, parsed);
  if (!reader.trouble().empty()) return core::malformed(reader.trouble());
  return definition;
}

core::Result<std::vector<LayerDefinition>> load_layer_definitions(const std::filesystem::path& folder) {
  std::vector<LayerDefinition> definitions;
  const auto add = [&](std::string_view text, std::string_view name) -> core::Status {
    auto parsed = parse_layer_definition(text, name);
    if (!parsed) return parsed.error();
    std::erase_if(definitions, [&](const LayerDefinition& other) { return other.id == parsed->id; });
    definitions.push_back(std::move(parsed).value());
    return {};
  };
  for (const core::EmbeddedFile& file : embedded::layers_files()) {
    if (const auto added = add(file.text, file.name); !added) return added.error();
  }
  if (folder.empty()) return definitions;

  std::error_code code;
  std::vector<std::filesystem::path> paths;
  for (const auto& entry : std::filesystem::directory_iterator(folder, code)) {
    if (entry.path().extension() == ".json") paths.push_back(entry.path());
  }
  if (code)
    return core::not_found("the folder of layer definitions '" + folder.filename().string() + "' can't be read");
  std::sort(paths.begin(), paths.end());
  for (const std::filesystem::path& path : paths) {
    std::ifstream file(path, std::ios::binary);
    const std::string text{std::istreambuf_iterator<char>(file), std::istreambuf_iterator<char>()};
    if (const auto added = add(text, path.filename().string()); !added) return added.error();
  }
  return definitions;
}

borough::Sensitivity sensitivity_of(const SensitivityRule& rule, std::string_view category) {
  const std::string lowered = core::lower_ascii(category);
  if (contains_any(lowered, rule.sensitive)) return borough::Sensitivity::sensitive;
  if (contains_any(lowered, rule.official)) return borough::Sensitivity::official;
  if (contains_any(lowered, rule.open)) return borough::Sensitivity::open;
  return rule.other;
}

std::string_view to_word(LayerKind kind) {
  for (const auto& [word, value] : kLayers) {
    if (value == kind) return word;
  }
  return "areas";
}

}  // namespace wardscope::io
