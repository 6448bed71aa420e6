// SPDX-License-Identifier: GPL-3.0-or-later
#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <numeric>
#include <string>
#include <utility>
#include <vector>

#include "analysis/ground_shares.hpp"
#include "catalog/chosen_places.hpp"
#include "catalog/coded_numbers.hpp"
#include "catalog/equality_groups.hpp"
#include "catalog/inputs.hpp"
#include "catalog/operations.hpp"
#include "core/text.hpp"
#include "geo/polygon_operations.hpp"
#include "ops/operation_groups.hpp"
#include "ops/plain_words.hpp"
#include "stats/areal_composition.hpp"

namespace wardscope::catalog {
namespace {

constexpr double kFewestResidents = 100.0;  // of a place: of fewer nothing is told
constexpr double kRoundedTo = 10.0;         // residents, as they are told; a smaller group is not

struct EqualityQuestion {
  PlaceChoice places;
  std::string file;
  GroupColumns columns;
};

void describe(EqualityQuestion& question, core::ParameterVisitor& visitor) {
  describe(question.places, visitor);
  visitor.text({"file", "Table of residents",
                "A table of counts of residents by small area, a row an area with its code: ages, ethnic groups …, as "
                "the census publishes them. Empty: deprivation alone"},
               core::TextKind::input_path, question.file);
  visitor.texts({"group", "Groups", "A column of the table; repeat it for several. Empty: all but the total"},
                core::TextKind::plain, question.columns.groups);
  visitor.text({"total", "Total",
                "The column of the table with all residents. Empty: one called total or all, else the "
                "sum of the groups"},
               core::TextKind::plain, question.columns.total);
}

/// A place beside the whole.
struct PlaceShares {
  std::string name;
  std::vector<std::vector<stats::GroupShare>> shares;  ///< [characteristic][group]
  geo::MultiPolygon shape;                             ///< empty: all places together
};

stats::GroupShare share_in(const std::vector<double>& inside, const ResidentGroups& groups, std::size_t group) {
  std::vector<stats::UnitPart> units;
  units.reserve(inside.size());
  for (std::size_t i = 0; i < inside.size(); ++i) {
    units.push_back({groups.total[i], groups.counts[group][i], inside[i]});
  }
  return stats::group_share(units);
}

/// Of all residents.
double share_of_all(const ResidentGroups& groups, std::size_t group) {
  const double all = std::accumulate(groups.total.begin(), groups.total.end(), 0.0);
  return all > 0.0 ? std::accumulate(groups.counts[group].begin(), groups.counts[group].end(), 0.0) / all : 0.0;
}

bool is_told(const stats::GroupShare& share) { return share.share && share.residents >= kFewestResidents; }
bool is_group_told(const stats::GroupShare& share) {
  return is_told(share) && (share.of_group >= kRoundedTo || share.of_group == 0.0);
}

double rounded(double residents) { return std::round(residents / kRoundedTo) * kRoundedTo; }

constexpr double kRoundingSlack = 1e-9;  // 100 % and 0 % stay what they are
double whole_percent_below(double share) { return std::max(0.0, std::floor(share * 100.0 + kRoundingSlack)); }
double whole_percent_above(double share) { return std::min(100.0, std::ceil(share * 100.0 - kRoundingSlack)); }

/// The numbers of a group in a place, as they are told; all empty where they are not.
struct ToldShare {
  table::Value residents;
  table::Value share;
  table::Value low;
  table::Value high;
  table::Value least;
  table::Value most;
  table::Value index;
};

ToldShare told(const stats::GroupShare& share, double of_all) {
  ToldShare cells;
  if (!is_group_told(share)) return cells;
  cells.residents = rounded(share.of_group);
  cells.share = std::round(*share.share * 100.0);
  cells.low = whole_percent_below(share.likely.low);
  cells.high = whole_percent_above(share.likely.high);
  cells.least = whole_percent_below(share.bounds.low);
  cells.most = whole_percent_above(share.bounds.high);
  if (of_all > 0.0) cells.index = std::round(*share.share / of_all * 100.0);
  return cells;
}

table::FeatureTable shares_table(const std::vector<PlaceShares>& places, const ResidentGroups& groups) {
  using table::ColumnType;
  table::FeatureTable features({{"name", "Place", "", ColumnType::text, false},
                                {"residents_rounded", "Residents, rounded", "", ColumnType::number, false},
                                {"index", "Index, all = 100", "", ColumnType::number, false},
                                {"share_percent", "Share", "%", ColumnType::number, false},
                                {"low_percent", "From", "%", ColumnType::number, false},
                                {"high_percent", "To", "%", ColumnType::number, false},
                                {"least_percent", "At least", "%", ColumnType::number, false},
                                {"most_percent", "At most", "%", ColumnType::number, false},
                                {"remark", "Remark", "", ColumnType::text, false}});
  for (const PlaceShares& place : places) {
    if (place.shape.empty()) continue;
    const stats::GroupShare& share = place.shares.front().front();
    ToldShare cells = told(share, share_of_all(groups, 0));
    table::Value residents;
    if (is_told(share)) residents = rounded(share.residents);
    std::string remark;
    if (!is_told(share)) remark = fmt::format("fewer than {:g} residents: not told", kFewestResidents);
    if (is_told(share) && !is_group_told(share)) remark = fmt::format("fewer than {:g} in the group", kRoundedTo);
    features.add_row(
        {place.name, std::move(residents), std::move(cells.index), std::move(cells.share), std::move(cells.low),
         std::move(cells.high), std::move(cells.least), std::move(cells.most), std::move(remark)},
        place.shape);
  }
  return features;
}

table::FeatureTable group_table(const std::vector<PlaceShares>& places, const std::vector<ResidentGroups>& all) {
  using table::ColumnType;
  table::FeatureTable features({{"place", "Place", "", ColumnType::text, false},
                                {"characteristic", "By", "", ColumnType::text, false},
                                {"group", "Residents", "", ColumnType::text, false},
                                {"share_percent", "Share there", "%", ColumnType::number, false},
                                {"all_percent", "Share of all", "%", ColumnType::number, false},
                                {"index", "Index, all = 100", "", ColumnType::number, false},
                                {"low_percent", "From", "%", ColumnType::number, false},
                                {"high_percent", "To", "%", ColumnType::number, false},
                                {"least_percent", "At least", "%", ColumnType::number, false},
                                {"most_percent", "At most", "%", ColumnType::number, false},
                                {"residents_rounded", "Residents there, rounded", "", ColumnType::number, false}});
  for (const PlaceShares& place : places) {
    for (std::size_t k = 0; k < all.size(); ++k) {
      for (std::size_t g = 0; g < all[k].names.size(); ++g) {
        const double of_all = share_of_all(all[k], g);
        ToldShare cells = told(place.shares[k][g], of_all);
        features.add_row({place.name, all[k].characteristic, all[k].names[g], std::move(cells.share),
                          std::round(of_all * 1000.0) / 10.0, std::move(cells.index), std::move(cells.low),
                          std::move(cells.high), std::move(cells.least), std::move(cells.most),
                          std::move(cells.residents)});
      }
    }
  }
  return features;
}

struct EqualityFindings {
  const ChosenPlaces& chosen;
  const std::vector<ResidentGroups>& groups;
  const std::vector<PlaceShares>& places;  ///< all together first, unless everywhere
  const borough::AreaSet& set;
};

std::string whole_percent(double share) { return core::fixed(share * 100.0, 0) + " %"; }

/// "34 % (from 30 % to 41 %) live in the most deprived fifth of England, of all 18 %: index 189"
std::string share_in_words(const stats::GroupShare& share, const std::string& name, double of_all) {
  std::string text = fmt::format("'{}' {}", name, whole_percent(*share.share));
  if (share.likely.high - share.likely.low > 0.005) {
    text += fmt::format(" (from {} to {})", whole_percent(share.likely.low), whole_percent(share.likely.high));
  }
  text += fmt::format(", of all {}", whole_percent(of_all));
  if (of_all > 0.0) text += fmt::format(": index {}", core::fixed(*share.share / of_all * 100.0, 0));
  return text;
}

/// The first group, and those that differ most from all.
std::string shares_in_words(const PlaceShares& place, const std::vector<ResidentGroups>& all) {
  constexpr std::size_t kNamed = 3;
  std::string text;
  for (std::size_t k = 0; k < all.size(); ++k) {
    std::vector<std::size_t> order(all[k].names.size());
    std::iota(order.begin(), order.end(), 0U);
    const auto apart = [&](std::size_t g) {
      const stats::GroupShare& share = place.shares[k][g];
      return is_group_told(share) ? std::fabs(*share.share - share_of_all(all[k], g)) : -1.0;
    };
    std::stable_sort(order.begin() + 1, order.end(), [&](std::size_t a, std::size_t b) { return apart(a) > apart(b); });
    for (std::size_t i = 0; i < std::min(kNamed, order.size()); ++i) {
      const stats::GroupShare& share = place.shares[k][order[i]];
      if (!is_group_told(share)) continue;
      text +=
          (text.empty() ? "" : "; ") + share_in_words(share, all[k].names[order[i]], share_of_all(all[k], order[i]));
    }
  }
  return text;
}

/// Of many places: where the first group is most at home.
std::string foremost_places(const EqualityFindings& f) {
  constexpr std::size_t kNamed = 3;
  std::vector<const PlaceShares*> order;
  for (const PlaceShares& place : f.places) {
    if (!place.shape.empty() && is_group_told(place.shares.front().front())) order.push_back(&place);
  }
  std::stable_sort(order.begin(), order.end(), [](const PlaceShares* a, const PlaceShares* b) {
    return *a->shares.front().front().share > *b->shares.front().front().share;
  });
  std::vector<std::string> names;
  for (std::size_t i = 0; i < std::min(kNamed, order.size()); ++i) {
    names.push_back(fmt::format("{} ({})", order[i]->name, whole_percent(*order[i]->shares.front().front().share)));
  }
  return joined_names(names);
}

std::string what_equality_shows(const EqualityFindings& f) {
  const ResidentGroups& groups = f.groups.front();
  if (f.chosen.everywhere) {
    const std::string foremost = foremost_places(f);
    return fmt::format("Of all residents of '{}' {} are of '{}'; of {} the share is {}.", f.set.name,
                       whole_percent(share_of_all(groups, 0)), groups.names.front(), f.chosen.in_words,
                       foremost.empty() ? "nowhere told" : "highest in " + foremost);
  }
  const PlaceShares& together = f.places.front();
  const stats::GroupShare& share = together.shares.front().front();
  if (!is_told(share)) {
    return fmt::format("In {} live fewer than {:g} residents: who they are is not told.", f.chosen.in_words,
                       kFewestResidents);
  }
  return fmt::format("About {} residents in {}: {}.",
                     core::with_thousands(static_cast<std::int64_t>(rounded(share.residents))), f.chosen.in_words,
                     shares_in_words(together, f.groups));
}

std::string how_sure_it_stands(const EqualityFindings& f) {
  std::string text =
      "Nobody knows where in a small area its residents live: they are taken to live evenly over its land. ";
  if (!f.chosen.everywhere) {
    const stats::GroupShare& share = f.places.front().shares.front().front();
    text += fmt::format("{} small area{} inside and {} on the border. ", share.whole,
                        share.whole == 1 ? " lies" : "s lie", share.cut);
    if (is_group_told(share) && share.cut > 0) {
      text += fmt::format("Wherever they live within those, the share of the first group is {} to {}. ",
                          whole_percent(share.bounds.low), whole_percent(share.bounds.high));
    }
  }
  text += fmt::format(
      "'From' and 'to' hold where the part of a small area inside is peopled up to {:g} times as thickly, or as "
      "thinly, "
      "as its whole, and is made up as its whole; 'at least' and 'at most' wherever they live. Where a characteristic "
      "is "
      "one of the small area (deprivation) no more can go wrong; of ages and the like the mixture within a small area "
      "may differ too.",
      stats::kDensityFactor);
  return text;
}

ops::PlainWords equality_words(const EqualityFindings& f) {
  ops::PlainWords words;
  words.shows = what_equality_shows(f);
  words.how_sure = how_sure_it_stands(f);
  words.does_not_show =
      "It does not say who the victims or suspects are, nor who comes there by day or night: it is of those who live "
      "there. Residents of a deprived small area are not each deprived.";
  words.methods = fmt::format(
      "areal weighting of '{}' by their land (share of the land inside; Goodchild and Lam 1980); index = 100 x share "
      "inside / share of all; from and to are the extremes over "
      "every density up to {:g} times, at least and at most those over every share, of each cut small area (of which "
      "more than 1 % lies in and out); residents to the nearest {:g}, nothing of places with fewer than {:g} or of "
      "groups with fewer than "
      "{:g}.",
      f.set.name, stats::kDensityFactor, kRoundedTo, kFewestResidents, kRoundedTo);
  for (const ResidentGroups& groups : f.groups)
    words.methods += fmt::format(" {}: {}.", groups.characteristic, groups.in_words);
  return words;
}

core::Result<std::vector<ResidentGroups>> groups_asked_for(const EqualityQuestion& question,
                                                           const borough::AreaSet& set,
                                                           const ops::OperationContext& context) {
  std::vector<ResidentGroups> all;
  if (auto fifths = deprivation_fifths(set)) all.push_back(*std::move(fifths));
  if (!question.file.empty()) {
    const auto table =
        read_coded_numbers({question.file, set}, context.progress.part(0.0, 0.1, "The table"), context.diagnostics);
    if (!table) return table.error();
    auto groups = groups_of_table(*table, question.columns, set);
    if (!groups) return groups.error();
    all.insert(all.begin(), std::move(groups).value());
  }
  if (all.empty()) {
    return core::not_found(fmt::format(
        "the small areas '{}' know no ranks of deprivation with residents: import LSOAs with IMD rank and population, "
        "or give a --file with counts of residents by small area",
        set.name));
  }
  for (const ResidentGroups& groups : all) {
    if (groups.areas_unknown == 0) continue;
    context.diagnostics.warn("areas-unknown",
                             fmt::format("{}: of {} of {} small areas nothing is known; they count nowhere",
                                         groups.characteristic, groups.areas_unknown, set.areas.size()));
  }
  return all;
}

/// The places with all of them together first, where they are some of the ground.
core::Result<std::vector<PlaceShares>> shares_of(const ChosenPlaces& chosen, const std::vector<ResidentGroups>& groups,
                                                 const analysis::PeopledGround& ground,
                                                 const jobs::Progress& progress) {
  std::vector<geo::MultiPolygon> shapes = chosen.shapes;
  std::vector<PlaceShares> places;
  for (std::size_t i = 0; i < shapes.size(); ++i) places.push_back({chosen.names[i], {}, shapes[i]});
  const bool has_sum = !chosen.everywhere;
  if (has_sum) {
    auto together = geo::union_of(shapes, progress.part(0.0, 0.2));
    if (!together) return together.error();
    shapes.insert(shapes.begin(), std::move(together).value());
    places.insert(places.begin(), {shapes.size() > 2 ? "All together" : chosen.names.front(), {}, {}});
  }
  const auto inside = analysis::ground_shares(shapes, ground, progress.part(0.2, 1.0));
  if (!inside) return inside.error();
  for (std::size_t i = 0; i < places.size(); ++i) {
    for (const ResidentGroups& one : groups) {
      std::vector<stats::GroupShare> shares;
      for (std::size_t g = 0; g < one.names.size(); ++g) shares.push_back(share_in((*inside)[i], one, g));
      places[i].shares.push_back(std::move(shares));
    }
  }
  return places;
}

core::Result<ops::OperationResult> run_equality(const EqualityQuestion& question,
                                                const ops::OperationContext& context) {
  const auto set = borough::areas_of(context.dataset, borough::AreaKind::small_area);
  if (!set) {
    return core::not_found(
        "the workspace has no small areas: import LSOAs with their population and rank of deprivation first");
  }
  note_area_sets(context.dataset, borough::AreaKind::small_area, context.diagnostics);
  const auto groups = groups_asked_for(question, *set, context);
  if (!groups) return groups.error();
  const auto chosen = chosen_places(question.places, context);
  if (!chosen) return chosen.error();
  const geo::MultiPolygon land = land_of(context.dataset, context.diagnostics);
  const auto places =
      shares_of(*chosen, *groups, {*set, land}, context.progress.part(0.1, 1.0, "Residents of the places"));
  if (!places) return places.error();
  ops::OperationResult result;
  ops::say(result, equality_words({*chosen, *groups, *places, *set}));
  result.layers.push_back({"equality", fmt::format("Who lives there: {}, all = 100", groups->front().names.front()),
                           "choropleth:index", "", core::make_snapshot(shares_table(*places, groups->front()))});
  // A single place is the same as all together.
  std::vector<PlaceShares> listed = *places;
  if (!chosen->everywhere && chosen->names.size() == 1) listed.erase(listed.begin() + 1, listed.end());
  result.layers.push_back(
      {"equality-groups", "Who lives there, by group", "table", "", core::make_snapshot(group_table(listed, *groups))});
  return result;
}

}  // namespace

void register_equality(ops::OperationRegistry& registry) {
  registry.add<EqualityQuestion>(
      {.name = "equality",
       .title = "Who lives there?",
       .summary = "Of the residents of a hotspot, or of any areas, who lives there beside the borough?",
       .method =
           "Residents of hotspots, of any kept areas or of wards, estimated from small areas by the share of their "
           "land "
           "that lies inside (areal weighting; Goodchild and Lam 1980): by the deprivation of their small area, in "
           "fifths of England's where the small areas are those of an English index, else of the borough's, and by the "
           "columns of a table of the user's (ages and other characteristics, as the census publishes them). Index = "
           "100 x share inside / share of all. Ranges are the extremes over what share of each cut small area may live "
           "inside, made up as the whole of it (a fractional linear programme after Duncan and Davis 1953). It "
           "does not say who the victims or suspects are. Small numbers of residents are not told.",
       .group = ops::kResidentGroup,
       .use = ops::WorkspaceUse::reads,
       .needs = borough::Part::areas,
       .example = "equality saltmere.sqlite --result hotspots --output equality-groups=who.csv",
       .positional = ""},
      run_equality);
}

}  // namespace wardscope::catalog
