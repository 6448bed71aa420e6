// SPDX-License-Identifier: GPL-3.0-or-later
#include "bench/speed/child_process.hpp"

#include <fcntl.h>
#include <poll.h>
#include <sys/resource.h>
#include <sys/wait.h>
#include <unistd.h>

#include <array>
#include <chrono>
#include <csignal>

namespace wardscope::bench {
namespace {

constexpr int kNotFound = 127;  // as a shell has it
constexpr double kKibAMib = 1024.0;

[[noreturn]] void become(const std::vector<std::string>& words, int output) {
  std::vector<char*> arguments;
  arguments.reserve(words.size() + 1);
  for (const std::string& word : words) arguments.push_back(const_cast<char*>(word.c_str()));
  arguments.push_back(nullptr);
  const int nothing = open("/dev/null", O_WRONLY);
  dup2(output, STDOUT_FILENO);
  dup2(nothing, STDERR_FILENO);
  execvp(arguments[0], arguments.data());
  _exit(kNotFound);
}

}  // namespace

ChildOutcome run_child(const std::vector<std::string>& words, double seconds) {
  ChildOutcome outcome;
  std::array<int, 2> pipe_ends{};
  if (pipe2(pipe_ends.data(), O_CLOEXEC) != 0) return outcome;
  const pid_t child = fork();
  if (child == 0) become(words, pipe_ends[1]);
  close(pipe_ends[1]);
  const auto begun = std::chrono::steady_clock::now();
  bool killed = false;
  for (std::array<char, 4096> buffer{};;) {
    const std::chrono::duration<double> gone = std::chrono::steady_clock::now() - begun;
    pollfd watched{pipe_ends[0], POLLIN, 0};
    const int left = static_cast<int>((seconds - gone.count()) * 1000.0);
    const int ready = !killed && left <= 0 ? 0 : poll(&watched, 1, killed ? -1 : left);
    if (ready == 0 && !killed) {
      kill(child, SIGKILL);
      killed = true;
      continue;
    }
    const ssize_t got = read(pipe_ends[0], buffer.data(), buffer.size());
    if (got <= 0) break;
    outcome.output.append(buffer.data(), static_cast<std::size_t>(got));
  }
  close(pipe_ends[0]);
  int status = 0;
  rusage usage{};
  wait4(child, &status, 0, &usage);
  outcome.peak_mib = static_cast<double>(usage.ru_maxrss) / kKibAMib;
  if (killed) {
    outcome.end = ChildOutcome::End::too_slow;
  } else if (WIFEXITED(status) && WEXITSTATUS(status) == kNotFound) {
    outcome.end = ChildOutcome::End::absent;
  } else if (WIFEXITED(status) && WEXITSTATUS(status) == 0) {
    outcome.end = ChildOutcome::End::done;
  }
  return outcome;
}

}  // namespace wardscope::bench
