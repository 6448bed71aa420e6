// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/live_preview.hpp"

#include <fmt/format.h>

#include <chrono>
#include <utility>

#include "project/default_project.hpp"

namespace wardscope::app {
namespace {

constexpr const char* kPreviewName = "preview";          // of the layer; no result is stored under it
constexpr const char* kPreviewForm = "density-preview";  // drawn as a density, its coast as it is

std::string key_of(const catalog::DensityQuestion& question, const borough::Dataset& data) {
  return fmt::format("{}|{}", data.revision, catalog::selection_key(question));
}

}  // namespace

void LivePreview::make_ready(const catalog::DensityQuestion& question, const borough::Dataset& data) {
  question_ = question;
  data_ = data;
  wanted_key_ = key_of(question, data);
  go_on();
}

void LivePreview::show(const catalog::DensityQuestion& question, const borough::Dataset& data) {
  wanted_ = question;
  ++version_;
  make_ready(question, data);
}

void LivePreview::end() {
  wanted_.reset();
  question_.reset();
  data_ = {};
  ++version_;
  shown_.reset();
  words_.clear();
  trouble_.clear();
  if (under_way_ == Work::coarse || under_way_ == Work::fine) jobs_.stop(job_);
}

void LivePreview::forget() {
  end();
  if (under_way_ == Work::ready) jobs_.stop(job_);
  wanted_key_.clear();
  ground_.reset();
  ground_of_.clear();
}

void LivePreview::go_on() {
  if (under_way_ == Work::fine && under_way_version_ != version_ && !is_quick()) jobs_.stop(job_);
  if (under_way_ == Work::ready && under_way_key_ != wanted_key_) jobs_.stop(job_);
  if (under_way_ != Work::none || !question_) return;
  if (!is_ready()) {
    submit_ground(wanted_key_);
  } else if (wanted_ && coarse_version_ != version_ && !is_quick()) {
    submit_surface(Work::coarse);
  } else if (wanted_ && fine_version_ != version_) {
    submit_surface(Work::fine);
  }
}

void LivePreview::submit_ground(const std::string& key) {
  under_way_ = Work::ready;
  under_way_key_ = key;
  job_ = jobs_.submit("Preview", [this, key, question = *question_, data = data_](const jobs::Progress& progress) {
    auto made =
        std::make_shared<core::Result<catalog::PreviewGround>>(catalog::preview_ground(data, question, progress));
    return jobs::JobSystem::Deliver([this, key, made] {
      under_way_ = Work::none;
      const bool wanted = key == wanted_key_;
      if (*made && wanted) {
        ground_ = std::make_shared<const catalog::PreviewGround>(std::move(**made));
        ground_of_ = key;
        fine_milliseconds_ = kUnknown;
      } else if (!*made && wanted && made->error().code != core::ErrorCode::cancelled) {
        // One that was stopped for another selection is made anew where the hand has come back to it.
        fail(made->error());
        question_.reset();
      }
      go_on();
    });
  });
}

void LivePreview::submit_surface(Work work) {
  under_way_ = work;
  under_way_version_ = version_;
  const auto detail = work == Work::fine ? catalog::PreviewDetail::fine : catalog::PreviewDetail::coarse;
  job_ = jobs_.submit(
      "Preview", [this, work, detail, ground = ground_, question = *wanted_](const jobs::Progress& progress) {
        const auto begun = std::chrono::steady_clock::now();
        auto made = std::make_shared<core::Result<catalog::PreviewSurface>>(
            catalog::preview_surface(*ground, question, detail, progress));
        const std::chrono::duration<double, std::milli> taken = std::chrono::steady_clock::now() - begun;
        return jobs::JobSystem::Deliver([this, work, question, made, taken] {
          if (work == Work::fine && *made) fine_milliseconds_ = taken.count();
          take(work, question, std::move(*made));
          go_on();
        });
      });
}

void LivePreview::take(Work work, const catalog::DensityQuestion& question,
                       core::Result<catalog::PreviewSurface> surface) {
  under_way_ = Work::none;
  if (!wanted_) return;
  if (!surface) {
    if (under_way_version_ == version_) fail(surface.error());
    return;
  }
  // A coarse surface of an older question is shown all the same: it is nearer to the hand than the one before.
  coarse_version_ = under_way_version_;
  if (work == Work::fine) fine_version_ = under_way_version_;
  trouble_.clear();
  words_ = fmt::format("Preview, bandwidth {:g} m", surface->bandwidth);
  cartography::MapResult result;
  result.name = kPreviewName;
  result.title = words_;  // as short: a legend that grew would move the map
  result.style = "density";
  result.unit = std::string(catalog::density_unit(question));
  result.raster = core::make_snapshot(std::move(surface->per_km2));
  result.incidents = question.filter;
  shown_ = std::move(result);
}

void LivePreview::fail(const core::Error& error) {
  coarse_version_ = version_;
  fine_version_ = version_;
  if (error.code == core::ErrorCode::cancelled) return;
  shown_.reset();
  words_.clear();
  trouble_ = error.message;
}

project::Project LivePreview::drawn(project::Project project) const {
  if (!shown_) return project;
  project = project::with_fresh_results(std::move(project), {{shown_->name, shown_->title, shown_->style}});
  for (project::Layer& layer : project.layers) {
    if (layer.source == project::LayerSource::result && layer.name == kPreviewName) layer.form = kPreviewForm;
  }
  return project;
}

}  // namespace wardscope::app
