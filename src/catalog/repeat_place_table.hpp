// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "analysis/disclosure.hpp"
#include "analysis/repeat_places.hpp"
#include "borough/dataset.hpp"
#include "borough/incidents.hpp"
#include "table/feature_table.hpp"

namespace wardscope::catalog {

/// How many places had how many incidents, as it may be told.
struct PlaceClass {
  std::string words;  ///< "3 or 4"
  std::int64_t least = 1;
  analysis::ProfileNumber places;
};
std::vector<PlaceClass> place_classes(const analysis::RepeatPlaces& found, borough::Sensitivity sensitivity);

/// A row for each of them, without ground.
table::FeatureTable place_class_table(const std::vector<PlaceClass>& classes);

/// Rows of which a place may be listed: all but those of sensitive types at the places where they happened.
std::vector<std::uint32_t> listable_rows(const borough::IncidentTable& incidents,
                                         const std::vector<std::uint32_t>& rows);

struct PlaceList {
  const borough::Dataset& dataset;
  const analysis::RepeatPlaces& found;  ///< of listable_rows() alone
  borough::Sensitivity sensitivity;
  std::int64_t most;  ///< rows
};

/// The places with most incidents, a point each, named by the source's map point or the nearest street, and their ward.
/// Counts are told_count()s: places whose count may not be told are not in the list.
table::FeatureTable place_table(const PlaceList& list);

}  // namespace wardscope::catalog
