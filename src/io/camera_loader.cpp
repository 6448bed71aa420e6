// SPDX-License-Identifier: GPL-3.0-or-later
#include <fmt/format.h>

#include "io/camera_record.hpp"
#include "io/layer_loader.hpp"

namespace wardscope::io {
namespace {

class CameraLoader final : public PlacedLoader<borough::Camera> {
 public:
  explicit CameraLoader(LoadContext context)
      : PlacedLoader(std::move(context)), record_(context_.definition, context_.schema) {
    for (const BoundField* field : record_.fields()) use(*field);
  }

  core::Status add(const SourceRow& row) override;
  core::Status finish() override;
  core::Status hand_over() override { return finish(); }

 private:
  CameraRecord record_;
};

core::Status CameraLoader::add(const SourceRow& row) {
  const auto raw = read_position(row, "camera");
  if (!raw) return raw.error();
  if (!*raw) return {};
  std::vector<RejectedRow> remarks;
  borough::Camera camera = record_.read(row, remarks);
  for (const RejectedRow& value : remarks) {
    if (auto status = remark(value); !status) return status;
  }
  camera.register_name = context_.name;
  waiting_.add(std::move(camera), row.line, *raw);
  return {};
}

core::Status CameraLoader::finish() {
  const auto cameras = placed();
  if (!cameras) return cameras.error();
  for (const borough::Camera& camera : *cameras) {
    if (!camera.reference.empty()) context_.quality.add_id(camera.reference);
  }
  return cameras->empty() ? core::Status() : context_.workspace.add_cameras(context_.batch, *cameras);
}

}  // namespace

std::unique_ptr<LayerLoader> make_camera_loader(LoadContext context) {
  return std::make_unique<CameraLoader>(std::move(context));
}

}  // namespace wardscope::io
