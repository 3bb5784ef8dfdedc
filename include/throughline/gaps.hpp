// SPDX-License-Identifier: MIT
#pragma once

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "throughline/estimate.hpp"
#include "throughline/gap_section.hpp"
#include "throughline/measure.hpp"
#include "throughline/result.hpp"

namespace throughline {

/// What closing a gap makes of one measure.
struct GapEffect {
  std::string path;                   ///< canonical
  Estimate figure;                    ///< with the gap closed: what `run` finds with its settings, bit for bit
  Estimate change;                    ///< less the figure of the blueprint as it is, met by the same luck
  std::optional<Estimate> per_money;  ///< the change for each unit of what closing costs, where that is said
};

/// A gap in words: what a report needs, and nothing that an experiment does.
struct GapDescription {
  std::string touchpoint, name;  ///< its key, and its name for people
  GapKind kind = GapKind::wait;
  std::string scenario;               ///< that closes it; empty: it is closed whole
  std::vector<std::string> settings;  ///< `path=value`, as --set takes them, in this order
  std::vector<std::string> eased;     ///< touchpoints whose people have less to do when it is closed
  std::optional<GapSection> said;     ///< of it, by the file
};

struct RankedGap {
  GapDescription about;
  std::vector<GapEffect> effects;             ///< on the north star first
  std::size_t first_rank = 1, last_rank = 1;  ///< from 1: between these it is, as far as the data can tell
  bool gains = false;                         ///< its whole interval is on the good side of nothing
};

/// Several gaps closed at once.
struct GapsTogether {
  std::vector<std::size_t> gaps;  ///< by rank, from 0
  Estimate change;                ///< of the north star
  Estimate interaction;           ///< the change less the sum of what each changes alone
};

struct GapLeftOut {
  std::string touchpoint;
  GapKind kind = GapKind::wait;
  std::string scenario, reason;
};

/// What a total is made of, touchpoint by touchpoint. The parts sum to the total exactly, as long as there are fewer
/// than 2^53 units of them; those of `spread`, of which some may be below 0, but for rounding.
struct Decomposition {
  std::string of;  ///< `time`, `spread` (the standard deviation of journey time), `failures`, `lost_value`
  Unit unit = Unit::seconds;
  double total = 0.0;         ///< of all counted journeys of all replications
  std::vector<double> parts;  ///< in the order of the blueprint's touchpoints; the last is what belongs to none
};

/// Which gap to close first.
struct Gaps {
  ExperimentResult base;   ///< the blueprint as it is
  std::string north_star;  ///< canonical path
  Direction direction = Direction::higher;
  std::vector<RankedGap> ranking;  ///< what changes the north star most for the better first; without a figure last
  std::vector<GapsTogether> together;
  std::vector<GapLeftOut> left_out;
  std::vector<Decomposition> decompositions;
  double confidence = 0.95;   ///< that every interval of a change holds; and that every rank does
  std::size_t intervals = 0;  ///< how many those are
  std::size_t pairs = 0;      ///< how many pairs of gaps the ranks rest on
  Timing timing;              ///< of everything
  bool partial = false;
  std::string partial_reason;

  /// Whether the first gap is known to gain, and no other may be the first.
  bool is_decided() const noexcept {
    return !ranking.empty() && ranking.front().gains &&
           std::none_of(ranking.begin() + 1, ranking.end(), [](const RankedGap& gap) { return gap.first_rank == 1; });
  }
};

}  // namespace throughline
