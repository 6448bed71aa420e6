// SPDX-License-Identifier: GPL-3.0-or-later
#include "io/line_source.hpp"

#include <unicode/ucnv.h>

#include <array>
#include <cerrno>
#include <cstdio>
#include <cstring>
#include <utility>
#include <vector>

#include "core/text.hpp"
#include "io/c_file.hpp"

namespace wardscope::io {
namespace {

constexpr std::size_t kLineChunk = std::size_t{256} << 10U;
constexpr std::size_t kTerminatorSample = std::size_t{64} << 10U;

struct CloseConverter {
  void operator()(UConverter* converter) const { ucnv_close(converter); }
};
using Converter = std::unique_ptr<UConverter, CloseConverter>;

}  // namespace

struct LineSource::State {
  std::string name;
  CFile file;
  std::uintmax_t bytes_read = 0;
  bool at_end = false;  ///< of the file; the buffer may still hold text

  Converter from;  ///< null where the file is UTF-8
  Converter to;
  std::array<UChar, 4096> pivot{};
  UChar* pivot_source = pivot.data();
  UChar* pivot_target = pivot.data();
  bool converter_started = false;
  std::vector<char> raw;

  std::vector<char> buffer;  ///< UTF-8
  std::size_t begin = 0;
  std::size_t end = 0;
  char terminator = '\n';
  bool terminator_known = false;

  core::Status fill();
  core::Status convert(std::size_t count);
  void append(std::string_view text);
  [[nodiscard]] std::string_view pending() const { return {buffer.data() + begin, end - begin}; }
};

void LineSource::State::append(std::string_view text) {
  if (end + text.size() > buffer.size()) buffer.resize(std::max(buffer.size() * 2, end + text.size()));
  std::memcpy(buffer.data() + end, text.data(), text.size());
  end += text.size();
}

core::Status LineSource::State::convert(std::size_t count) {
  const char* source = raw.data();
  const char* const source_end = source + count;
  std::array<char, 16384> out{};
  for (;;) {
    char* target = out.data();
    UErrorCode status = U_ZERO_ERROR;
    ucnv_convertEx(to.get(), from.get(), &target, out.data() + out.size(), &source, source_end, pivot.data(),
                   &pivot_source, &pivot_target, pivot.data() + pivot.size(), static_cast<UBool>(!converter_started),
                   static_cast<UBool>(at_end), &status);
    converter_started = true;
    append({out.data(), static_cast<std::size_t>(target - out.data())});
    if (status == U_BUFFER_OVERFLOW_ERROR) continue;
    if (U_FAILURE(status) && status != U_TRUNCATED_CHAR_FOUND) {
      return core::malformed("'" + name + "' is not in the encoding that was set: " + u_errorName(status));
    }
    return {};
  }
}

core::Status LineSource::State::fill() {
  if (begin > 0) {
    std::memmove(buffer.data(), buffer.data() + begin, end - begin);
    end -= begin;
    begin = 0;
  }
  if (from) {
    raw.resize(kLineChunk);
    const std::size_t count = std::fread(raw.data(), 1, kLineChunk, file.get());
    bytes_read += count;
    at_end = count < kLineChunk;
    if (std::ferror(file.get()) != 0) return core::io_error("'" + name + "' can't be read to its end");
    return convert(count);
  }
  if (buffer.size() < end + kLineChunk) buffer.resize(std::max(buffer.size() * 2, end + kLineChunk));
  const std::size_t count = std::fread(buffer.data() + end, 1, kLineChunk, file.get());
  bytes_read += count;
  end += count;
  at_end = count < kLineChunk;
  if (std::ferror(file.get()) != 0) return core::io_error("'" + name + "' can't be read to its end");
  return {};
}

LineSource::LineSource(std::unique_ptr<State> state) : state_(std::move(state)) {}
LineSource::LineSource(LineSource&&) noexcept = default;
LineSource& LineSource::operator=(LineSource&&) noexcept = default;
LineSource::~LineSource() = default;
std::uintmax_t LineSource::bytes_read() const { return state_->bytes_read; }

core::Result<LineSource> LineSource::open(const std::filesystem::path& path, const LineSourceOptions& options) {
  auto state = std::make_unique<State>();
  state->name = path.filename().string();
  state->file.reset(std::fopen(path.c_str(), "rb"));
  if (!state->file) {
    const std::string message = "'" + state->name + "' can't be opened: " + std::strerror(errno);
    return errno == ENOENT ? core::not_found(message) : core::io_error(message);
  }
  if (core::lower_ascii(options.encoding) != "utf-8") {
    UErrorCode status = U_ZERO_ERROR;
    state->from.reset(ucnv_open(options.encoding.c_str(), &status));
    if (U_FAILURE(status)) {
      return core::invalid_argument("'" + options.encoding +
                                    "' is not an encoding that is known here; try UTF-8, UTF-16LE or windows-1252");
    }
    state->to.reset(ucnv_open("UTF-8", &status));
    if (U_FAILURE(status)) return core::internal_error("ICU has no UTF-8 converter");
  }
  if (std::fseek(state->file.get(), static_cast<long>(options.skip), SEEK_SET) != 0) {
    return core::io_error("'" + state->name + "' can't be read from its beginning");
  }
  return LineSource(std::move(state));
}

core::Result<bool> LineSource::next(Line& line) {
  State& state = *state_;
  std::size_t searched = 0;
  line.too_long = false;
  for (;;) {
    if (state.terminator_known) {
      const std::string_view pending = state.pending();
      const std::size_t found = pending.find(state.terminator, searched);
      if (found != std::string_view::npos) {
        std::size_t length = found;
        if (state.terminator == '\n' && length > 0 && pending[length - 1] == '\r') --length;
        line.text = line.too_long ? std::string_view() : pending.substr(0, length);
        line.terminator = pending.substr(length, found + 1 - length);
        state.begin += found + 1;
        return true;
      }
      searched = pending.size();
      if (searched > kLongest) {
        line.too_long = true;
        state.begin = state.end;
        searched = 0;
      }
      if (state.at_end) {
        const bool something = searched > 0 || line.too_long;
        line.text = line.too_long ? std::string_view() : pending;
        line.terminator = {};
        state.begin = state.end;
        return something;
      }
    }
    if (const auto filled = state.fill(); !filled) return filled.error();
    if (!state.terminator_known && (state.at_end || state.pending().size() >= kTerminatorSample)) {
      const std::string_view sample = state.pending().substr(0, kTerminatorSample);
      const bool old_macintosh =
          sample.find('\n') == std::string_view::npos && sample.find('\r') != std::string_view::npos;
      state.terminator = old_macintosh ? '\r' : '\n';
      state.terminator_known = true;
    }
  }
}

}  // namespace wardscope::io
