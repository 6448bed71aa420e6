// SPDX-License-Identifier: GPL-3.0-or-later
#include "io/file_inspection.hpp"

#include <openssl/evp.h>
#include <uchardet/uchardet.h>

#include <algorithm>
#include <array>
#include <cerrno>
#include <cstdio>
#include <cstring>
#include <memory>
#include <span>
#include <system_error>
#include <vector>

#include "core/text.hpp"
#include "io/c_file.hpp"
#include "io/utf8_validator.hpp"

namespace wardscope::io {
namespace {

constexpr std::size_t kInspectedChunk = std::size_t{1} << 20U;
constexpr std::size_t kEncodingSample = std::size_t{64} << 10U;  // enough rows to see the pattern of an encoding
constexpr double kUtf16Share =
    0.4;  // of one byte position being NUL; ASCII text in UTF-16 has 1.0, CSV in other scripts less
constexpr double kNulShareOfBinary = 0.01;  // above it the file is no text with a stray NUL but something else

class Sha256 {
 public:
  Sha256() : context_(EVP_MD_CTX_new(), &EVP_MD_CTX_free) { EVP_DigestInit_ex(context_.get(), EVP_sha256(), nullptr); }
  void add(std::string_view bytes) { EVP_DigestUpdate(context_.get(), bytes.data(), bytes.size()); }
  [[nodiscard]] std::string hex() {
    std::array<unsigned char, EVP_MAX_MD_SIZE> digest{};
    unsigned length = 0;
    EVP_DigestFinal_ex(context_.get(), digest.data(), &length);
    constexpr std::string_view kDigits = "0123456789abcdef";
    std::string text;
    for (const unsigned char byte : std::span(digest).first(length)) {
      text += kDigits[byte >> 4U];
      text += kDigits[byte & 15U];
    }
    return text;
  }

 private:
  std::unique_ptr<EVP_MD_CTX, decltype(&EVP_MD_CTX_free)> context_;
};

struct Nuls {
  std::size_t even = 0;
  std::size_t odd = 0;
};

Nuls count_nuls(std::string_view bytes) {
  Nuls nuls;
  for (std::size_t i = 0; i < bytes.size(); ++i) {
    if (bytes[i] == '\0') ++(i % 2 == 0 ? nuls.even : nuls.odd);
  }
  return nuls;
}

std::string opinion_of_uchardet(std::string_view sample) {
  const std::unique_ptr<uchardet, decltype(&uchardet_delete)> detector(uchardet_new(), &uchardet_delete);
  if (uchardet_handle_data(detector.get(), sample.data(), sample.size()) != 0) return {};
  uchardet_data_end(detector.get());
  return uchardet_get_charset(detector.get());
}

/// From a byte order mark, or UTF-16 without one. Empty: neither.
void detect_from_start(std::string_view sample, FileInspection& found) {
  const auto marked = [&](std::string_view mark, std::string_view encoding) {
    if (!sample.starts_with(mark)) return false;
    found.encoding = encoding;
    found.encoding_why = "byte order mark";
    found.mark_length = mark.size();
    return true;
  };
  using namespace std::string_view_literals;
  if (marked("\xEF\xBB\xBF"sv, "UTF-8") || marked("\xFF\xFE"sv, "UTF-16LE") || marked("\xFE\xFF"sv, "UTF-16BE")) return;
  const Nuls nuls = count_nuls(sample);
  const double half = static_cast<double>(sample.size()) / 2.0;
  if (half < 2) return;
  if (static_cast<double>(nuls.odd) > kUtf16Share * half && nuls.even * 4 < nuls.odd) {
    found.encoding = "UTF-16LE";
  } else if (static_cast<double>(nuls.even) > kUtf16Share * half && nuls.odd * 4 < nuls.even) {
    found.encoding = "UTF-16BE";
  } else {
    found.has_nul = nuls.even + nuls.odd > 0;
    found.is_text = static_cast<double>(nuls.even + nuls.odd) <= kNulShareOfBinary * static_cast<double>(sample.size());
    return;
  }
  found.encoding_why = "every other byte is NUL";
}

/// For text that is not valid UTF-8.
void settle_for_cp1252(std::string_view sample, FileInspection& found) {
  found.encoding = "windows-1252";
  found.encoding_why = "not valid UTF-8";
  const std::string opinion = opinion_of_uchardet(sample);
  const std::string lowered = core::lower_ascii(opinion);
  if (!opinion.empty() && lowered != "windows-1252" && lowered != "iso-8859-1" && lowered != "iso-8859-15" &&
      lowered != "ascii") {
    found.encoding_why += "; it may be " + opinion + ": set the encoding where letters look wrong";
  }
}

/// The first bytes that make the difference: a sample that starts at the first byte above ASCII.
void keep_foreign_bytes(std::string_view chunk, std::string& kept) {
  if (kept.size() >= kEncodingSample) return;
  if (kept.empty()) {
    const auto* const first = std::find_if(chunk.begin(), chunk.end(), [](char c) { return (c & '\x80') != 0; });
    if (first == chunk.end()) return;
    chunk.remove_prefix(static_cast<std::size_t>(first - chunk.begin()));
  }
  kept.append(chunk.substr(0, kEncodingSample - kept.size()));
}

core::Result<CFile> open_for_reading(const std::filesystem::path& path) {
  std::error_code code;
  const auto status = std::filesystem::status(path, code);
  const std::string name = path.filename().string();
  if (!std::filesystem::exists(status)) return core::not_found("there is no file '" + name + "' where you point to");
  if (!std::filesystem::is_regular_file(status)) return core::invalid_argument("'" + name + "' is not a file");
  CFile file(std::fopen(path.c_str(), "rb"));
  if (!file) return core::io_error("'" + name + "' can't be opened: " + std::strerror(errno));
  return file;
}

}  // namespace

core::Result<FileInspection> inspect_file(const std::filesystem::path& path, const jobs::Progress& progress) {
  auto opened = open_for_reading(path);
  if (!opened) return opened.error();
  std::error_code ignored;
  const auto declared = static_cast<double>(std::max<std::uintmax_t>(1, std::filesystem::file_size(path, ignored)));

  FileInspection found;
  Sha256 hash;
  Utf8Validator utf8;
  std::string foreign;
  std::vector<char> buffer(kInspectedChunk);
  for (bool first = true;; first = false) {
    if (!progress.tick(std::min(1.0, static_cast<double>(found.size) / declared))) return core::cancelled();
    const std::size_t count = std::fread(buffer.data(), 1, buffer.size(), opened->get());
    if (std::ferror(opened->get()) != 0)
      return core::io_error("'" + path.filename().string() + "' can't be read to its end");
    const std::string_view chunk(buffer.data(), count);
    if (first) detect_from_start(chunk.substr(0, kEncodingSample), found);
    hash.add(chunk);
    if (found.encoding.empty()) {
      utf8.add(chunk);
      keep_foreign_bytes(chunk, foreign);
      found.has_nul = found.has_nul || chunk.find('\0') != std::string_view::npos;
    }
    found.size += count;
    if (count < buffer.size()) break;
  }
  found.sha256 = hash.hex();
  if (found.encoding.empty()) {
    if (utf8.valid_to_the_end()) {
      found.encoding = "UTF-8";
      found.encoding_why = "valid UTF-8";
    } else {
      settle_for_cp1252(foreign, found);
    }
  }
  return found;
}

std::string sha256_of(std::string_view bytes) {
  Sha256 hash;
  hash.add(bytes);
  return hash.hex();
}

core::Result<std::string> sha256_of_file(const std::filesystem::path& path) {
  auto opened = open_for_reading(path);
  if (!opened) return opened.error();
  Sha256 hash;
  std::vector<char> buffer(kInspectedChunk);
  for (;;) {
    const std::size_t count = std::fread(buffer.data(), 1, buffer.size(), opened->get());
    if (std::ferror(opened->get()) != 0)
      return core::io_error("'" + path.filename().string() + "' can't be read to its end");
    hash.add({buffer.data(), count});
    if (count < buffer.size()) return hash.hex();
  }
}

}  // namespace wardscope::io
