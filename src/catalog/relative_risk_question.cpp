// SPDX-License-Identifier: GPL-3.0-or-later
#include "catalog/relative_risk_question.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <iterator>

#include "catalog/inputs.hpp"

namespace wardscope::catalog {
namespace {

/// The type with most of the rows; the first of equals.
std::string commonest_type(const borough::IncidentTable& incidents, const std::vector<std::uint32_t>& rows) {
  std::vector<std::size_t> counts(incidents.categories.size(), 0);
  for (const std::uint32_t row : rows) ++counts[incidents.category[row]];
  return incidents.categories[static_cast<std::size_t>(std::max_element(counts.begin(), counts.end()) - counts.begin())]
      .name;
}

std::string words_of(const borough::IncidentFilter& filter) {
  std::string words = borough::describe_in_words(filter);
  return words.empty() ? "all types" : words;
}

/// With what the cases are compared.
borough::IncidentFilter control_filter(const RelativeRiskQuestion& question, const borough::IncidentFilter& cases) {
  borough::IncidentFilter controls = cases;
  const bool other_period = !question.against_from.empty() || !question.against_to.empty();
  if (!question.against_types.empty()) {
    controls.types = question.against_types;
  } else if (!other_period) {
    controls.types.clear();
  }
  if (other_period) {
    controls.from = question.against_from;
    controls.to = question.against_to;
  }
  return controls;
}

}  // namespace

void describe(RelativeRiskQuestion& question, core::ParameterVisitor& visitor) {
  describe(question.filter, visitor);
  visitor.texts(
      {"against-type", "Against types",
       "With which types the chosen ones are compared; may be repeated; none: all others, or the same where a "
       "period to compare with is given"},
      core::TextKind::plain, question.against_types);
  visitor.text({"against-from", "Against from", "First month or day to compare with: 2024-01 or 2024-01-31"},
               core::TextKind::plain, question.against_from);
  visitor.text({"against-to", "Against to", "Last month or day to compare with, included"}, core::TextKind::plain,
               question.against_to);
  describe(question.risk, visitor);
  describe(question.ground, visitor);
}

core::Result<ComparedIncidents> compared_incidents(const RelativeRiskQuestion& question,
                                                   const borough::Dataset& dataset, core::Diagnostics& diagnostics) {
  borough::IncidentFilter filter = question.filter;
  const bool nothing_to_compare =
      question.against_types.empty() && question.against_from.empty() && question.against_to.empty();
  auto selection = selected_incidents(dataset, filter, diagnostics);
  if (!selection) return selection.error();
  if (filter.types.empty() && nothing_to_compare) {
    filter.types = {commonest_type(*dataset.incidents, selection->rows)};
    diagnostics.note("commonest-type",
                     fmt::format("no type and no period to compare with is chosen: '{}', the most recorded type, is "
                                 "compared with all others",
                                 filter.types.front()));
    selection = selected_incidents(dataset, filter, diagnostics);
    if (!selection) return selection.error();
  }
  const borough::IncidentFilter against = control_filter(question, filter);
  const auto others = borough::select(*dataset.incidents, against);
  if (!others) return others.error();
  ComparedIncidents compared{std::move(selection->rows), {}, words_of(filter), words_of(against)};
  const bool rest = nothing_to_compare;
  std::set_difference(others->rows.begin(), others->rows.end(), compared.cases.begin(), compared.cases.end(),
                      std::back_inserter(compared.controls));
  if (rest) {
    compared.controls_in_words = "all other types of the same period";
  } else if (compared.controls.size() != others->rows.size()) {
    return core::invalid_argument(fmt::format(
        "what is compared has incidents in common ({}; {}); choose types or periods that exclude each other",
        compared.cases_in_words, compared.controls_in_words));
  }
  if (compared.controls.empty()) {
    return core::invalid_argument(
        "there are no incidents to compare with: choose fewer types, other ones with --against-type, or another period "
        "with --against-from and --against-to");
  }
  return compared;
}

}  // namespace wardscope::catalog
