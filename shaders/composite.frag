#version 330 core
// SPDX-License-Identifier: GPL-3.0-or-later
in vec2 v_unit;

uniform sampler2D u_layer;
uniform float u_opacity;

out vec4 o_colour;

void main() { o_colour = texelFetch(u_layer, ivec2(gl_FragCoord.xy), 0) * u_opacity; }
