// SPDX-License-Identifier: GPL-3.0-or-later
#include "catalog/point_pattern_question.hpp"

#include <fmt/format.h>

#include <array>
#include <cmath>

#include "core/text.hpp"

namespace wardscope::catalog {

std::string chance_in_words(const PointPatternQuestion& question) {
  const auto smoothed = [&](const char* along) {
    return fmt::format("placed by chance {}, smoothed over {} m", along,
                       core::with_thousands(std::llround(question.trend_spread.value())));
  };
  if (question.trend == PatternTrendOf::residents) return smoothed("in proportion to residents");
  if (question.trend == PatternTrendOf::incidents) return smoothed("along their own density");
  return question.null == PatternNull::even ? "placed evenly on the land by chance"
                                            : "placed by chance in proportion to residents";
}

analysis::RipleyCorrection ripley_correction(PatternCorrection correction) {
  if (correction == PatternCorrection::border) return analysis::RipleyCorrection::border;
  if (correction == PatternCorrection::translation) return analysis::RipleyCorrection::translation;
  if (correction == PatternCorrection::none) return analysis::RipleyCorrection::none;
  return analysis::RipleyCorrection::isotropic;
}

void describe(PointPatternQuestion& question, core::ParameterVisitor& visitor) {
  static constexpr std::array kPoints{core::Choice{"incidents", "Each incident"},
                                      core::Choice{"places", "Each place once"}};
  static constexpr std::array kCorrections{
      core::Choice{"isotropic", "Isotropic (Ripley)"}, core::Choice{"border", "Border: distant points alone"},
      core::Choice{"translation", "Translation (Ohser)"}, core::Choice{"none", "None"}};
  static constexpr std::array kNulls{core::Choice{"even", "Evenly on the land"},
                                     core::Choice{"residents", "In proportion to residents"}};
  static constexpr std::array kTrends{core::Choice{"none", "None: the ground is taken for even"},
                                      core::Choice{"residents", "Residents, smoothed"},
                                      core::Choice{"incidents", "The incidents themselves, smoothed"}};
  describe(question.filter, visitor);
  describe(question.ground, visitor);
  visitor.enumeration({"points", "Test", "Each incident, or each place of incidents once"}, kPoints, question.points);
  visitor.metres({"distance", "Farthest distance (m)",
                  "Up to which neighbours are counted; 0: a quarter of the ground's short side, 1 km at most"},
                 {0.0, 10000.0}, question.distance);
  visitor.integer({"steps", "Steps of distance", "In which neighbours are counted"}, {5.0, 200.0}, question.steps);
  visitor.enumeration({"edge", "Edge correction", "What is done about neighbours beyond the border"}, kCorrections,
                      question.correction);
  visitor.enumeration({"chance", "Chance", "How chance alone would place incidents"}, kNulls, question.null);
  visitor.enumeration(
      {"trend", "Trend", "Density of the ground that is taken out (inhomogeneous K); chance follows it"}, kTrends,
      question.trend);
  visitor.metres({"trend-spread", "Trend spread (m)",
                  "Standard deviation over which the trend is smoothed; 0: twice the farthest distance"},
                 {0.0, 20000.0}, question.trend_spread);
  visitor.integer({"simulations", "Simulations", "Patterns by chance that the recorded one is held against"},
                  {19.0, 9999.0}, question.envelope.simulations);
  visitor.integer({"seed", "Seed", "Of the simulations: the same seed gives the same result"}, {0.0, 9e15},
                  question.envelope.seed);
  visitor.number({"level", "Significance level", "Of the test over all distances, and of the bands"}, {0.001, 0.5},
                 question.envelope.level);
  visitor.metres({"quadrat-size", "Quadrat size (m)", "Side of the squares that are compared; 0: automatic"},
                 {0.0, 10000.0}, question.quadrat);
}

}  // namespace wardscope::catalog
