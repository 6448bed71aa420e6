// SPDX-License-Identifier: GPL-3.0-or-later
#include "io/position_reader.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <utility>

#include "core/text.hpp"
#include "geo/grid_reference.hpp"
#include "io/well_known_text.hpp"

namespace wardscope::io {
namespace {

constexpr double kNeighbourhood = 50000.0;  // m: a list of incidents may reach as far beyond the wards
constexpr double kNineInTen = 0.9;

/// What keeps a text from being a number, and what to do about it.
std::pair<std::string, std::string> number_trouble(std::string_view text) {
  const auto points = std::count(text.begin(), text.end(), '.');
  const bool letter_o = text.find_first_of("oO") != std::string_view::npos;
  const std::string lowered = core::lower_ascii(text);
  if (points > 1) {
    return {"it has several decimal points: a spreadsheet took it for a number with thousands separators",
            "open the original in the spreadsheet as text and export again"};
  }
  if (lowered == "nan" || lowered == "inf" || lowered == "infinity" || lowered == "-inf" || lowered == "-nan") {
    return {"it is not a finite number", "leave the cell empty where the place is not known"};
  }
  if (text.find(',') != std::string_view::npos)
    return {"it is not a number: it holds a comma", "write numbers without commas"};
  if (letter_o) return {"it is not a number (a letter O for a zero?)", "correct the cell"};
  return {"it is not a number", "correct the cell, or leave it empty where the place is not known"};
}

PositionReader::Outcome outcome_of(geo::Point raw) {
  return raw == geo::Point{} ? PositionReader::Outcome::at_origin : PositionReader::Outcome::read;
}

geo::Extent interest_in(const geo::Extent& wards) { return wards.grown(kNeighbourhood); }

}  // namespace

core::Result<PositionReader> PositionReader::make(const LayerDefinition& definition, const SourceSchema& schema,
                                                  const PositionOptions& options) {
  PositionReader reader;
  reader.interest_ = options.interest;
  std::string crs;
  std::string said_by;
  if (schema.shape != ShapeKind::none) {
    reader.form_ = Form::geometry;
    reader.columns_ = "geometry";
    crs = !schema.crs.empty() ? schema.crs : definition.crs;
    said_by = !schema.crs.empty() ? "as the file says"
                                  : fmt::format("as the kind '{}' has it, for the file does not say", definition.id);
  } else {
    for (const PositionScheme& scheme : definition.positions) {
      const auto x = bind_column(scheme.x, schema.columns);
      const auto y = bind_column(scheme.y, schema.columns);
      if (!x || (!scheme.y.empty() && !y)) continue;
      reader.x_ = x->index;
      reader.x_name_ = reader.columns_ = schema.columns[x->index];
      if (y) {
        reader.y_ = y->index;
        reader.y_name_ = schema.columns[y->index];
        reader.columns_ += ", " + reader.y_name_;
      }
      using SchemeForm = PositionScheme::Form;
      reader.form_ = scheme.form == SchemeForm::grid_reference    ? Form::grid_reference
                     : scheme.form == SchemeForm::well_known_text ? Form::well_known_text
                                                                  : Form::numbers;
      crs = scheme.crs;
      said_by = fmt::format("as the columns {} have it", reader.columns_);
      break;
    }
  }
  if (reader.form_ == Form::none) return reader;
  if (!options.crs.empty()) {
    crs = options.crs;
    said_by = "as you say";
  }
  if (crs.empty()) {
    return core::malformed(fmt::format(
        "'{}' names no coordinate reference system for its positions ({}); say which it is: --crs EPSG:27700 for "
        "eastings and northings in metres, --crs EPSG:4326 for longitude and latitude",
        schema.file_name, reader.columns_));
  }
  const auto system = geo::CoordinateReferenceSystem::from_text(crs);
  if (!system) return system.error();
  auto transform = geo::CoordinateTransform::to_british_national_grid(*system, {options.grid});
  if (!transform) return transform.error();
  reader.metres_ = !system->is_geographic();
  reader.source_crs_ = system->code().empty() ? fmt::format("{}, {}", system->name(), said_by)
                                              : fmt::format("{} ({}), {}", system->code(), system->name(), said_by);
  reader.transform_ = std::move(transform).value();
  const bool as_it_stands = reader.metres_ && reader.transform_->is_identity();
  if (as_it_stands && reader.form_ != Form::grid_reference) reader.swapped_.emplace(options.interest);
  return reader;
}

PositionReader::Outcome PositionReader::read_numbers(const SourceRow& row, geo::Point& raw, RejectedRow& why) const {
  const std::string_view x = core::trimmed(row.values[x_]);
  const std::string_view y = core::trimmed(row.values[y_]);
  if (says_nothing(x) && says_nothing(y)) return Outcome::no_place;
  const auto east = core::parse_number(x);
  const auto north = core::parse_number(y);
  if (!east || !north) {
    const std::string_view bad = east ? y : x;
    auto [reason, remedy] = bad.empty() ? std::pair<std::string, std::string>(
                                              "it is empty and the other coordinate is not", "fill in both or neither")
                                        : number_trouble(bad);
    why = {row.line, east ? y_name_ : x_name_, std::string(bad), std::move(reason), std::move(remedy)};
    return Outcome::rejected;
  }
  raw = {*east, *north};
  return outcome_of(raw);
}

PositionReader::Outcome PositionReader::read(const SourceRow& row, geo::Point& raw, RejectedRow& why) const {
  if (form_ == Form::numbers) return read_numbers(row, raw, why);
  if (form_ == Form::none) return Outcome::no_place;
  if (form_ == Form::grid_reference) {
    const std::string_view text = core::trimmed(row.values[x_]);
    if (says_nothing(text)) return Outcome::no_place;
    const auto square = geo::from_grid_reference(text);
    if (square) {
      raw = square->centre();
      return Outcome::read;
    }
    why = {row.line, x_name_, std::string(text), square.error().message, "write it as in 'SZ 085 912'"};
    return Outcome::rejected;
  }
  if (form_ == Form::well_known_text) {
    const std::string_view text = core::trimmed(row.values[x_]);
    if (says_nothing(text)) return Outcome::no_place;
    if (const auto point = point_from_well_known_text(text)) {
      raw = *point;
      return outcome_of(raw);
    }
    why = {row.line, x_name_, std::string(text), "it is not a point as well-known text",
           "write it as in 'POINT (-1.88 50.72)'"};
    return Outcome::rejected;
  }
  if (row.geometry == nullptr || std::holds_alternative<std::monostate>(*row.geometry)) return Outcome::no_place;
  if (const auto* point = std::get_if<geo::Point>(row.geometry)) {
    raw = *point;
    return outcome_of(raw);
  }
  why = {row.line, columns_, {}, "its shape is not a point", "export the layer as points"};
  return Outcome::rejected;
}

void PositionReader::watch(geo::Point raw, geo::Point placed, geo::PlaceFault fault) {
  ++watched_;
  if (fault != geo::PlaceFault::none && looks_like_metres(raw)) ++fit_as_metres_;
  if (fault == geo::PlaceFault::looks_swapped) {
    ++fit_when_swapped_;
  } else if (fault == geo::PlaceFault::none && metres_ && !interest_.empty()) {
    // Eastings and northings may both lie in the country's box; only the place that the workspace is about can tell.
    const geo::Extent near = interest_in(interest_);
    if (!near.contains(placed) && near.contains({raw.y, raw.x})) ++fit_when_swapped_;
  }
}

std::vector<geo::PlaceFault> PositionReader::transform(std::span<double> x, std::span<double> y) {
  const std::vector<double> raw_x(x.begin(), x.end());
  const std::vector<double> raw_y(y.begin(), y.end());
  std::vector<geo::PlaceFault> faults = transform_->transform(x, y);
  for (std::size_t i = 0; i < faults.size(); ++i) {
    const geo::Point raw{raw_x[i], raw_y[i]};
    constexpr double kHalfTurn = 180.0;
    const bool degrees_for_metres = metres_ && std::abs(raw.x) <= kHalfTurn && std::abs(raw.y) <= kHalfTurn / 2;
    if (degrees_for_metres) faults[i] = geo::PlaceFault::outside_great_britain;
    watch(raw, {x[i], y[i]}, faults[i]);
    if (faults[i] == geo::PlaceFault::none) continue;
    x[i] = raw.x;
    y[i] = raw.y;
  }
  return faults;
}

core::Result<geo::Geometry> PositionReader::transform(const geo::Geometry& shape) {
  auto placed = transform_->transform(shape);
  const geo::Extent extent = geo::extent_of(shape);
  if (!extent.empty()) {
    const geo::Point centre = extent.centre();
    const geo::Point swapped{centre.y, centre.x};
    const bool fits = metres_ ? geo::in_great_britain_metres(swapped) : geo::in_great_britain_degrees(swapped);
    ++watched_;
    if (!placed && looks_like_metres(centre)) ++fit_as_metres_;
    if (!placed && fits) ++fit_when_swapped_;
  }
  return placed;
}

void PositionReader::watch_for_swapped(std::int64_t line, geo::Point placed) {
  if (swapped_) swapped_->add(line, placed);
}

std::vector<RejectedRow> PositionReader::swapped_rows() const {
  std::vector<RejectedRow> remarks;
  if (!swapped_) return remarks;
  const std::string_view others = interest_.empty() ? "rest of the rows" : "wards";
  for (const SwappedPlace& row : swapped_->found()) {
    remarks.push_back(
        {row.line, columns_, fmt::format("{}, {}", row.position.x, row.position.y),
         fmt::format("the place is far from the {}, and near with x and y swapped; it is stored as it stands", others),
         "exchange the two coordinates of the row, withdraw this import and import the file again"});
  }
  return remarks;
}

RejectedRow PositionReader::rejected(std::int64_t line, geo::Point raw, geo::PlaceFault fault) const {
  constexpr double kHalfTurn = 180.0;
  std::string value = fmt::format("{}, {}", raw.x, raw.y);
  if (metres_ && std::abs(raw.x) <= kHalfTurn && std::abs(raw.y) <= kHalfTurn / 2) {
    return {line, columns_, std::move(value), "metres are expected and these look like degrees",
            "name the coordinate reference system EPSG:4326, or rename the columns to lon and lat"};
  }
  if (looks_like_metres(raw)) {
    return {line, columns_, std::move(value), "degrees are expected and these look like eastings and northings",
            "name the coordinate reference system: --crs EPSG:27700"};
  }
  switch (fault) {
    case geo::PlaceFault::not_finite:
      return {line, columns_, std::move(value), "the coordinates are not finite numbers", "correct the row"};
    case geo::PlaceFault::looks_swapped:
      return {line, columns_, std::move(value),
              "the place is outside Great Britain, but inside it with x and y swapped",
              form_ == Form::geometry ? "export the layer with x (easting or longitude) first" : "swap the columns"};
    default:
      return {line, columns_, std::move(value), "the place is outside Great Britain",
              "check the coordinates and the coordinate reference system"};
  }
}

RejectedRow PositionReader::rejected_shape(const SourceRow& row, const ShapeTrouble& why) const {
  using geo::PlaceFault;
  for (const PlaceFault fault :
       {PlaceFault::not_finite, PlaceFault::looks_swapped, PlaceFault::outside_great_britain}) {
    if (row.geometry == nullptr || why.reason != geo::to_text(fault)) continue;
    const geo::Extent extent = geo::extent_of(*row.geometry);
    if (!extent.empty()) return rejected(row.line, extent.centre(), fault);
  }
  return {row.line, columns_.empty() ? "geometry" : columns_, {}, why.reason, why.remedy};
}

bool PositionReader::looks_like_metres(geo::Point raw) const {
  constexpr double kLeast =
      1000.0;  // m: degrees that lost their point have a part that is none, or a part that is larger
  return !metres_ && raw.x > kLeast && raw.y > kLeast && geo::in_great_britain_metres(raw);
}

std::optional<core::Error> PositionReader::whole_file_trouble(std::string_view file_name) const {
  const auto nearly_all = [&](std::int64_t rows) {
    return watched_ > 0 && static_cast<double>(rows) > kNineInTen * static_cast<double>(watched_);
  };
  if (nearly_all(fit_as_metres_)) {
    return core::malformed(fmt::format(
        "'{}': {} of {} places look like eastings and northings of the National Grid and were read as degrees; "
        "import it again with --crs EPSG:27700",
        file_name, core::with_thousands(fit_as_metres_), core::with_thousands(watched_)));
  }
  if (!nearly_all(fit_when_swapped_)) return std::nullopt;
  const std::string remedy = columns_ == "geometry" ? "export the layer with x (easting or longitude) first"
                                                    : fmt::format("exchange the columns ({})", columns_);
  return core::malformed(
      fmt::format("'{}': {} of {} rows come to lie in the right place only with x and y swapped; {} and "
                  "import again",
                  file_name, core::with_thousands(fit_when_swapped_), core::with_thousands(watched_), remedy));
}

std::string PositionReader::operation() const { return transform_ ? transform_->operation() : std::string(); }
double PositionReader::accuracy_metres() const { return transform_ ? transform_->accuracy_metres() : 0.0; }

}  // namespace wardscope::io
