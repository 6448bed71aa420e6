// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <filesystem>
#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <variant>
#include <vector>

#include "borough/dataset.hpp"
#include "core/diagnostics.hpp"
#include "core/parameter.hpp"
#include "core/result.hpp"
#include "core/snapshot.hpp"
#include "jobs/progress.hpp"
#include "ops/counted_incidents.hpp"
#include "raster/raster.hpp"
#include "table/feature_table.hpp"

namespace wardscope::ops {

/// What an operation does with the workspace.
enum class WorkspaceUse {
  none,    ///< makes or reads other files only
  reads,   ///< computes from the dataset; its results may be kept in the workspace
  writes,  ///< changes the workspace itself (import, withdraw)
};

/// Whether an operation that reads leaves layers in the workspace, under a name that the user may choose.
enum class Results { kept, none };

/// Words that make the help, the form's title and the menu.
struct OperationInfo {
  std::string_view name;     ///< kebab-case, the command-line word: "kernel-density"
  std::string_view title;    ///< "Density of incidents"
  std::string_view summary;  ///< one line, what question it answers
  std::string_view method;   ///< a paragraph: formula, source, unit, what it does not show; for help and provenance
  std::string_view group;    ///< what it is listed under, see operation_groups.hpp
  WorkspaceUse use = WorkspaceUse::reads;
  borough::Parts needs;             ///< parts of the dataset to load
  std::string_view example;         ///< one command line without "wardscope "
  std::string_view positional;      ///< name of the parameter that may stand without its flag, or empty
  Results results = Results::kept;  ///< of an operation that reads; the others keep none
};

/// True where the operation's layers may stay in the workspace: it takes --name then.
bool keeps_results(const OperationInfo& info);
/// The parameter "name", under which a result is kept.
void describe_result_name(std::string& name, core::ParameterVisitor& visitor);

/// True where the operation counts in areas of the workspace: it takes --area-set then. Operations that load areas
/// alone list or check them.
bool chooses_area_sets(const OperationInfo& info);
/// The parameter "area-set": which sets of areas are used where the workspace has several of a kind.
void describe_area_sets(std::vector<std::string>& names, core::ParameterVisitor& visitor);

/// Something to show on the map or in a list.
struct ResultLayer {
  std::string name;   ///< kebab-case, unique within the result: "density"
  std::string title;  ///< "Density of incidents (per km²)"
  std::string style;  ///< as store::StoredResult::style
  std::string unit;   ///< of a raster
  std::variant<core::Snapshot<table::FeatureTable>, core::Snapshot<raster::Raster<float>>> data;
  CountedIncidents counted = {};  ///< what the counts of its rows are of
};

/// A file of the user's that a run read beside the workspace: it stands in the provenance with what was taken from it.
struct UsedFile {
  std::string name;                                         ///< without folder
  std::string sha256;                                       ///< of the file, lower-case hex
  std::vector<std::pair<std::string, double>> values = {};  ///< "Burglary", 438
};

/// What an operation hands back. `sentences` state the finding in plain English, numbers included.
struct OperationResult {
  std::vector<ResultLayer> layers;
  std::vector<std::string> sentences;
  std::vector<std::filesystem::path> files;  ///< written
  /// What could not be done, though the rest stands: the first of several. The command's exit status is its.
  std::optional<core::Error> trouble = {};
  std::vector<UsedFile> used = {};  ///< files read beside the workspace
};

struct OperationContext {
  const borough::Dataset& dataset;  ///< with at least the parts the operation needs
  std::filesystem::path workspace;  ///< empty where the operation uses none
  jobs::Progress progress;          ///< a copy: what makes a part of it need not outlive the run
  core::Diagnostics& diagnostics;
  std::string_view provenance_code{};  ///< stands for this run in what it writes; empty outside the runner
  std::string_view provenance_json{};  ///< the whole, for what it writes beside its files
};

/// An operation with its parameters. Copy it (clone) to set parameters; run() changes nothing in it.
class Operation {
 public:
  Operation() = default;
  Operation(const Operation&) = default;
  Operation& operator=(const Operation&) = delete;
  virtual ~Operation() = default;

  [[nodiscard]] virtual const OperationInfo& info() const = 0;
  [[nodiscard]] virtual std::unique_ptr<Operation> clone() const = 0;
  virtual void describe(core::ParameterVisitor& visitor) = 0;
  /// What the user calls the result; empty: the names that the operation gives its layers.
  [[nodiscard]] virtual std::string_view result_name() const { return {}; }
  /// The sets of areas that the user chose; empty: the newest of each kind, see borough::areas_of().
  [[nodiscard]] virtual const std::vector<std::string>& area_sets() const;
  [[nodiscard]] virtual core::Result<OperationResult> run(const OperationContext& context) const = 0;
};

/// Finds the describe() beside the options by their type; a member of the same name would hide it.
template <typename Options>
void describe_options(Options& options, core::ParameterVisitor& visitor) {
  describe(options, visitor);
}

/// An operation made of an options struct with `void describe(Options&, core::ParameterVisitor&)` beside it, and a
/// function.
template <typename Options>
class OperationOf final : public Operation {
 public:
  using Run = core::Result<OperationResult> (*)(const Options&, const OperationContext&);

  OperationOf(const OperationInfo& info, Run function) : info_(info), run_(function) {}

  [[nodiscard]] const OperationInfo& info() const override { return info_; }
  [[nodiscard]] std::unique_ptr<Operation> clone() const override { return std::make_unique<OperationOf>(*this); }
  void describe(core::ParameterVisitor& visitor) override {
    describe_options(options_, visitor);
    if (chooses_area_sets(info_)) describe_area_sets(area_sets_, visitor);
    if (keeps_results(info_)) describe_result_name(result_name_, visitor);
  }
  [[nodiscard]] std::string_view result_name() const override { return result_name_; }
  [[nodiscard]] const std::vector<std::string>& area_sets() const override { return area_sets_; }
  [[nodiscard]] core::Result<OperationResult> run(const OperationContext& context) const override {
    return run_(options_, context);
  }

 private:
  OperationInfo info_;
  Run run_;
  Options options_{};
  std::vector<std::string> area_sets_;
  std::string result_name_;
};

/// Every operation the program has, in the order of registration.
class OperationRegistry {
 public:
  template <typename Options>
  void add(const OperationInfo& info, typename OperationOf<Options>::Run function) {
    operations_.push_back(std::make_unique<OperationOf<Options>>(info, function));
  }
  /// A fresh copy with default parameters; null where there is none of this name.
  [[nodiscard]] std::unique_ptr<Operation> make(std::string_view name) const;
  [[nodiscard]] const std::vector<std::unique_ptr<Operation>>& all() const { return operations_; }

 private:
  std::vector<std::unique_ptr<Operation>> operations_;
};

}  // namespace wardscope::ops
