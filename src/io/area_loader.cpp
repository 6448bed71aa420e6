// SPDX-License-Identifier: GPL-3.0-or-later
#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <set>
#include <string>
#include <utility>
#include <vector>

#include "core/text.hpp"
#include "io/area_set_words.hpp"
#include "io/layer_loader.hpp"
#include "io/shape_reading.hpp"

namespace wardscope::io {
namespace {

constexpr double kNotableChange = 10.0;  // m^2 and
constexpr double kNotableShare = 0.001;  // of the area: a repair beyond either is asked about
constexpr std::string_view kCodeFromName = "name-";

class AreaLoader final : public LayerLoader {
 public:
  explicit AreaLoader(LoadContext context)
      : LayerLoader(std::move(context)),
        code_(bind("code")),
        name_(bind("name")),
        population_(bind("population")),
        deprivation_rank_(bind("deprivation_rank")),
        note_(bind("note")),
        ward_code_(bind("ward_code")),
        authority_(bind("authority")) {
    set_.name = context_.name;
    set_.kind = context_.definition.area_kind;
    set_.vintage = vintage_of(context_.schema);
    set_.land_only = is_clipped_to_the_coast(context_.schema.file_name);
  }

  core::Status add(const SourceRow& row) override;
  core::Status finish() override;

 private:
  void report_repair(const borough::Area& area, double change);
  [[nodiscard]] core::Error large_repairs() const;
  void name_place();

  BoundField code_;
  BoundField name_;
  BoundField population_;
  BoundField deprivation_rank_;
  BoundField note_;
  BoundField ward_code_;
  BoundField authority_;
  std::set<std::string, std::less<>> authorities_;
  borough::AreaSet set_;
  std::size_t large_repairs_ = 0;
  std::string first_large_repair_;
  std::set<std::string, std::less<>> codes_;
  std::vector<std::pair<std::string, geo::MultiPolygon>> originals_;
};

void AreaLoader::report_repair(const borough::Area& area, double change) {
  context_.quality.add_repair(change);
  const double size = std::abs(change);
  const std::string& name = area.name.empty() ? area.code : area.name;
  const double share = size / std::max(geo::area(area.shape), 1.0);
  const std::string text =
      fmt::format("{}: its outline crossed itself and was repaired; area change {} m²; the original is kept", name,
                  core::fixed(change, 1));
  if (size <= kNotableChange && share <= kNotableShare) {
    context_.diagnostics.note("area-repaired", text);
    return;
  }
  ++large_repairs_;
  if (large_repairs_ == 1)
    first_large_repair_ = fmt::format("{}, {:+.1f} m² or {} %", name, change, core::fixed(100.0 * share, 1));
  if (context_.repairs == Repairs::accept) context_.diagnostics.warn("area-repaired", text);
}

/// What the repairs would make of the file, for its user to decide.
core::Error AreaLoader::large_repairs() const {
  return core::conflict(
      fmt::format("the outlines of {} of its {} areas cross themselves, and their repair changes them by more than 0.1 "
                  "% or 10 m² ({}{}): nothing "
                  "was kept. Correct the outlines in a GIS, or take the repaired ones, with the originals kept beside "
                  "them: --repairs accept",
                  large_repairs_, set_.areas.size(), large_repairs_ > 1 ? "the first: " : "", first_large_repair_));
}

core::Status AreaLoader::add(const SourceRow& row) {
  auto shape = read_polygons(row, context_.positions);
  if (!shape) return reject(context_.positions.rejected_shape(row, {shape.error().message, "correct the outline"}));
  borough::Area area;
  area.code = code_.text(row);
  area.name = name_.text(row);
  if (area.name.empty()) area.name = area.code;
  if (area.name.empty()) {
    return reject(
        {row.line, name_.column_name(context_.schema.columns), {}, "the area has neither name nor code", "name it"});
  }
  if (area.code.empty()) area.code = std::string(kCodeFromName) + core::lower_ascii(core::file_name_from(area.name));
  if (!codes_.insert(area.code).second) {
    return reject({row.line, code_.column_name(context_.schema.columns), area.code, "an earlier row has this code",
                   "merge the parts of an area into one row, or give each its own code"});
  }
  area.population = core::parse_number(population_.text(row));
  area.deprivation_rank = core::parse_number(deprivation_rank_.text(row));
  area.note = note_.text(row);
  if (set_.kind == borough::AreaKind::small_area) area.ward_code = ward_code_.text(row);
  area.shape = std::move(shape->polygons);
  if (shape->repair) {
    originals_.emplace_back(area.code, std::move(shape->original));
    report_repair(area, *shape->repair);
  }
  if (std::string authority = authority_.text(row); !authority.empty()) authorities_.insert(std::move(authority));
  set_.areas.push_back(std::move(area));
  return {};
}

/// The outline of one local authority names the place, and so do areas that all lie in one.
void AreaLoader::name_place() {
  if (set_.kind == borough::AreaKind::borough && set_.areas.size() == 1) {
    place_ = {set_.areas.front().name, "the local authority's outline"};
  } else if (authorities_.size() == 1) {
    place_ = {*authorities_.begin(), "the column " + authority_.column_name(context_.schema.columns)};
  }
}

core::Status AreaLoader::finish() {
  if (set_.areas.empty()) return {};
  if (large_repairs_ > 0 && context_.repairs == Repairs::refuse) return large_repairs();
  if (auto added = context_.workspace.add_area_set(context_.batch, set_); !added) return added;
  for (const auto& [code, original] : originals_) {
    if (auto added = context_.workspace.add_original_geometry(context_.batch, code, original); !added) return added;
  }
  stored_ = static_cast<std::int64_t>(set_.areas.size());
  name_place();
  return {};
}

}  // namespace

std::unique_ptr<LayerLoader> make_area_loader(LoadContext context) {
  return std::make_unique<AreaLoader>(std::move(context));
}

}  // namespace wardscope::io
