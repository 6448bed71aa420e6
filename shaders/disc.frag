#version 330 core
// SPDX-License-Identifier: GPL-3.0-or-later
#include "common/paint.glsl"

flat in vec4 v_fill;
flat in vec4 v_stroke;
flat in vec3 v_shape;
in vec2 v_offset;

out vec4 o_colour;

void main() {
  float distance = length(v_offset) - v_shape.y;
  // The edge lies below the fill, so that it widens the symbol and does not thin it.
  vec4 edge = v_shape.z > 0.0 ? premultiplied(v_stroke) * coverage(abs(distance) - v_shape.z) : vec4(0.0);
  vec4 fill = premultiplied(v_fill) * coverage(distance);
  o_colour = fill + edge * (1.0 - fill.a);
}
