// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "core/civil_time.hpp"
#include "core/parameter.hpp"
#include "core/result.hpp"
#include "geo/shapes.hpp"

namespace wardscope::borough {

/// Confidentiality of a category or layer, in rising order. An unknown category is sensitive.
enum class Sensitivity : std::uint8_t { open, official, sensitive };

/// A type of incident as the source writes it.
struct IncidentCategory {
  std::string name;  ///< "Anti-social behaviour"
  Sensitivity sensitivity = Sensitivity::sensitive;
};

/// An incident of which the place is not known: it counts in totals and is on no map.
struct PlacelessIncident {
  std::uint16_t category = 0;  ///< index into the table's categories
  core::LocalMinute time = 0;
  core::TimePrecision precision = core::TimePrecision::unknown;
};

/// Incidents that have a place, column by column; every column has one entry a row.
///
/// Of one known to have happened between two times (a burglary while the house was empty) `time` is the earlier: that
/// is when it counts in every filter, chart and table but aoristic ones, which spread it over its range
/// (decisions/0037).
struct IncidentTable {
  std::vector<IncidentCategory> categories;

  std::vector<double> x;                ///< easting, m
  std::vector<double> y;                ///< northing, m
  std::vector<std::uint16_t> category;  ///< index into categories
  std::vector<core::LocalMinute> time;
  std::vector<core::TimePrecision> precision;
  std::vector<core::LocalMinute> until;  ///< before which it happened; `time` where no range is known; empty: of none
  std::vector<float> weight;             ///< harm weight; empty: every incident weighs 1

  /// Names of the map points to which an anonymising source moves its incidents ("Christchurch Road", from "On or near
  /// Christchurch Road"). Free text of other sources is never here: it may hold an address.
  std::vector<std::string> place_names;
  std::vector<std::uint32_t> place;  ///< index into place_names, or kNoPlace; empty: no row has a name
  static constexpr std::uint32_t kNoPlace = UINT32_MAX;

  std::vector<PlacelessIncident> without_place;  ///< beside the rows, in no column

  [[nodiscard]] std::size_t size() const { return x.size(); }
  [[nodiscard]] geo::Point position(std::size_t row) const { return {x[row], y[row]}; }
  /// True where it is known only between which times it happened: from `time` on and before `until`.
  [[nodiscard]] bool has_range(std::size_t row) const { return !until.empty() && until[row] > time[row]; }
  void add(geo::Point position, std::uint16_t category_index, core::LocalMinute minute,
           core::TimePrecision how_exactly);
};

/// The name in a place text that an anonymising source writes ("On or near Quay Road"), or nothing for any other text.
std::string_view anonymised_place(std::string_view location);

/// A kind of place that a map point is named by where no street is: "a parking area", "parking areas".
struct PlaceKind {
  std::string_view name;     ///< as the source writes it, "Parking Area"
  std::string_view one;      ///< "parking area"
  std::string_view several;  ///< "parking areas"
};
/// The kind that data.police.uk's name of a map point stands for, or null for the name of a street or a site. All map
/// points of a kind share its name, wherever they are: it names no place.
const PlaceKind* kind_of_place(std::string_view name);

/// Index of the named category, added with the given sensitivity where it is new.
std::uint16_t category_index(IncidentTable& incidents, std::string_view name, Sensitivity sensitivity);

/// Which incidents a question is about. Everything empty selects all.
struct IncidentFilter {
  std::vector<std::string> types;     ///< category names, ASCII case ignored; empty: all
  std::string from;                   ///< first month or day, "2025-01" or "2025-01-31"; empty: open
  std::string to;                     ///< last month or day, included; empty: open
  std::vector<std::string> weekdays;  ///< "monday" … or "mon"; empty: all
  std::int64_t first_hour = 0;        ///< 0..23
  /// 0..23, included. Below first_hour the window runs past midnight, and its small hours belong to the weekday on
  /// which it began: Friday 20 to 3 ends on Saturday at 03:59.
  std::int64_t last_hour = 23;
};

void describe(IncidentFilter& filter, core::ParameterVisitor& visitor);

/// A selection of rows, ascending, and what had to be left out because its time is not known exactly enough.
struct IncidentSelection {
  std::vector<std::uint32_t> rows;
  std::int64_t time_not_exact = 0;  ///< rows left out: the filter asks for a day, weekday or hour that they don't have
  std::int64_t without_place = 0;   ///< incidents that the filter asks for and that no map can show
  /// Of the rows, where the filter asks for hours: stamped exactly midnight, as many systems write a time not known.
  std::int64_t at_midnight = 0;
  // Where the filter asks for weekdays or hours, of incidents known as a range of time, which count when it begins:
  std::int64_t ranged = 0;      ///< of the rows
  std::int64_t ranged_out = 0;  ///< rows left out though their range reaches into the weekdays and hours asked for
};

/// @returns invalid_argument that names the unknown type (with the known ones), the bad date, weekday or hour.
/// A period given in months includes rows known to the month; a weekday needs precision day, an hour window minute.
core::Result<IncidentSelection> select(const IncidentTable& incidents, const IncidentFilter& filter);

/// "Anti-social behaviour; January 2025 to December 2025; 20:00 to 03:59; Friday, Saturday": for titles and provenance.
std::string describe_in_words(const IncidentFilter& filter);

}  // namespace wardscope::borough
