// SPDX-License-Identifier: GPL-3.0-or-later
#include "ops/help.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <utility>
#include <vector>

#include "core/text.hpp"
#include "ops/parameter_groups.hpp"
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
    case ParameterKind::optional_number:
      return " NUMBER";
    case ParameterKind::integer:
      return " INTEGER";
    case ParameterKind::flag:
      return "";
    case ParameterKind::choice:
      return " WORD";
    case ParameterKind::text:
    case ParameterKind::texts:
      break;
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

std::string usage_of(const OperationInfo& info) {
  std::string usage = fmt::format("wardscope {}", info.name);
  if (!info.positional.empty()) usage += fmt::format(" {}…", info.positional);
  if (info.use == WorkspaceUse::reads) usage += " WORKSPACE";
  if (info.use == WorkspaceUse::writes) usage += " --workspace WORKSPACE";
  return usage + " [options]";
}

/// The options that the command line adds to those of the operation.
std::vector<std::pair<std::string_view, std::string_view>> added_options(const Operation& operation) {
  std::vector<std::pair<std::string_view, std::string_view>> options;
  if (operation.info().use != WorkspaceUse::none)
    options.emplace_back("--workspace PATH", "The workspace, where it does not stand as a word of its own");
  if (keeps_results(operation.info())) {
    options.emplace_back(
        "--output FILE",
        "Also write a layer of the result: .gpkg, .geojson, .csv, .xlsx, .ods, .shp, or .tif for a surface. "
        "Repeat it for several; NAME=FILE chooses the layer");
    options.emplace_back("--no-keep", "Keep nothing in the workspace");
  }
  options.emplace_back("--json", "Print findings, files and provenance as JSON");
  const bool writes = operation.info().use == WorkspaceUse::writes;
  options.emplace_back("--quiet", writes ? "Print nothing unless something went wrong"
                                         : "Print findings and files only: no progress, no notes, no first rows");
  return options;
}

std::string line_of(const ParameterDescription& parameter, std::size_t widest) {
  const std::string flag = fmt::format("--{}{}", parameter.name, value_word(parameter));
  std::string line = fmt::format("  {:<{}}  {}", flag, widest, parameter.label);
  constexpr std::size_t kShown = 40;  // a longer default is a list; the whole help has it
  const bool shows = parameter.kind != ParameterKind::flag && !parameter.default_text.empty() &&
                     parameter.default_text.size() < kShown;
  if (shows) line += fmt::format(" [{}]", parameter.default_text);
  return line + "\n";
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
  std::string text =
      fmt::format("{}\n{}\n\nUsage: {}\n\n{}", info.title, info.summary, usage_of(info), wrapped(info.method, 0));
  for (const ParameterGroup& group : parameter_groups(operation)) {
    text += fmt::format("\n{}\n", group.heading);
    for (const ParameterDescription& parameter : group.parameters) text += parameter_help(parameter);
  }
  text += "\nOn the command line\n";
  for (const auto& [flag, summary] : added_options(operation))
    text += fmt::format("  {}\n{}", flag, wrapped(summary, 6));
  text += fmt::format("\nExample\n  wardscope {}\n", info.example);
  return text;
}

namespace {

/// What few change of a surface: kernel, cell, edge. The form folds it away too.
bool is_fine_detail(const Operation& operation, std::string_view parameter) {
  const ParameterPlace place = place_in(operation, parameter);
  return place.topic == ParameterTopic::density && place.depth == ParameterDepth::back;
}

}  // namespace

std::string short_help(const Operation& operation) {
  const OperationInfo& info = operation.info();
  std::string text = fmt::format("{}\n{}\n\nUsage: {}\n", info.title, info.summary, usage_of(info));
  const std::vector<ParameterGroup> groups = parameter_groups(operation);
  std::size_t widest = 0;
  for (const ParameterGroup& group : groups) {
    for (const ParameterDescription& parameter : group.parameters) {
      if (group.common) widest = std::max(widest, parameter.name.size() + value_word(parameter).size() + 2);
    }
  }
  std::size_t more = 0;
  for (const ParameterGroup& group : groups) {
    if (!group.common) {
      more += group.parameters.size();
      continue;
    }
    text += fmt::format("\n{}\n", group.heading);
    for (const ParameterDescription& parameter : group.parameters) {
      if (is_fine_detail(operation, parameter.name)) {
        ++more;
      } else {
        text += line_of(parameter, widest);
      }
    }
  }
  text += fmt::format("\nExample\n  wardscope {}\n\n", info.example);
  if (more > 0) text += fmt::format("{} more options, ", more);
  text += fmt::format("{}ethod and details: wardscope help {}\n", more > 0 ? "m" : "M", info.name);
  return text;
}

}  // namespace wardscope::ops
