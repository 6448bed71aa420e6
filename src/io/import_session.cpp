// SPDX-License-Identifier: GPL-3.0-or-later
#include "io/import_session.hpp"

#include <fmt/format.h>

#include <algorithm>

#include "borough/area_choice.hpp"
#include "core/text.hpp"
#include "io/area_set_words.hpp"
#include "io/grid_memory.hpp"
#include "io/quality_remarks.hpp"
#include "io/recognition.hpp"
#include "io/source_file.hpp"
#include "io/synthetic_words.hpp"
#include "io/unused_columns.hpp"
#include "store/disk_room.hpp"

namespace wardscope::io {
namespace {

constexpr double kInspectionShare = 0.1;         // of the time of a file
constexpr std::int64_t kRowsBetweenTicks = 512;  // far below 50 ms of work
// What a byte of source becomes at worst: its rows in the write-ahead log and again in the file, with their index.
constexpr double kRoomForAByte = 3.0;
constexpr std::uintmax_t kRoomForAny = std::uintmax_t{1} << 20U;

/// "wards.gpkg" or, of a file with several layers, "town.gpkg|wards".
std::string source_name_of(const SourceSchema& schema) {
  return schema.layer_name.empty() ? schema.file_name : schema.file_name + "|" + schema.layer_name;
}

std::string layer_part(std::string_view source_name) {
  const std::size_t bar = source_name.find('|');
  return bar == std::string_view::npos ? std::string() : std::string(source_name.substr(bar + 1));
}

/// "Late takeaways" of late_takeaways.csv: what points of interest are, where neither the user nor a column says it.
std::string kind_from_file(const SourceSchema& schema) {
  std::string kind = std::filesystem::path(schema.file_name).stem().string();
  std::replace_if(
      kind.begin(), kind.end(), [](char c) { return c == '_' || c == '-'; }, ' ');
  if (!kind.empty() && kind.front() >= 'a' && kind.front() <= 'z')
    kind.front() = static_cast<char>(kind.front() - 'a' + 'A');
  return kind;
}

/// A camera register has its file's in it: two registers of one form stay
/// two, and which cameras stand in both can be asked.
std::string default_name(const LayerDefinition& definition, const SourceSchema& schema) {
  if (definition.layer == LayerKind::areas) return area_set_name(definition, schema);
  if (definition.layer == LayerKind::points_of_interest && definition.name.empty()) return kind_from_file(schema);
  const std::string& name = definition.name.empty() ? definition.title : definition.name;
  if (definition.layer != LayerKind::cameras) return name;
  return fmt::format("{} ({})", name, std::filesystem::path(schema.file_name).stem().string());
}

/// Rows whose coordinates are probably in each other's place: stored, and named one by one.
void list_swapped(const PositionReader& positions, RejectFile& remarks, QualityCounter& quality) {
  const std::vector<RejectedRow> swapped = positions.swapped_rows();
  quality.add_swapped_places(static_cast<std::int64_t>(swapped.size()));
  for (const RejectedRow& row : swapped) remarks.add(row);
}

/// A remark about what the workspace had before.
void notice(const std::string& remark, ImportedFile& imported) {
  imported.quality.remarks.push_back(remark);
  imported.notices.push_back(remark);
}

}  // namespace

core::Status ImportSession::find_grid(core::Diagnostics& diagnostics) {
  grid_ = options_.grid;
  if (!grid_.empty()) return {};
  auto remembered = remembered_grid(workspace_);
  if (!remembered) return remembered.error();
  grid_ = *std::move(remembered);
  if (!grid_.empty()) {
    diagnostics.note("grid-remembered",
                     fmt::format("the grid '{}', with which places of this workspace were moved before, lies beside "
                                 "it and is used again",
                                 grid_.filename().string()));
  }
  return {};
}

core::Status ImportSession::load_borough(const jobs::Progress& progress) {
  auto dataset = workspace_.load(borough::Part::areas, progress);
  if (!dataset) return dataset.error();
  areas_ = *std::move(dataset);
  const auto wards = borough::areas_of(areas_, borough::AreaKind::ward);
  if (!wards) return {};
  std::vector<geo::MultiPolygon> shapes;
  for (const borough::Area& area : wards->areas) shapes.push_back(area.shape);
  borough_.coverage.emplace(shapes);
  borough_.extent = borough::extent_of(*wards);
  return {};
}

/// A place without a name takes the first one that a source states.
core::Status ImportSession::name_place(const PlaceName& place, const std::string& source_name) {
  if (place.name.empty() || workspace_.place() != kUnnamedPlace) return {};
  report_.place = place.name;
  report_.place_said_by = fmt::format("{} of {}", place.said_by, source_name);
  return workspace_.set_place(place.name);
}

void ImportSession::fail(std::string source_name, core::Error error) {
  report_.failures.push_back({std::move(source_name), std::move(error)});
}

core::Status ImportSession::import_file(const std::filesystem::path& path, const jobs::Progress& progress,
                                        core::Diagnostics& diagnostics) {
  auto done = import_layers(path, progress, diagnostics);
  if (done) return {};
  if (done.error().code == core::ErrorCode::cancelled) return done;
  fail(path.filename().string(), done.error());
  return {};
}

core::Status ImportSession::import_layers(const std::filesystem::path& path, const jobs::Progress& progress,
                                          core::Diagnostics& diagnostics) {
  const auto inspection =
      inspect_file(path, progress.part(0.0, kInspectionShare, "Reading " + path.filename().string()));
  if (!inspection) return inspection.error();
  if (auto room = check_room(*inspection); !room) return room;
  auto file = open_source_file(path, *inspection, {options_.encoding, options_.worker_program, progress});
  if (!file) return file.error();
  const jobs::Progress rest = progress.part(kInspectionShare, 1.0, "Importing " + path.filename().string());
  for (;;) {
    auto rows = (*file)->next_layer();
    if (!rows) return rows.error();
    if (*rows == nullptr) return {};
    bool synthetic = file_says_synthetic(path);
    auto done = import_layer({**rows, *inspection, rest, diagnostics, synthetic});
    if (done) continue;
    if (done.error().code == core::ErrorCode::cancelled) return done;
    fail(source_name_of((*rows)->schema()), done.error());
  }
}

core::Result<std::optional<store::BatchRecord>> ImportSession::earlier_import(const FileInspection& inspection,
                                                                              const std::string& source_name) const {
  if (options_.again == Again::allow) return std::optional<store::BatchRecord>();
  const auto batches = workspace_.batches();
  if (!batches) return batches.error();
  for (const store::BatchRecord& batch : *batches) {
    if (batch.state != store::BatchState::complete || batch.source.sha256 != inspection.sha256) continue;
    if (layer_part(batch.source.file_name) == layer_part(source_name)) return std::optional(batch);
  }
  return std::optional<store::BatchRecord>();
}

core::Status ImportSession::check_room(const FileInspection& inspection) const {
  const auto needed = static_cast<std::uintmax_t>(kRoomForAByte * static_cast<double>(inspection.size));
  return store::check_room({options_.workspace, needed + kRoomForAny, options_.free_bytes});
}

core::Result<std::int64_t> ImportSession::begin(const Layer& layer, const LayerDefinition& definition,
                                                const PositionReader& positions) {
  store::BatchSource source;
  source.kind = definition.id;
  source.layer = to_word(definition.layer);
  source.file_name = source_name_of(layer.rows.schema());
  source.sha256 = layer.inspection.sha256;
  source.attribution = definition.attribution;
  source.crs_operation = positions.operation();
  source.accuracy_metres = positions.accuracy_metres();
  return workspace_.begin_batch(source);
}

/// Every row of the source to the loader or the reject file.
core::Status ImportSession::run(const Layer& layer, LayerLoader& loader, const RowLists& lists) {
  for (std::int64_t row = 0;; ++row) {
    if (row % kRowsBetweenTicks == 0 && !layer.progress.tick(layer.rows.fraction())) return core::cancelled();
    const auto step = layer.rows.next();
    if (!step) return step.error();
    core::Status done;
    if (*step == RowSource::Step::end) return loader.finish();
    if (*step == RowSource::Step::row) {
      if (row < kRowsLookedAt) layer.synthetic |= row_says_synthetic(layer.rows.row());
      done = loader.add(layer.rows.row());
    } else {
      lists.rejects.add(layer.rows.rejection());
    }
    if (done && lists.rejects.is_full()) {
      done = loader.hand_over();
      if (done) done = lists.rejects.settle();
    }
    if (done && lists.remarks.is_full()) done = lists.remarks.settle();
    if (!done) return done;
  }
}

/// Checks that every row is accounted for and that the file made sense as a whole.
core::Status ImportSession::close(const Layer& layer, const PositionReader& positions, const LayerLoader& loader,
                                  const RejectFile& rejects) {
  const std::string name = source_name_of(layer.rows.schema());
  if (auto trouble = positions.whole_file_trouble(name)) return *trouble;
  const std::int64_t read = layer.rows.rows_read();
  if (read != loader.stored() + rejects.count()) {
    return core::internal_error(
        fmt::format("'{}': {} rows read, {} stored, {} rejected: rows are not accounted for; nothing was kept", name,
                    read, loader.stored(), rejects.count()));
  }
  if (read == 0) return core::malformed("'" + name + "' has no rows");
  if (loader.stored() == 0) {
    return core::malformed(fmt::format("no row of '{}' could be used; the first of {}: {} ({}). All are in {}", name,
                                       core::with_thousands(rejects.count()), rejects.first_reason(),
                                       rejects.first_place(), rejects.path().filename().string()));
  }
  return {};
}

/// Refuses a source whose incidents an earlier import brought; a few shared ids are a warning.
core::Status ImportSession::compare(const Layer& layer, IncidentKeys& incidents, KnownIds& known) {
  if (incidents.empty()) return {};
  if (!known_) {
    auto stored = KnownIncidents::of(workspace_, layer.progress.part(1.0, 1.0, "Comparing ids"));
    if (!stored) return stored.error();
    known_.emplace(*std::move(stored));
  }
  const Overlap overlap = known_->overlap_with(incidents);
  known.count = overlap.shared;
  if (overlap.shared == 0) return {};
  const auto batches = workspace_.batches();
  if (!batches) return batches.error();
  const std::string name = source_name_of(layer.rows.schema());
  if (is_imported_already(overlap) && options_.again == Again::pass_over)
    return already_imported(name, overlap, *batches);
  known.remark = shared_ids_text(name, overlap, *batches);
  if (is_imported_already(overlap)) layer.diagnostics.warn("known-ids", known.remark);
  return {};
}

/// The layer's name where the user gives none. Neighbourhoods may come in several files of one form, and a set of any
/// other areas is called as its file is.
std::string ImportSession::free_name(const LayerDefinition& definition, const SourceSchema& schema) const {
  std::string name = default_name(definition, schema);
  const bool other = definition.layer == LayerKind::areas && definition.area_kind == borough::AreaKind::other;
  const bool neighbourhoods =
      definition.layer == LayerKind::areas && definition.area_kind == borough::AreaKind::neighbourhood;
  std::string own =
      schema.layer_name.empty() ? std::filesystem::path(schema.file_name).stem().string() : schema.layer_name;
  if (other && definition.fallback) return own;
  const bool taken =
      std::any_of(areas_.area_sets.begin(), areas_.area_sets.end(), [&](const auto& set) { return set->name == name; });
  return taken && (other || neighbourhoods) ? fmt::format("{} ({})", name, own) : name;
}

/// A name for the lists of rejects and remarks of this source that no earlier source of this import has: sub-folders
/// may hold files of one name.
std::string ImportSession::free_list_name(std::string source_name) const {
  std::replace_if(
      source_name.begin(), source_name.end(), [](char c) { return c == '|' || c == '/'; }, '-');
  std::string name = source_name;
  const auto taken = [&] {
    return std::any_of(report_.files.begin(), report_.files.end(), [&](const ImportedFile& file) {
      return file.rejects.filename() == name + std::string(kRejects) ||
             file.remarks.filename() == name + std::string(kRemarks);
    });
  };
  for (int copy = 2; taken(); ++copy) name = fmt::format("{} ({})", source_name, copy);
  return name;
}

core::Result<bool> ImportSession::is_there_already(const Layer& layer, const std::string& name) {
  const auto earlier = earlier_import(layer.inspection, name);
  if (!earlier) return earlier.error();
  if (!*earlier) return false;
  const store::BatchRecord& batch = **earlier;
  report_.repeated.push_back(
      {name, fmt::format("it is in the workspace already, as '{}' of import {} ({}). To bring it in a second time, say "
                         "so with --again allow; to replace it, withdraw that import first",
                         batch.source.file_name, batch.id, batch.imported_at)});
  return true;
}

core::Status ImportSession::import_layer(const Layer& layer) {
  const SourceSchema& schema = layer.rows.schema();
  const std::string name = source_name_of(schema);
  const auto there = is_there_already(layer, name);
  if (!there) return there.error();
  if (*there) return {};
  const auto recognition =
      options_.kind.empty() ? recognise(schema, definitions_) : recognise_as(options_.kind, schema, definitions_);
  if (!recognition) return recognition.error();
  const LayerDefinition& definition = *recognition->definition;
  auto positions = PositionReader::make(definition, schema, {options_.crs, grid_, borough_.extent});
  if (!positions) return positions.error();
  const auto batch = begin(layer, definition, *positions);
  if (!batch) return batch.error();

  const std::string list_name = free_list_name(name);
  RejectFile rejects(reject_folder(), list_name);
  RejectFile remarks(reject_folder(), list_name, kRemarks);
  QualityCounter quality;
  IncidentKeys incidents;
  if (borough_.coverage) quality.expect_borough();
  const std::string layer_name = options_.name.empty() ? free_name(definition, schema) : options_.name;
  const auto loader = make_layer_loader({workspace_, *batch, definition, schema, layer_name, *positions, rejects,
                                         remarks, quality, incidents, layer.diagnostics,
                                         borough_.coverage ? &*borough_.coverage : nullptr, options_.repairs});
  core::Status done = run(layer, *loader, {rejects, remarks});
  if (done) list_swapped(*positions, remarks, quality);
  for (RejectFile* list : {&rejects, &remarks}) {
    if (auto closed = list->close(); done && !closed) done = closed;
  }
  if (done) done = close(layer, *positions, *loader, rejects);
  KnownIds known;
  if (done) done = compare(layer, incidents, known);
  const store::BatchCounts counts{layer.rows.rows_read(), loader->stored(), rejects.count()};
  if (done && layer.synthetic) done = workspace_.mark_synthetic(*batch);
  if (done)
    done = workspace_.commit_batch(*batch, counts);
  else
    static_cast<void>(workspace_.abandon_batch(*batch));
  if (!done) return done;
  if (known_ && !incidents.empty()) known_->add(*batch, incidents);

  ImportedFile imported;
  imported.recognised = definition.title + ", " + recognition->because;
  imported.batch = *batch;
  imported.rejects = rejects.path();
  imported.remarks = remarks.path();
  imported.quality = quality.finish();
  imported.quality.read = counts.read;
  imported.quality.stored = counts.stored;
  imported.quality.rejected = counts.rejected;
  imported.quality.known_ids = known.count;
  if (done = record(layer, definition, *positions, imported); !done) return done;
  if (!known.remark.empty()) notice(known.remark, imported);
  imported.unused_columns = unused_columns(schema, loader->used_columns(), definition);
  if (!imported.unused_columns.empty()) imported.quality.remarks.push_back(imported.unused_columns);
  done = workspace_.save_document(fmt::format("quality:{}", *batch), quality_json(imported.quality));
  report_.files.push_back(std::move(imported));
  if (done) done = name_place(loader->place(), name);
  return done;
}

/// What is said of a file that came in, and what the workspace keeps for the next ones.
core::Status ImportSession::record(const Layer& layer, const LayerDefinition& definition,
                                   const PositionReader& positions, ImportedFile& imported) {
  const SourceSchema& schema = layer.rows.schema();
  imported.file_name = schema.file_name;
  imported.layer_name = schema.layer_name;
  imported.kind = definition.id;
  imported.format = schema.format;
  imported.source_crs = positions.source_crs();
  imported.crs_operation = positions.operation();
  imported.accuracy_metres = positions.accuracy_metres();
  imported.synthetic = layer.synthetic;
  imported.quality.file_name = source_name_of(schema);
  imported.quality.kind = definition.id;
  imported.quality.layer = to_word(definition.layer);
  add_remarks(imported.quality);
  if (imported.quality.zoned_times > 0 && schema.format.starts_with("GeoPackage")) {
    imported.quality.remarks.emplace_back(
        "a GeoPackage marks every time as UTC, whatever it was written as: where summer's hours come out one late, "
        "export "
        "the layer as CSV and import that instead");
  }
  if (definition.layer == LayerKind::areas) {
    if (auto loaded = load_borough(jobs::Progress()); !loaded) return loaded;
    const std::string several = borough::several_sets(areas_, definition.area_kind);
    const bool counted_in = definition.area_kind != borough::AreaKind::other;
    if (counted_in && !several.empty()) notice(several, imported);
  }
  return watch_grid(layer, imported);
}

core::Status ImportSession::watch_grid(const Layer& layer, ImportedFile& imported) {
  if (imported.accuracy_metres <= 0.0) return {};
  const auto batches = workspace_.batches();
  if (!batches) return batches.error();
  const auto known = grid_name(workspace_);
  if (!known) return known.error();
  const std::string mixed = mixed_grids({imported.quality.file_name, imported.accuracy_metres, *known}, *batches);
  if (!mixed.empty()) {
    notice(mixed, imported);
    layer.diagnostics.warn("mixed-grids", mixed);
  }
  if (grid_.empty() || imported.accuracy_metres > kGoodWithGrid || grid_.filename().string() == *known) return {};
  return remember_grid(workspace_, grid_);
}

}  // namespace wardscope::io
