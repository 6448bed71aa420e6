// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <string>
#include <vector>

#include "borough/cameras.hpp"
#include "io/column_binding.hpp"
#include "io/layer_definition.hpp"
#include "io/rejected_row.hpp"
#include "io/source.hpp"

namespace wardscope::io {

/// Reads everything but the position of a camera from a register's row.
class CameraRecord {
 public:
  CameraRecord(const LayerDefinition& definition, const SourceSchema& schema);

  /// What is not understood stays not known and is added to the remarks: column, value, reason, remedy.
  [[nodiscard]] borough::Camera read(const SourceRow& row, std::vector<RejectedRow>& remarks) const;

  /// Every field that a column may give.
  [[nodiscard]] std::vector<const BoundField*> fields() const;

 private:
  void read_views(const SourceRow& row, borough::Camera& camera, std::vector<RejectedRow>& remarks) const;

  std::vector<std::string> columns_;
  BoundField reference_;
  BoundField name_;
  BoundField owner_;
  BoundField kind_;
  BoundField status_;
  BoundField bearing_;
  BoundField direction_words_;  ///< of a description that may begin with one
  BoundField field_of_view_;
  BoundField range_;
  BoundField mounting_height_;
  BoundField focal_length_;
  BoundField purpose_;
  BoundField note_;
};

}  // namespace wardscope::io
