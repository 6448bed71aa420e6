// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/probe.hpp"

#include <algorithm>

namespace wardscope::ui {

std::optional<Probe::Widget> Probe::find(std::string_view label) const {
  const auto found =
      std::find_if(widgets_.begin(), widgets_.end(), [&](const Widget& widget) { return widget.label == label; });
  if (found == widgets_.end()) return std::nullopt;
  return *found;
}

}  // namespace wardscope::ui
