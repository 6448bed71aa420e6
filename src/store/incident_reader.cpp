// SPDX-License-Identifier: GPL-3.0-or-later
#include <fmt/format.h>

#include <algorithm>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "store/part_reader.hpp"
#include "store/words.hpp"

namespace wardscope::store {
namespace {

constexpr std::uint16_t kNoCategory = 65535;

/// Reads the categories and returns, for each id, its index in the table of incidents.
core::Result<std::vector<std::uint16_t>> read_categories(const PartReader& reader, borough::IncidentTable& incidents) {
  std::vector<std::uint16_t> index_of;
  auto rows = reader.connection->query("SELECT id, name, sensitivity FROM incident_category ORDER BY id");
  if (!rows) return rows.error();
  auto row = rows->step();
  for (; row && *row; row = rows->step()) {
    const auto id = static_cast<std::size_t>(rows->integer(0));
    if (id >= index_of.size()) index_of.resize(id + 1, kNoCategory);
    index_of[id] = static_cast<std::uint16_t>(incidents.categories.size());
    incidents.categories.push_back(
        {std::string(rows->text(1)), enum_of(kSensitivityWords, rows->text(2), borough::Sensitivity::sensitive)});
  }
  if (!row) return row.error();
  return index_of;
}

void reserve(borough::IncidentTable& incidents, std::size_t count) {
  incidents.x.reserve(count);
  incidents.y.reserve(count);
  incidents.category.reserve(count);
  incidents.time.reserve(count);
  incidents.precision.reserve(count);
  incidents.weight.reserve(count);
  incidents.place.reserve(count);
}

/// Gives each row the name of its anonymised map point. The names are few, the rows many.
class PlaceNames {
 public:
  explicit PlaceNames(borough::IncidentTable& incidents) : incidents_(incidents) {}

  void add(std::string_view location) {
    const std::string_view name = borough::anonymised_place(location);
    if (name.empty()) {
      incidents_.place.push_back(borough::IncidentTable::kNoPlace);
      return;
    }
    const auto known = index_.find(name);
    if (known != index_.end()) {
      incidents_.place.push_back(known->second);
      return;
    }
    const auto next = static_cast<std::uint32_t>(incidents_.place_names.size());
    incidents_.place_names.emplace_back(name);
    index_.emplace(name, next);
    incidents_.place.push_back(next);
  }

 private:
  struct Hash {
    using is_transparent = void;
    std::size_t operator()(std::string_view text) const { return std::hash<std::string_view>()(text); }
  };
  borough::IncidentTable& incidents_;
  std::unordered_map<std::string, std::uint32_t, Hash, std::equal_to<>> index_;
};

/// Gives each row the end of its range. The ranges are read in the order of the incidents.
class TimeRanges {
 public:
  core::Status read(const PartReader& reader) {
    const auto expected = static_cast<std::size_t>(reader.expected("incident_until"));
    incident_.reserve(expected);
    until_.reserve(expected);
    return reader.each_row(
        "SELECT incident_id, until_minute FROM incident_until WHERE batch_id <> ? ORDER BY incident_id",
        static_cast<std::int64_t>(expected), [this](const Statement& row) -> core::Status {
          incident_.push_back(row.integer(0));
          until_.push_back(static_cast<core::LocalMinute>(row.integer(1)));
          return {};
        });
  }
  [[nodiscard]] bool empty() const { return incident_.empty(); }
  /// The end of the range of the incident, or its time where it has none. @pre ids rise from call to call
  core::LocalMinute until(std::int64_t incident, core::LocalMinute time) {
    while (next_ < incident_.size() && incident_[next_] < incident) ++next_;
    const bool has_range = next_ < incident_.size() && incident_[next_] == incident;
    return has_range ? std::max(time, until_[next_]) : time;
  }

 private:
  std::vector<std::int64_t> incident_;
  std::vector<core::LocalMinute> until_;
  std::size_t next_ = 0;
};

core::TimePrecision precision_from(std::int64_t value) {
  if (value < 0 || value > static_cast<std::int64_t>(core::TimePrecision::minute)) return core::TimePrecision::unknown;
  return static_cast<core::TimePrecision>(value);
}

}  // namespace

core::Status read_incidents(const PartReader& reader, borough::IncidentTable& incidents) {
  constexpr double kRangesShare = 0.1;  // of the time: their rows are short
  const auto categories = read_categories(reader, incidents);
  if (!categories) return categories.error();
  const std::int64_t expected = reader.expected("incident");
  reserve(incidents, static_cast<std::size_t>(expected));
  TimeRanges ranges;
  const PartReader of_ranges{reader.connection, reader.staged, reader.progress.part(0.0, kRangesShare)};
  if (auto done = ranges.read(of_ranges); !done) return done;
  const jobs::Progress progress = reader.progress.part(kRangesShare, 1.0);
  if (!ranges.empty()) incidents.until.reserve(static_cast<std::size_t>(expected));
  auto rows = reader.connection->query(
      "SELECT easting, northing, category_id, minute, precision, weight, location, id FROM incident "
      "WHERE batch_id <> ? ORDER BY id",
      {reader.staged});
  if (!rows) return rows.error();
  PlaceNames places(incidents);
  std::int64_t count = 0;
  auto row = rows->step();
  for (; row && *row; row = rows->step()) {
    const auto id = static_cast<std::size_t>(rows->integer(2));
    if (id >= categories->size() || (*categories)[id] == kNoCategory) {
      return core::malformed("an incident has a type that is not in the list of types; open a copy from your backup");
    }
    const auto time = static_cast<core::LocalMinute>(rows->integer(3));
    const core::TimePrecision precision = precision_from(rows->integer(4));
    if (rows->is_null(0)) {
      incidents.without_place.push_back({(*categories)[id], time, precision});
    } else {
      incidents.x.push_back(rows->number(0));
      incidents.y.push_back(rows->number(1));
      incidents.category.push_back((*categories)[id]);
      incidents.time.push_back(time);
      incidents.precision.push_back(precision);
      incidents.weight.push_back(static_cast<float>(rows->number(5)));
      places.add(rows->text(6));
      if (!ranges.empty()) incidents.until.push_back(ranges.until(rows->integer(7), time));
    }
    if (++count % kRowsPerTick != 0) continue;
    const double share = static_cast<double>(count) / static_cast<double>(std::max(expected, count));
    if (!progress.tick(share)) return core::cancelled();
  }
  if (!row) return row.error();
  const bool all_one = std::all_of(incidents.weight.begin(), incidents.weight.end(), [](float w) { return w == 1.0F; });
  if (all_one) incidents.weight = {};
  if (incidents.place_names.empty()) incidents.place = {};
  return {};
}

}  // namespace wardscope::store
