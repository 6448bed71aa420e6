// SPDX-License-Identifier: GPL-3.0-or-later
#include <algorithm>
#include <map>
#include <optional>

#include "core/civil_time.hpp"
#include "core/text.hpp"
#include "io/incident_time.hpp"
#include "io/layer_loader.hpp"

namespace wardscope::io {
namespace {

constexpr std::size_t kIncidentsAtOnce =
    20000;  // rows handed to the store at once: big enough for speed, small in memory

class IncidentLoader final : public LayerLoader {
 public:
  explicit IncidentLoader(LoadContext context)
      : LayerLoader(std::move(context)),
        category_(bind("category")),
        times_(context_.definition, context_.schema.columns),
        source_id_(bind("source_id")),
        location_(bind("location")),
        weight_(bind("weight")) {
    for (const BoundField* field : times_.fields()) use(*field);
  }

  core::Status add(const SourceRow& row) override;
  core::Status finish() override { return flush(); }
  core::Status hand_over() override { return flush(); }

 private:
  void note_range(const IncidentTime& time);
  [[nodiscard]] borough::Sensitivity sensitivity(const std::string& category);
  [[nodiscard]] std::optional<float> weight_of(const SourceRow& row, RejectedRow& why) const;
  core::Status flush();

  BoundField category_;
  IncidentTimeReader times_;
  BoundField source_id_;
  BoundField location_;
  BoundField weight_;
  PlacedRows<store::IncidentRow> waiting_;
  std::vector<store::IncidentRow> ready_;
  std::map<std::string, borough::Sensitivity, std::less<>> sensitivities_;
};

void IncidentLoader::note_range(const IncidentTime& time) {
  if (time.zoned) context_.quality.add_zoned_time();
  if (time.swapped) context_.quality.add_swapped_range();
  if (!time.remark) return;
  if (!time.swapped) context_.quality.add_not_understood();
  context_.remarks.add(*time.remark);
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
  const auto time = times_.read(row, why);
  if (!time) return reject(why);
  const auto weight = weight_of(row, why);
  if (!weight) return reject(why);
  note_range(*time);

  store::IncidentRow incident;
  incident.row = row.line;
  incident.category = category_.text(row);
  if (incident.category.empty()) {
    incident.category = kNoCategory;
    context_.quality.add_no_type();
  }
  incident.sensitivity = sensitivity(incident.category);
  incident.time = time->begin.minute;
  incident.precision = time->begin.precision;
  incident.until = time->until;
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
        if (incident.until) context_.quality.add_range(*incident.until - incident.time);
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
