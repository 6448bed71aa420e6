// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/finder.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <map>
#include <tuple>
#include <utility>

#include "core/text.hpp"
#include "geo/grid_reference.hpp"

namespace wardscope::ui {
namespace {

constexpr double kSameStreet = 400.0;  // m between pieces of one name: farther apart they are two streets of it

// Kinds in the order in which they are looked for.
enum class Kind { grid_reference, ward, neighbourhood, area, hub, operation, camera, street };

struct Hit {
  int quality = 0;  ///< 0 the best
  Kind kind = Kind::ward;
  Found found;
};

/// Letters and figures in small letters, anything else a blank: "St Mary's" is "st marys".
std::string plain_words(std::string_view text) {
  std::string words;
  for (const char c : core::lower_ascii(text)) {
    const bool kept = (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || static_cast<unsigned char>(c) >= 0x80U;
    if (kept) {
      words += c;
    } else if (c != '\'' && !words.empty() && words.back() != ' ') {
      words += ' ';
    }
  }
  while (!words.empty() && words.back() == ' ') words.pop_back();
  return words;
}

/// 0 the whole name, 1 its beginning, 2 beginnings of its words; nothing where a word of the query begins none of them.
class Matcher {
 public:
  explicit Matcher(std::string_view query) : query_(plain_words(query)) {
    for (const std::string_view word : core::split(query_, ' ')) {
      if (!word.empty()) words_.emplace_back(word);
    }
  }
  [[nodiscard]] bool empty() const { return words_.empty(); }
  [[nodiscard]] std::optional<int> quality(std::string_view name) const {
    const std::string plain = plain_words(name);
    if (plain == query_) return 0;
    if (plain.starts_with(query_)) return 1;
    const std::string spaced = " " + plain;
    const bool all = std::all_of(words_.begin(), words_.end(),
                                 [&](const std::string& word) { return spaced.find(" " + word) != std::string::npos; });
    return all ? std::optional(2) : std::nullopt;
  }

 private:
  std::string query_;
  std::vector<std::string> words_;
};

void add(std::vector<Hit>& hits, const Matcher& matcher, Kind kind, Found found) {
  if (const auto quality = matcher.quality(found.name)) hits.push_back({*quality, kind, std::move(found)});
}

void add_areas(std::vector<Hit>& hits, const Matcher& matcher, const borough::Dataset& dataset) {
  for (const auto& set : dataset.area_sets) {
    const bool ward = set->kind == borough::AreaKind::ward;
    const bool targeted = set->kind == borough::AreaKind::neighbourhood;
    if (set->kind == borough::AreaKind::borough) continue;  // Home shows it
    // Of several vintages of wards the one that is in use is meant.
    if (ward && set != borough::areas_of(dataset, borough::AreaKind::ward)) continue;
    const Kind kind = ward ? Kind::ward : targeted ? Kind::neighbourhood : Kind::area;
    const std::string words = ward ? "Ward" : targeted ? "Targeted neighbourhood" : set->name;
    for (const borough::Area& area : set->areas) {
      const bool by_code = !area.code.empty() && core::lower_ascii(area.code) != core::lower_ascii(area.name) &&
                           matcher.quality(area.code) == 0;
      if (by_code) {
        hits.push_back({0, kind, {area.name, fmt::format("{}, {}", words, area.code), area.shape, {}}});
      } else {
        add(hits, matcher, kind, {area.name, words, area.shape, {}});
      }
    }
  }
}

void add_points(std::vector<Hit>& hits, const Matcher& matcher, const borough::Dataset& dataset) {
  if (dataset.hubs) {
    for (const borough::Hub& hub : *dataset.hubs)
      add(hits, matcher, Kind::hub, {hub.name, std::string(borough::to_label(hub.kind)), hub.position, {}});
  }
  if (!dataset.cameras) return;
  for (const borough::Camera& camera : *dataset.cameras) {
    const std::string name = camera.name.empty()        ? camera.reference
                             : camera.reference.empty() ? camera.name
                                                        : fmt::format("{} {}", camera.reference, camera.name);
    const auto by_place = matcher.quality(camera.name);
    const auto by_name = matcher.quality(name);
    if (!by_place && !by_name) continue;
    hits.push_back({std::min(by_place.value_or(2), by_name.value_or(2)),
                    Kind::camera,
                    {name, "CCTV camera", camera.position, {}}});
  }
}

std::string ward_at(const borough::Dataset& dataset, geo::Point at) {
  const auto wards = borough::areas_of(dataset, borough::AreaKind::ward);
  if (!wards) return {};
  const auto ward = std::find_if(wards->areas.begin(), wards->areas.end(),
                                 [&](const auto& area) { return geo::contains(area.shape, at); });
  return ward == wards->areas.end() ? std::string() : ward->name;
}

/// The pieces of one name, those near each other together.
std::vector<geo::MultiLineString> joined(const std::vector<const geo::LineString*>& pieces) {
  std::vector<std::pair<geo::Extent, geo::MultiLineString>> streets;
  for (const geo::LineString* piece : pieces) {
    geo::Extent extent;
    for (const geo::Point p : *piece) extent.add(p);
    geo::MultiLineString lines{*piece};
    for (std::size_t i = 0; i < streets.size();) {
      if (!streets[i].first.grown(kSameStreet).intersects(extent)) {
        ++i;
        continue;
      }
      extent.add(streets[i].first);
      lines.insert(lines.end(), streets[i].second.begin(), streets[i].second.end());
      streets.erase(streets.begin() + static_cast<std::ptrdiff_t>(i));
      i = 0;  // the wider piece may touch one that was left
    }
    streets.emplace_back(extent, std::move(lines));
  }
  std::vector<geo::MultiLineString> all;
  all.reserve(streets.size());
  for (auto& [extent, lines] : streets) all.push_back(std::move(lines));
  return all;
}

void add_streets(std::vector<Hit>& hits, const Matcher& matcher, const borough::Dataset& dataset) {
  if (!dataset.streets) return;
  std::map<std::string_view, std::vector<const geo::LineString*>> by_name;
  for (const borough::Street& street : *dataset.streets) {
    if (street.line.size() < 2 || street.name.empty() || !matcher.quality(street.name)) continue;
    by_name[street.name].push_back(&street.line);
  }
  for (const auto& [name, pieces] : by_name) {
    for (geo::MultiLineString& lines : joined(pieces))
      add(hits, matcher, Kind::street, {std::string(name), "Street", std::move(lines), {}});
  }
}

void add_operations(std::vector<Hit>& hits, const Matcher& matcher, const ops::OperationRegistry& registry) {
  for (const auto& operation : registry.all()) {
    const ops::OperationInfo& info = operation->info();
    if (info.use == ops::WorkspaceUse::none) continue;
    Found found{std::string(info.title), std::string(info.group), {}, std::string(info.name)};
    if (const auto quality = matcher.quality(fmt::format("{} {}", info.title, info.name)))
      hits.push_back({*quality, Kind::operation, std::move(found)});
  }
}

void add_book(std::vector<Hit>& hits, const Matcher& matcher) {
  if (const auto quality = matcher.quality("Verification book: verify the statistics"))
    hits.push_back({*quality, Kind::operation, {"Verification book", "Help", {}, {}, true}});
}

geo::Point middle_of(const geo::MultiLineString& lines) { return lines.front()[lines.front().size() / 2]; }

}  // namespace

const std::vector<Found>& Finder::find(const ViewModel& model, std::string_view query) {
  if (query == query_ && model.dataset.revision == revision_) return found_;
  query_ = query;
  revision_ = model.dataset.revision;
  found_.clear();
  count_ = 0;
  const Matcher matcher(query);
  if (matcher.empty()) return found_;
  std::vector<Hit> hits;
  add_areas(hits, matcher, model.dataset);
  add_points(hits, matcher, model.dataset);
  add_streets(hits, matcher, model.dataset);
  add_operations(hits, matcher, model.registry);
  add_book(hits, matcher);
  constexpr double kCoarsest = 10000.0;  // m: "SZ" alone is no place to go to
  if (const auto square = geo::from_grid_reference(query); square && square->side <= kCoarsest) {
    const geo::Point from = square->south_west;
    hits.push_back({0,
                    Kind::grid_reference,
                    {fmt::format("Grid reference {}", query),
                     "National Grid",
                     geo::MultiPolygon{geo::to_polygon({from.x, from.y, from.x + square->side, from.y + square->side})},
                     {}}});
  }
  std::stable_sort(hits.begin(), hits.end(), [](const Hit& a, const Hit& b) {
    return std::tie(a.quality, a.kind, a.found.name) < std::tie(b.quality, b.kind, b.found.name);
  });
  count_ = hits.size();
  hits.resize(std::min(hits.size(), kMost));
  for (Hit& hit : hits) {
    const auto* lines = std::get_if<geo::MultiLineString>(&hit.found.shape);
    const auto* point = std::get_if<geo::Point>(&hit.found.shape);
    if (lines != nullptr || point != nullptr) {
      const std::string ward = ward_at(model.dataset, lines != nullptr ? middle_of(*lines) : *point);
      if (!ward.empty()) hit.found.kind += ", " + ward;
    }
    found_.push_back(std::move(hit.found));
  }
  return found_;
}

}  // namespace wardscope::ui
