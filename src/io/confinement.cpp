// SPDX-License-Identifier: GPL-3.0-or-later
#include "io/confinement.hpp"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <string_view>
#include <vector>

#ifdef __linux__
#include <fcntl.h>
#include <linux/landlock.h>
#include <sched.h>
#include <seccomp.h>
#include <sys/prctl.h>
#include <sys/resource.h>
#include <sys/syscall.h>
#include <unistd.h>

#include <array>
#include <cerrno>
#endif

namespace wardscope::io {
namespace {

#ifdef __linux__

constexpr rlim_t kMostMemory = rlim_t{2} << 30U;
constexpr rlim_t kMostFile = rlim_t{1} << 30U;
constexpr rlim_t kSeconds = 60;                    // for any file, and again for
constexpr std::uintmax_t kBytesAStep = 100000000;  // each 100 MB

#if defined(__SANITIZE_ADDRESS__) || defined(__SANITIZE_THREAD__)
constexpr bool kSanitizer = true;  // its shadow memory needs the whole address space
#else
constexpr bool kSanitizer = false;
#endif

bool limit(__rlimit_resource what, rlim_t value) {
  const rlimit bounds{value, value};
  return setrlimit(what, &bounds) == 0;
}

bool limit_memory() { return kSanitizer || limit(RLIMIT_AS, kMostMemory); }

bool limit_time_and_files(std::uintmax_t input_bytes) {
  const rlim_t seconds = kSeconds + kSeconds * (input_bytes / kBytesAStep);
  return limit(RLIMIT_CPU, seconds) && limit(RLIMIT_FSIZE, kMostFile) && limit(RLIMIT_CORE, 0);
}

bool leave_network() { return unshare(CLONE_NEWUSER | CLONE_NEWNET) == 0 || unshare(CLONE_NEWNET) == 0; }

/// Sockets, other programs and other processes are out of reach, whatever the namespaces allow.
bool filter_system_calls() {
  scmp_filter_ctx filter = seccomp_init(SCMP_ACT_ALLOW);
  if (filter == nullptr) return false;
  bool good = true;
  for (const int call : {SCMP_SYS(socket), SCMP_SYS(connect), SCMP_SYS(bind), SCMP_SYS(execve), SCMP_SYS(execveat),
                         SCMP_SYS(ptrace), SCMP_SYS(process_vm_readv), SCMP_SYS(process_vm_writev), SCMP_SYS(mount),
                         SCMP_SYS(bpf), SCMP_SYS(keyctl), SCMP_SYS(setns), SCMP_SYS(io_uring_setup)}) {
    good = seccomp_rule_add(filter, SCMP_ACT_ERRNO(EPERM), call, 0) == 0 && good;
  }
  good = seccomp_load(filter) == 0 && good;
  seccomp_release(filter);
  return good;
}

constexpr std::uint64_t kReadAccess = LANDLOCK_ACCESS_FS_READ_FILE | LANDLOCK_ACCESS_FS_READ_DIR;
constexpr std::uint64_t kWriteAccess =
    LANDLOCK_ACCESS_FS_WRITE_FILE | LANDLOCK_ACCESS_FS_REMOVE_FILE | LANDLOCK_ACCESS_FS_MAKE_REG;
constexpr std::uint64_t kOtherAccess = LANDLOCK_ACCESS_FS_EXECUTE | LANDLOCK_ACCESS_FS_REMOVE_DIR |
                                       LANDLOCK_ACCESS_FS_MAKE_CHAR | LANDLOCK_ACCESS_FS_MAKE_DIR |
                                       LANDLOCK_ACCESS_FS_MAKE_SOCK | LANDLOCK_ACCESS_FS_MAKE_FIFO |
                                       LANDLOCK_ACCESS_FS_MAKE_BLOCK | LANDLOCK_ACCESS_FS_MAKE_SYM;

bool allow_below(int rules, const char* folder, std::uint64_t access) {
  const int opened = open(folder, O_PATH | O_CLOEXEC);
  if (opened < 0) return errno == ENOENT;  // a system without this folder needs no rule for it
  landlock_path_beneath_attr rule{};
  rule.allowed_access = access;
  rule.parent_fd = opened;
  const bool good = syscall(SYS_landlock_add_rule, rules, LANDLOCK_RULE_PATH_BENEATH, &rule, 0) == 0;
  close(opened);
  return good;
}

bool restrict_files(const std::filesystem::path& folder) {
  landlock_ruleset_attr attributes{};
  attributes.handled_access_fs = kReadAccess | kWriteAccess | kOtherAccess;
  const auto rules = static_cast<int>(syscall(SYS_landlock_create_ruleset, &attributes, sizeof attributes, 0));
  if (rules < 0) return false;
  bool good = allow_below(rules, folder.c_str(), kReadAccess | kWriteAccess);
  for (const char* shared : {"/usr/share/proj", "/usr/share/gdal", "/usr/lib", "/lib", "/lib64", "/etc/ld.so.cache"}) {
    const bool is_file = std::string_view(shared).ends_with(".cache");
    good = allow_below(rules, shared, is_file ? std::uint64_t{LANDLOCK_ACCESS_FS_READ_FILE} : kReadAccess) && good;
  }
  good = good && syscall(SYS_landlock_restrict_self, rules, 0) == 0;
  close(rules);
  return good;
}

#endif

}  // namespace

std::string confine_this_process(const ConfinementOptions& options) {
  std::vector<std::string_view> done;
  std::vector<std::string_view> missing;
  const auto note = [&](bool good, std::string_view what) { (good ? done : missing).push_back(what); };
#ifdef __linux__
  constexpr unsigned long kYes = 1;
  const bool no_new_privileges = prctl(PR_SET_NO_NEW_PRIVS, kYes, 0UL, 0UL, 0UL) == 0;
  note(limit_memory(), "memory");
  note(limit_time_and_files(options.input_bytes), "time");
  note(leave_network(), "network");
  note(no_new_privileges && restrict_files(options.folder), "files");
  note(no_new_privileges && filter_system_calls(), "system calls");
#else
  static_cast<void>(options);
  note(false, "this system has none of the means");
#endif
  std::string text = done.empty() ? "not confined" : fmt::format("confined: {}", fmt::join(done, ", "));
  if (!missing.empty()) text += fmt::format("; not offered by this system: {}", fmt::join(missing, ", "));
  return text;
}

}  // namespace wardscope::io
