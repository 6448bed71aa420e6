// SPDX-License-Identifier: GPL-3.0-or-later
#include "borough/area_choice.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <map>

#include "core/near_names.hpp"
#include "core/text.hpp"

namespace wardscope::borough {
namespace {

constexpr std::array<AreaKind, 5> kKinds{AreaKind::ward, AreaKind::small_area, AreaKind::borough,
                                         AreaKind::neighbourhood, AreaKind::other};

std::string quoted_list(const std::vector<std::string>& names) {
  std::string text;
  for (const std::string& name : names) text += fmt::format("{}'{}'", text.empty() ? "" : ", ", name);
  return text;
}

bool is_named(const AreaSet& set, std::string_view wanted) { return core::lower_ascii(set.name) == wanted; }

bool has_vintage(const AreaSet& set, std::string_view wanted) {
  const std::string vintage = core::lower_ascii(set.vintage);
  return !vintage.empty() && (vintage == wanted || vintage.ends_with(fmt::format(" {}", wanted)));
}

/// The sets that are meant: by name, or else by vintage.
std::vector<core::Snapshot<AreaSet>> sets_of(const Dataset& dataset, std::string_view name) {
  const std::string wanted = core::lower_ascii(core::trimmed(name));
  std::vector<core::Snapshot<AreaSet>> found;
  for (const auto fits : {is_named, has_vintage}) {
    for (const auto& set : dataset.area_sets) {
      if (fits(*set, wanted)) found.push_back(set);
    }
    if (!found.empty()) break;
  }
  return found;
}

}  // namespace

std::string_view plural_of(AreaKind kind) {
  switch (kind) {
    case AreaKind::ward:
      return "wards";
    case AreaKind::small_area:
      return "small areas";
    case AreaKind::borough:
      return "outlines of the borough";
    case AreaKind::neighbourhood:
      return "targeted neighbourhoods";
    case AreaKind::other:
      break;
  }
  return "other areas";
}

std::vector<std::string> set_names(const Dataset& dataset, AreaKind kind) {
  std::vector<std::string> names;
  for (const auto& set : dataset.area_sets) {
    if (set->kind == kind) names.push_back(set->name);
  }
  return names;
}

std::vector<core::Snapshot<AreaSet>> sets_in_use(const Dataset& dataset) {
  std::vector<core::Snapshot<AreaSet>> sets;
  for (const AreaKind kind : kKinds) {
    if (kind == AreaKind::other) continue;  // no operation counts in them
    if (auto set = areas_of(dataset, kind)) sets.push_back(std::move(set));
  }
  return sets;
}

std::string several_sets(const Dataset& dataset, AreaKind kind) {
  const std::vector<std::string> names = set_names(dataset, kind);
  if (names.size() < 2) return {};
  const std::string used = areas_of(dataset, kind)->name;
  return fmt::format("the workspace has {} sets of {} ({}): '{}' is used, {}; choose another with --area-set",
                     names.size(), plural_of(kind), quoted_list(names), used,
                     used == names.back() ? "imported last" : "for it knows residents");
}

core::Result<Dataset> with_area_sets(const Dataset& dataset, const std::vector<std::string>& names) {
  std::map<AreaKind, core::Snapshot<AreaSet>> chosen;
  for (const std::string& name : names) {
    const auto found = sets_of(dataset, name);
    if (found.empty()) {
      std::vector<std::string> known;
      for (const auto& set : dataset.area_sets) known.push_back(set->name);
      const core::NameQuestion question{"area set", "area sets", "'wardscope info WORKSPACE --areas'"};
      return core::not_found(core::no_such_name(question, name, known));
    }
    for (const auto& set : found) {
      const auto [place, is_new] = chosen.emplace(set->kind, set);
      if (is_new || place->second == set) continue;
      return core::invalid_argument(
          fmt::format("--area-set names two sets of {}, '{}' and '{}': name one of them by its name",
                      plural_of(set->kind), place->second->name, set->name));
    }
  }
  Dataset answer = dataset;
  std::erase_if(answer.area_sets, [&](const core::Snapshot<AreaSet>& set) {
    const auto of_kind = chosen.find(set->kind);
    return of_kind != chosen.end() && of_kind->second != set;
  });
  return answer;
}

}  // namespace wardscope::borough
