// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <filesystem>
#include <map>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "core/embedded_file.hpp"
#include "core/result.hpp"
#include "gpu/shader.hpp"

namespace wardscope::gpu {

/// Programs by name: "fill" is made of fill.vert and fill.frag. The texts are part of the program; where a folder is
/// given, its files go before them and reload() reads them again while the viewer runs (--shader-dir).
///
/// A line `#include "common/page.glsl"` is replaced by that file; line numbers in errors stay those of the files.
class ShaderLibrary {
 public:
  explicit ShaderLibrary(std::span<const core::EmbeddedFile> embedded, std::filesystem::path folder = {});

  /// The linked program, made at its first use in this context. The pointer holds until reload() or forget().
  /// @returns not_found for an unknown name, graphics where it does not compile.
  core::Result<const ShaderProgram*> program(std::string_view name);
  /// Names of all programs, sorted.
  [[nodiscard]] std::vector<std::string> names() const;
  /// Links programs again whose files changed since they were read. A text that does not compile leaves the old program
  /// in use. @returns the first error.
  core::Status reload();
  /// Drops every program: for a new context.
  void forget() { programs_.clear(); }

 private:
  [[nodiscard]] core::Result<ShaderText> read(std::string_view file) const;
  [[nodiscard]] core::Result<ShaderProgram> link(std::string_view name) const;
  [[nodiscard]] std::filesystem::file_time_type newest_change() const;
  core::Status append(std::string_view file, ShaderText& out) const;
  [[nodiscard]] std::optional<std::string> text_of(std::string_view file) const;

  std::span<const core::EmbeddedFile> embedded_;
  std::filesystem::path folder_;
  std::filesystem::file_time_type read_at_{};
  std::map<std::string, ShaderProgram, std::less<>> programs_;
};

}  // namespace wardscope::gpu
