// SPDX-License-Identifier: GPL-3.0-or-later
#include "catalog/density_preview.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <cstdint>
#include <filesystem>
#include <map>
#include <string>
#include <system_error>
#include <utility>
#include <variant>

#include "analysis/density_land.hpp"
#include "analysis/density_support.hpp"
#include "analysis/disclosure.hpp"
#include "catalog/density_selection.hpp"
#include "catalog/inputs.hpp"

namespace wardscope::catalog {
namespace {

using ParameterValue =
    std::variant<double, std::int64_t, bool, std::size_t, std::string, std::vector<std::string>, std::optional<double>>;

/// The values of an operation's parameters by name, read or set.
class ValueCopier final : public core::ParameterVisitor {
 public:
  enum class Direction { take, give };
  explicit ValueCopier(std::map<std::string, ParameterValue, std::less<>>& values, Direction direction)
      : values_(values), direction_(direction) {}

  void number(const core::ParameterSpec& spec, core::NumberRange, double& value) override { copy(spec, value); }
  void integer(const core::ParameterSpec& spec, core::NumberRange, std::int64_t& value) override { copy(spec, value); }
  void flag(const core::ParameterSpec& spec, bool& value) override { copy(spec, value); }
  void choice(const core::ParameterSpec& spec, std::span<const core::Choice>, std::size_t& index) override {
    copy(spec, index);
  }
  void text(const core::ParameterSpec& spec, core::TextKind, std::string& value) override { copy(spec, value); }
  void texts(const core::ParameterSpec& spec, core::TextKind, std::vector<std::string>& values) override {
    copy(spec, values);
  }
  void optional_number(const core::ParameterSpec& spec, core::NumberRange, std::optional<double>& value) override {
    copy(spec, value);
  }

 private:
  template <typename Value>
  void copy(const core::ParameterSpec& spec, Value& value) {
    if (direction_ == Direction::take) {
      values_.insert_or_assign(std::string(spec.name), value);
      return;
    }
    const auto found = values_.find(spec.name);
    if (found == values_.end()) return;
    if (const Value* taken = std::get_if<Value>(&found->second)) value = *taken;
  }

  std::map<std::string, ParameterValue, std::less<>>& values_;
  Direction direction_;
};

constexpr double kCoarseCells = 8e4;
constexpr double kFineCells = 1.3e6;
constexpr double kMostPreviewCells = 4e6;

/// Of the places on land at least so many; the others are not looked at.
bool are_on_land(const geo::MultiPolygon& land, const analysis::PointColumns& points, std::int64_t least) {
  const analysis::LandBoundary boundary(land);
  std::int64_t found = 0;
  for (std::size_t i = 0; i < points.size() && found < least; ++i) {
    const std::size_t row = points.rows ? (*points.rows)[i] : i;
    found += boundary.empty() || boundary.contains({points.x[row], points.y[row]}) ? 1 : 0;
  }
  return found >= least;
}

geo::Extent extent_of_preview(const PreviewGround& ground, double reach) {
  geo::Extent extent;
  for (const geo::Polygon& polygon : ground.land) {
    for (const geo::Point p : polygon.exterior) extent.add(p);
  }
  if (!extent.empty()) return extent;
  const auto& places = ground.places.merged_within(core::Metres(0.0));
  for (std::size_t i = 0; i < places.size(); ++i) extent.add(geo::Point{places.x[i], places.y[i]});
  return extent.grown(reach);
}

/// Cells of a part of the bandwidth, between which the screen interpolates, but not many more than the detail has.
core::Result<double> preview_cell(const geo::Extent& extent, const analysis::DensityKernel& kernel,
                                  PreviewDetail detail) {
  const bool fine = detail == PreviewDetail::fine;
  const double width = kernel.quartic_equivalent();
  const double area = extent.width() * extent.height();
  const double cell = std::min(
      width, std::max(fine ? width / 10.0 : width / 5.0, std::sqrt(area / (fine ? kFineCells : kCoarseCells))));
  if (area / (cell * cell) > kMostPreviewCells) {
    return core::invalid_argument(
        fmt::format("a bandwidth of {:g} m is too narrow to be previewed on so much ground; press Run to see its "
                    "surface, or use a wider one",
                    kernel.bandwidth));
  }
  return cell;
}

/// When the file was last written, in ticks of the file system; 0 where there is none.
std::int64_t written_at(const std::string& file) {
  std::error_code none;
  const auto time = std::filesystem::last_write_time(file, none);
  return none ? 0 : static_cast<std::int64_t>(time.time_since_epoch().count());
}

}  // namespace

std::vector<std::string_view> previewed_operations() { return {"kernel-density", "hotspots"}; }

bool is_previewed(const ops::Operation& operation) {
  const auto previewed = previewed_operations();
  return std::find(previewed.begin(), previewed.end(), operation.info().name) != previewed.end();
}

std::optional<DensityQuestion> previewed_question(const ops::Operation& operation) {
  if (!is_previewed(operation)) return std::nullopt;
  std::map<std::string, ParameterValue, std::less<>> values;
  ValueCopier take(values, ValueCopier::Direction::take);
  operation.clone()->describe(take);
  DensityQuestion question;
  ValueCopier give(values, ValueCopier::Direction::give);
  describe(question, give);
  describe(question.when, give);
  if (question.rule != analysis::BandwidthRule::manual) return std::nullopt;
  return question;
}

std::string selection_key(const DensityQuestion& question) {
  return fmt::format("{}|{}|{}|{}|{}|{}|{}|{}|{}", borough::describe_in_words(question.filter),
                     fmt::join(question.filter.types, ";"), fmt::join(question.filter.weekdays, ";"),
                     static_cast<int>(question.weight), question.harm_table, written_at(question.harm_table),
                     question.when.as_of, question.when.days, question.when.forward_only);
}

core::Result<PreviewGround> preview_ground(const borough::Dataset& dataset, const DensityQuestion& question,
                                           const jobs::Progress& progress) {
  core::Diagnostics unheard;  // whoever runs the operation hears them
  const auto selected = density_selection(dataset, question, unheard);
  if (!selected) return selected.error();
  const borough::IncidentTable& incidents = *dataset.incidents;
  const auto& rows = selected->selection.rows;
  const analysis::PointColumns points{incidents.x, incidents.y, selected->weights.asked, rows};
  PreviewGround ground{{}, land_of(dataset, unheard), analysis::sensitive_places(incidents, rows), {}, {}, {}};
  ground.sensitivity = analysis::sensitivity_of_surface(incidents, rows);
  const std::int64_t least = analysis::DisclosureControl().threshold(ground.sensitivity);
  if (!are_on_land(ground.land, points, least)) {
    return core::invalid_argument(fmt::format(
        "fewer than {} incidents match the filter: a surface of so few would show single records, not places; widen "
        "the filter",
        least));
  }
  if (ground.sensitive.incidents > 0) {
    for (const std::uint32_t row : rows) {
      ground.x.push_back(incidents.x[row]);
      ground.y.push_back(incidents.y[row]);
    }
  }
  auto places = analysis::PreviewPlaces::of(points, progress);
  if (!places) return places.error();
  ground.places = std::move(places).value();
  return ground;
}

core::Result<PreviewSurface> preview_surface(const PreviewGround& ground, const DensityQuestion& question,
                                             PreviewDetail detail, const jobs::Progress& progress) {
  core::Diagnostics unheard;
  const auto permitted = permitted_density(question.density, ground.sensitive, unheard);
  if (!permitted) return permitted.error();
  analysis::KernelDensityOptions options = *permitted;
  const analysis::DensityKernel kernel{options.kernel, options.bandwidth.value()};
  if (!(kernel.bandwidth > 0.0) || !std::isfinite(kernel.bandwidth)) {
    return core::invalid_argument("the bandwidth must be a positive number of metres");
  }
  const geo::Extent extent = extent_of_preview(ground, kernel.reach());
  const auto cell = preview_cell(extent, kernel, detail);
  if (!cell) return cell.error();
  options.cell = core::Metres(ground.sensitive.incidents > 0 ? std::max(*cell, kSensitiveCell.value()) : *cell);
  const double merging = detail == PreviewDetail::fine ? 0.125 : 0.25;  // of the bandwidth: see PreviewPlaces
  const auto& places = ground.places.merged_within(core::Metres(merging * kernel.quartic_equivalent()));
  auto surface = analysis::kernel_density(
      {places.columns(), &ground.land, raster::grid_covering(extent, options.cell.value())}, options, progress);
  if (!surface) return surface.error();
  if (!ground.x.empty()) {
    const auto& adapted = surface->adapted;
    const core::Metres reach(
        analysis::DensityKernel{options.kernel, adapted ? adapted->least.value() : options.bandwidth.value()}
            .quartic_equivalent());
    const analysis::SupportRule rule{reach, analysis::DisclosureControl().threshold(ground.sensitivity)};
    if (analysis::hide_thin_support(surface->per_km2, {ground.x, ground.y, {}, {}}, rule) == 0) {
      return core::invalid_argument(
          fmt::format("nowhere do {} of the selected incidents lie within {:.0f} m: widen the filter or the bandwidth",
                      rule.least, reach.value()));
    }
  }
  return PreviewSurface{std::move(surface->per_km2), options.bandwidth.value()};
}

}  // namespace wardscope::catalog
