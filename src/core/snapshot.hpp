// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cassert>
#include <memory>
#include <utility>

namespace wardscope::core {

/// An immutable value that threads may share. Copying copies a pointer; equality is identity, so a reader finds out
/// what changed by comparing snapshots, never by looking inside.
template <typename T>
class Snapshot {
 public:
  Snapshot() = default;
  explicit Snapshot(T value) : value_(std::make_shared<const T>(std::move(value))) {}

  [[nodiscard]] bool has_value() const { return value_ != nullptr; }
  explicit operator bool() const { return has_value(); }
  const T& operator*() const {
    assert(value_);
    return *value_;
  }
  const T* operator->() const {
    assert(value_);
    return value_.get();
  }
  [[nodiscard]] const T* get() const { return value_.get(); }

  friend bool operator==(const Snapshot&, const Snapshot&) = default;

 private:
  std::shared_ptr<const T> value_;
};

template <typename T>
Snapshot<T> make_snapshot(T value) {
  return Snapshot<T>(std::move(value));
}

}  // namespace wardscope::core
