// SPDX-License-Identifier: GPL-3.0-or-later
// The vertex stage of symbols.
#include "common/page.glsl"

layout(location = 0) in vec2 a_place;     // metres from the layer's origin
layout(location = 1) in uint a_style;
layout(location = 2) in vec2 a_variation; // rotation in degrees clockwise, factor of the size

uniform sampler2D u_styles;  // rows: fill; stroke; symbol, size, stroke width (points)
uniform float u_pixels_per_point;
uniform float u_reach;  // how far corners stand out, in radii

flat out vec4 v_fill;
flat out vec4 v_stroke;
flat out vec3 v_shape;  // symbol, radius, stroke width (pixels)
out vec2 v_offset;      // pixels from the symbol's centre, in its own direction: y towards its bearing

void main() {
  int style = int(a_style);
  v_fill = texelFetch(u_styles, ivec2(style, 0), 0);
  v_stroke = texelFetch(u_styles, ivec2(style, 1), 0);
  vec4 shape = texelFetch(u_styles, ivec2(style, 2), 0);
  float radius = 0.5 * shape.y * a_variation.y * u_pixels_per_point;
  float stroke = shape.z * u_pixels_per_point;
  v_shape = vec3(shape.x, radius, stroke);

  float reach = radius * u_reach + stroke + 1.0;
  int corner = gl_VertexID & 3;
  vec2 offset = vec2((corner & 1) == 0 ? -reach : reach, (corner & 2) == 0 ? -reach : reach);
  vec2 page = ground_to_page(a_place) + offset;
  float angle = radians(a_variation.x);
  vec2 up = vec2(sin(angle), -cos(angle));
  v_offset = vec2(dot(offset, vec2(-up.y, up.x)), dot(offset, up));
  gl_Position = page_to_clip(page);
}
