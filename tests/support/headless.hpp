// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

// For tests that draw: a headless OpenGL context, or the test is skipped and says why. The program that uses this links
// wardscope::gpu.

#include "gpu/context.hpp"

#define WARDSCOPE_HEADLESS(variable)                                                \
  auto variable##_made = ::wardscope::gpu::GlContext::headless();                   \
  if (!variable##_made) GTEST_SKIP() << variable##_made.error().message;            \
  [[maybe_unused]] ::wardscope::gpu::GlContext& variable = *variable##_made
