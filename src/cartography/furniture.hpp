// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "borough/dataset.hpp"
#include "cartography/legend.hpp"
#include "cartography/scene.hpp"
#include "cartography/text_measure.hpp"

namespace wardscope::cartography {

/// A round ground length, 1, 2 or 5 times a power of ten metres, the longest that fits in `most_points`.
/// @pre metres_per_point > 0, most_points > 0
double scale_bar_metres(double metres_per_point, double most_points);
/// "200 m", "1 km", "0.5 m".
std::string length_text(double metres);
/// "1:10,000", three digits that matter.
std::string scale_text(double metres_per_point);

/// The licence lines to print for a dataset, each once, in the order of its sources; the line of synthetic data first.
/// A line that ends in "database right" gets the years of the areas that it stands for: those of their vintage, never
/// that of the import or of today. Where no vintage is known it stays without.
std::vector<std::string> attribution_lines(const borough::Dataset& dataset);

/// Takes away the labels that the furniture's panels would cut: a name is whole or not there.
void drop_covered_labels(Scene& scene, const TextMeasure& measure);

/// Breaks text at spaces into lines no wider than `width` points; a longer word stands alone.
std::vector<std::string> wrapped(std::string_view text, float size, float width, const TextMeasure& measure);

/// What the furniture of a map says.
struct FurnitureText {
  std::string title;                    ///< the finding
  std::string subtitle;                 ///< what, where, when
  std::string marking;                  ///< "OFFICIAL", top and bottom, or empty
  std::string imprint;                  ///< date, data revision, version: at the bottom right
  std::string code;                     ///< of the provenance, beside the page's number; may be empty
  std::vector<std::string> provenance;  ///< below the sources
  int page = 1;
  int pages = 1;
  bool synthetic = false;
  bool street_level = true;  ///< false: a badge says that the points on the map tell nothing of single streets
  std::vector<std::string> attribution;
};

/// Lays furniture out on a page and appends it to `scene.furniture`. Reads the scene's size and scale.
class FurnitureLayout {
 public:
  FurnitureLayout(Scene& scene, const TextMeasure& measure) : scene_(scene), measure_(measure) {}

  /// Scale bar, north arrow, badge of synthetic data, attribution: what a map in a window needs.
  void add_screen(const FurnitureText& text);
  /// A sheet to print or to send: title and subtitle, legend, scale bar, north arrow, sources, imprint, page number.
  void add_sheet(const FurnitureText& text, const std::vector<LegendEntry>& legend);

  /// Scale bar with its bottom left corner at (x, y). @returns the room it takes.
  Box add_scale_bar(float x, float y);
  /// Arrow to grid north, 26 points high, with its bottom centre at (x, y).
  void add_north_arrow(float x, float y);
  /// The key, its top right corner at the place, at most so high; what doesn't fit is counted, not hidden.
  struct LegendPlace {
    float right = 0.0F;
    float top = 0.0F;
    float most_height = 0.0F;
  };
  Box add_legend(const std::vector<LegendEntry>& legend, const LegendPlace& place);

 private:
  void panel(const Box& box);
  void write(TextItem item) { scene_.furniture.emplace_back(std::move(item)); }
  Box add_title(const FurnitureText& text, float top);
  /// The badges that the text asks for, one below the other.
  void add_badges(const FurnitureText& text, float x, float y);
  /// Lines of at most `width` in the lower right corner. @returns the baseline above them
  float add_sources(const std::vector<std::string>& sources, float width);
  float add_imprint(const FurnitureText& text);
  void add_marking(const FurnitureText& text, float bottom);

  Scene& scene_;
  const TextMeasure& measure_;
};

}  // namespace wardscope::cartography
