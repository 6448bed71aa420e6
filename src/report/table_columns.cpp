// SPDX-License-Identifier: GPL-3.0-or-later
#include "report/table_columns.hpp"

#include <algorithm>
#include <array>
#include <cmath>
#include <numeric>
#include <string_view>

#include "core/text.hpp"
#include "report/text_rasteriser.hpp"

namespace wardscope::report {
namespace {

using cartography::Weight;

/// Points for one em of type: the longest piece of a text that no line may break, at size 1 times `size`.
class LongestPiece {
 public:
  LongestPiece(float size, Weight weight) : size_(size), weight_(weight) {}

  void add(std::string_view text) {
    for (const std::string_view word : core::split(text, ' ')) {
      // Only what is nearly as long can be wider: measuring every word of a long table would take longer than the page.
      if (word.size() + 2 < bytes_ || word == last_) continue;
      bytes_ = std::max(bytes_, word.size());
      last_ = word;
      width_ = std::max(width_, measure_text(word, size_, weight_).width);
    }
  }
  [[nodiscard]] float width() const { return width_; }

 private:
  float size_;
  Weight weight_;
  std::size_t bytes_ = 0;
  std::string_view last_;
  float width_ = 0.0F;
};

/// What each column needs at the type's sizes.
std::vector<float> least_widths(const ReportTable& table, const TableColumns& type, float usable) {
  constexpr float kMostOfWidth = 0.25F;
  constexpr float kSlack = 0.5F;  // a line of exactly its width may break by a rounding
  std::vector<float> least;
  for (std::size_t c = 0; c < table.columns.size(); ++c) {
    LongestPiece head(type.head_size, Weight::bold);
    head.add(table.columns[c].label);
    LongestPiece cells(type.cell_size, Weight::regular);
    for (const auto& row : table.rows) {
      if (c < row.size()) cells.add(row[c].text);
    }
    least.push_back(std::min(std::max(head.width(), cells.width()) + kSlack, kMostOfWidth * usable));
  }
  return least;
}

float sum_of(const std::vector<float>& widths) { return std::accumulate(widths.begin(), widths.end(), 0.0F); }

/// By weight, but each its least; what those took is taken from the others in proportion to what they have to spare.
std::vector<float> shared(const ReportTable& table, const std::vector<float>& least, float usable) {
  float weights = 0.0F;
  for (const TableColumn& column : table.columns) weights += column.weight;
  const float needed = sum_of(least);
  std::vector<float> widths;
  float above = 0.0F;
  for (std::size_t c = 0; c < least.size(); ++c) {
    const float wished = usable * table.columns[c].weight / weights;
    widths.push_back(std::max(0.0F, wished - least[c]));
    above += widths.back();
  }
  const float spare = std::max(0.0F, usable - needed);
  const float squeeze = needed > usable ? usable / needed : 1.0F;
  for (std::size_t c = 0; c < least.size(); ++c) {
    widths[c] =
        least[c] * squeeze + (above > 0.0F ? spare * widths[c] / above : spare / static_cast<float>(least.size()));
  }
  return widths;
}

}  // namespace

TableColumns columns_of(const ReportTable& table, float width) {
  constexpr std::array<float, 5> kSizes{8.0F, 7.6F, 7.2F, 6.8F, 6.4F};
  const float usable = width - 2 * kColumnInset - kColumnGap * static_cast<float>(table.columns.size() - 1);
  TableColumns columns;
  std::vector<float> least;
  for (const float size : kSizes) {
    columns.cell_size = size;
    columns.head_size = std::min(7.5F, size);
    least = least_widths(table, columns, usable);
    if (sum_of(least) <= usable) break;
  }
  columns.widths = shared(table, least, usable);
  return columns;
}

}  // namespace wardscope::report
