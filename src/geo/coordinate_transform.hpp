// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstdint>
#include <filesystem>
#include <memory>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "core/result.hpp"
#include "geo/shapes.hpp"

namespace wardscope::geo {

// Coordinates from and to EPSG:27700, by PROJ, without the network.
//
// PROJ reads its database from the folder that it was built with, unless PROJ_DATA or PROJ_LIB in the environment point
// elsewhere; those are how a foreign GIS on the same machine breaks this one, so main() unsets both before its first
// use.

/// A coordinate reference system as a value: definition, name and kind.
class CoordinateReferenceSystem {
 public:
  /// Reads "EPSG:4326", "urn:ogc:def:crs:OGC:1.3:CRS84", WKT of any dialect or PROJJSON.
  /// @returns malformed where the text is none of these, unsupported where it is something else than a CRS.
  static core::Result<CoordinateReferenceSystem> from_text(std::string_view text);
  static const CoordinateReferenceSystem& british_national_grid();
  static const CoordinateReferenceSystem& wgs84();

  /// "WGS 84".
  [[nodiscard]] const std::string& name() const { return name_; }
  /// "EPSG:4326"; empty where the definition carries none.
  [[nodiscard]] const std::string& code() const { return code_; }
  /// As given.
  [[nodiscard]] const std::string& definition() const { return definition_; }
  /// Coordinates are degrees of longitude and latitude.
  [[nodiscard]] bool is_geographic() const { return geographic_; }

 private:
  std::string definition_;
  std::string name_;
  std::string code_;
  bool geographic_ = false;
};

/// Where the OSTN15 grid lies: its folder, or the file uk_os_OSTN15_NTv2_OSGBtoETRS.tif itself. Empty: not used.
struct GridShift {
  std::filesystem::path ostn15;
};

/// Why a position could not be transformed.
enum class PlaceFault : std::uint8_t { none, not_finite, looks_swapped, outside_great_britain };
/// For a reject file: the trouble and its remedy, in one phrase.
std::string_view to_text(PlaceFault fault);

/// Transforms positions between a CRS and the British National Grid. x is always easting or longitude and y northing or
/// latitude, whatever axis order the CRS declares. Each object owns its PROJ context: use one a thread.
///
/// One operation is chosen at construction and used for every position: of those that are whole (all grids present, no
/// ballpark step) and cover Great Britain, the one with the best stated accuracy. With the OSTN15 grid, WGS 84 to the
/// National Grid is good to centimetres; without it, to about 2 m at the median and 5 m at worst.
class CoordinateTransform {
 public:
  /// @returns not_found where the grid is not where it should be, unsupported where PROJ knows no whole operation.
  static core::Result<CoordinateTransform> to_british_national_grid(const CoordinateReferenceSystem& source,
                                                                    const GridShift& grid = {});
  static core::Result<CoordinateTransform> from_british_national_grid(const CoordinateReferenceSystem& target,
                                                                      const GridShift& grid = {});
  CoordinateTransform(CoordinateTransform&&) noexcept;
  CoordinateTransform& operator=(CoordinateTransform&&) noexcept;
  ~CoordinateTransform();

  /// PROJ's name of the operation; "none needed" between EPSG:27700 and itself.
  [[nodiscard]] const std::string& operation() const { return operation_; }
  /// Stated accuracy, m; 0 where no transformation is needed, negative where not stated.
  [[nodiscard]] double accuracy_metres() const { return accuracy_metres_; }
  [[nodiscard]] bool is_identity() const { return identity_; }

  /// Checked before and after: finite, longitude -9 to 2.1, latitude 49 to 61, easting 0 to 700,000 and northing 0 to
  /// 1,300,000 m. PROJ itself answers nonsense outside without complaint.
  [[nodiscard]] core::Result<Point> transform(Point p);
  /// In place. @returns one fault a position; a position with a fault is NaN. @pre x.size() == y.size()
  std::vector<PlaceFault> transform(std::span<double> x, std::span<double> y);
  /// Every vertex. @returns the first vertex's fault as an error.
  [[nodiscard]] core::Result<Geometry> transform(Geometry geometry);
  [[nodiscard]] core::Result<MultiPolygon> transform(MultiPolygon polygons);

 private:
  struct Operation;
  CoordinateTransform();
  static core::Result<CoordinateTransform> make(const CoordinateReferenceSystem& source,
                                                const CoordinateReferenceSystem& target, const GridShift& grid);
  PlaceFault transform_one(Point& p);

  std::unique_ptr<Operation> impl_;
  std::string operation_;
  double accuracy_metres_ = 0.0;
  bool identity_ = false;
};

/// Whether a position, in degrees or metres, can be one of Great Britain. The wide box of CoordinateTransform.
bool in_great_britain_degrees(Point p);
bool in_great_britain_metres(Point p);

}  // namespace wardscope::geo
