// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <filesystem>
#include <memory>
#include <string>
#include <string_view>

#include "core/result.hpp"
#include "io/foreign_protocol.hpp"
#include "jobs/progress.hpp"

namespace wardscope::io {

/// A running worker and the pipe on which its records arrive. The process is started afresh (no fork of a process that
/// may have threads) with an empty environment and no other open file; it is killed with this object.
class WorkerProcess {
 public:
  /// @returns io where no process can be started, internal where this process is a worker itself.
  static core::Result<WorkerProcess> start(const std::filesystem::path& program, const std::filesystem::path& file);
  /// Until it stops, `progress` may end the wait for a record: the worker itself may take minutes to the first one.
  void watch(const jobs::Progress& progress);
  WorkerProcess(WorkerProcess&&) noexcept;
  WorkerProcess& operator=(WorkerProcess&&) noexcept;
  ~WorkerProcess();

  struct Record {
    RecordKind kind = RecordKind::end_of_file;
    std::string_view body;  ///< valid until the next call
  };
  /// The next record. @returns io that says how the worker ended where it ended without saying so, or sent nonsense;
  /// cancelled within a twentieth of a second of a stop.
  core::Result<Record> next();

 private:
  struct State;
  explicit WorkerProcess(std::unique_ptr<State> state);
  std::unique_ptr<State> state_;
};

}  // namespace wardscope::io
