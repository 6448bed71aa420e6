#version 330 core
// SPDX-License-Identifier: GPL-3.0-or-later
// Colours a number; never invents one: a cell without a value stays empty, and between cell centres only cells with a
// value take part.
#include "common/paint.glsl"

in vec2 v_cell;

uniform sampler2D u_values;  // one texel a cell, NaN: no value
uniform sampler2D u_ramp;    // one row
uniform vec2 u_range;        // low, high
uniform int u_smooth;
uniform vec4 u_inner;        // first column and row, and one past the last, that this tile may draw

out vec4 o_colour;

void add(ivec2 cell, float weight, inout vec2 sum) {
  cell = clamp(cell, ivec2(0), textureSize(u_values, 0) - 1);
  float value = texelFetch(u_values, cell, 0).r;
  if (!isnan(value)) sum += vec2(value, 1.0) * weight;
}

void main() {
  ivec2 own = ivec2(floor(v_cell));
  ivec4 inner = ivec4(u_inner);
  if (any(lessThan(own, inner.xy)) || any(greaterThanEqual(own, inner.zw))) discard;
  float value = texelFetch(u_values, own, 0).r;
  if (isnan(value)) discard;
  if (u_smooth == 1) {
    vec2 from_centre = v_cell - 0.5;
    ivec2 corner = ivec2(floor(from_centre));
    vec2 t = from_centre - vec2(corner);
    vec2 sum = vec2(0.0);
    add(corner, (1.0 - t.x) * (1.0 - t.y), sum);
    add(corner + ivec2(1, 0), t.x * (1.0 - t.y), sum);
    add(corner + ivec2(0, 1), (1.0 - t.x) * t.y, sum);
    add(corner + ivec2(1, 1), t.x * t.y, sum);
    value = sum.x / sum.y;
  }
  if (value <= u_range.x) discard;
  float share = clamp((value - u_range.x) / (u_range.y - u_range.x), 0.0, 1.0);
  int last = textureSize(u_ramp, 0).x - 1;
  o_colour = premultiplied(texelFetch(u_ramp, ivec2(int(share * float(last) + 0.5), 0), 0));
}
