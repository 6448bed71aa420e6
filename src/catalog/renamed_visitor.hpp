// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <string_view>

#include "core/parameter.hpp"

namespace wardscope::catalog {

/// Shows one parameter of a part under another name, where two parts of a question would share it ("smallest-area" of
/// hotspots and of gaps). Everything else passes through.
class RenamedVisitor final : public core::ParameterVisitor {
 public:
  struct Renaming {
    std::string_view from;
    std::string_view to;
    std::string_view label;
  };
  RenamedVisitor(core::ParameterVisitor& visitor, Renaming renaming) : visitor_(visitor), renaming_(renaming) {}

  void number(const core::ParameterSpec& spec, core::NumberRange range, double& value) override {
    visitor_.number(renamed(spec), range, value);
  }
  void integer(const core::ParameterSpec& spec, core::NumberRange range, std::int64_t& value) override {
    visitor_.integer(renamed(spec), range, value);
  }
  void flag(const core::ParameterSpec& spec, bool& value) override { visitor_.flag(renamed(spec), value); }
  void choice(const core::ParameterSpec& spec, std::span<const core::Choice> choices, std::size_t& index) override {
    visitor_.choice(renamed(spec), choices, index);
  }
  void text(const core::ParameterSpec& spec, core::TextKind kind, std::string& value) override {
    visitor_.text(renamed(spec), kind, value);
  }
  void texts(const core::ParameterSpec& spec, core::TextKind kind, std::vector<std::string>& values) override {
    visitor_.texts(renamed(spec), kind, values);
  }
  void optional_number(const core::ParameterSpec& spec, core::NumberRange range,
                       std::optional<double>& value) override {
    visitor_.optional_number(renamed(spec), range, value);
  }

 private:
  [[nodiscard]] core::ParameterSpec renamed(const core::ParameterSpec& spec) const {
    return spec.name == renaming_.from ? core::ParameterSpec{renaming_.to, renaming_.label, spec.summary} : spec;
  }

  core::ParameterVisitor& visitor_;
  Renaming renaming_;
};

}  // namespace wardscope::catalog
