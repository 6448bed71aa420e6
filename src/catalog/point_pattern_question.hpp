// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstdint>
#include <string>
#include <string_view>

#include "analysis/quadrat_test.hpp"
#include "analysis/ripley_envelope.hpp"
#include "borough/incidents.hpp"
#include "catalog/chosen_ground.hpp"
#include "core/parameter.hpp"
#include "core/units.hpp"

namespace wardscope::catalog {

/// What is held against chance.
enum class TestedPoints {
  incidents,  ///< each; those that share a place count as neighbours at distance 0
  places,     ///< each place once, however many incidents were recorded there
};

/// What chance would do.
enum class PatternNull {
  even,       ///< any place on the land is as likely
  residents,  ///< in proportion to the residents of small areas (or wards), spread evenly over each
};
/// A density that varies over the ground by itself: clustering is what goes beyond it.
enum class PatternTrendOf {
  nothing,
  residents,  ///< smoothed
  incidents,  ///< their own, smoothed
};

enum class PatternCorrection { isotropic, border, translation, none };
analysis::RipleyCorrection ripley_correction(PatternCorrection correction);

struct PointPatternQuestion {
  borough::IncidentFilter filter;
  GroundChoice ground;
  TestedPoints points = TestedPoints::incidents;
  core::Metres distance{0.0};  ///< the farthest, 10 m … 10 km; 0: a quarter of the ground's short side, 1 km at most
  std::int64_t steps = 40;     ///< of distance, 5 … 200
  PatternCorrection correction = PatternCorrection::isotropic;
  PatternNull null = PatternNull::even;
  PatternTrendOf trend = PatternTrendOf::nothing;  ///< chance follows it, and not `null`
  core::Metres trend_spread{0.0};  ///< standard deviation of its smoothing; 0: twice the farthest distance
  analysis::EnvelopeOptions envelope;
  core::Metres quadrat{0.0};  ///< side of the squares of the quadrat test; 0: automatic
};

/// What incidents are held against: "placed evenly on the land by chance", "placed by chance in proportion to
/// residents", "placed by chance along their own density, smoothed over 2,000 m".
std::string chance_in_words(const PointPatternQuestion& question);

void describe(PointPatternQuestion& question, core::ParameterVisitor& visitor);

/// A pattern of fewer incidents than this shows chance alone, and which distances it holds tells too much of each.
constexpr std::int64_t kFewestInPattern = 10;
constexpr std::int64_t kFewestSensitiveInPattern = 30;
/// The shortest step of distance for incidents of sensitive types at their exact places.
constexpr core::Metres kLeastSensitiveStep{50.0};

}  // namespace wardscope::catalog
