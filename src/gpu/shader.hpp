// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <array>
#include <map>
#include <string>
#include <string_view>
#include <vector>

#include "core/result.hpp"
#include "gpu/object.hpp"

namespace wardscope::gpu {

/// The text of one stage and the names of the files that it was put together from: `#line 12 1` in the text means
/// line 12 of files[1].
struct ShaderText {
  std::string text;
  std::vector<std::string> files;
};

/// A linked vertex and fragment shader.
class ShaderProgram {
 public:
  /// @returns graphics with the compiler's own words and "FILE:LINE" where it refuses.
  static core::Result<ShaderProgram> link(const ShaderText& vertex, const ShaderText& fragment);

  void use() const;
  // Uniforms of the program in use. A name that the shader does not read is passed over.
  void set(std::string_view name, int value) const;
  void set(std::string_view name, float value) const;
  void set(std::string_view name, std::array<float, 2> value) const;
  void set(std::string_view name, std::array<float, 4> value) const;

 private:
  ShaderProgram() = default;
  [[nodiscard]] int location(std::string_view name) const;

  Object object_{ObjectKind::program};
  mutable std::map<std::string, int, std::less<>> locations_;
};

/// Turns the line references of a driver's log ("1:12(3): error", "1(12) : error") into "FILE:12".
std::string with_file_names(std::string_view log, const std::vector<std::string>& files);

}  // namespace wardscope::gpu
