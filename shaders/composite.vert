#version 330 core
// SPDX-License-Identifier: GPL-3.0-or-later
// A finished layer over what is below it.
out vec2 v_unit;

void main() {
  v_unit = vec2(float(gl_VertexID & 1), float(gl_VertexID >> 1));
  gl_Position = vec4(v_unit * 2.0 - 1.0, 0.0, 1.0);
}
