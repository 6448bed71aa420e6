// SPDX-License-Identifier: GPL-3.0-or-later
#include <cassert>
#include <utility>

#include "project/project.hpp"

namespace wardscope::project {
namespace {

// Layers and filters are small; two hundred of them are a few hundred kilobytes.
constexpr std::size_t kMostEntries = 200;

}  // namespace

History::History(Project first) { entries_.push_back({{}, {}, std::move(first)}); }

void History::push(std::string label, Project next, std::string merge_key) {
  entries_.erase(entries_.begin() + static_cast<std::ptrdiff_t>(at_) + 1, entries_.end());
  // The first entry is where the document began: it is never merged into.
  if (!merge_key.empty() && at_ > 0 && entries_[at_].merge_key == merge_key) {
    entries_[at_].project = std::move(next);
    return;
  }
  entries_.push_back({std::move(label), std::move(merge_key), std::move(next)});
  if (entries_.size() > kMostEntries) entries_.erase(entries_.begin());
  at_ = entries_.size() - 1;
}

void History::undo() {
  assert(can_undo());
  entries_[at_].merge_key.clear();  // a drag after undo and redo is a new one
  --at_;
}

void History::redo() {
  assert(can_redo());
  ++at_;
}

}  // namespace wardscope::project
