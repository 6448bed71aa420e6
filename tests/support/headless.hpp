// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

// For tests that draw: a headless OpenGL context, or the test fails and says why. Software rendering is among the
// packages that the project installs, so a machine without it is a fault. The program that uses this links
// wardscope::gpu.

#include "gpu/context.hpp"

#define WARDSCOPE_HEADLESS(variable)                               \
  auto variable##_made = ::wardscope::gpu::GlContext::headless();  \
  ASSERT_TRUE(variable##_made) << variable##_made.error().message; \
  [[maybe_unused]] ::wardscope::gpu::GlContext& variable = *variable##_made
