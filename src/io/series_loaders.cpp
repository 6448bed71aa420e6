// SPDX-License-Identifier: GPL-3.0-or-later
#include <algorithm>
#include <array>
#include <string>
#include <string_view>

#include "borough/places.hpp"
#include "core/civil_time.hpp"
#include "core/text.hpp"
#include "io/layer_loader.hpp"

namespace wardscope::io {
namespace {

/// False for the words by which councils say that a low figure is the good one.
bool higher_is_better(std::string_view text) {
  const std::string word = core::lower_ascii(text);
  return word != "no" && word != "n" && word != "false" && word != "0" && word != "low" && word != "lower" &&
         word != "down" && word != "lower is better" && word != "low is good";
}

class IndicatorLoader final : public LayerLoader {
 public:
  explicit IndicatorLoader(LoadContext context)
      : LayerLoader(std::move(context)),
        indicator_(bind("indicator")),
        area_(bind("area")),
        period_(bind("period")),
        value_(bind("value")),
        unit_(bind("unit")),
        higher_is_better_(bind("higher_is_better")) {}

  core::Status add(const SourceRow& row) override;
  core::Status finish() override;

 private:
  BoundField indicator_;
  BoundField area_;
  BoundField period_;
  BoundField value_;
  BoundField unit_;
  BoundField higher_is_better_;
  borough::IndicatorSeries series_;
};

core::Status IndicatorLoader::add(const SourceRow& row) {
  borough::IndicatorValue value;
  value.indicator = indicator_.text(row);
  value.area_code = area_.text(row);
  value.period = period_.text(row);
  value.unit = unit_.text(row);
  value.higher_is_better = higher_is_better(higher_is_better_.text(row));
  std::string written = value_.text(row);
  if (written.ends_with('%')) {
    written.pop_back();
    if (value.unit.empty()) value.unit = "%";
  }
  const auto number = core::parse_number(written);
  if (value.indicator.empty()) {
    return reject(
        {row.line, indicator_.column_name(context_.schema.columns), {}, "the indicator is not named", "name it"});
  }
  if (!number) {
    return reject({row.line, column_name(value_, row), value_.cell(row), "the value is not a number",
                   "leave out rows that have no value yet; write numbers without commas"});
  }
  value.value = *number;
  series_.push_back(std::move(value));
  return {};
}

core::Status IndicatorLoader::finish() {
  if (series_.empty()) return {};
  stored_ = static_cast<std::int64_t>(series_.size());
  return context_.workspace.add_indicators(context_.batch, series_);
}

/// Whether a text is written as a date of a day: three numbers, or two and a word ("31/02/2025", "31 Feb 2025").
bool looks_like_a_date(std::string_view text) {
  std::string parts(text);
  std::replace_if(
      parts.begin(), parts.end(), [](char c) { return c == '/' || c == '-' || c == '.'; }, ' ');
  int numbers = 0;
  int words = 0;
  for (const std::string_view part : core::split(parts, ' ')) {
    if (part.empty()) continue;
    const auto digits = std::count_if(part.begin(), part.end(), [](char c) { return c >= '0' && c <= '9'; });
    if (digits > 0 && static_cast<std::size_t>(digits) < part.size()) return false;  // "Q1"
    ++(digits > 0 ? numbers : words);
  }
  return numbers >= 2 && numbers + words == 3;
}

/// Whether a status is one of those that plans use: a colour, or a word of progress.
bool is_status(std::string_view text) {
  const std::string word = core::lower_ascii(text);
  constexpr std::array<std::string_view, 29> kParts{
      "red",      "amber", "green",  "blue",  "grey",   "gray",    "black", "white",    "start", "progress",
      "complete", "done",  "track",  "delay", "late",   "overdue", "due",   "open",     "close", "ongoing",
      "on-going", "hold",  "cancel", "plan",  "propos", "pending", "risk",  "achieved", "behind"};
  return std::any_of(kParts.begin(), kParts.end(),
                     [&](std::string_view part) { return word.find(part) != std::string::npos; });
}

class ActionLoader final : public LayerLoader {
 public:
  explicit ActionLoader(LoadContext context)
      : LayerLoader(std::move(context)),
        theme_(bind("theme")),
        title_(bind("title")),
        owner_(bind("owner")),
        due_(bind("due")),
        status_(bind("status")),
        area_(bind("area")) {}

  core::Status add(const SourceRow& row) override;
  core::Status finish() override;

 private:
  BoundField theme_;
  BoundField title_;
  BoundField owner_;
  BoundField due_;
  BoundField status_;
  BoundField area_;
  borough::ActionPlan plan_;
};

core::Status ActionLoader::add(const SourceRow& row) {
  borough::PlanAction action{theme_.text(row), title_.text(row),  owner_.text(row),
                             due_.text(row),   status_.text(row), area_.text(row)};
  if (action.title.empty()) {
    return reject({row.line,
                   title_.column_name(context_.schema.columns),
                   {},
                   "the action has no title",
                   "say what is to be done"});
  }
  if (looks_like_a_date(action.due) && !core::parse_time(action.due, context_.definition.date_order)) {
    auto noted = remark({row.line, column_name(due_, row), due_.cell(row),
                         "it is written as a date and is none that exists; it stays as it is written",
                         "write dates as 2025-01-31 or 31/01/2025, or words such as TBC"});
    if (!noted) return noted;
  }
  if (!action.status.empty() && !is_status(action.status)) {
    auto noted =
        remark({row.line, column_name(status_, row), status_.cell(row),
                "it is no status that is known here; it stays as it is written",
                "write not started, in progress, complete, delayed, on hold or cancelled, or red, amber or green"});
    if (!noted) return noted;
  }
  plan_.push_back(std::move(action));
  return {};
}

core::Status ActionLoader::finish() {
  if (plan_.empty()) return {};
  stored_ = static_cast<std::int64_t>(plan_.size());
  return context_.workspace.add_actions(context_.batch, plan_);
}

}  // namespace

std::unique_ptr<LayerLoader> make_indicator_loader(LoadContext context) {
  return std::make_unique<IndicatorLoader>(std::move(context));
}
std::unique_ptr<LayerLoader> make_action_loader(LoadContext context) {
  return std::make_unique<ActionLoader>(std::move(context));
}

std::unique_ptr<LayerLoader> make_layer_loader(LoadContext context) {
  switch (context.definition.layer) {
    case LayerKind::areas:
      return make_area_loader(std::move(context));
    case LayerKind::cameras:
      return make_camera_loader(std::move(context));
    case LayerKind::hubs:
      return make_hub_loader(std::move(context));
    case LayerKind::points_of_interest:
      return make_point_of_interest_loader(std::move(context));
    case LayerKind::buildings:
      return make_building_loader(std::move(context));
    case LayerKind::streets:
      return make_street_loader(std::move(context));
    case LayerKind::indicators:
      return make_indicator_loader(std::move(context));
    case LayerKind::actions:
      return make_action_loader(std::move(context));
    case LayerKind::incidents:
      break;
  }
  return make_incident_loader(std::move(context));
}

}  // namespace wardscope::io
