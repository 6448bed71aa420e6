// SPDX-License-Identifier: GPL-3.0-or-later
#include "io/worker_process.hpp"

#include <fcntl.h>
#include <fmt/format.h>
#include <poll.h>
#include <signal.h>
#include <spawn.h>
#include <sys/wait.h>
#include <unistd.h>

#include <array>
#include <cerrno>
#include <cstdlib>
#include <cstring>
#include <utility>
#include <vector>

#include "io/foreign_worker.hpp"

namespace wardscope::io {
namespace {

constexpr int kPipeInWorker = 3;
constexpr int kMillisecondsBetweenLooks = 50;
constexpr std::size_t kRecordChunk = std::size_t{256} << 10U;
constexpr std::size_t kHeadBytes = 5;                      // length and kind
constexpr const char* kMark = "WARDSCOPE_FOREIGN_WORKER";  // in a worker's environment
constexpr const char* kPlainLocale = "LC_ALL=C.UTF-8";

std::string end_of(int status) {
  if (WIFSIGNALED(status)) {
    switch (WTERMSIG(status)) {
      case SIGXCPU:
      case SIGKILL:
        return "it took more processor time than a file of its size may";
      case SIGXFSZ:
        return "it wrote more than it may";
      default:
        return fmt::format("the file makes its reader crash (signal {})", WTERMSIG(status));
    }
  }
  return "its reader ended early";
}

}  // namespace

struct WorkerProcess::State {
  State() = default;
  State(const State&) = delete;
  State& operator=(const State&) = delete;
  ~State() {
    if (pipe >= 0) close(pipe);
    if (process > 0) {
      kill(process, SIGKILL);
      wait_for_end();
    }
  }
  int wait_for_end() {
    int status = 0;
    while (waitpid(process, &status, 0) < 0 && errno == EINTR) {
    }
    process = 0;
    return status;
  }
  enum class Arrival { there, ended, stopped };
  /// Waits until so many bytes are in the buffer.
  Arrival have(std::size_t count);

  pid_t process = 0;
  int pipe = -1;
  jobs::Progress progress;
  std::vector<char> buffer;
  std::size_t begin = 0;
  std::size_t end = 0;
};

WorkerProcess::State::Arrival WorkerProcess::State::have(std::size_t count) {
  while (end - begin < count) {
    if (begin > 0) {
      std::memmove(buffer.data(), buffer.data() + begin, end - begin);
      end -= begin;
      begin = 0;
    }
    if (buffer.size() < std::max(count, kRecordChunk)) buffer.resize(std::max(count, kRecordChunk));
    if (progress.stopped()) return Arrival::stopped;
    pollfd waited{.fd = pipe, .events = POLLIN, .revents = 0};
    if (poll(&waited, 1, kMillisecondsBetweenLooks) == 0) continue;
    const ssize_t got = read(pipe, buffer.data() + end, buffer.size() - end);
    if (got < 0 && errno == EINTR) continue;
    if (got <= 0) return Arrival::ended;
    end += static_cast<std::size_t>(got);
  }
  return Arrival::there;
}

core::Result<WorkerProcess> WorkerProcess::start(const std::filesystem::path& program,
                                                 const std::filesystem::path& file) {
  // A program whose main() does not hand over to run_foreign_worker() would start itself without end.
  if (std::getenv(kMark) != nullptr) return core::internal_error("a worker was asked to start a worker");
  std::array<int, 2> ends{};
  if (pipe2(ends.data(), O_CLOEXEC) != 0)
    return core::io_error(fmt::format("no pipe can be made: {}", std::strerror(errno)));
  auto state = std::make_unique<State>();
  state->pipe = ends[0];

  posix_spawn_file_actions_t actions;
  posix_spawn_file_actions_init(&actions);
  posix_spawn_file_actions_addopen(&actions, STDIN_FILENO, "/dev/null", O_RDONLY, 0);
  posix_spawn_file_actions_addopen(&actions, STDOUT_FILENO, "/dev/null", O_WRONLY, 0);
  posix_spawn_file_actions_addopen(&actions, STDERR_FILENO, "/dev/null", O_WRONLY, 0);
  posix_spawn_file_actions_adddup2(&actions, ends[1], kPipeInWorker);
  posix_spawn_file_actions_addclosefrom_np(&actions, kPipeInWorker + 1);
  const std::string path = program.empty() ? "/proc/self/exe" : program.string();
  std::string command(kForeignWorkerCommand);
  std::string input = file.string();
  std::string descriptor = std::to_string(kPipeInWorker);
  std::string name = path;
  std::array<char*, 5> arguments{name.data(), command.data(), input.data(), descriptor.data(), nullptr};
  std::string mark = std::string(kMark) + "=1";
  std::string locale = kPlainLocale;
  std::array<char*, 3> environment{mark.data(), locale.data(), nullptr};
  const int failed =
      posix_spawn(&state->process, path.c_str(), &actions, nullptr, arguments.data(), environment.data());
  posix_spawn_file_actions_destroy(&actions);
  close(ends[1]);
  if (failed != 0) {
    state->process = 0;
    return core::io_error(fmt::format("the reader of foreign files can't be started: {}", std::strerror(failed)));
  }
  return WorkerProcess(std::move(state));
}

core::Result<WorkerProcess::Record> WorkerProcess::next() {
  State& state = *state_;
  using Arrival = State::Arrival;
  const auto not_there = [&](Arrival arrival) -> core::Error {
    if (arrival == Arrival::stopped) return core::cancelled();
    return core::io_error(end_of(state.process > 0 ? state.wait_for_end() : 0));
  };
  if (const Arrival head = state.have(kHeadBytes); head != Arrival::there) return not_there(head);
  std::uint32_t length = 0;
  for (std::size_t i = 0; i < sizeof length; ++i) {
    length |= std::uint32_t{static_cast<unsigned char>(state.buffer[state.begin + i])} << (8 * i);
  }
  if (length == 0 || length > kLongestRecord)
    return core::malformed("its reader sent a record of an impossible length");
  if (const Arrival body = state.have(sizeof length + length); body != Arrival::there) return not_there(body);
  const Record record{static_cast<RecordKind>(state.buffer[state.begin + sizeof length]),
                      {state.buffer.data() + state.begin + kHeadBytes, length - 1}};
  state.begin += sizeof length + length;
  return record;
}

void WorkerProcess::watch(const jobs::Progress& progress) { state_->progress = progress; }

WorkerProcess::WorkerProcess(std::unique_ptr<State> state) : state_(std::move(state)) {}
WorkerProcess::WorkerProcess(WorkerProcess&&) noexcept = default;
WorkerProcess& WorkerProcess::operator=(WorkerProcess&&) noexcept = default;
WorkerProcess::~WorkerProcess() = default;

}  // namespace wardscope::io
