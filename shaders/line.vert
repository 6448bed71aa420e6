#version 330 core
// SPDX-License-Identifier: GPL-3.0-or-later
// Lines: each segment is a quad of four vertices that hold both of its ends; the corner follows from gl_VertexID. The
// quad is wide enough for round ends, which make the joins.
#include "common/page.glsl"

layout(location = 0) in vec4 a_segment;  // both ends, metres from the layer's origin

uniform float u_width;  // pixels

flat out vec4 v_ends;   // page pixels
out vec2 v_page;

void main() {
  vec2 from = ground_to_page(a_segment.xy);
  vec2 to = ground_to_page(a_segment.zw);
  vec2 along = to - from;
  float run = length(along);
  along = run > 1e-6 ? along / run : vec2(1.0, 0.0);
  vec2 across = vec2(-along.y, along.x);
  float reach = 0.5 * max(u_width, 1.0) + 1.0;  // half the line and a pixel for its smooth edge
  int corner = gl_VertexID & 3;
  vec2 end = (corner & 1) == 0 ? from - along * reach : to + along * reach;
  v_page = end + across * ((corner & 2) == 0 ? -reach : reach);
  v_ends = vec4(from, to);
  gl_Position = page_to_clip(v_page);
}
