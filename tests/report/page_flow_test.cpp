// SPDX-License-Identifier: GPL-3.0-or-later
#include "report/page_flow.hpp"

#include <cairo.h>
#include <gtest/gtest.h>

#include <string>

#include "report/text_layout.hpp"
#include "report/text_rasteriser.hpp"

namespace wardscope::report {
namespace {

class PageFlowTest : public testing::Test {
 protected:
  CairoSurface surface{cairo_image_surface_create(CAIRO_FORMAT_A8, 1, 1)};
  CairoContext cr{cairo_create(surface.get())};
  PageFlow flow{cr.get(), PageFrame()};

  float taken_by(const std::string& heading) {
    const float before = flow.room();
    flow.heading(heading, 0.0F);
    return before - flow.room();
  }
};

TEST_F(PageFlowTest, AHeadingTakesTheRoomOfTheLinesThatItIsDrawnIn) {
  static_cast<void>(taken_by("The first, which has no gap above"));
  const float one_line = taken_by("Short");
  // Narrower than the page and wider than what its bar leaves: the second line was printed over what followed.
  std::string heading = "Change";
  while (measure_text(heading, 12.5F, cartography::Weight::bold).width < flow.width() - 8.0F) {
    heading += heading.size() % 6 == 0 ? ' ' : 'i';
  }
  ASSERT_LT(measure_text(heading, 12.5F, cartography::Weight::bold).width, flow.width());
  EXPECT_GT(taken_by(heading), one_line + 10.0F);
}

}  // namespace
}  // namespace wardscope::report
