#version 330 core
// SPDX-License-Identifier: GPL-3.0-or-later
#include "common/paint.glsl"

flat in vec4 v_box;
flat in vec4 v_fill;
flat in vec4 v_stroke;
flat in vec3 v_shape;
in vec2 v_page;

uniform float u_hatch_spacing;
uniform float u_hatch_width;

out vec4 o_colour;

void main() {
  vec2 half_size = 0.5 * v_box.zw;
  float radius = min(v_shape.y, min(half_size.x, half_size.y));
  vec2 d = abs(v_page - v_box.xy - half_size) - half_size + radius;
  float distance = length(max(d, 0.0)) + min(max(d.x, d.y), 0.0) - radius;
  int hatch = int(v_shape.z);
  vec4 fill = hatch == 0 ? premultiplied(v_fill)
                         : hatched(v_fill, hatch_coverage(hatch, v_page, u_hatch_spacing, u_hatch_width));
  fill *= coverage(distance);
  vec4 line = v_shape.x > 0.0 ? premultiplied(v_stroke) * coverage(abs(distance) - 0.5 * v_shape.x) : vec4(0.0);
  o_colour = line + fill * (1.0 - line.a);
  if (o_colour.a <= 0.0) discard;
}
