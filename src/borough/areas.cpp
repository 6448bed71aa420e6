// SPDX-License-Identifier: GPL-3.0-or-later
#include "borough/areas.hpp"

#include <algorithm>

#include "core/near_names.hpp"
#include "core/text.hpp"

namespace wardscope::borough {

geo::Extent extent_of(const AreaSet& set) {
  geo::Extent extent;
  for (const Area& area : set.areas) extent.add(geo::extent_of(area.shape));
  return extent;
}

const Area* find_area(const AreaSet& set, std::string_view name_or_code) {
  const std::string wanted = core::lower_ascii(core::trimmed(name_or_code));
  const auto by = [&](auto member) {
    const auto found = std::find_if(set.areas.begin(), set.areas.end(),
                                    [&](const Area& area) { return core::lower_ascii(area.*member) == wanted; });
    return found == set.areas.end() ? nullptr : &*found;
  };
  const Area* area = by(&Area::code);
  return area != nullptr ? area : by(&Area::name);
}

std::string no_area(const AreaSet& set, std::string_view what, std::string_view name) {
  std::vector<std::string> names;
  for (const Area& area : set.areas) names.push_back(area.name);
  const std::string plural = std::string(what) + "s";
  return core::no_such_name({what, plural, "'wardscope info WORKSPACE --areas'"}, name, names);
}

}  // namespace wardscope::borough
