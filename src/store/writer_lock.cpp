// SPDX-License-Identifier: GPL-3.0-or-later
#include "store/writer_lock.hpp"

#include <fmt/format.h>
#include <signal.h>
#include <unistd.h>

#include <array>
#include <cerrno>
#include <cstdint>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <optional>
#include <string>
#include <system_error>

namespace wardscope::store {
namespace {

/// A process, named so that no later one is taken for it.
struct Writer {
  std::string host;
  std::string machine;  ///< this start of the computer and this set of process numbers
  std::int64_t process = 0;
  std::string began;  ///< of the process, in ticks since the computer was started
  friend bool operator==(const Writer&, const Writer&) = default;
};

struct Lock {
  Writer writer;
  std::string since;
  bool is_old = false;  ///< beyond the time for which another computer is believed
};

std::string first_line(const std::filesystem::path& path) {
  std::ifstream file(path);
  std::string line;
  std::getline(file, line);
  return line;
}

/// Field 22 of /proc/PID/stat; the second, the program's name, may hold blanks and brackets. Empty: no such process.
std::string beginning_of(std::int64_t process) {
  constexpr int kFieldsBetween = 20;
  const std::string line = first_line(fmt::format("/proc/{}/stat", process));
  std::size_t at = line.rfind(')');
  for (int field = 0; field < kFieldsBetween && at != std::string::npos; ++field) at = line.find(' ', at + 1);
  if (at == std::string::npos) return {};
  return line.substr(at + 1, line.find(' ', at + 1) - at - 1);
}

Writer this_process() {
  std::array<char, 256> host{};
  gethostname(host.data(), host.size() - 1);
  std::error_code ignored;
  const std::filesystem::path numbers = std::filesystem::read_symlink("/proc/self/ns/pid", ignored);
  const std::int64_t process = getpid();
  return {host.data(), first_line("/proc/sys/kernel/random/boot_id") + " " + numbers.string(), process,
          beginning_of(process)};
}

bool is_running(const Writer& writer) {
  if (kill(static_cast<pid_t>(writer.process), 0) != 0 && errno == ESRCH) return false;
  return beginning_of(writer.process) == writer.began;
}

core::Result<std::optional<Lock>> read_lock(const Connection& connection) {
  auto row = connection.query(
      "SELECT host, machine, process, began, since, since < strftime('%Y-%m-%dT%H:%M:%SZ', 'now', '-12 hours') FROM "
      "writer_lock");
  if (!row) return row.error();
  const auto found = row->step();
  if (!found) return found.error();
  if (!*found) return std::optional<Lock>();
  const auto text = [&row](int column) { return std::string(row->text(column)); };
  return std::optional(Lock{{text(0), text(1), row->integer(2), text(3)}, text(4), row->integer(5) != 0});
}

/// Whether the lock's owner may still write.
bool holds(const Lock& lock, const Writer& self) {
  if (lock.writer.machine == self.machine) return is_running(lock.writer);
  return lock.writer.host != self.host && !lock.is_old;
}

core::Error held_by(const Lock& lock) {
  return core::conflict(
      fmt::format("the workspace is open for writing by another Wardscope (process {} on {}, since "
                  "{}); wait until that one has finished, or open it for reading",
                  lock.writer.process, lock.writer.host, lock.since));
}

}  // namespace

core::Result<WriterClaim> claim_writer_lock(const Connection& connection) {
  const Writer self = this_process();
  // Read without a transaction first: while the other one imports, it alone can begin one.
  auto lock = read_lock(connection);
  if (!lock) return lock.error();
  if (*lock && (*lock)->writer == self) return WriterClaim::held_before;
  if (*lock && holds(**lock, self)) return held_by(**lock);
  auto transaction = Transaction::begin(connection, TransactionKind::write);
  if (!transaction) return transaction.error();
  lock = read_lock(connection);
  if (!lock) return lock.error();
  if (*lock && holds(**lock, self)) return held_by(**lock);
  core::Status done = connection.run(
      "INSERT OR REPLACE INTO writer_lock (id, host, machine, process, began, since) VALUES (1, ?, ?, ?, ?, "
      "strftime('%Y-%m-%dT%H:%M:%SZ', 'now'))",
      {self.host, self.machine, self.process, self.began});
  if (done) done = transaction->commit();
  if (!done) return done.error();
  return WriterClaim::taken;
}

void release_writer_lock(const Connection& connection) {
  const Writer self = this_process();
  [[maybe_unused]] const core::Status released =
      connection.run("DELETE FROM writer_lock WHERE machine = ? AND process = ? AND began = ?",
                     {self.machine, self.process, self.began});
}

}  // namespace wardscope::store
