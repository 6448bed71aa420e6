// SPDX-License-Identifier: GPL-3.0-or-later
//
// Runs a harness without libFuzzer: every file of a corpus folder, then mutations of them that are the same on every
// machine. fuzz_NAME FOLDER MUTATIONS
#include <algorithm>
#include <cstdio>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <string>
#include <vector>

#include "core/random.hpp"
#include "core/text.hpp"
#include "fuzz/harness.hpp"

namespace {

using wardscope::core::CounterRng;

std::vector<std::string> read_corpus(const std::filesystem::path& folder) {
  std::vector<std::filesystem::path> paths;
  for (const auto& entry : std::filesystem::directory_iterator(folder)) paths.push_back(entry.path());
  std::sort(paths.begin(), paths.end());
  std::vector<std::string> seeds;
  for (const std::filesystem::path& path : paths) {
    std::ifstream file(path, std::ios::binary);
    seeds.emplace_back(std::istreambuf_iterator<char>(file), std::istreambuf_iterator<char>());
  }
  return seeds;
}

void change_once(std::string& bytes, const std::string& other, CounterRng& random) {
  constexpr std::uint64_t kKinds = 6;
  constexpr std::string_view kTelling("\0\xFF\x7F\x80\"',;\n\r{}[]<>&-0", 19);  // where readers tend to trip
  if (bytes.empty()) bytes = "x";
  const std::size_t at = random.below(bytes.size());
  const std::size_t length = 1 + random.below(std::min<std::size_t>(bytes.size() - at, 64));
  switch (random.below(kKinds)) {
    case 0:
      bytes[at] = static_cast<char>(static_cast<unsigned char>(bytes[at]) ^ (1U << random.below(8)));
      return;
    case 1:
      bytes[at] = kTelling[random.below(kTelling.size())];
      return;
    case 2:
      bytes.insert(at, 1, kTelling[random.below(kTelling.size())]);
      return;
    case 3:
      bytes.erase(at, length);
      return;
    case 4:
      bytes.insert(at, bytes.substr(at, length));
      return;
    default:
      bytes = bytes.substr(0, at) + other.substr(std::min(at, other.size()));
  }
}

void run(const std::string& bytes) {
  LLVMFuzzerTestOneInput(reinterpret_cast<const std::uint8_t*>(bytes.data()), bytes.size());
}

}  // namespace

int main(int argc, char** argv) {
  constexpr std::uint64_t kSeed = 20250101;
  constexpr std::uint64_t kMostChanges = 6;
  if (argc != 3) return 2;
  const std::vector<std::string> seeds = read_corpus(argv[1]);
  const auto mutations = wardscope::core::parse_integer(argv[2]);
  if (seeds.empty() || !mutations) return 2;
  for (const std::string& seed : seeds) run(seed);
  for (std::int64_t i = 0; i < *mutations; ++i) {
    CounterRng random(kSeed, static_cast<std::uint64_t>(i));
    std::string bytes = seeds[random.below(seeds.size())];
    const std::string& other = seeds[random.below(seeds.size())];
    for (std::uint64_t changes = 1 + random.below(kMostChanges); changes > 0; --changes) {
      change_once(bytes, other, random);
    }
    run(bytes);
  }
  std::printf("%zu files and %lld mutations\n", seeds.size(), static_cast<long long>(*mutations));
  return 0;
}
