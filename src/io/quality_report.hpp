// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <array>
#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "borough/stacking.hpp"
#include "core/civil_time.hpp"
#include "core/result.hpp"
#include "geo/shapes.hpp"

namespace wardscope::io {

using borough::kStackedRows;

/// The type of an incident whose source states none.
inline constexpr std::string_view kNoCategory = "Not stated";

/// What can be said of the quality of one import.
struct QualityReport {
  std::string file_name;
  std::string kind;  ///< layer definition id
  std::string layer;
  std::int64_t read = 0;
  std::int64_t stored = 0;
  std::int64_t rejected = 0;
  std::int64_t without_place = 0;
  std::int64_t at_origin = 0;  ///< of these: with 0, 0 written for a place
  std::int64_t without_time = 0;
  std::int64_t without_type = 0;
  std::int64_t month_only = 0;                  ///< rows whose time is known to the month
  std::int64_t day_only = 0;                    ///< rows whose time is known to the day
  std::int64_t at_midnight = 0;                 ///< rows at 00:00 exactly: often a day without its hour
  std::int64_t ranged = 0;                      ///< rows known as a range between two times
  std::int64_t ranged_over_a_day = 0;           ///< of these: longer than 24 hours
  std::int64_t ranged_over_a_week = 0;          ///< of these: longer than seven days
  std::int64_t swapped_ranges = 0;              ///< rows that gave the end before the beginning, and were taken swapped
  std::optional<std::int64_t> off_the_borough;  ///< rows with a place outside the area set; nothing: no area set
  std::int64_t distinct_points = 0;
  std::int64_t largest_stack = 0;            ///< rows on one point
  std::int64_t rows_in_stacks = 0;           ///< rows on points with kStackedRows or more
  std::optional<std::int64_t> repeated_ids;  ///< rows whose id an earlier row has; nothing: the source has no ids
  std::optional<std::int64_t> known_ids;     ///< different ids that an earlier import has too; nothing: as above
  std::int64_t not_understood = 0;  ///< values of rows that were stored without them, listed in the remark file
  std::int64_t zoned_times = 0;     ///< times written with a zone, turned into those on the clocks of the UK
  std::int64_t swapped_places = 0;  ///< rows that fit the rest only with x and y swapped, listed in the remark file
  std::int64_t repaired_shapes = 0;
  double repair_area_change = 0.0;   ///< m^2, sum of the absolute changes
  std::vector<std::string> remarks;  ///< plain sentences with their remedy

  friend bool operator==(const QualityReport&, const QualityReport&) = default;
};

/// Counts while rows arrive. Every distinct position is remembered (about 40 bytes), and 8 bytes of every id: two ids
/// are taken for one by chance once in ten million imports of a million rows.
class QualityCounter {
 public:
  void add_place(geo::Point position);
  void add_no_place() { ++report_.without_place; }
  void add_at_origin() { ++report_.at_origin; }
  void add_time(core::LocalMinute minute, core::TimePrecision precision);
  /// @param width of the range of time, minutes, above 0.
  void add_range(core::LocalMinute width);
  void add_swapped_range() { ++report_.swapped_ranges; }
  void add_no_type() { ++report_.without_type; }
  void add_id(std::string_view id);
  void add_not_understood() { ++report_.not_understood; }
  void add_zoned_time() { ++report_.zoned_times; }
  void add_swapped_places(std::int64_t rows) { report_.swapped_places += rows; }
  void add_repair(double area_change);
  void add_off_the_borough() { off_ = off_.value_or(0) + 1; }
  /// The borough's outline is known, so that a count of 0 means something.
  void expect_borough() { off_ = off_.value_or(0); }
  [[nodiscard]] QualityReport finish() const;

 private:
  struct PointHash {
    std::size_t operator()(const geo::Point& p) const;
  };
  QualityReport report_;
  std::unordered_map<geo::Point, std::int64_t, PointHash> stacks_;
  std::vector<std::uint64_t> ids_;  // hashes
  std::optional<std::int64_t> off_;
};

/// Each figure as label and value, then the remarks: the one list behind all forms below.
struct QualityLine {
  std::string label;
  std::string value;
};
std::vector<QualityLine> quality_lines(const QualityReport& report);

/// For a terminal.
std::string quality_text(const QualityReport& report);
/// label,value with a header; formula-safe.
std::string quality_csv(const std::vector<QualityReport>& reports);
/// A page with headings and tables, no script, no external address, every text escaped. `foot` stands at its end: how,
/// when and on which data it was made.
std::string quality_html(const std::vector<QualityReport>& reports, std::string_view foot = {});
/// For the workspace's document "quality:BATCH", and back. @returns malformed where the text is no such document.
std::string quality_json(const QualityReport& report);
core::Result<QualityReport> parse_quality_json(std::string_view json);

}  // namespace wardscope::io
