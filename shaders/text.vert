#version 330 core
// SPDX-License-Identifier: GPL-3.0-or-later
// Lines of text: one quad a line out of the atlas, on whole pixels so that letters stay crisp.
#include "common/page.glsl"

layout(location = 0) in vec2 a_page;    // pixels
layout(location = 1) in vec2 a_atlas;   // texels
layout(location = 2) in vec4 a_colour;
layout(location = 3) in vec4 a_halo;

out vec2 v_atlas;
flat out vec4 v_colour;
flat out vec4 v_halo;

void main() {
  v_atlas = a_atlas;
  v_colour = a_colour;
  v_halo = a_halo;
  gl_Position = page_to_clip(a_page);
}
