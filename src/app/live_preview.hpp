// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstdint>
#include <functional>
#include <memory>
#include <optional>
#include <string>

#include "borough/dataset.hpp"
#include "cartography/drawn_layer.hpp"
#include "catalog/density_preview.hpp"
#include "jobs/job_system.hpp"
#include "project/project.hpp"

namespace wardscope::app {

/// The surface that follows a hand which drags its bandwidth. What was asked last counts: a fine surface that is under
/// way is stopped at once by a newer question. A coarse one, which takes a frame or two, is finished and shown first:
/// stopped by every movement none would ever be seen. Nothing of it is kept, and no run is recorded.
/// Lives on the main thread; computes on a worker of its own, so that a long run does not hold it up.
class LivePreview {
 public:
  /// @param data cheap to copy
  void make_ready(const catalog::DensityQuestion& question, const borough::Dataset& data);
  void show(const catalog::DensityQuestion& question, const borough::Dataset& data);
  /// Takes it off the map; what is under way is stopped.
  void end();
  /// Ends it, and lets go of the data that it was of.
  void forget();

  /// Delivers what was finished. @returns true where something was
  bool drain() { return jobs_.drain() > 0; }
  [[nodiscard]] bool idle() const { return jobs_.idle(); }
  [[nodiscard]] jobs::JobSystem& jobs() { return jobs_; }

  /// True from show() to end().
  [[nodiscard]] bool asked() const { return wanted_.has_value(); }
  /// The surface to draw; null before the first is ready and where there is none for what was asked.
  [[nodiscard]] const cartography::MapResult* surface() const { return shown_ ? &*shown_ : nullptr; }
  [[nodiscard]] const std::string& trouble() const { return trouble_; }
  /// "Preview, bandwidth 240 m"; empty while there is no surface.
  [[nodiscard]] const std::string& words() const { return words_; }

  /// The project with the preview where its result would be, over the layers that it stands for; as it is without one.
  [[nodiscard]] project::Project drawn(project::Project project) const;

 private:
  enum class Work { none, ready, coarse, fine };
  using Ground = std::shared_ptr<const catalog::PreviewGround>;

  void go_on();
  void submit_ground(const std::string& key);
  void submit_surface(Work work);
  void take(Work work, const catalog::DensityQuestion& question, core::Result<catalog::PreviewSurface> surface);
  void fail(const core::Error& error);
  /// The fine surface is as soon ready as a coarse one should be: no coarse one is needed.
  [[nodiscard]] bool is_quick() const { return fine_milliseconds_ <= kFrameOrTwo; }
  [[nodiscard]] bool is_ready() const { return ground_ && ground_of_ == wanted_key_; }

  static constexpr double kFrameOrTwo = 33.0;         // ms
  static constexpr double kUnknown = 1e9;             // ms
  std::optional<catalog::DensityQuestion> question_;  ///< asked last, to be made ready or to be shown
  std::optional<catalog::DensityQuestion> wanted_;    ///< to be shown
  borough::Dataset data_;
  std::string wanted_key_;  ///< the data's revision and the selection
  Ground ground_;
  std::string ground_of_;
  std::int64_t version_ = 0;  ///< of the question that is to be shown
  std::int64_t coarse_version_ = 0;
  std::int64_t fine_version_ = 0;
  Work under_way_ = Work::none;
  std::int64_t under_way_version_ = 0;
  std::string under_way_key_;
  double fine_milliseconds_ = kUnknown;  ///< that the last fine surface of this ground took
  jobs::JobId job_ = 0;
  std::optional<cartography::MapResult> shown_;
  std::string words_;
  std::string trouble_;
  jobs::JobSystem jobs_;  ///< last: its worker ends before what it delivers to
};

}  // namespace wardscope::app
