// SPDX-License-Identifier: GPL-3.0-or-later
// Where things are. The page's pixels run from its top left corner, y down; OpenGL sees a part of the page.

uniform vec4 u_part;         // pixels: left and top of the part on the page, its width and height
uniform vec2 u_corner_high;  // the page's top left corner relative to the layer's origin, metres: the sum of a rounded
uniform vec2 u_corner_low;   // value and its remainder, so that panning moves a layer by exact steps at any easting
uniform float u_scale;       // pixels a metre

vec2 ground_to_page(vec2 ground) {
  vec2 offset = (ground - u_corner_high) - u_corner_low;
  return vec2(offset.x, -offset.y) * u_scale;
}

vec4 page_to_clip(vec2 page) {
  vec2 unit = (page - u_part.xy) / u_part.zw;
  return vec4(unit.x * 2.0 - 1.0, 1.0 - unit.y * 2.0, 0.0, 1.0);
}
