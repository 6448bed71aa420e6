// SPDX-License-Identifier: GPL-3.0-or-later
#include "report/checked_file.hpp"

#include <fcntl.h>
#include <unistd.h>

#include <cerrno>
#include <cstring>
#include <fstream>
#include <iterator>
#include <string>
#include <system_error>

namespace wardscope::report {
namespace {

constexpr std::string_view kUnfinished = ".part";

/// An open file descriptor, closed at the end.
class Descriptor {
 public:
  explicit Descriptor(int number) : number_(number) {}
  Descriptor(const Descriptor&) = delete;
  Descriptor& operator=(const Descriptor&) = delete;
  ~Descriptor() {
    if (number_ >= 0) ::close(number_);
  }
  [[nodiscard]] int number() const { return number_; }
  [[nodiscard]] bool open() const { return number_ >= 0; }

 private:
  int number_;
};

core::Error failed(const std::filesystem::path& path, std::string_view what) {
  // The folder is the user's own choice and is named by the caller; the file name is enough here.
  std::string name = path.filename().string();
  if (name.ends_with(kUnfinished)) name.resize(name.size() - kUnfinished.size());
  return core::io_error(name + " was not written: " + std::string(what) + "; free space or choose another folder");
}

core::Status write_all(const std::filesystem::path& part, std::string_view bytes) {
  constexpr int kReadableByOwnerAndGroup = 0640;  // a profile may be OFFICIAL: not for everybody on the machine
  const Descriptor file(::open(part.c_str(), O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, kReadableByOwnerAndGroup));
  if (!file.open()) return failed(part, std::strerror(errno));
  while (!bytes.empty()) {
    const ssize_t written = ::write(file.number(), bytes.data(), bytes.size());
    if (written < 0 && errno == EINTR) continue;
    if (written < 0) return failed(part, std::strerror(errno));
    bytes.remove_prefix(static_cast<std::size_t>(written));
  }
  if (::fsync(file.number()) != 0) return failed(part, std::strerror(errno));
  return {};
}

core::Status read_back(const std::filesystem::path& part, std::string_view bytes) {
  std::ifstream file(part, std::ios::binary);
  const std::string read{std::istreambuf_iterator<char>(file), std::istreambuf_iterator<char>()};
  if (!file.bad() && read == bytes) return {};
  return failed(part, "what was read back differs from what was written");
}

// A rename is on the disk once its folder is.
void sync_folder(const std::filesystem::path& folder) {
  const Descriptor opened(::open(folder.empty() ? "." : folder.c_str(), O_RDONLY | O_DIRECTORY | O_CLOEXEC));
  if (opened.open()) (void)::fsync(opened.number());
}

std::filesystem::path part_of(std::filesystem::path path) { return path += kUnfinished; }

}  // namespace

CheckedFiles::~CheckedFiles() {
  std::error_code ignored;
  for (std::size_t i = published_; i < paths_.size(); ++i) std::filesystem::remove(part_of(paths_[i]), ignored);
}

core::Status CheckedFiles::add(const std::filesystem::path& path, std::string_view bytes) {
  std::error_code ignored;
  if (std::filesystem::is_directory(path, ignored)) return failed(path, "a folder has its name");
  paths_.push_back(path);
  if (auto status = write_all(part_of(path), bytes); !status) return status;
  return read_back(part_of(path), bytes);
}

core::Status CheckedFiles::publish() {
  std::vector<std::filesystem::path> fresh;
  std::error_code error;
  for (const std::filesystem::path& path : paths_) {
    if (!std::filesystem::exists(path, error)) fresh.push_back(path);
    std::filesystem::rename(part_of(path), path, error);
    if (error) {
      const core::Error trouble = failed(path, error.message());
      for (const std::filesystem::path& one : fresh) std::filesystem::remove(one, error);
      return trouble;
    }
    ++published_;
  }
  if (!paths_.empty()) sync_folder(paths_.front().parent_path());
  return {};
}

core::Status write_checked(const std::filesystem::path& path, std::string_view bytes) {
  CheckedFiles one;
  if (auto added = one.add(path, bytes); !added) return added;
  return one.publish();
}

}  // namespace wardscope::report
