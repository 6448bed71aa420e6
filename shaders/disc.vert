#version 330 core
// SPDX-License-Identifier: GPL-3.0-or-later
// Symbols of layers that have nothing but discs: software OpenGL runs every branch of a shader, so the commonest symbol
// has one of its own.
#include "common/symbol.glsl"
