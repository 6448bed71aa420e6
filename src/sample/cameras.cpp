// SPDX-License-Identifier: GPL-3.0-or-later
#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <nlohmann/json.hpp>

#include "core/random.hpp"
#include "sample/exact_math.hpp"
#include "sample/places.hpp"

namespace wardscope::sample {
namespace {

constexpr std::uint64_t kCameraChannel = 601;
constexpr double kColumnToKerb = 0.6;    // m: a street column stands at the back of the kerb
constexpr Span kColumnHeight{5.5, 9.0};  // m
constexpr Span kWallHeight{3.2, 5.0};
constexpr Span kDuplicateShift{2.0, 11.0};  // m between two councils' positions of one camera
constexpr double kMillimetre = 0.001;

struct Lens {
  double focal_length = 0.0;  ///< mm
  double field_of_view = 0.0;
  double range = 0.0;
  double share = 0.0;
};

/// What a camera's register leaves out, as shares.
struct Missing {
  double bearing = 0.0;
  double field_of_view = 0.0;
  double lens = 0.0;
  double range = 0.0;
  double height = 0.0;
};

struct Placement {
  std::string street;
  double every = 0.0;
  double from_x = 0.0;
  double to_x = 0.0;
  double wall = 0.0;  ///< share mounted on a wall
};

double to_step(double value, double step) { return std::floor(value / step + 0.5) * step; }

class Mounting {
 public:
  Mounting(const Town& town, const std::vector<PlantedHotspot>& hotspots, const nlohmann::json& json)
      : town_(town), hotspots_(hotspots), keep_clear_(json.at("keep_clear").get<double>()) {
    for (const auto& lens : json.at("lenses")) {
      lenses_.push_back(
          {lens.at(0).get<double>(), lens.at(1).get<double>(), lens.at(2).get<double>(), lens.at(3).get<double>()});
    }
    const auto& missing = json.at("missing");
    missing_ = {missing.at("bearing").get<double>(), missing.at("field_of_view").get<double>(),
                missing.at("lens").get<double>(), missing.at("range").get<double>(),
                missing.at("height").get<double>()};
  }

  void place_along(const Placement& placement, NamedRegister& target, const nlohmann::json& council) {
    for (const SketchStreet& street : town_.streets.streets) {
      if (street.name != placement.street) continue;
      double walked = placement.every / 2;
      for (std::size_t i = 1; i + 1 < street.line.size(); ++i) {
        walked += exact_length(street.line[i] - street.line[i - 1]);
        const double x = street.line[i].x - town_.recipe.extent.min_x;
        if (walked < placement.every || x < placement.from_x || x > placement.to_x) continue;
        walked = 0.0;
        mount(placement, street, i, target, council);
      }
    }
  }

 private:
  [[nodiscard]] bool is_clear(geo::Point p) const {
    return std::ranges::none_of(hotspots_, [&](const PlantedHotspot& spot) {
      return spot.blind && exact_length(spot.centre - p) < spot.radius.value() + keep_clear_;
    });
  }

  void mount(const Placement& placement, const SketchStreet& street, std::size_t vertex, NamedRegister& target,
             const nlohmann::json& council) {
    core::CounterRng rng(town_.seed * 1000 + kCameraChannel, drawn_++);
    const geo::Point at = street.line[vertex];
    const geo::Point along = unit(street.line[vertex + 1] - street.line[vertex - 1]);
    const geo::Point aside = left_of(along) * (rng.chance(0.5) ? 1.0 : -1.0);
    geo::Point position = at + aside * (half_width(street.rank) + kColumnToKerb);
    std::string mount = "Street column";
    Span heights = kColumnHeight;
    if (rng.chance(placement.wall)) {
      const SketchBuilding& building = town_.buildings[town_.nearest_building(position)];
      const geo::Point front = (building.footprint[0] + building.footprint[1]) * 0.5;
      constexpr double kWallReach = 25.0;  // m
      if (exact_length(front - at) < kWallReach) {
        constexpr double kBracket = 0.3;  // m before the wall
        position = front - left_of(unit(building.footprint[1] - building.footprint[0])) * kBracket;
        mount = "Wall bracket";
        heights = kWallHeight;
      }
    }
    position = to_centimetre(position);
    if (!is_clear(position) || !town_.ground.is_land(position)) return;
    target.cameras.push_back(describe_camera(rng, target, council));
    borough::Camera& camera = target.cameras.back();
    camera.position = position;
    camera.note = mount;
    camera.name = place_name(street, position);
    if (rng.chance(missing_.height)) {
      rng.bits();
    } else {
      camera.mounting_height = core::Metres(to_step(rng.uniform(heights.least, heights.most), 0.1));
    }
    const double way = rng.chance(0.5) ? 1.0 : -1.0;
    aim(rng, camera, turned(along * way, rng.uniform(-25, 25)));
  }

  [[nodiscard]] borough::Camera describe_camera(core::CounterRng& rng, const NamedRegister& target,
                                                const nlohmann::json& council) const {
    borough::Camera camera;
    camera.id = static_cast<std::int64_t>(target.cameras.size()) + 1;
    camera.reference = fmt::format("{}{:03}", council.at("prefix").get<std::string>(), camera.id);
    camera.register_name = target.name;
    camera.owner = council.at("owner").get<std::string>();
    const double pick = rng.uniform();
    camera.kind = pick < 0.55   ? borough::CameraKind::fixed
                  : pick < 0.75 ? borough::CameraKind::dome
                                : borough::CameraKind::pan_tilt_zoom;
    const double state = rng.uniform();
    camera.status = state < 0.86   ? borough::CameraStatus::in_service
                    : state < 0.94 ? borough::CameraStatus::out_of_service
                                   : borough::CameraStatus::unknown;
    constexpr std::array<const char*, 4> kPurposes{"Public safety", "Town centre and night-time economy",
                                                   "Traffic and public safety", ""};
    camera.purpose = kPurposes[rng.below(kPurposes.size())];
    return camera;
  }

  void aim(core::CounterRng& rng, borough::Camera& camera, geo::Point heading) const {
    double pick = rng.uniform();
    const Lens* lens = &lenses_.back();
    for (const Lens& candidate : lenses_) {
      if (pick < candidate.share) {
        lens = &candidate;
        break;
      }
      pick -= candidate.share;
    }
    const bool all_round = camera.kind == borough::CameraKind::dome;
    borough::CameraView view;
    if (!all_round && !rng.chance(missing_.bearing)) {
      const double bearing = to_step(bearing_of_direction(heading), 5.0);
      view.bearing = core::Degrees(bearing >= 360 ? 0.0 : bearing);
    }
    constexpr double kAllRound = 360.0;
    if (!rng.chance(missing_.field_of_view))
      view.field_of_view = core::Degrees(all_round ? kAllRound : lens->field_of_view);
    if (view.bearing || view.field_of_view) camera.views.push_back(view);
    if (!rng.chance(missing_.lens)) camera.focal_length = core::Metres(lens->focal_length * kMillimetre);
    if (!rng.chance(missing_.range)) camera.range = core::Metres(lens->range);
  }

  /// "High Street / Fish Lane": the nearest other street.
  [[nodiscard]] std::string place_name(const SketchStreet& street, geo::Point p) const {
    constexpr double kCorner = 60.0;  // m
    double nearest = kCorner;
    std::string other;
    town_.streets.index.near(p, kCorner, [&](const StreetIndex::Vertex& v) {
      const double far = exact_length(v.position - p);
      const std::string& name = town_.streets.streets[v.street].name;
      if (far >= nearest || name == street.name) return;
      nearest = far;
      other = name;
    });
    return other.empty() ? street.name : street.name + " / " + other;
  }

  const Town& town_;
  const std::vector<PlantedHotspot>& hotspots_;
  double keep_clear_;
  std::vector<Lens> lenses_;
  Missing missing_;
  std::uint64_t drawn_ = 0;
};

/// Writes cameras of the first register into the second, a few metres off and in other words.
void plant_duplicates(const Town& town, const nlohmann::json& json, CameraRegisters& made) {
  const auto& near = json.at("duplicates").at("near");
  const geo::Point target = geo::Point{near.at(0).get<double>(), near.at(1).get<double>()} +
                            geo::Point{town.recipe.extent.min_x, town.recipe.extent.min_y};
  std::vector<const borough::Camera*> order;
  for (const borough::Camera& camera : made.registers[0].cameras) order.push_back(&camera);
  std::ranges::stable_sort(order, {},
                           [&](const borough::Camera* camera) { return exact_length(camera->position - target); });
  order.resize(std::min(order.size(), json.at("duplicates").at("count").get<std::size_t>()));
  NamedRegister& second = made.registers[1];
  for (const borough::Camera* original : order) {
    core::CounterRng rng(town.seed * 1000 + kCameraChannel + 1, static_cast<std::uint64_t>(original->id));
    borough::Camera copy = *original;
    copy.id = static_cast<std::int64_t>(second.cameras.size()) + 1;
    copy.reference = fmt::format("{}{:03}", json.at("registers").at(1).at("prefix").get<std::string>(), copy.id);
    copy.register_name = second.name;
    copy.owner = json.at("registers").at(1).at("owner").get<std::string>();
    const std::size_t slash = copy.name.find(" / ");
    copy.name = slash == std::string::npos ? "Opp. shops, " + copy.name
                                           : copy.name.substr(slash + 3) + " jct " + copy.name.substr(0, slash);
    const double away = rng.uniform(kDuplicateShift.least, kDuplicateShift.most);
    copy.position = to_centimetre(original->position + direction_of_bearing(rng.uniform(0, 360)) * away);
    made.duplicates.push_back({original->register_name, original->reference, copy.register_name, copy.reference,
                               core::Metres(to_centimetre(exact_length(copy.position - original->position)))});
    second.cameras.push_back(std::move(copy));
  }
}

}  // namespace

CameraRegisters make_cameras(const Town& town, const std::vector<PlantedHotspot>& hotspots) {
  const auto json = nlohmann::json::parse(shipped_file("saltmere_cameras.json"));
  CameraRegisters made;
  Mounting mounting(town, hotspots, json);
  for (const auto& council : json.at("registers")) {
    made.registers.push_back({council.at("name").get<std::string>(), {}});
    for (const auto& entry : council.at("placements")) {
      const Placement placement{entry.at("street").get<std::string>(), entry.at("every").get<double>(),
                                entry.at("from_x").get<double>(), entry.at("to_x").get<double>(),
                                entry.at("wall").get<double>()};
      mounting.place_along(placement, made.registers.back(), council);
    }
  }
  plant_duplicates(town, json, made);
  return made;
}

}  // namespace wardscope::sample
