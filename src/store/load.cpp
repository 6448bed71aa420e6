// SPDX-License-Identifier: GPL-3.0-or-later
#include <utility>

#include "store/part_reader.hpp"
#include "store/workspace_state.hpp"

namespace wardscope::store {
namespace {

using Part = borough::Part;

/// Reads one part into a snapshot that stays empty where there are no rows.
template <typename Rows>
core::Status read_part(const PartReader& reader, core::Status (*read)(const PartReader&, Rows&),
                       core::Snapshot<Rows>& snapshot) {
  Rows rows;
  if (auto done = read(reader, rows); !done) return done;
  if (rows.size() != 0) snapshot = core::make_snapshot(std::move(rows));
  return {};
}

core::Status read_heading(const Connection& connection, borough::Dataset& dataset) {
  auto heading = connection.query(
      "SELECT place, synthetic OR EXISTS (SELECT 1 FROM import_batch WHERE state = 'complete' AND "
      "import_batch.synthetic), revision FROM workspace");
  if (!heading) return heading.error();
  const auto row = heading->step();
  if (!row) return row.error();
  if (!*row) return core::malformed("the workspace has lost its heading; open a copy from your backup");
  dataset.place = heading->text(0);
  dataset.synthetic = heading->integer(1) != 0;
  dataset.revision = heading->integer(2);
  return {};
}

}  // namespace

core::Result<borough::Dataset> Workspace::load(borough::Parts parts, const jobs::Progress& progress) const {
  // One snapshot of the file: an import that ends meanwhile is in all parts or in none.
  auto transaction = Transaction::begin(*state_->connection, TransactionKind::read);
  if (!transaction) return transaction.error();
  borough::Dataset dataset;
  const auto reader = [&](double from, double to, std::string_view stage) {
    return PartReader{state_->connection.get(), state_->staged(), progress.part(from, to, stage)};
  };
  core::Status done = read_heading(*state_->connection, dataset);
  if (done) done = read_sources(reader(0.0, 0.0, "Reading sources"), dataset.sources);
  if (done && parts.has(Part::areas)) done = read_area_sets(reader(0.0, 0.05, "Reading areas"), dataset.area_sets);
  // The shares of the bar are those of a town with a million incidents and 40,000 buildings.
  if (done && parts.has(Part::incidents)) {
    done = read_part(reader(0.05, 0.80, "Reading incidents"), read_incidents, dataset.incidents);
  }
  if (done && parts.has(Part::cameras)) {
    done = read_part(reader(0.80, 0.82, "Reading cameras"), read_cameras, dataset.cameras);
  }
  if (done && parts.has(Part::hubs)) done = read_part(reader(0.82, 0.83, "Reading hubs"), read_hubs, dataset.hubs);
  if (done && parts.has(Part::points_of_interest)) {
    done = read_part(reader(0.83, 0.83, "Reading points of interest"), read_points_of_interest,
                     dataset.points_of_interest);
  }
  if (done && parts.has(Part::buildings)) {
    done = read_part(reader(0.83, 0.94, "Reading buildings"), read_buildings, dataset.buildings);
  }
  if (done && parts.has(Part::streets)) {
    done = read_part(reader(0.94, 0.98, "Reading streets"), read_streets, dataset.streets);
  }
  if (done && parts.has(Part::indicators)) {
    done = read_part(reader(0.98, 0.99, "Reading indicators"), read_indicators, dataset.indicators);
  }
  if (done && parts.has(Part::actions)) {
    done = read_part(reader(0.99, 1.0, "Reading actions"), read_actions, dataset.actions);
  }
  if (!done) return done.error().within("reading " + state_->name());
  if (!progress.tick(1.0)) return core::cancelled();
  return dataset;
}

}  // namespace wardscope::store
