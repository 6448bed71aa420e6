// SPDX-License-Identifier: GPL-3.0-or-later
// The bar of every operation, watched while it runs: it never goes back.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <atomic>
#include <chrono>
#include <condition_variable>
#include <filesystem>
#include <fstream>
#include <mutex>
#include <set>
#include <stop_token>
#include <thread>

#include "catalog/catalog.hpp"
#include "catalog/export_layers.hpp"
#include "ops/parameters.hpp"
#include "ops/runner.hpp"
#include "store/workspace.hpp"
#include "support/temporary_folder.hpp"

namespace wardscope::catalog {
namespace {

/// Reads a progress some thousand times a second on a thread of its own, from its making to its end. What falls by less
/// than the bar's thinnest step nobody sees.
class Watcher {
 public:
  explicit Watcher(const jobs::Progress& progress) : thread_([this, progress] { watch(progress); }) {
    while (!begun_) std::this_thread::yield();
  }
  Watcher(const Watcher&) = delete;
  Watcher& operator=(const Watcher&) = delete;
  ~Watcher() { end(); }  // a step that failed returns without asking for its falls
  /// "fell from 0.72 to 0.15 in 'Gaps'" for each time that it did; ends the watch.
  std::vector<std::string> falls() {
    end();
    return falls_;
  }

 private:
  void end() {
    {
      const std::scoped_lock lock(mutex_);
      ended_ = true;
    }
    end_.notify_one();
    if (thread_.joinable()) thread_.join();
  }

  void watch(const jobs::Progress& progress) {
    constexpr double kThinnestStep = 0.001;
    constexpr std::chrono::microseconds kBetweenReadings(200);
    double before = 0.0;
    std::unique_lock lock(mutex_);
    for (bool over = false; !over; over = end_.wait_for(lock, kBetweenReadings, [this] { return ended_; })) {
      const double now = progress.fraction();
      begun_ = true;
      if (now < before - kThinnestStep)
        falls_.push_back(std::to_string(before) + " to " + std::to_string(now) + " in '" + progress.stage() + "'");
      before = std::max(before, now);
    }
  }

  std::atomic<bool> begun_{false};
  std::mutex mutex_;
  std::condition_variable end_;
  bool ended_ = false;
  std::vector<std::string> falls_;
  std::jthread thread_;
};

/// Saltmere with a workspace that each test changes, in the order of a working day.
class EveryBar : public testing::Test {
 protected:
  struct Step {
    const char* operation;
    std::vector<std::pair<const char*, std::vector<std::string>>> parameters;
    std::vector<std::string> outputs = {};
  };

  [[nodiscard]] std::string file(const std::string& name) const { return (folder_ / name).string(); }

  void watch(const Step& step) {
    const auto operation = registry_.make(step.operation);
    ASSERT_TRUE(operation) << step.operation;
    for (const auto& [name, values] : step.parameters)
      ASSERT_TRUE(ops::set_parameter(*operation, name, values)) << name;
    const jobs::Progress progress;
    core::Diagnostics diagnostics;
    Watcher watcher(progress);
    const auto run = ops::run_operation(*operation, {file("s.sqlite"), ops::Keep::yes, "2026-01-01T00:00:00Z"},
                                        progress.part(0.0, 0.9), diagnostics);
    ASSERT_TRUE(run) << step.operation << ": " << run.error().message;
    if (!step.outputs.empty()) {
      const jobs::Progress writing = progress.part(0.9, 1.0);
      const auto files =
          export_layers(run->result, run->provenance.json, {step.outputs, file("s.sqlite"), writing, diagnostics});
      EXPECT_TRUE(files) << step.operation << ": " << files.error().message;
    }
    EXPECT_THAT(watcher.falls(), testing::IsEmpty()) << step.operation;
    watched_.insert(step.operation);
  }

  /// A table with a row for each small area, as the Vulnerable Localities Index wants it.
  void write_variables(const std::string& name) const {
    const auto workspace = store::Workspace::open(file("s.sqlite"), store::Access::read);
    ASSERT_TRUE(workspace);
    const auto dataset = workspace->load(borough::Part::areas, jobs::Progress());
    ASSERT_TRUE(dataset);
    std::ofstream out(name);
    out << "code,income,employment,young,education\n";
    for (const borough::Area& area : borough::areas_of(*dataset, borough::AreaKind::small_area)->areas) {
      out << area.code << ",0.1,0.2,0.3,0.4\n";
    }
  }

  ops::OperationRegistry registry_ = builtin_operations();
  std::set<std::string, std::less<>> watched_;

 private:
  test::TemporaryFolder folder_;
};

TEST_F(EveryBar, NeverGoesBack) {
  std::ofstream list(file("list.csv"));
  list << "Category,Incident date,Easting,Northing\n";
  for (int row = 0; row < 500; ++row) list << "Burglary,2025-01-02," << 440000 + row << ",45000\n";
  list.close();
  watch({"sample", {{"output", {file("s.sqlite")}}, {"incidents", {"3000"}}}});
  write_variables(file("variables.csv"));
  const std::vector<Step> day = {
      {"import", {{"files", {file("list.csv")}}}},
      {"verify-log", {}},
      {"info", {{"quality", {"true"}}}},
      {"check", {}},
      {"verify", {{"output", {file("b.pdf")}}}},
      {"area-rates", {{"areas", {"small-areas"}}}, {file("a.csv")}},
      {"area-rates", {{"areas", {"small-areas"}}, {"from", {"2025-02"}}}, {file("b.csv")}},
      {"kernel-density", {}, {file("d.tif")}},
      {"relative-risk", {}, {file("r.tif")}},
      {"kernel-density", {{"bandwidth-rule", {"likelihood"}}, {"adaptive", {"true"}}}},
      {"network-density", {}, {file("streets.gpkg"), file("streets.geojson")}},
      {"hotspots", {}, {file("h.gpkg"), file("h.csv")}},
      {"significance", {}, {file("s.csv")}},
      {"significance", {{"units", {"small-areas"}}}, {file("t.csv")}},
      {"stability", {{"runs", {"19"}}}, {file("o.csv"), file("o.tif")}},
      {"near-repeats", {{"type", {"Burglary"}}}, {file("pairs.csv")}},
      {"scan", {}, {file("scan.csv")}},
      {"scan", {{"units", {"wards"}}, {"slices", {"months"}}}, {file("z.csv")}},
      {"emerging", {{"cell-size", {"500"}}}, {file("aa.csv")}},
      {"emerging", {{"units", {"small-areas"}}, {"slice", {"3"}}}, {file("ab.csv")}},
      {"clusters", {}, {file("cl.csv")}},
      {"clusters", {{"method", {"st-dbscan"}}}, {file("cs.csv")}},
      {"clusters", {{"method", {"nnh"}}}, {"clusters=" + file("cn.csv")}},
      {"point-pattern", {{"simulations", {"19"}}}, {file("k.csv")}},
      {"concentration", {{"type", {"Burglary"}}}, {file("n.csv")}},
      {"concentration", {{"units", {"small-areas"}}}, {file("o.csv")}},
      {"change", {}, {file("w.csv")}},
      {"validate", {}, {"validation=" + file("va.csv")}},
      {"change", {{"units", {"cells"}}}, {file("x.csv")}},
      {"control-chart", {{"ward", {"Harbour"}}, {"chart-file", {file("k.svg")}}}, {file("y.csv")}},
      {"repeat-places", {}, {"repeat-places=" + file("r.csv"), "repeat-places-list=" + file("l.csv")}},
      {"aoristic", {}, {file("w.csv")}},
      {"camera-view", {{"assumed-range", {"60"}}}, {file("v.gpkg")}},
      {"coverage",
       {{"assumed-range", {"60"}}, {"type", {"Burglary"}}},
       {file("c.tif"), "coverage-by-ward=" + file("c.csv")}},
      {"coverage-gaps", {{"assumed-range", {"60"}}}, {file("g.csv")}},
      {"hub-access", {}, {file("u.csv")}},
      {"equality", {{"result", {"hotspots"}}}, {file("w.csv")}},
      {"risk-terrain", {{"cell-size", {"400"}}, {"type", {"Burglary"}}}, {"risk-factors=" + file("rt.csv")}},
      {"vulnerable-localities", {{"file", {file("variables.csv")}}}, {file("x.csv")}},
      {"profile", {{"ward", {"Harbour", "Pier"}}, {"output", {file("p")}}, {"from", {"2025-01"}}, {"to", {"2025-12"}}}},
      {"profile",
       {{"ward", {"Harbour"}},
        {"output", {file("q")}},
        {"type", {"Anti-social behaviour"}},
        {"from", {"2024-01"}},
        {"to", {"2024-12"}}}},
      {"render", {{"output", {file("m.pdf")}}}},
      {"render", {{"output", {file("m.png")}}}},
      {"export", {{"layer", {"area-rates"}}, {"output", {file("e.csv")}}}},
      {"briefing", {{"layer", {"hotspots"}}, {"output", {file("br.pdf")}}}},
      {"withdraw", {{"batch", {"2"}}}},
  };
  for (const Step& step : day) watch(step);
  for (const auto& operation : registry_.all()) {
    EXPECT_TRUE(watched_.contains(operation->info().name))
        << operation->info().name << " is watched by no step of the day";
  }
}

TEST_F(EveryBar, ADrawingThatIsStoppedStopsAndLeavesNoFile) {
  watch({"sample", {{"output", {file("s.sqlite")}}, {"incidents", {"4000"}}}});
  for (const char* name : {"m.png", "m.pdf", "m.svg"}) {
    const auto render = registry_.make("render");
    ASSERT_TRUE(ops::set_parameter(*render, "output", {file(name)}));
    std::stop_source stop;
    const jobs::Progress progress(stop.get_token());
    std::atomic<bool> ended{false};
    std::jthread hand([&] {
      while (!ended && progress.stage() != "Drawing the map") std::this_thread::yield();
      stop.request_stop();
    });
    core::Diagnostics diagnostics;

    const auto run =
        ops::run_operation(*render, {file("s.sqlite"), ops::Keep::no, "2026-01-01T00:00:00Z"}, progress, diagnostics);
    ended = true;

    ASSERT_FALSE(run) << name;
    EXPECT_EQ(run.error().code, core::ErrorCode::cancelled) << name;
    EXPECT_FALSE(std::filesystem::exists(file(name))) << name;
    EXPECT_FALSE(std::filesystem::exists(file(name) + ".provenance.json")) << name;
  }
}

}  // namespace
}  // namespace wardscope::catalog
