// SPDX-License-Identifier: GPL-3.0-or-later
#include <string>

#include "borough/places.hpp"
#include "io/layer_loader.hpp"

namespace wardscope::io {
namespace {

class PointOfInterestLoader final : public PlacedLoader<borough::PointOfInterest> {
 public:
  explicit PointOfInterestLoader(LoadContext context)
      : PlacedLoader(std::move(context)), kind_(bind("kind")), name_(bind("name")) {}

  core::Status add(const SourceRow& row) override;
  core::Status finish() override;
  core::Status hand_over() override { return finish(); }

 private:
  BoundField kind_;
  BoundField name_;
};

core::Status PointOfInterestLoader::add(const SourceRow& row) {
  const auto raw = read_position(row, "point of interest");
  if (!raw) return raw.error();
  if (!*raw) return {};
  borough::PointOfInterest point;
  point.kind = kind_.text(row);
  if (point.kind.empty()) point.kind = context_.name;  // "Licensed premises", as the user calls the layer
  point.name = name_.text(row);
  waiting_.add(std::move(point), row.line, *raw);
  return {};
}

core::Status PointOfInterestLoader::finish() {
  const auto points = placed();
  if (!points) return points.error();
  return points->empty() ? core::Status() : context_.workspace.add_points_of_interest(context_.batch, *points);
}

}  // namespace

std::unique_ptr<LayerLoader> make_point_of_interest_loader(LoadContext context) {
  return std::make_unique<PointOfInterestLoader>(std::move(context));
}

}  // namespace wardscope::io
