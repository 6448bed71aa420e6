#version 330 core
// SPDX-License-Identifier: GPL-3.0-or-later
// Point symbols: a quad of four vertices round the symbol; its look stands in a table, four texels a style.
#include "common/symbol.glsl"
