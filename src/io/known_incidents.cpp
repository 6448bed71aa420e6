// SPDX-License-Identifier: GPL-3.0-or-later
#include "io/known_incidents.hpp"

#include <algorithm>
#include <functional>
#include <iterator>
#include <tuple>

#include "core/text.hpp"

namespace wardscope::io {
namespace {

constexpr std::size_t kShortestDigest = 16;   // characters; data.police.uk's have 64, a running number has fewer
constexpr std::int64_t kOneInAHundred = 100;  // ids: neighbouring months of data.police.uk share one in 66,000

bool by_id(const IncidentKey& a, const IncidentKey& b) {
  return std::tie(a.id, a.circumstances) < std::tie(b.id, b.circumstances);
}

/// Calls take(first, past) for each run of equal ids.
template <typename Iterator, typename Id, typename Take>
void each_run(Iterator first, Iterator end, Id id, Take take) {
  while (first != end) {
    const Iterator past = std::find_if(first, end, [&](const auto& other) { return id(other) != id(*first); });
    take(first, past);
    first = past;
  }
}

}  // namespace

IncidentKey incident_key(std::string_view id, core::LocalMinute time, std::string_view category) {
  constexpr std::uint64_t kMix = 0x9E3779B97F4A7C15ULL;  // 2^64 / golden ratio
  std::uint64_t circumstances = static_cast<std::uint64_t>(core::month_index(time)) * kMix;
  if (id.size() < kShortestDigest) circumstances ^= std::hash<std::string>()(core::lower_ascii(category));
  return {std::hash<std::string_view>()(id), circumstances};
}

bool is_imported_already(const Overlap& overlap) {
  if (!overlap.identifies) return false;
  const auto notable = [](std::int64_t same, std::int64_t of) {
    return same == of || (same > 1 && same * kOneInAHundred > of);
  };
  return overlap.same > 0 &&
         (notable(overlap.same, overlap.ids) ||
          std::any_of(overlap.imports.begin(), overlap.imports.end(),
                      [&](const Overlap::Import& import) { return notable(import.same, import.ids); }));
}

core::Result<KnownIncidents> KnownIncidents::of(const store::Workspace& workspace, const jobs::Progress& progress) {
  std::map<std::int64_t, IncidentKeys> batches;
  const auto read = workspace.each_identified_incident(
      [&](const store::IdentifiedIncident& incident) {
        batches[incident.batch].push_back(incident_key(incident.source_id, incident.time, incident.category));
      },
      progress);
  if (!read) return read.error();
  KnownIncidents known;
  for (auto& [batch, keys] : batches) {
    std::sort(keys.begin(), keys.end(), by_id);
    known.append(batch, keys);
    keys = {};
  }
  std::sort(known.known_.begin(), known.known_.end(), before);
  return known;
}

Overlap KnownIncidents::overlap_with(IncidentKeys& keys) const {
  std::sort(keys.begin(), keys.end(), by_id);
  Overlap overlap;
  std::map<std::int64_t, std::int64_t> same_by_batch;
  auto at = known_.begin();
  const auto id_of = [](const IncidentKey& key) { return key.id; };
  each_run(keys.begin(), keys.end(), id_of, [&](auto first, auto past) {
    ++overlap.ids;
    at = std::find_if(at, known_.end(), [&](const Known& known) { return known.key.id >= first->id; });
    const auto past_known =
        std::find_if(at, known_.end(), [&](const Known& known) { return known.key.id != first->id; });
    if (at == past_known) return;
    ++overlap.shared;
    std::map<std::int64_t, bool> batches;
    for (auto known = at; known != past_known; ++known) {
      const bool same = std::any_of(
          first, past, [&](const IncidentKey& key) { return key.circumstances == known->key.circumstances; });
      if (same) batches[known->batch] = true;
    }
    if (!batches.empty()) ++overlap.same;
    for (const auto& [batch, any] : batches) ++same_by_batch[batch];
    at = past_known;
  });
  overlap.identifies = 2 * overlap.ids > static_cast<std::int64_t>(keys.size());
  for (const auto& [batch, same] : same_by_batch) overlap.imports.push_back({batch, ids_.at(batch), same});
  return overlap;
}

void KnownIncidents::add(std::int64_t batch, const IncidentKeys& keys) {
  const auto middle = static_cast<std::ptrdiff_t>(known_.size());
  append(batch, keys);
  std::inplace_merge(known_.begin(), known_.begin() + middle, known_.end(), before);
}

bool KnownIncidents::before(const Known& a, const Known& b) { return by_id(a.key, b.key); }

void KnownIncidents::append(std::int64_t batch, const IncidentKeys& keys) {
  for (const IncidentKey& key : keys) known_.push_back({key, batch});
  std::int64_t& ids = ids_[batch];
  each_run(
      keys.begin(), keys.end(), [](const IncidentKey& key) { return key.id; }, [&](auto, auto) { ++ids; });
}

}  // namespace wardscope::io
