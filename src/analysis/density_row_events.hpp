// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <cstring>
#include <span>
#include <vector>

namespace wardscope::analysis {

// Where points enter and leave a raster row, and the sums between: the inner part of density_sweep.

/// Coefficients of a polynomial in t (distance from the middle of the block, in h), and how many points it sums. Eight
/// doubles fill one cache line.
struct alignas(64) RowEvent {
  static constexpr std::size_t kCount = 5;
  static constexpr std::size_t kUsed = 6;
  std::array<double, 8> of{};

  RowEvent& operator+=(const RowEvent& event) {
    for (std::size_t i = 0; i < kUsed; ++i) of[i] += event.of[i];
    return *this;
  }
  RowEvent& operator-=(const RowEvent& event) {
    for (std::size_t i = 0; i < kUsed; ++i) of[i] -= event.of[i];
    return *this;
  }
};

/// w (A - (t - p)^2)^2 = w (B + 2 p t - t^2)^2, B = A - p^2: the quartic of a point at t = p.
struct QuarticEvent {
  RowEvent operator()(double a, double p, double w) const {
    const double b = a - p * p;
    return {{w * b * b, w * 4.0 * b * p, w * (4.0 * p * p - 2.0 * b), w * -4.0 * p, w, 1.0}};
  }
};

/// w (B + 2 p t - t^2): the Epanechnikov kernel of a point at t = p.
struct EpanechnikovEvent {
  RowEvent operator()(double a, double p, double w) const {
    return {{w * (a - p * p), w * 2.0 * p, -w, 0.0, 0.0, 1.0}};
  }
};

constexpr std::int64_t kCellsAGo = 4;  // that fill_stretch computes side by side

/// Cells from the first one: where it lies from the middle of its block, in cells; what a cell is in t; the kernel's
/// peak.
struct RowStretch {
  double first;
  double step;
  double peak;
};

/// The sum's value at `count` cells. Writes whole goes, so up to kCellsAGo - 1 cells more, which the next stretch or
/// nobody overwrites.
inline void fill_stretch(const RowEvent& sum, const RowStretch& stretch, std::span<double> to, std::int64_t count) {
  const double c0 = sum.of[0], c1 = sum.of[1], c2 = sum.of[2], c3 = sum.of[3], c4 = sum.of[4];
  for (std::int64_t i = 0; i < count; i += kCellsAGo) {
    double* const out = to.data() + i;
    const double first = stretch.first + static_cast<double>(i);
    for (int k = 0; k < kCellsAGo; ++k) {
      const double t = (first + static_cast<double>(k)) * stretch.step;
      const double value = c0 + t * (c1 + t * (c2 + t * (c3 + t * c4)));
      out[k] = stretch.peak * (value > 0.0 ? value : 0.0);
    }
  }
}

/// The events of a row by the cell where they happen, and which cells have some: where cells are small, most have none.
class RowEvents {
 public:
  explicit RowEvents(std::int64_t columns)
      : events_(static_cast<std::size_t>(columns)),
        marks_((static_cast<std::size_t>(columns) + kMarksAWord - 1) / kMarksAWord * kMarksAWord) {}

  RowEvent& at(std::int64_t column) {
    const auto at = static_cast<std::size_t>(column);
    marks_[at] = kMarked;
    return events_[at];
  }

  /// Calls visit(column, event) for the cells from..to - 1 that have events, from west to east, and forgets them.
  /// @pre `from` is a multiple of kMarksAWord; `to` as well, or the end of the row.
  template <typename Visit>
  void take(std::int64_t from, std::int64_t to, Visit visit) {
    for (auto first = static_cast<std::size_t>(from); first < static_cast<std::size_t>(to); first += kMarksAWord) {
      std::uint64_t word = 0;
      std::memcpy(&word, marks_.data() + first, sizeof(word));
      if (word == 0) continue;
      for (std::size_t at = first; at < first + kMarksAWord; ++at) {
        if (marks_[at] == 0) continue;
        visit(static_cast<std::int64_t>(at), events_[at]);
        events_[at] = RowEvent{};
        marks_[at] = 0;
      }
    }
  }

  static constexpr std::size_t kMarksAWord = sizeof(std::uint64_t);

 private:
  static constexpr std::uint8_t kMarked = 1;
  std::vector<RowEvent> events_;  ///< one a cell, all zero between rows
  std::vector<std::uint8_t> marks_;
};

}  // namespace wardscope::analysis
