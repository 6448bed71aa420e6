// SPDX-License-Identifier: GPL-3.0-or-later
#include "geo/coordinate_transform.hpp"

#include <fmt/format.h>
#include <proj.h>

#include <cassert>
#include <cmath>
#include <cstdlib>
#include <limits>
#include <optional>
#include <system_error>
#include <utility>

#include "core/text.hpp"

namespace wardscope::geo {
namespace {

// OSTN15's own area of use with a margin.
constexpr Extent kDegrees{-9.0, 49.0, 2.1, 61.0};
constexpr Extent kMetres{0.0, 0.0, 700000.0, 1300000.0};
// An operation serves the whole country where its area of use holds the mainland.
constexpr Extent kMainland{-6.2, 50.0, 1.7, 58.6};
constexpr std::string_view kGridFile = "uk_os_OSTN15_NTv2_OSGBtoETRS.tif";  // PROJ looks the grid up by this name

struct DestroyContext {
  void operator()(PJ_CONTEXT* context) const { proj_context_destroy(context); }
};
struct DestroyObject {
  void operator()(PJ* object) const { proj_destroy(object); }
};
struct DestroyList {
  void operator()(PJ_OBJ_LIST* list) const { proj_list_destroy(list); }
};
struct DestroyFactory {
  void operator()(PJ_OPERATION_FACTORY_CONTEXT* factory) const { proj_operation_factory_context_destroy(factory); }
};
using Context = std::unique_ptr<PJ_CONTEXT, DestroyContext>;
using Object = std::unique_ptr<PJ, DestroyObject>;
using ObjectList = std::unique_ptr<PJ_OBJ_LIST, DestroyList>;
using Factory = std::unique_ptr<PJ_OPERATION_FACTORY_CONTEXT, DestroyFactory>;

void keep_quiet(void*, int, const char*) {}

Context make_context() {
  Context context(proj_context_create());
  proj_log_func(context.get(), nullptr, &keep_quiet);
  proj_context_set_enable_network(context.get(), 0);
  return context;
}

/// Puts the folder in front of the one in which PROJ finds its database.
void search_first(const Context& context, const std::filesystem::path& folder) {
  const char* database = proj_context_get_database_path(context.get());
  const std::string own = database != nullptr ? std::filesystem::path(database).parent_path().string() : "";
  const std::string first = folder.string();
  const char* paths[] = {first.c_str(), own.c_str()};
  proj_context_set_search_paths(context.get(), 2, paths);
}

/// The folder of the grid; nothing where none was asked for.
core::Result<std::optional<std::filesystem::path>> grid_folder(const GridShift& grid) {
  if (grid.ostn15.empty()) return std::optional<std::filesystem::path>();
  std::error_code failure;
  const bool is_folder = std::filesystem::is_directory(grid.ostn15, failure);
  const std::filesystem::path file = is_folder ? grid.ostn15 / kGridFile : grid.ostn15;
  if (!std::filesystem::is_regular_file(file, failure)) {
    return core::not_found(
        fmt::format("no OSTN15 grid {} at {}; give the folder that holds it, or leave the setting empty", kGridFile,
                    grid.ostn15.string()));
  }
  if (file.filename() != kGridFile) {
    return core::invalid_argument(
        fmt::format("the OSTN15 grid must keep its name {}; {} has another", kGridFile, file.filename().string()));
  }
  return std::optional(std::filesystem::absolute(file, failure).parent_path());
}

std::string text_or_empty(const char* text) { return text != nullptr ? text : ""; }

Extent area_of_use(const Context& context, const PJ* object) {
  Extent extent;
  if (proj_get_area_of_use(context.get(), object, &extent.min_x, &extent.min_y, &extent.max_x, &extent.max_y,
                           nullptr) == 0) {
    return {};
  }
  return extent;
}

bool covers(const Extent& outer, const Extent& inner) {
  return outer.contains({inner.min_x, inner.min_y}) && outer.contains({inner.max_x, inner.max_y});
}

ObjectList candidates(const Context& context, const PJ* source, const PJ* target) {
  const Factory factory(proj_create_operation_factory_context(context.get(), nullptr));
  proj_operation_factory_context_set_area_of_interest(context.get(), factory.get(), kDegrees.min_x, kDegrees.min_y,
                                                      kDegrees.max_x, kDegrees.max_y);
  proj_operation_factory_context_set_spatial_criterion(context.get(), factory.get(),
                                                       PROJ_SPATIAL_CRITERION_PARTIAL_INTERSECTION);
  proj_operation_factory_context_set_grid_availability_use(context.get(), factory.get(),
                                                           PROJ_GRID_AVAILABILITY_DISCARD_OPERATION_IF_MISSING_GRID);
  proj_operation_factory_context_set_allow_ballpark_transformations(context.get(), factory.get(), 0);
  return ObjectList(proj_create_operations(context.get(), source, target, factory.get()));
}

/// The best whole operation: one that covers the mainland before one that does not, then the better stated accuracy,
/// then PROJ's own order.
Object best_operation(const Context& context, const PJ* source, const PJ* target) {
  const ObjectList list = candidates(context, source, target);
  Object best;
  std::pair<int, double> best_rank{std::numeric_limits<int>::max(), 0.0};
  const int count = list ? proj_list_get_count(list.get()) : 0;
  for (int i = 0; i < count; ++i) {
    Object operation(proj_list_get(context.get(), list.get(), i));
    if (!operation || proj_coordoperation_has_ballpark_transformation(context.get(), operation.get()) != 0) continue;
    if (proj_coordoperation_is_instantiable(context.get(), operation.get()) == 0) continue;
    const double accuracy = proj_coordoperation_get_accuracy(context.get(), operation.get());
    const std::pair rank(covers(area_of_use(context, operation.get()), kMainland) ? 0 : 1,
                         accuracy < 0.0 ? std::numeric_limits<double>::infinity() : accuracy);
    if (best && !(rank < best_rank)) continue;
    best = std::move(operation);
    best_rank = rank;
  }
  return best;
}

bool is_geographic_type(const Context& context, const PJ* crs) {
  const PJ_TYPE type = proj_get_type(crs);
  if (type == PJ_TYPE_GEOGRAPHIC_2D_CRS || type == PJ_TYPE_GEOGRAPHIC_3D_CRS) return true;
  if (type != PJ_TYPE_BOUND_CRS && type != PJ_TYPE_COMPOUND_CRS) return false;
  const Object inner(type == PJ_TYPE_BOUND_CRS ? proj_get_source_crs(context.get(), crs)
                                               : proj_crs_get_sub_crs(context.get(), crs, 0));
  return inner && is_geographic_type(context, inner.get());
}

template <typename Visit>
void for_each_vertex(MultiPolygon& polygons, Visit visit) {
  for (Polygon& polygon : polygons) {
    for (Point& p : polygon.exterior) visit(p);
    for (Ring& hole : polygon.holes) {
      for (Point& p : hole) visit(p);
    }
  }
}

CoordinateReferenceSystem well_known(std::string_view code) {
  auto crs = CoordinateReferenceSystem::from_text(code);
  // Without its database PROJ can do nothing at all; every use of the definition then reports that in words.
  return crs ? *std::move(crs) : CoordinateReferenceSystem();
}

}  // namespace

bool in_great_britain_degrees(Point p) { return kDegrees.contains(p); }
bool in_great_britain_metres(Point p) { return kMetres.contains(p); }

std::string_view to_text(PlaceFault fault) {
  switch (fault) {
    case PlaceFault::none:
      return "";
    case PlaceFault::not_finite:
      return "the coordinates are not finite numbers";
    case PlaceFault::looks_swapped:
      return "the place is outside Great Britain, but inside it with x and y swapped; swap the columns";
    case PlaceFault::outside_great_britain:
      break;
  }
  return "the place is outside Great Britain; check the coordinates and the coordinate reference system";
}

core::Result<CoordinateReferenceSystem> CoordinateReferenceSystem::from_text(std::string_view text) {
  constexpr std::size_t kShown = 60;  // characters of a bad definition that the message repeats
  const std::string definition(core::trimmed(text));
  const Context context = make_context();
  const Object crs(proj_create(context.get(), definition.c_str()));
  if (!crs) {
    return core::malformed(fmt::format(
        "'{}' is not a coordinate reference system that PROJ knows; write a code like EPSG:27700 or EPSG:4326",
        definition.substr(0, kShown)));
  }
  if (proj_is_crs(crs.get()) == 0) {
    return core::unsupported(
        fmt::format("'{}' is not a coordinate reference system but something else that PROJ knows; "
                    "write a code like EPSG:27700",
                    definition.substr(0, kShown)));
  }
  CoordinateReferenceSystem value;
  value.definition_ = definition;
  value.name_ = text_or_empty(proj_get_name(crs.get()));
  const char* authority = proj_get_id_auth_name(crs.get(), 0);
  const char* code = proj_get_id_code(crs.get(), 0);
  if (authority != nullptr && code != nullptr) value.code_ = fmt::format("{}:{}", authority, code);
  value.geographic_ = is_geographic_type(context, crs.get());
  return value;
}

const CoordinateReferenceSystem& CoordinateReferenceSystem::british_national_grid() {
  static const CoordinateReferenceSystem crs = well_known("EPSG:27700");
  return crs;
}

const CoordinateReferenceSystem& CoordinateReferenceSystem::wgs84() {
  static const CoordinateReferenceSystem crs = well_known("EPSG:4326");
  return crs;
}

struct CoordinateTransform::Operation {
  Context context;
  Object object;
  bool from_degrees = false;
  bool to_degrees = false;
  bool from_grid = false;
  bool to_grid = false;
};

CoordinateTransform::CoordinateTransform() : impl_(std::make_unique<Operation>()) {}
CoordinateTransform::CoordinateTransform(CoordinateTransform&&) noexcept = default;
CoordinateTransform& CoordinateTransform::operator=(CoordinateTransform&&) noexcept = default;
CoordinateTransform::~CoordinateTransform() = default;

core::Result<CoordinateTransform> CoordinateTransform::to_british_national_grid(const CoordinateReferenceSystem& source,
                                                                                const GridShift& grid) {
  auto made = make(source, CoordinateReferenceSystem::british_national_grid(), grid);
  if (made) made->impl_->to_grid = true;
  return made;
}

core::Result<CoordinateTransform> CoordinateTransform::from_british_national_grid(
    const CoordinateReferenceSystem& target, const GridShift& grid) {
  auto made = make(CoordinateReferenceSystem::british_national_grid(), target, grid);
  if (made) made->impl_->from_grid = true;
  return made;
}

core::Result<CoordinateTransform> CoordinateTransform::make(const CoordinateReferenceSystem& source,
                                                            const CoordinateReferenceSystem& target,
                                                            const GridShift& grid) {
  const auto folder = grid_folder(grid);
  if (!folder) return folder.error();
  CoordinateTransform made;
  Operation& impl = *made.impl_;
  impl.context = make_context();
  if (*folder) search_first(impl.context, **folder);
  const Object from(proj_create(impl.context.get(), source.definition().c_str()));
  const Object to(proj_create(impl.context.get(), target.definition().c_str()));
  if (!from || !to) {
    return core::internal_error("PROJ cannot read its database proj.db; install the package proj-data again");
  }
  impl.from_degrees = source.is_geographic();
  impl.to_degrees = target.is_geographic();
  if (proj_is_equivalent_to_with_ctx(impl.context.get(), from.get(), to.get(), PJ_COMP_EQUIVALENT) != 0) {
    made.identity_ = true;
    made.operation_ = "none needed";
    return made;
  }
  const Object operation = best_operation(impl.context, from.get(), to.get());
  if (!operation) {
    return core::unsupported(fmt::format(
        "no transformation of known quality leads from '{}' to '{}'; convert the file to EPSG:27700 or EPSG:4326 first",
        source.name(), target.name()));
  }
  made.operation_ = text_or_empty(proj_get_name(operation.get()));
  made.accuracy_metres_ = proj_coordoperation_get_accuracy(impl.context.get(), operation.get());
  impl.object.reset(proj_normalize_for_visualization(impl.context.get(), operation.get()));
  if (!impl.object) return core::internal_error(fmt::format("PROJ cannot prepare '{}'", made.operation_));
  return made;
}

PlaceFault CoordinateTransform::transform_one(Point& p) {
  const Operation& impl = *impl_;
  const auto fault_of = [](Point q, const Extent& box) {
    if (box.contains(q)) return PlaceFault::none;
    return box.contains({q.y, q.x}) ? PlaceFault::looks_swapped : PlaceFault::outside_great_britain;
  };
  if (!std::isfinite(p.x) || !std::isfinite(p.y)) return PlaceFault::not_finite;
  PlaceFault fault = PlaceFault::none;
  if (impl.from_degrees) fault = fault_of(p, kDegrees);
  if (impl.from_grid || (identity_ && impl.to_grid)) fault = fault_of(p, kMetres);
  if (fault != PlaceFault::none || identity_) return fault;
  const PJ_COORD result = proj_trans(impl.object.get(), PJ_FWD, proj_coord(p.x, p.y, 0.0, HUGE_VAL));
  p = {result.xy.x, result.xy.y};
  if (!std::isfinite(p.x) || !std::isfinite(p.y)) return PlaceFault::outside_great_britain;
  if (impl.to_grid && !kMetres.contains(p)) return PlaceFault::outside_great_britain;
  if (impl.to_degrees && !kDegrees.contains(p)) return PlaceFault::outside_great_britain;
  return PlaceFault::none;
}

core::Result<Point> CoordinateTransform::transform(Point p) {
  const PlaceFault fault = transform_one(p);
  if (fault != PlaceFault::none) return core::malformed(std::string(to_text(fault)));
  return p;
}

std::vector<PlaceFault> CoordinateTransform::transform(std::span<double> x, std::span<double> y) {
  assert(x.size() == y.size());
  std::vector<PlaceFault> faults(x.size());
  for (std::size_t i = 0; i < x.size(); ++i) {
    Point p{x[i], y[i]};
    faults[i] = transform_one(p);
    if (faults[i] != PlaceFault::none)
      p = {std::numeric_limits<double>::quiet_NaN(), std::numeric_limits<double>::quiet_NaN()};
    x[i] = p.x;
    y[i] = p.y;
  }
  return faults;
}

core::Result<MultiPolygon> CoordinateTransform::transform(MultiPolygon polygons) {
  PlaceFault first = PlaceFault::none;
  for_each_vertex(polygons, [&](Point& p) {
    if (first == PlaceFault::none) first = transform_one(p);
  });
  if (first != PlaceFault::none) return core::malformed(std::string(to_text(first)));
  return polygons;
}

core::Result<Geometry> CoordinateTransform::transform(Geometry geometry) {
  if (auto* polygons = std::get_if<MultiPolygon>(&geometry)) {
    auto moved = transform(std::move(*polygons));
    if (!moved) return moved.error();
    return Geometry{*std::move(moved)};
  }
  PlaceFault first = PlaceFault::none;
  if (auto* point = std::get_if<Point>(&geometry)) first = transform_one(*point);
  if (auto* lines = std::get_if<MultiLineString>(&geometry)) {
    for (LineString& line : *lines) {
      for (Point& p : line) {
        if (first == PlaceFault::none) first = transform_one(p);
      }
    }
  }
  if (first != PlaceFault::none) return core::malformed(std::string(to_text(first)));
  return geometry;
}

}  // namespace wardscope::geo
