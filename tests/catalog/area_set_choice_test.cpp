// SPDX-License-Identifier: GPL-3.0-or-later
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <fstream>
#include <iterator>

#include "catalog/catalog.hpp"
#include "catalog/small_borough.hpp"
#include "ops/parameters.hpp"
#include "ops/runner.hpp"
#include "support/temporary_folder.hpp"

namespace wardscope::catalog {
namespace {

using testing::Contains;
using testing::HasSubstr;

/// The small borough with a second set of small areas, of which nobody knows the residents, imported last.
borough::Dataset with_empty_small_areas() {
  borough::Dataset dataset = small_borough();
  borough::AreaSet empty = *borough::areas_of(dataset, borough::AreaKind::small_area);
  empty.name = "LSOAs (2011)";
  empty.vintage = "2011";
  for (borough::Area& area : empty.areas) area.population.reset();
  dataset.area_sets.push_back(core::make_snapshot(std::move(empty)));
  return dataset;
}

core::Result<ops::RunOutcome> run(const std::string& name,
                                  const std::vector<std::pair<std::string, std::string>>& words,
                                  core::Diagnostics& diagnostics) {
  const auto operation = builtin_operations().make(name);
  for (const auto& [parameter, value] : words) EXPECT_TRUE(ops::set_parameter(*operation, parameter, {value}));
  return ops::run_operation_on(with_empty_small_areas(), *operation, {{}, ops::Keep::no, "2026-11-21T20:00:00Z"},
                               jobs::Progress(), diagnostics);
}

TEST(AreaSetChoice, ASetWithoutResidentsHidesNoneThatHasThem) {
  core::Diagnostics diagnostics;

  const auto outcome = run("hub-access", {}, diagnostics);

  ASSERT_TRUE(outcome) << outcome.error().message;
  EXPECT_THAT(outcome->result.sentences, Contains(HasSubstr("live more than")));
  EXPECT_EQ(diagnostics.count("area-sets"), 1);
}

TEST(AreaSetChoice, ASetWithoutResidentsThatIsAskedForIsNamed) {
  core::Diagnostics diagnostics;

  const auto outcome = run("hub-access", {{"area-set", "2011"}}, diagnostics);

  ASSERT_FALSE(outcome);
  EXPECT_THAT(outcome.error().message, HasSubstr("the small areas 'LSOAs (2011)' know no residents"));
  EXPECT_THAT(outcome.error().message, HasSubstr("--area-set"));
}

TEST(AreaSetChoice, AProfileSaysWhichWardsItIsAbout) {
  const test::TemporaryFolder folder;
  const borough::Dataset dataset = small_borough();
  const auto wards = borough::areas_of(dataset, borough::AreaKind::ward);
  core::Diagnostics diagnostics;

  const auto outcome =
      run("profile", {{"ward", wards->areas.front().name}, {"output", folder.path().string()}}, diagnostics);

  ASSERT_TRUE(outcome) << outcome.error().message;
  bool said = false;
  for (const auto& file : outcome->result.files) {
    if (file.extension() != ".html") continue;
    std::ifstream page(file);
    const std::string text{std::istreambuf_iterator<char>(page), std::istreambuf_iterator<char>()};
    said = said || text.find("Wards are those of &#39;" + wards->name + "&#39;.") != std::string::npos;
  }
  EXPECT_TRUE(said);
}

}  // namespace
}  // namespace wardscope::catalog
