// SPDX-License-Identifier: GPL-3.0-or-later
// How things are coloured. Framebuffers hold premultiplied colours.

vec4 premultiplied(vec4 colour) { return vec4(colour.rgb * colour.a, colour.a); }

// Share of a pixel that lies inside a shape whose edge is `distance` pixels away, negative inside.
float coverage(float distance) { return clamp(0.5 - distance, 0.0, 1.0); }

// Share of a pixel on the lines of a hatch: 1 diagonal (falling to the left), 2 both ways. `page` in pixels.
float hatch_coverage(int kind, vec2 page, float spacing, float width) {
  float rising = page.x + page.y;
  float falling = page.x - page.y;
  float across = abs(mod(rising, spacing) - 0.5 * spacing);
  if (kind == 2) across = min(across, abs(mod(falling, spacing) - 0.5 * spacing));
  return coverage(across * 0.70710678 - 0.5 * width);  // along the diagonal distances shrink by the root of 2
}
