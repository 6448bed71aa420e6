// SPDX-License-Identifier: GPL-3.0-or-later
#include <fmt/format.h>

#include <algorithm>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "analysis/disclosure.hpp"
#include "analysis/repeat_places.hpp"
#include "catalog/inputs.hpp"
#include "catalog/on_the_land.hpp"
#include "catalog/operations.hpp"
#include "catalog/repeat_place_table.hpp"
#include "catalog/told_counts.hpp"
#include "catalog/view_words.hpp"
#include "core/text.hpp"
#include "ops/operation_groups.hpp"
#include "ops/plain_words.hpp"

namespace wardscope::catalog {
namespace {

struct RepeatPlaceQuestion {
  borough::IncidentFilter filter;
  analysis::RepeatPlaceOptions repeats;
  std::int64_t listed = 50;
};

void describe(RepeatPlaceQuestion& question, core::ParameterVisitor& visitor) {
  describe(question.filter, visitor);
  describe(question.repeats, visitor);
  visitor.integer({"most", "Places listed", "At most so many places, those with most incidents"}, {1, 1000},
                  question.listed);
}

struct PlaceFindings {
  const RepeatPlaceQuestion& question;
  const analysis::RepeatPlaces& found;
  const std::vector<PlaceClass>& classes;
  borough::Sensitivity sensitivity;
  bool street_level;
  std::size_t listed;
  std::int64_t not_listed_rows;  ///< of sensitive types
};

/// "a place", or what a place is where many incidents share one.
const char* place_word(const PlaceFindings& f) { return f.street_level ? "places" : "map points"; }

std::string share_in_words(std::int64_t part, std::int64_t whole, borough::Sensitivity sensitivity) {
  const auto share = told_share(static_cast<double>(part), static_cast<double>(whole), sensitivity);
  constexpr double kLeastTold = 0.005;  // less would read 0 %
  if (share && *share < kLeastTold)
    return part == 0 && sensitivity == borough::Sensitivity::open ? "none" : "under 1 %";
  return share ? core::fixed(*share * 100.0, 0) + " %" : std::string("too few to be told");
}

std::string where_they_repeat(const PlaceFindings& f) {
  const auto places = static_cast<std::int64_t>(f.found.places.size());
  std::string text = fmt::format("{} stand at {} different {}",
                                 incidents_in_words(f.found.incidents, f.question.filter, f.sensitivity),
                                 shown_count(places, f.sensitivity), place_word(f));
  // With the number of places this would tell how many have one incident.
  if (f.classes.front().places.value && !analysis::DisclosureControl().is_small(f.found.repeat_places, f.sensitivity)) {
    const std::int64_t at_repeats = f.found.incidents - f.found.places_with(1, 1);
    text += fmt::format(", {} of which had two or more; these hold {} of the incidents",
                        shown_count(f.found.repeat_places, f.sensitivity),
                        share_in_words(at_repeats, f.found.incidents, f.sensitivity));
  }
  constexpr double kTop = 0.1;
  text += fmt::format(". The tenth of the {} with most incidents holds {} of them", place_word(f),
                      share_in_words(f.found.incidents_at_top(kTop), f.found.incidents, f.sensitivity));
  if (f.found.dated > 0) {
    text += fmt::format("; {} came within {} days after another at the same {}",
                        share_in_words(f.found.soon, f.found.dated, f.sensitivity), f.question.repeats.within_days,
                        f.street_level ? "place" : "map point");
  }
  return text + ".";
}

std::string how_sure_of_places(const PlaceFindings& f) {
  std::string text =
      "This counts what is recorded and tests nothing; how well addresses were found decides it. An address written in "
      "two ways is two places, and a point that a geocoder falls back to (a postcode, a street's middle) is one place "
      "for many. Incidents before the period are not seen, so that a repeat may look like a first one.";
  const std::int64_t undated = f.found.incidents - f.found.dated;
  if (f.found.dated == 0) {
    text += " Of none of them is the date known to the day: whether they came soon after another is not known.";
  } else if (undated > 0) {
    text += fmt::format(" Of {} the date is not known to the day: whether they came soon after another is not known.",
                        share_in_words(undated, f.found.incidents, f.sensitivity));
  }
  return text;
}

std::string what_places_do_not_show(const PlaceFindings& f) {
  std::string text =
      "Who was harmed or did harm at a place, nor that more happens there than would by the number of people who live, "
      "work or pass there. Whether one incident brings the next is the question of near-repeats.";
  if (!f.street_level) {
    text +=
        " Many of these incidents share a point: it is one of the publisher's map, to which incidents from several "
        "addresses are moved, and no address.";
  }
  if (f.not_listed_rows > 0) {
    text += " Places of sensitive types are counted above and are in no list.";
  }
  return text;
}

std::string listed_in_words(const PlaceFindings& f) {
  const auto listed = static_cast<std::int64_t>(f.listed);
  if (listed == 0) return "none is listed";
  if (listed < f.question.listed) return fmt::format("{} are listed", listed);
  return fmt::format("the {} with most incidents are listed", listed);
}

std::string method_of_places(const PlaceFindings& f) {
  return fmt::format(
      "A place is a pair of equal coordinates (British National Grid). Places are ranked by recorded incidents, equals "
      "from the west; {}, each count to the nearest {}, and places with fewer than {} are in no list. The tenth of the "
      "{} is rounded up "
      "to "
      "{}. A repeat within {} days has a date at most so many days after the one before at its place, dates being "
      "whole "
      "days.",
      listed_in_words(f), analysis::DisclosureControl().threshold(f.sensitivity),
      (3 * analysis::DisclosureControl().threshold(f.sensitivity) + 1) / 2, place_word(f),
      shown_count(f.found.places_in(0.1), f.sensitivity), f.question.repeats.within_days);
}

core::Result<ops::OperationResult> run_repeat_places(const RepeatPlaceQuestion& question,
                                                     const ops::OperationContext& context) {
  const auto selection = selected_incidents(context.dataset, question.filter, context.diagnostics);
  if (!selection) return selection.error();
  const borough::IncidentTable& incidents = *context.dataset.incidents;
  if (!context.progress.part(0.0, 0.3, "Shared points").tick(0.0)) return core::cancelled();
  const auto rows = rows_on_land(context.dataset, selection->rows, context.diagnostics);
  if (!rows) return rows.error();
  const borough::PlaceSharing sharing = borough::place_sharing(incidents, *rows);
  const auto found =
      analysis::repeat_places(incidents, *rows, question.repeats, context.progress.part(0.3, 0.6, "Repeats"));
  if (!found) return found.error();
  const std::vector<std::uint32_t> listable = listable_rows(incidents, *rows);
  const auto listed =
      analysis::repeat_places(incidents, listable, question.repeats, context.progress.part(0.6, 0.9, "Places to list"));
  if (!listed) return listed.error();
  const auto sensitivity = analysis::sensitivity_of_rows(incidents, *rows);
  const std::vector<PlaceClass> classes = place_classes(*found, sensitivity);
  table::FeatureTable places =
      place_table({context.dataset, *listed, analysis::sensitivity_of_rows(incidents, listable), question.listed});
  const PlaceFindings findings{question,
                               *found,
                               classes,
                               sensitivity,
                               sharing.street_level(),
                               places.row_count(),
                               static_cast<std::int64_t>(rows->size() - listable.size())};
  if (findings.not_listed_rows > 0) {
    context.diagnostics.note("sensitive-places",
                             "incidents of sensitive types at their exact places are in the counts and in no list of "
                             "places: a place would tell who lives there");
  }
  ops::OperationResult result;
  ops::say(result, {where_they_repeat(findings), how_sure_of_places(findings), what_places_do_not_show(findings),
                    method_of_places(findings)});
  result.layers.push_back({"repeat-places", "Places by number of incidents", "table", "",
                           core::make_snapshot(place_class_table(classes)), ops::CountedIncidents{sensitivity}});
  if (places.row_count() > 0) {
    result.layers.push_back({"repeat-places-list", "Places with repeated incidents", "points", "",
                             core::make_snapshot(std::move(places)), ops::CountedIncidents{sensitivity}});
  } else {
    context.diagnostics.note("no-places", "no place has as many incidents as may be told: none is listed");
  }
  return result;
}

}  // namespace

void register_repeat_places(ops::OperationRegistry& registry) {
  registry.add<RepeatPlaceQuestion>(
      {.name = "repeat-places",
       .title = "Repeat places",
       .summary = "Which places have incidents again and again, and what share of all incidents is theirs?",
       .method =
           "Counts incidents at equal coordinates: how many places had one, two, three and more, what share of the "
           "incidents the tenth of the places with most of them holds, and what share came within some days after "
           "another at the same place (repeat victimisation: Farrell and Pease 1993; hot dots). A place is an address "
           "only where incidents were geocoded to addresses: where a publisher moves them to points of its map, a "
           "place "
           "is such a point. Listed counts are to the nearest five (ten of sensitive types), and small ones are not "
           "listed. Incidents of sensitive types at their exact places are counted and never listed.",
       .group = ops::kWhereGroup,
       .use = ops::WorkspaceUse::reads,
       .needs = borough::Part::areas | borough::Part::incidents | borough::Part::streets,
       .example = "repeat-places saltmere.sqlite --type Burglary --within-days 30",
       .positional = ""},
      run_repeat_places);
}

}  // namespace wardscope::catalog
