// SPDX-License-Identifier: MIT
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "throughline/paired_comparison.hpp"
#include "throughline/result.hpp"
#include "throughline/sweep.hpp"

namespace throughline {

/// How a gate was passed, or why it was not.
enum class GateStatus : std::uint8_t { met, missed, undecided, worse, not_worse, imprecise, partial };

/// What pipelines stop at: a target, a measure beside a stored result, a precision that was asked for, a run that did
/// not come to its end. Its texts are as users chose them.
struct Gate {
  std::string name;     ///< `journey.time.p90 < 8 min`
  std::string finding;  ///< `13.03 ± 0.70 min, margin -5.03 ± 0.70 min`
  GateStatus status = GateStatus::met;
  bool fails = false;  ///< undecided targets do where the run is strict
  SourcePosition at;   ///< line 0: of no file
};

/// A gate for each target, then for each measure that a stored result was compared by (worse or not, which undecided is
/// not), then for each precision that somebody asked for, then for a result that is partial.
std::vector<Gate> gates_of(const ExperimentResult& result, bool strict);

/// Of a redesign: the gates of its result, and behind its targets one for each measure that is judged: worse than in
/// the reference or not; undecided ones fail where it is strict.
std::vector<Gate> gates_of(const ComparedAlternative& redesign, const ComparedAlternative& reference, bool strict);

/// Of many alternatives: that one meets the targets; then, where one does, that nothing that may be cheaper is
/// undecided, and that new replications confirm it, which fail where it is strict; then of a result that is partial.
std::vector<Gate> gates_of(const SweepResult& result, bool strict);

/// `met`, `missed`, `undecided`, `worse`, `not worse`, `imprecise`, `partial`.
std::string_view name_of(GateStatus status) noexcept;

}  // namespace throughline
