// SPDX-License-Identifier: GPL-3.0-or-later
#include <array>
#include <optional>
#include <string>

#include "borough/places.hpp"
#include "core/text.hpp"
#include "io/camera_words.hpp"
#include "io/hub_words.hpp"
#include "io/layer_loader.hpp"
#include "io/shape_reading.hpp"

namespace wardscope::io {
namespace {

constexpr std::size_t kShapesAtOnce = 5000;  // shapes handed to the store at once
constexpr double kTallestBuilding = 400.0;   // m; the Shard has 310

class HubLoader final : public PlacedLoader<borough::Hub> {
 public:
  explicit HubLoader(LoadContext context)
      : PlacedLoader(std::move(context)),
        name_(bind("name")),
        kind_(bind("kind")),
        hours_(bind("opening_hours")),
        closed_(bind("closed")),
        open_(bind("open")),
        status_(bind("status")) {
    for (const char* field : {"address", "address_2", "address_3", "postcode"}) address_.push_back(bind(field));
    for (const char* day : {"monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday"}) {
      days_.push_back(bind(day));
    }
  }

  core::Status add(const SourceRow& row) override;
  core::Status finish() override;
  core::Status hand_over() override { return finish(); }

 private:
  [[nodiscard]] std::string opening_hours(const SourceRow& row) const;

  BoundField name_;
  BoundField kind_;
  BoundField hours_;
  BoundField closed_;
  BoundField open_;
  BoundField status_;
  std::vector<BoundField> address_;
  std::vector<BoundField> days_;
};

/// A year or date of closure, or a plain yes.
bool says_closed(std::string_view text) {
  const std::string word = core::lower_ascii(text);
  return !word.empty() && word != "no" && word != "n" && word != "false" && word != "0" && word != "open";
}

bool says_no(std::string_view text) {
  const std::string word = core::lower_ascii(text);
  return word == "no" || word == "n" || word == "false" || word == "0" || word == "closed";
}

std::string HubLoader::opening_hours(const SourceRow& row) const {
  if (std::string written = hours_.text(row); !written.empty()) return written;
  constexpr std::array<std::string_view, 7> kDays{"Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun"};
  std::string hours;
  for (std::size_t i = 0; i < days_.size(); ++i) {
    const std::string day = days_[i].text(row);
    if (day.empty()) continue;
    if (!hours.empty()) hours += "; ";
    hours += std::string(kDays[i]) + " " + day;
  }
  return hours;
}

core::Status HubLoader::add(const SourceRow& row) {
  const auto raw = read_position(row, "hub");
  if (!raw) return raw.error();
  if (!*raw) return {};
  borough::Hub hub;
  hub.name = name_.text(row);
  const auto kind = hub_kind_in(kind_.text(row));
  hub.kind = kind.value_or(borough::HubKind::other);
  if (!kind) {
    auto noted = remark({row.line, column_name(kind_, row), kind_.cell(row),
                         "it is no kind of hub that is known; the hub is stored as another hub",
                         "write library, community centre, children's centre, reporting centre or other"});
    if (!noted) return noted;
  }
  hub.opening_hours = opening_hours(row);
  hub.open = !says_closed(closed_.text(row)) && !says_no(open_.text(row)) &&
             core::lower_ascii(status_.text(row)).find("closed") == std::string::npos;
  for (const BoundField& field : address_) {
    const std::string part = field.text(row);
    if (part.empty()) continue;
    if (!hub.address.empty()) hub.address += ", ";
    hub.address += part;
  }
  waiting_.add(std::move(hub), row.line, *raw);
  return {};
}

core::Status HubLoader::finish() {
  const auto hubs = placed();
  if (!hubs) return hubs.error();
  return hubs->empty() ? core::Status() : context_.workspace.add_hubs(context_.batch, *hubs);
}

class BuildingLoader final : public LayerLoader {
 public:
  explicit BuildingLoader(LoadContext context) : LayerLoader(std::move(context)), height_(bind("height")) {}

  core::Status add(const SourceRow& row) override;
  core::Status finish() override { return flush(); }

 private:
  core::Status flush();

  BoundField height_;
  borough::BuildingSet buildings_;
};

core::Status BuildingLoader::add(const SourceRow& row) {
  const auto shape = read_polygons(row, context_.positions);
  if (!shape) return reject(context_.positions.rejected_shape(row, {shape.error().message, "correct the footprint"}));
  if (shape->repair) context_.quality.add_repair(*shape->repair);
  const BoundField::Measured measured = height_.measured(row);
  std::optional<core::Metres> height = length_from(measured.text, measured.factor);
  if (height && (height->value() <= 0 || height->value() > kTallestBuilding)) height.reset();
  if (!height && !measured.text.empty()) {
    auto noted = remark({row.line, column_name(height_, row), height_.cell(row),
                         "it is no height of a building, above 0 and up to 400 m; it stays not known",
                         "correct the cell, or empty it"});
    if (!noted) return noted;
  }
  // A footprint of several parts is several buildings of one height.
  for (const geo::Polygon& part : shape->polygons) buildings_.push_back({part, height});
  if (shape->polygons.size() > 1) {
    context_.diagnostics.note("building-parts", "a footprint of several parts was stored as one building a part",
                              row.line);
  }
  ++stored_;
  return buildings_.size() >= kShapesAtOnce ? flush() : core::Status();
}

core::Status BuildingLoader::flush() {
  if (buildings_.empty()) return {};
  auto status = context_.workspace.add_buildings(context_.batch, buildings_);
  buildings_.clear();
  return status;
}

class StreetLoader final : public LayerLoader {
 public:
  explicit StreetLoader(LoadContext context)
      : LayerLoader(std::move(context)), name_(bind("name")), road_class_(bind("road_class")) {}

  core::Status add(const SourceRow& row) override;
  core::Status finish() override { return flush(); }

 private:
  core::Status flush();

  BoundField name_;
  BoundField road_class_;
  borough::StreetSet streets_;
};

core::Status StreetLoader::add(const SourceRow& row) {
  const auto lines = read_lines(row, context_.positions);
  if (!lines) return reject(context_.positions.rejected_shape(row, {lines.error().message, "correct the line"}));
  for (const geo::LineString& line : *lines) streets_.push_back({name_.text(row), road_class_.text(row), line});
  ++stored_;
  return streets_.size() >= kShapesAtOnce ? flush() : core::Status();
}

core::Status StreetLoader::flush() {
  if (streets_.empty()) return {};
  auto status = context_.workspace.add_streets(context_.batch, streets_);
  streets_.clear();
  return status;
}

}  // namespace

std::unique_ptr<LayerLoader> make_hub_loader(LoadContext context) {
  return std::make_unique<HubLoader>(std::move(context));
}
std::unique_ptr<LayerLoader> make_building_loader(LoadContext context) {
  return std::make_unique<BuildingLoader>(std::move(context));
}
std::unique_ptr<LayerLoader> make_street_loader(LoadContext context) {
  return std::make_unique<StreetLoader>(std::move(context));
}

}  // namespace wardscope::io
