// SPDX-License-Identifier: GPL-3.0-or-later
#include "ops/help.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <vector>

#include "core/text.hpp"
#include "ops/parameters.hpp"

namespace wardscope::ops {
namespace {

constexpr std::size_t kLineWidth = 96;  // fits a terminal that is not full screen

/// Words of `text` in lines of kLineWidth, each begun with `indent` spaces.
std::string wrapped(std::string_view text, std::size_t indent) {
  std::string lines;
  std::string line(indent, ' ');
  for (const std::string_view word : core::split(text, ' ')) {
    if (line.size() > indent && line.size() + 1 + word.size() > kLineWidth) {
      lines += line + "\n";
      line.assign(indent, ' ');
    }
    if (line.size() > indent) line += ' ';
    line += word;
  }
  return lines + line + "\n";
}

std::string value_word(const ParameterDescription& parameter) {
  switch (parameter.kind) {
    case ParameterKind::number:
    case ParameterKind::optional_number: return " NUMBER";
    case ParameterKind::integer: return " INTEGER";
    case ParameterKind::flag: return "";
    case ParameterKind::choice: return " WORD";
    case ParameterKind::text:
    case ParameterKind::texts: break;
  }
  if (parameter.text_kind == core::TextKind::plain) return " TEXT";
  return parameter.text_kind == core::TextKind::area_name ? " NAME" : " PATH";
}

std::string parameter_help(const ParameterDescription& parameter) {
  std::string detail = parameter.summary;
  if (!detail.empty() && detail.back() != '.') detail += '.';
  if (!parameter.choices.empty()) {
    detail += " One of:";
    for (const auto& [word, label] : parameter.choices) detail += fmt::format(" {} ({}),", word, label);
    detail.back() = '.';
  }
  if (std::isfinite(parameter.range.least) || std::isfinite(parameter.range.most)) {
    detail += fmt::format(" Range: {}.", range_in_words(parameter.range));
  }
  if (parameter.kind != ParameterKind::flag && !parameter.default_text.empty()) {
    detail += fmt::format(" Default: {}.", parameter.default_text);
  }
  return fmt::format("  --{}{}    {}\n{}", parameter.name, value_word(parameter), parameter.label, wrapped(detail, 6));
}

}  // namespace

std::string overview(const OperationRegistry& registry) {
  std::string text;
  std::vector<std::string_view> groups;
  std::size_t widest = 0;
  for (const auto& operation : registry.all()) {
    const OperationInfo& info = operation->info();
    if (std::find(groups.begin(), groups.end(), info.group) == groups.end()) groups.push_back(info.group);
    widest = std::max(widest, info.name.size());
  }
  for (const std::string_view group : groups) {
    text += fmt::format("{}\n", group);
    for (const auto& operation : registry.all()) {
      const OperationInfo& info = operation->info();
      if (info.group == group) text += fmt::format("  {:<{}}  {}\n", info.name, widest, info.summary);
    }
    text += "\n";
  }
  return text;
}

std::string help_text(const Operation& operation) {
  const OperationInfo& info = operation.info();
  std::string usage = fmt::format("wardscope {}", info.name);
  if (!info.positional.empty()) usage += fmt::format(" {}…", info.positional);
  if (info.use == WorkspaceUse::reads) usage += " WORKSPACE";
  if (info.use == WorkspaceUse::writes) usage += " --workspace WORKSPACE";
  std::string text = fmt::format("{}\n{}\n\nUsage: {} [options]\n\n{}\n", info.title, info.summary, usage, wrapped(info.method, 0));
  text += "Options\n";
  for (const ParameterDescription& parameter : describe_parameters(operation)) text += parameter_help(parameter);
  text += fmt::format("\nExample\n  wardscope {}\n", info.example);
  return text;
}

}  // namespace wardscope::ops
