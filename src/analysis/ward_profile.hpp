// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <array>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "analysis/camera_view.hpp"
#include "analysis/coverage.hpp"
#include "analysis/disclosure.hpp"
#include "analysis/hotspots.hpp"
#include "analysis/hub_access.hpp"
#include "borough/dataset.hpp"
#include "core/result.hpp"
#include "jobs/progress.hpp"

namespace wardscope::analysis {

/// A key figure of a profile: "Recorded incidents", 1,204, "65.1 per 1,000 residents (61.5 to 68.9)".
struct KeyFigure {
  std::string label;
  ProfileNumber number;
  std::string unit;
  int decimals = 0;
  std::string detail;             ///< one line: interval, rank, comparison
  std::optional<double> borough;  ///< the same figure for the borough
  bool is_change = false;         ///< printed with its sign
};

struct TypeCount {
  std::string type;
  ProfileNumber count;
  ProfileNumber share;         ///< 0..1 of the ward's incidents
  double borough_share = 0.0;  ///< 0..1; NaN where the borough's count is hidden
};

struct MonthCount {
  int month_index = 0;  ///< core::month_index
  ProfileNumber count;
  double borough_mean = 0.0;  ///< mean of all wards that month; NaN where the borough's count is hidden
};

/// The two parts of a month's count: the police record anti-social behaviour as an incident, not as a crime. Both are
/// shown or both are hidden: one and the total would give the other away.
struct MonthParts {
  ProfileNumber antisocial;
  ProfileNumber rest;
};

/// What a month's count is held against: the mean of a run of months and how far chance goes from it.
struct MonthLimits {
  int first_month = 0;  ///< of the run, core::month_index
  int last_month = 0;
  double centre = 0.0;  ///< mean of the run's counts
  double low = 0.0;
  double high = 0.0;
  double dispersion = 1.0;  ///< by which the limits are wider than those of Poisson counts
};
/// A run of fewer says little about what a month is like.
constexpr std::size_t kLeastMonthsForLimits = 12;

/// Limits of a c-chart (see stats/control_chart.hpp) of the latest run of at least twelve consecutive months whose
/// counts are all shown; widened, never narrowed, by their dispersion. Made of shown counts alone: it tells nothing
/// that they do not. Nothing where there is no such run.
std::optional<MonthLimits> month_limits(const std::vector<MonthCount>& months);

enum class AgainstLimits { none, below, within, above };  ///< none: there are no limits, or no count
AgainstLimits against_limits(const MonthCount& month, const std::optional<MonthLimits>& limits);

struct ProfilePlace {
  std::string name;  ///< street name or hub; never a point
  std::string detail;
  ProfileNumber count;
};

struct ProfileCamera {
  std::string reference;
  std::string name;
  std::string view;                  ///< "bearing 120°, 60° wide, 80 m" or "bearing not known"
  std::optional<double> visible_m2;  ///< nothing where the view is not known
  ProfileNumber incidents_in_view;
  bool assumed = false;  ///< the view rests on an assumption
};

struct ProfileHub {
  std::string name;
  std::string kind;
  std::string opening_hours;
  double metres_to_ward_centre = 0.0;
};

/// One value of a series that the council tracks for the ward.
struct ProfileIndicator {
  std::string indicator;
  std::string period;  ///< as written
  std::string unit;
  ProfileNumber value;  ///< a count as DisclosureControl shows it, anything else as written
  bool higher_is_better = true;
};

/// Everything a ward profile prints, after disclosure control. Pure values: report draws them, computes nothing.
struct WardProfile {
  std::string ward_name;
  std::string ward_code;
  std::string place;
  bool synthetic = false;
  geo::MultiPolygon shape;
  std::string period;          ///< "January 2025 to December 2025"
  std::string counted;         ///< which incidents of the period, "Burglary; 20:00 to 03:59"; empty: all
  std::int64_t incidents = 0;  ///< the true count, for programs; print key_figures instead
  std::vector<KeyFigure> key_figures;
  std::vector<std::string> unknowns;  ///< what the data can't tell, and why; a sentence each
  std::vector<std::string> findings;  ///< plain sentences, numbers already suppressed where needed
  std::vector<TypeCount> types;       ///< by count, largest first
  std::vector<MonthCount> months;
  std::optional<MonthLimits> month_limits;  ///< of `months`
  std::vector<MonthParts> month_parts;      ///< as `months`; empty where one of the two parts has no incidents at all
  std::string rest_name;                    ///< what the other part is: "Crime", or "All other types"
  bool has_hours = false;                   ///< false: the source knows no hours (data.police.uk)
  std::int64_t with_hours = 0;              ///< incidents whose hour is known
  std::array<std::array<ProfileNumber, 24>, 7> hours;  ///< [weekday, 0 Monday][hour]
  std::vector<ProfilePlace> hotspot_places;
  std::vector<Hotspot> hotspots;  ///< that touch the ward, for its map
  bool has_cameras = false;       ///< a register is there; the same for the others: false is "not known", not "none"
  bool has_hubs = false;
  bool has_indicators = false;
  bool has_actions = false;
  std::vector<ProfileCamera> cameras;
  ProfileNumber share_in_view;    ///< 0..1 of the ward's incidents
  geo::MultiPolygon in_view;      ///< the ground that cameras see in the ward
  std::size_t assumed_views = 0;  ///< of cameras that stand in the ward or see into it
  std::size_t known_views = 0;    ///< of these too
  /// "if 95 cameras see what is assumed of them (range 60 m; bearing not known: all round)": a clause for whatever is
  /// said of what is in view; empty where nothing is assumed.
  std::string view_condition;
  std::vector<ProfileHub> hubs;
  ProfileNumber people_beyond_reach;  ///< residents beyond 800 m of an open hub
  std::vector<ProfileIndicator> indicators;
  std::vector<borough::PlanAction> actions;
  std::vector<std::string> suppressed;   ///< what was suppressed and why, one sentence each
  std::vector<std::string> methods;      ///< a sentence a method, with parameters
  std::vector<std::string> assumptions;  ///< camera views assumed, heights assumed …
};

/// What profiles are made from. Borrows everything. Null parts are left out of the profile, and said so.
struct WardProfileInput {
  const borough::Dataset&
      dataset;  ///< with wards and incidents; small areas, cameras, hubs, streets … where there are any
  borough::IncidentFilter filter;
  const HotspotSet* hotspots = nullptr;  ///< of the same filter
  const CameraViewSet* views = nullptr;  ///< of the dataset's cameras
  const Coverage* coverage = nullptr;    ///< of the same views and filter, the dataset's wards
  const HubAccess* access = nullptr;     ///< of the dataset's wards
  core::Metres hub_reach{800.0};         ///< that `access` used
  DisclosureOptions disclosure;
  std::vector<std::string> methods;  ///< sentences on how hotspots and views were made, with their parameters
};

/// The profile of one ward, by name or code. All wards are counted, because ranks and disclosure control need them:
/// what a profile hides does not depend on which wards are asked for.
/// @returns not_found without wards, incidents or that ward (with the names that there are); invalid_argument for a bad
///   filter or a coverage of another one; cancelled.
core::Result<WardProfile> ward_profile(const WardProfileInput& input, std::string_view ward,
                                       const jobs::Progress& progress);

/// The profiles of all wards, in the order of the set. Every incident is located once.
core::Result<std::vector<WardProfile>> ward_profiles(const WardProfileInput& input, const jobs::Progress& progress);

}  // namespace wardscope::analysis
