// SPDX-License-Identifier: GPL-3.0-or-later
#include "ops/provenance.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <cstdlib>

#include "ops/parameters.hpp"
#include "ops/toy_operation.hpp"

namespace wardscope::ops {
namespace {

using testing::HasSubstr;

borough::Dataset dataset_with_a_source() {
  borough::Dataset dataset;
  dataset.place = "Testham";
  dataset.revision = 7;
  dataset.sources.push_back(
      {"Incidents", "a.csv", "abc123", "OGL v3.0", "2026-01-01T00:00:00Z", 12, "Inverse of X", 2.0});
  return dataset;
}

TEST(Provenance, SaysWhatIsNeededToComputeItAgain) {
  const auto provenance = make_provenance(*toy_registry().make("toy"), dataset_with_a_source(), "2026-11-21T20:00:00Z");

  for (const char* part :
       {"\"operation\": \"toy\"", "\"method\": \"By playing.\"", "\"reach\": 50.5", "\"data_revision\": 7",
        "\"sha256\": \"abc123\"", "\"crs_operation\": \"Inverse of X\"", "\"crs_accuracy_m\": 2.0",
        "\"program\": \"Wardscope ", "\"date\": \"2026-11-21T20:00:00Z\""}) {
    EXPECT_THAT(provenance.json, HasSubstr(part));
  }
}

TEST(Provenance, TheCodeDependsOnTheQuestionAndTheDataNotOnTheDate) {
  auto toy = toy_registry().make("toy");
  const auto dataset = dataset_with_a_source();
  const std::string code = make_provenance(*toy, dataset, "2026-11-21T20:00:00Z").code;

  EXPECT_EQ(make_provenance(*toy, dataset, "2027-01-01T00:00:00Z").code, code);
  ASSERT_TRUE(set_parameter(*toy, "reach", {"51"}));
  EXPECT_NE(make_provenance(*toy, dataset, "2026-11-21T20:00:00Z").code, code);
}

TEST(Provenance, HoldsFilesReadBesideTheWorkspaceAndItsCodeIsAlsoOfThem) {
  const auto plain = make_provenance(*toy_registry().make("toy"), dataset_with_a_source(), "2026-11-21T20:00:00Z");
  const UsedFile harm{"harm.csv", std::string(64, 'b'), {{"Burglary", 438.0}, {"Litter", 0.5}}};

  const auto with_file = with_used_files(plain, {harm});
  UsedFile other = harm;
  other.sha256 = std::string(64, 'c');

  EXPECT_THAT(with_file.json, testing::AllOf(HasSubstr("\"file\": \"harm.csv\""), HasSubstr(harm.sha256),
                                             HasSubstr("\"Burglary\": 438.0"), HasSubstr("\"Litter\": 0.5"),
                                             HasSubstr("\"date\": \"2026-11-21T20:00:00Z\"")));
  EXPECT_EQ(provenance_code(with_file.json), with_file.code);
  EXPECT_NE(with_file.code, plain.code);
  EXPECT_NE(with_used_files(plain, {other}).code, with_file.code);
  EXPECT_EQ(with_used_files(plain, {}).json, plain.json);
}

TEST(Provenance, TheDateCanBeFixedFromOutside) {
  setenv("SOURCE_DATE_EPOCH", "86461", 1);
  EXPECT_EQ(now_utc(), "1970-01-02T00:01:01Z");
  unsetenv("SOURCE_DATE_EPOCH");
}

}  // namespace
}  // namespace wardscope::ops
