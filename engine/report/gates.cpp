// SPDX-License-Identifier: MIT
#include "report/gates.hpp"

#include <fmt/format.h>

#include <cstddef>
#include <utility>

#include "report/answer.hpp"
#include "report/number.hpp"
#include "report/redesign_words.hpp"
#include "report/target_table.hpp"
#include "report/verdict_words.hpp"

namespace throughline {
namespace {

GateStatus status_of(TargetStatus status) {
  switch (status) {
    case TargetStatus::met:
      return GateStatus::met;
    case TargetStatus::missed:
      return GateStatus::missed;
    case TargetStatus::undecided:
      break;
  }
  return GateStatus::undecided;
}

Gate gate_of(const TargetResult& target, const ExperimentResult& result, bool strict) {
  const std::string& currency = result.blueprint.currency;
  Gate gate;
  gate.name = fmt::format("{} {}", target.path, target.expression);
  gate.finding = fmt::format("{}, margin {}", figure(target.estimate, currency), margin_of(target, currency));
  gate.status = status_of(target.status);
  if (gate.status == GateStatus::undecided)
    gate.finding += "; " + text_of(what_would_decide(target, result.provenance));
  gate.fails = gate.status == GateStatus::missed || (strict && gate.status == GateStatus::undecided);
  gate.at = target.at;
  return gate;
}

Gate gate_of(const BaselineDifference& difference, const std::string& baseline, const std::string& currency) {
  Gate gate;
  gate.name = fmt::format("{} not worse than in {}", difference.path, baseline);
  gate.finding = fmt::format("{}, was {}, difference {}: {}", figure(difference.now, currency),
                             figure(difference.stored, currency), margin(difference.difference, 0.0, false, currency),
                             words_of(difference.verdict, difference.same_within, difference.stored));
  gate.fails = difference.verdict == Verdict::worse;
  gate.status = gate.fails ? GateStatus::worse : GateStatus::not_worse;
  return gate;
}

Gate gate_of(const PrecisionResult& precision) {
  const GateStatus status = precision.met ? GateStatus::met : GateStatus::imprecise;
  const std::string name =
      fmt::format("{} known to within {}", precision.path, exact(precision.asked, Unit::share, {}));
  return {name, precision_clause(precision), status, !precision.met, {}};
}

Gate gate_of(const PairedDifference& difference, const std::string& reference, const std::string& currency,
             bool strict) {
  Gate gate;
  gate.name = fmt::format("{} not worse than in {}", difference.path, reference);
  gate.finding =
      fmt::format("{}, there {}, difference {}: {}", figure(difference.alternative, currency),
                  figure(difference.reference, currency), margin(difference.difference, 0.0, false, currency),
                  words_of(difference.verdict, difference.same_within, difference.reference));
  gate.status = difference.verdict == Verdict::worse       ? GateStatus::worse
                : difference.verdict == Verdict::undecided ? GateStatus::undecided
                                                           : GateStatus::not_worse;
  gate.fails = gate.status == GateStatus::worse || (strict && gate.status == GateStatus::undecided);
  return gate;
}

/// Met, or undecided, which fails where it is strict.
Gate gate_that(std::string name, bool holds, std::string finding, bool strict) {
  return {std::move(name), std::move(finding), holds ? GateStatus::met : GateStatus::undecided, strict && !holds, {}};
}

Gate gate_of_partial(const std::string& reason) {
  return {"the run comes to its end", reason, GateStatus::partial, true, {}};
}

}  // namespace

std::vector<Gate> gates_of(const ExperimentResult& result, bool strict) {
  std::vector<Gate> gates;
  for (const TargetResult& target : result.targets) gates.push_back(gate_of(target, result, strict));
  if (result.baseline) {
    for (const BaselineDifference& difference : result.baseline->differences)
      gates.push_back(gate_of(difference, result.baseline->name, result.blueprint.currency));
  }
  for (const PrecisionResult& precision : result.precision) {
    if (!precision.by_default) gates.push_back(gate_of(precision));
  }
  if (result.partial) gates.push_back(gate_of_partial(result.partial_reason));
  return gates;
}

std::vector<Gate> gates_of(const ComparedAlternative& redesign, const ComparedAlternative& reference, bool strict) {
  std::vector<Gate> gates = gates_of(redesign.result, strict);
  auto place = gates.begin() + static_cast<std::ptrdiff_t>(redesign.result.targets.size());
  for (const PairedDifference& difference : redesign.differences) {
    if (!difference.simultaneous) continue;
    place = gates.insert(place, gate_of(difference, reference.name, redesign.result.blueprint.currency, strict)) + 1;
  }
  return gates;
}

std::vector<Gate> gates_of(const SweepResult& result, bool strict) {
  std::vector<Gate> gates;
  Gate meets{"an alternative meets the targets", text_of(answer_of(result)), GateStatus::met, false, {}};
  if (!result.cheapest) {
    meets.status = GateStatus::missed;
    meets.fails = !result.partial;
  }
  gates.push_back(std::move(meets));
  if (result.cheapest) {
    const std::size_t open = open_alternatives(result);
    gates.push_back(gate_that("nothing that may be cheaper is undecided", open == 0,
                              fmt::format("{} of {} alternatives", open, result.alternatives.size()), strict));
  }
  if (result.confirmation)
    gates.push_back(gate_that("new replications confirm it", is_confirmed(*result.confirmation),
                              fmt::format("{} replications", result.confirmation->provenance.replications), strict));
  if (result.partial) gates.push_back(gate_of_partial(result.partial_reason));
  return gates;
}

std::string_view name_of(GateStatus status) noexcept {
  switch (status) {
    case GateStatus::met:
      return "met";
    case GateStatus::missed:
      return "missed";
    case GateStatus::undecided:
      return "undecided";
    case GateStatus::worse:
      return "worse";
    case GateStatus::not_worse:
      return "not worse";
    case GateStatus::imprecise:
      return "imprecise";
    case GateStatus::partial:
      break;
  }
  return "partial";
}

}  // namespace throughline
