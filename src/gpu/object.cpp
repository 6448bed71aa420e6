// SPDX-License-Identifier: GPL-3.0-or-later
#include "gpu/object.hpp"

#include <epoxy/gl.h>

#include <cassert>
#include <cstdio>
#include <cstdlib>
#include <utility>

namespace wardscope::gpu {
namespace {

// A context is current on one thread at a time, and only the main thread draws; thread_local says so to the compiler.
thread_local std::uint64_t t_current = 0;
thread_local std::uint64_t t_last_identity = 0;

}  // namespace

std::uint64_t current_context() { return t_current; }
void note_current_context(std::uint64_t context) { t_current = context; }
std::uint64_t new_context_identity() { return ++t_last_identity; }

Object::Object(ObjectKind kind) : kind_(kind), context_(current_context()) {
  assert(context_ != 0 && "no OpenGL context is current");
  switch (kind_) {
    case ObjectKind::buffer:
      glGenBuffers(1, &id_);
      break;
    case ObjectKind::vertex_array:
      glGenVertexArrays(1, &id_);
      break;
    case ObjectKind::texture:
      glGenTextures(1, &id_);
      break;
    case ObjectKind::framebuffer:
      glGenFramebuffers(1, &id_);
      break;
    case ObjectKind::renderbuffer:
      glGenRenderbuffers(1, &id_);
      break;
    case ObjectKind::program:
      id_ = glCreateProgram();
      break;
  }
}

Object::Object(Object&& other) noexcept
    : kind_(other.kind_), id_(std::exchange(other.id_, 0)), context_(other.context_) {}

Object& Object::operator=(Object&& other) noexcept {
  if (this != &other) {
    release();
    kind_ = other.kind_;
    id_ = std::exchange(other.id_, 0);
    context_ = other.context_;
  }
  return *this;
}

Object::~Object() { release(); }

void Object::release() {
  if (!usable()) return;
  switch (kind_) {
    case ObjectKind::buffer:
      glDeleteBuffers(1, &id_);
      break;
    case ObjectKind::vertex_array:
      glDeleteVertexArrays(1, &id_);
      break;
    case ObjectKind::texture:
      glDeleteTextures(1, &id_);
      break;
    case ObjectKind::framebuffer:
      glDeleteFramebuffers(1, &id_);
      break;
    case ObjectKind::renderbuffer:
      glDeleteRenderbuffers(1, &id_);
      break;
    case ObjectKind::program:
      glDeleteProgram(id_);
      break;
  }
  id_ = 0;
}

void check_gl([[maybe_unused]] const char* place) {
#ifndef NDEBUG
  const GLenum error = glGetError();
  if (error == GL_NO_ERROR) return;
  std::fprintf(stderr, "OpenGL error 0x%04x in %s\n", error, place);
  std::abort();
#endif
}

}  // namespace wardscope::gpu
