// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstdint>
#include <cstdlib>
#include <fstream>
#include <string>
#include <vector>

#include "geo/shapes.hpp"

namespace wardscope::bench {

/// The folder with the inputs of the performance goals (make_inputs.py), by the environment; empty: not given.
inline std::string input_folder() {
  const char* folder = std::getenv("WARDSCOPE_BENCH_INPUTS");
  return folder == nullptr ? std::string() : std::string(folder) + "/";
}

/// Columns of coordinates.
struct Columns {
  std::vector<double> x;
  std::vector<double> y;
};

/// Points of a file of little-endian pairs of doubles; empty where it is not there.
inline Columns points_of(const std::string& name) {
  Columns columns;
  std::ifstream file(input_folder() + name, std::ios::binary | std::ios::ate);
  if (!file) return columns;
  std::vector<double> pairs(static_cast<std::size_t>(file.tellg()) / sizeof(double));
  file.seekg(0);
  file.read(reinterpret_cast<char*>(pairs.data()), static_cast<std::streamsize>(pairs.size() * sizeof(double)));
  columns.x.reserve(pairs.size() / 2);
  columns.y.reserve(pairs.size() / 2);
  for (std::size_t i = 0; i + 1 < pairs.size(); i += 2) {
    columns.x.push_back(pairs[i]);
    columns.y.push_back(pairs[i + 1]);
  }
  return columns;
}

/// Wards of a file: int32 rings, for each int32 points and their pairs of doubles. Empty where it is not there.
inline std::vector<geo::MultiPolygon> wards_of(const std::string& name) {
  std::vector<geo::MultiPolygon> wards;
  std::ifstream file(input_folder() + name, std::ios::binary);
  const auto read_count = [&] {
    std::int32_t count = 0;
    file.read(reinterpret_cast<char*>(&count), sizeof(count));
    return file ? count : 0;
  };
  for (std::int32_t left = read_count(); left > 0; --left) {
    geo::Ring ring(static_cast<std::size_t>(read_count()));
    for (geo::Point& p : ring) {
      file.read(reinterpret_cast<char*>(&p.x), sizeof(double));
      file.read(reinterpret_cast<char*>(&p.y), sizeof(double));
    }
    wards.push_back(geo::tidied({geo::Polygon{std::move(ring), {}}}));
  }
  return wards;
}

/// Forgets the peak of memory so far (Linux).
inline void reset_peak() { std::ofstream("/proc/self/clear_refs") << "5"; }

/// The peak of memory since reset_peak(), MiB.
inline double peak_mib() {
  std::ifstream status("/proc/self/status");
  std::string word;
  double kib = 0.0;
  while (status >> word) {
    if (word == "VmHWM:") status >> kib;
  }
  constexpr double kKibAMib = 1024.0;
  return kib / kKibAMib;
}

}  // namespace wardscope::bench
