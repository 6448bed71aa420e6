#version 330 core
// SPDX-License-Identifier: GPL-3.0-or-later
// Symbols as distances to their edge (negative inside), filled and stroked with smooth edges.
#include "common/paint.glsl"

flat in vec4 v_fill;
flat in vec4 v_stroke;
flat in vec3 v_shape;
in vec2 v_offset;

out vec4 o_colour;

float box_distance(vec2 p, vec2 half_size) {
  vec2 d = abs(p) - half_size;
  return length(max(d, 0.0)) + min(max(d.x, d.y), 0.0);
}

// Distance to the triangle with these corners, negative inside.
float triangle_distance(vec2 p, vec2 a, vec2 b, vec2 c) {
  vec2 e0 = b - a, e1 = c - b, e2 = a - c;
  vec2 v0 = p - a, v1 = p - b, v2 = p - c;
  vec2 q0 = v0 - e0 * clamp(dot(v0, e0) / dot(e0, e0), 0.0, 1.0);
  vec2 q1 = v1 - e1 * clamp(dot(v1, e1) / dot(e1, e1), 0.0, 1.0);
  vec2 q2 = v2 - e2 * clamp(dot(v2, e2) / dot(e2, e2), 0.0, 1.0);
  float turn = sign(e0.x * e2.y - e0.y * e2.x);
  vec2 d = min(min(vec2(dot(q0, q0), turn * (v0.x * e0.y - v0.y * e0.x)),
                   vec2(dot(q1, q1), turn * (v1.x * e1.y - v1.y * e1.x))),
               vec2(dot(q2, q2), turn * (v2.x * e2.y - v2.y * e2.x)));
  return -sqrt(d.x) * sign(d.y);
}

// The outlines of cartography/symbol_shape.cpp, for a diameter of 2 r. Parts of one symbol overlap, so that no stroke
// runs through its inside.
float symbol_distance(int symbol, vec2 p, float r) {
  float d = 2.0 * r;
  if (symbol == 2) return box_distance(p, vec2(0.44 * d));                                             // square
  if (symbol == 3) return box_distance(mat2(0.70711, -0.70711, 0.70711, 0.70711) * p, vec2(0.39598 * d));  // diamond
  if (symbol == 4) return triangle_distance(p, vec2(0.0, 0.52) * d, vec2(0.52, -0.40) * d, vec2(-0.52, -0.40) * d);
  if (symbol == 5) return min(box_distance(p, vec2(0.5, 0.16) * d), box_distance(p, vec2(0.16, 0.5) * d));  // cross
  if (symbol == 6) {  // camera: a drop with its tip towards where it looks
    float tip = triangle_distance(p, vec2(0.0, 0.56) * d, vec2(0.29970, 0.00056) * d, vec2(-0.29970, 0.00056) * d);
    return min(length(p + vec2(0.0, 0.16 * d)) - 0.34 * d, tip);
  }
  if (symbol == 7) {  // hub: a house; its wall goes up into the roof as far as the roof is wide enough
    float wall = box_distance(p - vec2(0.0, -0.1211 * d), vec2(0.38, 0.3189) * d);
    return min(wall, triangle_distance(p, vec2(0.0, 0.54) * d, vec2(0.54, 0.06) * d, vec2(-0.54, 0.06) * d));
  }
  return length(p) - r;  // disc and ring
}

void main() {
  float radius = v_shape.y;
  float stroke = v_shape.z;
  float distance = symbol_distance(int(v_shape.x), v_offset, radius);
  if (int(v_shape.x) == 1) {  // a ring is its edge, in the colour of the fill
    o_colour = premultiplied(v_fill) * coverage(abs(distance) - 0.5 * max(stroke, 0.36 * radius));
  } else {
    // The edge lies below the fill, so that it widens the symbol and does not thin it.
    vec4 edge = stroke > 0.0 ? premultiplied(v_stroke) * coverage(abs(distance) - stroke) : vec4(0.0);
    vec4 fill = premultiplied(v_fill) * coverage(distance);
    o_colour = fill + edge * (1.0 - fill.a);
  }
  if (o_colour.a <= 0.0) discard;
}
