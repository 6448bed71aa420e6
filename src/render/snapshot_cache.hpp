// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstddef>
#include <cstdint>
#include <functional>
#include <map>
#include <memory>
#include <utility>

#include "core/snapshot.hpp"

namespace wardscope::render {

/// What was derived from a snapshot (buffers on the card, an index), kept while the snapshot is in use and for a while
/// after, so that switching a layer off and on costs nothing. It holds the snapshot, so identities are never reused.
template <typename T, typename Entry>
class SnapshotCache {
 public:
  using Make = std::function<std::unique_ptr<Entry>(const core::Snapshot<T>&)>;

  /// The entry of a snapshot, made at the first call. @pre snapshot.has_value()
  Entry& of(const core::Snapshot<T>& snapshot, const Make& make) {
    auto found = entries_.find(snapshot.get());
    if (found == entries_.end()) found = entries_.emplace(snapshot.get(), Kept{snapshot, make(snapshot), 0}).first;
    found->second.unused = 0;
    return *found->second.entry;
  }

  /// Call after each frame: drops what was not asked for during the last kKeptFrames frames, and all but the newest
  /// kKeptEntries of what is out of use.
  void end_frame() {
    std::size_t idle = 0;
    for (auto it = entries_.begin(); it != entries_.end();) {
      const bool drop = it->second.unused > kKeptFrames || (it->second.unused > 0 && ++idle > kKeptEntries);
      ++it->second.unused;
      it = drop ? entries_.erase(it) : std::next(it);
    }
  }
  void clear() { entries_.clear(); }
  [[nodiscard]] std::size_t size() const { return entries_.size(); }

 private:
  static constexpr std::uint32_t kKeptFrames = 600;  // ten seconds of an animated map
  static constexpr std::size_t kKeptEntries = 8;
  struct Kept {
    core::Snapshot<T> snapshot;
    std::unique_ptr<Entry> entry;
    std::uint32_t unused = 0;
  };
  std::map<const T*, Kept> entries_;
};

}  // namespace wardscope::render
