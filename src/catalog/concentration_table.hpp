// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "borough/incidents.hpp"
#include "catalog/concentration_harm.hpp"
#include "catalog/ground_units.hpp"
#include "table/feature_table.hpp"

namespace wardscope::catalog {

/// What is counted on the units.
struct Concentration {
  const GroundUnits& units;
  const std::vector<double>& counts;              ///< selected incidents; not all 0
  const std::optional<std::vector<double>>& all;  ///< of all types; nothing where all types are selected
  borough::Sensitivity sensitivity = borough::Sensitivity::open;
  bool total_is_told = true;       ///< false: how many there are on all units would tell a small count (decision 0020)
  const UnitHarm* harm = nullptr;  ///< where a table weighs the types
  [[nodiscard]] double incidents() const;
};

/// A coefficient of 0..1 that follows from all counts, no finer than what as many incidents as may not be told make of
/// it: "0.514", "about 0.51"; to the nearest tenth where their number may not be told. Nothing where that would be
/// coarser than a tenth.
std::optional<std::string> told_coefficient(double value, const Concentration& of);

/// Whether it may be told which cells or map points hold none. Beside them and the number of all incidents, those that
/// hold too few to tell would hold one each, or hardly more, where so few incidents are left for them.
bool tells_empty_units(const Concentration& of);

/// A row for each unit, those that hold none too. Cells and map points: the fullest first, counts rounded
/// (told_count()), a rank that equals share, and shares of incidents and units up to the row; map points have their
/// place where they are among those that hold the first half. Areas: in the order of the set with counts that
/// disclosure control looks at and a rank. Both: among which part of the incidents the unit is, and the location
/// quotient in bands; of weighed types the rank and the share by weight too (UnitHarm).
table::FeatureTable concentration_table(const Concentration& of);

/// The curve: so many per cent of the units hold so many per cent of the incidents, and how many by chance; of weighed
/// types what those that hold most of the weight hold of it, from UnitHarm.
table::FeatureTable concentration_curve(const Concentration& of);

/// "more (1.25 to 2 times)": a location quotient as it may be told; nothing where too few of all types are recorded
/// there, or a small count of the chosen ones.
std::string_view quotient_band(double quotient);

}  // namespace wardscope::catalog
