// SPDX-License-Identifier: GPL-3.0-or-later
#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <limits>
#include <optional>

#include "analysis/disclosure.hpp"
#include "analysis/two_periods.hpp"
#include "catalog/density_options.hpp"
#include "catalog/inputs.hpp"
#include "catalog/operations.hpp"
#include "catalog/view_words.hpp"
#include "core/civil_time.hpp"
#include "core/text.hpp"
#include "ops/operation_groups.hpp"
#include "ops/plain_words.hpp"

namespace wardscope::catalog {

std::string_view density_unit(const DensityQuestion& question) {
  if (question.when.asked()) return question.weighed() ? "weight per km² and day" : "per km² and day";
  return question.weighed() ? "weight per km²" : "per km²";
}

std::string density_in_words(double density, const DensityQuestion& question) {
  const std::string words =
      question.when.asked() ? core::fixed(density, 2) + " per km² and day" : core::fixed(density, 1) + " per km²";
  return question.weighed() ? "a weight of " + words : words;
}

void add_density_layers(const DensityQuestion& question, DensityAnswer& answer, ops::OperationResult& result) {
  const bool weighed = question.weighed();
  result.layers.push_back({"density", weighed ? "Density of incidents by weight" : "Density of incidents", "density",
                           std::string(density_unit(question)), core::make_snapshot(std::move(answer.shown))});
  if (!answer.unweighted) return;
  result.layers.push_back({"density-unweighted", "Density of incidents, each counted once", "density",
                           question.when.asked() ? "per km² and day" : "per km²",
                           core::make_snapshot(*std::move(answer.unweighted))});
}

std::string surface_remarks(const DensityQuestion& question, const DensityAnswer& answer) {
  std::string words;
  if (const auto& adapted = answer.surface.adapted) {
    words = fmt::format(
        "The bandwidth follows the density: {:.0f} m where incidents are densest, {:.0f} m at the middle place and "
        "{:.0f} m where they are thinnest.",
        adapted->least.value(), adapted->median.value(), adapted->greatest.value());
  }
  if (question.weighed()) {
    words += fmt::format("{}The surface of each incident counted once is beside it (layer density-unweighted).",
                         words.empty() ? "" : " ");
  }
  if (answer.harm) words += " " + harm_in_words(*answer.harm);
  if (answer.harm && (answer.surface.off_land > 0 || !answer.ground.shape.empty()))
    words += " These shares are of all selected incidents, wherever they are.";
  return words;
}

std::vector<ops::UsedFile> used_files(const DensityAnswer& answer) {
  std::vector<ops::UsedFile> used;
  if (answer.harm) used.push_back(used_file(answer.harm->table));
  return used;
}

namespace {

struct PlacedDensityQuestion {
  DensityQuestion density;
  GroundChoice ground;
};

void describe(PlacedDensityQuestion& question, core::ParameterVisitor& visitor) {
  describe(question.density, visitor);
  describe(question.density.when, visitor);
  describe(question.ground, visitor);
}

/// That the surface keeps the total; of a part, what reaches into it from around.
std::string mass_words(const analysis::DensitySurface& surface, const PlacedDensityQuestion& question,
                       const ChosenGround& ground) {
  // Beside the number of incidents the exact sum of weights could tell how many are of the gravest type.
  if (!question.density.harm_table.empty()) {
    return fmt::format("Mass check: the surface adds up to {} of the weight{}.", percent(surface.mass / surface.weight),
                       ground.shape.empty() ? "" : " inside, with what reaches in from around");
  }
  const std::string mass = core::fixed(surface.mass, 1);
  if (ground.shape.empty()) {
    const bool in_time = question.density.when.asked();
    return fmt::format("Mass check: the surface adds up to {} of {}{}{}.", mass,
                       core::fixed(surface.weight, in_time ? 1 : 0),
                       question.density.weighed() ? ", their weight together" : " incidents", in_time ? " a day" : "");
  }
  return fmt::format(
      "At the edge the hills over {} incidents around it count as far as they reach in, so that the "
      "surface adds up to {} and not to the incidents inside.",
      shown_count(surface.around), mass);
}

/// Over the land; of a table's weights from their sum as it may be told, and nothing where that is not or only a part
/// of them lies on the ground: how large a part would tell of single ones.
std::optional<double> told_mean(const DensityAnswer& answer) {
  const analysis::DensitySurface& surface = answer.surface;
  if (!answer.harm || answer.harm->all_alike()) return surface.mean_per_km2;
  const auto sum = told_sum(*answer.harm);
  if (!sum || surface.off_land > 0 || !answer.ground.shape.empty()) return std::nullopt;
  return surface.mean_per_km2 * *sum / answer.harm->sum;
}

double greatest_shown(const raster::Raster<float>& shown) {
  float greatest = 0.0F;
  for (const float value : shown.values()) greatest = std::isnan(value) ? greatest : std::max(greatest, value);
  return static_cast<double>(greatest);
}

std::string_view edge_words(analysis::EdgeCorrection correction) {
  switch (correction) {
    case analysis::EdgeCorrection::none:
      return "not corrected at the edge of the land";
    case analysis::EdgeCorrection::uniform:
      return "corrected at the edge of the land (Diggle 1985)";
    case analysis::EdgeCorrection::jones_diggle:
      break;
  }
  return "corrected at the edge of the land (Jones 1993)";
}

/// Of a density at a day the days that count, in place of the months of the filter.
std::string selected_in_words(const PlacedDensityQuestion& question, const DensityAnswer& answer) {
  const DensityQuestion& density = question.density;
  if (!density.when.asked()) return incidents_in_words(answer.surface.incidents, density.filter);
  borough::IncidentFilter any_time = density.filter;
  any_time.from.clear();
  any_time.to.clear();
  std::string period;
  if (!density.filter.from.empty() || !density.filter.to.empty()) {
    borough::IncidentFilter months;
    months.from = density.filter.from;
    months.to = density.filter.to;
    const std::string words = borough::describe_in_words(months);
    period = "; of " + words.substr(words.find("; ") + 2);
  }
  return fmt::format("{} recorded incidents ({}; {}{})", shown_count(answer.surface.incidents),
                     borough::describe_in_words(any_time), window_in_words(density.when), period);
}

ops::PlainWords words_of(const PlacedDensityQuestion& question, const DensityAnswer& answer,
                         const borough::Dataset& dataset) {
  ops::PlainWords words;
  words.how_sure =
      "the surface is exact for the places as they were recorded, and has no margin of its own: a narrower kernel "
      "makes its hills steeper, another year moves them. 'stability' shows which of them stay, 'significance' which "
      "are more than chance. " +
      mass_words(answer.surface, question, answer.ground);
  if (!answer.narrow_in_words.empty()) words.how_sure += " " + answer.narrow_in_words;
  words.does_not_show = with_street_level(
      "a density says where records are close together; it is not a risk for a person, and where more people are, more "
      "is recorded.",
      dataset, answer.selection.rows);
  words.methods =
      fmt::format("{}{}, exact at the centre of each cell; {}.", analysis::describe_in_words(answer.surface.options),
                  describe_in_words(question.density.when), edge_words(answer.surface.options.edge_correction));
  return words;
}

struct RowsOf {
  const borough::IncidentTable& incidents;
  const std::vector<std::uint32_t>& rows;
};

/// The day in the titles, and the months of the incidents that count in legends.
void say_when(const SpaceTime& when, const RowsOf& of, ops::OperationResult& result) {
  int first = std::numeric_limits<int>::max();
  int last = std::numeric_limits<int>::min();
  for (const std::uint32_t row : of.rows) {
    const int month = core::month_index(of.incidents.time[row]);
    first = std::min(first, month);
    last = std::max(last, month);
  }
  for (ops::ResultLayer& layer : result.layers) {
    layer.title += " as of " + day_in_words(when);
    layer.counted.from = analysis::month_text(first);
    layer.counted.to = analysis::month_text(last);
  }
}

core::Result<ops::OperationResult> run_density(const PlacedDensityQuestion& question,
                                               const ops::OperationContext& context) {
  if (auto status = check_when(question.density.when); !status) return status.error();
  auto answer = incident_density(question.density, context, question.ground);
  if (!answer) return answer.error();
  const analysis::DensitySurface& surface = answer->surface;
  ops::OperationResult result;
  const auto mean = told_mean(*answer);
  result.sentences.push_back(
      fmt::format("{}{}: {}{} at the densest place.", selected_in_words(question, *answer), answer->ground.in_words,
                  mean ? fmt::format("on average {} over {} km² of land, ", density_in_words(*mean, question.density),
                                     core::fixed(surface.land_km2, 1))
                       : std::string(),
                  core::fixed(greatest_shown(answer->shown), question.density.when.asked() ? 2 : 0)));
  if (answer->thinned) {
    result.sentences.push_back(fmt::format(
        "Sensitive types at their exact places are among them: the surface has a value only where {} incidents or more "
        "lie in the kernel's reach.",
        analysis::DisclosureControl().threshold(answer->sensitivity)));
  }
  if (std::string remarks = surface_remarks(question.density, *answer); !remarks.empty())
    result.sentences.push_back(std::move(remarks));
  if (!answer->bandwidth_in_words.empty()) result.sentences.push_back(answer->bandwidth_in_words);
  ops::say(result, words_of(question, *answer, context.dataset));
  result.used = used_files(*answer);
  const std::vector<std::uint32_t> rows = answer->selection.rows;
  add_density_layers(question.density, *answer, result);
  if (question.density.when.asked()) say_when(question.density.when, {*context.dataset.incidents, rows}, result);
  return result;
}

}  // namespace

void register_density(ops::OperationRegistry& registry) {
  registry.add<PlacedDensityQuestion>(
      {.name = "kernel-density",
       .title = "Density of incidents",
       .summary = "Where are incidents close together? A surface in incidents per km²",
       .method =
           "Kernel density, exact at the centre of each cell (nothing is binned): the sum over incidents of "
           "3/(pi h^2) (1 - d^2/h^2)^2 for d < h (quartic; Wand and Jones 1995), or of a Gaussian. Near the coast and "
           "the borough's edge each incident is divided by the share of its kernel that lies on land (Jones 1993), "
           "so that the surface adds up to the number of incidents. Of chosen wards or neighbourhoods it is the same "
           "surface, cut to them: incidents around them count. As of a day it is the product of that kernel with one "
           "in "
           "time (Brunsdon, Corcoran and Higgs 2007), per km² and day.",
       .group = ops::kWhereGroup,
       .use = ops::WorkspaceUse::reads,
       .needs = borough::Part::areas | borough::Part::incidents,
       .example =
           "kernel-density saltmere.sqlite --bandwidth 150 --type \"Anti-social behaviour\" --output density.tif",
       .positional = ""},
      run_density);
}

}  // namespace wardscope::catalog
