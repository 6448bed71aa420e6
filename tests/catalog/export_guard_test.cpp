// SPDX-License-Identifier: GPL-3.0-or-later
#include "catalog/export_guard.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "catalog/small_borough.hpp"
#include "ops/export_memory.hpp"
#include "store/workspace.hpp"
#include "support/temporary_folder.hpp"

namespace wardscope::catalog {
namespace {

using testing::AllOf;
using testing::HasSubstr;

/// The small borough's wards with 40 thefts in each in March 2025, and three in the first ward in April.
class ExportGuard : public testing::Test {
 protected:
  ExportGuard() {
    borough::IncidentTable incidents;
    borough::category_index(incidents, "Theft", borough::Sensitivity::open);
    for (const borough::Area& ward : wards().areas) {
      const geo::Point centre = geo::extent_of(ward.shape).centre();
      for (int i = 0; i < 40; ++i)
        incidents.add(centre, 0, core::local_minute({2025, 3, 1}), core::TimePrecision::month);
    }
    const geo::Point first = geo::extent_of(wards().areas.front().shape).centre();
    for (int i = 0; i < 3; ++i) incidents.add(first, 0, core::local_minute({2025, 4, 1}), core::TimePrecision::month);
    dataset_.incidents = core::make_snapshot(std::move(incidents));
    EXPECT_TRUE(store::Workspace::create(file_, "Testham", store::Contents::synthetic));
  }

  [[nodiscard]] const borough::AreaSet& wards() const { return *dataset_.area_sets.front(); }
  core::Status exported(const std::vector<std::string>& codes, const borough::IncidentFilter& filter) {
    const AreaExport leaving{wards(), codes, filter, {}};
    const ops::OperationContext context{dataset_, file_, progress_, diagnostics_};
    if (auto fresh = check_against_earlier_exports(leaving, context); !fresh) return fresh;
    return remember_export(leaving, context);
  }

  test::TemporaryFolder folder_;
  std::filesystem::path file_ = folder_ / "town.sqlite";
  borough::Dataset dataset_ = small_borough();
  jobs::Progress progress_;
  core::Diagnostics diagnostics_;
};

TEST_F(ExportGuard, RefusesAPeriodThatDiffersByAFewAndSaysWhatToDo) {
  ASSERT_TRUE(exported({"W1", "W2"}, {.to = "2025-03"}));

  const core::Status second = exported({"W1"}, {});

  ASSERT_FALSE(second);
  EXPECT_EQ(second.error().code, core::ErrorCode::conflict);
  EXPECT_THAT(second.error().message, AllOf(HasSubstr("a small count of Ward 1 and all areas together by subtraction"),
                                            HasSubstr("(all types; 2025-03)"), HasSubstr("a whole quarter")));
}

TEST_F(ExportGuard, TheSameExportAgainIsNoDifference) {
  ASSERT_TRUE(exported({"W1"}, {}));

  EXPECT_TRUE(exported({"W1", "W2"}, {.from = "2025-03", .to = "2025-04"}));
}

TEST_F(ExportGuard, ExportsAreInTheAuditLog) {
  ASSERT_TRUE(exported({"W1"}, {}));

  const auto workspace = store::Workspace::open(file_, store::Access::read);
  const auto entries = workspace->log_entries();
  ASSERT_TRUE(entries);
  EXPECT_EQ(entries->back().event, "export");
  EXPECT_TRUE(workspace->verify_log());
}

TEST_F(ExportGuard, ADamagedListOfExportsLetsNothingOut) {
  ASSERT_TRUE(store::Workspace::open(file_, store::Access::write)->save_document(ops::kExportsDocument, "[{"));

  const core::Status status = exported({"W1"}, {});

  ASSERT_FALSE(status);
  EXPECT_EQ(status.error().code, core::ErrorCode::malformed);
}

}  // namespace
}  // namespace wardscope::catalog
