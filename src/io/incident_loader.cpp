// SPDX-License-Identifier: GPL-3.0-or-later
#include <algorithm>
#include <map>
#include <optional>

#include "core/civil_time.hpp"
#include "core/text.hpp"
#include "core/uk_time.hpp"
#include "io/layer_loader.hpp"

namespace wardscope::io {
namespace {

constexpr std::size_t kIncidentsAtOnce =
    20000;  // rows handed to the store at once: big enough for speed, small in memory

/// "2315" and "23.15" as "23:15"; else as written.
std::string clock_text(std::string_view written) {
  std::string text(written);
  const bool digits = std::all_of(text.begin(), text.end(), [](char c) { return c >= '0' && c <= '9'; });
  if (digits && (text.size() == 3 || text.size() == 4)) text.insert(text.size() - 2, 1, ':');
  std::replace(text.begin(), text.end(), '.', ':');
  if (text.size() == 4 && text[1] == ':') text.insert(0, 1, '0');
  return text;
}

/// A spreadsheet's date cell comes with a midnight that nobody wrote.
std::string date_part(std::string text) {
  const std::size_t space = text.find_first_of(" T");
  if (space != std::string::npos && text.compare(space + 1, 5, "00:00") == 0) text.resize(space);
  return text;
}

/// And its time cell with a day that nobody meant, before the time ("1899-12-30 23:15").
std::string clock_part(const std::string& text) {
  const std::size_t space = text.find_first_of(" T");
  const std::size_t colon = text.find(':');
  const bool day_first = space != std::string::npos && colon != std::string::npos && space < colon;
  return day_first ? text.substr(space + 1) : text;
}

/// What a date and a clock cell give together.
struct MomentRead {
  std::optional<core::ParsedTime> time;
  bool zoned = false;      ///< it was written with a zone
  bool bad_clock = false;  ///< the date is good, and the clock is what is not understood
};

MomentRead moment_from(std::string_view date, std::string_view clock, core::DateOrder order) {
  MomentRead read{core::parse_time(date, order), core::zone_of(date).has_value()};
  if (!read.time || clock.empty()) return read;
  const bool day_known = read.time->precision != core::TimePrecision::month;
  const std::string day =
      core::format_time(read.time->minute, std::min(read.time->precision, core::TimePrecision::day));
  const std::string joined = day + " " + clock_text(clock);
  read.time = core::parse_time(joined);
  read.zoned = read.zoned || core::zone_of(joined).has_value();
  read.bad_clock = !read.time && day_known;
  return read;
}

class IncidentLoader final : public LayerLoader {
 public:
  explicit IncidentLoader(LoadContext context)
      : LayerLoader(std::move(context)),
        category_(bind("category")),
        time_(bind("time")),
        date_(bind("date")),
        clock_(bind("clock")),
        source_id_(bind("source_id")),
        location_(bind("location")),
        weight_(bind("weight")) {}

  core::Status add(const SourceRow& row) override;
  core::Status finish() override { return flush(); }
  core::Status hand_over() override { return flush(); }

 private:
  [[nodiscard]] std::optional<core::ParsedTime> time_of(const SourceRow& row, RejectedRow& why);
  [[nodiscard]] borough::Sensitivity sensitivity(const std::string& category);
  [[nodiscard]] std::optional<float> weight_of(const SourceRow& row, RejectedRow& why) const;
  core::Status flush();

  BoundField category_;
  BoundField time_;
  BoundField date_;
  BoundField clock_;
  BoundField source_id_;
  BoundField location_;
  BoundField weight_;
  PlacedRows<store::IncidentRow> waiting_;
  std::vector<store::IncidentRow> ready_;
  std::map<std::string, borough::Sensitivity, std::less<>> sensitivities_;
  std::string last_text_;  ///< of a time: monthly files repeat it in every row
  std::string last_clock_;
  MomentRead last_moment_;
};

std::optional<core::ParsedTime> IncidentLoader::time_of(const SourceRow& row, RejectedRow& why) {
  std::string text = time_.text(row);
  std::string clock;
  const BoundField* asked = &time_;
  if (text.empty() && date_.has_column()) {
    text = date_part(date_.text(row));
    clock = clock_part(clock_.text(row));
    asked = &date_;
  }
  if (text.empty()) return core::ParsedTime{};
  if (text != last_text_ || clock != last_clock_) {
    last_moment_ = moment_from(text, clock, context_.definition.date_order);
    last_text_ = text;
    last_clock_ = clock;
  }
  if (last_moment_.time) {
    if (last_moment_.zoned) context_.quality.add_zoned_time();
    return last_moment_.time;
  }
  if (last_moment_.bad_clock) asked = &clock_;
  why = {row.line, asked->column_name(context_.schema.columns, row), asked->cell(row),
         last_moment_.bad_clock ? "it is not a time of the day, or not one that is understood"
                                : "it is not a date that exists, or not one that is understood",
         last_moment_.bad_clock ? "write times as 23:15, or leave the cell empty where the day alone is known"
                                : "write dates as 2025-01-31 or 31/01/2025 and times as 23:15"};
  return std::nullopt;
}

borough::Sensitivity IncidentLoader::sensitivity(const std::string& category) {
  const auto known = sensitivities_.find(category);
  if (known != sensitivities_.end()) return known->second;
  return sensitivities_[category] = sensitivity_of(context_.definition.sensitivity, category);
}

std::optional<float> IncidentLoader::weight_of(const SourceRow& row, RejectedRow& why) const {
  const std::string text = weight_.text(row);
  if (text.empty()) return 1.0F;
  const auto weight = core::parse_number(text);
  if (weight && *weight >= 0) return static_cast<float>(*weight);
  why = {row.line, weight_.column_name(context_.schema.columns, row), weight_.cell(row),
         "a weight is a number, 0 or more", "correct the cell, or leave it empty for 1"};
  return std::nullopt;
}

core::Status IncidentLoader::add(const SourceRow& row) {
  RejectedRow why;
  geo::Point raw;
  const PositionReader::Outcome outcome = context_.positions.read(row, raw, why);
  if (outcome == PositionReader::Outcome::rejected) return reject(why);
  const auto time = time_of(row, why);
  if (!time) return reject(why);
  const auto weight = weight_of(row, why);
  if (!weight) return reject(why);

  store::IncidentRow incident;
  incident.row = row.line;
  incident.category = category_.text(row);
  if (incident.category.empty()) {
    incident.category = kNoCategory;
    context_.quality.add_no_type();
  }
  incident.sensitivity = sensitivity(incident.category);
  incident.time = time->minute;
  incident.precision = time->precision;
  incident.source_id = source_id_.text(row);
  incident.location = location_.text(row);
  incident.weight = *weight;
  const bool placed = outcome == PositionReader::Outcome::read;
  if (outcome == PositionReader::Outcome::at_origin) {
    context_.quality.add_at_origin();
    context_.remarks.add({row.line, context_.positions.columns(), std::string(kOriginText),
                          "0, 0 stands for no place; the incident is stored without one",
                          "write the place, or leave the cells empty where it is not known"});
  }
  waiting_.add(std::move(incident), row.line, placed ? std::optional(raw) : std::nullopt);
  return waiting_.size() >= kIncidentsAtOnce ? flush() : core::Status();
}

core::Status IncidentLoader::flush() {
  ready_.clear();
  auto drained = waiting_.drain(
      context_.positions,
      [&](store::IncidentRow&& incident, std::optional<geo::Point> position) {
        incident.position = position;
        if (position)
          count_place(*position);
        else
          context_.quality.add_no_place();
        context_.quality.add_time(incident.time, incident.precision);
        if (!incident.source_id.empty()) {
          context_.quality.add_id(incident.source_id);
          context_.incidents.push_back(incident_key(incident.source_id, incident.time, incident.category));
        }
        ready_.push_back(std::move(incident));
      },
      [&](const RejectedRow& row) { return reject(row); });
  if (!drained) return drained;
  if (ready_.empty()) return {};
  stored_ += static_cast<std::int64_t>(ready_.size());
  return context_.workspace.add_incidents(context_.batch, ready_);
}

}  // namespace

std::unique_ptr<LayerLoader> make_incident_loader(LoadContext context) {
  return std::make_unique<IncidentLoader>(std::move(context));
}

}  // namespace wardscope::io
