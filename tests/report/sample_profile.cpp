// SPDX-License-Identifier: GPL-3.0-or-later
#include "report/sample_profile.hpp"

#include <algorithm>
#include <cmath>

#include "cartography/furniture.hpp"
#include "core/random.hpp"
#include "report/ward_map.hpp"

namespace wardscope::test {
namespace {

using analysis::ProfileNumber;

constexpr ProfileNumber kSuppressed{{}, true};

void add_figures(analysis::WardProfile& profile) {
  profile.key_figures = {
      {"Recorded incidents", {1204.0, false}, "", 0, "rank 2 of 9 wards", 334.1},
      {"Recorded incidents per 1,000 residents",
       {149.3, false},
       "per 1,000",
       1,
       "141.0 to 158.0 (95 % interval)",
       44.9},
      {"Anti-social behaviour", {388.0, false}, "", 0, "32.2 % of the ward's", 101.4},
      {"Incidents in hotspots", {61.4, false}, "%", 1, "in 3.1 % of the ward's area", 38.2},
      {"In view of a camera", {34.8, false}, "%", 1, "with the views that are known", 21.0},
      {"Hate crime", kSuppressed, "", 0, "fewer than the threshold", {}},
      {"Residents beyond 800 m of a hub", {1840.0, false}, "people", 0, "of 8,124 residents", {}},
      {"Change on the year before",
       {-6.2, false},
       "%",
       1,
       "better: fewer recorded; 1,284 in the year before",
       -1.4,
       true},
  };
  profile.findings = {
      "Two hotspots hold 61.4 % of the ward's recorded incidents on 3.1 % of its land.",
      "Most recorded on Friday and Saturday from 20:00 to 23:59 about the harbour and the market square.",
      "Of the incidents in the first hotspot 41 % lie out of view of every camera whose bearing is known.",
  };
}

void add_counts(analysis::WardProfile& profile) {
  const std::array<std::pair<const char*, double>, 10> kTypes{
      {{"Anti-social behaviour", 388},
       {"Violence and sexual offences", 297},
       {"Shoplifting", 154},
       {"Criminal damage and arson", 121},
       {"Vehicle crime", 88},
       {"Burglary", 61},
       {"Drugs", 52},
       {"Possession of an offensive or otherwise prohibited weapon", 24},
       {"Bicycle theft", 12},
       {"Hate crime", 0}}};
  for (const auto& [type, count] : kTypes) {
    const ProfileNumber number = count > 0 ? ProfileNumber{count, false} : kSuppressed;
    const ProfileNumber share = count > 0 ? ProfileNumber{count / 1204, false} : kSuppressed;
    profile.types.push_back({type, number, share, std::min(0.9, 0.02 + count / 1500)});
  }
  for (int month = 0; month < 12; ++month) {
    ProfileNumber count{100.0 + 25 * std::sin(month * 0.8), false};
    count.value = std::round(*count.value);
    if (month == 5) count = kSuppressed;
    profile.months.push_back({660 + month, count, 32.0 + month % 4});
    const bool apart = month != 5 && month != 6;  // of the second the count is shown
    profile.month_parts.push_back({apart ? ProfileNumber{20.0 + month, false} : kSuppressed,
                                   apart ? ProfileNumber{*count.value - 20.0 - month, false} : kSuppressed});
  }
  profile.rest_name = "Crime";
  profile.has_hours = true;
  profile.with_hours = 1198;
  for (std::size_t day = 0; day < 7; ++day) {
    for (std::size_t hour = 0; hour < 24; ++hour) {
      core::CounterRng rng(5, day * 24 + hour);
      const double evening = std::exp(-std::pow((static_cast<double>(hour) - 21.0) / 3.0, 2));
      const double value = std::round(rng.uniform(0, 6) + evening * (day == 4 || day == 5 ? 34 : 14));
      profile.hours[day][hour] = value > 0 && value < 5 ? kSuppressed : ProfileNumber{value, false};
    }
  }
  profile.hotspot_places = {{"Quay Road", "Hotspot 1; 20:00 to 23:59", {212.0, false}},
                            {"Market Street", "Hotspot 2; shoplifting and anti-social behaviour", {164.0, false}},
                            {"Old Harbour Passage between the Fish Market and the Customs House", "", {41.0, false}},
                            {"Library Walk", "", kSuppressed}};
}

void add_assets(analysis::WardProfile& profile, int cameras) {
  for (int i = 0; i < cameras; ++i) {
    const std::string number = std::to_string(100 + i);
    profile.cameras.push_back(
        {"CAM " + number, i % 5 == 0 ? "Corner of Quay Road and Old Harbour Passage, column " + number : "Quay Road",
         i % 4 == 3 ? "bearing not known; assumed all round, 30 m" : "bearing 120°, 60° wide, 80 m", 2100.0 * (i + 1),
         i % 6 == 2 ? kSuppressed : ProfileNumber{12.0 * i + 7, false}});
  }
  profile.has_cameras = profile.has_hubs = profile.has_indicators = profile.has_actions = true;
  profile.share_in_view = {0.348, false};
  profile.hubs = {{"Saltmere Central Library", "Library", "Mon to Fri 09:00 to 18:00, Sat 10:00 to 16:00", 412},
                  {"Quayside Community Centre", "Community centre", "", 655}};
  profile.people_beyond_reach = {1840.0, false};
  analysis::ProfileIndicator value;
  value.indicator = "Residents who feel safe after dark";
  value.period = "2025-26 Q1";
  value.value = {61.5, false};
  value.unit = "%";
  profile.indicators = {value};
  profile.actions = {{"Night-time economy", "Agree a taxi marshal scheme for Quay Road on Fridays and Saturdays",
                      "Community safety partnership", "TBC", "In progress", "X05000001"},
                     {"Design", "=HYPERLINK(\"x\") lighting survey", "Highways", "2026-03", "Not begun", "X05000001"}};
  profile.suppressed = {
      "Counts from 1 to 4 are suppressed, and where one could be worked out from the others a second one is.",
      "Hate crime is counted with a threshold of 10."};
  profile.methods = {
      "Density: quartic kernel, bandwidth 200 m, edge correction Jones-Diggle, exact at the centres of 25 m cells; "
      "unit recorded incidents per km².",
      "Hotspots: contour areas at 3 times the mean density over the land, at least 2,500 m²; ranked by incidents.",
      "View: exact visibility polygon of each sector with buildings as obstacles."};
  profile.assumptions = {"4 cameras without a bearing are taken to see all round to 30 m; they are shown as discs."};
}

}  // namespace

report::ProfileDocument sample_document(const borough::Dataset& town) {
  report::ProfileDocument document;
  analysis::WardProfile& profile = document.profile;
  const borough::Area& ward = town.area_sets.front()->areas[4];
  profile.ward_name = ward.name;
  profile.ward_code = ward.code;
  profile.place = town.place;
  profile.synthetic = town.synthetic;
  profile.shape = ward.shape;
  profile.period = "January 2025 to December 2025";
  profile.incidents = 1204;
  analysis::Hotspot hotspot;
  hotspot.rank = 1;
  hotspot.shape = {geo::disc({401350, 91300}, 210)};
  profile.hotspots = {hotspot};
  profile.in_view = {geo::disc({401500, 91500}, 80), geo::disc({401180, 91150}, 60)};
  add_figures(profile);
  add_counts(profile);
  constexpr int kMoreThanAPage = 36;
  add_assets(profile, kMoreThanAPage);
  document.sources = cartography::attribution_lines(town);
  document.provenance_code = "7F3A-91C2";
  document.data_revision = town.revision;
  document.date = "2026-01-31";
  document.selection = "all types; 2025-01 to 2025-12";
  auto map = report::ward_map(profile, town);
  if (map) document.map = *map;
  return document;
}

}  // namespace wardscope::test
