#version 330 core
// SPDX-License-Identifier: GPL-3.0-or-later
#include "common/paint.glsl"

flat in vec4 v_ends;
in vec2 v_page;

uniform vec4 u_colour;
uniform float u_width;

out vec4 o_colour;

void main() {
  vec2 along = v_ends.zw - v_ends.xy;
  vec2 offset = v_page - v_ends.xy;
  float t = clamp(dot(offset, along) / max(dot(along, along), 1e-12), 0.0, 1.0);
  // A line thinner than a pixel keeps a pixel's width and pales instead of breaking up.
  float covered = coverage(length(offset - t * along) - 0.5 * max(u_width, 1.0)) * min(u_width, 1.0);
  if (covered <= 0.0) discard;
  o_colour = premultiplied(u_colour) * covered;
}
