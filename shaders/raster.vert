#version 330 core
// SPDX-License-Identifier: GPL-3.0-or-later
// A raster: one quad over its extent.
#include "common/page.glsl"

uniform vec4 u_extent;  // metres from the layer's origin: west, south, east, north
uniform vec2 u_cells;   // columns and rows

out vec2 v_cell;        // position in cells from the south-west corner

void main() {
  vec2 unit = vec2(float(gl_VertexID & 1), float(gl_VertexID >> 1));
  v_cell = unit * u_cells;
  gl_Position = page_to_clip(ground_to_page(mix(u_extent.xy, u_extent.zw, unit)));
}
