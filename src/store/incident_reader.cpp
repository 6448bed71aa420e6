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

core::TimePrecision precision_from(std::int64_t value) {
  if (value < 0 || value > static_cast<std::int64_t>(core::TimePrecision::minute)) return core::TimePrecision::unknown;
  return static_cast<core::TimePrecision>(value);
}

}  // namespace

core::Status read_incidents(const PartReader& reader, borough::IncidentTable& incidents) {
  const auto categories = read_categories(reader, incidents);
  if (!categories) return categories.error();
  const std::int64_t expected = reader.expected("incident");
  reserve(incidents, static_cast<std::size_t>(expected));
  auto rows = reader.connection->query(
      "SELECT easting, northing, category_id, minute, precision, weight, location FROM incident "
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
    }
    if (++count % kRowsPerTick != 0) continue;
    const double share = static_cast<double>(count) / static_cast<double>(std::max(expected, count));
    if (!reader.progress.tick(share)) return core::cancelled();
  }
  if (!row) return row.error();
  const bool all_one = std::all_of(incidents.weight.begin(), incidents.weight.end(), [](float w) { return w == 1.0F; });
  if (all_one) incidents.weight = {};
  if (incidents.place_names.empty()) incidents.place = {};
  return {};
}

}  // namespace wardscope::store
