// SPDX-License-Identifier: GPL-3.0-or-later
#include "gpu/shader.hpp"

#include <epoxy/gl.h>

#include <cctype>
#include <charconv>
#include <optional>
#include <utility>

#include "core/text.hpp"

namespace wardscope::gpu {
namespace {

/// A shader object lives only until its program is linked.
class Stage {
 public:
  explicit Stage(GLenum kind) : id_(glCreateShader(kind)) {}
  Stage(const Stage&) = delete;
  Stage& operator=(const Stage&) = delete;
  ~Stage() { glDeleteShader(id_); }

  core::Status compile(const ShaderText& source) const {
    const char* text = source.text.c_str();
    glShaderSource(id_, 1, &text, nullptr);
    glCompileShader(id_);
    GLint compiled = GL_FALSE;
    glGetShaderiv(id_, GL_COMPILE_STATUS, &compiled);
    if (compiled == GL_TRUE) return {};
    GLint length = 0;
    glGetShaderiv(id_, GL_INFO_LOG_LENGTH, &length);
    std::string log(static_cast<std::size_t>(length > 0 ? length : 1), '\0');
    glGetShaderInfoLog(id_, length, nullptr, log.data());
    return core::graphics_error("the shader does not compile: " +
                                with_file_names(log.substr(0, log.find('\0')), source.files));
  }
  [[nodiscard]] GLuint id() const { return id_; }

 private:
  GLuint id_;
};

/// "NUMBER:LINE" or "NUMBER(LINE)" at the start of a line of the log.
struct Reference {
  std::size_t file = 0;
  std::size_t line = 0;
  std::size_t length = 0;
};

std::optional<Reference> reference_at_start(std::string_view text) {
  Reference found;
  const char* end = text.data() + text.size();
  const auto file = std::from_chars(text.data(), end, found.file);
  if (file.ec != std::errc() || file.ptr == end || (*file.ptr != ':' && *file.ptr != '(')) return std::nullopt;
  const auto line = std::from_chars(file.ptr + 1, end, found.line);
  if (line.ec != std::errc()) return std::nullopt;
  const char* rest = line.ptr;
  if (*file.ptr == '(' && rest != end && *rest == ')') ++rest;
  found.length = static_cast<std::size_t>(rest - text.data());
  return found;
}

}  // namespace

std::string with_file_names(std::string_view log, const std::vector<std::string>& files) {
  std::string out;
  for (const std::string_view line : core::split(log, '\n')) {
    if (core::trimmed(line).empty()) continue;
    if (!out.empty()) out += '\n';
    const auto reference = reference_at_start(line);
    if (reference && reference->file < files.size()) {
      out += files[reference->file] + ":" + std::to_string(reference->line);
      out += line.substr(reference->length);
    } else {
      out += line;
    }
  }
  return out;
}

core::Result<ShaderProgram> ShaderProgram::link(const ShaderText& vertex, const ShaderText& fragment) {
  const Stage vertex_stage(GL_VERTEX_SHADER);
  const Stage fragment_stage(GL_FRAGMENT_SHADER);
  if (auto status = vertex_stage.compile(vertex); !status) return status.error();
  if (auto status = fragment_stage.compile(fragment); !status) return status.error();

  ShaderProgram program;
  const GLuint id = program.object_.id();
  glAttachShader(id, vertex_stage.id());
  glAttachShader(id, fragment_stage.id());
  glLinkProgram(id);
  glDetachShader(id, vertex_stage.id());
  glDetachShader(id, fragment_stage.id());
  GLint linked = GL_FALSE;
  glGetProgramiv(id, GL_LINK_STATUS, &linked);
  if (linked == GL_TRUE) return program;
  GLint length = 0;
  glGetProgramiv(id, GL_INFO_LOG_LENGTH, &length);
  std::string log(static_cast<std::size_t>(length > 0 ? length : 1), '\0');
  glGetProgramInfoLog(id, length, nullptr, log.data());
  return core::graphics_error("the shaders " + vertex.files.front() + " and " + fragment.files.front() +
                              " do not fit together: " + log.substr(0, log.find('\0')));
}

void ShaderProgram::use() const { glUseProgram(object_.id()); }

int ShaderProgram::location(std::string_view name) const {
  const auto found = locations_.find(name);
  if (found != locations_.end()) return found->second;
  std::string text(name);
  const int location = glGetUniformLocation(object_.id(), text.c_str());
  locations_.emplace(std::move(text), location);
  return location;
}

void ShaderProgram::set(std::string_view name, int value) const { glUniform1i(location(name), value); }
void ShaderProgram::set(std::string_view name, float value) const { glUniform1f(location(name), value); }
void ShaderProgram::set(std::string_view name, std::array<float, 2> value) const {
  glUniform2fv(location(name), 1, value.data());
}
void ShaderProgram::set(std::string_view name, std::array<float, 4> value) const {
  glUniform4fv(location(name), 1, value.data());
}

}  // namespace wardscope::gpu
