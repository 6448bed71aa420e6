// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <atomic>
#include <cstdint>
#include <memory>
#include <mutex>
#include <stop_token>
#include <string>
#include <string_view>

namespace wardscope::jobs {

/// How far a piece of work is, and whether it should stop. The worker writes, any thread reads.
///
/// Work calls `tick(fraction)` at least every 50 ms and returns core::cancelled() at once where it answers false.
/// A part of the work gets a child, `Progress part = progress.part(0.2, 0.7, "Counting pairs")`, and counts it from 0
/// to 1.
class Progress {
 public:
  /// A progress of its own that nobody watches and nobody stops.
  Progress();
  explicit Progress(std::stop_token stop);

  /// Stores the fraction, 0..1 of this part. @returns false where the work must stop.
  [[nodiscard]] bool tick(double fraction) const;
  /// True once somebody asked it to stop.
  [[nodiscard]] bool stopped() const;
  /// A child that maps its own 0..1 on from..to of this one and shows `stage` while it runs.
  [[nodiscard]] Progress part(double from, double to, std::string_view stage = {}) const;

  [[nodiscard]] double fraction() const;
  [[nodiscard]] std::string stage() const;

 private:
  struct Shared;
  std::shared_ptr<Shared> shared_;
  std::stop_token stop_;
  double from_ = 0.0;
  double to_ = 1.0;
};

}  // namespace wardscope::jobs
