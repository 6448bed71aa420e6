// SPDX-License-Identifier: GPL-3.0-or-later
//
// What the viewer makes beside the document: previews that follow the hand, and the verification book.
#include <algorithm>
#include <memory>
#include <utility>

#include "app/viewer_app.hpp"
#include "verification/book.hpp"

namespace wardscope::app {

bool Viewer::drain() {
  const bool previewed = preview_.drain();
  if (previewed) changed();
  return jobs_.drain() > 0 || previewed;
}

void Viewer::set_wake(const std::function<void()>& wake) {
  jobs_.set_wake(wake);
  preview_.jobs().set_wake(wake);
}

cartography::MapData Viewer::drawn_data() const {
  cartography::MapData data = map_data_;
  if (const cartography::MapResult* surface = preview_.surface()) data.results.push_back(*surface);
  return data;
}

void Viewer::preview(const ui::PreviewOperation& request) {
  const auto question = catalog::previewed_question(*request.operation);
  if (!question || !map_data_.dataset.incidents) {
    preview_.end();
  } else if (request.wish == ui::PreviewOperation::Wish::make_ready) {
    preview_.make_ready(*question, map_data_.dataset);
  } else {
    preview_.show(*question, map_data_.dataset);
  }
}

void Viewer::recompute_book() {
  jobs_.submit_newest("book", "Verification book", [this](const jobs::Progress& progress) {
    auto made = std::make_shared<core::Result<verification::Book>>(verification::verification_book(progress));
    return jobs::JobSystem::Deliver([this, made] {
      if (*made) {
        book_ = std::make_shared<const verification::Book>(std::move(**made));
      } else {
        refused(made->error(), "The verification book was stopped. Help > Verify makes it anew.");
      }
      changed();
    });
  });
}

}  // namespace wardscope::app
