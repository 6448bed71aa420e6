// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstdint>
#include <filesystem>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "core/result.hpp"
#include "geo/coordinate_transform.hpp"
#include "geo/shapes.hpp"
#include "io/column_binding.hpp"
#include "io/layer_definition.hpp"
#include "io/rejected_row.hpp"
#include "io/source.hpp"
#include "io/swapped_places.hpp"

namespace wardscope::io {

struct PositionOptions {
  std::string crs;             ///< overrides what file and definition say; empty: it does not
  std::filesystem::path grid;  ///< OSTN15
  geo::Extent interest;        ///< of the wards that the workspace has; empty: none yet
};

/// How a place at_origin is shown in lists of rejects and remarks.
inline constexpr std::string_view kOriginText = "0, 0";

/// Where the rows of a source are: reads positions from geometry or columns, and takes them to EPSG:27700.
class PositionReader {
 public:
  enum class Outcome { read, no_place, at_origin, rejected };

  /// @returns malformed where the source's geometry has no CRS and nobody says which, or the CRS can't be read.
  static core::Result<PositionReader> make(const LayerDefinition& definition, const SourceSchema& schema,
                                           const PositionOptions& options);

  /// The position of a row in the source's own CRS. Empty cells are no place; neither is 0, 0, which many systems write
  /// for one that they don't know (at_origin). Rejected: text that is no finite number, a shape that is no point.
  Outcome read(const SourceRow& row, geo::Point& raw, RejectedRow& why) const;
  /// In place, to EPSG:27700. A fault leaves its position as it was read, for the reject file.
  std::vector<geo::PlaceFault> transform(std::span<double> x, std::span<double> y);
  /// A shape, to EPSG:27700; the error is the reason to reject it.
  core::Result<geo::Geometry> transform(const geo::Geometry& shape);

  /// Counts a place for swapped_rows(), in EPSG:27700 by transform().
  void watch_for_swapped(std::int64_t line, geo::Point placed);
  /// Remarks on single rows that fit the others, or the wards, only with x and y exchanged.
  [[nodiscard]] std::vector<RejectedRow> swapped_rows() const;

  /// A row for the reject file. @pre fault != none
  [[nodiscard]] RejectedRow rejected(std::int64_t line, geo::Point raw, geo::PlaceFault fault) const;
  /// A row whose shape could not be used, with the remedy for its place where that is the reason, else with `why`'s.
  struct ShapeTrouble {
    std::string reason;
    std::string remedy;
  };
  [[nodiscard]] RejectedRow rejected_shape(const SourceRow& row, const ShapeTrouble& why) const;
  /// What is wrong with the file as a whole: nine in ten of its rows come to lie where they may be only once x and y
  /// are swapped. Nothing where that is not so.
  [[nodiscard]] std::optional<core::Error> whole_file_trouble(std::string_view file_name) const;

  [[nodiscard]] bool has_positions() const { return form_ != Form::none; }
  /// The CRS that positions come in and who says so, "EPSG:4326 (WGS 84), as the file says"; empty where the layer has
  /// no places.
  [[nodiscard]] const std::string& source_crs() const { return source_crs_; }
  /// "none needed" or PROJ's name; empty where the layer has no places.
  [[nodiscard]] std::string operation() const;
  [[nodiscard]] double accuracy_metres() const;
  [[nodiscard]] std::string columns() const { return columns_; }

 private:
  enum class Form { none, geometry, numbers, grid_reference, well_known_text };

  Outcome read_numbers(const SourceRow& row, geo::Point& raw, RejectedRow& why) const;
  void watch(geo::Point raw, geo::Point placed, geo::PlaceFault fault);
  /// Whether numbers that are read as degrees are eastings and northings.
  [[nodiscard]] bool looks_like_metres(geo::Point raw) const;

  Form form_ = Form::none;
  std::size_t x_ = 0;
  std::size_t y_ = 0;
  std::string x_name_;
  std::string y_name_;
  std::string columns_;
  std::string source_crs_;
  bool metres_ = false;  ///< the source's numbers are metres: degrees among them are a mistake
  std::optional<geo::CoordinateTransform> transform_;
  geo::Extent interest_;
  std::optional<SwappedPlaces> swapped_;  ///< of eastings and northings that are taken as they stand
  std::int64_t watched_ = 0;
  std::int64_t fit_when_swapped_ = 0;
  std::int64_t fit_as_metres_ = 0;
};

}  // namespace wardscope::io
