// SPDX-License-Identifier: GPL-3.0-or-later
#include "io/camera_record.hpp"

#include <fmt/format.h>

#include <optional>
#include <string>

#include "io/camera_words.hpp"

namespace wardscope::io {
namespace {

constexpr double kLongestRange = 5000.0;  // m; more is a slip of the unit or of the column
constexpr double kHighestMast = 150.0;    // m
constexpr double kLongestLens = 5.0;      // m
constexpr double kFullTurn = 360.0;

struct LengthRule {
  std::string_view what;
  double most = 0.0;
};

std::optional<core::Metres> read_length(const BoundField& field, const SourceRow& row, const LengthRule& rule,
                                        core::Diagnostics& diagnostics) {
  const BoundField::Measured measured = field.measured(row);
  if (measured.text.empty()) return std::nullopt;
  const auto length = length_from(measured.text, measured.factor);
  if (length && length->value() > 0 && length->value() <= rule.most) return length;
  if (length && length->value() == 0) return std::nullopt;
  diagnostics.warn(
      "camera-length",
      fmt::format("row {}: {} '{}' is not understood; it stays not known", row.line, rule.what, measured.text),
      row.line);
  return std::nullopt;
}

}  // namespace

CameraRecord::CameraRecord(const LayerDefinition& definition, const SourceSchema& schema)
    : reference_(definition, "reference", schema.columns),
      name_(definition, "name", schema.columns),
      owner_(definition, "owner", schema.columns),
      kind_(definition, "kind", schema.columns),
      status_(definition, "status", schema.columns),
      bearing_(definition, "bearing", schema.columns),
      field_of_view_(definition, "field_of_view", schema.columns),
      range_(definition, "range", schema.columns),
      mounting_height_(definition, "mounting_height", schema.columns),
      focal_length_(definition, "focal_length", schema.columns),
      purpose_(definition, "purpose", schema.columns),
      note_(definition, "note", schema.columns) {}

void CameraRecord::read_views(const SourceRow& row, borough::Camera& camera, core::Diagnostics& diagnostics) const {
  const std::string directions = bearing_.text(row);
  if (auto views = camera_views_from(directions)) {
    camera.views = std::move(*views);
  } else {
    diagnostics.warn("camera-direction",
                     fmt::format("row {}: direction '{}' is not understood; it stays not known", row.line, directions),
                     row.line);
  }
  const std::string angle_text = field_of_view_.text(row);
  if (angle_text.empty()) return;
  const auto angle = angle_from(angle_text);
  if (!angle || angle->value() <= 0 || angle->value() > kFullTurn) {
    diagnostics.warn(
        "camera-angle",
        fmt::format("row {}: field of view '{}' is not an angle up to 360°; it stays not known", row.line, angle_text),
        row.line);
    return;
  }
  if (camera.views.empty()) camera.views.emplace_back();
  for (borough::CameraView& view : camera.views) {
    if (!view.field_of_view) view.field_of_view = angle;
  }
}

borough::Camera CameraRecord::read(const SourceRow& row, core::Diagnostics& diagnostics) const {
  borough::Camera camera;
  camera.reference = reference_.text(row);
  camera.name = name_.text(row);
  camera.owner = owner_.text(row);
  camera.kind = camera_kind_from(kind_.text(row));
  camera.status = camera_status_from(status_.text(row));
  camera.range = read_length(range_, row, {"range", kLongestRange}, diagnostics);
  camera.mounting_height = read_length(mounting_height_, row, {"mounting height", kHighestMast}, diagnostics);
  camera.focal_length = read_length(focal_length_, row, {"focal length", kLongestLens}, diagnostics);
  camera.purpose = purpose_.text(row);
  camera.note = note_.text(row);
  read_views(row, camera, diagnostics);
  return camera;
}

}  // namespace wardscope::io
