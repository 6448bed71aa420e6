// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstddef>
#include <cstdint>
#include <map>
#include <string>
#include <string_view>
#include <vector>

#include "core/civil_time.hpp"
#include "core/result.hpp"
#include "jobs/progress.hpp"
#include "store/workspace.hpp"

namespace wardscope::io {

/// What makes an incident known again in another file: hashes of 64 bits, so that a million of them are 16 MB. Among
/// a million against a million others, a pair is taken for one by chance in one workspace of twenty million.
struct IncidentKey {
  std::uint64_t id = 0;
  /// Of the month, and of the type too where the id is short: a council's running number may start again in another
  /// list, a publisher's digest does not.
  std::uint64_t circumstances = 0;
};

IncidentKey incident_key(std::string_view id, core::LocalMinute time, std::string_view category);

/// The keys of one source's rows that have an id, in any order.
using IncidentKeys = std::vector<IncidentKey>;

/// How far a source's incidents are in the workspace already.
struct Overlap {
  std::int64_t ids = 0;     ///< different ids of the source
  std::int64_t shared = 0;  ///< of these, ids that an earlier import has
  std::int64_t same = 0;    ///< of these, ids that stand for the same incident there
  bool identifies = false;  ///< most rows have an id of their own: it is no column of a case, a beat or a constant

  struct Import {
    std::int64_t batch = 0;
    std::int64_t ids = 0;   ///< of the import
    std::int64_t same = 0;  ///< of these, incidents of the source
  };
  std::vector<Import> imports;  ///< those with any, by number
};

/// True where the source counts again what is counted already: more than one in a hundred of its ids, or of an earlier
/// import's, stand for an incident of that import. The few that months of one publisher share stay below.
bool is_imported_already(const Overlap& overlap);

/// The refusal of such a source: how many of its ids, in which imports, and what to do. @pre
/// is_imported_already(overlap)
core::Error already_imported(std::string_view source_name, const Overlap& overlap,
                             const std::vector<store::BatchRecord>& batches);
/// The warning where it comes in nevertheless.
std::string shared_ids_text(std::string_view source_name, const Overlap& overlap,
                            const std::vector<store::BatchRecord>& batches);

/// Every stored incident that has an id. Kept sorted; a source is compared with all of them in one pass over both.
class KnownIncidents {
 public:
  /// Reads what the workspace holds, O(n log n) for n stored ids. @returns cancelled.
  static core::Result<KnownIncidents> of(const store::Workspace& workspace, const jobs::Progress& progress);

  /// @param keys are sorted. O(m log m + n) for m keys.
  [[nodiscard]] Overlap overlap_with(IncidentKeys& keys) const;
  /// The source came in as this batch. @param keys as overlap_with() left them. O(n + m).
  void add(std::int64_t batch, const IncidentKeys& keys);

 private:
  struct Known {
    IncidentKey key;
    std::int64_t batch = 0;
  };
  static bool before(const Known& a, const Known& b);
  void append(std::int64_t batch, const IncidentKeys& keys);

  std::vector<Known> known_;                  // by id, then circumstances
  std::map<std::int64_t, std::int64_t> ids_;  // different ids by batch
};

}  // namespace wardscope::io
