// SPDX-License-Identifier: GPL-3.0-or-later
#include "gpu/shader_library.hpp"

#include <algorithm>
#include <fstream>
#include <iterator>
#include <utility>

#include "core/text.hpp"

namespace wardscope::gpu {
namespace {

constexpr std::string_view kInclude = "#include \"";
constexpr std::size_t kDeepestInclude = 8;  // an include that includes itself would otherwise never end

/// "common.glsl" of the line `#include "common.glsl"`.
std::optional<std::string_view> included_file(std::string_view line) {
  line = core::trimmed(line);
  if (!line.starts_with(kInclude) || !line.ends_with('"') || line.size() <= kInclude.size() + 1) return std::nullopt;
  return line.substr(kInclude.size(), line.size() - kInclude.size() - 1);
}

}  // namespace

ShaderLibrary::ShaderLibrary(std::span<const core::EmbeddedFile> embedded, std::filesystem::path folder)
    : embedded_(embedded), folder_(std::move(folder)), read_at_(newest_change()) {}

std::optional<std::string> ShaderLibrary::text_of(std::string_view file) const {
  if (!folder_.empty()) {
    std::ifstream stream(folder_ / file, std::ios::binary);
    if (stream) return std::string(std::istreambuf_iterator<char>(stream), {});
  }
  // Embedded files have no folder: "common/page.glsl" is there as "page.glsl".
  const std::string_view name = file.substr(file.rfind('/') + 1);
  const auto found = std::ranges::find(embedded_, name, &core::EmbeddedFile::name);
  if (found == embedded_.end()) return std::nullopt;
  return std::string(found->text);
}

core::Status ShaderLibrary::append(std::string_view file, ShaderText& out) const {
  const auto text = text_of(file);
  if (!text) return core::not_found("shader file " + std::string(file) + " does not exist");
  if (out.files.size() >= kDeepestInclude) {
    return core::malformed("shader file " + std::string(file) + ": includes go in a circle");
  }
  const std::size_t number = out.files.size();
  out.files.emplace_back(file);
  std::size_t line_number = 0;
  for (const std::string_view line : core::split(*text, '\n')) {
    ++line_number;
    if (const auto included = included_file(line)) {
      out.text += "#line 1 " + std::to_string(out.files.size()) + "\n";
      if (auto status = append(*included, out); !status) return status;
      out.text += "#line " + std::to_string(line_number + 1) + " " + std::to_string(number) + "\n";
    } else {
      out.text.append(line).append("\n");
    }
  }
  return {};
}

core::Result<ShaderText> ShaderLibrary::read(std::string_view file) const {
  ShaderText text;
  if (auto status = append(file, text); !status) return status.error();
  return text;
}

core::Result<ShaderProgram> ShaderLibrary::link(std::string_view name) const {
  const auto vertex = read(std::string(name) + ".vert");
  if (!vertex) return vertex.error();
  const auto fragment = read(std::string(name) + ".frag");
  if (!fragment) return fragment.error();
  return ShaderProgram::link(*vertex, *fragment);
}

core::Result<const ShaderProgram*> ShaderLibrary::program(std::string_view name) {
  auto found = programs_.find(name);
  if (found == programs_.end()) {
    auto linked = link(name);
    if (!linked) return linked.error();
    found = programs_.emplace(std::string(name), std::move(*linked)).first;
  }
  return &found->second;
}

std::vector<std::string> ShaderLibrary::names() const {
  std::vector<std::string> names;
  for (const core::EmbeddedFile& file : embedded_) {
    if (file.name.ends_with(".vert")) names.emplace_back(file.name.substr(0, file.name.size() - 5));
  }
  std::ranges::sort(names);
  return names;
}

std::filesystem::file_time_type ShaderLibrary::newest_change() const {
  auto newest = std::filesystem::file_time_type::min();
  std::error_code ignored;
  for (const auto& entry : std::filesystem::recursive_directory_iterator(folder_, ignored)) {
    if (entry.is_regular_file(ignored)) newest = std::max(newest, entry.last_write_time(ignored));
  }
  return newest;
}

core::Status ShaderLibrary::reload() {
  if (folder_.empty()) return {};
  const auto newest = newest_change();
  if (newest == read_at_) return {};
  read_at_ = newest;
  core::Status first;
  for (auto& [name, program] : programs_) {
    auto linked = link(name);
    if (linked) {
      program = std::move(*linked);
    } else if (first) {
      first = linked.error();
    }
  }
  return first;
}

}  // namespace wardscope::gpu
