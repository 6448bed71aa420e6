// SPDX-License-Identifier: GPL-3.0-or-later
//
// The table of speed: each statistic at 1e4 … 1e7, the peer beside it, the goal, peak memory and growth. Each figure
// is from a process of its own. peers/README.md says how to get the peers; one that is not there is said to be absent.
//
//   WARDSCOPE_BENCH_INPUTS=FOLDER WARDSCOPE_BENCH_PEERS=FOLDER bench_table [--limit SECONDS] [--most N] [--only WORD]
//
// FOLDER of inputs: what make_inputs.py filled. FOLDER of peers: the programs that were built for it (fftw_density).
// Limit: of one process, ours or a peer's, 300 s unless told; what takes longer is said to, and not tried with more.

#include <fmt/format.h>

#include <cstdio>
#include <cstdlib>
#include <filesystem>
#include <map>
#include <optional>
#include <string>
#include <vector>

#include "bench/bench_inputs.hpp"
#include "bench/speed/child_process.hpp"
#include "bench/speed/measures.hpp"
#include "core/text.hpp"
#include "jobs/parallel.hpp"

namespace {

using namespace wardscope;
using bench::ChildOutcome;
using Words = std::vector<std::string>;

struct Goal {
  std::int64_t n = 0;
  double ratio = 0.0;         ///< of the peer's time; 0: none
  double milliseconds = 0.0;  ///< 0: none
};

/// A statistic of the table.
struct Line {
  std::string measure;
  std::vector<std::int64_t> sizes;
  std::string peer;  ///< as the table names it
  Words (*peer_words)(std::int64_t n);
  Goal goal;
  bool comparable = true;  ///< both print the same words where they agree
};

std::string file_of(const char* kind, std::int64_t n) {
  std::int64_t size = 10000;
  int power = 4;
  for (; size < n; size *= 10) ++power;
  return fmt::format("{}{}_1e{}.f64", bench::input_folder(), kind, power);
}

Words script(const char* name) {
  return {"Rscript", fmt::format("{}/tests/bench/peers/{}", WARDSCOPE_SOURCE_DIR, name)};
}

Words with(Words words, const Words& more) {
  words.insert(words.end(), more.begin(), more.end());
  return words;
}

Words fftw(const char* kind, std::int64_t n, const Words& grid) {
  const char* const folder = std::getenv("WARDSCOPE_BENCH_PEERS");
  const std::string program = std::string(folder == nullptr ? "." : folder) + "/fftw_density";
  return with(with({program, file_of(kind, n)}, grid), {"300", "2", "5"});
}
const Words& screen() {
  static const Words grid{"1280", "960", "23.4375"};
  return grid;
}
const Words& fine() {
  static const Words grid{"4096", "4096", "7.32421875"};
  return grid;
}

Words measure_words(std::string_view measure, std::int64_t n) {
  return {"/proc/self/exe", "--measure", std::string(measure), std::to_string(n)};
}

constexpr std::int64_t k1e4 = 10'000;
constexpr std::int64_t k1e5 = 100'000;
constexpr std::int64_t k1e6 = 1'000'000;
constexpr std::int64_t k1e7 = 10'000'000;

/// Goals: issue "hotspots that can be defended", from the performance notes' section 12.
std::vector<Line> lines() {
  const std::vector<std::int64_t> all{k1e4, k1e5, k1e6, k1e7};
  return {
      {"density-stacked",
       all,
       "FFTW, binned",
       [](auto n) { return fftw("pts_snap", n, screen()); },
       {k1e6, 1.5},
       false},
      {"density-unstacked",
       all,
       "FFTW, binned",
       [](auto n) { return fftw("pts_free", n, screen()); },
       {k1e6, 25.0},
       false},
      {"density-stacked-4096",
       all,
       "FFTW, binned",
       [](auto n) { return fftw("pts_snap", n, fine()); },
       {k1e6, 0.4},
       false},
      {"density-unstacked-4096", all, "FFTW, binned", [](auto n) { return fftw("pts_free", n, fine()); }, {}, false},
      {"dbscan-unstacked",
       all,
       "R dbscan",
       [](auto n) { return with(script("dbscan.R"), {file_of("pts_free", n)}); },
       {k1e6, 0.02}},
      {"dbscan-stacked",
       all,
       "R dbscan",
       [](auto n) { return with(script("dbscan.R"), {file_of("pts_snap", n)}); },
       {k1e6, 0.005}},
      {"permutations",
       {6'000, 60'000, 600'000, 6'000'000},
       "our plain loop",
       [](auto n) { return measure_words("permutations-plain", n); },
       {60'000, 0.0, 20.0},
       false},
      {"permutations-gi-star",
       {6'000, 60'000, 600'000, 6'000'000},
       "our plain loop, conditional",
       [](auto n) { return measure_words("permutations-plain", n); },
       {60'000, 0.0, 20.0},
       false},
      {"permutations",
       {6'000, 60'000},
       "spdep",
       [](auto n) { return with(script("permutations.R"), {std::to_string(n)}); },
       {},
       false},
      {"ripley-none",
       all,
       "spatstat Kest",
       [](auto n) {
         return with(script("Kest.R"), {file_of("pts_free", n), std::to_string(n), "none"});
       },
       {k1e5, 0.05}},
      {"ripley-isotropic",
       all,
       "spatstat Kest",
       [](auto n) {
         return with(script("Kest.R"), {file_of("pts_free", n), std::to_string(n), "isotropic"});
       },
       {k1e5, 0.05}},
      {"knox",
       {4'000, k1e4, k1e5, k1e6},
       "surveillance",
       [](auto n) {
         return with(script("knox.R"), {file_of("pts_free", n), file_of("t", n), std::to_string(n)});
       },
       {4'000, 0.001}},
      {"wards",
       all,
       "GEOS prepared + STRtree",
       [](auto n) { return measure_words("wards-geos", n); },
       {k1e7, 0.03},
       false}};
}

struct Figure {
  std::string cell;  ///< as the table shows it
  std::optional<double> milliseconds = {};
  double peak_mib = 0.0;
  std::string found = {};
};

Figure figure_of(const Words& words, double limit) {
  const ChildOutcome outcome = bench::run_child(words, limit);
  Figure figure;
  figure.peak_mib = outcome.peak_mib;
  if (outcome.end == ChildOutcome::End::absent) figure.cell = "absent";
  if (outcome.end == ChildOutcome::End::too_slow) figure.cell = fmt::format("over {:.0f} s", limit);
  if (outcome.end == ChildOutcome::End::failed) figure.cell = "failed";
  if (outcome.end != ChildOutcome::End::done) return figure;
  const std::size_t at = outcome.output.rfind("ms ");
  if (at == std::string::npos) {
    const bool refused = outcome.output.starts_with("refused");  // more pairs than memory may hold
    figure.cell = refused ? "refused" : outcome.output.size() <= 1 ? "no input" : "failed";
    return figure;
  }
  figure.milliseconds = std::strtod(outcome.output.c_str() + at + 3, nullptr);
  const std::size_t space = outcome.output.find(' ', at + 3);
  if (space != std::string::npos)
    figure.found = outcome.output.substr(space + 1, outcome.output.find('\n', space) - space - 1);
  figure.cell = fmt::format("{:.4g}", *figure.milliseconds);
  return figure;
}

std::string mib(const Figure& figure) { return figure.milliseconds ? fmt::format("{:.0f}", figure.peak_mib) : ""; }

std::string step(const std::optional<double>& before, const std::optional<double>& now) {
  return before && now && *before > 0.0 ? fmt::format("{:.1f}", *now / *before) : "";
}

std::string goal_words(const Goal& goal, const Figure& ours, const Figure& peer) {
  if (goal.milliseconds > 0.0) {
    if (!ours.milliseconds) return fmt::format("{:g} ms | not told", goal.milliseconds);
    return fmt::format("{:g} ms | {}", goal.milliseconds, *ours.milliseconds <= goal.milliseconds ? "yes" : "NO");
  }
  if (goal.ratio <= 0.0) return " | ";
  if (!ours.milliseconds || !peer.milliseconds) return fmt::format("{:g} | not told", goal.ratio);
  return fmt::format("{:g} | {}", goal.ratio, *ours.milliseconds <= goal.ratio * *peer.milliseconds ? "yes" : "NO");
}

struct Options {
  double limit = 300.0;
  std::int64_t most = k1e7;
  std::string only;
};

void print_line(const Line& line, const Options& options, std::vector<std::string>& remarks) {
  bool ours_stopped = false;
  bool peer_stopped = false;
  Figure before;
  for (const std::int64_t n : line.sizes) {
    if (n > options.most) break;
    const Figure ours = ours_stopped ? Figure{"not tried"} : figure_of(measure_words(line.measure, n), options.limit);
    const Figure peer = peer_stopped ? Figure{"not tried"} : figure_of(line.peer_words(n), options.limit);
    ours_stopped = !ours.milliseconds;
    peer_stopped = !peer.milliseconds;
    const bool both = ours.milliseconds && peer.milliseconds;
    const std::string ratio = both ? fmt::format("{:.2g}", *ours.milliseconds / *peer.milliseconds) : "";
    const Goal goal = n == line.goal.n ? line.goal : Goal{};
    const bool grown = before.milliseconds && ours.milliseconds;
    fmt::print("| {} | {} | {} | {} | {} | {} | {} | {} | {} | {} | {} |\n", line.measure, core::with_thousands(n),
               ours.cell, line.peer, peer.cell, ratio, goal_words(goal, ours, peer), mib(ours), mib(peer),
               step(before.milliseconds, ours.milliseconds),
               grown ? fmt::format("{:.1f}", ours.peak_mib / before.peak_mib) : "");
    std::fflush(stdout);
    if (both && line.comparable && ours.found != peer.found)
      remarks.push_back(
          fmt::format("{} at {}: ours found {}; {} {}", line.measure, n, ours.found, line.peer, peer.found));
    if (both && line.measure == "wards")
      remarks.push_back(
          fmt::format("wards at {}: ours {}; GEOS, which leaves borders out, {}", n, ours.found, peer.found));
    before = ours;
  }
}

int measure(const std::string& name, std::int64_t n) {
  jobs::set_thread_count(2);
  for (const bench::Measure& one : bench::measures()) {
    if (one.name == name) return std::puts(one.run(n).c_str()) < 0 ? 1 : 0;
  }
  return 2;
}

}  // namespace

int main(int argc, char** argv) {
  const Words words(argv + 1, argv + argc);
  if (words.size() == 3 && words[0] == "--measure") return measure(words[1], std::stoll(words[2]));
  Options options;
  for (std::size_t i = 0; i + 1 < words.size(); i += 2) {
    if (words[i] == "--limit") options.limit = std::stod(words[i + 1]);
    if (words[i] == "--most") options.most = static_cast<std::int64_t>(std::stod(words[i + 1]));
    if (words[i] == "--only") options.only = words[i + 1];
  }
  if (bench::input_folder().empty()) {
    std::fputs("set WARDSCOPE_BENCH_INPUTS to the folder of make_inputs.py\n", stderr);
    return 2;
  }
  fmt::print(
      "| statistic | n | ours, ms | peer | peer, ms | ratio | goal | met | ours, MiB | peer, MiB | time, times the row "
      "before | memory |\n|---|---|---|---|---|---|---|---|---|---|---|---|\n");
  std::vector<std::string> remarks;
  for (const Line& line : lines()) {
    if (line.measure.find(options.only) != std::string::npos) print_line(line, options, remarks);
  }
  fmt::print("\n{}\n", remarks.empty() ? "Where both tell what they found, they found the same." : "What differs:");
  for (const std::string& remark : remarks) fmt::print("- {}\n", remark);
  return 0;
}
