// SPDX-License-Identifier: GPL-3.0-or-later
#include "cli/terminal.hpp"

#include <fmt/format.h>
#include <sys/ioctl.h>
#include <unistd.h>

#include <algorithm>
#include <chrono>
#include <cstdio>
#include <map>
#include <memory>

#include "cli/interrupt.hpp"
#include "core/control_characters.hpp"
#include "core/text.hpp"
#include "jobs/job_system.hpp"

namespace wardscope::cli {
namespace {

constexpr std::chrono::milliseconds kRedraw{100};
constexpr int kBarWidth = 28;

}  // namespace

ExitStatus exit_status(const core::Error& error) {
  switch (error.code) {
    case core::ErrorCode::cancelled:
      return ExitStatus::stopped;
    case core::ErrorCode::invalid_argument:
      return ExitStatus::usage;
    default:
      return ExitStatus::failed;
  }
}

ExitStatus outcome_status(const ops::OperationResult& result) {
  if (!result.trouble) return ExitStatus::done;
  print_error(*result.trouble);
  return exit_status(*result.trouble);
}

std::string progress_line(std::string_view label, double fraction, std::string_view stage, std::size_t width) {
  const double share = std::clamp(fraction, 0.0, 1.0);
  const auto filled = static_cast<std::size_t>(share * kBarWidth);
  std::string line = fmt::format("{} [{}{}] {:3.0f} %", label, std::string(filled, '#'),
                                 std::string(kBarWidth - filled, '-'), share * 100.0);
  if (!stage.empty() && stage != label) line += fmt::format("  {}", stage);
  if (line.size() > width) line.resize(width);
  return line;
}

core::Result<ops::RunOutcome> run_with_progress(
    std::string_view label, Verbosity verbosity,
    const std::function<core::Result<ops::RunOutcome>(const jobs::Progress&)>& work) {
  const bool draws = verbosity == Verbosity::normal && isatty(STDERR_FILENO) != 0;
  std::optional<core::Result<ops::RunOutcome>> outcome;
  {
    jobs::JobSystem jobs;
    jobs.submit(std::string(label), [&](const jobs::Progress& progress) -> jobs::JobSystem::Deliver {
      auto result = std::make_shared<core::Result<ops::RunOutcome>>(work(progress));
      return [&outcome, result] { outcome.emplace(std::move(*result)); };
    });
    while (!jobs.wait_finished(kRedraw)) {
      if (interrupted()) jobs.stop_all();
      const auto records = jobs.records();
      if (draws && !records.empty()) {
        fmt::print(stderr, "\r\x1b[2K{}", progress_line(label, records.front().fraction, records.front().stage));
        std::fflush(stderr);
      }
    }
    jobs.drain();
  }
  if (draws) fmt::print(stderr, "\r\x1b[2K");
  return std::move(*outcome);
}

void print_outcome(const ops::OperationResult& result) {
  constexpr std::size_t kListedWhole = 8;  // a longer list would push the findings off the screen
  constexpr std::size_t kListed = 3;
  for (const std::string& sentence : result.sentences) fmt::print("{}\n", core::without_controls(sentence));
  const std::size_t count = result.files.size();
  const std::size_t listed = count <= kListedWhole ? count : kListed;
  for (std::size_t i = 0; i < listed; ++i) fmt::print("wrote {}\n", result.files[i].string());
  if (listed < count) {
    const std::string folder = result.files.back().parent_path().string();
    fmt::print("wrote {} more files in {}\n", core::with_thousands(static_cast<std::int64_t>(count - listed)),
               folder.empty() ? "." : folder);
  }
}

std::size_t terminal_width() {
  constexpr std::size_t kUnknown = 100;
  constexpr std::size_t kLeast = 40;  // a table needs some room
  winsize size{};
  if (isatty(STDOUT_FILENO) == 0 || ioctl(STDOUT_FILENO, TIOCGWINSZ, &size) != 0 || size.ws_col == 0) return kUnknown;
  return std::max<std::size_t>(size.ws_col, kLeast);
}

void print_error(const core::Error& error) {
  if (error.code == core::ErrorCode::cancelled) {
    fmt::print(stderr, "stopped; nothing was left half-written\n");
    return;
  }
  fmt::print(stderr, "error: {}\n", core::without_controls(error.message));
}

void print_diagnostics(const core::Diagnostics& diagnostics) {
  std::map<std::string, std::int64_t> printed;
  for (const core::Diagnostic& diagnostic : diagnostics.kept()) {
    const char* word = diagnostic.severity == core::Severity::warning ? "warning" : "note";
    if (diagnostic.row) {
      fmt::print(stderr, "{}: row {}: {}\n", word, *diagnostic.row, core::without_controls(diagnostic.message));
    } else {
      fmt::print(stderr, "{}: {}\n", word, core::without_controls(diagnostic.message));
    }
    ++printed[diagnostic.code];
  }
  for (const auto& [code, count] : diagnostics.counts()) {
    const std::int64_t more = count - printed[code];
    if (more > 0) fmt::print(stderr, "note: {} more of the kind '{}'\n", core::with_thousands(more), code);
  }
}

}  // namespace wardscope::cli
