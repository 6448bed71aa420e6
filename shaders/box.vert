#version 330 core
// SPDX-License-Identifier: GPL-3.0-or-later
// Boxes of the furniture, in pixels of the page.
#include "common/page.glsl"

layout(location = 0) in vec4 a_box;     // left, top, width, height
layout(location = 1) in vec4 a_fill;
layout(location = 2) in vec4 a_stroke;
layout(location = 3) in vec3 a_shape;   // stroke width, radius of the corners, hatch

flat out vec4 v_box;
flat out vec4 v_fill;
flat out vec4 v_stroke;
flat out vec3 v_shape;
out vec2 v_page;

void main() {
  float margin = 0.5 * a_shape.x + 1.0;
  int corner = gl_VertexID & 3;
  v_page = a_box.xy + vec2((corner & 1) == 0 ? -margin : a_box.z + margin, (corner & 2) == 0 ? -margin : a_box.w + margin);
  v_box = a_box;
  v_fill = a_fill;
  v_stroke = a_stroke;
  v_shape = a_shape;
  gl_Position = page_to_clip(v_page);
}
