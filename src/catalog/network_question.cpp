// SPDX-License-Identifier: GPL-3.0-or-later
#include "catalog/network_question.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <cmath>
#include <limits>

#include "analysis/disclosure.hpp"
#include "analysis/line_kernel.hpp"
#include "analysis/network_reach.hpp"
#include "borough/place_sharing.hpp"
#include "catalog/density_options.hpp"
#include "catalog/inputs.hpp"

namespace wardscope::catalog {
namespace {

constexpr core::Metres kUsualLixel{50.0};

/// The reach of a quartic kernel of the same spread along a line.
double quartic_reach(const analysis::NetworkDensityOptions& options) {
  const double spread = analysis::LineKernel{options.kernel, options.bandwidth.value()}.spread();
  return spread / analysis::LineKernel{analysis::KernelShape::quartic, 1.0}.spread();
}

}  // namespace

void describe(NetworkQuestion& question, core::ParameterVisitor& visitor) {
  static constexpr std::array kSharedPoints{core::Choice{"leave-out", "Leave them out"},
                                            core::Choice{"use", "Use them, and say so"}};
  describe(question.filter, visitor);
  describe(question.density, visitor);
  visitor.metres(
      {"within", "Incidents within (m) of a street", "Moved onto the nearest street; farther ones are left out"},
      {1.0, 1000.0}, question.within);
  visitor.enumeration(
      {"shared-points", "Incidents on shared points",
       "Incidents that their publisher moved to points of its map, which tell nothing of single streets"},
      kSharedPoints, question.shared_points);
  describe(question.graph, visitor);
}

core::Result<RowsForStreets> rows_for_streets(SharedPoints shared_points, const borough::IncidentTable& incidents,
                                              std::span<const std::uint32_t> rows) {
  RowsForStreets chosen;
  for (const std::uint32_t row : rows) {
    const std::uint32_t place = incidents.place.empty() ? borough::IncidentTable::kNoPlace : incidents.place[row];
    const bool moved = place != borough::IncidentTable::kNoPlace;
    if (moved) ++chosen.moved;
    if (moved && shared_points == SharedPoints::leave_out) continue;
    chosen.rows.push_back(row);
  }
  const auto sensitivity = analysis::sensitivity_of_surface(incidents, chosen.rows);
  const bool enough =
      static_cast<std::int64_t>(chosen.rows.size()) >= analysis::DisclosureControl().threshold(sensitivity);
  if (!enough && chosen.moved > 0 && shared_points == SharedPoints::leave_out) {
    return core::invalid_argument(fmt::format(
        "{}: the source moved the selected incidents to points of its map, all but fewer than {}, and a density along "
        "streets would show the streets on which it put its points. Take 'kernel-density', which shows areas; or, if "
        "you will say so wherever you show it, --shared-points use",
        borough::kNoStreetLevel, analysis::DisclosureControl().threshold(sensitivity)));
  }
  chosen.sharing = borough::place_sharing(incidents, chosen.rows);
  return chosen;
}

core::Result<analysis::NetworkDensityOptions> permitted_network_density(analysis::NetworkDensityOptions options,
                                                                        const analysis::SensitivePlaces& sensitive,
                                                                        core::Diagnostics& diagnostics) {
  const bool automatic = options.lixel.value() == 0.0;
  if (automatic) options.lixel = sensitive.incidents > 0 ? kSensitiveCell : kUsualLixel;
  if (sensitive.incidents == 0) {
    // A narrow kernel is not refused for lixels that nobody asked for.
    const double reach = analysis::LineKernel{options.kernel, options.bandwidth.value()}.reach();
    constexpr double kShortestLixel = 5.0;
    if (automatic && reach < 2.0 * kUsualLixel.value())
      options.lixel = core::Metres(std::max(kShortestLixel, reach / 2.0));
    return options;
  }
  const std::string types = joined_names(sensitive.types);
  // A bandwidth that is no number fails here too.
  if (!(quartic_reach(options) >= kSensitiveBandwidth.value()) || !(options.lixel >= kSensitiveCell)) {
    return core::invalid_argument(fmt::format(
        "some of the selected incidents are of sensitive types at their exact places ({}): so that no single record "
        "shows, a density along streets needs a bandwidth of at least {:.0f} m and pieces of at least {:.0f} m (or 0); "
        "or choose other types",
        types, std::ceil(kSensitiveBandwidth.value() * options.bandwidth.value() / quartic_reach(options)),
        kSensitiveCell.value()));
  }
  diagnostics.note("sensitive-places",
                   fmt::format("streets are told in pieces of {:.0f} m or more and none where fewer than {} incidents "
                               "lie in the kernel's reach: with sensitive types at their exact places ({}) more would "
                               "show single records",
                               options.lixel.value(),
                               analysis::DisclosureControl().threshold(borough::Sensitivity::sensitive), types));
  return options;
}

core::Result<ToldDensity> told_density(const NetworkAnswer& answer, bool thinned, std::int64_t least,
                                       const jobs::Progress& progress) {
  ToldDensity told;
  told.per_km = answer.density.per_km;
  for (double& value : told.per_km) value = std::max(0.0, value);
  if (thinned) {
    const core::Metres reach(quartic_reach(answer.options));
    const auto counts =
        analysis::incidents_in_reach(answer.graph, answer.places, answer.density.lixels, reach, progress);
    if (!counts) return counts.error();
    constexpr double kMetresPerKilometre = 1000.0;
    told.step =
        kMetresPerKilometre * analysis::LineKernel{answer.options.kernel, answer.options.bandwidth.value()}.at(0.0);
    for (std::size_t l = 0; l < told.per_km.size(); ++l) {
      told.per_km[l] = (*counts)[l] < least ? std::numeric_limits<double>::quiet_NaN()
                                            : told.step * std::round(told.per_km[l] / told.step);
    }
  }
  told.told = static_cast<std::size_t>(
      std::count_if(told.per_km.begin(), told.per_km.end(), [](double value) { return value > 0.0; }));
  return told;
}

}  // namespace wardscope::catalog
