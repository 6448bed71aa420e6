// SPDX-License-Identifier: GPL-3.0-or-later
#include "catalog/significance_question.hpp"

#include <array>

namespace wardscope::catalog {

std::string_view words_of(TestedMeasure measure) {
  switch (measure) {
    case TestedMeasure::incidents:
      return "incidents";
    case TestedMeasure::per_km2:
      return "incidents per km² of land";
    case TestedMeasure::per_resident:
      return "incidents per resident";
  }
  return {};
}

void describe(SignificanceQuestion& question, core::ParameterVisitor& visitor) {
  static constexpr std::array kUnits{core::Choice{"cells", "Equal cells"}, core::Choice{"wards", "Wards"},
                                     core::Choice{"small-areas", "Small areas (LSOA)"}};
  static constexpr std::array kMeasures{core::Choice{"incidents", "Incidents"},
                                        core::Choice{"per-km2", "Incidents per km² of land"},
                                        core::Choice{"per-resident", "Incidents per resident (areas alone)"}};
  describe(question.filter, visitor);
  visitor.enumeration({"units", "Count in", "Cells of equal size, or areas of the workspace"}, kUnits, question.units);
  visitor.enumeration({"measure", "Test", "What of a cell or area is held against the others"}, kMeasures,
                      question.measure);
  describe(question.cells, visitor);
  describe(question.neighbours, visitor);
  describe(question.test, visitor);
}

}  // namespace wardscope::catalog
