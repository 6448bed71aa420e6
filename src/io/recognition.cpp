// SPDX-License-Identifier: GPL-3.0-or-later
#include "io/recognition.hpp"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <algorithm>
#include <optional>

#include "core/civil_time.hpp"
#include "core/text.hpp"
#include "io/column_binding.hpp"
#include "io/unused_columns.hpp"

namespace wardscope::io {
namespace {

constexpr std::size_t kShownColumns = 12;
constexpr std::size_t kTelling = 2;  // columns: one alone, such as a name, fits too many kinds to speak of one

/// '*' stands for anything.
bool file_name_fits(std::string_view pattern, std::string_view name) {
  if (pattern.empty()) return name.empty();
  if (pattern.front() == '*') {
    for (std::size_t skip = 0; skip <= name.size(); ++skip) {
      if (file_name_fits(pattern.substr(1), name.substr(skip))) return true;
    }
    return false;
  }
  return !name.empty() && pattern.front() == name.front() && file_name_fits(pattern.substr(1), name.substr(1));
}

/// Columns that hold the position by the first scheme that fits; nothing where none does.
std::optional<std::vector<std::string>> position_columns(const LayerDefinition& definition,
                                                         const SourceSchema& schema) {
  for (const PositionScheme& scheme : definition.positions) {
    const auto x = bind_column(scheme.x, schema.columns);
    if (!x) continue;
    if (scheme.y.empty()) return std::vector{schema.columns[x->index]};
    if (const auto y = bind_column(scheme.y, schema.columns)) {
      return std::vector{schema.columns[x->index], schema.columns[y->index]};
    }
  }
  return std::nullopt;
}

/// A definition's fit: what speaks for it, or what is missing.
struct Fit {
  const LayerDefinition* definition = nullptr;
  std::vector<std::string> columns;    ///< that speak for it
  std::vector<std::string> missing;    ///< for people
  std::vector<std::string> untypical;  ///< missing too, but rows can be used without
  std::size_t met = 0;
  bool name_fits = false;
};

void check_shape(const LayerDefinition& definition, const SourceSchema& schema, Fit& fit) {
  if (definition.shape == ShapeKind::any || definition.shape == ShapeKind::none) return;
  if (schema.shape == definition.shape || schema.shape == ShapeKind::any) return;
  const auto columns = position_columns(definition, schema);
  if (columns) {
    fit.columns.insert(fit.columns.end(), columns->begin(), columns->end());
    return;
  }
  fit.missing.emplace_back(definition.shape == ShapeKind::point
                               ? "a position (columns such as Easting and Northing, or points)"
                           : definition.shape == ShapeKind::polygon ? "polygons"
                                                                    : "lines");
}

/// One of these fields has a column, or `missing` says that none has.
void check_fields(const std::vector<std::string>& alternatives, const SourceSchema& schema, Fit& fit,
                  std::vector<std::string>& missing) {
  for (const std::string& field : alternatives) {
    const auto bound = bind_column(fit.definition->fields.at(field), schema.columns);
    if (!bound) continue;
    fit.columns.push_back(schema.columns[bound->index]);
    ++fit.met;
    return;
  }
  missing.push_back(fmt::format("a column for {}", fmt::join(alternatives, " or ")));
}

Fit fit_of(const LayerDefinition& definition, const SourceSchema& schema) {
  Fit fit;
  fit.definition = &definition;
  for (const auto& alternatives : definition.required) check_fields(alternatives, schema, fit, fit.missing);
  for (const auto& alternatives : definition.typical) check_fields(alternatives, schema, fit, fit.untypical);
  for (const std::string& pattern : definition.absent) {
    for (const std::string& column : schema.columns) {
      if (name_fits(pattern, normalised_name(column)))
        fit.missing.push_back("no column '" + shown_column(column) + "'");
    }
  }
  check_shape(definition, schema, fit);
  const std::string name = core::lower_ascii(schema.file_name);
  fit.name_fits = std::any_of(definition.file_names.begin(), definition.file_names.end(),
                              [&](const std::string& pattern) { return file_name_fits(pattern, name); });
  return fit;
}

Recognition recognition_from(const Fit& fit) {
  if (fit.columns.empty()) return {fit.definition, "because of its shapes"};
  return {fit.definition, fmt::format("because of the columns {}", fmt::join(fit.columns, ", "))};
}

std::string place_of(const SourceSchema& schema) {
  return schema.layer_name.empty() ? fmt::format("'{}'", schema.file_name)
                                   : fmt::format("layer '{}' of '{}'", schema.layer_name, schema.file_name);
}

/// A definition that all required columns fit and that lacks the place alone: what the file most likely is.
std::string near_miss(const std::vector<Fit>& fits) {
  const auto close = std::find_if(fits.begin(), fits.end(), [](const Fit& fit) {
    return !fit.definition->fallback && fit.met >= kTelling && fit.untypical.empty() && fit.missing.size() == 1 &&
           fit.met == fit.definition->required.size() + fit.definition->typical.size();
  });
  if (close == fits.end()) return {};
  return fmt::format("it looks like {} ({}), but lacks {}", close->definition->id, close->definition->title,
                     close->missing.front());
}

/// Whether a cell of the first line is a value rather than a name: a number, a date, an address of e-mail, or long.
bool is_value(const std::string& cell) {
  constexpr std::size_t kLongestName = 60;  // bytes
  const bool is_number = core::parse_number(cell).has_value() || core::parse_time(cell).has_value();
  return is_number || cell.size() > kLongestName || cell.find('@') != std::string::npos;
}

/// The columns, for a message. A first line that may be a record is not repeated: it may be about somebody.
std::string columns_text(const std::vector<std::string>& columns) {
  if (columns.empty()) return "it has none";
  if (std::any_of(columns.begin(), columns.end(), is_value)) {
    return fmt::format(
        "its first line should name them; it has {} that {} a number, a date or a long text, and is not shown here",
        columns.size() == 1 ? "one cell" : "cells", columns.size() == 1 ? "is" : "are");
  }
  std::vector<std::string> shown;
  for (std::size_t i = 0; i < std::min(columns.size(), kShownColumns); ++i) shown.push_back(shown_column(columns[i]));
  return fmt::format("{}{}", fmt::join(shown, ", "), columns.size() > kShownColumns ? ", …" : "");
}

core::Error not_recognised(const SourceSchema& schema, const std::vector<Fit>& fits) {
  if (const std::string close = near_miss(fits); !close.empty()) {
    return core::not_found(fmt::format("{} is not recognised: {}. Add what is missing", place_of(schema), close));
  }
  std::vector<std::string> kinds;
  kinds.reserve(fits.size());
  for (const Fit& fit : fits) kinds.push_back(fit.definition->id);
  std::sort(kinds.begin(), kinds.end());
  return core::not_found(fmt::format(
      "{} is not recognised by its columns ({}). Rename its columns, add a layer definition, or name its kind with "
      "--kind: {}",
      place_of(schema), columns_text(schema.columns), fmt::join(kinds, ", ")));
}

}  // namespace

core::Result<Recognition> recognise(const SourceSchema& schema, const std::vector<LayerDefinition>& definitions) {
  std::vector<Fit> all;
  all.reserve(definitions.size());
  for (const LayerDefinition& definition : definitions) all.push_back(fit_of(definition, schema));
  std::vector<Fit> fits;
  for (const Fit& fit : all) {
    if (fit.missing.empty() && fit.untypical.empty()) fits.push_back(fit);
  }
  const auto is_fallback = [](const Fit& fit) { return fit.definition->fallback; };
  if (std::all_of(fits.begin(), fits.end(), is_fallback)) {
    // Nothing fits by its columns alone: a telling file name stands for the typical ones.
    for (const Fit& fit : all) {
      if (fit.missing.empty() && !fit.untypical.empty() && fit.name_fits && fit.met > 0) fits.push_back(fit);
    }
  }
  if (!std::all_of(fits.begin(), fits.end(), is_fallback)) std::erase_if(fits, is_fallback);
  if (fits.empty()) return not_recognised(schema, all);
  const auto rank = [](const Fit& fit) { return std::pair{fit.met, fit.name_fits}; };
  std::stable_sort(fits.begin(), fits.end(), [&](const Fit& a, const Fit& b) { return rank(a) > rank(b); });
  if (fits.size() > 1 && rank(fits[0]) == rank(fits[1])) {
    std::vector<std::string> candidates;
    for (const Fit& fit : fits) {
      if (rank(fit) == rank(fits[0]))
        candidates.push_back(fmt::format("{} ({})", fit.definition->id, fit.definition->title));
    }
    return core::invalid_argument(
        fmt::format("{} may be any of: {}. Name its kind", place_of(schema), fmt::join(candidates, "; ")));
  }
  return recognition_from(fits.front());
}

core::Result<Recognition> recognise_as(std::string_view kind, const SourceSchema& schema,
                                       const std::vector<LayerDefinition>& definitions) {
  const auto found = std::find_if(definitions.begin(), definitions.end(),
                                  [&](const LayerDefinition& definition) { return definition.id == kind; });
  if (found == definitions.end()) {
    std::vector<std::string> known;
    known.reserve(definitions.size());
    for (const LayerDefinition& definition : definitions) known.push_back(definition.id);
    std::sort(known.begin(), known.end());
    return core::not_found(fmt::format("there is no kind '{}'; known: {}", kind, fmt::join(known, ", ")));
  }
  Fit fit = fit_of(*found, schema);
  std::erase_if(fit.missing, [](const std::string& missing) { return missing.starts_with("no column"); });
  if (!fit.missing.empty()) {
    return core::malformed(
        fmt::format("{} can't be read as {}: it lacks {}", place_of(schema), kind, fmt::join(fit.missing, " and ")));
  }
  Recognition recognition = recognition_from(fit);
  recognition.because = "because you say so";
  return recognition;
}

}  // namespace wardscope::io
