#version 330 core
// SPDX-License-Identifier: GPL-3.0-or-later
#include "common/paint.glsl"

in vec2 v_atlas;
flat in vec4 v_colour;
flat in vec4 v_halo;

uniform sampler2D u_atlas;  // r: letters, g: letters grown by the halo's width

out vec4 o_colour;

void main() {
  vec2 alpha = texelFetch(u_atlas, ivec2(floor(v_atlas)), 0).rg;
  vec4 letters = premultiplied(v_colour) * alpha.r;
  o_colour = letters + premultiplied(v_halo) * alpha.g * (1.0 - letters.a);
  if (o_colour.a <= 0.0) discard;
}
