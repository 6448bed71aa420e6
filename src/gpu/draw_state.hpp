// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

namespace wardscope::gpu {

/// Sets what every drawing of ours relies on, whatever ran before: blending of premultiplied colours, no depth,
/// stencil, scissor or culling.
void begin_drawing();
/// Leaves nothing bound, for whoever draws next.
void end_drawing();
/// Fills the bound framebuffer with a premultiplied colour.
void clear(float r, float g, float b, float a);
/// Waits until everything is drawn: for timings.
void finish();

}  // namespace wardscope::gpu
