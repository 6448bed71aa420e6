// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

#include "geo/shapes.hpp"
#include "ui/view_model.hpp"

namespace wardscope::ui {

/// What a search may lead to.
struct Found {
  std::string name;
  std::string kind;       ///< "Ward", "Street in Harbour", "Analysis"
  geo::Geometry shape;    ///< where it lies; std::monostate for an operation
  std::string operation;  ///< the name of the operation to open; empty for a place
  bool book = false;      ///< it is the verification book
};

/// Finds wards, neighbourhoods and other areas, hubs, streets, cameras, grid references ("SZ 0851 9123"), operations
/// and the verification book by their names. Each word of the query begins a word of the name, in any order and case; a
/// name that begins with the query comes before one that holds it later, an area before a street. Pieces of a street
/// that lie near each other are one.
class Finder {
 public:
  static constexpr std::size_t kMost = 12;  ///< shown; a longer list is better narrowed by typing on

  /// The best kMost. Kept until the query or the data change, so it may be asked each frame.
  const std::vector<Found>& find(const ViewModel& model, std::string_view query);
  /// How many there are in all, of the last find().
  [[nodiscard]] std::size_t count() const { return count_; }

 private:
  std::string query_;
  std::int64_t revision_ = -1;
  std::vector<Found> found_;
  std::size_t count_ = 0;
};

}  // namespace wardscope::ui
