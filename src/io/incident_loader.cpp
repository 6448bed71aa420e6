// SPDX-License-Identifier: GPL-3.0-or-later
#include <algorithm>
#include <map>
#include <optional>

#include "core/civil_time.hpp"
#include "core/text.hpp"
#include "io/layer_loader.hpp"

namespace wardscope::io {
namespace {

constexpr std::size_t kIncidentsAtOnce = 20000;  // rows handed to the store at once: big enough for speed, small in memory

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
  std::optional<core::ParsedTime> last_time_;
};

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

/// And its time cell with a day that nobody meant.
std::string clock_part(const std::string& text) {
  const std::size_t space = text.find_first_of(" T");
  return space == std::string::npos ? text : text.substr(space + 1);
}

std::optional<core::ParsedTime> IncidentLoader::time_of(const SourceRow& row, RejectedRow& why) {
  const core::DateOrder order = context_.definition.date_order;
  std::string text = time_.text(row);
  std::string column = time_.column_name(context_.schema.columns);
  if (text.empty() && date_.has_column()) {
    text = date_part(date_.text(row));
    column = date_.column_name(context_.schema.columns);
    const std::string clock = clock_part(clock_.text(row));
    if (!text.empty() && !clock.empty()) text += " " + clock_text(clock);
  }
  if (text.empty()) return core::ParsedTime{};
  if (text != last_text_) {
    last_time_ = core::parse_time(text, order);
    last_text_ = text;
  }
  if (!last_time_) {
    why = {row.line, std::move(column), std::move(text), "it is not a date that exists, or not one that is understood",
           "write dates as 2025-01-31 or 31/01/2025 and times as 23:15"};
  }
  return last_time_;
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
  why = {row.line, weight_.column_name(context_.schema.columns), text, "a weight is a number, 0 or more",
         "correct the cell, or leave it empty for 1"};
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
