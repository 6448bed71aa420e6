// SPDX-License-Identifier: GPL-3.0-or-later
// How things are coloured. Framebuffers hold premultiplied colours.

uniform vec4 u_no_data_line;

vec4 premultiplied(vec4 colour) { return vec4(colour.rgb * colour.a, colour.a); }

// Share of a pixel that lies inside a shape whose edge is `distance` pixels away, negative inside.
float coverage(float distance) { return clamp(0.5 - distance, 0.0, 1.0); }

// Share of a pixel on the lines of a hatch: 1 diagonal (falling to the left), 2 both ways. `page` in pixels.
float hatch_coverage(int kind, vec2 page, float spacing, float width) {
  float rising = page.x + page.y;
  float falling = page.x - page.y;
  float half_step = 0.5 * spacing;  // lines lie on whole multiples of the spacing
  float across = half_step - abs(mod(rising, spacing) - half_step);
  if (kind == 2) across = min(across, half_step - abs(mod(falling, spacing) - half_step));
  return coverage(across * 0.70710678 - 0.5 * width);  // along the diagonal distances shrink by the root of 2
}

// A hatched fill: its colour as lines upon a wash of it; white is lined in grey, for it would not be seen.
// The Cairo painter does the same.
const float kWash = 0.18;
vec4 hatched(vec4 fill, float on_line) {
  bool white = all(greaterThan(fill.rgb, vec3(0.95)));
  vec4 ground = premultiplied(white ? fill : vec4(fill.rgb, fill.a * kWash));
  vec4 line = premultiplied(white ? u_no_data_line : fill) * on_line;
  return line + ground * (1.0 - line.a);
}
