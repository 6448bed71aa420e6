// SPDX-License-Identifier: GPL-3.0-or-later
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "io/import_harness.hpp"
#include "store/workspace.hpp"

namespace wardscope::io {
namespace {

using test::ImportHarness;
using testing::HasSubstr;

constexpr std::string_view kPlain = "Category,Date,Easting,Northing\nNoise,2025-01-31,409722,92041\n";

TEST(SyntheticLabel, ComesFromTheNameOfAFile) {
  ImportHarness town;

  const auto report = town.import_text("incidents_synthetic.csv", kPlain);

  ASSERT_TRUE(report) << report.error().message;
  EXPECT_TRUE(town.load().synthetic);
  EXPECT_THAT(import_text(*report), HasSubstr("The file says that it is synthetic"));
}

TEST(SyntheticLabel, ComesFromACellOfARow) {
  for (const char* cell : {"synthetic", "Saltmere Police (synthetic)"}) {
    ImportHarness town;
    ASSERT_TRUE(town.import_text("a.csv", std::string("Category,Date,Easting,Northing,Source\n"
                                                      "Noise,2025-01-31,409722,92041,") +
                                              cell + "\n"));
    EXPECT_TRUE(town.load().synthetic) << cell;
  }
}

TEST(SyntheticLabel, ComesFromTheProvenanceBesideTheFile) {
  ImportHarness town;
  ASSERT_NE(town.folder.write("a.csv.provenance.json", R"({"synthetic": true})"), "");

  ASSERT_TRUE(town.import_text("a.csv", kPlain));

  EXPECT_TRUE(town.load().synthetic);
}

TEST(SyntheticLabel, IsOnNothingElse) {
  ImportHarness town;
  ASSERT_NE(town.folder.write("biosynthetics.csv.provenance.json", R"({"synthetic": false})"), "");

  ASSERT_TRUE(town.import_text("biosynthetics.csv", kPlain));

  EXPECT_FALSE(town.load().synthetic);
}

TEST(SyntheticLabel, GoesWithTheImportThatIsWithdrawn) {
  ImportHarness town;
  ASSERT_TRUE(town.import_text("real.csv", kPlain));
  const auto report =
      town.import_text("practice_synthetic.csv", std::string(kPlain) + "Litter,2025-02-01,409000,92000\n");
  ASSERT_TRUE(report);
  ASSERT_TRUE(town.load().synthetic);

  {
    auto workspace = store::Workspace::open(town.options.workspace, store::Access::write);
    ASSERT_TRUE(workspace && workspace->withdraw_batch(report->files.at(0).batch));
  }

  EXPECT_FALSE(town.load().synthetic);
}

}  // namespace
}  // namespace wardscope::io
