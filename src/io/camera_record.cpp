// SPDX-License-Identifier: GPL-3.0-or-later
#include "io/camera_record.hpp"

#include <fmt/format.h>

#include <optional>
#include <string>
#include <utility>

#include "core/text.hpp"
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

/// A length of the row, not known where it is empty, or with a remark where it is 0 or none that a camera can have.
class LengthReader {
 public:
  LengthReader(const SourceRow& row, const std::vector<std::string>& columns, std::vector<RejectedRow>& remarks)
      : row_(row), columns_(columns), remarks_(remarks) {}

  std::optional<core::Metres> read(const BoundField& field, const LengthRule& rule) {
    const BoundField::Measured measured = field.measured(row_);
    if (measured.text.empty()) return std::nullopt;
    const auto length = length_from(measured.text, measured.factor);
    if (length && length->value() > 0 && length->value() <= rule.most) return length;
    remarks_.push_back(
        {row_.line, field.column_name(columns_, row_), field.cell(row_),
         fmt::format("it is no {} of a camera, above 0 and up to {} m; it stays not known", rule.what, rule.most),
         "correct the cell, with its unit where that is not the column's, or empty it"});
    return std::nullopt;
  }

 private:
  const SourceRow& row_;
  const std::vector<std::string>& columns_;
  std::vector<RejectedRow>& remarks_;
};

}  // namespace

CameraRecord::CameraRecord(const LayerDefinition& definition, const SourceSchema& schema)
    : columns_(schema.columns),
      reference_(definition, "reference", schema.columns),
      name_(definition, "name", schema.columns),
      owner_(definition, "owner", schema.columns),
      kind_(definition, "kind", schema.columns),
      status_(definition, "status", schema.columns),
      bearing_(definition, "bearing", schema.columns),
      direction_words_(definition, "direction_words", schema.columns),
      field_of_view_(definition, "field_of_view", schema.columns),
      range_(definition, "range", schema.columns),
      mounting_height_(definition, "mounting_height", schema.columns),
      focal_length_(definition, "focal_length", schema.columns),
      purpose_(definition, "purpose", schema.columns),
      note_(definition, "note", schema.columns) {}

std::vector<const BoundField*> CameraRecord::fields() const {
  return {&reference_,     &name_,  &owner_,           &kind_,         &status_,  &bearing_, &direction_words_,
          &field_of_view_, &range_, &mounting_height_, &focal_length_, &purpose_, &note_};
}

void CameraRecord::read_views(const SourceRow& row, borough::Camera& camera, std::vector<RejectedRow>& remarks) const {
  const std::string directions = bearing_.text(row);
  if (auto views = camera_views_from(directions)) {
    camera.views = std::move(*views);
  } else {
    remarks.push_back(
        {row.line, bearing_.column_name(columns_, row), bearing_.cell(row),
         "it is no direction: degrees up to 360 or a point of the compass; it stays not known",
         "write degrees clockwise from north (225), a point (SW), a range (190-260), or several of them: 90;270"});
  }
  if (directions.empty()) {
    if (const auto view = view_from_description(direction_words_.text(row))) camera.views.push_back(*view);
  }
  const std::string angle_text = field_of_view_.text(row);
  if (angle_text.empty()) return;
  const auto angle = angle_from(angle_text);
  if (!angle || angle->value() <= 0 || angle->value() > kFullTurn) {
    remarks.push_back({row.line, field_of_view_.column_name(columns_, row), field_of_view_.cell(row),
                       "it is no field of view, above 0° and up to 360°; it stays not known",
                       "correct the cell, or empty it"});
    return;
  }
  if (camera.views.empty()) camera.views.emplace_back();
  for (borough::CameraView& view : camera.views) {
    if (!view.field_of_view) view.field_of_view = angle;
  }
}

borough::Camera CameraRecord::read(const SourceRow& row, std::vector<RejectedRow>& remarks) const {
  borough::Camera camera;
  camera.reference = reference_.text(row);
  camera.name = name_.text(row);
  camera.owner = owner_.text(row);
  camera.kind = camera_kind_from(kind_.text(row));
  const auto unknown_word = [&](const BoundField& field, std::string_view what) {
    if (const std::string text = core::lower_ascii(field.text(row)); text.empty() || text == "other") return;
    remarks.push_back({row.line, field.column_name(columns_, row), field.cell(row),
                       "it is no word that is known here; it stays not known", std::string(what)});
  };
  if (camera.kind == borough::CameraKind::unknown) unknown_word(kind_, "write fixed, dome or PTZ, or empty the cell");
  camera.status = camera_status_from(status_.text(row));
  if (camera.status == borough::CameraStatus::unknown)
    unknown_word(status_, "write live, proposed or out of service, or empty the cell");
  LengthReader lengths(row, columns_, remarks);
  camera.range = lengths.read(range_, {"range", kLongestRange});
  camera.mounting_height = lengths.read(mounting_height_, {"mounting height", kHighestMast});
  camera.focal_length = lengths.read(focal_length_, {"focal length", kLongestLens});
  camera.purpose = purpose_.text(row);
  camera.note = note_.text(row);
  read_views(row, camera, remarks);
  return camera;
}

}  // namespace wardscope::io
