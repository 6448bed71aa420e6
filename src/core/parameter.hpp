// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <array>
#include <cstdint>
#include <limits>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "core/units.hpp"

namespace wardscope::core {

/// How a parameter is written on the command line, in a recipe, and labelled in the form.
struct ParameterSpec {
  std::string_view name;     ///< kebab-case: the flag is --name, the recipe key is "name"
  std::string_view label;    ///< sentence case with the unit: "Bandwidth (m)"
  std::string_view summary;  ///< one line of plain English
};

/// Inclusive range of a number. An open end stays infinite.
struct NumberRange {
  double least = -std::numeric_limits<double>::infinity();
  double most = std::numeric_limits<double>::infinity();
};

/// One value of an enumeration: the word that users write and the label that they see.
struct Choice {
  std::string_view word;
  std::string_view label;
};

/// What a text means, so that a form can offer the right picker and provenance can leave paths out.
enum class TextKind { plain, input_path, output_path, area_name };

/// Visits each parameter of an options struct. The flag reader, the help, the ImGui form, the recipe reader and writer,
/// the provenance and the contract tests are visitors; an options struct has one `describe(Options&,
/// ParameterVisitor&)` beside it that calls visit() once for each member.
class ParameterVisitor {
 public:
  ParameterVisitor() = default;
  ParameterVisitor(const ParameterVisitor&) = delete;
  ParameterVisitor& operator=(const ParameterVisitor&) = delete;
  virtual ~ParameterVisitor() = default;

  virtual void number(const ParameterSpec& spec, NumberRange range, double& value) = 0;
  virtual void integer(const ParameterSpec& spec, NumberRange range, std::int64_t& value) = 0;
  virtual void flag(const ParameterSpec& spec, bool& value) = 0;
  virtual void choice(const ParameterSpec& spec, std::span<const Choice> choices, std::size_t& index) = 0;
  virtual void text(const ParameterSpec& spec, TextKind kind, std::string& value) = 0;
  /// Several texts; on the command line the flag may be repeated.
  virtual void texts(const ParameterSpec& spec, TextKind kind, std::vector<std::string>& values) = 0;
  /// A number that may be absent ("not known").
  virtual void optional_number(const ParameterSpec& spec, NumberRange range, std::optional<double>& value) = 0;

  // Conveniences on top of the seven kinds above.
  void metres(const ParameterSpec& spec, NumberRange range, Metres& value) {
    double bare = value.value();
    number(spec, range, bare);
    value = Metres(bare);
  }
  void degrees(const ParameterSpec& spec, NumberRange range, Degrees& value) {
    double bare = value.value();
    number(spec, range, bare);
    value = Degrees(bare);
  }
  void optional_metres(const ParameterSpec& spec, NumberRange range, std::optional<Metres>& value) {
    std::optional<double> bare;
    if (value) bare = value->value();
    optional_number(spec, range, bare);
    value = bare ? std::optional<Metres>(Metres(*bare)) : std::nullopt;
  }
  void optional_degrees(const ParameterSpec& spec, NumberRange range, std::optional<Degrees>& value) {
    std::optional<double> bare;
    if (value) bare = value->value();
    optional_number(spec, range, bare);
    value = bare ? std::optional<Degrees>(Degrees(*bare)) : std::nullopt;
  }
  /// An enumeration whose enumerators are 0, 1, 2 … in the order of `choices`.
  template <typename Enum>
  void enumeration(const ParameterSpec& spec, std::span<const Choice> choices, Enum& value) {
    auto index = static_cast<std::size_t>(value);
    choice(spec, choices, index);
    value = static_cast<Enum>(index);
  }
};

}  // namespace wardscope::core
