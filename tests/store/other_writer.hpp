// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <gtest/gtest.h>
#include <sys/wait.h>
#include <unistd.h>

#include <array>
#include <csignal>
#include <filesystem>
#include <string>

#include "store/workspace.hpp"

namespace wardscope::store::test {

/// Another process that has a workspace open for writing until it is ended.
class OtherWriter {
 public:
  explicit OtherWriter(const std::filesystem::path& path) {
    std::array<int, 2> ends{};
    EXPECT_EQ(pipe(ends.data()), 0);
    process_ = fork();
    if (process_ == 0) {
      const auto workspace = Workspace::open(path, Access::write);
      const auto told = write(ends[1], workspace ? "y" : "n", 1);
      for (;;) pause();
      _exit(static_cast<int>(told));
    }
    char answer = 0;
    EXPECT_EQ(read(ends[0], &answer, 1), 1);
    EXPECT_EQ(answer, 'y');
    close(ends[0]);
    close(ends[1]);
  }
  OtherWriter(const OtherWriter&) = delete;
  OtherWriter& operator=(const OtherWriter&) = delete;
  ~OtherWriter() { end(); }
  void end() {
    if (process_ <= 0) return;
    kill(process_, SIGKILL);
    waitpid(process_, nullptr, 0);
    process_ = 0;
  }
  [[nodiscard]] std::string process() const { return std::to_string(process_); }

 private:
  pid_t process_ = 0;
};

}  // namespace wardscope::store::test
