// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "ops/operation.hpp"
#include "ops/operation_groups.hpp"

namespace wardscope::ops {

enum class ToyColour { red, green };

/// One parameter of each kind.
struct ToyOptions {
  double reach = 50.5;
  std::int64_t count = 3;
  bool loud = false;
  ToyColour colour = ToyColour::green;
  std::string note = "a \"quoted\" note";
  std::string file;
  std::vector<std::string> types;
  std::optional<double> height;
};

inline void describe(ToyOptions& options, core::ParameterVisitor& visitor) {
  static constexpr core::Choice kColours[] = {{"red", "Red"}, {"green", "Green"}};
  visitor.number({"reach", "Reach (m)", "How far"}, {0.0, 1000.0}, options.reach);
  visitor.integer({"count", "Count", "How many"}, {1, 10}, options.count);
  visitor.flag({"loud", "Loud", "Whether to shout"}, options.loud);
  visitor.enumeration({"colour", "Colour", "Which colour"}, kColours, options.colour);
  visitor.text({"note", "Note", "Any text"}, core::TextKind::plain, options.note);
  visitor.text({"file", "File", "A file to read"}, core::TextKind::input_path, options.file);
  visitor.texts({"type", "Types", "Several types"}, core::TextKind::plain, options.types);
  visitor.optional_number({"height", "Height (m)", "Height where known"}, {0.0, 100.0}, options.height);
}

inline core::Result<OperationResult> run_toy(const ToyOptions& options, const OperationContext& context) {
  if (!context.progress.tick(0.5)) return core::cancelled();
  if (options.note == "fail") return core::malformed("the toy was asked to fail; choose another note");
  table::FeatureTable table({{"reach", "Reach", "m", table::ColumnType::number, false}});
  table.add_row({options.reach}, geo::Point{400000.0, 100000.0});
  OperationResult result;
  result.layers.push_back({"toy", "Toy", "points", "", core::make_snapshot(std::move(table))});
  result.sentences.push_back("One toy was found.");
  return result;
}

inline OperationRegistry toy_registry(WorkspaceUse use = WorkspaceUse::none) {
  OperationRegistry registry;
  registry.add<ToyOptions>(
      {"toy", "Toy", "Plays", "By playing.", kWhereGroup, use, borough::Part::areas, "toy --reach 7", ""}, run_toy);
  return registry;
}

}  // namespace wardscope::ops
