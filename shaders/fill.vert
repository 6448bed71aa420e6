#version 330 core
// SPDX-License-Identifier: GPL-3.0-or-later
// Filled polygons: each vertex knows its polygon, and two tables say how that polygon looks, so that a new colouring
// needs no new geometry.
#include "common/page.glsl"

layout(location = 0) in vec2 a_ground;   // metres from the layer's origin
layout(location = 1) in uint a_polygon;

uniform usampler2D u_fill_of;  // fill of each polygon, row by row; 255: none
uniform sampler2D u_fills;     // one texel a fill: colour
uniform int u_fill_of_width;

flat out vec4 v_fill;
flat out int v_hatch;

void main() {
  int polygon = int(a_polygon);
  uint fill = texelFetch(u_fill_of, ivec2(polygon % u_fill_of_width, polygon / u_fill_of_width), 0).r;
  if (fill == 255u) {
    gl_Position = vec4(2.0, 2.0, 2.0, 1.0);  // outside of the clip volume: nothing is drawn
    v_fill = vec4(0.0);
    v_hatch = 0;
    return;
  }
  v_fill = texelFetch(u_fills, ivec2(int(fill), 0), 0);
  v_hatch = int(texelFetch(u_fills, ivec2(int(fill), 1), 0).r);
  gl_Position = page_to_clip(ground_to_page(a_ground));
}
