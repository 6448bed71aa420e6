// SPDX-License-Identifier: GPL-3.0-or-later
#include "store/sha256.hpp"

#include <openssl/evp.h>

#include <cassert>
#include <cerrno>
#include <cstdio>
#include <cstring>
#include <vector>

namespace wardscope::store {
namespace {

constexpr std::size_t kDigestBytes = 32;
// Small pieces are gathered: a call into libcrypto for each cell of a row would cost more than the hash itself.
constexpr std::size_t kGatherBytes = 16 * 1024;
constexpr std::size_t kFilePieceBytes = 1024 * 1024;

struct FreeContext {
  void operator()(EVP_MD_CTX* context) const { EVP_MD_CTX_free(context); }
};

}  // namespace

struct Sha256::Context {
  std::unique_ptr<EVP_MD_CTX, FreeContext> evp{EVP_MD_CTX_new()};
  std::array<std::byte, kGatherBytes> gathered;
  std::size_t count = 0;

  void start() const {
    [[maybe_unused]] const int done = EVP_DigestInit_ex(evp.get(), EVP_sha256(), nullptr);
    assert(done == 1);
  }
};

Sha256::Sha256() : context_(std::make_unique<Context>()) { context_->start(); }
Sha256::Sha256(Sha256&&) noexcept = default;
Sha256& Sha256::operator=(Sha256&&) noexcept = default;
Sha256::~Sha256() = default;

void Sha256::flush() {
  EVP_DigestUpdate(context_->evp.get(), context_->gathered.data(), context_->count);
  context_->count = 0;
}

void Sha256::add(std::span<const std::byte> bytes) {
  Context& context = *context_;
  if (context.count + bytes.size() > kGatherBytes) flush();
  if (bytes.size() > kGatherBytes) {
    EVP_DigestUpdate(context.evp.get(), bytes.data(), bytes.size());
    return;
  }
  if (bytes.empty()) return;
  std::memcpy(context.gathered.data() + context.count, bytes.data(), bytes.size());
  context.count += bytes.size();
}

void Sha256::add(std::string_view text) { add(std::as_bytes(std::span(text))); }

std::string Sha256::finish() {
  flush();
  std::array<unsigned char, kDigestBytes> digest{};
  EVP_DigestFinal_ex(context_->evp.get(), digest.data(), nullptr);
  context_->start();
  constexpr std::string_view kHex = "0123456789abcdef";
  std::string text;
  text.reserve(2 * kDigestBytes);
  for (const unsigned char byte : digest) {
    text.push_back(kHex[byte >> 4U]);
    text.push_back(kHex[byte & 15U]);
  }
  return text;
}

std::string sha256_of(std::string_view bytes) { return sha256_of(std::as_bytes(std::span(bytes))); }

std::string sha256_of(std::span<const std::byte> bytes) {
  Sha256 hash;
  hash.add(bytes);
  return hash.finish();
}

core::Result<std::string> sha256_of_file(const std::filesystem::path& path) {
  const std::string name = path.filename().string();
  const std::unique_ptr<std::FILE, int (*)(std::FILE*)> file(std::fopen(path.c_str(), "rb"), &std::fclose);
  if (!file) {
    if (errno == ENOENT) return core::not_found("no such file: " + name);
    return core::io_error(name + " can't be opened: " + std::strerror(errno));
  }
  Sha256 hash;
  std::vector<std::byte> piece(kFilePieceBytes);
  while (const std::size_t got = std::fread(piece.data(), 1, piece.size(), file.get())) {
    hash.add(std::span(piece).first(got));
  }
  if (std::ferror(file.get()) != 0) return core::io_error(name + " can't be read: " + std::strerror(errno));
  return hash.finish();
}

}  // namespace wardscope::store
