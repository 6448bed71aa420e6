// SPDX-License-Identifier: GPL-3.0-or-later
#include "catalog/harm_table.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <limits>
#include <map>
#include <optional>
#include <utility>

#include "analysis/disclosure.hpp"
#include "catalog/told_counts.hpp"
#include "core/text.hpp"
#include "io/column_binding.hpp"
#include "io/file_inspection.hpp"
#include "io/layer_definition.hpp"
#include "io/source_file.hpp"

namespace wardscope::catalog {
namespace {

/// Headings in the order in which they are looked for, as normalised names.
std::vector<io::ColumnAlias> aliases_of(std::initializer_list<std::string_view> names) {
  std::vector<io::ColumnAlias> aliases;
  aliases.reserve(names.size());
  for (const std::string_view name : names) aliases.push_back({io::normalised_name(name), 1.0, {}});
  return aliases;
}

std::vector<io::ColumnAlias> type_aliases() {
  return aliases_of({"type", "incident type", "crime type", "offence type", "offence", "category", "crime category",
                     "incident category", "offence description", "offence group", "crime", "name"});
}

std::vector<io::ColumnAlias> weight_aliases() {
  return aliases_of({"weight", "harm weight", "severity weight", "harm", "harm score", "harm index", "severity score",
                     "severity", "crime severity score", "crime harm index", "chi", "css", "score", "days",
                     "sentence days", "value"});
}

std::string listed(const std::vector<std::string>& names) {
  std::string text;
  for (const std::string& name : names) text += (text.empty() ? "'" : ", '") + name + "'";
  return text;
}

core::Result<std::size_t> column_of(const std::vector<io::ColumnAlias>& aliases, const io::SourceSchema& schema,
                                    std::string_view what) {
  if (const auto bound = io::bind_column(aliases, schema.columns)) return bound->index;
  return core::not_found(fmt::format("no column of {}; its columns are {}. Head one of them '{}'", what,
                                     schema.columns.empty() ? "none" : listed(schema.columns),
                                     what == "types" ? "type" : "weight"));
}

/// The weight in a cell. @returns invalid_argument that names the type and the row.
core::Result<double> weight_in(std::string_view cell, std::string_view type, std::int64_t line) {
  if (core::trimmed(cell).empty()) {
    return core::invalid_argument(
        fmt::format("row {}: '{}' has no weight; write one, 0 where it shall count nothing", line, type));
  }
  const auto weight = core::parse_number(cell);
  if (!weight || *weight > static_cast<double>(std::numeric_limits<float>::max())) {
    return core::invalid_argument(fmt::format(
        "row {}: the weight of '{}' is '{}', which is no number; write it with digits and a point, without commas "
        "between thousands",
        line, type, cell));
  }
  if (*weight < 0.0) {
    return core::invalid_argument(
        fmt::format("row {}: the weight of '{}' is {}; a weight is 0 or more", line, type, core::trimmed(cell)));
  }
  return *weight;
}

core::Status add_row(const io::SourceRow& row, std::pair<std::size_t, std::size_t> columns, HarmTable& table) {
  const auto cell = [&](std::size_t column) {
    return column < row.values.size() ? std::string_view(row.values[column]) : std::string_view();
  };
  const std::string_view type = core::trimmed(cell(columns.first));
  const std::string_view written = core::trimmed(cell(columns.second));
  if (type.empty() && written.empty()) return {};
  if (type.empty()) {
    return core::invalid_argument(fmt::format(
        "row {}: a weight of {} stands beside no type; write the type, or empty the row", row.line, written));
  }
  const auto weight = weight_in(written, type, row.line);
  if (!weight) return weight.error();
  const std::string name = io::normalised_name(type);
  for (const HarmTable::Row& other : table.rows) {
    if (io::normalised_name(other.type) != name) continue;
    return core::conflict(fmt::format("rows {} and {} are both of '{}'; keep one of them", other.line, row.line, type));
  }
  table.rows.push_back({std::string(type), *weight, row.line});
  return {};
}

core::Status read_rows(io::SourceFile& file, const jobs::Progress& progress, HarmTable& table) {
  const auto layer = file.next_layer();
  if (!layer) return layer.error();
  if (*layer == nullptr) return core::malformed("the file has no table");
  io::RowSource& source = **layer;
  const auto type = column_of(type_aliases(), source.schema(), "types");
  if (!type) return type.error();
  const auto weight = column_of(weight_aliases(), source.schema(), "weights");
  if (!weight) return weight.error();
  table.type_column = source.schema().columns[*type];
  table.weight_column = source.schema().columns[*weight];
  for (;;) {
    if (!progress.tick(source.fraction())) return core::cancelled();
    const auto step = source.next();
    if (!step) return step.error();
    if (*step == io::RowSource::Step::end) break;
    if (*step == io::RowSource::Step::rejected) {
      return core::malformed(
          "a row could not be read; open the table, check that all rows have the same columns, and "
          "save it again");
    }
    if (auto status = add_row(source.row(), {*type, *weight}, table); !status) return status;
  }
  if (table.rows.empty()) return core::malformed("the table has no rows; write a row for each type with its weight");
  return {};
}

std::string share_text(double part, double whole) {
  constexpr double kLeast = 0.5;  // less would be printed as 0 %
  const double percent = whole > 0.0 ? 100.0 * part / whole : 0.0;
  return percent > 0.0 && percent < kLeast ? "under 1 %" : core::fixed(percent, 0) + " %";
}

std::string weight_text(double weight) {
  constexpr double kWhole = 1e15;  // below it a double holds every whole number
  if (weight == std::floor(weight) && weight < kWhole) return core::with_thousands(std::llround(weight));
  return fmt::format("{:g}", weight);
}

}  // namespace

void describe_harm_table(std::string& file, core::ParameterVisitor& visitor) {
  visitor.text({"harm-table", "Table of harm weights",
                "A table with a row a type: its name and what an incident of it weighs (a severity score). Empty: each "
                "counts once"},
               core::TextKind::input_path, file);
}

core::Result<HarmTable> read_harm_table(const std::filesystem::path& file, const jobs::Progress& progress) {
  HarmTable table;
  table.file_name = file.filename().string();
  const std::string place = fmt::format("reading '{}'", table.file_name);
  const auto inspection = io::inspect_file(file, progress.part(0.0, 0.5));
  if (!inspection) return inspection.error().within(place);
  table.sha256 = inspection->sha256;
  auto source = io::open_source_file(file, *inspection, {{}, {}, progress});
  if (!source) return source.error().within(place);
  if (auto status = read_rows(**source, progress.part(0.5, 1.0), table); !status) return status.error().within(place);
  return table;
}

bool HarmWeights::all_alike() const {
  return std::all_of(types.begin(), types.end(), [&](const Type& type) { return type.weight == greatest; });
}

core::Result<HarmWeights> harm_weights(HarmTable table, const HarmedIncidents& selected,
                                       core::Diagnostics& diagnostics) {
  const borough::IncidentTable& incidents = selected.incidents;
  std::map<std::string, double> by_name;
  for (const HarmTable::Row& row : table.rows) by_name.emplace(io::normalised_name(row.type), row.weight);
  std::vector<std::int64_t> counts(incidents.categories.size(), 0);
  for (const std::uint32_t row : selected.rows) ++counts[incidents.category[row]];
  HarmWeights harm;
  std::vector<double> by_category(incidents.categories.size(), 0.0);
  std::vector<std::string> missing;
  std::vector<std::string> known;
  for (std::size_t c = 0; c < counts.size(); ++c) {
    const borough::IncidentCategory& category = incidents.categories[c];
    known.push_back(io::normalised_name(category.name));
    if (counts[c] == 0) continue;
    const auto found = by_name.find(known.back());
    if (found == by_name.end()) {
      missing.push_back(category.name);
      continue;
    }
    by_category[c] = found->second;
    harm.types.push_back({category.name, found->second, counts[c],
                          told_count(static_cast<double>(counts[c]), analysis::sensitivity_of(category))});
    harm.sum += found->second * static_cast<double>(counts[c]);
    harm.greatest = std::max(harm.greatest, found->second);
  }
  if (!missing.empty()) {
    return core::not_found(fmt::format(
        "'{}' has no weight for {}: add a row for each (0 where it shall count nothing), or choose other types",
        table.file_name, listed(missing)));
  }
  if (harm.sum == 0.0) {
    return core::invalid_argument(fmt::format(
        "the weights of '{}' are 0 for all types that are selected: nothing is left to weigh", table.file_name));
  }
  std::vector<std::string> unused;
  for (const HarmTable::Row& row : table.rows) {
    if (std::find(known.begin(), known.end(), io::normalised_name(row.type)) == known.end()) unused.push_back(row.type);
  }
  if (!unused.empty()) {
    diagnostics.note("harm-types-unused", fmt::format("types of '{}' that the workspace has no incidents of: {}",
                                                      table.file_name, listed(unused)));
  }
  harm.weight.assign(incidents.size(), 0.0F);
  for (const std::uint32_t row : selected.rows) {
    harm.weight[row] = static_cast<float>(by_category[incidents.category[row]]);
  }
  harm.by_category = std::move(by_category);
  harm.table = std::move(table);
  return harm;
}

std::string harm_in_words(const HarmWeights& harm) {
  std::vector<const HarmWeights::Type*> order;
  order.reserve(harm.types.size());
  double incidents = 0.0;
  double weight = 0.0;
  bool all_told = true;
  const auto weight_of = [](const HarmWeights::Type& type) {
    return type.weight * static_cast<double>(type.told.value_or(0));
  };
  for (const HarmWeights::Type& type : harm.types) {
    order.push_back(&type);
    incidents += static_cast<double>(type.told.value_or(0));
    weight += weight_of(type);
    all_told = all_told && type.told;
  }
  std::stable_sort(order.begin(), order.end(), [&](const HarmWeights::Type* a, const HarmWeights::Type* b) {
    return all_told ? weight_of(*a) > weight_of(*b) : a->weight > b->weight;
  });
  std::string words;
  for (const HarmWeights::Type* type : order) {
    std::string shares;
    if (all_told) {
      shares =
          fmt::format(" ({} of the incidents, {} of the weight)",
                      share_text(static_cast<double>(*type->told), incidents), share_text(weight_of(*type), weight));
    } else if (!type->told) {
      shares = " (number not told)";
    }
    words += fmt::format("{}{} {}{}", words.empty() ? "" : "; ", type->name, weight_text(type->weight), shares);
  }
  const auto sum = told_sum(harm);
  return fmt::format("Weights by type from '{}' (SHA-256 {}){}: {}.{}", harm.table.file_name,
                     harm.table.sha256.substr(0, 12),
                     sum ? ", together " + std::string(harm.all_alike() ? "" : "about ") + weight_text(*sum) : "",
                     words, all_told ? "" : " Shares of the types would tell a small number, and are left out.");
}

std::optional<double> told_sum(const HarmWeights& harm) {
  double sum = 0.0;
  for (const HarmWeights::Type& type : harm.types) {
    if (!type.told) return std::nullopt;
    sum += type.weight * static_cast<double>(*type.told);
  }
  return harm.all_alike() ? harm.sum : sum;
}

ops::UsedFile used_file(const HarmTable& table) {
  ops::UsedFile used{table.file_name, table.sha256, {}};
  used.values.reserve(table.rows.size());
  for (const HarmTable::Row& row : table.rows) used.values.emplace_back(row.type, row.weight);
  return used;
}

}  // namespace wardscope::catalog
