// SPDX-License-Identifier: GPL-3.0-or-later
#include "catalog/inputs.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <string>

#include "catalog/small_borough.hpp"

namespace wardscope::catalog {
namespace {

using testing::AllOf;
using testing::HasSubstr;
using testing::Not;

/// So many of each of two types, known to the month alone, of midnight, and without a place.
borough::Dataset town(std::int64_t rapes, std::int64_t thefts) {
  borough::Dataset dataset = small_borough();
  borough::IncidentTable incidents;
  borough::category_index(incidents, "Rape", borough::Sensitivity::open);  // sensitive by its name
  borough::category_index(incidents, "Theft", borough::Sensitivity::open);
  for (std::uint16_t type = 0; type < 2; ++type) {
    const std::int64_t count = type == 0 ? rapes : thefts;
    for (std::int64_t i = 0; i < count; ++i) {
      incidents.add({400500.0, 100500.0}, type, core::local_minute({2025, 1, 1}), core::TimePrecision::month);
      incidents.add({400500.0, 100500.0}, type, core::local_minute({2025, 1, 6}), core::TimePrecision::minute);
      incidents.without_place.push_back({type, core::local_minute({2025, 1, 1}), core::TimePrecision::month});
    }
  }
  dataset.incidents = core::make_snapshot(std::move(incidents));
  return dataset;
}

std::string notes_of(const borough::Dataset& dataset, const borough::IncidentFilter& filter) {
  core::Diagnostics diagnostics;
  const auto selection = selected_incidents(dataset, filter, diagnostics);
  std::string text = selection ? std::string() : selection.error().message;
  for (const auto& note : diagnostics.kept()) text += note.message + "\n";
  return text;
}

TEST(SelectedIncidents, NotesTellNoSmallCountOfASensitiveType) {
  const borough::Dataset dataset = town(7, 7);

  const std::string sensitive = notes_of(dataset, {.types = {"Rape"}, .first_hour = 0, .last_hour = 5});
  const std::string open = notes_of(dataset, {.types = {"Theft"}, .first_hour = 0, .last_hour = 5});

  EXPECT_THAT(sensitive, AllOf(HasSubstr("fewer than 10 incidents were left out"),
                               HasSubstr("fewer than 10 of the incidents are stamped"), Not(HasSubstr("7"))));
  EXPECT_THAT(open, AllOf(HasSubstr("7 incidents were left out"), HasSubstr("7 of the incidents are stamped")));
  EXPECT_THAT(notes_of(dataset, {.types = {"Rape"}}), HasSubstr("fewer than 10 more incidents have no place"));
}

TEST(SelectedIncidents, ARefusalTellsNoneEither) {
  const std::string refused = notes_of(town(7, 7), {.types = {"Rape"}, .from = "2025-01-20", .first_hour = 20});
  EXPECT_THAT(refused,
              AllOf(HasSubstr("of fewer than 10 of its incidents the time is not known"), Not(HasSubstr("7"))));
}

}  // namespace
}  // namespace wardscope::catalog
