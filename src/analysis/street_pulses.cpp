// SPDX-License-Identifier: GPL-3.0-or-later
#include "analysis/street_pulses.hpp"

#include <algorithm>
#include <cassert>
#include <cmath>
#include <tuple>
#include <utility>

namespace wardscope::analysis {
namespace {

constexpr double kAtNode = 1e-6;              // m: an incident so near a node is at it
constexpr std::size_t kShortestStretch = 32;  // steps

NodeShares shares_at(std::size_t degree, const WaveOptions& options) {
  const auto n = static_cast<double>(degree);
  if (degree == 1 && options.dead_ends == DeadEnds::lost) return {0.0, 0.0};
  if (options.split == SplitRule::continuous) return {2.0 / n, 1.0};  // of a dead end 2 - 1: all of it comes back
  if (degree == 1) return {1.0, 0.0};
  return {1.0 / (n - 1.0), 1.0 / (n - 1.0)};
}

}  // namespace

std::optional<std::uint32_t> node_side(const StreetGraph& graph, const StreetPlace& place) {
  if (place.along <= kAtNode) return 0U;
  if (graph.pieces[place.piece].length - place.along <= kAtNode) return 1U;
  return std::nullopt;
}

StreetPulses::Delay StreetPulses::delay_of(std::uint32_t piece) const {
  const double steps = input_.graph.pieces[piece].length / input_.step;
  if (steps >= static_cast<double>(input_.options.steps)) return {};
  const double whole = std::floor(steps);
  return {static_cast<std::uint32_t>(whole), steps - whole, true};
}

std::optional<StreetPulses> StreetPulses::of(const Input& input, const GoOn& go_on) {
  StreetPulses pulses(input);
  const StreetReach& streets = input.streets;
  pulses.shares_.reserve(streets.node_count());
  for (std::size_t n = 0; n < streets.node_count(); ++n)
    pulses.shares_.push_back(shares_at(streets.first_slot[n + 1] - streets.first_slot[n], input.options));
  pulses.arriving_.resize(streets.ends.size());
  pulses.lay_lines();
  if (!go_on(0.0)) return std::nullopt;
  pulses.send_out();
  if (!go_on(0.0) || !pulses.tie_knots(go_on)) return std::nullopt;
  return pulses;
}

/// Gives each slot its place in the history: as many steps as its piece is long, and a stretch of new ones. What left
/// the other end of a piece of whole + rest steps at step t arrives at t + whole and t + whole + 1: with whole + 1
/// steps kept before the stretch, the i-th step of a stretch reads the (i + 1)-th and the i-th place of the other's
/// history.
void StreetPulses::lay_lines() {
  const StreetReach& streets = input_.streets;
  slots_.resize(streets.ends.size());
  lines_.resize(streets.ends.size());
  std::size_t under_way = 0;
  for (std::size_t slot = 0; slot < slots_.size(); ++slot) {
    const Delay delay = delay_of(streets.ends[slot] / 2);
    slots_[slot].kept = delay.arrives ? delay.whole + 1 : 0;
    under_way += slots_[slot].kept;
  }
  // So long that moving what is under way costs no more than a value a step.
  const std::size_t usual = under_way / std::max<std::size_t>(1, slots_.size());
  stretch_ = std::clamp(usual, std::min(kShortestStretch, input_.options.steps), input_.options.steps);
  std::size_t next = 0;
  for (OfSlot& slot : slots_) {
    slot.first = next;
    next += slot.kept + stretch_;
  }
  history_.assign(next + 1, 0.0);
  for (std::size_t slot = 0; slot < slots_.size(); ++slot) {
    Line& line = lines_[slot];
    line.to = slots_[slot].first + slots_[slot].kept;
    const PieceEnd end = streets.ends[slot];
    const std::uint32_t other = streets.slot_of_end(end ^ 1U);
    const Delay delay = delay_of(end / 2);
    if (other == StreetReach::kNone || !delay.arrives) continue;
    line.from = slots_[other].first;
    line.now = 1.0 - delay.rest;
    line.later = delay.rest;
    if (delay.whole > 0) continue;
    line.now = 0.0;  // it comes by a short piece
    if (end % 2 == 0) {
      short_pieces_.push_back({static_cast<std::uint32_t>(slot), other, 0, 0, delay.rest});
    }
  }
}

/// Each incident sends a pulse both ways; one at a node sends one into each of its streets.
void StreetPulses::send_out() {
  const StreetReach& streets = input_.streets;
  const std::span<const StreetPlace> places = input_.places;
  for (std::size_t begin = 0; begin < places.size();) {
    std::size_t end = begin;
    while (end < places.size() && places[end].piece == places[begin].piece) ++end;
    const std::span<const StreetPlace> own = places.subspan(begin, end - begin);
    for (const std::uint32_t side : {0U, 1U}) {
      const std::uint32_t slot = streets.slot_of_end(2 * own.front().piece + side);
      if (slot != StreetReach::kNone) send_to(slot, own);
    }
    for (const StreetPlace& place : own) start_at_node(place);
    begin = end;
  }
  sort_firsts();
}

/// What the places on a piece send to one of its ends.
void StreetPulses::send_to(std::uint32_t slot, std::span<const StreetPlace> places) {
  const PieceEnd end = input_.streets.ends[slot];
  const double length = input_.graph.pieces[end / 2].length;
  for (const StreetPlace& place : places) {
    const double steps = (end % 2 == 0 ? place.along : length - place.along) / input_.step;
    if (node_side(input_.graph, place) || steps >= static_cast<double>(input_.options.steps)) continue;
    const auto whole = static_cast<std::uint32_t>(steps);
    const double rest = steps - static_cast<double>(whole);
    firsts_.push_back({whole, slot, (1.0 - rest) * place.weight});
    if (whole + 1 < input_.options.steps) firsts_.push_back({whole + 1, slot, rest * place.weight});
  }
  if (firsts_.size() > sort_beyond_) sort_firsts();
}

void StreetPulses::start_at_node(const StreetPlace& place) {
  const auto side = node_side(input_.graph, place);
  if (!side) return;
  const std::uint32_t node = input_.graph.node_of(2 * place.piece + *side);
  const std::size_t n = input_.graph.degree(node);
  const bool halved = n == 1 && input_.options.dead_ends == DeadEnds::lost;
  const double share = halved ? 1.0 : 2.0 / static_cast<double>(n);
  if (starts_.empty()) starts_.resize(slots_.size());
  for (const PieceEnd end : input_.graph.ends_of(node))
    starts_[input_.streets.slot_of_end(end)] += share * place.weight;
}

/// By step, those of one step and slot added up: however many incidents, no more than the pieces are long in steps.
void StreetPulses::sort_firsts() {
  const auto in_order = [](const First& a, const First& b) {
    return std::tie(a.step, a.slot) < std::tie(b.step, b.slot);
  };
  std::stable_sort(firsts_.begin(), firsts_.end(), in_order);
  std::size_t kept = 0;
  for (std::size_t f = 0; f < firsts_.size(); ++f) {
    const bool same =
        kept > 0 && firsts_[kept - 1].step == firsts_[f].step && firsts_[kept - 1].slot == firsts_[f].slot;
    if (same) {
      firsts_[kept - 1].amplitude += firsts_[f].amplitude;
    } else {
      firsts_[kept++] = firsts_[f];
    }
  }
  firsts_.resize(kept);
  sort_beyond_ = std::max(sort_beyond_, 2 * kept);
}

bool StreetPulses::tie_knots(const GoOn& go_on) {
  const std::vector<std::uint32_t>& first = input_.streets.first_slot;
  const auto node_of = [&](std::uint32_t slot) {
    return static_cast<std::uint32_t>(std::upper_bound(first.begin(), first.end(), slot) - first.begin() - 1);
  };
  for (ShortPiece& piece : short_pieces_) {
    piece.node = node_of(piece.slot);
    piece.other_node = node_of(piece.other_slot);
  }
  knots_ = StreetKnots::of(input_.streets, shares_, short_pieces_, go_on);
  return knots_.has_value();
}

void StreetPulses::one_step(std::size_t step, std::size_t in_stretch) {
  for (std::size_t slot = 0; slot < lines_.size(); ++slot) {
    const Line& line = lines_[slot];
    const double* const history = history_.data() + line.from + in_stretch;
    arriving_[slot] = line.now * history[1] + line.later * history[0];
  }
  for (; next_first_ < firsts_.size() && firsts_[next_first_].step == step; ++next_first_)
    arriving_[firsts_[next_first_].slot] += firsts_[next_first_].amplitude;
  const bool starting = step == 0 && !starts_.empty();
  if (starting) {
    for (const ShortPiece& piece : short_pieces_) {
      arriving_[piece.slot] += (1.0 - piece.slowed) * starts_[piece.other_slot];
      arriving_[piece.other_slot] += (1.0 - piece.slowed) * starts_[piece.slot];
    }
  }
  if (knots_->node_count() > 0) knots_->settle(arriving_);
  const std::vector<std::uint32_t>& first = input_.streets.first_slot;
  for (std::size_t n = 0; n + 1 < first.size(); ++n) {
    double total = 0.0;
    for (std::uint32_t slot = first[n]; slot < first[n + 1]; ++slot) total += arriving_[slot];
    const NodeShares& shares = shares_[n];
    for (std::uint32_t slot = first[n]; slot < first[n + 1]; ++slot)
      history_[lines_[slot].to + in_stretch] = shares.of_all * total - shares.of_own * arriving_[slot];
  }
  if (!starting) return;
  for (std::size_t slot = 0; slot < lines_.size(); ++slot) history_[lines_[slot].to] += starts_[slot];
}

void StreetPulses::keep_what_is_under_way() {
  for (const OfSlot& slot : slots_) {
    const auto begin = history_.begin() + static_cast<std::ptrdiff_t>(slot.first);
    std::copy_n(begin + static_cast<std::ptrdiff_t>(stretch_), slot.kept, begin);
  }
}

bool StreetPulses::run(const Take& take, const GoOn& go_on) {
  constexpr std::size_t kValuesALook = 200000;  // a millisecond or so
  const std::size_t steps = input_.options.steps;
  std::size_t worked = 0;
  const auto look = [&](std::size_t values, double done) {
    worked += values;
    if (worked < kValuesALook) return true;
    worked = 0;
    return go_on(done / static_cast<double>(steps));
  };
  for (std::size_t first = 0; first < steps; first += stretch_) {
    const std::size_t count = std::min(stretch_, steps - first);
    for (std::size_t i = 0; i < count; ++i) {
      one_step(first + i, i);
      if (!look(lines_.size(), static_cast<double>(first) + 0.5 * static_cast<double>(i))) return false;
    }
    for (std::uint32_t slot = 0; slot < slots_.size(); ++slot) {
      const std::span<const double> entered(history_.data() + lines_[slot].to, count);
      if (std::any_of(entered.begin(), entered.end(), [](double a) { return a != 0.0; })) take(slot, first, entered);
      if (!look(count, static_cast<double>(first) + 0.5 * static_cast<double>(count))) return false;
    }
    keep_what_is_under_way();
  }
  return go_on(1.0);
}

}  // namespace wardscope::analysis
