// SPDX-License-Identifier: GPL-3.0-or-later
//
// Import of incidents as data.police.uk publishes them: the strict CSV reader alone, and the whole way into a
// workspace. Rows a second stand in the column items_per_second. Beside it, for the same kind of file:
//   ogr2ogr -f SQLite -dsco SPATIALITE=YES out.sqlite street.csv -oo X_POSSIBLE_NAMES=Longitude -oo
//   Y_POSSIBLE_NAMES=Latitude
// A file of the user's own is taken from the environment variable WARDSCOPE_BENCH_CSV.

#include <benchmark/benchmark.h>
#include <fmt/format.h>

#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <string>

#include "core/random.hpp"
#include "io/csv_reader.hpp"
#include "io/file_inspection.hpp"
#include "io/importer.hpp"
#include "jobs/progress.hpp"

namespace {

using namespace wardscope;

constexpr std::int64_t kRows = 200000;

/// A folder of this process, gone at its end.
const std::filesystem::path& folder() {
  struct Scratch {
    Scratch() {
      std::string name = (std::filesystem::temp_directory_path() / "wardscope-bench-XXXXXX").string();
      if (mkdtemp(name.data()) == nullptr) std::abort();
      path = name;
    }
    Scratch(const Scratch&) = delete;
    Scratch& operator=(const Scratch&) = delete;
    ~Scratch() {
      std::error_code ignored;
      std::filesystem::remove_all(path, ignored);
    }
    std::filesystem::path path;
  };
  static const Scratch scratch;
  return scratch.path;
}

std::filesystem::path made_file() {
  std::filesystem::path path = folder() / "made-street.csv";
  std::ofstream file(path, std::ios::binary);
  file << "Crime ID,Month,Reported by,Falls within,Longitude,Latitude,Location,LSOA code,LSOA name,Crime type,"
          "Last outcome category,Context\n";
  for (std::int64_t row = 0; row < kRows; ++row) {
    core::CounterRng random(1, static_cast<std::uint64_t>(row));
    file << fmt::format(
        "{:016x}{:016x}{:016x}{:016x},2025-01,Dorset Police,Dorset Police,{:.6f},{:.6f},On or near High "
        "Street,E01015431,"
        "\"Bournemouth, Christchurch and Poole 001A\",Violence and sexual offences,Unable to prosecute suspect,\n",
        random.bits(), random.bits(), random.bits(), random.bits(), random.uniform(-2.0, -1.7),
        random.uniform(50.70, 50.80));
  }
  return path;
}

const std::filesystem::path& input() {
  static const std::filesystem::path path = [] {
    const char* own = std::getenv("WARDSCOPE_BENCH_CSV");
    return own != nullptr ? std::filesystem::path(own) : made_file();
  }();
  return path;
}

void inspect_file(benchmark::State& state) {
  const std::filesystem::path& path = input();
  for (auto _ : state) benchmark::DoNotOptimize(io::inspect_file(path, jobs::Progress()));
  state.SetBytesProcessed(state.iterations() * static_cast<std::int64_t>(std::filesystem::file_size(path)));
}
BENCHMARK(inspect_file)->Unit(benchmark::kMillisecond);

void read_csv(benchmark::State& state) {
  const std::filesystem::path& path = input();
  std::int64_t rows = 0;
  for (auto _ : state) {
    auto reader = io::CsvReader::open(path, {});
    while (reader && *reader->next() != io::CsvReader::Step::end) benchmark::DoNotOptimize(reader->values().data());
    rows += reader->rows_read();
  }
  state.SetItemsProcessed(rows);
}
BENCHMARK(read_csv)->Unit(benchmark::kMillisecond);

void import_into_workspace(benchmark::State& state) {
  const std::filesystem::path& path = input();
  std::int64_t rows = 0;
  for (auto _ : state) {
    const std::filesystem::path workspace = folder() / "town.sqlite";
    core::Diagnostics diagnostics;
    const auto report = io::import_files({path}, {.workspace = workspace}, jobs::Progress(), diagnostics);
    if (!report) {
      state.SkipWithError(report.error().message.c_str());
      return;
    }
    rows += report->read();
    state.PauseTiming();
    std::error_code ignored;
    std::filesystem::remove(workspace, ignored);
    state.ResumeTiming();
  }
  state.SetItemsProcessed(rows);
}
BENCHMARK(import_into_workspace)->Unit(benchmark::kMillisecond);

}  // namespace
