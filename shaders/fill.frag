#version 330 core
// SPDX-License-Identifier: GPL-3.0-or-later
#include "common/paint.glsl"

flat in vec4 v_fill;
flat in int v_hatch;

uniform vec2 u_hatch_anchor;   // page pixels to add so that a hatch stays on its ground while the map is panned
uniform float u_page_bottom;   // pixels from the part's bottom to the page's top: gl_FragCoord counts upwards
uniform float u_part_left;
uniform float u_hatch_spacing;
uniform float u_hatch_width;

out vec4 o_colour;

void main() {
  o_colour = premultiplied(v_fill);
  if (v_hatch == 0) return;
  vec2 page = vec2(gl_FragCoord.x + u_part_left, u_page_bottom - gl_FragCoord.y);
  o_colour = hatched(v_fill, hatch_coverage(v_hatch, page + u_hatch_anchor, u_hatch_spacing, u_hatch_width));
}
