// SPDX-License-Identifier: GPL-3.0-or-later
#include "sample/building_lots.hpp"

#include <algorithm>
#include <cmath>

#include "core/random.hpp"
#include "sample/box_index.hpp"
#include "sample/exact_math.hpp"

namespace wardscope::sample {
namespace {

constexpr std::uint64_t kLotChannel = 301;
constexpr double kKerbMargin = 0.8;    // m between a wall and any carriageway
constexpr double kWallToShore = 14.0;  // m between a wall and the water
constexpr double kRetry = 5.0;         // m to go on after a lot that did not fit
constexpr double kDoorToKerb = 1.5;    // m from the kerb: the middle of the pavement
constexpr double kShareVacant = 0.03;  // of lots: yards, gaps, drives

double draw(core::CounterRng& rng, Span span) { return rng.uniform(span.least, span.most); }

/// A line that can be asked for the place at a distance from its start.
class Course {
 public:
  explicit Course(const geo::LineString& line) : line_(line) {
    lengths_.push_back(0.0);
    for (std::size_t i = 1; i < line.size(); ++i)
      lengths_.push_back(lengths_.back() + exact_length(line[i] - line[i - 1]));
  }
  [[nodiscard]] double length() const { return lengths_.back(); }
  [[nodiscard]] geo::Point at(double distance) const {
    const auto after = std::ranges::upper_bound(lengths_, distance);
    const auto i = static_cast<std::size_t>(
        std::clamp<std::ptrdiff_t>(after - lengths_.begin(), 1, static_cast<std::ptrdiff_t>(line_.size()) - 1));
    const double piece = lengths_[i] - lengths_[i - 1];
    const double t = piece > 0 ? (distance - lengths_[i - 1]) / piece : 0.0;
    return line_[i - 1] + (line_[i] - line_[i - 1]) * std::clamp(t, 0.0, 1.0);
  }

 private:
  const geo::LineString& line_;
  std::vector<double> lengths_;
};

/// A place for a building and what the ring of its walls will be.
struct Lot {
  double frontage = 0.0;
  double depth = 0.0;
  double setback = 0.0;
  double wing_depth = 0.0;  ///< 0: none
  double wing_from = 0.0;   ///< share of the frontage where the wing begins
  double wing_to = 0.0;
};

class Builder {
 public:
  Builder(const Recipe& recipe, const Ground& ground, const StreetNetwork& streets, std::uint64_t seed)
      : recipe_(recipe), ground_(ground), streets_(streets), seed_(seed), taken_(recipe.extent) {}

  void build_along(std::uint32_t street, double side);
  [[nodiscard]] std::vector<SketchBuilding> buildings() && { return std::move(buildings_); }

 private:
  [[nodiscard]] std::size_t choose_plot(core::CounterRng& rng, std::uint32_t street, geo::Point p) const;
  [[nodiscard]] Lot choose_lot(core::CounterRng& rng, const PlotRecipe& plot) const;
  [[nodiscard]] bool is_free(const TurnedBox& box) const;
  void raise(core::CounterRng& rng, std::size_t plot, const Lot& lot, const TurnedBox& box);

  const Recipe& recipe_;
  const Ground& ground_;
  const StreetNetwork& streets_;
  std::uint64_t seed_;
  BoxIndex taken_;
  std::vector<SketchBuilding> buildings_;
  std::uint32_t street_ = 0;
  geo::Point door_;
};

std::size_t Builder::choose_plot(core::CounterRng& rng, std::uint32_t street, geo::Point p) const {
  const StyleRecipe& style = recipe_.styles[recipe_.districts[ground_.district[ground_.cell_at(p)]].style];
  const StreetRank rank = streets_.streets[street].rank;
  if (style.plots.empty()) return recipe_.plots.size();
  const double pick = rng.uniform();
  // Shops gather along main roads of the dense quarters, in parades elsewhere.
  if (rank == StreetRank::pedestrian) return plot_index(recipe_, "centre");
  if (rank <= StreetRank::b_road) {
    if (style.name == "terrace" && pick < 0.6) return plot_index(recipe_, "parade");
    if ((style.name == "suburb" || style.name == "estate") && pick < 0.12) return plot_index(recipe_, "parade");
    if (style.name == "suburb" && pick < 0.22) return plot_index(recipe_, "flats");
  }
  double sum = 0.0;
  for (const PlotShare& share : style.plots) {
    sum += share.share;
    if (pick < sum) return share.plot;
  }
  return style.plots.back().plot;
}

Lot Builder::choose_lot(core::CounterRng& rng, const PlotRecipe& plot) const {
  Lot lot{draw(rng, plot.frontage), draw(rng, plot.depth), draw(rng, plot.setback)};
  if (rng.chance(plot.wing_share)) {
    lot.wing_depth = lot.depth * rng.uniform(0.25, 0.6);
    lot.wing_from = rng.chance(0.5) ? 0.0 : rng.uniform(0.1, 0.4);
    lot.wing_to = lot.wing_from + rng.uniform(0.3, 0.55);
  }
  return lot;
}

bool Builder::is_free(const TurnedBox& box) const {
  for (const geo::Point corner : box.corners()) {
    if (!ground_.is_buildable(corner) || !ground_.is_land_around(corner, kWallToShore)) return false;
  }
  if (!ground_.is_buildable(box.centre) || taken_.any_overlap(box)) return false;
  bool free = true;
  const double reach = exact_length({box.half_length, box.half_width}) + 2 * kStreetStep;
  streets_.index.near(box.centre, reach, [&](const StreetIndex::Vertex& v) {
    if (!free) return;
    const SketchStreet& street = streets_.streets[v.street];
    if (v.index + 1 >= street.line.size()) return;
    free = !box.grown(half_width(street.rank) + kKerbMargin).meets(v.position, street.line[v.index + 1]);
  });
  return free;
}

void Builder::raise(core::CounterRng& rng, std::size_t plot, const Lot& lot, const TurnedBox& box) {
  const PlotRecipe& recipe = recipe_.plots[plot];
  const geo::Point back = left_of(box.along);  // away from the street: the box's own left
  const geo::Point front_left = box.centre - box.along * box.half_length - back * box.half_width;
  const auto place = [&](double u, double v) { return to_centimetre(front_left + box.along * u + back * v); };
  SketchBuilding building;
  const double main_depth = 2 * box.half_width - lot.wing_depth;
  const double width = 2 * box.half_length;
  geo::Ring& ring = building.footprint;
  ring = {place(0, 0), place(width, 0), place(width, main_depth)};
  if (lot.wing_depth > 0) {
    const double from = lot.wing_from * width;
    const double to = std::min(lot.wing_to, 1.0) * width;
    ring.push_back(place(to, main_depth));
    ring.push_back(place(to, main_depth + lot.wing_depth));
    ring.push_back(place(from, main_depth + lot.wing_depth));
    if (from > 0) ring.push_back(place(from, main_depth));
  }
  if (lot.wing_depth <= 0 || lot.wing_from > 0) ring.push_back(place(0, main_depth));
  ring.push_back(ring.front());
  const double ground_area = (width * main_depth + (lot.wing_to - lot.wing_from) * width * lot.wing_depth);
  // Low heights are commoner than high ones: the lesser of two draws.
  building.height = std::min(draw(rng, recipe.height), draw(rng, recipe.height));
  building.height = std::floor(building.height * 10 + 0.5) / 10;
  building.dwellings = std::floor(ground_area / 100 * recipe.dwellings_per_100_m2 + rng.uniform());
  building.plot = static_cast<std::uint8_t>(plot);
  building.district = ground_.district[ground_.cell_at(box.centre)];
  building.street = street_;
  building.door = to_centimetre(door_);
  taken_.add(box);
  buildings_.push_back(std::move(building));
}

void Builder::build_along(std::uint32_t street, double side) {
  const SketchStreet& sketch = streets_.streets[street];
  const Course course(sketch.line);
  core::CounterRng rng(seed_ * 1000 + kLotChannel, (static_cast<std::uint64_t>(street) << 1U) | (side > 0 ? 1U : 0U));
  street_ = street;
  double at = half_width(sketch.rank) + rng.uniform(1, 4);
  while (at < course.length()) {
    const std::size_t plot = choose_plot(rng, street, course.at(at));
    if (plot == recipe_.plots.size() || rng.chance(kShareVacant)) {
      at += 2 * kRetry;
      continue;
    }
    Lot lot = choose_lot(rng, recipe_.plots[plot]);
    bool built = false;
    // Where the lot does not fit, a narrower and then a shallower one may.
    for (int attempt = 0; attempt < 3 && !built; ++attempt) {
      if (attempt == 1) lot.frontage = recipe_.plots[plot].frontage.least;
      if (attempt == 2) lot.wing_depth = 0.0;
      if (at + lot.frontage > course.length()) continue;
      const geo::Point from = course.at(at);
      const geo::Point to = course.at(at + lot.frontage);
      const double chord = exact_length(to - from);
      if (chord < 0.85 * lot.frontage) continue;
      const geo::Point along = unit(to - from) * side;
      const geo::Point back = left_of(along);
      const double whole_depth = lot.depth + lot.wing_depth;
      const double front = half_width(sketch.rank) + lot.setback;
      const geo::Point middle = (from + to) * 0.5;
      const TurnedBox box{middle + back * (front + whole_depth / 2), along, chord / 2, whole_depth / 2};
      if (!is_free(box)) continue;
      door_ = middle + back * (half_width(sketch.rank) + kDoorToKerb);
      raise(rng, plot, lot, box);
      built = true;
    }
    at += built ? lot.frontage + draw(rng, recipe_.plots[plot].gap) : kRetry;
  }
}

}  // namespace

core::Result<std::vector<SketchBuilding>> make_buildings(const Recipe& recipe, const Ground& ground,
                                                         const StreetNetwork& streets, std::uint64_t seed,
                                                         const jobs::Progress& progress) {
  Builder builder(recipe, ground, streets, seed);
  const auto count = static_cast<std::uint32_t>(streets.streets.size());
  for (std::uint32_t street = 0; street < count; ++street) {
    if (!progress.tick(static_cast<double>(street) / count)) return core::cancelled();
    for (const double side : {1.0, -1.0}) builder.build_along(street, side);
  }
  return std::move(builder).buildings();
}

}  // namespace wardscope::sample
