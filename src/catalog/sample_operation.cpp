// SPDX-License-Identifier: GPL-3.0-or-later
#include <fmt/format.h>

#include <filesystem>
#include <utility>

#include "catalog/operations.hpp"
#include "catalog/provenance_beside.hpp"
#include "core/text.hpp"
#include "io/writers.hpp"
#include "ops/operation_groups.hpp"
#include "ops/provenance.hpp"
#include "sample/raw_files.hpp"
#include "sample/sample.hpp"
#include "sample/truth.hpp"
#include "store/sha256.hpp"
#include "store/workspace.hpp"

namespace wardscope::catalog {
namespace {

constexpr std::int64_t kChunk = 50'000;  // incidents at a time: memory stays small whatever the total
constexpr std::string_view kAttribution = "Synthetic data made by Wardscope; no person, place or incident is real";

struct SampleQuestion {
  sample::SampleOptions sample;
  std::string output = "saltmere.sqlite";
  std::string raw_folder;
  bool overwrite = false;
};

void describe(SampleQuestion& question, core::ParameterVisitor& visitor) {
  visitor.text(
      {"output", "Workspace", "The workspace file to make; the planted truths go beside it as NAME.truth.json"},
      core::TextKind::output_path, question.output);
  describe(question.sample, visitor);
  visitor.text({"raw-folder", "Folder for raw files",
                "Also write the borough as the files a council would have, to practise importing. Empty: not written"},
               core::TextKind::output_path, question.raw_folder);
  visitor.flag({"overwrite", "Replace", "Replace the file where it is there already"}, question.overwrite);
}

/// Adds one part as a batch of its own.
template <typename Add>
core::Status store_part(store::Workspace& workspace, const char* layer, std::int64_t rows, Add add) {
  store::BatchSource source;
  source.kind = "synthetic";
  source.layer = layer;
  source.file_name = "synthetic";
  source.attribution = kAttribution;
  const auto batch = workspace.begin_batch(source);
  if (!batch) return batch.error();
  if (auto status = add(*batch); !status) return status;
  return workspace.commit_batch(*batch, {rows, rows, 0});
}

core::Status store_incidents(store::Workspace& workspace, std::int64_t batch, const sample::SampleBorough& borough,
                             const jobs::Progress& progress) {
  std::vector<store::IncidentRow> rows;
  for (std::int64_t begin = 0; begin < borough.options.incidents; begin += kChunk) {
    if (!progress.tick(static_cast<double>(begin) / static_cast<double>(borough.options.incidents)))
      return core::cancelled();
    const std::int64_t end = std::min(begin + kChunk, borough.options.incidents);
    rows.clear();
    for (const sample::SampleIncident& incident : sample::generate_incidents(borough, begin, end)) {
      const borough::IncidentCategory& category = borough.categories[incident.category];
      rows.push_back({incident.index + 1, incident.position, category.name, category.sensitivity, incident.time,
                      incident.precision, sample::source_id(borough, incident),
                      sample::location_text(borough, incident), 1.0F});
      if (const auto between = sample::known_between(borough, incident)) {
        rows.back().time = between->from;
        rows.back().until = between->until;
      }
    }
    if (auto status = workspace.add_incidents(batch, rows); !status) return status;
  }
  return {};
}

core::Status store_borough(store::Workspace& workspace, const sample::SampleBorough& borough,
                           const jobs::Progress& progress) {
  for (const borough::AreaSet& set : borough.area_sets) {
    auto status = store_part(workspace, set.name.c_str(), static_cast<std::int64_t>(set.areas.size()),
                             [&](std::int64_t batch) { return workspace.add_area_set(batch, set); });
    if (!status) return status;
  }
  for (const sample::NamedRegister& named : borough.registers) {
    auto status = store_part(workspace, named.name.c_str(), static_cast<std::int64_t>(named.cameras.size()),
                             [&](std::int64_t batch) { return workspace.add_cameras(batch, named.cameras); });
    if (!status) return status;
  }
  const auto part = [&](const char* layer, std::size_t rows, auto add) {
    return store_part(workspace, layer, static_cast<std::int64_t>(rows), add);
  };
  core::Status status =
      part("Hubs", borough.hubs.size(), [&](std::int64_t b) { return workspace.add_hubs(b, borough.hubs); });
  if (status)
    status = part("Buildings", borough.buildings.size(),
                  [&](std::int64_t b) { return workspace.add_buildings(b, borough.buildings); });
  if (status)
    status = part("Streets", borough.streets.size(),
                  [&](std::int64_t b) { return workspace.add_streets(b, borough.streets); });
  if (status)
    status = part("Indicators", borough.indicators.size(),
                  [&](std::int64_t b) { return workspace.add_indicators(b, borough.indicators); });
  if (status)
    status = part("Action plan", borough.actions.size(),
                  [&](std::int64_t b) { return workspace.add_actions(b, borough.actions); });
  if (status) {
    status = store_part(workspace, "Incidents", borough.options.incidents, [&](std::int64_t batch) {
      return store_incidents(workspace, batch, borough, progress.part(0.2, 1.0, "Writing incidents"));
    });
  }
  if (!status) return status;
  return part("Points of interest", borough.points_of_interest.size(),
              [&](std::int64_t b) { return workspace.add_points_of_interest(b, borough.points_of_interest); });
}

core::Status remove_old(const std::filesystem::path& file) {
  std::error_code code;
  if (!std::filesystem::exists(file, code)) return {};
  for (const char* tail : {"", "-wal", "-shm", "-journal"}) std::filesystem::remove(file.string() + tail, code);
  if (std::filesystem::exists(file, code))
    return core::io_error(fmt::format("can't replace '{}'; check who owns it", file.filename().string()));
  return {};
}

core::Result<ops::OperationResult> run_sample(const SampleQuestion& question, const ops::OperationContext& context) {
  const std::filesystem::path target = question.output;
  std::error_code ignored;
  if (std::filesystem::exists(target, ignored) && !question.overwrite) {
    return core::conflict(
        fmt::format("'{}' is there already; choose another --output or add --overwrite", target.string()));
  }
  auto borough = sample::make_borough(question.sample, context.progress.part(0.0, 0.3, "Making the borough"));
  if (!borough) return borough.error();
  // Made beside its place and renamed when complete: a stopped run leaves nothing half-made under the name.
  const std::filesystem::path part = target.string() + ".part";
  if (auto status = remove_old(part); !status) return status.error();
  const auto write = [&]() -> core::Status {
    auto workspace = store::Workspace::create(part, borough->place, store::Contents::synthetic);
    if (!workspace) return workspace.error();
    return store_borough(*workspace, *borough, context.progress.part(0.3, 0.9, "Writing"));
  };
  if (auto status = write(); !status) {
    static_cast<void>(remove_old(part));
    return status.error();
  }
  if (auto status = remove_old(target); !status) return status.error();
  std::filesystem::rename(part, target, ignored);
  if (ignored) return core::io_error(fmt::format("can't rename to '{}': {}", target.string(), ignored.message()));
  ops::OperationResult result;
  result.files.push_back(target);
  std::filesystem::path truth = target;
  truth.replace_extension(".truth.json");
  if (auto status = io::write_text(sample::truth_json(*borough), truth); !status) return status.error();
  result.files.push_back(truth);
  if (auto status = write_provenance_beside({truth}, context); !status) return status.error();
  if (!question.raw_folder.empty()) {
    sample::RawFileOptions raw;
    raw.folder = question.raw_folder;
    const jobs::Progress writing = context.progress.part(0.9, 1.0, "Writing raw files");
    if (auto status = sample::write_raw_files(*borough, raw, writing); !status) return status.error();
    result.files.emplace_back(question.raw_folder);
  }
  result.sentences.push_back(fmt::format(
      "{}: {} incidents, {} wards, {} buildings, {} cameras in {} registers, {} hubs. Nothing in it is real.",
      borough->place, core::with_thousands(question.sample.incidents), borough->area_sets.front().areas.size(),
      core::with_thousands(static_cast<std::int64_t>(borough->buildings.size())),
      borough->registers[0].cameras.size() + borough->registers[1].cameras.size(), borough->registers.size(),
      borough->hubs.size()));
  return result;
}

}  // namespace

void register_sample(ops::OperationRegistry& registry) {
  registry.add<SampleQuestion>(
      {.name = "sample",
       .title = "Make the synthetic borough",
       .summary = "A plausible coastal borough to practise on, with planted truths; nothing in it is real",
       .method = "Saltmere is made from data/saltmere.json and a seed: coast, wards that share their borders exactly, "
                 "streets, buildings, "
                 "incidents with daily, weekly and seasonal rhythm and planted hotspots, two old camera registers with "
                 "planted duplicates, hubs. "
                 "The same seed gives the same borough on every machine.",
       .group = ops::kWorkspaceGroup,
       .use = ops::WorkspaceUse::none,
       .needs = {},
       .example = "sample --output saltmere.sqlite --incidents 100000 --seed 1",
       .positional = ""},
      run_sample);
}

}  // namespace wardscope::catalog
