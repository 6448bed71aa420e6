// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstdint>
#include <string_view>

#include "sample/sample.hpp"

namespace wardscope::sample {

/// The borough that most tests look at, made once: 60,000 incidents, seed 1.
const SampleBorough& test_borough();
constexpr std::int64_t kTestIncidents = 60'000;

/// FNV-1a of whatever is added: tells whether two runs made the same digits.
class Digest {
 public:
  void add(std::string_view bytes);
  void add(double number);  ///< its bits
  void add(std::int64_t number);
  void add(geo::Point p) {
    add(p.x);
    add(p.y);
  }
  [[nodiscard]] std::uint64_t value() const { return value_; }

 private:
  std::uint64_t value_ = 0xCBF29CE484222325ULL;
};

std::uint64_t digest_of(const SampleBorough& borough);
std::uint64_t digest_of(const std::vector<SampleIncident>& incidents);

}  // namespace wardscope::sample
