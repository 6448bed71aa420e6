// SPDX-License-Identifier: GPL-3.0-or-later
#include <fmt/format.h>

#include <optional>

#include "io/camera_record.hpp"
#include "io/layer_loader.hpp"

namespace wardscope::io {
namespace {

class CameraLoader final : public LayerLoader {
 public:
  explicit CameraLoader(LoadContext context)
      : LayerLoader(std::move(context)), record_(context_.definition, context_.schema) {}

  core::Status add(const SourceRow& row) override;
  core::Status finish() override;

 private:
  CameraRecord record_;
  PlacedRows<borough::Camera> waiting_;
};

core::Status CameraLoader::add(const SourceRow& row) {
  RejectedRow why;
  geo::Point raw;
  switch (context_.positions.read(row, raw, why)) {
    case PositionReader::Outcome::rejected:
      return reject(why);
    case PositionReader::Outcome::no_place:
      return reject({row.line, context_.positions.columns(), {}, "the camera has no position", "fill in the position"});
    case PositionReader::Outcome::read:
      break;
  }
  borough::Camera camera = record_.read(row, context_.diagnostics);
  camera.register_name = context_.name;
  waiting_.add(std::move(camera), row.line, raw);
  return {};
}

core::Status CameraLoader::finish() {
  borough::CameraRegister cameras;
  auto drained = waiting_.drain(
      context_.positions,
      [&](borough::Camera&& camera, std::optional<geo::Point> position) {
        camera.position = *position;
        count_place(*position);
        if (!camera.reference.empty()) context_.quality.add_id(camera.reference);
        cameras.push_back(std::move(camera));
      },
      [&](const RejectedRow& row) { return reject(row); });
  if (!drained) return drained;
  if (cameras.empty()) return {};
  stored_ += static_cast<std::int64_t>(cameras.size());
  return context_.workspace.add_cameras(context_.batch, cameras);
}

}  // namespace

std::unique_ptr<LayerLoader> make_camera_loader(LoadContext context) {
  return std::make_unique<CameraLoader>(std::move(context));
}

}  // namespace wardscope::io
