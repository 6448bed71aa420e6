// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstdint>
#include <memory>
#include <optional>
#include <set>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "borough/areas.hpp"
#include "core/diagnostics.hpp"
#include "core/result.hpp"
#include "geo/polygon_coverage.hpp"
#include "io/importer.hpp"
#include "io/known_incidents.hpp"
#include "io/layer_definition.hpp"
#include "io/position_reader.hpp"
#include "io/quality_report.hpp"
#include "io/reject_file.hpp"
#include "io/source.hpp"
#include "store/workspace.hpp"

namespace wardscope::io {

/// What a loader works with; all of it outlives the loader.
struct LoadContext {
  store::Workspace& workspace;
  std::int64_t batch = 0;
  const LayerDefinition& definition;
  const SourceSchema& schema;
  std::string name;  ///< of the layer or area set
  PositionReader& positions;
  RejectFile& rejects;
  RejectFile& remarks;  ///< gets values of stored rows that were not understood
  QualityCounter& quality;
  IncidentKeys& incidents;  ///< gets the keys of incidents that are stored
  core::Diagnostics& diagnostics;
  const geo::PolygonCoverage* borough = nullptr;  ///< outline of the wards; null: none yet
  Repairs repairs = Repairs::refuse;
};

/// "Sheffield", "the column LAD20NM"; both empty where the source says nothing.
struct PlaceName {
  std::string name;
  std::string said_by;
};

/// Turns rows of one source into rows of one layer of the workspace. Every row that add() is given ends in stored() or
/// in the reject file by the time finish() returns.
class LayerLoader {
 public:
  explicit LayerLoader(LoadContext context) : context_(std::move(context)) {}
  LayerLoader(const LayerLoader&) = delete;
  LayerLoader& operator=(const LayerLoader&) = delete;
  virtual ~LayerLoader() = default;

  virtual core::Status add(const SourceRow& row) = 0;
  virtual core::Status finish() = 0;
  /// Rows that wait to be placed are placed now, so that every row so far has been stored or rejected.
  virtual core::Status hand_over() { return {}; }
  [[nodiscard]] std::int64_t stored() const { return stored_; }
  /// Indices of the columns that the layer's fields are read from.
  [[nodiscard]] const std::set<std::size_t>& used_columns() const { return used_columns_; }
  /// The place that the source names itself, and by what: the local authority that its areas share. After finish().
  [[nodiscard]] const PlaceName& place() const { return place_; }

 protected:
  core::Status reject(RejectedRow row) {
    context_.rejects.add(std::move(row));
    return {};
  }
  /// The row is stored without this value.
  core::Status remark(RejectedRow value) {
    context_.quality.add_not_understood();
    context_.remarks.add(std::move(value));
    return {};
  }
  BoundField bind(std::string_view field) {
    BoundField bound(context_.definition, field, context_.schema.columns);
    use(bound);
    return bound;
  }
  void use(const BoundField& field) {
    for (const BoundColumn& column : field.columns()) used_columns_.insert(column.index);
  }
  [[nodiscard]] std::string column_name(const BoundField& field, const SourceRow& row) const {
    return field.column_name(context_.schema.columns, row);
  }
  void count_place(geo::Point p) {
    context_.quality.add_place(p);
    if (context_.borough != nullptr && !context_.borough->locate(p)) context_.quality.add_off_the_borough();
  }

  LoadContext context_;
  std::int64_t stored_ = 0;
  PlaceName place_;

 private:
  std::set<std::size_t> used_columns_;
};

/// Rows whose positions wait for being transformed together.
template <typename Item>
class PlacedRows {
 public:
  void add(Item item, std::int64_t line, std::optional<geo::Point> raw) {
    placed_.push_back(raw.has_value());
    lines_.push_back(line);
    if (raw) {
      x_.push_back(raw->x);
      y_.push_back(raw->y);
    }
    items_.push_back(std::move(item));
  }
  [[nodiscard]] std::size_t size() const { return items_.size(); }

  /// Calls place(item, position or nothing) or reject(row) for each row, in order, and forgets them.
  template <typename Place, typename Reject>
  core::Status drain(PositionReader& positions, Place place, Reject reject) {
    const std::vector<geo::PlaceFault> faults =
        x_.empty() ? std::vector<geo::PlaceFault>() : positions.transform(x_, y_);
    std::size_t at = 0;
    for (std::size_t i = 0; i < items_.size(); ++i) {
      std::optional<geo::Point> position;
      if (placed_[i]) {
        position = geo::Point{x_[at], y_[at]};
        const geo::PlaceFault fault = faults[at++];
        if (fault != geo::PlaceFault::none) {
          if (auto status = reject(positions.rejected(lines_[i], *position, fault)); !status) return status;
          continue;
        }
        positions.watch_for_swapped(lines_[i], *position);
      }
      place(std::move(items_[i]), position);
    }
    items_.clear();
    placed_.clear();
    lines_.clear();
    x_.clear();
    y_.clear();
    return {};
  }

 private:
  std::vector<Item> items_;
  std::vector<bool> placed_;
  std::vector<std::int64_t> lines_;
  std::vector<double> x_;
  std::vector<double> y_;
};

/// A loader of things that are nothing without a place: cameras, hubs, points of interest.
template <typename Item>
class PlacedLoader : public LayerLoader {
 public:
  using LayerLoader::LayerLoader;

 protected:
  /// The row's position as it is written. Nothing where the row was rejected, with "the WHAT has no position" where it
  /// has none. @returns the error of the reject file.
  core::Result<std::optional<geo::Point>> read_position(const SourceRow& row, std::string_view what) {
    RejectedRow why;
    geo::Point raw;
    switch (context_.positions.read(row, raw, why)) {
      case PositionReader::Outcome::read:
        return std::optional(raw);
      case PositionReader::Outcome::no_place:
        why = {row.line,
               context_.positions.columns(),
               {},
               "the " + std::string(what) + " has no position",
               "fill in the position"};
        break;
      case PositionReader::Outcome::at_origin:
        why = {row.line, context_.positions.columns(), std::string(kOriginText),
               "the " + std::string(what) + " has no position: 0, 0 stands for none", "fill in the position"};
        break;
      case PositionReader::Outcome::rejected:
        break;
    }
    if (auto status = reject(why); !status) return status.error();
    return std::optional<geo::Point>();
  }

  /// What waits, moved to its place in EPSG:27700 and counted; rows that lie outside are rejected.
  core::Result<std::vector<Item>> placed() {
    std::vector<Item> items;
    const auto drained = waiting_.drain(
        context_.positions,
        [&](Item&& item, std::optional<geo::Point> position) {
          item.position = *position;
          count_place(*position);
          items.push_back(std::move(item));
        },
        [&](const RejectedRow& row) { return reject(row); });
    if (!drained) return drained.error();
    stored_ += static_cast<std::int64_t>(items.size());
    return items;
  }

  PlacedRows<Item> waiting_;
};

/// The loader of the definition's layer.
std::unique_ptr<LayerLoader> make_layer_loader(LoadContext context);

// One file each.
std::unique_ptr<LayerLoader> make_incident_loader(LoadContext context);
std::unique_ptr<LayerLoader> make_camera_loader(LoadContext context);
std::unique_ptr<LayerLoader> make_hub_loader(LoadContext context);
std::unique_ptr<LayerLoader> make_point_of_interest_loader(LoadContext context);
std::unique_ptr<LayerLoader> make_area_loader(LoadContext context);
std::unique_ptr<LayerLoader> make_building_loader(LoadContext context);
std::unique_ptr<LayerLoader> make_street_loader(LoadContext context);
std::unique_ptr<LayerLoader> make_indicator_loader(LoadContext context);
std::unique_ptr<LayerLoader> make_action_loader(LoadContext context);

}  // namespace wardscope::io
