// SPDX-License-Identifier: GPL-3.0-or-later
#include "sample/recipe.hpp"

#include <algorithm>
#include <cassert>
#include <nlohmann/json.hpp>
#include <span>

#include "core/embedded_file.hpp"

namespace wardscope::embedded {
std::span<const core::EmbeddedFile> sample_files();
}

namespace wardscope::sample {
namespace {

using Json = nlohmann::json;

/// Reads the parts of the recipe. nlohmann's exceptions (a missing key, a wrong type) are caught in read_recipe().
class RecipeReader {
 public:
  explicit RecipeReader(const Json& json) : json_(json) {
    const Json& origin = json.at("origin");
    origin_ = {origin.at(0).get<double>(), origin.at(1).get<double>()};
  }

  Recipe read() {
    recipe_.place = json_.at("place").get<std::string>();
    const Json& size = json_.at("size");
    recipe_.extent.add(origin_);
    recipe_.extent.add(origin_ + geo::Point{size.at(0).get<double>(), size.at(1).get<double>()});
    read_land();
    for (const Json& road : json_.at("main_roads")) {
      MainRoadRecipe entry{road.at("name").get<std::string>(), road.at("class").get<std::string>(), {}};
      for (const Json& at : road.at("points")) entry.points.push_back(position(at));
      recipe_.main_roads.push_back(std::move(entry));
    }
    for (const Json& plot : json_.at("plots")) recipe_.plots.push_back(read_plot(plot));
    for (const Json& style : json_.at("styles")) recipe_.styles.push_back(read_style(style));
    for (const Json& at : json_.at("districts")) {
      recipe_.districts.push_back(
          {position(at), style_index(at.at(2).get<std::string>()), at.at(3).get<double>(), at.at(4).get<double>()});
    }
    for (const Json& at : json_.at("wards")) {
      const geo::Point middle{at.at(1).get<double>(), at.at(2).get<double>()};
      recipe_.wards.push_back({at.at(0).get<std::string>(), origin_ + middle});
    }
    return std::move(recipe_);
  }

 private:
  [[nodiscard]] geo::Point position(const Json& at) const {
    return origin_ + geo::Point{at.at(0).get<double>(), at.at(1).get<double>()};
  }
  static Span span(const Json& at) { return {at.at(0).get<double>(), at.at(1).get<double>()}; }

  void read_land() {
    for (const Json& at : json_.at("outline")) recipe_.outline.push_back({position(at), at.at(2).get<double>()});
    recipe_.coast_points = json_.at("coast_points").get<std::size_t>();
    recipe_.beach_width = json_.at("beach_width").get<double>();
    for (const Json& strip : json_.at("corridors")) {
      CorridorRecipe entry{strip.at("name").get<std::string>(), strip.at("width").get<double>(), {}};
      for (const Json& at : strip.at("points")) entry.points.push_back(position(at));
      recipe_.corridors.push_back(std::move(entry));
    }
    for (const Json& at : json_.at("river")) recipe_.river.push_back({position(at), at.at(2).get<double>()});
    for (const Json& park : json_.at("parks")) {
      const Json& ellipse = park.at("ellipse");
      recipe_.parks.push_back({park.at("name").get<std::string>(), position(ellipse), ellipse.at(2).get<double>(),
                               ellipse.at(3).get<double>(), ellipse.at(4).get<double>()});
    }
  }

  static PlotRecipe read_plot(const Json& plot) {
    PlotRecipe entry;
    entry.name = plot.at("name").get<std::string>();
    entry.frontage = span(plot.at("frontage"));
    entry.depth = span(plot.at("depth"));
    entry.gap = span(plot.at("gap"));
    entry.setback = span(plot.at("setback"));
    entry.height = span(plot.at("height"));
    entry.dwellings_per_100_m2 = plot.at("dwellings").get<double>();
    entry.wing_share = plot.at("wing").get<double>();
    entry.trade = plot.at("trade").get<double>();
    return entry;
  }

  StyleRecipe read_style(const Json& style) {
    StyleRecipe entry;
    entry.name = style.at("name").get<std::string>();
    entry.long_spacing = style.at("long").get<double>();
    entry.cross_spacing = style.at("cross").get<double>();
    entry.wander = style.at("wander").get<double>();
    entry.through = style.at("through").get<double>();
    entry.closes = style.at("closes").get<double>();
    entry.deprived = style.at("deprived").get<double>();
    for (const Json& share : style.at("plots")) {
      const auto name = share.at(0).get<std::string>();
      const auto found = std::ranges::find(recipe_.plots, name, &PlotRecipe::name);
      if (found == recipe_.plots.end()) throw Json::other_error::create(501, "no plot '" + name + "'", nullptr);
      entry.plots.push_back({static_cast<std::size_t>(found - recipe_.plots.begin()), share.at(1).get<double>()});
    }
    return entry;
  }

  [[nodiscard]] std::size_t style_index(const std::string& name) const {
    const auto found = std::ranges::find(recipe_.styles, name, &StyleRecipe::name);
    if (found == recipe_.styles.end()) throw Json::other_error::create(501, "no style '" + name + "'", nullptr);
    return static_cast<std::size_t>(found - recipe_.styles.begin());
  }

  const Json& json_;
  geo::Point origin_;
  Recipe recipe_;
};

}  // namespace

core::Result<Recipe> read_recipe(std::string_view json) {
  try {
    const Json parsed = Json::parse(json);
    return RecipeReader(parsed).read();
  } catch (const Json::exception& error) {
    return core::malformed(std::string("recipe of the synthetic borough: ") + error.what());
  }
}

std::string_view shipped_file(std::string_view name) {
  for (const core::EmbeddedFile& file : embedded::sample_files()) {
    if (file.name == name) return file.text;
  }
  assert(false && "a file that CMakeLists.txt does not embed");
  return {};
}

std::size_t plot_index(const Recipe& recipe, std::string_view name) {
  const auto found = std::ranges::find(recipe.plots, name, &PlotRecipe::name);
  assert(found != recipe.plots.end());
  return static_cast<std::size_t>(found - recipe.plots.begin());
}

}  // namespace wardscope::sample
